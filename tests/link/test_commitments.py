"""Commitments followed through invented articles: what changes, in which words, on which day; what is no change at all."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ceasewire.link.commitments import Ledger, read_ledger
from ceasewire.link.disputes import read_disputes
from tests.conftest import coder
from tests.store.invented import any_record

Json = dict[str, Any]
TODAY = "2021-07-01"
PROMISE = ("2021-05-03", "VERIN - Northland promised the Coast Front on Monday to release 40 prisoners by June 1.")


@functools.cache
def record(id: str, published: str | None, text: str) -> Json:
    coded: Json = coder().code(text, id=id, published=published)
    return coded


def ledger(*articles: tuple[str | None, str]) -> Ledger:
    """Of articles given as (day, text); their ids are a1, a2 …"""
    return read_ledger(record(f"a{n}", day, text) for n, (day, text) in enumerate(articles, 1))


def told(found: Ledger, n: int = 0) -> list[tuple[str, str]]:
    """(article, change) of one commitment."""
    return [(e.report.id, e.change) for e in found.chains[n].history]


SLIPS = (
    ("2021-03-02", "VERIN - Northland promised the Coast Front on Tuesday to pull its 300 soldiers out of Port Alma by May 1."),
    ("2021-04-15", "VERIN - Northland said on Thursday it would pull its soldiers out of Port Alma by September 11, not in May."),
    ("2021-06-02", "VERIN - Northland now intends to pull its soldiers out of Port Alma by July 4, an officer said on Wednesday."),
)


def test_a_deadline_that_slips_keeps_its_commitment() -> None:
    (c,) = ledger(*SLIPS).objects(TODAY)
    assert c["slips"] == ["2021-05-01", "2021-09-11", "2021-07-04"] and c["status"] == "revised"
    assert [(h["change"], h["article"], h["reported"]) for h in c["history"]] == [
        ("made", "a1", "2021-03-02"), ("revised", "a2", "2021-04-15"), ("revised", "a3", "2021-06-02"),
    ]  # fmt: skip
    assert [(h["what"], h["before"], h["after"]) for h in c["history"][1:]] == [
        ("deadline", "2021-05-01", "2021-09-11"), ("deadline", "2021-09-11", "2021-07-04"),
    ]  # fmt: skip
    assert c["deadline"] == {"ref": None, "earliest": None, "latest": "2021-07-05"} and c["history"][2]["who_says"] == "an officer"


@pytest.mark.parametrize(("words", "slips"), [
    ("from March 31 to May 1", ["2021-03-31", "2021-05-01"]), ("from March to September", ["2021-03-31", "2021-09-30"]),
    ("to September", ["2021-09-30"]), ("until next week", ["2021-02-28"]),
])  # fmt: skip
def test_one_article_that_moves_a_deadline_has_both_days(words: str, slips: list[str]) -> None:
    text = f"VERIN - Northland postponed its withdrawal from Port Alma {words}, it said on Monday."
    (c,) = ledger(("2021-02-15", text)).objects(TODAY)
    assert c["slips"] == slips and c["status"] == ("revised" if slips[1:] else "open")


def test_every_word_stands_where_it_says() -> None:
    texts = {f"a{n}": text for n, (_, text) in enumerate(SLIPS, 1)}
    for c in ledger(*SLIPS).objects(TODAY):
        for h in c["history"]:
            assert texts[h["article"]][h["span"]["start"] : h["span"]["end"]] == h["words"] == h["span"]["text"] and h["reason"]


def test_one_article_that_tells_the_whole_way() -> None:
    text = (
        "The army said on Tuesday that 30 to 44 percent of the withdrawal was complete as of June 1. President Pavel Doran intends to "
        "bring home every soldier by July 4, ahead of the September 11 deadline he set in April. The 2020 deal signed with the Coast "
        "Front had obliged all foreign forces to leave by May 1, before Doran revised the deadline."
    )
    (c,) = ledger(("2021-06-02", text)).objects("2021-06-02")
    assert c["slips"] == ["2021-05-01", "2021-09-11", "2021-07-04"]
    assert [h["change"] for h in c["history"]] == ["made", "revised", "revised"] and not c["overdue"]


@pytest.mark.parametrize(
    ("day", "text", "change"),
    [
        ("2021-05-31", "VERIN - Northland released the 40 prisoners on Sunday, two days early.", "met"),
        ("2021-06-03", "VERIN - June 1 came and went, and Northland has not released the 40 prisoners.", "missed"),
        ("2021-05-20", "VERIN - Northland has not yet released the 40 prisoners.", "repeated"),
        ("2021-05-20", "VERIN - Northland took back its promise to release the 40 prisoners.", "withdrawn"),
        ("2021-05-20", "VERIN - Northland postponed the release of the 40 prisoners to July 15.", "revised"),
        ("2021-05-20", "VERIN - Northland said it stood by its promise to release the 40 prisoners by June 1.", "repeated"),
        (
            "2021-06-03", "VERIN - The release of the 40 prisoners had been finished by May 31, but the buses had not come.", "met",
        ),
        ("2021-06-03", "VERIN - The Coast Front accused Northland of breaking its promise to release the 40 prisoners.", "disputed"),
    ],
)
def test_what_became_of_it(day: str, text: str, change: str) -> None:
    found = ledger(PROMISE, (day, text))
    assert told(found) == [("a1", "made"), ("a2", change)] and len(found.chains) == 1


@pytest.mark.parametrize(("text", "change"), [
    # "its promise" is the only one that Northland has given, though the act is told in other words
    ("VERIN - Northland went back on its promise on Thursday and kept the men of Ostrel jail where they are.", "withdrawn"),
    ('VERIN - "We named no day and we have no jail to open," said the prime minister of Northland.', "disputed"),
    ("VERIN - The Coast Front turned down Northland's promise to release the 40 prisoners as too little.", "disputed"),
])  # fmt: skip
def test_what_is_told_in_other_words(text: str, change: str) -> None:
    assert told(ledger(PROMISE, ("2021-05-20", text)))[:2] == [("a1", "made"), ("a2", change)]


def test_of_two_promises_a_bare_word_tells_neither() -> None:
    other = ("2021-05-04", "VERIN - Northland promised the Coast Front on Tuesday to rebuild the salt road by July 1.")
    found = ledger(PROMISE, other, ("2021-05-20", "VERIN - Northland went back on its promise on Thursday and said no more."))
    assert [len(chain.history) for chain in found.chains] == [1, 1]


def test_what_is_only_told_as_given_before_begins_nothing_beside_what_stands() -> None:
    text = "VERIN - The Coast Front met Northland on Thursday. The Coast Front had agreed in 2019 to free two doctors by 2020."
    assert len(ledger(PROMISE, ("2021-05-20", text)).chains) == 1
    assert len(ledger(("2021-05-20", text)).chains) == 1  # where nothing is known yet it is what there is


def test_a_new_day_is_the_deadline_from_then_on() -> None:
    (c,) = ledger(PROMISE, ("2021-05-20", "VERIN - Northland postponed the release of the 40 prisoners to July 15.")).objects(TODAY)
    assert c["slips"] == ["2021-06-01", "2021-07-15"]


def test_not_until_a_day_is_on_it() -> None:
    (c,) = ledger(PROMISE, ("2021-05-20", "VERIN - Northland will not release the 40 prisoners until July 15, it said.")).objects(TODAY)
    assert c["deadline"] == {"ref": None, "earliest": "2021-07-15", "latest": "2021-07-16"} and c["status"] == "revised"


def test_a_day_that_passes_is_overdue_when_read_and_never_missed() -> None:
    found = ledger(PROMISE)
    before, after = next(found.objects("2021-06-01")), next(found.objects("2021-06-02"))
    assert not before["overdue"] and after["overdue"] and after["status"] == "open" and told(found) == [("a1", "made")]


def test_a_truce_that_has_run_out_is_not_overdue() -> None:
    (c,) = ledger(("2021-06-01", "VERIN - The truce between Northland and the Coast Front ends on June 15.")).objects(TODAY)
    assert c["deadline"]["latest"] == "2021-06-16" and not c["overdue"]


def test_both_clocks() -> None:
    (c,) = ledger(PROMISE, ("2021-05-31", "VERIN - Northland released the 40 prisoners on Sunday, two days early.")).objects(TODAY)
    kept = c["history"][1]
    assert kept["reported"] == "2021-05-31" and kept["happened"] == {"earliest": "2021-05-30", "latest": "2021-05-31"}


def test_a_reprint_neither_makes_nor_repeats() -> None:
    found = ledger(PROMISE, ("2021-05-04", PROMISE[1].upper()), ("2021-05-05", PROMISE[1]))
    assert told(found) == [("a1", "made")] and found.reprints == {"a2": "a1", "a3": "a1"} and found.articles == 3


@pytest.mark.parametrize(
    "text",
    [
        "OSTREL - Sudmark promised the River Union on Monday to release 40 prisoners by June 1.",  # others, elsewhere
        "VERIN - Northland promised the Coast Front on Monday to rebuild the salt road.",  # another act
    ],
)
def test_another_commitment_is_another(text: str) -> None:
    assert len(ledger(PROMISE, ("2021-05-04", text)).chains) == 2


def test_what_is_told_years_later_is_of_something_else() -> None:
    found = ledger(PROMISE, ("2024-05-31", "VERIN - Northland released the 40 prisoners on Sunday, two days early."))
    assert told(found) == [("a1", "made")]


def test_an_article_without_a_day_is_read_last() -> None:
    found = ledger((None, "VERIN - Northland released the 40 prisoners, two days early."), PROMISE)
    assert told(found) == [("a2", "made"), ("a1", "met")]


@given(order=st.permutations(range(4)))
@settings(max_examples=12, deadline=None)
def test_the_order_of_the_records_changes_nothing(order: list[int]) -> None:
    records = [record(f"a{n}", *article) for n, article in enumerate((*SLIPS, PROMISE), 1)]
    assert list(read_ledger([records[n] for n in order]).objects(TODAY)) == list(read_ledger(records).objects(TODAY))


def test_no_records() -> None:
    assert read_ledger([]).chains == ()


@given(records=st.lists(any_record(), max_size=3))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_any_record_can_be_read(records: list[Json]) -> None:
    """Odd texts, empty names, days in disorder: nothing fails, and all words stand in the text of their article."""
    unlike = {r["article"]["id"]: r for r in records}
    for c in read_ledger(unlike.values()).objects(TODAY):
        for h in c["history"]:
            assert unlike[h["article"]]["article"]["text"][h["span"]["start"] : h["span"]["end"]] == h["words"]
    read_disputes(unlike.values())
