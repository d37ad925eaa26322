"""The words of an article as reprints have them in common: capitals, accents, marks, blanks and the commonest misreadings gone.

Which words are facts (figures, days, names) is kept beside, since those tell a reprint from the next day's bulletin.
"""

from __future__ import annotations

import functools
import re
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasewire import lexicon
from ceasewire.reference.spelling import unaccented

Keys = NDArray[np.uint64]
SHINGLE = 3  #: words of a shingle: of longer ones too few survive a noisy reprint (one word in five misread leaves half of these)

_BROKEN = re.compile(r"(?<=[^\W\d_])-[^\S\n]*\n\s*(?=[a-z])")  # a word divided at the end of a line
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_DIGITS = str.maketrans("0158", "oisb")
_NUMBER_KINDS = ("unit", "ten", "scale", "plural")
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True, slots=True)
class Words:
    """An article's words in order. keys: their hashes after folding; facts: position → "figure" or "name".

    shingles: in order; distinct: the same without repetitions, ascending.
    """

    raw: tuple[str, ...]
    keys: Keys
    facts: dict[int, str]
    shingles: Keys
    distinct: Keys

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of a text, with what they tell.

        Misses: in a text in capitals names are not told from other words, so only figures and days are facts.
        """
        text = _joined(text)
        found = list(_WORD.finditer(text))
        raw = tuple(m[0] for m in found)
        capitals = sum(w.isupper() for w in raw) > len(raw) / 2
        facts: dict[int, str] = {}
        for n, (word, match) in enumerate(zip(raw, found, strict=True)):
            if word[0].isdigit() or is_figure(word):
                facts[n] = "figure"
            elif word[0].isupper() and not capitals and len(word) > 1 and not _opens(text, match.start()):
                facts[n] = "name"
        words = hashed(raw)
        own = shingles(words)
        return cls(raw, words, facts, own, np.unique(own))


def keys(text: str) -> Keys:
    """The hashes of a text's words alone: what fingerprints are made from."""
    return hashed(_WORD.findall(_joined(text)))


def hashed(raw: list[str] | tuple[str, ...]) -> Keys:
    """A word each → uint64, the same on every machine."""
    return np.fromiter(map(key, raw), np.uint64, len(raw))


def shingles(words: Keys, size: int = SHINGLE) -> Keys:
    """The hash of every run of `size` words; empty for shorter texts.

    Source: w-shinglings, Broder 1997 ("On the resemblance and containment of documents"); mixing as in splitmix64.
    """
    count = len(words) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    out = np.zeros(count, np.uint64)
    for n in range(size):
        out = mixed(out * _MIX[0] + words[n : n + count])
    return out


def mixed(values: Keys) -> Keys:
    """Spread over all 64 bits (the last steps of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * _MIX[1]
    values = (values ^ (values >> np.uint64(27))) * _MIX[2]
    return values ^ (values >> np.uint64(31))


@functools.lru_cache(maxsize=1 << 17)
def folded(word: str) -> str:
    """Lower case without accents; in words, the letters that scanning takes for each other are one (l and i, rn and m, 0 and o).

    >>> folded("GOVERNMENT") == folded("Govemment"), folded("kil1ed") == folded("killed"), folded("1,200")
    (True, True, '1200')
    """
    word = unaccented(word.casefold())
    if sum(map(str.isalpha, word)) * 2 <= len(word):
        return word.replace(",", "")
    return word.translate(_DIGITS).replace("l", "i").replace("rn", "m").replace("vv", "w")


@functools.lru_cache(maxsize=1 << 17)
def key(word: str) -> int:
    """CRC-32 of the folded word: Python's own hash differs from run to run."""
    return zlib.crc32(folded(word).encode("utf-8", "surrogatepass"))


def is_figure(word: str) -> bool:
    """A number word, a weekday, or a month (with a capital: "may" and "march" are verbs as well)."""
    low = word.lower()
    return low in _numbers_and_days() or (word[0].isupper() and low in _months())


@functools.cache
def _numbers_and_days() -> frozenset[str]:
    rows = lexicon.table("lexicons/en/quantities/numbers", ("word", "kind", "value"))
    return frozenset(lexicon.words("weekdays")) | {r["word"] for r in rows if r["kind"] in _NUMBER_KINDS and r["word"] != "one"}


@functools.cache
def _months() -> frozenset[str]:
    return frozenset(r["word"] for r in lexicon.table("lexicons/en/months", ("word", "month")))


def _joined(text: str) -> str:
    return _BROKEN.sub("", text)


def _opens(text: str, at: int) -> bool:
    """Does a sentence or a quotation begin here, so that the capital says nothing?"""
    before = text[max(0, at - 4) : at].rstrip(" \t")
    return not before or before[-1] in ".!?:;…\n\"“”‘'«*([–—-"
