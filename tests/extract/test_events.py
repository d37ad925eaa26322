from __future__ import annotations

from typing import Any

from tests.conftest import coder

LEAD = "The presidents of Ashkabar and Dzhanet met yesterday in Toktan. The meeting lasted two hours."


def events(text: str) -> list[dict[str, Any]]:
    return list(coder("codebook").code(text, published="2023-06-11")["events"])


def test_the_lead_tells_the_headline_again() -> None:
    found = events("Leaders of Ashkabar and Dzhanet meet for the first time in sixteen years\n\n" + LEAD)
    assert [(e["trigger"]["text"], [m["text"] for m in e["mentions"]]) for e in found] == [("meet", ["met", "meeting"])]
    assert found[0]["time"]["earliest"] == "2023-06-10"


def test_a_headline_of_others_is_another_act() -> None:
    found = events("Leaders of Verin and Orlen meet for the first time in sixteen years\n\n" + LEAD)
    assert [(e["trigger"]["text"], [m["text"] for m in e["mentions"]]) for e in found] == [("meet", []), ("met", ["meeting"])]


def test_both_sides_are_not_those_of_a_photo() -> None:
    photo = "\n\nFILE – In this May 3, 2022 photo, Ashkabar and Dzhanet sign a deal.\n\n"
    found = events(f"The army of Verin lost a town.{photo}Both sides agreed to meet on Monday.")
    assert [[s["text"] for s in e["source_spans"]] for e in found if e["type"] == "AGREE"] == [["Both sides"]]
