"""A spaCy pipeline of the kind of en_core_web_sm: hash embeddings and a CNN, tagger, parser and names, spaCy's own default settings."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.init_config import init_config
from spacy.cli.train import train as spacy_train
from spacy.tokens import Doc, DocBin, Span

from benchmarks.language import names_of
from training.corpora import Sentence, Word, ewt


def train(folder: Path) -> None:
    """Trains on EWT train (trees, tags, Universal NER) into folder/spacy; spaCy stops when EWT dev no longer gets better."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev"):
        DocBin(docs=[_doc(s) for s in ewt(part)]).to_disk(folder / f"{part}.spacy")
    config = init_config(lang="en", pipeline=["tagger", "parser", "ner"], optimize="efficiency", gpu=False)
    config.to_disk(folder / "config.cfg")
    paths = {"paths.train": str(folder / "train.spacy"), "paths.dev": str(folder / "dev.spacy"), "system.seed": 1}
    spacy_train(folder / "config.cfg", folder / "spacy", overrides=paths)


def _doc(sentence: Sentence) -> Doc:
    words = sentence.words or ()
    doc = Doc(
        _vocab(), words=list(sentence.forms), tags=[w.xpos for w in words], deps=[w.deprel for w in words],
        heads=[w.head - 1 if w.head else i for i, w in enumerate(words)], sent_starts=[i == 0 for i in range(len(words))],
    )
    doc.set_ents([Span(doc, a, b, kind) for a, b, kind in sorted(names_of(list(sentence.names or ())))])
    return doc


@functools.cache
def _vocab() -> Any:
    return spacy.blank("en").vocab


def load(folder: Path) -> Any:
    """The trained pipeline."""
    return spacy.load(folder / "spacy" / "model-best")


def parse(folder: Path, sentences: list[Sentence]) -> list[tuple[tuple[Word, ...], set[tuple[int, int, str]]]]:
    """The sentences' tokens as spaCy reads them, and the names."""
    nlp = load(folder)
    docs = [Doc(nlp.vocab, words=list(s.forms), sent_starts=[i == 0 for i in range(len(s.forms))]) for s in sentences]
    out = []
    for doc in nlp.pipe(docs):
        words = tuple(Word(t.text, "", "", t.tag_, 0 if t.head == t else t.head.i + 1, "root" if t.head == t else t.dep_) for t in doc)
        out.append((words, {(e.start, e.end, e.label_) for e in doc.ents}))
    return out
