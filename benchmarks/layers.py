"""Each layer against its gold set, with the scorers that lie beside the data (`score.py`, `records.py`) or our own (`scorers`).

Skipped where data is absent.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.scorers import SCORERS
from benchmarks.scorers.rows import read
from training.corpus.sources import corpus, texts
from training.corpus.standoff import together

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("CEASEWIRE_BENCH_DATA", ROOT.parent / "shared"))

#: gold file → task of score.py or of our own scorers
SETS = {
    "times_aquaint": "times", "times_timebank": "times", "times_wikiwars_dev": "times", "places_geovirus": "places",
    "places_lgl": "places", "statements_polnear_dev": "statements", "coding_plv_dev": "coding", "coding_gsr_dev": "coding",
    "actors_dev": "actors", "isafpr_dev": "isaf", "names_worldwide_dev": "names", "muc4_dev": "casualties", "re3d_dev": "quantities",
    "coref_gap_dev": "pronouns", "events_wikievents_dev": "triggers",
}
#: parts of the corpus: one whose errors are read, one of which only the scores are looked at
SPLITS = ("dev", "locked")
COMMAND = {"actors": "resolve", "names": "parse"}


def figures(binaries: Path, work: Path, only: set[str]) -> dict[str, Any]:
    """{set: figures} for the sets that are there (and, if `only` is not empty, are in it)."""
    out: dict[str, Any] = {}
    for name, task in SETS.items():
        gold = SHARED / "gold" / f"{name}.jsonl"
        if gold.exists() and (not only or name in only):
            out[name] = score(binaries, work, task, gold)
    places = [SHARED / "articles", SHARED / "train" / "ud"]
    if all(p.exists() for p in places) and (not only or "reports" in only):
        known = texts(places)
        out |= {f"reports_{split}": reports(binaries, work, split, known) for split in SPLITS}
    return out


def score(binaries: Path, work: Path, task: str, gold: Path) -> dict[str, Any]:
    """The scorer's figures for one gold file, answered by the installed program."""
    rows, found = work / f"{gold.stem}.rows.jsonl", work / f"{gold.stem}.out.jsonl"
    as_input(gold, rows)
    run(binaries, COMMAND.get(task, "code"), rows, found)
    if task in SCORERS:
        return SCORERS[task](*read(gold, found))[0]
    return scored(task, gold, found)


def as_input(gold: Path, to: Path) -> None:
    """What the program may see of the gold rows."""
    with to.open("w", encoding="utf-8") as out:
        subprocess.run([sys.executable, str(SHARED / "bench" / "as_input.py"), str(gold)], stdout=out, check=True)


def scored(task: str, gold: Path, found: Path) -> dict[str, Any]:
    """What `score.py` says of a file of records."""
    scorer = [sys.executable, str(SHARED / "bench" / "score.py"), task, str(gold), str(found), "--json"]
    return dict(json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout))


def reports(binaries: Path, work: Path, split: str, known: dict[str, tuple[str, str | None]]) -> dict[str, Any]:
    """The labelled reports of one part of the corpus (training/corpus), from which nothing was learned, in one figure."""
    labelled = [(row, known[row["id"]][0]) for row in corpus() if row["split"] == split and row["id"] in known]
    files = [work / f"reports_{split}.{x}.jsonl" for x in ("texts", "labels", "out")]
    written = [{"id": row["id"], "published": row["published"], "text": text} for row, text in labelled]
    for path, rows in zip(files, (written, [together(text, row) for row, text in labelled]), strict=False):
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    run(binaries, "code", files[0], files[2])
    scorer = [sys.executable, str(SHARED / "bench" / "records.py"), *map(str, files)]
    return dict(json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout.splitlines()[-1]))


def run(binaries: Path, command: str, rows: Path, to: Path) -> None:
    """The program over a file of rows; exit code 3 (some rows skipped, their reasons on stderr) is a result too."""
    done = subprocess.run([str(binaries / "ceasewire"), command, str(rows), "--format", "jsonl", "-o", str(to)], check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"benchmarks: ceasewire {command} {rows.name} ended with {done.returncode}")
