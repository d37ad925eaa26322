"""Readings to days, without a text: weekdays by direction, years by nearness, and what stays open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.reference.timex import anchor
from ceasewire.reference.timex.reading import Reading
from ceasewire.reference.timex.where import Told, Where

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def where(report: date | None = date(2021, 6, 1), direction: int = 0, told: Told | None = None, narrative: bool = False) -> Where:
    return Where(report, "published" if report else "", told, narrative, direction)


def reading(kind: str, **fields: object) -> Reading:
    return Reading(kind, "test", "DATE", 0, 1, **fields)  # type: ignore[arg-type]


@given(DAYS, st.integers(1, 7), st.sampled_from((-1, 0, 1)))
def test_a_weekday_is_the_nearest_in_its_direction(report: date, weekday: int, direction: int) -> None:
    found = anchor.resolve(reading("date", weekday=weekday), where(report, direction))
    assert found.begin is not None and found.begin.isoweekday() == weekday
    assert abs((found.begin - report).days) < 7
    assert found.begin >= report if direction > 0 else found.begin <= report


@given(DAYS, st.integers(1, 12), st.integers(1, 28), st.sampled_from((-1, 0, 1)))
def test_a_day_without_a_year_is_at_most_a_year_off(report: date, month: int, day: int, direction: int) -> None:
    found = anchor.resolve(reading("date", month=month, day=day), where(report, direction))
    assert found.begin is not None and (found.begin.month, found.begin.day) == (month, day)
    assert abs((found.begin - report).days) <= 366


@given(DAYS, st.sampled_from(("D", "W", "M", "Q", "Y")), st.sampled_from(("last", "this", "next")))
def test_pointers_step_by_one_unit(report: date, unit: str, pointer: str) -> None:
    found = anchor.resolve(reading("pointer", unit=unit, pointer=pointer), where(report))
    assert found.begin is not None and found.end is not None
    assert {"last": found.end <= report, "this": found.begin <= report < found.end, "next": found.begin > report}[pointer]


@given(DAYS, st.integers(1, 400))
def test_days_ago(report: date, n: int) -> None:
    found = anchor.resolve(reading("shift", unit="D", amount=float(n), sign=-1, base="report"), where(report))
    assert found.value == (report - timedelta(days=n)).isoformat()


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"weekday": 4}, "XXXX-WXX-4"),
        ({"month": 5, "day": 5}, "XXXX-05-05"),
        ({"season": "SU"}, "XXXX-SU"),
    ],
)
def test_without_a_day_of_the_report_nothing_is_guessed(fields: dict[str, object], value: str) -> None:
    found = anchor.resolve(reading("date", **fields), where(None))
    assert (found.value, found.begin, found.end) == (value, None, None)
    assert found.reason


def test_a_history_counts_from_the_date_told() -> None:
    told = Told("1792-08-10", date(1792, 8, 10), date(1792, 8, 11), "t1", 0, 1792)
    found = anchor.resolve(reading("date", month=9, day=2), where(date(2009, 12, 19), told=told, narrative=True))
    assert (found.value, found.anchor) == ("1792-09-02", "t1")


def test_a_coarse_date_told_gives_no_day() -> None:
    told = Told("2021-03", date(2021, 3, 1), date(2021, 4, 1), "t1", 0, 2021)
    found = anchor.resolve(reading("pointer", unit="D", pointer="next"), where(told=told))
    assert (found.value, found.begin, found.end) == ("2021-03-XX", date(2021, 3, 1), date(2021, 4, 1))


def test_there_is_no_31_june() -> None:
    found = anchor.resolve(reading("date", year=2021, month=6, day=31), where())
    assert found.begin is None and found.reason == "there is no such day in the calendar"
