"""Two figures of the shipped model that `ceasewire parse` does not show, on EWT test with gold tokens: `python -m benchmarks.shipped`.

names of all four kinds (the product uses PER, ORG and LOC; OTH is learned beside them), and the accuracy of the sense classifier on
gold predicates whose gold lemma has several senses in training. Needs the treebanks (CEASEWIRE_TRAINING_DATA or ../shared/train).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ceasewire.language.model import SentenceModel, _first_subwords
from ceasewire.language.shapes import shape_of
from training.corpora import Sentence, ewt


def scores_of(model: SentenceModel, sentence: Sentence) -> dict[str, Any]:
    """The encoder's outputs by name; every sentence of the test set fits into one call."""
    words = list(sentence.forms)
    encoding = model._tokenizer.encode(words, is_pretokenized=True)
    inputs = {
        "ids": np.array(encoding.ids, dtype=np.int64),
        "first": np.array(_first_subwords(encoding.word_ids, len(words)), dtype=np.int64),
        "shape": np.array([shape_of(w) for w in words], dtype=np.int64),
    }
    return dict(zip(model._answers, model._graphs["encoder"].run(None, inputs), strict=True))


def spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """(first word, end, kind) of IOB2 tags; an I without its B begins a name."""
    out, start, kind = set(), 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            out.add((start, i, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = i, tag[2:]
    return out


def main() -> None:
    model = SentenceModel()
    labels = model._labels
    asked = right = 0
    gold: set[tuple[int, int, int, str]] = set()
    found: set[tuple[int, int, int, str]] = set()
    for k, sentence in enumerate(ewt("test")):
        out = scores_of(model, sentence)
        words = sentence.words or ()
        for frame in sentence.frames or ():
            lemma = words[frame.token].lemma.lower()
            if len(labels["senses"].get(lemma, [])) > 1:
                asked += 1
                right += model._sense(lemma, out["word"][frame.token : frame.token + 1]) == frame.roleset
        if sentence.names is not None:
            gold |= {(k, *x) for x in spans(sentence.names)}
            found |= {(k, *x) for x in spans([labels["names"][n] for n in out["name"].argmax(-1).tolist()])}
    print(f"senses of ambiguous lemmas, gold predicates: {100 * right / asked:.2f} of {asked}")
    print(f"names of four kinds, F1: {200 * len(gold & found) / (len(gold) + len(found)):.2f}")


if __name__ == "__main__":
    main()
