"""UDPipe 1 (Straka and Straková 2017): tagger, lemmatiser and transition parser, through its own bindings, its default settings."""

from __future__ import annotations

from pathlib import Path

import ufal.udpipe as udpipe

from training.corpora import DATA, Sentence, Word


def train(folder: Path) -> None:
    """Trains on EWT train into folder/udpipe.model."""
    trainer = "morphodita_parsito"
    error = udpipe.ProcessingError()
    train, dev = (_sentences(DATA / "ud" / f"en_ewt-{part}.conllu") for part in ("train", "dev"))
    model = udpipe.Trainer.train(trainer, train, dev, udpipe.Trainer.NONE, udpipe.Trainer.DEFAULT, udpipe.Trainer.DEFAULT, error)
    if error.occurred():
        raise SystemExit(f"udpipe: {error.message}")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "udpipe.model").write_bytes(model)


def _sentences(path: Path) -> udpipe.Sentences:
    reader = udpipe.InputFormat.newConlluInputFormat()
    reader.setText(path.read_text(encoding="utf-8"))
    out, sentence, error = udpipe.Sentences(), udpipe.Sentence(), udpipe.ProcessingError()
    while reader.nextSentence(sentence, error):
        out.append(sentence)
        sentence = udpipe.Sentence()
    return out


def parse(folder: Path, sentences: list[Sentence]) -> list[tuple[Word, ...]]:
    """The sentences' tokens as UDPipe reads them."""
    model = udpipe.Model.load(str(folder / "udpipe.model"))
    out = []
    for s in sentences:
        sentence = udpipe.Sentence()
        for form in s.forms:
            sentence.addWord(form)
        model.tag(sentence, udpipe.Model.DEFAULT)
        model.parse(sentence, udpipe.Model.DEFAULT)
        words = [sentence.words[i] for i in range(1, sentence.words.size())]
        out.append(tuple(Word(w.form, w.lemma, w.upostag, w.xpostag, w.head, w.deprel) for w in words))
    return out
