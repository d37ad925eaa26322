"""Calendar arithmetic of times: intervals of values, shifts, thirds, holidays and other calendars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.reference.timex import calendar

DAYS = st.dates(date(1600, 1, 1), date(2200, 12, 31))
UNITS = st.sampled_from(("D", "W", "WE", "M", "Q", "HF", "Y", "E", "C"))


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("2021-06-01", "2021-06-01", "2021-06-02"),
        ("2021-05-31TNI", "2021-05-31", "2021-06-01"),
        ("2021-06", "2021-06-01", "2021-07-01"),
        ("2021-12", "2021-12-01", "2022-01-01"),
        ("2020-02", "2020-02-01", "2020-03-01"),
        ("2021", "2021-01-01", "2022-01-01"),
        ("2021-W22", "2021-05-31", "2021-06-07"),
        ("2020-W53", "2020-12-28", "2021-01-04"),
        ("2021-W21-WE", "2021-05-29", "2021-05-31"),
        ("2021-Q4", "2021-10-01", "2022-01-01"),
        ("2021-H1", "2021-01-01", "2021-07-01"),
        ("2021-SU", "2021-06-01", "2021-09-24"),
        ("2021-WI", "2021-12-01", "2022-03-22"),
        ("199", "1990-01-01", "2000-01-01"),
        ("19", "1900-01-01", "2000-01-01"),
    ],
)
def test_the_days_of_a_value(value: str, begin: str, end: str) -> None:
    assert calendar.interval(value) == (date.fromisoformat(begin), date.fromisoformat(end))


@pytest.mark.parametrize("value", ["PAST_REF", "P3D", "XXXX-05-01", "2021-02-30", "2021-13", "2021-W54", "BC0480", "2021-XX", ""])
def test_values_that_name_no_days(value: str) -> None:
    assert calendar.interval(value) is None


@given(DAYS, UNITS)
def test_a_day_lies_in_the_unit_that_it_is_told_to(day: date, unit: str) -> None:
    span = calendar.interval(calendar.value_of(day, unit))
    assert span is not None
    begin, end = span
    if unit == "WE":  # the weekend of the day's week
        assert (begin.isoweekday(), (end - begin).days) == (6, 2) and begin.isocalendar()[:2] == day.isocalendar()[:2]
    else:
        assert begin <= day < end


@given(DAYS, st.integers(-500, 500), st.sampled_from(("D", "W", "M", "Y")))
def test_shifts_keep_their_direction(day: date, n: int, unit: str) -> None:
    there = calendar.shift(day, n, unit)
    assert there is not None
    assert (there > day) == (n > 0) and (there < day) == (n < 0)


@given(DAYS, st.integers(-2000, 2000))
def test_months_are_calendar_months(day: date, n: int) -> None:
    there = calendar.add_months(day, n)
    assert there is not None
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == n
    assert there.day == day.day or (there + timedelta(days=1)).day == 1  # the last day of a shorter month


@given(DAYS, UNITS)
def test_thirds_lie_inside_and_in_order(day: date, unit: str) -> None:
    span = calendar.interval(calendar.value_of(day, unit))
    assert span is not None
    start, mid, end = (calendar.third(span, mod) for mod in ("START", "MID", "END"))
    assert span[0] == start[0] and end[1] == span[1]
    if (span[1] - span[0]).days >= 3:
        assert start[1] == mid[0] and mid[1] == end[0]


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter 0", 2021, "2021-04-04"),
        ("easter -2", 2000, "2000-04-21"),
        ("orthodox 0", 2021, "2021-05-02"),
        ("nth 11 4 4", 2021, "2021-11-25"),
        ("nth 05 -1 1", 2021, "2021-05-31"),
        ("hijri 10-01", 2021, "2021-05-13"),
        ("hebrew 7-10", 2021, "2021-09-16"),
        ("hebrew 1-15", 2021, "2021-03-28"),
        ("fixed 07-04", 2021, "2021-07-04"),
        ("on 2001-09-11", 2021, "2001-09-11"),
    ],
)
def test_holidays(rule: str, year: int, day: str) -> None:
    assert calendar.holiday(rule, year) == date.fromisoformat(day)


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_hijri_months_have_29_or_30_days(year: int, month: int) -> None:
    hijri = (year - 622) * 33 // 32
    begin = calendar.from_hijri(hijri, month, 1)
    end = calendar.from_hijri(hijri + month // 12, month % 12 + 1, 1)
    assert (end - begin).days in (29, 30)


@given(st.integers(1180, 1570))
def test_the_persian_year_begins_with_spring(year: int) -> None:
    new_year = calendar.from_persian(year, 1, 1)
    assert new_year.year == year + 621 and new_year.month == 3 and 19 <= new_year.day <= 22
