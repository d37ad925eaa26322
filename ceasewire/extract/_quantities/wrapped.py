"""Numbers in lines that are broken anywhere ("at least\\n14", "5.7  million"): read over the breaks, placed in the text as it is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Doc

from ceasewire.reference.number_phrases import Phrase, Phrases


class Unwrapped:
    """The words of a document without the tokens that are mere blanks."""

    def __init__(self, doc: Doc) -> None:
        self._places = [t.i for t in doc if not t.is_space]
        self._words = [doc[i].lower_ for i in self._places]
        self._end = len(doc)

    def read(self, phrases: Phrases, at: int, floor: int) -> Phrase | None:
        """`Phrases.read` at the document's token `at`; the phrase ends where the next word begins."""
        phrase = phrases.read(self._words, bisect_left(self._places, at), bisect_left(self._places, floor))
        if phrase is None:
            return None
        end = self._places[phrase.end] if phrase.end < len(self._places) else self._end
        return replace(phrase, start=self._places[phrase.start], end=end)
