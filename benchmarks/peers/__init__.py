"""Other taggers of times over the same gold sets, scored by the same count as ours; `python -m benchmarks --only peers` runs them alone.

A peer is a function from rows {"id", "text", "published"?} and whether they are narratives to rows {"id", "times": [{start, end, type,
value}]}; it raises ImportError where it is not installed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.layers import SETS, SHARED, as_input, scored
from benchmarks.peers import dateparser_search, heideltime

Row = dict[str, Any]
Peer = Callable[[list[Row], bool], list[Row]]
PEERS: dict[str, Peer] = {"dateparser": dateparser_search.tag, "heideltime": heideltime.tag}
#: Wikipedia's histories of wars; the peers are told so
NARRATIVES = {"times_wikiwars_dev"}


def figures(work: Path) -> tuple[dict[str, Any], list[str]]:
    """{peer: {set: figures}} of the peers and sets that are here, and a line for each peer that is not."""
    out: dict[str, Any] = {}
    absent: list[str] = []
    for name, tag in PEERS.items():
        try:
            tag([], False)
        except ImportError as error:
            absent.append(f"{name} ({error})")
            continue
        golds = [SHARED / "gold" / f"{stem}.jsonl" for stem, task in SETS.items() if task == "times"]
        out[name] = {gold.stem: one(tag, work, gold, name) for gold in golds if gold.exists()}
    return out, absent


def one(tag: Peer, work: Path, gold: Path, name: str) -> dict[str, Any]:
    """The figures of one peer on one set, with its words a second (start-up included)."""
    given, found = work / f"{gold.stem}.rows.jsonl", work / f"{gold.stem}.{name}.jsonl"
    as_input(gold, given)
    rows = [json.loads(line) for line in given.read_text(encoding="utf-8").split("\n") if line]
    began = time.perf_counter()
    tagged = tag(rows, gold.stem in NARRATIVES)
    seconds = time.perf_counter() - began
    found.write_text("".join(json.dumps(row) + "\n" for row in tagged), encoding="utf-8")
    words = sum(len(row["text"].split()) for row in rows)
    return scored("times", gold, found) | {"words_per_second": round(words / seconds)}
