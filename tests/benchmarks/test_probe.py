from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PROBE = Path(__file__).parents[2] / "benchmarks" / "probe.py"


def test_each_step_has_its_speed_and_its_part_of_the_models_time(tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps({"id": "p1", "text": "Two guards were killed in Quilla on Friday."}) + "\n", encoding="utf-8")
    probe = [sys.executable, "-P", str(PROBE), str(articles), "1"]
    found = json.loads(subprocess.run(probe, capture_output=True, text=True, check=True).stdout)
    steps = {"actors", "times", "places", "quantities", "statements", "events"}
    assert steps <= found["words_per_second_of"].keys() & found["percent_of_language"].keys()
    assert found["percent_of_language"]["language"] == 100.0
    assert found["words_per_second_of"]["language"] == found["language_words_per_second"]
