"""The arithmetic of deadlines on ISO days: the day before, the end of a length of time."""

from __future__ import annotations

import datetime as dt

UNITS = {"D": 1, "W": 7}


def day_before(day: str) -> str:
    """The last day of an interval that ends, half-open, with `day`."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()


def end_of(day: str, duration: str) -> str | None:
    """The day after the last day of a duration that begins on `day` (half-open); months and years by the calendar.

    None for hours, for a length that gives no number, and where the calendar ends before ("within 10,000 years").

    >>> end_of("2021-06-01", "P3D"), end_of("2021-01-31", "P1M"), end_of("2021-06-01", "PXD"), end_of("2021-06-01", "P10000Y")
    ('2021-06-05', '2021-03-01', None, None)
    """
    unit, number = duration[-1], duration[1:-1]
    if not duration.startswith("P") or "T" in duration or not number.isdigit():
        return None
    start = dt.date.fromisoformat(day)
    try:
        if unit in UNITS:
            return (start + dt.timedelta(days=int(number) * UNITS[unit] + 1)).isoformat()
        months = int(number) * (12 if unit == "Y" else 1)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
        return (dt.date(year, month + 1, min(start.day, last)) + dt.timedelta(days=1)).isoformat()
    except (OverflowError, ValueError):
        return None
