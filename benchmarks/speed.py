"""Articles and words a second in one process, of the whole and of each step; share of time outside the model; memory, size, start-up."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

from benchmarks.layers import SHARED
from benchmarks.wheel import size_in_mb

PROBE = Path(__file__).parent / "probe.py"
HELP_RUNS = 5


def figures(binaries: Path, limit: int) -> dict[str, Any]:
    """Throughput over the first `limit` articles (where they are here), start-up seconds and sizes on disk."""
    articles = SHARED / "articles" / "current_events_to_2018.jsonl"
    out: dict[str, Any] = {}
    if articles.exists():
        probe = [str(binaries / "python"), "-P", str(PROBE), str(articles), str(limit)]
        out |= json.loads(subprocess.run(probe, capture_output=True, text=True, check=True).stdout)
    out["help_seconds"] = min(_seconds([str(binaries / "ceasewire"), "--help"]) for _ in range(HELP_RUNS))
    out["import_seconds"] = min(_seconds([str(binaries / "python"), "-P", "-c", "import ceasewire"]) for _ in range(HELP_RUNS))
    packages = next((binaries.parent / "lib").glob("python*/site-packages"), binaries.parent)
    out["install_mb"] = size_in_mb(packages)
    out["package_mb"] = size_in_mb(packages / "ceasewire")
    return out


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return round(time.perf_counter() - began, 3)
