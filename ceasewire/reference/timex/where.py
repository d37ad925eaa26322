"""What a reading is resolved against, and what comes of it: the day of the report, the date told before, and the days found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ceasewire.reference.timex import calendar

DAY = timedelta(days=1)
#: by how many units a pointer steps
STEPS = {"last": -1, "past": -1, "latest": -1, "previous": -1, "next": 1, "following": 1}


@dataclass(frozen=True, slots=True)
class Told:
    """A date that the text has told: its value, days, and the id of its record."""

    value: str
    begin: date | None
    end: date | None
    id: str
    at: int  # offset in the text
    year: int = 0  # negative before Christ


@dataclass(frozen=True, slots=True)
class Where:
    """What a reading is resolved against. direction: −1 behind, 1 ahead, 0 the grammar does not say."""

    report: date | None
    report_name: str  # published or dateline
    told: Told | None
    narrative: bool
    direction: int = 0
    quarter: Told | None = None  # the quarter told last, where it is not far: results are compared with those of a year ago
    near: bool = False  # the date told stands in the same paragraph, close before


@dataclass(frozen=True, slots=True)
class Resolved:
    """The TIMEX3 value and days, half-open; `anchor`: the id of the time it was counted from."""

    value: str
    begin: date | None = None
    end: date | None = None
    anchor: str | None = None
    reason: str = ""  # why it stays unresolved


def of_value(value: str, anchor: str | None = None) -> Resolved:
    """A value with the days that it covers, where it has any."""
    span = calendar.interval(value)
    return Resolved(value, span[0] if span else None, span[1] if span else None, anchor)


def with_part(found: Resolved, part: str) -> Resolved:
    """The value with its part of day or clock time; the days stay those of the day."""
    if part and (len(found.value) == 10 or "X" in found.value):
        return replace(found, value=f"{found.value}T{part}")
    return found


def base_of(where: Where, from_text: bool) -> tuple[date | None, str | None]:
    """(day, anchor) that a relative time counts from."""
    told = where.told
    if told is not None and told.begin is not None and (from_text or where.narrative):
        return told.begin, told.id
    if where.narrative and told is not None:
        return None, None
    return where.report, where.report_name if where.report else None


def is_coarser(value: str, unit: str) -> bool:
    """Is the told date too coarse to count days from?"""
    return unit == "D" and len(value.split("T")[0]) < 10


def nth_in(outer: Resolved, nth: tuple[int, str]) -> Resolved:
    """The nth week, day or weekday of a month, week or year."""
    if outer.begin is None or outer.end is None:
        return outer
    n, unit = nth
    last = outer.end - DAY
    if unit[1:].isdigit():  # W5: Fridays
        if outer.begin.day != 1 or abs(n) > 5:
            return outer
        day = calendar.nth_weekday(outer.begin.year, outer.begin.month, n, int(unit[1]))
        return of_value(day.isoformat(), outer.anchor)
    if unit == "D":
        day = last if n < 0 else outer.begin + timedelta(days=n - 1)
    elif unit in ("W", "WE"):
        day = last if n < 0 else outer.begin + timedelta(days=7 * n - 4)
    elif unit == "M":
        day = last if n < 0 else calendar.add_months(outer.begin, n - 1) or outer.begin
    else:
        return outer
    return of_value(calendar.value_of(day, unit), outer.anchor) if outer.begin <= day < outer.end else outer
