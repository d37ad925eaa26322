"""The language step: an Article with blocks in, the same Article with a parsed spaCy Doc out.

`Parser` is the analysis itself, of any Doc: the step and the spaCy component (component.py) both call it. `Borrowed`
(borrowed.py) is the step with another pipeline in our model's place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ceasewire import lexicon
from ceasewire.language.layers import Layers
from ceasewire.language.model import WEIGHTS, Analysis, SentenceModel
from ceasewire.language.repairs import Words, repaired
from ceasewire.language.sentences import Sentences
from ceasewire.records import UNREAD, Article

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc


class Language:
    """Tokens (spaCy's English tokenizer), sentences, tags, lemmas, tree, names and frames.

    Every character of article.text is in the Doc. Sentences of header, credit and junk blocks are tokenised, not analysed.
    """

    def __init__(self, weights: Path | None = None, threads: int = 1) -> None:
        self._weights = weights or WEIGHTS
        self._tokenizer = english_tokenizer()
        self._parser = Parser(self._weights, threads)

    @property
    def name(self) -> str:
        """What the record's `run` says of the model: SHA-256 over the weights, 16 hexadecimal digits."""
        digest = hashlib.sha256()
        for path in sorted(p for p in self._weights.iterdir() if p.is_file()):
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:16]

    def __call__(self, article: Article) -> Article:
        doc = self._tokenizer.make_doc(article.text)
        self._parser(doc, edges=(b.start for b in article.blocks), reads=lambda offset: article.block_at(offset) not in UNREAD)
        return replace(article, doc=doc)


class Parser:
    """Writes sentences, tags, lemmas, tree, names and frames into a Doc, whoever made its tokens.

    threads: so many sentences of a Doc are analysed at a time, each in one thread, so that the number changes no result.
    """

    def __init__(self, weights: Path = WEIGHTS, threads: int = 1) -> None:
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._sentences = Sentences()
        self._model = SentenceModel(weights)
        self._words = Words.ours()

    def __call__(
        self, doc: Doc, *, edges: Iterable[int] = (), reads: Callable[[int], bool] | None = None, names: bool = True
    ) -> None:
        """Analyses the Doc in place, sentence by sentence.

        Tokens marked as a sentence's start, or as none (`is_sent_start`), and names (`ents`) that are there already stay as they are.

        edges: character offsets at which a sentence must begin. reads: is the sentence that begins at this offset analysed, or only
        kept together? names: write `ents`?
        """
        layers = Layers(doc)
        read: list[list[int]] = []
        for begin, end in pairwise([*self._bounds(doc, edges), len(doc)]):
            words = layers.words(begin, end)
            if words and (reads is None or reads(doc[words[0]].idx)):
                read.append(words)
            else:
                layers.leave(words, [doc[i].text for i in words])
            layers.attach_blanks(begin, end)
        sentences = ([doc[i].text for i in words] for words in read)
        analyses = self._pool.map(self.sentence, sentences) if self._pool else map(self.sentence, sentences)
        for words, found in zip(read, analyses, strict=True):
            layers.analyse(words, found)
        layers.write(doc, names=names)

    def sentence(self, words: list[str]) -> Analysis:
        """One sentence as the model sees it, with the repairs."""
        return repaired(words, self._model(words), self._words)

    def _bounds(self, doc: Doc, edges: Iterable[int]) -> list[int]:
        """The tokens that begin a sentence; leading blanks belong to the first one."""
        starts = self._sentences(doc, edges)
        if doc.has_annotation("SENT_START"):
            said = [t.is_sent_start for t in doc]  # None where nobody has said
            starts = [found if own is None else own for found, own in zip(starts, said, strict=True)]
        first = next((t.i for t in doc if not t.is_space), 0)
        return [0, *(i for i, begins in enumerate(starts) if begins and i > first)] if len(doc) else []


def english_tokenizer() -> SpacyLanguage:
    """spaCy's English tokenizer, which also splits where a reprint lost the blank behind a full stop ("in 2020.The army").

    The abbreviations of data/ stay whole ("Lt. Col."), as "Gen." and "Dr." do anyway.
    """
    import spacy
    from spacy.util import compile_infix_regex

    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[0-9a-z”)])[.!?](?=[A-Z“])"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for word in lexicon.words("abbreviations"):
        if word.count(".") == 1:
            tokenizer.add_special_case(word.capitalize(), [{"ORTH": word.capitalize()}])
    return nlp
