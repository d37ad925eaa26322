"""Names as keys, and phrases read by their words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.reference.who import directory
from ceasewire.reference.who.directory import AS_OF, Entry, at, plural_of
from ceasewire.reference.who.names import fold, in_capitals, is_acronym, skeleton
from ceasewire.reference.who.phrases import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(directory.load())


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) in (once, once.removeprefix("the "))  # "the the": an article is taken off a name once
    assert "  " not in once and once == once.strip()


@given(st.text(max_size=30))
def test_skeletons_are_words_again(text: str) -> None:
    assert len(skeleton(fold(text)).split()) <= 1


@pytest.mark.parametrize(
    ("name", "acronym"), [("WHO", True), ("U.S.", True), ("DfID", False), ("UNHCR", True), ("Who", False), ("UN Women", False)]
)
def test_acronyms(name: str, acronym: bool) -> None:
    assert is_acronym(name) == acronym


def test_capitals() -> None:
    assert in_capitals("the UN") and not in_capitals("the Un") and in_capitals("M23")


@pytest.mark.parametrize(("noun", "plural"), [("bishops' conference", "bishops' conferences"), ("roman", "romans"), ("child", "children")])
def test_plurals(noun: str, plural: str) -> None:
    assert plural_of(noun) == plural


def _office(role: str, since: str, until: str, sector: str = "GOV") -> Entry:
    return Entry("Ada Moor", "person", "XKX", sector, role, since, until, "offices")


def test_offices_in_time() -> None:
    rows = [_office("mayor", "2001", "2005-03-01"), _office("minister", "2005-03-01", "2009"), _office("president", "2008-06", "2012")]
    found = {day: at(rows, day) for day in ("1999-01-01", "2005-02-28", "2005-03-01", "2008-07-01", "2020-01-01")}
    assert [(e.role, e.sector) for e in found.values() if e] == [
        (None, None), ("mayor", "GOV"), ("minister", "GOV"), ("president", "GOV"), ("former president", "ELI"),
    ]  # fmt: skip
    rebel = at([_office("rebel leader", "2001", "2005", "REB")], "2020-01-01")
    assert rebel is not None and rebel.sector == "REB"


READ = [
    # words, kind, country, sector
    ("the Taliban 's spokesman", "rebel", "AFG", "REB"),
    ("a group of Malian soldiers", "military", "MLI", "MIL"),
    ("two dozens of protesters", "civilians", None, "CVL"),
    ("former French defence minister", "government", "FRA", "ELI"),
    ("Turkish - backed rebels", "rebel", None, "REB"),
    ("the Kenyan parliament", "legislature", "KEN", "LEG"),
]


@pytest.mark.parametrize(("words", "kind", "country", "sector"), READ)
def test_read(reader: Reader, words: str, kind: str, country: str | None, sector: str) -> None:
    found = reader.read(words.split(), day="2015-01-01")
    assert found is not None
    assert (found.kind, found.country, found.sector) == (kind, country, sector)


@pytest.mark.parametrize("words", ["New people", "an Islamic state", "Popular will", "Justice first"])
def test_a_small_last_word_is_no_name_of_a_group(reader: Reader, words: str) -> None:
    assert reader.matches(words.split()) == []


_pieces = st.lists(
    st.sampled_from(["the", "of", "'s", "-", "United", "Nations", "UN", "army", "Syrian", "South", "Korean", ",", "x"]), max_size=9
)


@given(_pieces)
def test_matches_stand_in_order_and_apart(reader: Reader, words: list[str]) -> None:
    found = reader.matches(words)
    assert all(0 <= m.start < m.end <= len(words) and m.entries for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(_pieces)
def test_reading_never_fails(reader: Reader, words: list[str]) -> None:
    found = reader.read(words, day=AS_OF)
    assert found is None or found.sector in (None, *directory.SECTORS)
