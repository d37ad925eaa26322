from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import errors


def test_a_sample_has_what_was_missed_and_what_was_invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Arden Vale left Verin for the Games ."
    gold = [{"start": 0, "end": 10, "type": "PER"}, {"start": 16, "end": 21, "type": "LOC"}, {"start": 30, "end": 35, "type": "other"}]
    found = [{"start": 0, "end": 10, "type": "PER"}, {"start": 11, "end": 15, "type": "ORG"}, {"start": 30, "end": 35, "type": "ORG"}]
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "names_worldwide_dev.jsonl").write_text(json.dumps({"id": "1", "text": text, "names": gold}) + "\n")
    (tmp_path / "out.jsonl").write_text(json.dumps({"id": "1", "names": found}) + "\n")
    monkeypatch.setattr(errors, "SHARED", tmp_path)
    lines = errors.sample(tmp_path / "out.jsonl", 10)
    assert sorted(line.split("\t")[:4] for line in lines) == [["missed or wrong", "LOC", "Verin", ""], ["no name", "ORG", "left", ""]]
