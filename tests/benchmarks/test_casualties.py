from __future__ import annotations

from typing import Any

import pytest

from benchmarks.scorers.casualties import score

TEXT = "FOUR HERDERS WERE KILLED IN QUILLA.  GUARDS SHOT ANA MARCA SOL.\nSOL DIED.  SIX\nPORTERS WERE HURT, NINE SOLDIERS FELL ELSEWHERE."


def target(phrase: str, number: str, effect: str, **more: Any) -> dict[str, Any]:
    item = {"optional": False, "of": [phrase]}
    names = [{"alts": [phrase]}] if phrase == "ANA MARCA SOL" else []
    effects = [item | {"alts": [effect]}] if effect else []
    slots = {"NAME": names, "DESCRIPTION": [], "NUMBER": [item | {"alts": [number]}], "EFFECT OF INCIDENT": effects}
    return {"optional": False} | {f"HUM TGT: {k}": v for k, v in slots.items()} | more


def quantity(what: str, number: float, phrase: str, of: str = "") -> dict[str, Any]:
    at = {k: {"start": TEXT.index(v), "end": TEXT.index(v) + len(v), "text": v} for k, v in (("span", phrase), ("of", of)) if v}
    return {"what": what, "low": None, "best": number, "high": None, "of": at.get("of"), **at["span"]}


def figures(template: dict[str, Any], *quantities: dict[str, Any], actors: list[Any] | None = None) -> dict[str, Any]:
    gold = [{"id": "q1", "text": TEXT, "templates": [template]}]
    return score(gold, {"q1": {"quantities": list(quantities), "actors": actors or []}})[0]


def test_a_number_over_the_right_people_is_found_and_right() -> None:
    killed = figures(target("HERDERS", "4", "DEATH"), quantity("killed", 4, "FOUR", "HERDERS"))["killed"]
    assert (killed["p"], killed["r"], killed["many"], killed["n_one"]) == (100.0, 100.0, 100.0, 0)


@pytest.mark.parametrize(
    ("what", "number", "words", "of"),
    [("killed", 5, "FOUR", "HERDERS"), ("wounded", 4, "FOUR", "HERDERS")],
    ids=["another number", "another effect"],
)
def test_what_contradicts_the_key_is_wrong(what: str, number: float, words: str, of: str) -> None:
    found = figures(target("HERDERS", "4", "DEATH"), quantity(what, number, words, of))
    assert (found["killed"]["r"], found[what]["p"], found[what]["n_judged"]) == (0.0, 0.0, 1)


def test_people_whom_the_key_leaves_out_are_not_judged() -> None:
    killed = figures(target("HERDERS", "4", "DEATH"), quantity("killed", 9, "NINE", "SOLDIERS"))["killed"]
    assert (killed["n_judged"], killed["n_unjudged"]) == (0, 1)


def test_the_number_alone_is_said_beside() -> None:
    killed = figures(target("HERDERS", "9", "DEATH"), quantity("killed", 9, "NINE", "SOLDIERS"))["killed"]
    assert (killed["many"], killed["many_number"]) == (0.0, 100.0)


def test_a_later_mention_of_the_same_actor_will_do() -> None:
    person = {"mentions": [{"start": TEXT.index(x), "end": TEXT.index(x) + len(x)} for x in ("ANA MARCA SOL", "SOL DIED")]}
    later = quantity("killed", 1, "SOL DIED")
    assert figures(target("ANA MARCA SOL", "1", "DEATH"), later)["killed"]["one"] == 0.0
    assert figures(target("ANA MARCA SOL", "1", "DEATH"), later, actors=[person])["killed"]["one"] == 100.0


@pytest.mark.parametrize(("number", "effect"), [("PLURAL", "INJURY"), ("-", "INJURY"), ("6", "")], ids=["plural", "unknown", "no effect"])
def test_what_the_key_does_not_know_is_not_asked(number: str, effect: str) -> None:
    assert figures(target("PORTERS", number, effect))["wounded"]["n_many"] == 0


def test_optional_templates_are_not_asked_for_but_judge() -> None:
    wounded = figures(target("PORTERS", "6", "INJURY", optional=True), quantity("wounded", 6, "SIX", "PORTERS"))["wounded"]
    assert (wounded["n_many"], wounded["n_judged"], wounded["p"]) == (0, 1, 100.0)


def test_a_group_that_got_away_has_none_killed() -> None:
    killed = figures(target("PORTERS", "6", "NO INJURY OR DEATH"), quantity("killed", 6, "SIX", "PORTERS"))["killed"]
    assert (killed["n_judged"], killed["p"]) == (1, 0.0)


def test_bounds_in_the_key_are_read_as_numbers() -> None:
    assert figures(target("HERDERS", "4-", "DEATH"), quantity("killed", 4, "FOUR", "HERDERS"))["killed"]["many"] == 100.0


def test_people_of_unknown_fate_judge_nothing() -> None:
    killed = figures(target("PORTERS", "6", ""), quantity("killed", 6, "SIX", "PORTERS"))["killed"]
    assert (killed["n_judged"], killed["n_unjudged"]) == (0, 1)


def test_words_that_may_mean_others_judge_nothing() -> None:
    template = target("KILLED", "7", "DEATH")  # stands once
    assert figures(template, quantity("killed", 4, "FOUR HERDERS WERE KILLED"))["killed"]["n_judged"] == 1
    gold = {"id": "q1", "text": TEXT + "  KILLED.", "templates": [template]}
    assert score([gold], {"q1": {"quantities": [quantity("killed", 4, "FOUR HERDERS WERE KILLED")]}})[0]["killed"]["n_judged"] == 0


@pytest.mark.parametrize(("number", "judged", "p"), [(2, 1, 100.0), (5, 0, 0.0)], ids=["adds up", "may have more"])
def test_a_number_over_people_listed_one_by_one(number: float, judged: int, p: float) -> None:
    first, second = target("HERDERS", "1", "DEATH"), target("FOUR HERDERS", "1", "DEATH")
    gold = [{"id": "q1", "text": TEXT, "templates": [first, second]}]
    killed = score(gold, {"q1": {"quantities": [quantity("killed", number, "FOUR HERDERS")]}})[0]["killed"]
    assert (killed["n_judged"], killed["p"]) == (judged, p)
