"""CAMEO's actor codes as country, sector, kind and table."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasewire import lexicon
from ceasewire.errors import DataError
from ceasewire.reference.who import directory
from ceasewire.reference.who.cameo import COLUMNS, WHATS, Codes

COUNTRIES = frozenset(directory.load().countries)
BEYOND = {"IGO", "UNO", "EUR", "NGO", "MNC", "ISM", "IMG"}

MEANINGS = [
    ("AFGREB", ("AFG", "REB", "rebel", "armed_groups")),
    ("AFGREBTAL", ("AFG", "REB", "rebel", "armed_groups")),  # the mark of one group says nothing more
    ("afggov", ("AFG", "GOV", "government", "institutions")),
    ("AFGGOVMIL", ("AFG", "GOV", "government", "institutions")),  # the general before the special
    ("AFGMED", ("AFG", "JRN", "media", "media")),  # CAMEO's MED are the media
    ("AFGHLH", ("AFG", "MED", "ngo", "ngos")),
    ("AFGINS", ("AFG", "REB", "rebel", "armed_groups")),
    ("AFGELI", ("AFG", "ELI", "person", "offices")),
    ("AFG", ("AFG", None, "group", "")),
    ("ROMGOV", ("ROU", "GOV", "government", "institutions")),
    ("KSVPTY", ("XKX", "PTY", "party", "parties")),
    ("AFRREB", (None, "REB", "rebel", "armed_groups")),
    ("REB", (None, "REB", "rebel", "armed_groups")),
    ("IGOUNO", ("UNO", None, "igo", "igos")),
    ("UNOPKO", ("UNO", "MIL", "igo", "igos")),
    ("IGOEUREEC", ("EUR", None, "igo", "igos")),
    ("IGOAFRXXX", ("IGO", None, "igo", "igos")),
    ("NGOHLHXXX", ("NGO", "MED", "ngo", "ngos")),
    ("AFGNGO", ("AFG", "SOC", "ngo", "ngos")),
    ("MNCUSA", ("MNC", "BUS", "business", "companies")),
    ("IMGMOSXXX", ("IMG", "REB", "rebel", "armed_groups")),  # an armed group of a faith is an armed group
    ("AFGMOS", ("AFG", "REL", "religious", "ngos")),
    ("~MIL", (None, "MIL", "military", "institutions")),
    ("MIL~", (None, "MIL", "military", "institutions")),
]

REFUSED = [
    ("XQZGOV", "begins with 'XQZ'"),
    ("AFGXQZ", "a part 'XQZ' that is not known"),
    ("AFG/USA", "stands for two actors"),
    ("---", "nobody's name"),
    ("AFGRE", "not made of parts of three letters"),
    ("~", "not made of parts of three letters"),
]


@pytest.fixture(scope="module")
def codes() -> Codes:
    return Codes(COUNTRIES)


@pytest.mark.parametrize(("code", "meaning"), MEANINGS)
def test_meaning(codes: Codes, code: str, meaning: tuple[str | None, str | None, str, str]) -> None:
    found = codes.meaning(code)
    assert (found.country, found.sector, found.kind, found.table) == meaning


@pytest.mark.parametrize(("code", "reason"), REFUSED)
def test_a_code_that_says_too_little_is_refused(codes: Codes, code: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        codes.meaning(code)


def test_the_table_is_sorted_and_names_countries_that_exist() -> None:
    rows = lexicon.table("actors/cameo", COLUMNS)
    assert [r["code"] for r in rows] == sorted({r["code"] for r in rows})
    assert [r.where for r in rows if r["country"] not in COUNTRIES | BEYOND | {""}] == []
    assert [r.where for r in rows if r["code"] in COUNTRIES] == [], "a state's own code is no row here"
    assert [r.where for r in rows if (r["what"] in ("role", "body", "faith")) != bool(r["table"]) and r["code"] not in ("MOD", "RAD")] == []
    assert {r["what"] for r in rows} == set(WHATS)


def test_a_row_of_the_users_says_what_a_part_means(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    table = tmp_path / "actors" / "cameo.csv"
    table.write_text("code,what,country,sector,kind,table,note\nGUL,role,,AGR,group,ngos,fishers\n", encoding="utf-8")
    assert Codes(COUNTRIES, tmp_path).meaning("AFGGUL").sector == "AGR"
    table.write_text("code,what,country,sector,kind,table,note\nGUL,roll,,AGR,group,ngos,\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"own/actors/cameo.csv:2: column 'what' has 'roll'. Did you mean 'role'\?"):
        Codes(COUNTRIES, tmp_path)
