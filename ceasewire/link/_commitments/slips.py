"""One article that tells the whole way of a deadline: to leave by 1 May under the deal, revised, 11 September, intended by 4 July."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ceasewire.link._commitments.chains import Chain, Entry
from ceasewire.link._commitments.days import NO_DAYS, Days, last_day, last_of, moved_by
from ceasewire.link._commitments.reports import Json, Telling
from ceasewire.records import Span


def slips_told(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, list[Telling]]]:
    """The tellings of one article that are one commitment whose day has moved: the first made, and those that tell later days of it.

    That they are one, the article itself says: it tells that the first was moved, or sets a nearer aim beside the day that was set.
    """
    used: set[int] = set()
    for first in sorted(tellings, key=lambda t: _change(t) is None):  # what is said to be moved, before days that only stand side by side
        moved = _change(first)
        later = [t for t in tellings if t is not first and id(t) not in used and _goes_on(first, t)]
        if moved is None:
            set_before = first.record["kind"] == "deadline"
            later = [t for t in later if set_before and t.record["action"] == first.record["action"]]
        if id(first) not in used and (later or (moved is not None and moved["after"])):
            used |= {id(first), *map(id, later)}
            yield first, sorted(later, key=lambda t: (t.record["kind"] != "deadline", t.words.start))


def as_set(first: Telling) -> Telling:
    """The telling with the day that was given up, where its record has the one that took its place ("moved from March 31 to May 1")."""
    moved = _change(first)
    before, after = (last_of(moved[end]) for end in ("before", "after")) if moved is not None else (None, None)
    if before is None or before == after or last_day(first.due) != after:
        return first
    return replace(first, due=(None, moved_by(before, 1)))


def moves(chain: Chain, first: Telling, later: Sequence[Telling]) -> Iterator[Entry]:
    """A change for each day after the first, in turn."""
    rest = list(later)
    moved = _change(first)
    due = first.due
    if moved is not None:
        day = last_of(moved["after"]) or next((last_day(t.due) for t in rest if t.record["kind"] == "deadline"), None)
        rest = [t for t in rest if last_day(t.due) != day]
        after: Days = (None, moved_by(day, 1)) if day is not None else due
        span = Span(moved["span"]["start"], moved["span"]["end"], moved["span"]["text"])
        yield Entry(
            "revised", first.report, span, after, True, (moved["when"], None), moved["who_says"], last_day(due), day, "deadline",
            "the article tells that the deadline was moved",
        )  # fmt: skip
        due = after
    for telling in rest:
        if telling.due != due:
            yield Entry(
                "revised", telling.report, telling.words, telling.due, True, NO_DAYS, telling.report.speakers(telling.record["said_in"]),
                last_day(due), last_day(telling.due), "deadline", "the article tells another day for the same act",
            )  # fmt: skip
            due = telling.due


def _change(telling: Telling) -> Json | None:
    return next((h for h in telling.record["history"] if h["what"] == "deadline" and h["before"]), None)


def _goes_on(first: Telling, other: Telling) -> bool:
    """Is the other a later or nearer day for the same sort of act?"""
    types = first.record["type"], other.record["type"]
    alike = (types[0] is not None and types[0] == types[1]) or bool({s for s in first.topic & other.topic if s[0] != "@"})
    return alike and None not in (first.due[1], other.due[1]) and first.due != other.due
