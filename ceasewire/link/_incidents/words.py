"""Words as two reporters' sentences are compared: their stems, without those that every report has."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable

from ceasewire import lexicon
from ceasewire.link.stemming import stem
from ceasewire.reference.numbers import Numbers
from ceasewire.reference.spelling import fold

POSSESSIVE = ("'s", "’s", "s'", "s’")
#: words between "a", "five" or "the" and the act: "five more Azeri troops are killed in overnight fighting"
REACH = 8
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


def content(text: str) -> frozenset[str]:
    """The stems of the words that say something: no function words, days of the week or months, which the date says better."""
    return frozenset(stem(w) for w in _WORD.findall(text) if len(w) > 1 or w.isdigit()) - _empty()


def names(text: str) -> frozenset[str]:
    """The stems of capitalised words within the text, and figures: what tells one act from the next of its kind.

    The first word has its capital from its place, so it does not count; a text all in capitals has no names.

    >>> sorted(names("Gunmen shot 14 farmers near Port Verin on Monday."))
    ['14', 'port', 'verin']
    """
    if text.isupper():
        return frozenset()
    found = _WORD.findall(text)
    return frozenset(stem(w) for n, w in enumerate(found) if w[0].isdigit() or (n and w[0].isupper() and len(w) > 1)) - _empty()


def is_new(before: str) -> bool:
    """Does a sentence bring its act up as something new? `before`: its words up to the act.

    A number, "a" or "another" says so, "the" and "his" say that it is known, and so does a possessive; where neither stands within REACH
    words, an act that far from the beginning is what the sentence is there to tell.

    >>> [is_new(w) for w in ("On Monday a U.S. drone", "At least 21 people are", "Suspected rebels", "after the US drone", "Monday's")]
    [True, True, True, False, False]
    """
    found = _WORD.findall(before)
    if before.rstrip().endswith(POSSESSIVE):
        return False
    for word in reversed(found[-REACH:]):
        if word.casefold() in _listed("known"):
            return False
        if word.casefold() in _listed("new") or word[0].isdigit() or _numbers().begins(word.casefold()):
            return True
    return len(found) <= REACH


@functools.lru_cache(maxsize=65536)
def figures(phrase: str) -> tuple[float, ...]:
    """The numbers in a folded phrase, in words or figures.

    >>> figures("at least 15 suspected militants"), figures("ten people"), figures("a man")
    ((15.0,), (10.0,), ())
    """
    found = phrase.split()
    read = (_numbers().read(found, n) for n, word in enumerate(found) if word not in ("a", "an") and _numbers().begins(word))
    return tuple(number.value for number in read if number is not None)


class Rarity:
    """How much it says that two reports share a word or a name: bits, log2 of one in how many articles has it.

    Source: value-specific weights of record linkage (Winkler 1989); "Kabul" says little in a collection about Kabul. To the articles that
    are there BACKGROUND others are added in thought, so that in a handful of articles a word is not taken for common.
    """

    BACKGROUND = 1000

    def __init__(self, articles: Iterable[frozenset[str]]) -> None:
        total = self.BACKGROUND
        known: Counter[str] = Counter()
        for words in articles:
            total += 1
            known.update(words)
        self._unknown = math.log2(total)
        self._bits = {word: math.log2(total / (count + 1)) for word, count in known.items()}
        self._sums: dict[frozenset[str], float] = {}

    def __call__(self, word: str) -> float:
        return self._bits.get(word, self._unknown)

    def of(self, words: frozenset[str]) -> float:
        """The sum over words, in their order, so that it is the same to the last digit everywhere."""
        return sum(map(self, sorted(words)))

    def whole(self, words: frozenset[str]) -> float:
        """The same for the words of a report, which meets many others: remembered."""
        found = self._sums.get(words)
        if found is None:
            found = self._sums[words] = self.of(words)
        return found


@functools.lru_cache(maxsize=1)
def _numbers() -> Numbers:
    return Numbers()


@functools.lru_cache(maxsize=2)
def _listed(name: str) -> frozenset[str]:
    return frozenset(lexicon.words(f"incidents/{name}"))


@functools.lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    months = (row["word"] for row in lexicon.table("lexicons/en/months", ("word", "month")))
    listed = [*lexicon.words("function_words"), *lexicon.words("weekdays"), *months]
    return frozenset(fold(w) for w in listed) | frozenset(map(stem, listed))
