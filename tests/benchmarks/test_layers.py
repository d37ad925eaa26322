from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.layers import SETS
from benchmarks.scorers import SCORERS
from benchmarks.scorers.rows import likeness, prf, read


def test_every_scorer_of_ours_has_a_set() -> None:
    assert set(SCORERS) <= set(SETS.values())


def test_a_text_that_is_not_golds_ends_the_run(tmp_path: Path) -> None:
    gold, found = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": "Quilla fell."}), encoding="utf-8")
    found.write_text(json.dumps({"article": {"id": "a", "text": "Quilla fell"}}), encoding="utf-8")
    with pytest.raises(SystemExit, match="offsets would not match"):
        read(gold, found)


def test_counting() -> None:
    assert prf((1, 2), (1, 4)) == {"p": 50.0, "r": 25.0, "f1": 33.33}
    assert prf((0, 0), (0, 0)) == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert likeness((0, 4), (2, 6)) == 0.5
