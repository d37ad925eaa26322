"""Names of private persons hidden in a record: victims, witnesses and others without an office become "[person 1]", "[person 2]" …

The text itself is masked, and every span with it, so that spans still hold the words of the text; then every other string of the record.
What this cannot hide (people the reader did not find, people whom other words give away) is said in docs/how-to/export.md.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import Any

from ceasewire.serve.export.format import Json
from ceasewire.serve.export.private import Names, is_name

#: fields that hold codes, or say where something comes from: no name of a person in the text stands in them
CODES = frozenset({
    "id", "ref", "of", "sha256", "raw_sha256", "kind", "type", "plover_type", "mode", "country", "sector", "how", "status", "rule",
    "incident", "reprint_of", "language", "publisher", "published", "recorded_at", "run",
    "cameo", "form", "act", "use", "precision", "scope",
})  # fmt: skip


def masked(record: Json) -> Json:
    """A copy without the names of private persons. Ids stay, also the article's; sha256 stays that of the text as it was read.

    >>> text = "Gunmen shot dead Sara Velm, a farmer."
    >>> actor = {"id": "a1", "name": "Sara Velm", "kind": "person", "sector": "AGR", "role": "farmer", "rule": "noun farmer",
    ...          "mentions": [{"start": 17, "end": 26, "text": "Sara Velm", "how": "name"}]}
    >>> out = masked({"article": {"text": text, "title": "Velm is dead", "url": None}, "actors": [actor], "places": [], "times": []})
    >>> out["article"]["text"], out["article"]["title"], out["actors"][0]["mentions"][0]["text"]
    ('Gunmen shot dead [person 1], a farmer.', '[person 1] is dead', '[person 1]')
    """
    names = Names(record)
    if not names.new:
        return record
    text = _Text(record["article"]["text"], _cuts(record, names))
    out: Json = _without(record, text, names)
    article = out["article"]
    article["text"] = text.new
    if article["url"] and names.in_address(article["url"]):
        article["url"] = None
    for actor in out["actors"]:
        if actor["id"] in names.new:
            actor |= {"name": names.new[actor["id"]], "wikidata": None}
    return out


@dataclass(frozen=True, slots=True, order=True)
class _Cut:
    start: int
    end: int
    new: str


class _Text:
    """The masked text, and where a place of the old one is in it."""

    def __init__(self, text: str, cuts: list[_Cut]) -> None:
        self._cuts = cuts
        self._starts = [cut.start for cut in cuts]
        self._shifts = [0]  # how far what follows so many cuts has moved
        parts, at = [], 0
        for cut in cuts:
            parts += [text[at : cut.start], cut.new]
            self._shifts.append(self._shifts[-1] + len(cut.new) - (cut.end - cut.start))
            at = cut.end
        self.new = "".join([*parts, text[at:]])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span that touches a masked name holds all of its mask."""
        return self._moved(start, end=False), self._moved(end, end=True) if end > start else self._moved(start, end=False)

    def _moved(self, offset: int, *, end: bool) -> int:
        n = bisect.bisect_left(self._starts, offset) if end else bisect.bisect_right(self._starts, offset)
        cut = self._cuts[n - 1] if n else None
        if cut is None or offset >= cut.end:
            return offset + self._shifts[n]
        return cut.start + self._shifts[n - 1] + (len(cut.new) if end else 0)


def _cuts(record: Json, names: Names) -> list[_Cut]:
    """What is replaced in the text: first in the mentions of private persons, then their names and parts of names wherever they stand.

    A part of a name inside somebody else's name, a place that is known or a date is no mention of the private person.
    """
    text = record["article"]["text"]
    cuts = [_Cut(*name) for name in names.told]
    kept: list[tuple[int, int]] = [(s["start"], s["end"]) for s in record["times"]]
    kept += [(place["start"], place["end"]) for place in record["places"] if place["precision"] != "unresolved"]
    for actor in record["actors"]:
        if actor["id"] not in names.new:
            kept += [(mention["start"], mention["end"]) for mention in actor["mentions"] if is_name(mention)]
    for start, end, new in names.found(text):
        alone = not names.is_whole(text[start:end])
        if not (alone and any(a <= start and end <= b for a, b in kept)):
            cuts.append(_Cut(start, end, new))
    return _apart(cuts)


def _apart(cuts: list[_Cut]) -> list[_Cut]:
    """In order; of cuts that overlap, which mentions inside each other give, one is made that hides the words of both."""
    out: list[_Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if out and cut.start < out[-1].end:
            out[-1] = _Cut(out[-1].start, max(cut.end, out[-1].end), out[-1].new)
        else:
            out.append(cut)
    return out


def _without(value: Any, text: _Text, names: Names) -> Any:
    """Any part of the record: spans follow the text, other strings lose the names in them."""
    if isinstance(value, str):
        return names.replaced(value)
    if isinstance(value, list):
        return [_without(inner, text, names) for inner in value]
    if not isinstance(value, dict):
        return value
    out = {name: inner if name in CODES and not _is_span(inner) else _without(inner, text, names) for name, inner in value.items()}
    if _is_span(value):
        out["start"], out["end"] = text.span(value["start"], value["end"])
        if "text" in value:
            out["text"] = text.new[out["start"] : out["end"]]
    return out


def _is_span(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("start"), int) and isinstance(value.get("end"), int)
