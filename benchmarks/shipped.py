"""Two figures that `ceasewire parse` does not show, on EWT test with gold tokens: names of all four kinds, and senses on gold predicates.

The product uses PER, ORG and LOC; OTH is learned beside them. Senses: the classifier's accuracy on gold predicates whose gold lemma has
several rolesets in training.
"""

from __future__ import annotations

from pathlib import Path

from ceasewire.language.decode import name_spans
from ceasewire.language.model import WEIGHTS, SentenceModel
from training.corpora import DATA, ewt


def figures(weights: Path | None = None) -> dict[str, float]:
    """{"names of four kinds F1", "senses of ambiguous lemmas"}; empty without the treebanks."""
    if not (DATA / "ud").exists():
        return {}
    model = SentenceModel(weights or WEIGHTS)
    asked = right = 0
    gold: set[tuple[int, int, int, str]] = set()
    found: set[tuple[int, int, int, str]] = set()
    for k, sentence in enumerate(ewt("test")):
        out = model.scores(list(sentence.forms))
        words = sentence.words or ()
        for frame in sentence.frames or ():
            lemma = words[frame.token].lemma.lower()
            if len(model.labels["senses"].get(lemma, [])) > 1:
                asked += 1
                right += model.sense(lemma, out["word"][frame.token : frame.token + 1]) == frame.roleset
        if sentence.names is not None:
            gold |= {(k, *x) for x in name_spans(list(sentence.names))}
            found |= {(k, *x) for x in model(list(sentence.forms)).names}
    return {
        "senses of ambiguous lemmas": round(100 * right / max(1, asked), 2),
        "names of four kinds F1": round(200 * len(gold & found) / max(1, len(gold) + len(found)), 2),
    }
