"""`python -m benchmarks.parsers {train,score} {spacy,udpipe} [FOLDER]`; needs the extra `bench`. docs/measure.md says more.

`score` prints UAS, LAS, XPOS, names and words a second on the test sets.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from benchmarks.language import names_of
from training.corpora import Sentence, Word, ewt, gum

HOME = Path(__file__).parents[2] / ".cache" / "parsers"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parsers", description=__doc__)
    parser.add_argument("what", choices=["train", "score"])
    parser.add_argument("which", choices=["spacy", "udpipe"])
    parser.add_argument("folder", type=Path, nargs="?", default=HOME)
    options = parser.parse_args()
    if options.which == "spacy":
        from benchmarks.parsers import spacy_cnn as peer
    else:
        from benchmarks.parsers import udpipe as peer
    if options.what == "train":
        peer.train(options.folder)
        return
    for name, sentences in (("ewt_test", ewt("test")), ("gum_open_test", gum("test"))):
        began = time.perf_counter()
        found = peer.parse(options.folder, sentences)
        seconds = time.perf_counter() - began
        trees = [x[0] if options.which == "spacy" else x for x in found]
        out = scores(sentences, trees)
        if options.which == "spacy" and name == "ewt_test":
            gold = {(k, *e) for k, s in enumerate(sentences) for e in names_of(list(s.names or ()))}
            names = {(k, *e) for k, (_, ents) in enumerate(found) for e in ents}
            out["names F1"] = round(200 * len(gold & names) / max(1, len(gold) + len(names)), 2)
        out["words_per_second"] = round(sum(len(s.forms) for s in sentences) / seconds)
        print(name, json.dumps(out))


def scores(gold: list[Sentence], found: list[tuple[Word, ...]]) -> dict[str, Any]:
    """UAS, LAS and XPOS in percent."""
    pairs = [(g, w) for s, words in zip(gold, found, strict=True) for g, w in zip(s.words or (), words, strict=True)]
    right = {
        "UAS": sum(g.head == w.head for g, w in pairs),
        "LAS": sum(g.head == w.head and g.deprel == w.deprel for g, w in pairs),
        "XPOS": sum(g.xpos == w.xpos for g, w in pairs),
    }
    return {k: round(100 * v / len(pairs), 2) for k, v in right.items()}


if __name__ == "__main__":
    main()
