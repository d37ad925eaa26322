"""Which date a text stands at: does it narrate history, and which of its dates move it on.

A history counts "on 2 September" from the date told before. A year in passing must not become that date.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ceasewire.reference.timex.reading import BACK, Reading
from ceasewire.reference.timex.where import Resolved, Told
from ceasewire.reference.timex.words import Tokens

#: an article narrates history if it has so many dates of years long past, and so many for each that points at the report's own days
_OLD, _OLD_TO_NEAR = 3, 4
#: years within which a bare year in mid-sentence may be the next step of a history
_STEP = 5


def narrates(readings: Iterable[Reading], report: date | None) -> bool:
    """Does the article narrate history? Many dates of years long past, and hardly a word that points at the report's own days."""
    old = near = 0
    for r in readings:
        if r.kind == "date" and r.year is not None and (report is None or r.year < report.year - 1):
            old += 1
        elif r.rule in ("rel-day", "weekday") or r.base == "report" or r.pointer in ("last", "this"):
            near += 1
    return old >= _OLD and old > _OLD_TO_NEAR * near


def counts_from_mention(r: Reading) -> bool:
    """Does the time count from the day mentioned last, be it in passing ("that same day", "two days later")?"""
    return r.unit in ("D", "NI") and (r.base == "text" or r.pointer in ("that", "next", "previous", "following"))


def is_aside(tokens: Tokens, r: Reading, new: Told | None, told: Told | None, *, narrative: bool) -> bool:
    """A time in passing does not move a narrative: in brackets, looking back ("the year before"), "the 1790 law", "the first since 1812",
    or a year that the date told before lies in. In a text that is no history, but has no day of its own, nor does "the accord of 1994".
    """
    if r.sign < 0 or r.pointer in BACK or _is_bracketed(tokens, r):
        return True
    if tokens.is_attribute(r.first, r.last) or tokens.is_background(r.first, r.last):
        return True
    if not narrative and r.month is None and r.year is not None and tokens.is_attribute_before(r.last):  # "the accord of 1994"
        return True
    if new is None or told is None or r.month is not None or r.day is not None or r.year is None:
        return False
    if new.year == told.year:
        return True
    opens = tokens.codes[max(0, r.first - 2) : r.first].lstrip("I=gt")[-1:] in ("", ".", "|")
    return abs(new.year - told.year) > _STEP and not opens and not tokens.dates_clause(r.first)


def _is_bracketed(tokens: Tokens, r: Reading) -> bool:
    """Does it stand in brackets, and not in a heading's ("Second war (218-201 BC)")?"""
    before, behind = tokens.codes.rfind("(", 0, r.first), tokens.codes.find(")", r.last)
    inside = before >= 0 and behind >= 0 and not {"(", ")", "|", "."} & set(tokens.codes[before + 1 : behind])
    return inside and tokens.codes[behind + 1 : behind + 2] not in ("", "|")


def told_by(found: Resolved, r: Reading, id: str, at: int) -> Told | None:
    """The date that later words may count from."""
    if r.type not in ("DATE", "TIME"):
        return None
    if found.value.startswith("BC") and len(found.value.split("-")[0]) == 6 and found.value[2:6].isdigit():
        return Told(found.value, None, None, id, at, -int(found.value[2:6]))
    if found.value.endswith("_REF"):
        return None
    return Told(found.value, found.begin, found.end, id, at, found.begin.year) if found.begin is not None else None
