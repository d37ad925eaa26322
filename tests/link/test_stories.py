"""The invented stories are sound: ids, words that stand in their article, days in order. What is read from them is tested elsewhere."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.stories import half_of
from ceasewire.records import COMMITMENT_KINDS, COMMITMENT_STATUSES

STORIES = sorted(p.parent for p in (Path(__file__).parents[1] / "stories").glob("*/ledger.json"))
CHANGES = ("made", "repeated", "revised", "met", "missed", "broken", "withdrawn", "disputed")


def story(folder: Path) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    return {row["id"]: row for row in rows}, json.loads((folder / "ledger.json").read_text(encoding="utf-8"))


def test_the_halves_of_the_benchmark_stay_what_they_are() -> None:
    """benchmarks/stories.py reads the errors of one half and only counts the other; its floors are those of the benchmark."""
    halves = [half_of(p.name) for p in STORIES]
    assert halves.count("seen") == 20 and halves.count("unseen") == 21 and half_of("tavua-drawdown") == "seen"


def test_there_are_forty() -> None:
    assert len(STORIES) >= 40


@pytest.mark.parametrize("folder", STORIES, ids=lambda p: p.name)
def test_the_ledger_is_told_in_the_articles(folder: Path) -> None:
    articles, ledger = story(folder)
    assert 3 <= len(articles) <= 8
    assert [a["published"] for a in articles.values()] == sorted(a["published"] for a in articles.values())
    for commitment in ledger["commitments"]:
        assert commitment["kind"] in COMMITMENT_KINDS and commitment["status"] in COMMITMENT_STATUSES
        assert commitment["history"][0]["change"] == "made"
        for entry in commitment["history"]:
            assert entry["change"] in CHANGES
            assert entry["words"] in articles[entry["article"]]["text"], (commitment["key"], entry["words"])
            days = [date.fromisoformat(d) for d in (entry["deadline"] or {}).values() if d is not None]
            assert days == sorted(set(days))
    for dispute in ledger["disputes"]:
        assert len(dispute["claims"]) > 1
        assert all(claim["words"] in articles[claim["article"]]["text"] for claim in dispute["claims"])
    assert all(ident in articles for group in ledger["reprints"] for ident in group)
