"""Deadlines as days: half-open intervals of ISO days, and the arithmetic on them, which ends with the calendar and never with an error."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

Days = tuple[str | None, str | None]  #: half-open interval of ISO days
NO_DAYS: Days = (None, None)


def days_of(interval: dict[str, Any] | None) -> Days:
    """An interval of a record; a time of day is the day that it is of.

    >>> days_of({"earliest": "2024-05-01T14:00", "latest": "2024-05-01T15:00"}), days_of({"earliest": None, "latest": "2024-05-02T00:00"})
    (('2024-05-01', '2024-05-02'), (None, '2024-05-02'))
    """
    first, after = (interval or {}).get("earliest"), (interval or {}).get("latest")
    whole = after is None or len(after) == 10 or dt.datetime.fromisoformat(after).time() == dt.time()
    return first and first[:10], after and (after[:10] if whole else moved_by(after[:10], 1))


def last_of(value: str | None) -> str | None:
    """The last day of a TIMEX3 value that is a day, a month or a year; None for a week, a season or no date.

    >>> last_of("2021-05-01"), last_of("2021-02"), last_of("2021"), last_of("2021-W10")
    ('2021-05-01', '2021-02-28', '2021-12-31', None)
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        return dt.date(year, month or 12, day or calendar.monthrange(year, month or 12)[1]).isoformat()
    except ValueError:  # month 13
        return None


def moved_by(day: str, days: int) -> str:
    """So many days later, or earlier; the first or the last day there is where the calendar ends before.

    >>> moved_by("2024-02-28", 2), moved_by("9999-12-30", 120)
    ('2024-03-01', '9999-12-31')
    """
    try:
        return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return (dt.date.max if days > 0 else dt.date.min).isoformat()


def last_day(days: Days) -> str | None:
    """A deadline as one day: its last where it ends, else the one on which it begins."""
    return moved_by(days[1], -1) if days[1] is not None else days[0]
