"""What the corpus holds: reports by split and source, events by type, mode and status, statements by act, commitments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ceasewire.records import ACTS, COMMITMENT_KINDS, COMMITMENT_STATUSES, EVENT_TYPES, STATUSES
from ceasewire.reference import codebook


def table(rows: Iterable[dict[str, Any]]) -> str:
    """Markdown tables for the card. rows: labels of reports, stand-off or with words."""
    rows = list(rows)
    events = [e for row in rows for e in row["events"]]
    pages = codebook.load().pages
    splits = Counter(row.get("split", "") for row in rows)
    empty = sum(not row["events"] for row in rows)
    types, statuses = Counter(e["type"] for e in events), Counter(e["status"] for e in events)
    modes = Counter((e["type"], e["mode"]) for e in events)
    lines = [
        f"{len(rows)} reports ({', '.join(f'{k} {v}' for k, v in sorted(splits.items()))})",
        f"{empty} of them without an event; {len(events)} events",
        "",
        "| type | events | modes |",
        "|---|---|---|",
        *(f"| {t} | {types[t]} | {', '.join(f'{m} {modes[t, m]}' for m in pages[t].modes)} |" for t in EVENT_TYPES),
        "",
        _line("status", statuses, STATUSES),
        _line("statements", Counter(s["act"] for row in rows for s in row["statements"]), ACTS),
        _line("commitments by kind", Counter(c["kind"] for row in rows for c in row["commitments"]), COMMITMENT_KINDS),
        _line("commitments by status", Counter(c["status"] for row in rows for c in row["commitments"]), COMMITMENT_STATUSES),
    ]
    return "\n".join(lines)


def _line(name: str, counts: Counter[str], order: Iterable[str]) -> str:
    return f"- {name}: " + ", ".join(f"{key} {counts[key]}" for key in order)
