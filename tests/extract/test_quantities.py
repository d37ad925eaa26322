"""Which act a number belongs to, and why a number could not be read."""

from __future__ import annotations

import pytest

from tests.conftest import coder


@pytest.mark.parametrize(
    ("text", "trigger", "number"),
    [
        ("One person was killed and others were taken hostage after an armed group seized control of the police station in Verin.",
         "seized control", "One"),
        ("Protests enter a second week, with the death toll from last week's clashes at the border rising to 19.", "clashes", "19"),
        ("An official praised the front for the abduction and murder of three teenagers.", "murder", "three"),
        ("Protests occur in Northland following yesterday's bombing in Verin that killed 84 people.", "bombing", "84"),
        ("He apologized for the bombing of the hospital and expressed his condolences for the 22 people killed.", "bombing", "22"),
        ("Northland plans to close down 80 mosques following yesterday's attacks in which 39 people died.", "attacks", "39"),
        ("One soldier is wounded by a bullet just days after rocket attacks from Southland.", "attacks", None),
    ],
)  # fmt: skip
def test_the_act_of_a_number(text: str, trigger: str, number: str | None) -> None:
    article = coder().read(text, published="2018-05-01", id="q")
    harmed = {q.id: q.text for q in article.quantities if q.what in ("killed", "wounded")}
    linked = {e.trigger.text: [harmed[i] for i in e.quantities if i in harmed] for e in article.layers["events"]}
    assert linked[trigger] == ([number] if number else [])
    assert sum(map(len, linked.values())) == bool(number)


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("The death toll rose from 12 to 15.", "12", "what the number was before it changed"),
        ("The force will grow from 200 to 450 soldiers.", "200", "what the number was before it changed"),
        ("The vote on the resolution was 191 to 2.", "191", "a number, but no word says what it counts"),
    ],
)
def test_an_unread_number_has_a_reason(text: str, number: str, reason: str) -> None:
    article = coder().read(text, id="q")
    assert (number, reason) in [(u.text, u.reason) for u in article.unresolved if u.kind == "quantity"]


def test_who_is_named_beside_a_number_is_part_of_it() -> None:
    article = coder().read("Gunmen killed two reporters, Pavel Doran and Jan Berg, in Verin. Doran was killed at the gate.", id="q")
    total, *parts = article.quantities
    assert (total.text, total.part_of, [p.text for p in parts]) == ("two", None, ["Pavel Doran", "Jan Berg"])
    assert {p.part_of for p in parts} == {total.id}
