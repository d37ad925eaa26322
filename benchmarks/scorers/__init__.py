"""Scorers of our own, for gold sets that `score.py` beside the data has none for: each says what it counts and what it leaves out.

A scorer is a function (gold rows, {id: record of `ceasewire code`}) → (figures, one line an error).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.scorers import casualties, pronouns, quantities, triggers

Scorer = Callable[[list[dict[str, Any]], dict[str, dict[str, Any]]], tuple[dict[str, Any], list[str]]]

#: task → scorer
SCORERS: dict[str, Scorer] = {
    "casualties": casualties.score, "quantities": quantities.score, "pronouns": pronouns.score, "triggers": triggers.score,
}
