"""Where sentences begin, over spaCy tokens.

A sentence ends at a final mark (with the closing quotes and brackets behind it), at a blank line, at a block's edge, and at a
line break unless the text is hard-wrapped. Abbreviations and openers are word lists in data/.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ceasewire import lexicon
from ceasewire.clean.blocks import is_wrapped

if TYPE_CHECKING:
    from spacy.tokens import Doc

FINAL = frozenset({".", "!", "?", "…", "...", "!!", "?!", "!?", "??", "....", "。"})
CLOSERS = frozenset({'"', "”", "’", "'", "''", ")", "]", "»", "``"})


class Sentences:
    """Where sentences begin, told by marks, capitals and blanks before there is a parse."""

    def __init__(self) -> None:
        self._abbreviations = frozenset(lexicon.words("abbreviations"))
        self._before_numbers = frozenset(lexicon.words("number_abbreviations"))
        self._openers = frozenset(lexicon.words("sentence_openers"))

    def __call__(self, doc: Doc, edges: Iterable[int] = ()) -> list[bool]:
        """Does a sentence begin at each token? `edges` are character offsets at which one must (the starts of blocks)."""
        starts = [False] * len(doc)
        edge_set = sorted(set(edges))
        wrapped = is_wrapped(doc.text)
        pending = True  # the next token that is no blank begins a sentence
        edge = 0
        for i, token in enumerate(doc):
            while edge < len(edge_set) and edge_set[edge] <= token.idx:
                pending = True
                edge += 1
            if token.is_space:
                breaks = token.text.count("\n")
                pending = pending or breaks > 1 or (breaks == 1 and not wrapped)
                continue
            if pending:
                starts[i] = True
                pending = False
            pending = self._ends(doc, i)
        return starts

    def _ends(self, doc: Doc, i: int) -> bool:
        """Does a sentence end with token i (which may be a closing mark behind the full stop)?"""
        last = i
        while last > 0 and doc[last].text in CLOSERS and not doc[last - 1].whitespace_:
            last -= 1
        word = doc[last].text
        following = next((t for t in doc[i + 1 : i + 4] if not t.is_space), None)
        if following is None:
            return False
        if following.text in CLOSERS and not doc[i].whitespace_:
            return False  # the closing mark still belongs here
        opens = following.text[0].isupper() or following.text[0].isdigit() or following.text[0] in "\"“‘'`(«[—–-*•"
        if word in FINAL or word[:1] in "!?":
            if following.text in {",", ";", ":"} or (word == "." and self._shortens(doc, last, following.text)):
                return False
            return opens or word in {"。"}
        if word.endswith(".") and len(word) > 1 and last == i and opens:
            if word.lower() in self._abbreviations:
                return False
            return following.text.lower() in self._openers and following.text[0].isupper()
        return False

    def _shortens(self, doc: Doc, stop: int, following: str) -> bool:
        """Does a full stop that is a token of its own belong to the abbreviation before it?"""
        if not stop or doc[stop - 1].whitespace_:
            return False
        word = doc[stop - 1].lower_ + "."
        return word in self._abbreviations or (word in self._before_numbers and following[0].isdigit())
