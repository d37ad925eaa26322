"""What damage to the text costs the model: the treebanks' test sentences, printed as reprints and headlines print them, gold tokens.

Each line is the same gold with the words changed (training/augment.py makes the changes); "as it is" is what to compare with. Names are
of EWT (PER, ORG, LOC).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.language import names_of
from ceasewire.language.layers import NAMES
from training import augment
from training.corpora import DATA, Sentence, ewt, gum

Change = Callable[[Sentence, random.Random], Sentence]


def _quoted(style: tuple[str, str] | None) -> Change:
    """Double quotation marks in another style, or none at all."""

    def change(sentence: Sentence, rng: random.Random) -> Sentence:
        marks = [i for i, w in enumerate(sentence.forms) if w in augment.DOUBLE]
        if style is None:
            return augment.without(sentence, set(marks))
        return augment.respelled(sentence, {i: style[k % 2] for k, i in enumerate(marks)}, own_lemma=True)

    return change


CHANGES: dict[str, Change] = {
    "as_it_is": lambda s, rng: s,
    "all_capitals": lambda s, rng: augment.recased(s, str.upper),
    "lower_case": lambda s, rng: augment.recased(s, str.lower),
    "title_case": lambda s, rng: augment.recased(s, augment.title),
    "headline_grammar": lambda s, rng: augment.clipped(s),
    "curly_quotes": _quoted(("“", "”")),
    "quotes_turned": _quoted(("”", "“")),
    "quotes_lost": _quoted(None),
    "final_stop_lost": lambda s, rng: augment.without(s, {len(s.forms) - 1}) if s.forms[-1] == "." and len(s.forms) > 1 else s,
    "names_of_the_world": lambda s, rng: s if s.names is None else augment.renamed(s, augment.Pool.ours(), rng),
}


def figures(weights: Path | None = None) -> dict[str, dict[str, float]]:
    """{change: {LAS, XPOS, names F1}} over EWT test and GUM-open test together; empty without the treebanks."""
    from ceasewire.language.model import WEIGHTS, SentenceModel

    if not (DATA / "ud").exists():
        return {}
    model = SentenceModel(weights or WEIGHTS)
    sentences = ewt("test") + gum("test")
    return {name: _one(model, [change(s, random.Random(k)) for k, s in enumerate(sentences)]) for name, change in CHANGES.items()}


def _one(model: Any, sentences: list[Sentence]) -> dict[str, float]:
    n = las = xpos = 0
    gold: set[tuple[int, ...]] = set()
    found: set[tuple[int, ...]] = set()
    for k, s in enumerate(sentences):
        answer = model(list(s.forms))
        for w, head, relation, tag in zip(s.words or (), answer.heads, answer.deprels, answer.xpos, strict=True):
            n, las, xpos = n + 1, las + (head == w.head and relation == w.deprel), xpos + (tag == w.xpos)
        if s.source == "ewt" and s.names is not None:
            gold |= {(k, *e) for e in names_of(list(s.names))}
            found |= {(k, *e) for e in answer.names if e[2] in NAMES}
    return {
        "LAS": round(100 * las / n, 2),
        "XPOS": round(100 * xpos / n, 2),
        "names F1": round(200 * len(gold & found) / max(1, len(gold) + len(found)), 2),
    }
