"""Times told from the report or the text: "last week", "the next day", "two years ago", "within 60 days"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ceasewire.reference.timex import calendar
from ceasewire.reference.timex.reading import AHEAD, BACK, FROM_TOLD, Reading
from ceasewire.reference.timex.where import DAY, STEPS, Resolved, Told, Where, base_of, is_coarser, nth_in, of_value, with_part

#: years of a unit, and the digits that its value before Christ has
_BC_DIGITS = {"Y": (1, 4), "E": (10, 3), "C": (100, 2)}
#: units whose shifts are told to the unit itself: "two years ago" is a year, not a day
_COARSE = {"E": "Y", "C": "Y", "L": "Y", "Y": "Y", "Q": "Q", "M": "M", "W": "W", "WE": "WE", "HF": "HF"}


def resolve_pointer(r: Reading, where: Where) -> Resolved:
    """ "last week", "that day", "the next two months": the unit that a pointer names, from the report or the date told before."""
    told = where.told
    if r.nth is not None:
        return nth_in(resolve_pointer(replace(r, nth=None), where), r.nth)
    if r.pointer == "over":
        return _overnight(r, where)
    if r.unit == "Q" and r.pointer in ("the", "latest", "that") and not r.mod and where.quarter is not None:
        return Resolved(where.quarter.value, where.quarter.begin, where.quarter.end, where.quarter.id)
    if r.unit in ("E", "C", "L", "HF") and r.pointer == "the" and not r.mod:
        return Resolved("PXX")
    from_told = _counts_from_told(r, where)
    base, anchor = base_of(where, from_told)
    if told is not None and told.year < 0 and (from_told or where.narrative):
        return _pointer_before_christ(r, told)
    if base is None:
        return Resolved(_open_unit(r), reason="neither the report's own date nor an earlier date in the text says which one")
    if told is not None and anchor == told.id and is_coarser(told.value, r.unit) and r.pointer != "the":
        return Resolved(f"{told.value}-XX" if len(told.value) == 7 else "XXXX-XX-XX", anchor=anchor, begin=told.begin, end=told.end)
    return _weekend(r, base, anchor, where) if r.unit == "WE" else _pointed(r, base, anchor, where)


def _counts_from_told(r: Reading, where: Where) -> bool:
    """Does the pointer start from the date told before, not from the report?"""
    told = where.told
    if r.unit == "D" and r.pointer == "the" and (told is None or len(told.value) < 10 or not where.near):
        return False
    coarse = r.unit == "D" and told is not None and is_coarser(told.value, "D") and not where.narrative
    if coarse and r.pointer in ("the", *BACK):
        return False
    if r.unit == "D" and r.pointer in ("next", "last", "past") and not r.part:
        return True
    return r.pointer in FROM_TOLD or (r.pointer == "the" and r.unit not in ("Y", "M", "Q", "W", "WE"))


def _pointed(r: Reading, base: date, anchor: str | None, where: Where) -> Resolved:
    """The unit that lies the pointer's steps from the base."""
    told = where.told
    steps = STEPS.get(r.pointer, 0)
    if r.unit == "Q" and r.pointer == "the" and not r.mod and where.direction <= 0:
        steps = -1
    if r.edge == "turn" and r.pointer == "the":
        steps = _turns(r, base, where)
    unit = "D" if r.unit in ("D", "NI") else r.unit
    first = calendar.interval(calendar.value_of(base, unit))
    day = calendar.shift(first[0] if first else base, steps * _steps_of(unit), _step_unit(unit))
    if day is None:
        return Resolved("XXXX", reason="outside the calendar")
    if unit == "D" and steps > 0 and told is not None and anchor == told.id and told.begin and told.end:
        day = told.end if (told.end - told.begin).days <= 3 else day  # the day after a range is the day after its last day
    found = with_part(of_value(calendar.value_of(day, unit), anchor), r.part)
    if r.pointer == "past" and unit in ("W", "M", "Y", "Q"):  # "in the past month": up to now
        return replace(found, begin=calendar.shift(base, -1, unit), end=base + DAY)
    return found


def _turns(r: Reading, base: date, where: Where) -> int:
    """1 where "the turn of the year" is that which comes, 0 where it is that which this year began with."""
    if where.direction:
        return int(where.direction > 0)
    span = calendar.interval(calendar.value_of(base, r.unit))
    return int(span is not None and base - span[0] > span[1] - base)


def _overnight(r: Reading, where: Where) -> Resolved:
    """The night behind the day spoken of, or that before it in a clause that looks ahead."""
    near = where.near and where.told is not None and len(where.told.value) >= 10
    base, anchor = base_of(where, near)
    if base is None:
        return Resolved(_open_unit(r), reason="the report's own date is not known")
    if where.direction <= 0 and not near:
        base -= DAY
    return Resolved(f"{base.isoformat()}T{r.part}", base, base + 2 * DAY, anchor)


