"""Which act a number belongs to, and why a number could not be read."""

from __future__ import annotations

import pytest

from tests.conftest import coder


@pytest.mark.parametrize(
    ("text", "trigger", "number"),
    [
        ("Two guards were killed and their driver was taken hostage when rebels seized control of the depot in Verin.",
         "seized control", "Two"),
        ("Schools stay shut in Verin, with the death toll from Sunday's clashes at the mine rising to 23.", "clashes", "23"),
        ("The bishop condemned the abduction and murder of two nurses.", "murder", "two"),
        ("Shops were shut in Northland after a bombing in Verin that killed 31 people.", "bombing", "31"),
        ("The general regretted the shelling of the market and prayed for the 12 villagers killed.", "shelling", "12"),
        ("The council will lock six parks after Friday's attacks in which nine people died.", "attacks", "nine"),
        ("One driver is hurt by a mine mere hours after rocket attacks by Southland.", "attacks", None),
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
