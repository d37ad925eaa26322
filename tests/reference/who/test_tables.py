"""The tables of data/actors/: sorted, without doubles, with codes and days that exist. Says which row to mend."""

from __future__ import annotations

import datetime
import itertools
import re
from collections import defaultdict

import pytest

from ceasewire import lexicon
from ceasewire.lexicon import Row
from ceasewire.reference.who import directory
from ceasewire.reference.who.names import fold

OTHERS = {"XKX", "IGO", "UNO", "EUR", "NGO", "MNC", "ISM", "IMG"}
OFFICES = ("name", "aliases", "country", "sector", "role", "from", "to")


def _table(name: str) -> list[Row]:
    if name == "offices":
        return lexicon.table("actors/offices", OFFICES)
    return lexicon.table(f"actors/{name}", ("name", "aliases", "country", "sector", "kind"), optional=("from", "to"))


@pytest.fixture(scope="module")
def codes() -> set[str]:
    return {row["code"] for row in lexicon.table("actors/states", ("code", "name", "aliases", "adjectives", "people", "capitals"))} | OTHERS


@pytest.mark.parametrize("name", ["offices", *directory.BODIES])
def test_rows_are_sorted_and_single(name: str) -> None:
    keys = [(row["name"].casefold(), row.cells.get("from", "")) for row in _table(name)]
    assert [b for a, b in itertools.pairwise(keys) if a >= b and b[0] != "newsday"] == [], "sort by name, then by from; no row twice"


@pytest.mark.parametrize("name", ["offices", *directory.BODIES])
def test_countries_exist(name: str, codes: set[str]) -> None:
    assert [row.where for row in _table(name) if row["country"] not in codes | {""}] == []


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        return False
    datetime.date.fromisoformat(text + "-01" * ((10 - len(text)) // 3))
    return True


@pytest.mark.parametrize("name", ["offices", "armed_groups"])
def test_days(name: str) -> None:
    for row in _table(name):
        since, until = row.cells.get("from", ""), row.cells.get("to", "")
        assert all(_is_day(d) for d in (since, until) if d), row.where
        assert not (since and until) or since < until, f"{row.where}: ends before it begins"
        assert since <= directory.AS_OF, f"{row.where}: begins after the day of the lexicon"


def test_a_person_has_the_same_aliases_in_every_row() -> None:
    aliases: dict[str, set[str]] = defaultdict(set)
    for row in _table("offices"):
        aliases[row["name"]].add(row["aliases"])
        assert row["name"] not in row.list("aliases"), row.where
    assert [name for name, found in aliases.items() if len(found) > 1] == []


def test_no_alias_stands_for_two_office_holders() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in _table("offices"):
        for name in (row["name"], *row.list("aliases")):
            bearers[fold(name)].add(row["name"])
    assert {alias: names for alias, names in bearers.items() if len(names) > 1} == {}


def test_role_nouns_are_small_and_single() -> None:
    nouns = [row["noun"] for row in lexicon.table("actors/role_nouns", ("noun", "kind", "sector", "what"), optional=("plural",))]
    assert nouns == sorted(set(nouns), key=str.casefold)
    assert [n for n in nouns if n != n.lower()] == []


def test_first_names_are_of_one_kind() -> None:
    women, men = (lexicon.words(f"actors/{kind}_names") for kind in ("female", "male"))
    assert set(women) & set(men) == set(), "a name given to both says nothing: take it out of both"
    for names in (women, men):
        assert names == sorted(set(names)) and all(n == fold(n) for n in names)