def _steps_of(unit: str) -> int:
    return 6 if unit == "HF" else 1


def _step_unit(unit: str) -> str:
    return "M" if unit == "HF" else unit


def _open_unit(r: Reading) -> str:
    part = f"T{r.part}" if r.part else ""
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(r.unit, "XXXX") + part


def _weekend(r: Reading, base: date, anchor: str | None, where: Where) -> Resolved:
    ahead = 6 - base.isoweekday()  # days to this week's Saturday; -1 on a Sunday
    if r.pointer in BACK:
        ahead -= 7
    elif r.pointer in AHEAD:
        ahead += 7 if ahead <= 0 else 0
    elif r.pointer == "the" and where.direction <= 0 and ahead > 0:
        ahead -= 7
    saturday = calendar.shift(base, ahead, "D")
    if saturday is None:
        return Resolved("XXXX", reason="outside the calendar")
    return of_value(calendar.value_of(saturday, "WE"), anchor)


def _pointer_before_christ(r: Reading, told: Told) -> Resolved:
    steps = STEPS.get(r.pointer, 0)
    if r.unit in _BC_DIGITS:
        years, digits = _BC_DIGITS[r.unit]
        return Resolved(f"BC{-told.year // years - steps:0{digits}}", anchor=told.id)
    return Resolved("BCXXXX-XX-XX" if r.unit == "D" else "BCXXXX", anchor=told.id)


def resolve_shift(r: Reading, where: Where) -> Resolved:
    """ "two years ago", "three days later": so many units from the report or the date told before."""
    from_text = r.base == "text"
    told = where.told
    if from_text and told is not None and told.year < 0 and where.narrative and r.unit in _COARSE and r.amount:
        years = int(r.amount * {"Y": 1, "E": 10, "C": 100}.get(r.unit, 0)) * r.sign
        return Resolved(f"BC{-told.year - years:04}" if years else "BCXXXX", anchor=told.id)
    if r.amount is None:
        return _open_shift(r, where)
    base, anchor = base_of(where, from_text) if from_text else (where.report, where.report_name)
    if where.narrative and not from_text:
        base, anchor = base_of(where, True)
    if base is None:
        return Resolved("XXXX" if r.unit in _COARSE else "XXXX-XX-XX", reason="there is no date to count from")
    if r.weekday is not None:  # "two weeks from Monday"
        base += timedelta(days=(r.weekday - base.isoweekday()) % 7)
        day = calendar.shift(base, r.amount, r.unit)
        return of_value((day or base).isoformat(), anchor)
    unit = r.unit
    if unit in ("H", "N", "S"):
        day = calendar.shift(base, r.sign * r.amount, unit) if r.amount >= 24 else base
        return replace(of_value((day or base).isoformat(), anchor))
    if r.division and where.report is not None:
        return of_value(f"{where.report.year - 1}-{r.division}", where.report_name)
    if unit == "Y" and r.amount == 1 and where.quarter is not None and not where.narrative:
        return of_value(f"{int(where.quarter.value[:4]) + r.sign}{where.quarter.value[4:]}", where.quarter.id)
    day = calendar.shift(base, r.sign * r.amount, unit)
    if day is None:
        return Resolved("XXXX", reason="outside the calendar")
    kept = _COARSE.get(unit, "D")
    if kept == "D" and told is not None and anchor == told.id and is_coarser(told.value, "D"):
        return Resolved(f"{told.value[:7]}-XX" if len(told.value) >= 7 else "XXXX-XX-XX", anchor=anchor)
    return with_part(of_value(calendar.value_of(day, kept), anchor), r.part)


def _open_shift(r: Reading, where: Where) -> Resolved:
    """weeks ago, a few days later: only the side of the day that it counts from is known."""
    base, anchor = base_of(where, r.base == "text")
    if r.sign < 0:
        return Resolved("PAST_REF", None, base, anchor)
    return Resolved("FUTURE_REF", base, None, anchor)


def resolve_length(r: Reading, where: Where) -> Resolved:
    """A length that is tied to now ("the past two weeks", "within 60 days", "recent weeks") has days; a bare one has none."""
    base, anchor = base_of(where, False)
    if base is None or r.pointer not in ("last", "past", "next", "this", "recent", "these", "within", "in"):
        return Resolved(r.value)
    if r.pointer in ("within", "in") and where.direction <= 0 and not r.sign:
        return Resolved(r.value)
    if r.pointer in ("last", "past", "recent", "these", "this"):
        begin = calendar.shift(base, -r.amount, r.unit) if r.amount else None
        if r.amount and r.amount < 1:
            begin = base
        return Resolved(r.value, begin, base + DAY, anchor)
    end = calendar.shift(base, r.amount, r.unit) if r.amount else None
    if r.pointer == "in":
        return Resolved(r.value, end, end + DAY if end else None, anchor)
    return Resolved(r.value, None if r.pointer == "within" else base, end + DAY if end else None, anchor)
