"""Readings to days: which year, which Tuesday, two weeks before what.

Three anchors: the day of the report (published or dateline), the date told before in the text, and none. An article that narrates
history counts from the date told before; a news report from its own day. Without an anchor a relative time keeps its X's and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ceasewire.reference.timex import calendar
from ceasewire.reference.timex.reading import Reading

_DAY = timedelta(days=1)
_STEPS = {"last": -1, "past": -1, "latest": -1, "previous": -1, "next": 1, "following": 1}
#: how much farther a date ahead counts than one behind, for a day, a month or season, and a quarter, by tense: a day of the month without
#: its year is rarely more than half a year off whatever the tense, since writers would name the year; "in February" follows the tense more
_NARRATIVE_AHEAD = 0.8
_FAR_AHEAD = {"day": {-1: 3.0, 0: 1.0, 1: 0.4}, "month": {-1: 5.0, 0: 2.0, 1: 0.05}, "quarter": {-1: 5.0, 0: 2.0, 1: 0.5}}
#: years of a unit, and the digits that its value before Christ has
_BC_DIGITS = {"Y": (1, 4), "E": (10, 3), "C": (100, 2)}
#: units whose shifts are told to the unit itself: "two years ago" is a year, not a day
_COARSE = {"E": "Y", "C": "Y", "L": "Y", "Y": "Y", "Q": "Q", "M": "M", "W": "W", "WE": "WE", "HF": "HF"}


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
    value: str
    begin: date | None = None
    end: date | None = None
    anchor: str | None = None
    reason: str = ""  # why it stays unresolved


def resolve(r: Reading, where: Where) -> Resolved:
    """The value and the half-open days of a reading."""
    by_kind: dict[str, Callable[[Reading, Where], Resolved]] = {
        "fixed": _fixed, "date": _date, "pointer": _pointer, "shift": _shift, "length": _length,
    }
    return by_kind[r.kind](r, where)


def _of(value: str, anchor: str | None = None) -> Resolved:
    span = calendar.interval(value)
    return Resolved(value, span[0] if span else None, span[1] if span else None, anchor)


def _with_part(found: Resolved, part: str) -> Resolved:
    """The value with its part of day or clock time; the days stay those of the day."""
    if not part or found.begin is None or len(found.value) != 10:
        return found if not part or "X" not in found.value else replace(found, value=f"{found.value}T{part}")
    return replace(found, value=f"{found.value}T{part}")


def _fixed(r: Reading, where: Where) -> Resolved:
    if r.value == "XXXX-XX-XX":
        return Resolved(r.value, reason="a day that is named by an event has no date of its own")
    return _of(r.value) if r.type in ("DATE", "TIME") else Resolved(r.value)


def _base(where: Where, from_text: bool) -> tuple[date | None, str | None]:
    """(day, anchor) that a relative time counts from."""
    told = where.told
    if told is not None and told.begin is not None and (from_text or where.narrative):
        return told.begin, told.id
    if where.narrative and told is not None:
        return None, None
    return where.report, where.report_name if where.report else None


# ---- dates with some fields ----
def _date(r: Reading, where: Where) -> Resolved:
    if r.days > 1 and r.part:  # "the night of 12-13 October"
        found = _date(replace(r, days=1), where)
        return replace(found, end=found.begin + r.days * _DAY) if found.begin else found
    if r.unit in ("W", "WE") and r.weekday is None:
        found = _date(replace(r, unit=""), where)
        return _week_of(found, r.unit) if found.begin is not None and not r.calendar else found
    if r.calendar:
        return _other_calendar(r, where)
    if r.division == "Q0":  # the quarter of that year which is told already
        r = replace(r, division=where.quarter.value[5:] if where.quarter else "")
        if not r.division and r.year is None:
            return _pointer(replace(r, kind="pointer", unit="Y"), where)
    if r.bc or (r.year is None and where.narrative and where.told is not None and where.told.year < 0 and not r.holiday):
        return _before_christ(r, where)
    if r.nth is not None:
        return _nth(_date(replace(r, nth=None, part=""), where), r.nth)
    if r.weekday is not None and r.month is None and r.year is None:
        return _weekday(r, where)
    if r.day is not None and r.month is None:
        base, anchor = _base(where, True)
        if base is None:
            return Resolved(f"XXXX-XX-{r.day:02}", reason="neither the report's own date nor an earlier date in the text says which month")
        return _of_year(replace(r, month=base.month), base.year, anchor)
    if r.year is not None:
        return _with_part(_of_year(r, r.year), r.part)
    if r.of_year:
        base, anchor = _base(where, r.of_year in ("that", "previous", "following"))
        if base is not None:
            return _with_part(_of_year(r, base.year + _STEPS.get(r.of_year, 0), anchor), r.part)
    return _with_part(_choose_year(r, where), r.part)


def _week_of(found: Resolved, unit: str) -> Resolved:
    """The week that the day is in, or the weekend next to it."""
    day = found.begin
    if day is not None and unit == "WE":
        day += timedelta(days=(8 - day.weekday()) % 7 - 3)
    return _of(calendar.value_of(day, unit), found.anchor) if day is not None else found


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
    found = _of(value, anchor)
    if r.holiday and found.begin:
        end = found.begin + timedelta(days=r.days)
        margin = _DAY if r.holiday.startswith("hijri") else timedelta()
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
    from_text = r.pointer in ("that", "previous", "following") or where.narrative
    base, anchor = _base(where, from_text)
    if base is None:
        return Resolved(_open_value(r), reason="the report's own date is not known, so the year stays open")
    told = where.told
    year_told = where.narrative and told is not None and anchor == told.id and len(told.value) == 4
    if year_told and r.pointer not in ("next", "following", "last", "past", "previous"):
        return _of_year(r, base.year, anchor)
    reach = 4 if r.day == 29 else 1
    found = [x for x in (_of_year(r, base.year + k, anchor) for k in range(-reach, reach + 1)) if x.begin]
    if not found:
        return Resolved(_open_value(r), reason="there is no such day in the calendar")
    return _choose(r, found, base, where) or Resolved(_open_value(r), reason="no year fits")


def _choose(r: Reading, found: list[Resolved], base: date, where: Where) -> Resolved | None:
    """Of the candidates in order of time the one that pointer, tense or nearness picks."""
    open_ = [x for x in found if x.end and x.end > base]
    if r.pointer in ("last", "past", "previous"):
        done = [x for x in found if x.end and x.end <= base]
        return done[-1] if done else None
    if r.pointer in ("next", "following"):
        later = [x for x in open_ if x.begin and x.begin > base]
        return later[0] if later else None
    if r.weekday is not None and r.day is not None:  # "Friday, Oct. 23": the weekday tells the year
        fits = [x for x in found if x.begin and x.begin.isoweekday() == r.weekday]
        if fits:
            return min(fits, key=lambda x: _distance(x, base))
    if where.narrative:
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
    from_text = r.pointer in ("that", "previous", "following")
    base, anchor = _base(where, from_text)
    if base is None or r.weekday is None:
        return Resolved(_open_value(r), reason="the report's own date is not known, so the weekday has no date")
    if r.unit == "W":  # "Friday last week"
        day = base + timedelta(days=7 * _STEPS.get(r.pointer, 0) + r.weekday - base.isoweekday())
        return _with_part(_of(day.isoformat(), anchor), r.part)
    back, ahead = (base.isoweekday() - r.weekday) % 7, (r.weekday - base.isoweekday()) % 7
    if r.pointer in ("last", "past", "previous"):
        day = base - timedelta(days=back or 7)
    elif r.pointer in ("next", "following"):
        day = base + timedelta(days=ahead or 7)
    elif r.pointer == "this" or where.direction > 0 or where.narrative:
        day = base + timedelta(days=ahead)
    else:
        day = base - timedelta(days=back)
    return _with_part(_of(day.isoformat(), anchor), r.part)


def _nth(outer: Resolved, nth: tuple[int, str]) -> Resolved:
    """The nth week, day or weekday of a month, week or year."""
    if outer.begin is None or outer.end is None:
        return outer
    n, unit = nth
    last = outer.end - _DAY
    if unit[1:].isdigit():  # W5: Fridays
        if outer.begin.day != 1 or abs(n) > 5:
            return outer
        day = calendar.nth_weekday(outer.begin.year, outer.begin.month, n, int(unit[1]))
        return _of(day.isoformat(), outer.anchor)
    if unit == "D":
        day = last if n < 0 else outer.begin + timedelta(days=n - 1)
    elif unit in ("W", "WE"):
        day = last if n < 0 else outer.begin + timedelta(days=7 * n - 4)
    elif unit == "M":
        day = last if n < 0 else calendar.add_months(outer.begin, n - 1) or outer.begin
    else:
        return outer
    return _of(calendar.value_of(day, unit), outer.anchor) if outer.begin <= day < outer.end else outer


def _other_calendar(r: Reading, where: Where) -> Resolved:
    """A hijri or persian date as days of ours; "Ramadan" alone is the nearest one."""
    convert = calendar.from_hijri if r.calendar == "hijri" else calendar.from_persian
    base, anchor = _base(where, where.narrative)
    years: Iterator[int] | tuple[int, ...]
    if r.year is not None and r.year < 1600:
        years, anchor = (r.year,), None
    elif r.year is not None:
        base, anchor = date(r.year, 7, 1), None
        years = tuple(_years_near(r.calendar, r.year))
    elif base is None:
        return Resolved("XXXX", reason="the report's own date is not known, so the year stays open")
    else:
        years = tuple(_years_near(r.calendar, base.year))
    month, found = r.month or 1, []
    for year in years:
        begin = convert(year, month, r.day or 1)
        end = begin + _DAY if r.day else convert(year + month // 12, month % 12 + 1, 1)
        value = begin.isoformat() if r.day else f"{begin.isoformat()}/{(end - _DAY).isoformat()}"
        margin = _DAY if r.calendar == "hijri" else timedelta()
        found.append(Resolved(value, begin - margin, end + margin, anchor))
    if len(found) == 1 or base is None:
        return found[0]
    return _choose(r, found, base, where) or found[0]


def _years_near(name: str, year: int) -> Iterator[int]:
    first = (year - 622) * 33 // 32 if name == "hijri" else year - 622
    yield from range(first - 1, first + 3)


def _before_christ(r: Reading, where: Where) -> Resolved:
    """Years before Christ have a value but no days: no calendar reaches there without a guess."""
    year = r.year if r.bc else None
    anchor = None
    if year is None and where.told is not None:
        year, anchor = -where.told.year, where.told.id
    value = _value(replace(r, holiday=""), 2000) or "2000"
    return Resolved(f"BC{year or 0:04}{value[4:]}" + (f"T{r.part}" if r.part else ""), anchor=anchor)


# ---- this, last, next, that ----
def _pointer(r: Reading, where: Where) -> Resolved:
    told = where.told
    if r.nth is not None:
        return _nth(_pointer(replace(r, nth=None), where), r.nth)
    from_text = r.pointer in ("that", "previous", "following") or (r.pointer == "the" and r.unit not in ("Y", "M", "Q", "W", "WE"))
    if r.unit == "D" and r.pointer in ("next", "last", "past") and not r.part:
        from_text = True
    if r.pointer == "over":
        return _overnight(r, where)
    if r.unit == "D" and r.pointer == "the" and (told is None or len(told.value) < 10 or not where.near):
        from_text = False
    if r.unit == "Q" and r.pointer in ("the", "latest", "that") and not r.mod and where.quarter is not None:
        return Resolved(where.quarter.value, where.quarter.begin, where.quarter.end, where.quarter.id)
    if r.unit in ("E", "C", "L", "HF") and r.pointer == "the" and not r.mod:
        return Resolved("PXX")
    coarse = r.unit == "D" and told is not None and _coarser(told.value, "D") and not where.narrative
    if coarse and r.pointer in ("the", "last", "past", "previous"):
        from_text = False
    base, anchor = _base(where, from_text)
    if told is not None and told.year < 0 and (from_text or where.narrative):
        return _pointer_before_christ(r, told)
    if base is None:
        return Resolved(_open_unit(r), reason="neither the report's own date nor an earlier date in the text says which one")
    if told is not None and anchor == told.id and _coarser(told.value, r.unit) and r.pointer != "the":
        return Resolved(f"{told.value}-XX" if len(told.value) == 7 else "XXXX-XX-XX", anchor=anchor, begin=told.begin, end=told.end)
    steps = _STEPS.get(r.pointer, 0)
    if r.unit == "Q" and r.pointer == "the" and not r.mod and where.direction <= 0:
        steps = -1
    if r.unit == "WE":
        return _weekend(r, base, anchor, where)
    unit = "D" if r.unit in ("D", "NI") else r.unit
    first = calendar.interval(calendar.value_of(base, unit))
    day = calendar.shift(first[0] if first else base, steps * _steps_of(unit), _step_unit(unit))
    if day is None:
        return Resolved("XXXX", reason="outside the calendar")
    from_told = told is not None and anchor == told.id and unit == "D" and steps > 0
    if from_told and told is not None and told.end and told.begin and (told.end - told.begin).days <= 3:
        day = told.end  # the day after a range is the day after its last day
    found = _with_part(_of(calendar.value_of(day, unit), anchor), r.part)
    if r.pointer == "past" and unit in ("W", "M", "Y", "Q"):  # "in the past month": up to now
        return replace(found, begin=calendar.shift(base, -1, unit), end=base + _DAY)
    return found


def _overnight(r: Reading, where: Where) -> Resolved:
    """The night behind the day spoken of, or that before it in a clause that looks ahead."""
    near = where.near and where.told is not None and len(where.told.value) >= 10
    base, anchor = _base(where, near)
    if base is None:
        return Resolved(_open_unit(r), reason="the report's own date is not known")
    if where.direction <= 0 and not near:
        base -= _DAY
    return Resolved(f"{base.isoformat()}T{r.part}", base, base + 2 * _DAY, anchor)


def _steps_of(unit: str) -> int:
    return 6 if unit == "HF" else 1


def _step_unit(unit: str) -> str:
    return "M" if unit == "HF" else unit


def _coarser(value: str, unit: str) -> bool:
    """Is the told date too coarse to count days from?"""
    return unit == "D" and len(value.split("T")[0]) < 10


def _open_unit(r: Reading) -> str:
    part = f"T{r.part}" if r.part else ""
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(r.unit, "XXXX") + part


def _weekend(r: Reading, base: date, anchor: str | None, where: Where) -> Resolved:
    saturday = base + timedelta(days=6 - base.isoweekday())
    if r.pointer in ("last", "past", "previous"):
        saturday -= timedelta(days=7 if base <= saturday + _DAY else 0)
    elif r.pointer in ("next", "following"):
        saturday += timedelta(days=7 if base >= saturday else 0)
    elif r.pointer == "the" and where.direction <= 0 and base < saturday:
        saturday -= timedelta(days=7)
    return _of(calendar.value_of(saturday, "WE"), anchor)


def _pointer_before_christ(r: Reading, told: Told) -> Resolved:
    steps = _STEPS.get(r.pointer, 0)
    if r.unit in _BC_DIGITS:
        years, digits = _BC_DIGITS[r.unit]
        return Resolved(f"BC{-told.year // years - steps:0{digits}}", anchor=told.id)
    return Resolved("BCXXXX-XX-XX" if r.unit == "D" else "BCXXXX", anchor=told.id)


# ---- two weeks ago, three days later ----
def _shift(r: Reading, where: Where) -> Resolved:
    from_text = r.base == "text"
    told = where.told
    if from_text and told is not None and told.year < 0 and where.narrative and r.unit in _COARSE and r.amount:
        years = int(r.amount * {"Y": 1, "E": 10, "C": 100}.get(r.unit, 0)) * r.sign
        return Resolved(f"BC{-told.year - years:04}" if years else "BCXXXX", anchor=told.id)
    if r.amount is None:
        return _open_shift(r, where)
    base, anchor = _base(where, from_text) if from_text else (where.report, where.report_name)
    if where.narrative and not from_text:
        base, anchor = _base(where, True)
    if base is None:
        return Resolved("XXXX" if r.unit in _COARSE else "XXXX-XX-XX", reason="there is no date to count from")
    if r.weekday is not None:  # "two weeks from Monday"
        base += timedelta(days=(r.weekday - base.isoweekday()) % 7)
        day = calendar.shift(base, r.amount, r.unit)
        return _of((day or base).isoformat(), anchor)
    unit = r.unit
    if unit in ("H", "N", "S"):
        day = calendar.shift(base, r.sign * r.amount, unit) if r.amount >= 24 else base
        return replace(_of((day or base).isoformat(), anchor))
    if r.division and where.report is not None:
        return _of(f"{where.report.year - 1}-{r.division}", where.report_name)
    if unit == "Y" and r.amount == 1 and where.quarter is not None and not where.narrative:
        return _of(f"{int(where.quarter.value[:4]) + r.sign}{where.quarter.value[4:]}", where.quarter.id)
    day = calendar.shift(base, r.sign * r.amount, unit)
    if day is None:
        return Resolved("XXXX", reason="outside the calendar")
    kept = _COARSE.get(unit, "D")
    if kept == "D" and told is not None and anchor == told.id and _coarser(told.value, "D"):
        return Resolved(f"{told.value[:7]}-XX" if len(told.value) >= 7 else "XXXX-XX-XX", anchor=anchor)
    return _with_part(_of(calendar.value_of(day, kept), anchor), r.part)


def _open_shift(r: Reading, where: Where) -> Resolved:
    """weeks ago, a few days later: only the side of the day that it counts from is known."""
    base, anchor = _base(where, r.base == "text")
    if r.sign < 0:
        return Resolved("PAST_REF", None, base, anchor)
    return Resolved("FUTURE_REF", base, None, anchor)


# ---- lengths ----
def _length(r: Reading, where: Where) -> Resolved:
    """A length that is tied to now ("the past two weeks", "within 60 days", "recent weeks") has days; a bare one has none."""
    base, anchor = _base(where, False)
    if base is None or r.pointer not in ("last", "past", "next", "this", "recent", "these", "within", "in"):
        return Resolved(r.value)
    if r.pointer in ("within", "in") and where.direction <= 0 and not r.sign:
        return Resolved(r.value)
    if r.pointer in ("last", "past", "recent", "these", "this"):
        begin = calendar.shift(base, -r.amount, r.unit) if r.amount else None
        if r.amount and r.amount < 1:
            begin = base
        return Resolved(r.value, begin, base + _DAY, anchor)
    end = calendar.shift(base, r.amount, r.unit) if r.amount else None
    if r.pointer == "in":
        return Resolved(r.value, end, end + _DAY if end else None, anchor)
    return Resolved(r.value, None if r.pointer == "within" else base, end + _DAY if end else None, anchor)
