from __future__ import annotations

from typing import Any

import pytest

from benchmarks.scorers.quantities import score, value

TEXT = "Two posts, 7 km off, cost $5 million; the 3rd column waited 12 months with dozens of carts."


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("7km", 7.0), ("7.5 kilometers", 7.5), ("7,000 m3/s", 7000.0), ("more than 20", 20.0), ("$59.5 million", 59.5e6), ("25%", 25.0),
        ("five million", 5e6), ("Over half a million", 5e5), ("twenty-five", 25.0), ("two hundred", 200.0), ("dozens", None), ("a", None),
        ("hundreds of thousands", None), ("millions of dollars", None), ("71st", None), ("1st", None),
    ],
)
def test_numbers_in_gold_phrases(phrase: str, number: float | None) -> None:
    assert value(phrase) == number


def entity(words: str, kind: str = "Quantity") -> dict[str, Any]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words, "type": kind}


def figures(entities: list[dict[str, Any]], *quantities: tuple[str, float]) -> dict[str, Any]:
    ours = [entity(words) | {"what": "count", "low": None, "best": number, "high": None} for words, number in quantities]
    return score([{"id": "r1", "text": TEXT, "entities": entities}], {"r1": {"quantities": ours}})[0]


def test_found_right_and_exact_are_three_things() -> None:
    gold = [entity("Two"), entity("7 km"), entity("$5 million", "Money")]
    found = figures(gold, ("Two", 2.0), ("7", 7.0), ("$5 million", 5.0))
    assert found == {"found": 100.0, "value": 66.67, "exact": 66.67, "in_gold": 100.0, "n": 3}


def test_of_two_in_each_other_the_shorter_is_asked_for() -> None:
    assert figures([entity("cost $5 million", "Money"), entity("$5 million", "Money")], ("$5 million", 5e6))["n"] == 1


def test_what_states_no_number_is_not_asked() -> None:
    assert figures([entity("3rd"), entity("12 months"), entity("dozens"), entity("posts", "Location")])["n"] == 0


def test_quantities_that_gold_leaves_out_are_only_shown() -> None:
    found = figures([entity("7 km")], ("7 km", 7.0), ("Two", 2.0))
    assert (found["value"], found["in_gold"]) == (100.0, 50.0)
