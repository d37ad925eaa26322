"""Deadlines, read back with the icalendar package."""

from __future__ import annotations

from datetime import date
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings

from ceasewire.serve.export import ALWAYS, Period
from tests.conftest import coder
from tests.serve.export.written import Json, promised, written
from tests.store.invented import any_record, report


def entries(*records: Json, period: Period = ALWAYS) -> list[Any]:
    text, said = written("ics", records, period)
    lines = text.split("\r\n")
    assert lines[-1] == "" and "\n" not in "".join(lines) and "\r" not in "".join(lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar["VERSION"] == "2.0" and "PRODID" in calendar
    found = list(calendar.walk("VEVENT"))
    assert len(found) == said.rows and len({str(entry["UID"]) for entry in found}) == len(found)
    for entry in found:
        assert not entry.errors and {"UID", "DTSTAMP", "DTSTART", "SEQUENCE"} <= set(entry)
    return found


def test_by_a_day_is_that_day() -> None:
    (entry,) = entries({**promised("a"), "recorded_at": "2026-11-29T10:00:00.123456Z"})
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2024, 5, 1), date(2024, 5, 2))
    assert str(entry["SUMMARY"]) == "Coast Front: attacked" and entry["SEQUENCE"] == 0 and str(entry["STATUS"]) == "CONFIRMED"
    assert entry["DTSTAMP"].dt.isoformat() == "2026-11-29T10:00:00+00:00"
    assert "by 2024-05-01 (“Monday”)" in entry["DESCRIPTION"] and "Says: Varonian police" in entry["DESCRIPTION"]


@pytest.mark.parametrize(("earliest", "latest", "first", "after"), [
    ("2024-03-01", "2024-04-01", date(2024, 3, 1), date(2024, 4, 1)), ("2024-05-01", None, date(2024, 5, 1), date(2024, 5, 2)),
    ("2024-05-01T14:00", "2024-05-01T15:00", date(2024, 5, 1), date(2024, 5, 2)),
    (None, "2024-05-02T00:00", date(2024, 5, 1), date(2024, 5, 2)),
])
def test_a_stretch_stays_a_stretch(earliest: str, latest: str, first: date, after: date) -> None:
    (entry,) = entries(promised("a", latest, earliest=earliest))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (first, after)


def test_without_a_day_there_is_no_entry_but_a_count() -> None:
    text, said = written("ics", [promised("a", None)])
    assert said.rows == 0 and list(said.left_out.values()) == [1] and "VEVENT" not in text


def test_a_deadline_that_moves_keeps_its_uid_and_raises_sequence() -> None:
    """Told three times, moved twice, as a calendar sees it that reads the file after each article."""
    told = [promised("a"), promised("b", "2024-06-02", published="2024-04-20"), promised("c", "2024-07-02", published="2024-05-30")]
    seen = [entries(*told[:n])[0] for n in (1, 2, 3)]
    assert len({str(entry["UID"]) for entry in seen}) == 1
    assert [int(entry["SEQUENCE"]) for entry in seen] == [0, 1, 2]
    assert [entry["DTSTART"].dt for entry in seen] == [date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)]
    assert "Moved, from 2024-05-01, then 2024-06-01" in seen[2]["DESCRIPTION"]


def test_the_same_told_again_is_the_same_entry() -> None:
    once, twice = entries(promised("a")), entries(promised("a"), promised("b", published="2024-04-01"))
    assert [(e["UID"], e["SEQUENCE"], e["DTSTART"].dt) for e in once] == [(e["UID"], e["SEQUENCE"], e["DTSTART"].dt) for e in twice]


@pytest.mark.parametrize("other", [
    {"debtors": ["a2"]}, {"type": "AID"}, {"debtors": [], "debtor_spans": []},
])
def test_another_debtor_or_act_is_another_entry(other: Json) -> None:
    assert len(entries(promised("a"), promised("b", "2024-06-02", **other))) == 2


def test_debtors_that_nobody_names_are_never_joined() -> None:
    """ "The government" of two articles may be two; with a country known it is one."""
    told = [promised("a", debtors=["a2"]), promised("b", "2024-06-02", debtors=["a2"])]
    assert len(entries(*told)) == 1
    for record in told:
        record["actors"][1]["country"] = None
    assert len(entries(*told)) == 2


def test_two_dated_acts_of_one_article_are_two() -> None:
    record = promised("a")
    august = {"ref": "t1", "earliest": None, "latest": "2024-08-02"}
    record["commitments"].append({**record["commitments"][0], "id": "c2", "deadline": august})
    assert [(e["DTSTART"].dt, int(e["SEQUENCE"])) for e in entries(record)] == [(date(2024, 5, 1), 0), (date(2024, 8, 1), 0)]


def test_a_withdrawal_without_a_day_cancels_the_entry() -> None:
    (entry,) = entries(promised("a"), promised("b", None, status="withdrawn"))
    assert str(entry["STATUS"]) == "CANCELLED" and entry["SEQUENCE"] == 1 and entry["DTSTART"].dt == date(2024, 5, 1)
    assert str(entry["SUMMARY"]).endswith("[withdrawn]")


@pytest.mark.parametrize("fields", [
    {"kind": "offer"}, {"kind": "threat"}, {"kind": "plan"}, {"status": "disputed"}, {"condition": {"start": 0, "end": 1, "text": "x"}},
])
def test_what_binds_nobody_for_sure_is_tentative(fields: Json) -> None:
    (entry,) = entries(promised("a", **fields))
    assert str(entry["STATUS"]) == "TENTATIVE"


def test_days_that_the_article_says_were_given_up_count() -> None:
    change = {"what": "deadline", "before": "2024-03-31", "after": "2024-05-01", "when": None, "who_says": None, "span": {}}
    (entry,) = entries(promised("a", history=[change]))
    assert entry["SEQUENCE"] == 1 and "Moved, from 2024-03-31" in entry["DESCRIPTION"]


def test_a_period_is_asked_of_the_day_as_it_stands_now() -> None:
    told = [promised("a"), promised("b", "2024-06-02", published="2024-04-20")]
    assert len(entries(*told, period=Period("2024-06-01", "2024-07-01"))) == 1
    assert not entries(*told, period=Period("2024-05-01", "2024-06-01"))


def test_text_comes_back_as_it_was() -> None:
    title = "A;b,c\\n\\ “d”:\nnext — " + "ж" * 60
    (entry,) = entries({**promised("a"), "article": {**promised("a")["article"], "title": title, "url": "https://x.example/a,b;c"}})
    assert title in entry["DESCRIPTION"] and str(entry["URL"]) == "https://x.example/a,b;c"


def test_a_moved_deadline_read_from_text() -> None:
    texts = {
        "2024-03-01": "The Coast Front pledged on Friday to release all prisoners by March 15.",
        "2024-03-12": "The Coast Front pledged on Tuesday to release all prisoners by March 30.",
    }
    records = [coder().code(text, published=day, id=day) for day, text in texts.items()]
    (entry,) = [e for e in entries(*records) if "release" in str(e["SUMMARY"])]
    assert entry["DTSTART"].dt == date(2024, 3, 30) and entry["SEQUENCE"] == 1


@settings(max_examples=40, deadline=None)
@given(any_record())
def test_any_record_gives_a_calendar(record: Json) -> None:
    for commitment in record["commitments"]:
        days = commitment["deadline"]
        if days and days["earliest"] and days["latest"] and days["earliest"] >= days["latest"]:
            days["latest"] = None
    entries(record, report())
