"""From words to offsets: a label as a person writes it becomes a label as the corpus keeps it.

A person writes "trigger": "air strike". Words that stand more than once in the text take the number of the one that is meant,
"troops@2"; a long stretch may be written by its two ends, "a local ceasefire … the city".
"""

from __future__ import annotations

import re
from typing import Any

#: where a record has spans: one, or a list of them
EVENT_SPANS, EVENT_LISTS = ("trigger", "place"), ("sources", "targets")
STATEMENT_SPANS = ("speaker", "cue", "content")
COMMITMENT_SPANS, COMMITMENT_LISTS = ("action", "condition"), ("debtors", "creditors")

_NTH = re.compile(r"^(?P<words>.*?)@(?P<nth>\d+)$", re.DOTALL)


class WordsError(ValueError):
    """Words of a label that don't say one place in the text; the message says what to write instead."""


def find(text: str, written: str, after: int = 0) -> tuple[int, int]:
    """Offsets of the written words in the text, code points, half-open.

    Raises WordsError if they are not there, or stand there more than once without a number.
    """
    if "…" in written and written not in text:
        first, last = (x.strip() for x in written.split("…", 1))
        start, end = find(text, first)
        return start, _first_after(text, last, end)
    match = _NTH.match(written)
    words, nth = (match["words"], int(match["nth"])) if match and written not in text else (written, 0)
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] if words else []
    if not places:
        raise WordsError(f"the words {words!r} don't stand in the text")
    if nth > len(places):
        raise WordsError(f"{words!r} stands {len(places)} times in the text, not {nth}")
    if not nth and len(places) > 1:
        raise WordsError(f"{words!r} stands {len(places)} times in the text: write {words}@1 to {words}@{len(places)}")
    return places[max(0, nth - 1)]


def _first_after(text: str, words: str, start: int) -> int:
    match = _NTH.match(words)
    words, nth = (match["words"], int(match["nth"])) if match else (words, 1)
    ends = [m.end() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text) if m.start() >= start]
    if len(ends) < nth:
        raise WordsError(f"the words {words!r} don't stand {'again ' if nth > 1 else ''}after the first part")
    return ends[nth - 1]


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

    def record(kind: str, n: int, given: dict[str, Any], one: tuple[str, ...], lists: tuple[str, ...]) -> dict[str, Any]:
        out = dict(given)
        for key in one:
            out[key] = span(f"{kind} {n} {key}", given.get(key))
        for key in lists:
            out[key] = spans(f"{kind} {n} {key}", given.get(key) or [])
        return out

    events = [record("event", n, e, EVENT_SPANS, EVENT_LISTS) for n, e in enumerate(written.get("events", []), 1)]
    for event in events:
        for key in ("mode", "time", "killed", "wounded"):
            event.setdefault(key, None)
    statements = [record("statement", n, s, STATEMENT_SPANS, ()) for n, s in enumerate(written.get("statements", []), 1)]
    commitments = [
        {"deadline": None, **record("commitment", n, c, COMMITMENT_SPANS, COMMITMENT_LISTS)}
        for n, c in enumerate(written.get("commitments", []), 1)
    ]
    return {"id": written["id"], "events": events, "statements": statements, "commitments": commitments}, faults
