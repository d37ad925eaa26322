"""Words that two reports have in common: stems, figures, names, and the sentences they stand in.

"Withdrew" and "withdrawal" have one stem (link/stemming.py), "pull out" another; that both are one act, the type of the event says.
"""

from __future__ import annotations

import functools
import re

from ceasewire import lexicon
from ceasewire.language.lemmas import irregular_bases
from ceasewire.link.stemming import stem

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9])|\n\s*\n?|[.!?]$")
#: endings by which a country and its people differ (Temesia, Temesian; China, Chinese)
_OF_PLACE = re.compile(r"(?<=\w\w\w)(?:ians?|eans?|ans?|ese|ia|i|a)$")


def is_past(word: str) -> bool:
    """Is it the past or the participle of an irregular verb, and not its base form too?"""
    return irregular_bases().get(word, word) != word


@functools.cache
def _small() -> frozenset[str]:
    """Words that say nothing of what a sentence is about."""
    return frozenset((*lexicon.words("function_words"), *lexicon.words("commitments/common_words")))


@functools.cache
def _abbreviations() -> frozenset[str]:
    return frozenset(w.rstrip(".") for w in lexicon.words("abbreviations"))


def stems(text: str) -> list[str]:
    """The stem of every word, in order, small words too: what phrases are looked for in."""
    return [stem(m[0]) for m in _WORD.finditer(text)]


def content(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about, and its figures."""
    return frozenset(stem(m[0]) for m in _WORD.finditer(text) if m[0].lower() not in _small() and (len(m[0]) > 2 or m[0][0].isdigit()))


def names(text: str) -> frozenset[str]:
    """The stems of the words in capitals, but for small words: who is named. A country and its people are one.

    >>> names("the Temesian fleet") == names("Temesia")
    True
    """
    words = (m[0] for m in _WORD.finditer(text) if m[0][0].isupper() and m[0].lower() not in _small())
    return frozenset(_OF_PLACE.sub("", stem(w)) for w in words)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, without the blanks around it."""
    cuts = [0]
    for match in _END.finditer(text):
        last = re.search(r"[^\W\d_]+$", text[max(0, match.start() - 20) : match.start()])
        short = match[0] == "." and last is not None and (len(last[0]) == 1 or last[0].lower() in _abbreviations())
        if not short:
            cuts.append(match.end())
    found = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        words = text[start:end].strip()
        if words:
            start += len(text[start:end]) - len(text[start:end].lstrip())
            found.append((start, start + len(words)))
    return found
