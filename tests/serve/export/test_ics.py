"""Deadlines, read back with the icalendar package."""

from __future__ import annotations

from datetime import date
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings

from ceasewire.link.commitments import read_ledger
from ceasewire.serve.export import ALWAYS, Period
from ceasewire.serve.export.masking import masked
from ceasewire.serve.export.together import followed
from tests.conftest import coder
from tests.link.test_commitments import PROMISE, SLIPS
from tests.serve.export.written import Json, promised, written
from tests.store.invented import any_record, report


def coded(id: str, published: str, text: str) -> Json:
    record: Json = coder().code(text, id=id, published=published)
    return record


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
    told = [coded(f"a{n}", *article) for n, article in enumerate(SLIPS, 1)]
    seen = [entries(*told[:n])[0] for n in (1, 2, 3)]
    assert len({str(entry["UID"]) for entry in seen}) == 1
    assert [int(entry["SEQUENCE"]) for entry in seen] == [0, 1, 2]
    assert [entry["DTSTART"].dt for entry in seen] == [date(2021, 5, 1), date(2021, 9, 11), date(2021, 7, 4)]
    assert "Moved, from 2021-05-01, then 2021-09-11" in seen[2]["DESCRIPTION"] and "Revised: “Northland now" in seen[2]["DESCRIPTION"]
    assert "to pull its 300 soldiers out" in seen[2]["DESCRIPTION"] and "(a3)" not in seen[2]["DESCRIPTION"].split("Revised")[0]


def test_an_entry_is_a_commitment_of_the_ledger() -> None:
    """Its id, its days, and no other: the calendar has no rule of its own for what is one commitment."""
    told = [coded(f"a{n}", *article) for n, article in enumerate((*SLIPS, PROMISE), 1)]
    owed = {c["id"]: c for c in read_ledger(told).objects("2021-07-10")}
    found = entries(*told)
    assert {str(entry["UID"]).removesuffix("@ceasewire") for entry in found} == set(owed) and len(found) == 2
    for entry in found:
        commitment = owed[str(entry["UID"]).removesuffix("@ceasewire")]
        assert entry["DTSTART"].dt.isoformat() == commitment["slips"][-1]
        assert int(entry["SEQUENCE"]) == sum(h["change"] not in ("made", "repeated") for h in commitment["history"])


def test_other_words_for_the_act_are_the_same_entry() -> None:
    """Which word of the act comes first, and whether the debtor is named again, decides nothing."""
    later = "VERIN - The 40 prisoners of the Coast Front will be freed by July 9, the government of Northland said on Thursday."
    (entry,) = entries(coded("a1", *PROMISE), coded("a2", "2021-05-20", later))
    assert entry["DTSTART"].dt == date(2021, 7, 9) and entry["SEQUENCE"] == 1


@pytest.mark.parametrize("again", [
    "VERIN - Northland repeated on Friday that it would release the 40 prisoners of the Coast Front by June 1.",
    PROMISE[1],
])
def test_the_same_told_again_is_the_same_entry(again: str) -> None:
    once, twice = entries(coded("a1", *PROMISE)), entries(coded("a1", *PROMISE), coded("a2", "2021-05-07", again))
    assert [(e["UID"], e["SEQUENCE"], e["DTSTART"].dt) for e in once] == [(e["UID"], e["SEQUENCE"], e["DTSTART"].dt) for e in twice]


def test_another_debtor_or_act_is_another_entry() -> None:
    other = ("2021-05-04", "OSTREL - The Tide Front promised on Tuesday to reopen the road to Ostrel by June 20.")
    assert len(entries(coded("a1", *PROMISE), coded("a2", *other))) == 2


def test_two_dated_acts_of_one_article_are_two() -> None:
    text = "VERIN - Northland promised on Monday to release 40 prisoners by June 1 and to reopen the road to Ostrel by July 1."
    assert [(e["DTSTART"].dt, int(e["SEQUENCE"])) for e in entries(coded("a", "2021-05-03", text))] == [
        (date(2021, 6, 1), 0), (date(2021, 7, 1), 0),
    ]  # fmt: skip


def test_a_withdrawal_without_a_day_cancels_the_entry() -> None:
    later = ("2021-05-20", "VERIN - Northland withdrew its promise to release 40 prisoners to the Coast Front on Thursday.")
    (entry,) = entries(coded("a1", *PROMISE), coded("a2", *later))
    assert str(entry["STATUS"]) == "CANCELLED" and entry["SEQUENCE"] == 1 and entry["DTSTART"].dt == date(2021, 6, 1)
    assert str(entry["SUMMARY"]).endswith("[withdrawn]")


def test_masked_names_change_no_entry() -> None:
    """Two prisoners without an office are two promises, also where both are "[person 1]" in the file."""
    told = [
        coded("a1", "2021-05-03", "VERIN - Northland promised the Coast Front on Monday to release baker Ivo Velm by June 1."),
        coded("a2", "2021-05-10", "VERIN - Northland promised the Coast Front on Monday to release farmer Hana Dorn by July 1."),
    ]
    plain, hidden = entries(*told), entries(*map(masked, followed(told)))
    assert [(e["UID"], e["SEQUENCE"], e["DTSTART"].dt) for e in plain] == [(e["UID"], e["SEQUENCE"], e["DTSTART"].dt) for e in hidden]
    shown = "".join(str(e["DESCRIPTION"]) + str(e["SUMMARY"]) for e in hidden)
    assert "Velm" not in shown and "Dorn" not in shown and "[person 1]" in shown


@pytest.mark.parametrize("fields", [
    {"kind": "offer"}, {"kind": "threat"}, {"kind": "plan"}, {"status": "disputed"}, {"condition": {"start": 0, "end": 1, "text": "x"}},
])
def test_what_binds_nobody_for_sure_is_tentative(fields: Json) -> None:
    (entry,) = entries(promised("a", **fields))
    assert str(entry["STATUS"]) == "TENTATIVE"


def test_days_that_the_article_says_were_given_up_count() -> None:
    text = "VERIN - Northland postponed its withdrawal from Port Alma from March 31 to May 1, it said on Monday."
    (entry,) = entries(coded("a", "2021-03-15", text))
    assert entry["SEQUENCE"] == 1 and "Moved, from 2021-03-31" in entry["DESCRIPTION"] and entry["DTSTART"].dt == date(2021, 5, 1)


def test_a_period_is_asked_of_the_day_as_it_stands_now() -> None:
    told = [coded(f"a{n}", *article) for n, article in enumerate(SLIPS[:2], 1)]
    assert len(entries(*told, period=Period("2021-09-01", "2021-10-01"))) == 1
    assert not entries(*told, period=Period("2021-05-01", "2021-06-01"))


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
