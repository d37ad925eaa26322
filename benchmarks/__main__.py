"""`make bench`: builds the wheel, installs it, measures it, prints the figures, compares with floors.json.

    python -m benchmarks [--only times_aquaint …] [--articles 2000] [--fp32 runs/model/fp32] [--json OUT] [--raise-floors]

Data lies in ../shared (or CEASEWIRE_BENCH_DATA, CEASEWIRE_TRAINING_DATA); what is absent is left out and said. A figure below
its floor ends with exit code 1. `--raise-floors` writes better figures into floors.json, and those of peers.json that have no
floor yet; it never lowers one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from benchmarks import coreference, damage, language, layers, peers, raw_text, shipped, speed
from benchmarks.wheel import HOME, installed

FLOORS = Path(__file__).parent / "floors.json"
PEERS = Path(__file__).parent / "peers.json"


def flat(figures: Any, prefix: str = "") -> dict[str, float]:
    """{"language.ewt_test.LAS": 89.4, …}: numbers only."""
    if isinstance(figures, dict):
        return {k: v for name, x in figures.items() for k, v in flat(x, f"{prefix}{name}.").items()}
    return {prefix[:-1]: float(figures)} if isinstance(figures, (int, float)) and not isinstance(figures, bool) else {}


def below(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    """A line for each figure below its floor; a floor without a figure (data that is not here) is not judged."""
    return [f"{k}: {found[k]} is below its floor {v}" for k, v in sorted(floors.items()) if k in found and found[k] < v]


def raised(floors: dict[str, float], found: dict[str, float], peers: Collection[str]) -> dict[str, float]:
    """The floors with better figures in their place; a figure that is compared with peers gets a floor the first time it is there."""
    return {k: max(found.get(k, floors.get(k, 0.0)), floors.get(k, 0.0)) for k in {*floors, *(found.keys() & peers)}}


def main() -> int:
    """Measures, prints, compares; the exit code is 1 where a figure is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", default=[], help="names of sets, or: language damage coreference peers speed reports")
    parser.add_argument("--articles", type=int, default=2000, help="articles for the speed figures")
    parser.add_argument("--fp32", type=Path, help="also measure these graphs (`make train` leaves them in runs/model/fp32)")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--raise-floors", action="store_true")
    options = parser.parse_args()
    only = set(options.only)
    binaries = installed()
    work = HOME / "work"
    work.mkdir(parents=True, exist_ok=True)
    figures: dict[str, Any] = {}
    if not only or "language" in only:
        figures["language"] = language.figures(binaries) | {"model": shipped.figures()}
        figures["raw_text"] = raw_text.figures()
        if options.fp32:
            figures["fp32"] = language.figures(binaries, options.fp32.absolute()) | {"model": shipped.figures(options.fp32)}
    if not only or "damage" in only:
        figures["damage"] = damage.figures()
    figures["layers"] = layers.figures(binaries, work, only)
    if not only or "coreference" in only:
        figures["coreference"] = coreference.measured()
    absent: list[str] = []
    if not only or "peers" in only:
        figures["peers"], absent = peers.figures(work)
    if not only or "speed" in only:
        figures["speed"] = speed.figures(binaries, options.articles)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    found = flat(figures)
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    beside: dict[str, str] = json.loads(PEERS.read_text(encoding="utf-8"))
    for key, value in found.items():
        print(f"{key:62} {value:10g}  {'floor ' + format(floors[key], 'g') if key in floors else '':14} {beside.get(key, '')}")
    for name in layers.SETS:
        if name not in figures["layers"] and not only:
            print(f"left out: {name} (its gold file is not here)")
    for line in absent:
        print(f"left out: {line}")
    if options.raise_floors:
        FLOORS.write_text(json.dumps(raised(floors, found, beside), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    failures = below(found, floors)
    for line in failures:
        print(line, file=sys.stderr)
    return bool(failures)


if __name__ == "__main__":
    raise SystemExit(main())
