"""What reprinting has doubled in one article: paragraphs, sentences, and echoes of a sentence's last words ("conflict. conflict.").

Only the second copy is named, so that no second record arises from it. Short repetitions are left alone: a refrain ("We will
not yield.") may well be said twice.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ceasewire import lexicon

PARAGRAPH_WORDS = 4  #: a repeated paragraph has at least so many words
SENTENCE_WORDS = 6  #: a repeated sentence, likewise
ECHO_WORDS = 8  #: an echo has at most so many
STRAY_WORDS = 3  #: a leftover behind a stray quotation mark, likewise

_END = re.compile(r"[.!?…]+[\"'”’)\]»]*\s+")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_OPENING = "‘“\"'`«„"


@functools.cache
def _abbreviations() -> frozenset[str]:
    return frozenset(lexicon.words("abbreviations"))


def key(text: str) -> tuple[str, ...]:
    """The words alone, lower case: what two copies have in common."""
    return tuple(_WORD.findall(text.lower()))


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges between final marks, whatever follows them; the blanks behind belong to the piece before. They cover start:end."""
    at = start
    for mark in _END.finditer(text, start, end):
        word = text[max(at, text.rfind(" ", at, mark.start()) + 1) : mark.start() + 1].lower()
        if word in _abbreviations() or (len(word) == 2 and word[0].isalpha()):
            continue
        if mark.end() < end:
            yield at, mark.end()
            at = mark.end()
    if at < end:
        yield at, end


class Doubled:
    """Fed with the paragraphs of one article in order, says which ranges repeat what was there before."""

    def __init__(self) -> None:
        self._paragraphs: set[tuple[str, ...]] = set()
        self._sentences: set[tuple[str, ...]] = set()

    def is_copy(self, text: str) -> bool:
        """Was this whole paragraph there before?"""
        words = key(text)
        if len(words) < PARAGRAPH_WORDS:
            return False
        seen = words in self._paragraphs
        self._paragraphs.add(words)
        return seen

    def copies(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges inside one paragraph that repeat an earlier sentence, echo the one before, or are a stray leftover."""
        found: list[tuple[int, int]] = []
        before: tuple[str, ...] = ()
        sentence = start
        for a, b in pieces(text, start, end):
            words = key(text[a:b])
            if before and (_is_echo(text[a:b], words, before) or _is_stray(text[a:b], words)):
                found.append((a, b))
                if sentence < a:
                    self._seen(text, sentence, a, found)
                sentence = b
                continue
            if a > sentence and _begins_sentence(text[a:b]):
                self._seen(text, sentence, a, found)
                sentence = a
            before = words or before
        if sentence < end:
            self._seen(text, sentence, end, found)
        return sorted(found)

    def _seen(self, text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
        words = key(text[start:end])
        if len(words) < SENTENCE_WORDS:
            return
        if words in self._sentences:
            found.append((start, end))
        self._sentences.add(words)


def _begins_sentence(piece: str) -> bool:
    bare = piece.lstrip(_OPENING + "([—–- ")
    return not bare[:1].islower()


def _is_echo(piece: str, words: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """ "… by the conflict. conflict.": a short piece in lower case that says the last words again."""
    return 1 <= len(words) <= ECHO_WORDS and before[-len(words) :] == words and not _begins_sentence(piece)


def _is_stray(piece: str, words: tuple[str, ...]) -> bool:
    """ "… and death. ‘bloodshed.": a word or two in lower case behind a mark that opens and is never closed."""
    bare = piece.strip()
    if not 1 <= len(words) <= STRAY_WORDS or bare[:1] not in _OPENING or not bare[1:2].islower():
        return False
    return not any(c in "’”\"'»" for c in bare[1:]) and bare[-1] in ".!?"
