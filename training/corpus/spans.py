"""From words to offsets: a label as a person writes it becomes a label as the corpus keeps it.

A person writes "trigger": "air strike". Words that stand more than once in the text take the number of the one that is meant,
"troops@2"; a long stretch may be written by its two ends, "a local ceasefire … the city".
"""

from __future__ import annotations

import re
from typing import Any

#: layer → the keys that hold a span, those that hold a list of spans, the one that holds a time, what else may be left unwritten
LAYERS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str | None, tuple[str, ...]]] = {
    "events": (("trigger", "place"), ("sources", "targets"), "time", ("mode", "killed", "wounded")),
    "statements": (("speaker", "cue", "content"), (), None, ()),
    "commitments": (("action", "condition"), ("debtors", "creditors"), "deadline", ()),
}

_NTH = re.compile(r"^(?P<words>.*?)@(?P<nth>\d+)$", re.DOTALL)


class WordsError(ValueError):
    """Words of a label that don't say one place in the text; the message says what to write instead."""


def find(text: str, written: str) -> tuple[int, int]:
    """Offsets of the written words in the text, code points, half-open.

    Raises WordsError if they are not there, or stand there more than once without a number.
    """
    if "…" in written and written not in text:
        first, last = (x.strip() for x in written.split("…", 1))
        start, end = find(text, first)
        return start, _first_after(text, last, end)
    words, nth = (written, 0) if written in text else _numbered(written)
    places = _places(text, words)
    if not places:
        raise WordsError(f"the words {words!r} don't stand in the text")
    if nth > len(places):
        raise WordsError(f"{words!r} stands {len(places)} times in the text, not {nth}")
    if not nth and len(places) > 1:
        raise WordsError(f"{words!r} stands {len(places)} times in the text: write {words}@1 to {words}@{len(places)}")
    return places[max(0, nth - 1)]


def _first_after(text: str, written: str, start: int) -> int:
    words, nth = _numbered(written)
    ends = [b for a, b in _places(text, words) if a >= start]
    if len(ends) < max(1, nth):
        raise WordsError(f"the words {words!r} don't stand {'again ' if nth > 1 else ''}after the first part")
    return ends[max(0, nth - 1)]


def _numbered(written: str) -> tuple[str, int]:
    """ "troops@2" → ("troops", 2); 0 without a number."""
    match = _NTH.match(written)
    return (match["words"], int(match["nth"])) if match else (written, 0)


def _places(text: str, words: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] if words else []


def with_offsets(text: str, written: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The label of one report with spans {start, end, text} for written words, and the faults found on the way."""
    faults: list[str] = []

    def span(where: str, words: str | dict[str, Any] | None) -> dict[str, Any] | None:
        if words is None or isinstance(words, dict):
            return words
        try:
            start, end = find(text, words)
        except WordsError as error:
            faults.append(f"{where}: {error}")
            return None
        return {"start": start, "end": end, "text": text[start:end]}

    def spans(where: str, many: list[Any]) -> list[dict[str, Any]]:
        return [s for words in many if (s := span(where, words))]

    def record(layer: str, n: int, given: dict[str, Any]) -> dict[str, Any]:
        one, many, time, others = LAYERS[layer]
        where = f"{layer.removesuffix('s')} {n}"
        out = dict.fromkeys((*others, *((time,) if time else ()))) | given
        for key in one:
            out[key] = span(f"{where} {key}", given.get(key))
        for key in many:
            out[key] = spans(f"{where} {key}", given.get(key) or [])
        return out

    label = {layer: [record(layer, n, x) for n, x in enumerate(written.get(layer, []), 1)] for layer in LAYERS}
    return {"id": written["id"]} | label, faults
