"""The corpus as it ships: rows are whole, texts of others stay out, invented texts are there and are what was labelled."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from training.corpus import standoff
from training.corpus.check import faults
from training.corpus.sources import SECOND, corpus, texts

ROOT = Path(__file__).parents[3]


def test_every_report_is_labelled_once_and_has_a_split() -> None:
    rows = corpus()
    assert [ident for ident, n in Counter(row["id"] for row in rows).items() if n > 1] == []
    assert {row["split"] for row in rows} <= {"train", "dev", "locked"}
    assert all(set(row) == {"id", "published", "split", "sha256", "events", "statements", "commitments"} for row in rows)


def test_invented_reports_are_what_was_labelled_and_have_no_fault() -> None:
    known = texts([])
    for row in corpus():
        if row["id"] in known:
            text = known[row["id"]][0]
            assert list(faults(text, standoff.together(text, row))) == [], row["id"]


def test_join_says_what_is_missing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "training.corpus", "join", str(tmp_path / "out"), "--split", "dev"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "no text of this id" in done.stdout
    assert "missing" in done.stdout.splitlines()[-1]


def test_second_labels_are_of_the_same_texts() -> None:
    first = {row["id"]: row["sha256"] for row in corpus()}
    second = corpus(SECOND)
    assert len(second) == 200
    assert all(first[row["id"]] == row["sha256"] for row in second)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "texts.jsonl"
    bad.write_text('{"id": "a", "text": "Troops left."}\n{"id": "b"\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "training.corpus", "join", str(tmp_path / "out"), str(bad)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert f"{bad}:2: no JSON object" in done.stderr
