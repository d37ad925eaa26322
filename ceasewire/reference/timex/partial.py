"""Dates that name some of their fields: which year of "5 May", which Tuesday, the third week of what.

Without an anchor the fields that are not told keep their X's, and the reason is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ceasewire.reference.timex import calendar
from ceasewire.reference.timex.reading import AHEAD, BACK, FROM_TOLD, Reading
from ceasewire.reference.timex.relative import resolve_pointer
from ceasewire.reference.timex.where import DAY, STEPS, Resolved, Where, base_of, nth_in, of_value, with_part

#: how much farther a date ahead counts than one behind, for a day, a month or season, and a quarter, by tense: a day of the month without
#: its year is rarely more than half a year off whatever the tense, since writers would name the year; "in February" follows the tense more
_NARRATIVE_AHEAD = 0.8
_FAR_AHEAD = {"day": {-1: 3.0, 0: 1.0, 1: 0.4}, "month": {-1: 5.0, 0: 2.0, 1: 0.05}, "quarter": {-1: 5.0, 0: 2.0, 1: 0.5}}


def resolve(r: Reading, where: Where) -> Resolved:
    """The day, month, season, quarter or holiday that a reading means, seen from the report and from what was told before."""
    if r.days > 1 and r.part:  # "the night of 12-13 October"
        found = resolve(replace(r, days=1), where)
        return replace(found, end=found.begin + r.days * DAY) if found.begin else found
    if r.unit in ("W", "WE") and r.weekday is None:
        found = resolve(replace(r, unit=""), where)
        return _week_of(found, r.unit) if found.begin is not None and not r.calendar else found
    if r.calendar:
        return _other_calendar(r, where)
    if r.division == "Q0":  # the quarter of that year which is told already
        r = replace(r, division=where.quarter.value[5:] if where.quarter else "")
        if not r.division and r.year is None:
            return resolve_pointer(replace(r, kind="pointer", unit="Y"), where)
    if r.bc or (r.year is None and where.narrative and where.told is not None and where.told.year < 0 and not r.holiday):
        return _before_christ(r, where)
    if r.nth is not None:
        return nth_in(resolve(replace(r, nth=None, part=""), where), r.nth)
    if r.weekday is not None and r.month is None and r.year is None:
        return _weekday(r, where)
    if r.day is not None and r.month is None:
        base, anchor = base_of(where, True)
        if base is None:
            return Resolved(f"XXXX-XX-{r.day:02}", reason="neither the report's own date nor an earlier date in the text says which month")
        return _of_year(replace(r, month=base.month), base.year, anchor)
    if r.year is not None:
        return with_part(_of_year(r, r.year), r.part)
    if r.of_year:
        base, anchor = base_of(where, r.of_year in FROM_TOLD)
        if base is not None:
            return with_part(_of_year(r, base.year + STEPS.get(r.of_year, 0), anchor), r.part)
    return with_part(_choose_year(r, where), r.part)


def _week_of(found: Resolved, unit: str) -> Resolved:
    """The week that the day is in, or the weekend next to it."""
    day = found.begin
    if day is not None and unit == "WE":
        day += timedelta(days=(8 - day.weekday()) % 7 - 3)
    return of_value(calendar.value_of(day, unit), found.anchor) if day is not None else found


def _value(r: Reading, year: int) -> str | None:
    """The reading's value in a year, None where there is no such day."""
    if r.holiday:
        day = calendar.holiday(r.holiday, year)
        return day.isoformat() if day else None
    if r.season or r.division:
        return f"{year:04}-{r.season or r.division}"
    if r.month is None:
        return f"{year:04}"
    if r.day is None:
        return f"{year:04}-{r.month:02}"
    return f"{year:04}-{r.month:02}-{r.day:02}" if calendar.is_day(year, r.month, r.day) else None


def _of_year(r: Reading, year: int, anchor: str | None = None) -> Resolved:
    value = _value(r, year)
    if value is None:
        return Resolved(f"{year:04}-{r.month or 0:02}", reason="there is no such day in the calendar")
    found = of_value(value, anchor)
    if r.holiday and found.begin:
        end = found.begin + timedelta(days=r.days)
        margin = DAY if r.holiday.startswith("hijri") else timedelta()
        return replace(found, begin=found.begin - margin, end=end + margin)
    return found


def _open_value(r: Reading) -> str:
    """The value without its year: XXXX-05-01, XXXX-WXX-4, XXXX-SU."""
    if r.weekday is not None and r.month is None:
        return f"XXXX-WXX-{r.weekday}" + (f"T{r.part}" if r.part else "")
    if r.holiday and r.holiday.startswith("fixed "):
        return f"XXXX-{r.holiday[6:]}"
    if r.month is None:
        return f"XXXX-{r.season or r.division}" if r.season or r.division else "XXXX"
    return f"XXXX-{r.month:02}" + (f"-{r.day:02}" if r.day else "") + (f"T{r.part}" if r.part else "")


