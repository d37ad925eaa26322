"""Gold rows beside the program's records of them, and the counting that all scorers share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Span = tuple[int, int]


def read(gold: Path, found: Path) -> tuple[list[Row], dict[str, Row]]:
    """(gold rows, {id: record}); ends where a record's text is not the gold's, for then no offset would match."""
    rows = jsonl(gold)
    records = {r["article"]["id"]: r for r in jsonl(found)}
    for row in rows:
        record = records.get(row["id"])
        if record and record["article"]["text"] != row["text"]:
            raise SystemExit(f"benchmarks: {row['id']}: article.text is not the text of {gold.name}; offsets would not match")
    return rows, records


def jsonl(path: Path) -> list[Row]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def span(record: Row) -> Span:
    return record["start"], record["end"]


def overlap(a: Span, b: Span) -> int:
    """Characters that both spans have."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def likeness(a: Span, b: Span) -> float:
    """Character F1 of two spans: 1.0 for the same, 0.0 for spans that do not touch."""
    return 2 * overlap(a, b) / max(1, a[1] - a[0] + b[1] - b[0])


def numbers(quantity: Row) -> set[float]:
    """The numbers that a quantity states: "at least 5" states 5, as does "five"."""
    return {float(quantity[k]) for k in ("low", "best", "high") if quantity.get(k) is not None}


def percent(part: int, of: int) -> float:
    return round(100 * part / max(1, of), 2)


def prf(right_of_found: tuple[int, int], right_of_gold: tuple[int, int]) -> dict[str, float]:
    """p, r and f1 in percent from (right, judged) on either side."""
    p, r = percent(*right_of_found), percent(*right_of_gold)
    return {"p": p, "r": r, "f1": round(2 * p * r / (p + r), 2) if p + r else 0.0}
