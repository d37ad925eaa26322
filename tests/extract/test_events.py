from __future__ import annotations

from typing import Any

import ceasewire
from ceasewire.config import Config

LEAD = "The presidents of Ashkabar and Dzhanet met yesterday in Toktan. The meeting lasted two hours."


def events(text: str) -> list[dict[str, Any]]:
    return list(ceasewire.load(Config(judge="codebook")).code(text, published="2023-06-11")["events"])


def test_the_lead_tells_the_headline_again() -> None:
    found = events("Leaders of Ashkabar and Dzhanet meet for the first time in sixteen years\n\n" + LEAD)
    assert [(e["trigger"]["text"], [m["text"] for m in e["mentions"]]) for e in found] == [("meet", ["met", "meeting"])]
    assert found[0]["time"]["earliest"] == "2023-06-10"


def test_a_headline_of_others_is_another_act() -> None:
    found = events("Leaders of Verin and Orlen meet for the first time in sixteen years\n\n" + LEAD)
    assert [(e["trigger"]["text"], [m["text"] for m in e["mentions"]]) for e in found] == [("meet", []), ("met", ["meeting"])]
