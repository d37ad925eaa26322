"""Every span of a record against the text: the promise that the words are there, checked before writing and by `db check`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """All objects inside a JSON value that have a start and an end: spans with their words, extents and blocks without."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict | list):
                yield from spans(inner)


def misplaced(record: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the spans of a record, one line each."""
    text = record["article"]["text"]
    for span in spans({name: value for name, value in record.items() if name != "run"}):
        start, end = span["start"], span["end"]
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)):
            yield f"span {start}…{end} lies outside of the text of {len(text)} characters"
        elif isinstance(span.get("text"), str) and text[start:end] != span["text"]:
            yield f"span {start}…{end} says {_short(span['text'])}, the text has {_short(text[start:end])}"


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:59] + "…")
