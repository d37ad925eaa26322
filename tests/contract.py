"""What docs/record.md promises of every record, whatever the text: a list of breaches, empty when all is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

LAYERS = ("actors", "times", "places", "quantities", "statements", "events", "commitments", "disagreements")
#: field of a record → the layers its ids may name
REFERENCES = {
    "sources": ("actors",), "targets": ("actors",), "speakers": ("actors",), "addressees": ("actors",), "debtors": ("actors",),
    "creditors": ("actors",), "quantities": ("quantities",), "said_in": ("statements",), "statement": ("statements",),
    "of": ("actors",), "part_of": ("quantities",),
}


def breaches(record: dict[str, Any]) -> list[str]:
    text = record["article"]["text"]
    out = [f"span {s} does not hold its words" for s in _spans(record) if text[s["start"] : s["end"]] != s["text"] or not s["text"].strip()]
    ids: dict[str, str] = {}
    for layer in LAYERS:
        for row in record[layer]:
            if row["id"] in ids:
                out.append(f"{layer}: id {row['id']} is given twice")
            ids[row["id"]] = layer
    for layer in LAYERS:
        starts = [_start(row) for row in record[layer]]
        if starts != sorted(starts):
            out.append(f"{layer} are not in text order")
        for row in record[layer]:
            out += [f"{layer} {row['id']}: {x}" for x in _references(row, ids)]
            out += [f"{layer} {row['id']}: {x}" for x in _intervals(row)]
    at = 0
    for block in record["article"]["blocks"]:
        if block["start"] < at or block["end"] <= block["start"] or block["end"] > len(text):
            out.append(f"block {block} overlaps or is empty")
        at = block["end"]
    return out


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield value
        for x in value.values():
            yield from _spans(x)
    elif isinstance(value, list):
        for x in value:
            yield from _spans(x)


def _start(row: dict[str, Any]) -> int:
    for name in ("trigger", "cue", "action"):
        if row.get(name):
            return int(row[name]["start"])
    if "start" in row:
        return int(row["start"])
    return int((row.get("mentions") or [c["span"] for c in row["claims"]])[0]["start"])


def _references(row: dict[str, Any], ids: dict[str, str]) -> Iterator[str]:
    for name, allowed in REFERENCES.items():
        value = row.get(name)
        for x in value if isinstance(value, list) else [value]:
            if isinstance(x, str) and ids.get(x) not in allowed:
                yield f"{name} names {x}, which is in {ids.get(x)}"
    for name, layer in (("time", "times"), ("deadline", "times"), ("made", "times"), ("place", "places")):
        ref = row[name].get("ref") if isinstance(row.get(name), dict) else None
        if ref is not None and ids.get(ref) != layer:
            yield f"{name} names {ref}, which is in {ids.get(ref)}"


def _intervals(row: dict[str, Any]) -> Iterator[str]:
    for interval in (row, *(row[n] for n in ("time", "deadline") if isinstance(row.get(n), dict))):
        earliest, latest = interval.get("earliest"), interval.get("latest")
        if earliest and latest and earliest >= latest:
            yield f"interval {earliest} … {latest} is empty"
