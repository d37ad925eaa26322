"""Unlisted names: what they are from the constructions they stand in, whatever the language model takes them for."""

from __future__ import annotations

import pytest

from tests.conftest import coder

CASES = [
    ("Lusmark's foreign minister left. Varonia and Lusmark signed a truce.", {"Lusmark": "country", "Varonia": "group"}),
    ("Two Varonian officials said Varonia had attacked the coast.", {"Varonia": "country"}),
    ("Varonia denied that its warplanes had hit the market.", {"Varonia": "country"}),
    ("Tarvald said his army would stay.", {"Tarvald": "person"}),
    ("Orla Tarvald left. Tarvald's foreign minister stayed.", {"Orla Tarvald": "person"}),
    ("Washington signed a deal with Kabul. Washington credits Islamabad for it.", {"Washington": "government"}),
]
ONE_PERSON = [
    (
        "A spokeswoman for the Coast Front, Dena Kuhl, said 22 people had died. Kuhl left.",
        ["A spokeswoman for the Coast Front", "Dena Kuhl", "Kuhl"],
    ),
    ("Gunmen killed the mayor, Ilse Morvan, and fled.", ["the mayor", "Ilse Morvan"]),
]


@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_kind(text: str, kinds: dict[str, str]) -> None:
    found = {a.name: a.kind for a in coder().read(text).actors}
    assert {name: found.get(name) for name in kinds} == kinds


@pytest.mark.parametrize(("text", "mentions"), ONE_PERSON)
def test_office_and_name_are_one_person(text: str, mentions: list[str]) -> None:
    people = [[m.text for m in a.mentions] for a in coder().read(text).actors if a.kind == "person"]
    assert people == [mentions]


def test_a_body_is_no_place() -> None:
    article = coder().read("Envoys of the Coast Front will meet in Geneva. The Coast Front said its fighters had left.")
    assert [p.text for p in article.places] == ["Geneva"]
