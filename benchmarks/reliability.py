"""How often a find is right, by who proposes its type and how likely the model finds it: the rows of data/codebook/reliability.csv.

    python -m benchmarks.reliability TEXTS LABELS [--weights FOLDER] > ceasewire/data/codebook/reliability.csv

TEXTS, LABELS: as `python -m training.corpus join OUT … --split dev` writes them. Only reports from which neither the model nor a row of
the codebook was made say something; the table is made from the development part and checked on the locked one.
What is refused for its subject, as an accident and so on, is no find.
A find is right if a labelled act of its type stands on one of its words, or in its sentence on words that nobody finds.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import ceasewire
from ceasewire import pipeline
from ceasewire.config import Config
from ceasewire.extract._events.acts import Act
from ceasewire.extract._events.reliability import COLUMNS
from ceasewire.extract._events.scene import Scene
from ceasewire.extract.events import Events
from ceasewire.records import Article

STARTS = (0.0, 0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95)
Find = tuple[str, float, bool]


def finds(article: Article, events: Events, labels: list[dict[str, Any]]) -> Iterator[Find]:
    """(proposer, likelihood, right?) of every act that the codebook finds, and of every word in which only the model reads one."""
    scene = Scene(article, events.nouns)
    grounds = events.refusals.of(scene)
    tellings = scene.tellings or {}

    def stands_on(label: dict[str, Any], words: Iterable[int]) -> bool:
        trigger = label["trigger"]
        return any(t.idx < trigger["end"] and trigger["start"] < t.idx + len(t) for t in (scene.doc[i] for i in words))

    for number, sentence in enumerate(article.sentences()):
        found = list(events.finder(sentence, scene))
        taken = {i for f in found for i in range(f.start, f.end)}
        acts = events.merger([f for f in found if isinstance(f, Act)], scene)
        words = {id(act): {*range(act.start, act.end), *(t.i for t in act.anchors)} for act in acts}
        taken |= {i for some in words.values() for i in some}
        alone = [t.i for t in sentence if t.i in tellings and t.i not in taken and tellings[t.i].labels]
        free = {e["type"] for e in labels if stands_on(e, range(sentence.start, sentence.end)) and not stands_on(e, {*taken, *alone})}

        def right(at: Iterable[int], kind: str, free: set[str] = free) -> bool:
            return kind in free or any(e["type"] == kind and stands_on(e, at) for e in labels)

        for i in (t.i for t in sentence if t.i in tellings and tellings[t.i].labels):
            kind, chance = next(iter(tellings[i].labels.items()))
            yield "any", chance, right([i], kind)
        for act in (a for a in acts if isinstance(grounds(a, number), Act)):
            told = [tellings[i] for i in words[id(act)] if i in tellings]
            yield "codebook", max((t.labels.get(act.type, 0.0) for t in told), default=0.0), right(words[id(act)], act.type)
            for kind, chance in [next(iter(t.labels.items())) for t in told if t.labels]:
                if kind != act.type:
                    yield "model", chance, right(words[id(act)], kind)
        for i in alone:
            kind, chance = next(iter(tellings[i].labels.items()))
            yield "model", chance, right([i], kind)


def table(found: Iterable[Find]) -> list[tuple[str, float, int, int]]:
    """Rows (proposer, from, finds, right); the first row of each proposer begins at 0."""
    counts: Counter[tuple[str, float]] = Counter()
    rights: Counter[tuple[str, float]] = Counter()
    for proposer, likely, right in found:
        cell = (proposer, max(s for s in STARTS if s <= likely))
        counts[cell] += 1
        rights[cell] += right
    cells = sorted(counts)
    first = {proposer: min(start for name, start in cells if name == proposer) for proposer, _ in cells}
    return [(name, 0.0 if start == first[name] else start, counts[name, start], rights[name, start]) for name, start in cells]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reliability", description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--weights", type=Path, help="a folder that `python -m training export` wrote")
    options = parser.parse_args()
    config = Config(weights=options.weights)
    line = pipeline.steps(config)
    events = next(step for step in line if isinstance(step, Events))
    before = line[: line.index(events)]
    coder = ceasewire.load(config)
    labels = {row["id"]: row["events"] for row in map(json.loads, options.labels.open(encoding="utf-8"))}
    found: list[Find] = []
    for row in map(json.loads, options.texts.open(encoding="utf-8")):
        article = pipeline.run(before, coder.parse(row["text"], published=row["published"], id=row["id"]))
        found += finds(article, events, labels[row["id"]])
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    out.writerows((name, f"{start:g}", number, right) for name, start, number, right in table(found))


if __name__ == "__main__":
    main()
