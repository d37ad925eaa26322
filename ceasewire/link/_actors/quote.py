"""The sentence in which a name stands, cut out of a record without the language model."""

from __future__ import annotations

import functools
import re
from typing import Any

from ceasewire import lexicon

LONGEST = 300  #: characters shown; a longer sentence is cut around the name
_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n\s*\n?")


def sentence_at(record: dict[str, Any], start: int, end: int) -> tuple[int, int]:
    """(start, end) of the sentence around a span: as the program cut it, where an event says so, else up to the next full stops."""
    text: str = record["article"]["text"]
    for event in record["events"]:
        if event["sentence"]["start"] <= start and end <= event["sentence"]["end"]:
            return _cut(text, event["sentence"]["start"], event["sentence"]["end"], start, end)
    block = next((b for b in record["article"]["blocks"] if b["start"] <= start < b["end"]), {"start": 0, "end": len(text)})
    first, last = block["start"], block["end"]
    for mark in _END.finditer(text, first, last):
        if _is_abbreviation(text, mark.start()):
            continue
        if mark.end() <= start:
            first = mark.end()
        elif mark.start() >= end:
            last = mark.end()
            break
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return _cut(text, first, last, start, end)


def _cut(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """Whole words around the name, where the sentence is too long."""
    if last - first <= LONGEST:
        return first, last
    room = max(0, LONGEST - (end - start)) // 2
    if start - room > first:
        first = start - room
        while first < start and not text[first - 1].isspace():
            first += 1
    if end + room < last:
        last = end + room
        while last > end and not text[last].isspace():
            last -= 1
    return first, last


def _is_abbreviation(text: str, stop: int) -> bool:
    if text[stop] != ".":
        return False
    word = text[max(0, stop - 12) : stop].split()[-1:] or [""]
    return (len(word[0]) == 1 and word[0].isupper()) or f"{word[0].lower()}." in _abbreviations()


@functools.cache
def _abbreviations() -> frozenset[str]:
    return frozenset(lexicon.words("abbreviations"))
