from __future__ import annotations

import json
from pathlib import Path

from benchmarks.__main__ import below, flat, raised

FOLDER = Path(__file__).parents[2] / "benchmarks"


def test_figures_are_flattened_to_numbers() -> None:
    assert flat({"a": {"b": 1, "c": [1], "d": {"e": 2.5}}, "f": True}) == {"a.b": 1.0, "a.d.e": 2.5}


def test_a_figure_below_its_floor_is_named() -> None:
    assert below({"a": 1.0, "b": 3.0}, {"a": 2.0, "b": 3.0, "c": 9.0}) == ["a: 1.0 is below its floor 2.0"]


def test_floors_only_rise_and_what_peers_are_compared_in_gets_one() -> None:
    found = {"a.f1": 1.0, "b.f1": 4.0, "c.f1": 5.0, "d.seconds": 9.0}
    assert raised({"a.f1": 2.0, "b.f1": 3.0, "x.f1": 7.0}, found, ["c.f1", "y.f1"]) == {"a.f1": 2.0, "b.f1": 4.0, "c.f1": 5.0, "x.f1": 7.0}


def test_floors_and_peers_name_figures_of_the_same_form() -> None:
    floors = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))
    assert floors and all(isinstance(v, (int, float)) and "." in k for k, v in floors.items())
    assert all("." in k for k in json.loads((FOLDER / "peers.json").read_text(encoding="utf-8")))
