"""The language step with another pipeline in our model's place: `ceasewire.load(nlp=…)`; docs/how-to/spacy.md shows it.

It must speak Universal Dependencies v2 with Penn Treebank tags, as our model does. Without frames (frames.write_frames) who does
what to whom is read from the tree alone: senses of a verb are not told apart, and nouns have only the doers that stand beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ceasewire.errors import ModelError
from ceasewire.language.layers import Layers
from ceasewire.language.parse import english_tokenizer
from ceasewire.records import UNREAD, Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDED = {"DEP": "dep_", "TAG": "tag_", "POS": "pos_", "LEMMA": "lemma_"}
#: universaldependencies.org/u/dep, without what stands after a colon
RELATIONS = frozenset({
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop", "csubj", "dep",
    "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod",
    "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
})  # fmt: skip


class Borrowed:
    """The Article's blocks, each parsed by itself with the pipeline of the user's, in one Doc.

    nlp: a spaCy pipeline, or any call that makes a parsed Doc of a text. Each call gets one block, so that no sentence runs from a
    dateline or heading into the report; header, credit and junk blocks are tokenised, not analysed.
    """

    def __init__(self, nlp: Callable[[str], Doc]) -> None:
        self._nlp = nlp
        self._tokenizer = english_tokenizer()

    @property
    def name(self) -> str:
        """What the record's `run` says in place of the fingerprint of our weights: language, name, version and components."""
        meta = getattr(self._nlp, "meta", None)
        if not isinstance(meta, dict):
            return str(getattr(self._nlp, "__qualname__", type(self._nlp).__qualname__))
        return f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}: {', '.join(getattr(self._nlp, 'pipe_names', ()))}"

    def __call__(self, article: Article) -> Article:
        """Errors: ModelError when the pipeline changes the text, leaves out a layer or speaks another scheme than UD."""
        from spacy.tokens import Doc

        edges = sorted({0, *(b.start for b in article.blocks), len(article.text)})
        pieces = [(self._piece(article.text[a:b], article.block_at(a)), article.block_at(a)) for a, b in pairwise(edges)]
        tokens = [t for piece, _ in pieces for t in piece]
        doc = Doc(self._tokenizer.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])
        layers = Layers(doc)
        start = 0
        for piece, kind in pieces:
            if kind in UNREAD:
                words = layers.words(start, start + len(piece))
                layers.leave(words, [doc[i].text for i in words])
            else:
                layers.copy(start, piece)
            layers.attach_blanks(start, start + len(piece))
            start += len(piece)
        layers.write(doc)
        return replace(article, doc=doc)

    def _piece(self, text: str, kind: str) -> Doc:
        if kind in UNREAD or not text.strip():
            return self._tokenizer.make_doc(text)
        piece = self._nlp(text)
        if piece.text != text:
            raise ModelError(f"{self.name}: gave {piece.text[:60]!r} for {text[:60]!r}; its Doc must have every character of the text")
        missing = [attribute for layer, attribute in NEEDED.items() if not piece.has_annotation(layer)]
        if missing:
            raise ModelError(f"{self.name}: its tokens have no {missing[0]}; needed: head, {', '.join(NEEDED.values())}")
        strange = next((t for t in piece if not t.is_space and t.dep_.partition(":")[0].lower() not in RELATIONS), None)
        if strange is not None:
            raise ModelError(
                f"{self.name}: {strange.dep_!r} at {strange.text!r} is no relation of Universal Dependencies v2, "
                f"which the extractors read (spaCy's own English models have another scheme)"
            )
        return piece
