"""What is known of each token of a document, gathered sentence by sentence, then written into the Doc at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ceasewire.language.frames import Argument, Frame, frames_of, write_frames
from ceasewire.language.tellings import LAYERS, Telling, is_told, tellings_of, write_tellings

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ceasewire.language.model import Analysis

NAMES = frozenset({"PER", "ORG", "LOC"})
#: what OntoNotes, which most English pipelines learned from, calls them
SAME = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC"}


class Layers:
    """Lists with a value for each token; blanks are marked as spaCy's own pipelines mark them."""

    def __init__(self, doc: Doc) -> None:
        blanks = self._blanks = [t.is_space for t in doc]
        self.heads = list(range(len(doc)))
        self.deps = ["dep"] * len(doc)
        self.tags = ["_SP" if b else "" for b in blanks]
        self.pos = ["SPACE" if b else "" for b in blanks]
        self.lemmas = [t.text if b else "" for t, b in zip(doc, blanks, strict=True)]
        self.names: list[tuple[int, int, str]] = []
        self.frames: list[Frame] = []
        self.tellings: list[Telling] | None = None  # None: nobody has read it for acts

    def words(self, begin: int, end: int) -> list[int]:
        """The tokens of the range that are no blanks."""
        return [i for i in range(begin, end) if not self._blanks[i]]

    def leave(self, at: Sequence[int], words: Sequence[str]) -> None:
        """Words that are not analysed hang from the first, so that they stay one sentence."""
        for i, word in zip(at, words, strict=True):
            self.heads[i], self.lemmas[i] = at[0], word

    def attach_blanks(self, begin: int, end: int) -> None:
        """The range's blanks hang from the word before them, leading ones from the first word, blanks alone from the first of them."""
        before = next(iter(self.words(begin, end)), begin)
        for i in range(begin, end):
            if self._blanks[i]:
                self.heads[i] = before
            else:
                before = i

    def analyse(self, at: Sequence[int], found: Analysis) -> None:
        """The analysis of one sentence; `at` gives the document position of each of its words."""
        for k, i in enumerate(at):
            h = found.heads[k]
            self.heads[i] = at[h - 1] if h else i
            self.deps[i] = found.deprels[k] if h else "root"
            self.tags[i], self.pos[i], self.lemmas[i] = found.xpos[k], found.upos[k], found.lemmas[k]
        self.names += [(at[a], at[b - 1] + 1, kind) for a, b, kind in found.names if kind in NAMES]
        for token, roleset, args in found.frames:
            arguments = tuple(Argument(role, at[h], at[a], at[b - 1] + 1) for role, h, a, b in args)
            self.frames.append(Frame(at[token], roleset, tuple(sorted(arguments, key=lambda x: (x.start, x.end, x.role)))))
        self._tell(x._replace(token=at[x.token], links=tuple(y._replace(head=at[y.head]) for y in x.links)) for x in found.tellings)

    def copy(self, start: int, other: Doc) -> None:
        """The analysis of another Doc, whose first token is our token `start`; names and frames only if it has any."""
        for t in other:
            if not t.is_space:
                i = start + t.i
                self.heads[i], self.deps[i] = start + t.head.i, "root" if t.dep_ == "ROOT" else t.dep_
                self.tags[i], self.pos[i], self.lemmas[i] = t.tag_, t.pos_, t.lemma_
        named = [(e.start, e.end, SAME.get(e.label_, e.label_)) for e in other.ents]
        self.names += [(start + a, start + b, kind) for a, b, kind in named if kind in NAMES]
        for frame in frames_of(other).values():
            args = tuple(Argument(a.role, start + a.head, start + a.start, start + a.end) for a in frame.args)
            self.frames.append(Frame(start + frame.token, frame.roleset, args))
        if is_told(other):
            told = (t for layer in LAYERS for t in (tellings_of(other, layer) or {}).values())
            self._tell(x._replace(token=start + x.token, links=tuple(y._replace(head=start + y.head) for y in x.links)) for x in told)

    def _tell(self, tellings: Iterable[Telling]) -> None:
        self.tellings = [*(self.tellings or ()), *tellings]

    def write(self, doc: Doc, *, names: bool = True) -> None:
        """Into the Doc, in place of what it had; names that are there already stay, and ours stand where they leave room."""
        from spacy.parts_of_speech import IDS
        from spacy.tokens import Span

        for derived in ("tree", "sentences"):  # what grammar and records worked out from an earlier parse
            doc.user_data.pop(derived, None)
        if not len(doc):
            return
        number = doc.vocab.strings.add
        columns = {
            "HEAD": [(head - i) % 2**64 for i, head in enumerate(self.heads)],  # spaCy wants unsigned numbers, negative ones too
            "DEP": [number(d) for d in self.deps],
            "TAG": [number(t) for t in self.tags],
            "POS": [IDS[p] for p in self.pos],
            "LEMMA": [number(x) for x in self.lemmas],
        }
        table: Any = np.array(list(columns.values()), dtype=np.uint64).T
        doc.from_array(list(columns), table)
        if names:
            kept = list(doc.ents)
            taken = {i for e in kept for i in range(e.start, e.end)}
            ours = [Span(doc, a, b, label=kind) for a, b, kind in self.names if taken.isdisjoint(range(a, b))]
            doc.set_ents([*kept, *ours])
        write_frames(doc, self.frames)
        if self.tellings is not None:
            write_tellings(doc, self.tellings)
