"""Publication dates: what is taken, what is refused, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.read import dates

TAKEN = {
    "2021-06-01": "2021-06-01",
    " 2021-06-01 ": "2021-06-01",
    "20210601": "2021-06-01",
    "2021/06/01": "2021-06-01",
    "2021-06-01T14:00": "2021-06-01T14:00",
    "2021-06-01 14:00:05.123": "2021-06-01T14:00",
    "2021-06-01T23:30:00-05:00": "2021-06-01T23:30",  # the local calendar day stays
    "2021-06-01T00:30:00+0200": "2021-06-01T00:30",
    "2021-06-01T14:00Z": "2021-06-01T14:00",
    "2021-06-01T00:00:00": "2021-06-01",  # a program that knows only the day
    "2021-06-01T00:00:00.000Z": "2021-06-01",
    "20210601140000": "2021-06-01T14:00",
    "June 1, 2021": "2021-06-01",
    "Jun. 1 2021": "2021-06-01",
    "1 June 2021": "2021-06-01",
    "1st June 2021": "2021-06-01",
    "1-Jun-2021": "2021-06-01",
    "Tuesday, June 1, 2021": "2021-06-01",
    "Tue, 01 Jun 2021 14:05:00 GMT": "2021-06-01T14:05",
    "June 1, 2021 at 2:05 pm EDT": "2021-06-01T14:05",
    "June 1, 2021, 12:30 a.m.": "2021-06-01T00:30",
    "3 JAN 90": "1990-01-03",
    "29 February 2020": "2020-02-29",
}
REFUSED = {
    "01/06/2021": "two ways",
    "1.6.2021": "two ways",
    "2021-13-45": "not a day of the calendar",
    "2021-02-29": "not a day of the calendar",
    "2021-06-01T25:00": "not a day of the calendar",
    "2021-6-1": "not a day of the calendar",
    "2021-06": "not a day of the calendar",
    "yesterday": "not a day of the calendar",
    "1622505600": "not a day of the calendar",
    "": "not a day of the calendar",
    "Jan. 25": "no year",
}


@pytest.mark.parametrize(("value", "want"), TAKEN.items())
def test_taken(value: str, want: str) -> None:
    assert dates.iso(value) == want


@pytest.mark.parametrize(("value", "reason"), REFUSED.items())
def test_refused_with_what_was_found_and_what_is_allowed(value: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as error:
        dates.iso(value)
    assert "Allowed: 2021-06-01" in str(error.value)


@given(st.dates())
def test_every_iso_day_is_itself(day: object) -> None:
    assert dates.iso(str(day)) == str(day)


@given(st.text(max_size=80))
def test_any_words(words: str) -> None:
    dates.read_day(words)
    try:
        dates.header_date(words)
    except ValueError as error:
        assert "Allowed" in str(error)


@pytest.mark.parametrize(
    ("line", "want"),
    [
        (" date 2021-06-01 ", ("2021-06-01", "published")),
        ("Date: June 1, 2021", ("2021-06-01", "published")),
        ("Friday, January 4, 2019", ("2019-01-04", "published")),
        ("Published: 3 March 2022 14:05 GMT", ("2022-03-03T14:05", "published")),
        ("Last updated on 3 March 2022", ("2022-03-03", "updated")),
        ("date palms were burnt", None),
        ("Jan. 25", None),
        ("On January 4, 2019, talks began", None),
        ("2021", None),
        ("", None),
    ],
)
def test_header_lines(line: str, want: object) -> None:
    assert dates.header_line(line) == want


def test_a_header_line_with_a_broken_date_is_no_header_line_in_silence() -> None:
    for line in ("date 2021-13-45", "date: 01/06/2021"):
        with pytest.raises(ValueError, match="Allowed"):
            dates.header_line(line)


def test_the_published_day_comes_before_the_updated_one() -> None:
    assert dates.header_date("\n Updated 4 March 2022\n\nPublished 3 March 2022\n\nTalks began.") == "2022-03-03"
    assert dates.header_date("\n Updated 4 March 2022\n\nTalks began.") == "2022-03-04"
    assert dates.header_date("Talks began on 3 March 2022.") is None
