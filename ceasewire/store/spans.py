"""Every span of a record against the text: the promise that the words are there, checked before writing and by `db check`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def spans(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All objects of a record that have a start and an end: spans with their words, extents and blocks without."""
    yield from _inside([value for name, value in record.items() if name != "run"])


def _inside(value: dict[str, Any] | list[Any]) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        value = list(value.values())
    for inner in value:
        if isinstance(inner, dict | list):
            yield from _inside(inner)


def misplaced(record: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the spans of a record, one line each."""
    text = record["article"]["text"]
    for span in spans(record):
        start, end = span["start"], span["end"]
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)):
            yield f"span {start}…{end} lies outside of the text of {len(text)} characters"
        elif isinstance(span.get("text"), str) and text[start:end] != span["text"]:
            yield f"span {start}…{end} says {_short(span['text'])}, the text has {_short(text[start:end])}"


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:59] + "…")
