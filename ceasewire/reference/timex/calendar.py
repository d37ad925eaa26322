"""Calendar arithmetic: TIMEX3 values of days, the half-open interval of a value, shifts by whole units, holidays.

Source: TIMEX3 value syntax of TimeML 1.2.1; Easter after the Anonymous Gregorian computus; the hijri calendar is the tabular one (a sighted
moon may differ by a day), the persian one the 33-year rule (exact for 1800 to 2200), the hebrew one the fixed arithmetic.
Units are the codes of data/lexicons/en/times/units.csv: S N H D W M Q Y E C L, NI, WE.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Mapping
from datetime import date, timedelta

#: (months per unit) for units that are whole months
MONTHS: Mapping[str, int] = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}
#: which third of a stretch START, MID and END name
THIRDS: Mapping[str, tuple[int, int]] = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}
#: the widest days that people mean by a season of the northern half, from the meteorological to the astronomical bound
SEASONS: Mapping[str, tuple[str, str]] = {
    "SP": ("03-01", "06-22"), "SU": ("06-01", "09-24"), "FA": ("09-01", "12-23"), "WI": ("12-01", "03-22"),
}
#: the years of ours in which the other calendars are told
OTHER_CALENDARS = (623, 3000)
_YEAR = re.compile(r"^(\d{2,4})(?:-(.+))?$")
_LAST = date(9999, 12, 31)

Interval = tuple[date, date]


def is_day(year: int, month: int, day: int) -> bool:
    """Is there such a day, in the years 1 to 9998?"""
    return 1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= months.monthrange(year, month)[1]


def add_months(day: date, n: int) -> date | None:
    """The same day n months on, or the month's last day where it is shorter; None outside the years 1 to 9998."""
    at = day.year * 12 + day.month - 1 + n
    year, month = divmod(at, 12)
    if not 1 <= year <= 9998:
        return None
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def shift(day: date, n: float, unit: str) -> date | None:
    """The day n units on (whole days; halves of a unit are rounded down to days or months)."""
    if unit in MONTHS:
        return add_months(day, int(n * MONTHS[unit]))
    days = {"D": n, "NI": n, "W": 7 * n, "WE": 7 * n, "H": n / 24, "N": n / 1440, "S": n / 86400}.get(unit)
    if days is None:
        return None
    at = day.toordinal() + int(days // 1 if n > 0 else -(-days // 1))
    return date.fromordinal(at) if 1 <= at < _LAST.toordinal() else None


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that the day lies in: 2021-W22, 2021-06, 2021-Q2, 2021, 202, 20 …"""
    if unit in ("W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit == "HF":
        return f"{day.year:04}-H{(day.month + 5) // 6}"
    if unit in ("Y", "E", "C", "L"):
        return f"{day.year:04}"[: {"Y": 4, "E": 3, "C": 2, "L": 1}[unit]]
    return day.isoformat()


def months_between(year: int, month: int, count: int) -> Interval | None:
    """The interval of `count` months from the first of this one; None outside the years 1 to 9990."""
    if not 1 <= year <= 9990:
        return None
    first = date(year, month, 1)
    end = add_months(first, count)
    return (first, end) if end else None


def interval(value: str) -> Interval | None:
    """The half-open days of a value, None where it names none (X's, PAST_REF, durations, years before Christ)."""
    found = _YEAR.match(value.split("T", 1)[0])
    if found is None:
        return None
    digits, rest = found[1], found[2]
    if len(digits) < 4:
        years = 10 ** (4 - len(digits))
        first = int(digits) * years
        return months_between(max(first, 1), 1, 12 * (years - (first == 0))) if rest is None else None
    return _within_year(int(digits), rest) if int(digits) else None


def _within_year(year: int, rest: str | None) -> Interval | None:
    if rest is None:
        return months_between(year, 1, 12)
    if rest in SEASONS:
        begins, ends = SEASONS[rest]
        over = 1 if ends < begins else 0
        return date.fromisoformat(f"{year:04}-{begins}"), date.fromisoformat(f"{year + over:04}-{ends}")
    if rest[0] == "Q" and rest[1:].isdigit():
        return months_between(year, 3 * int(rest[1:]) - 2, 3)
    if rest[0] == "H" and rest[1:].isdigit():
        return months_between(year, 6 * int(rest[1:]) - 5, 6)
    parts = rest.split("-")
    if parts[0][0] == "W" and parts[0][1:].isdigit():
        return _week(year, int(parts[0][1:]), parts[1] if len(parts) > 1 else "")
    if not all(p.isdigit() for p in parts):
        return None
    if len(parts) == 1:
        return months_between(year, int(parts[0]), 1) if 1 <= int(parts[0]) <= 12 else None
    if len(parts) != 2 or not is_day(year, int(parts[0]), int(parts[1])):
        return None
    day = date(year, int(parts[0]), int(parts[1]))
    return day, day + timedelta(days=1)


def _week(year: int, week: int, day: str) -> Interval | None:
    if not 1 <= week <= 53:
        return None
    first = date(year, 1, 4)
    monday = first - timedelta(days=first.isoweekday() - 1) + timedelta(weeks=week - 1)
    if day == "WE":
        return monday + timedelta(days=5), monday + timedelta(days=7)
    if day.isdigit():
        return monday + timedelta(days=int(day) - 1), monday + timedelta(days=int(day))
    return monday, monday + timedelta(days=7)


def third(span: Interval, mod: str) -> Interval:
    """The part of an interval that "early", "mid" or "late" names: a third, in whole months for a year and whole days otherwise."""
    begin, end = span
    low, high = THIRDS[mod]
    count = (end.year - begin.year) * 12 + end.month - begin.month
    if count >= 3 and begin.day == end.day == 1:
        first, last = add_months(begin, low * count // 3), add_months(begin, high * count // 3)
        return (first, last) if first and last else span
    days = (end - begin).days
    if days < 3:
        return span
    step = days // 3
    return begin + timedelta(days=low * step), end if high == 3 else begin + timedelta(days=high * step)


def nth_weekday(year: int, month: int, n: int, weekday: int) -> date:
    """The nth (−1: last) ISO weekday of a month."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    last = date(year, month, months.monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def easter(year: int) -> date:
    """Western Easter Sunday."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * week) // 451
    month, day = divmod(h + week - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Eastern Easter Sunday as a day of the Gregorian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def from_hijri(year: int, month: int, day: int) -> date:
    """The Gregorian day of a tabular hijri date (civil epoch, 16 July 622 Julian)."""
    return date.fromordinal(day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + 227014)


def from_persian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a solar hijri date."""
    leaps = (8 * year + 21) // 33
    before = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    return date.fromordinal(226894 + 365 * (year - 1) + leaps + before + day)


def from_hebrew(year: int, month: int, day: int) -> date:
    """The Gregorian day of a hebrew date; months count from Nisan (1), the year changes at Tishri (7)."""
    at = _hebrew_new_year(year)
    length = _hebrew_new_year(year + 1) - at
    leap = (7 * year + 1) % 19 < 7
    long_heshvan, short_kislev = length % 10 == 5, length % 10 == 3
    lengths = {7: 30, 8: 30 if long_heshvan else 29, 9: 29 if short_kislev else 30, 10: 29, 11: 30, 12: 30 if leap else 29, 13: 29}
    order = [7, 8, 9, 10, 11, 12] + ([13] if leap else []) + [1, 2, 3, 4, 5, 6]
    if month == 12 and leap:
        month = 13  # Purim is in the second Adar
    for m in order:
        if m == month:
            break
        at += lengths.get(m, 30 if m % 2 else 29)
    return date.fromordinal(at + day - 1)


def _hebrew_new_year(year: int) -> int:
    """The ordinal of 1 Tishri."""
    count = (235 * year - 234) // 19
    parts = 12084 + 13753 * count
    day = 29 * count + parts // 25920
    if 3 * (day + 1) % 7 < 3:
        day += 1
    before, after = _hebrew_elapsed(year - 1), _hebrew_elapsed(year + 1)
    here = _hebrew_elapsed(year)
    delay = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return -1373427 + day + delay


def _hebrew_elapsed(year: int) -> int:
    count = (235 * year - 234) // 19
    day = 29 * count + (12084 + 13753 * count) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def holiday(rule: str, year: int) -> date | None:
    """The first day of a holiday in a Gregorian year, after the rules of data/lexicons/en/times/holidays.csv."""
    kind, _, rest = rule.partition(" ")
    if not 1 <= year <= 9998:
        return None
    if kind == "on":
        return date.fromisoformat(rest)
    if kind == "fixed":
        return date.fromisoformat(f"{year:04}-{rest}")
    if kind == "easter":
        return easter(year) + timedelta(days=int(rest))
    if kind == "orthodox":
        return orthodox_easter(year) + timedelta(days=int(rest))
    if kind == "nth":
        month, n, weekday = map(int, rest.split())
        return nth_weekday(year, month, n, weekday)
    month, day = map(int, rest.split("-"))
    if not OTHER_CALENDARS[0] <= year <= OTHER_CALENDARS[1]:
        return None
    if kind == "hebrew":
        return from_hebrew(year + (3761 if month >= 7 and month < 11 else 3760), month, day)
    for guess in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3):
        found = from_hijri(guess, month, day) if kind == "hijri" else from_persian(year - 621 + guess % 2, month, day)
        if found.year == year:
            return found
    return None