def _choose_year(r: Reading, where: Where) -> Resolved:
    """A month, day, season, quarter or holiday without its year."""
    history = where.narrative or where.report is None  # without a day of its own a text's dates count from each other
    from_text = r.pointer in FROM_TOLD or history
    base, anchor = base_of(where, from_text)
    if base is None:
        return Resolved(_open_value(r), reason="the report's own date is not known, so the year stays open")
    told = where.told
    year_told = history and told is not None and anchor == told.id and len(told.value) == 4
    if year_told and r.pointer not in (*AHEAD, *BACK):
        return _of_year(r, base.year, anchor)
    reach = 4 if r.day == 29 else 1
    found = [x for x in (_of_year(r, base.year + k, anchor) for k in range(-reach, reach + 1)) if x.begin]
    if not found:
        return Resolved(_open_value(r), reason="there is no such day in the calendar")
    return _choose(r, found, base, where) or Resolved(_open_value(r), reason="no year fits")


def _choose(r: Reading, found: list[Resolved], base: date, where: Where) -> Resolved | None:
    """Of the candidates in order of time the one that pointer, tense or nearness picks."""
    open_ = [x for x in found if x.end and x.end > base]
    if r.pointer in BACK:
        done = [x for x in found if x.end and x.end <= base]
        return done[-1] if done else None
    if r.pointer in AHEAD:
        later = [x for x in open_ if x.begin and x.begin > base]
        return later[0] if later else None
    if r.weekday is not None and r.day is not None:  # "Friday, Oct. 23": the weekday tells the year
        fits = [x for x in found if x.begin and x.begin.isoweekday() == r.weekday]
        if fits:
            return min(fits, key=lambda x: _distance(x, base))
    if where.narrative or where.report is None:
        return min(found, key=lambda x: _distance(x, base, ahead=_NARRATIVE_AHEAD))
    if r.pointer in ("this", "that"):
        same = [x for x in found if x.begin and x.begin.year == base.year]
        return same[0] if same else None
    kind = "day" if r.day is not None or r.holiday else "quarter" if r.division else "month"
    return min(found, key=lambda x: _distance(x, base, ahead=_FAR_AHEAD[kind][where.direction]))


def _distance(x: Resolved, base: date, *, ahead: float = 1.0) -> float:
    """Days between the base and the candidate; one ahead counts `ahead` times as far."""
    if x.begin is None or x.end is None:
        return 1e9
    if x.begin <= base < x.end:
        return 0
    return (x.begin - base).days * ahead if x.begin > base else (base - x.end).days + 1


def _weekday(r: Reading, where: Where) -> Resolved:
    from_text = r.pointer in FROM_TOLD
    base, anchor = base_of(where, from_text)
    if base is None or r.weekday is None:
        return Resolved(_open_value(r), reason="the report's own date is not known, so the weekday has no date")
    if r.unit == "W":  # "Friday last week"
        day = base + timedelta(days=7 * STEPS.get(r.pointer, 0) + r.weekday - base.isoweekday())
        return with_part(of_value(day.isoformat(), anchor), r.part)
    back, ahead = (base.isoweekday() - r.weekday) % 7, (r.weekday - base.isoweekday()) % 7
    if r.pointer in BACK:
        day = base - timedelta(days=back or 7)
    elif r.pointer in AHEAD:
        day = base + timedelta(days=ahead or 7)
    elif r.pointer == "this" or where.direction > 0 or where.narrative:
        day = base + timedelta(days=ahead)
    else:
        day = base - timedelta(days=back)
    return with_part(of_value(day.isoformat(), anchor), r.part)


def _other_calendar(r: Reading, where: Where) -> Resolved:
    """A hijri or persian date as days of ours; "Ramadan" alone is the nearest one."""
    convert = calendar.from_hijri if r.calendar == "hijri" else calendar.from_persian
    base, anchor = base_of(where, where.narrative)
    years: tuple[int, ...] = ()
    if r.year is not None and r.year < 1600:
        years, anchor = (r.year,), None
    elif r.year is not None:
        base, anchor = date(min(r.year, 9998), 7, 1), None
    elif base is None:
        return Resolved("XXXX", reason="the report's own date is not known, so the year stays open")
    if years == () and base is not None:
        first, last = calendar.OTHER_CALENDARS
        if not first <= base.year <= last:
            return Resolved("XXXX", reason="the calendar is not told in that year")
        years = tuple(_years_near(r.calendar, base.year))
    month, found = r.month or 1, []
    for year in years:
        begin = convert(year, month, r.day or 1)
        end = begin + DAY if r.day else convert(year + month // 12, month % 12 + 1, 1)
        value = begin.isoformat() if r.day else f"{begin.isoformat()}/{(end - DAY).isoformat()}"
        margin = DAY if r.calendar == "hijri" else timedelta()
        found.append(Resolved(value, begin - margin, end + margin, anchor))
    if len(found) == 1 or base is None:
        return found[0]
    return _choose(r, found, base, where) or found[0]


def _years_near(name: str, year: int) -> Iterator[int]:
    """The years of the calendar that the year of ours may touch."""
    first = (year - 622) * 33 // 32 if name == "hijri" else year - 622
    yield from range(max(first - 1, 1), first + 3)


def _before_christ(r: Reading, where: Where) -> Resolved:
    """Years before Christ have a value but no days: no calendar reaches there without a guess."""
    year = r.year if r.bc else None
    anchor = None
    if year is None and where.told is not None:
        year, anchor = -where.told.year, where.told.id
    value = _value(replace(r, holiday=""), 2000) or "2000"
    return Resolved(f"BC{year or 0:04}{value[4:]}" + (f"T{r.part}" if r.part else ""), anchor=anchor)
