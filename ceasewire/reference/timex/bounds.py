"""The days of a time by the words around it: a modifier bends them, a preposition opens one side, two times make a range.

Source: TIMEX3 mod for what a preposition says ("by": ON_OR_BEFORE); intervals are half-open days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ceasewire.reference.timex import calendar
from ceasewire.reference.timex.grammar import Grammar
from ceasewire.reference.timex.reading import Reading
from ceasewire.reference.timex.where import DAY, Resolved
from ceasewire.reference.timex.words import Tokens

#: what prepositions say of a length: "within 60 days", "not later than 90 days after signing"
_LENGTH_MODS: Mapping[tuple[str, str | None], str] = {
    ("within", "EQUAL_OR_LESS"): "EQUAL_OR_LESS", ("until", "ON_OR_BEFORE"): "EQUAL_OR_LESS", ("since", "ON_OR_AFTER"): "EQUAL_OR_MORE",
}

#: "the turn of the year" is so many parts of it on each side of its first day: 18 days of a year, five years of a century
_TURN = 20

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Bounds:
    """earliest (included) and latest (excluded), None where that side is open, and the TIMEX3 modifier."""

    earliest: date | None
    latest: date | None
    mod: str | None


def bounds(grammar: Grammar, tokens: Tokens, rows: Sequence[tuple[Reading, Resolved]], report: date | None) -> list[Bounds]:
    """The days of each time of a block, in its order."""
    days = [_bent(found, r, report) for r, found in rows]
    readings = [r for r, _ in rows]
    borders = [grammar.border(tokens, r) for r in readings]
    ranges, counted = _ranges(tokens, readings, days), _counted(tokens, rows, [side for side, _ in borders])
    out = []
    for n, (r, (side, mod)) in enumerate(zip(readings, borders, strict=True)):
        if n in ranges:
            out.append(Bounds(*ranges[n], r.mod))
        elif n in counted:
            out.append(Bounds(*counted[n], r.mod or _LENGTH_MODS.get((side, mod))))
        elif r.type == "DURATION":
            out.append(Bounds(*days[n], r.mod or _LENGTH_MODS.get((side, mod))))
        elif r.type == "SET" or n - 1 in counted or (side == "from" and tokens.is_attribute_before(r.last)):
            out.append(Bounds(*days[n], r.mod))  # "images from 2017" are of that year
        else:
            out.append(Bounds(*_beside(days[n], side, r), r.mod or mod))
    return out


def _ranges(tokens: Tokens, readings: Sequence[Reading], days: Sequence[Days]) -> dict[int, Days]:
    """{row: whole range} for "from 2 to 5 March", "May 2-5", "between May and July"."""
    out: dict[int, Days] = {}
    for n in range(len(readings) - 1):
        a, b, begin, end = readings[n], readings[n + 1], days[n][0], days[n + 1][1]
        between = tokens.codes[a.last : b.first].replace("t", "")
        joined = between in (">", "-") or (between == "&" and tokens.codes[max(0, a.first - 2) : a.first].replace("t", "").endswith("="))
        if joined and a.type in ("DATE", "TIME") and begin and end and begin < end:
            out[n] = out[n + 1] = (begin, end)
    return out


def _counted(tokens: Tokens, rows: Sequence[tuple[Reading, Resolved]], sides: Sequence[str]) -> dict[int, Days]:
    """{row of a length: its days} for one that is counted from a day: "a week after May 5", "within 60 days of May 1"."""
    out: dict[int, Days] = {}
    for n in range(len(rows) - 1):
        (r, _), (b, day) = rows[n], rows[n + 1]
        if r.kind != "length" or not r.amount or len(day.value.split("T")[0]) != 10 or day.begin is None:
            continue
        between = tokens.codes[r.last : b.first].replace("t", "")
        sign = int(tokens.extras[r.last].split()[0]) if between in ("k", "j") else 1 if between in ("f", "g") else 0
        there = calendar.shift(day.begin, sign * r.amount, r.unit) if sign else None
        within = sides[n] == "within"
        if there is None or (between == "f" and not within):
            continue
        out[n] = (min(day.begin, there), max(day.begin, there) + DAY) if within else (there, there + DAY)
    return out


def _bent(found: Resolved, r: Reading, report: date | None) -> Days:
    """The part that a modifier names: a third for "early May", up to or from today for "earlier this month", "later this year"."""
    begin, end = found.begin, found.end
    if r.edge == "turn" and begin is not None and end is not None:
        around = (end - begin) // _TURN
        return date.fromordinal(max(1, begin.toordinal() - around.days)), begin + around
    if r.type not in ("DATE", "TIME") or begin is None or end is None or r.mod is None or r.mod not in calendar.THIRDS:
        return begin, end
    if r.turn and r.pointer == "this" and report is not None and begin <= report < end:
        return (begin, max(report, begin + DAY)) if r.turn < 0 else (report, end)
    return (begin, end) if r.turn else calendar.third((begin, end), r.mod)


def _beside(days: Days, side: str, r: Reading) -> Days:
    """The days on the side of the time that its preposition names; "before noon on Friday" may still be Friday, "before the end of
    March" still March.
    """
    begin, end = days
    moment = r.type == "TIME" or r.edge == "turn"
    if side == "until" or (side == "before" and (moment or r.edge == "close")):
        return None, end
    if side == "before":
        return None, begin
    if side in ("since", "from") or (side == "after" and moment):
        return begin, None
    if side == "after":
        return end, None
    return begin, end
