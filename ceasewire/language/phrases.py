"""Finds phrases of lemmas in the parse: "air strike" side by side, "lay … down … arms" under one verb."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from spacy.tokens import Doc, Token

_REACH = 8  # words between a verb and what belongs to it; farther words are another matter
_DEPENDENT = ("compound", "advmod", "obj", "obl", "xcomp", "iobj", "nsubj", "ccomp", "mark", "case", "advcl", "amod", "fixed")
_INNER = ("case", "mark", "compound", "amod", "fixed", "nmod", "advmod", "nmod:poss")
HYPHENS = frozenset("-‐‑–")


def forms(token: Token) -> tuple[str, ...]:
    """What the word may stand under in a lexicon: its lemma, itself, and plain de-inflections where the lemma is the word.

    The lemmatiser misses rare words ("airstrikes"); cutting the commonest endings finds them.
    """
    return _forms(token.lemma_, token.lower_, token.tag_)


@functools.lru_cache(maxsize=50_000)
def _forms(lemma: str, lower: str, tag: str) -> tuple[str, ...]:
    lemma = lemma.lower()
    if tag in ("NN", "NNS") and lower.rstrip("s").endswith(("er", "or")) and not lemma.rstrip("s").endswith("r"):
        return lower.rstrip("s"), lower  # "attackers" taken for "attack"
    if lemma != lower:
        if tag in ("NNS", "NNPS", "VBZ") and lower.endswith("s") and lower[:-1] != lemma:
            return lemma, lower, lower[:-1]  # "raids" taken for "rays", "hikers" for "hike", "frees" for "fre"
        if tag in ("VBD", "VBN", "VBG") and lower.endswith(("ed", "ing")):
            return tuple(dict.fromkeys((lemma, lower, *stems(lower))))  # "praised" under "prais", "boycotted" under "boycotte"
        return lemma, lower
    if len(lower) > 4 and lower.endswith("s") and not lower.endswith("ss"):
        return (lower, lower[:-1], lower[:-2]) if lower.endswith("es") else (lower, lower[:-1])
    if len(lower) > 5 and lower.endswith(("ed", "ing")):
        return (lower, *stems(lower))
    return (lower,)


def stems(word: str) -> tuple[str, ...]:
    """Verb lemmas that a form in -ed or -ing may belong to.

    >>> stems("kidnapping"), stems("raided")
    (('kidnapp', 'kidnappe', 'kidnap'), ('raid', 'raide'))
    """
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word[: -len(ending)]
            doubled = (base[:-1],) if base[-1] == base[-2] else ()
            return (base, base + "e", *doubled)
    return ()


def is_word(token: Token, word: str) -> bool:
    return word in forms(token)


def side_by_side(doc: Doc, start: int, words: Sequence[str]) -> tuple[int, int] | None:
    """The token range that begins at `start` and reads like the words; hyphens between them are passed over."""
    at = start
    for n, word in enumerate(words):
        if n and at < len(doc) and doc[at].text in HYPHENS:
            at += 1
        if at >= len(doc) or not is_word(doc[at], word):
            return None
        at += 1
    return start, at


def under(verb: Token, words: Sequence[str]) -> list[Token] | None:
    """The tokens that stand for the words as dependents of the verb (or of its objects), near it; None where one is missing."""
    near: list[Token] = []
    for c in verb.children:
        if c.dep_.split(":", 1)[0] in _DEPENDENT and abs(c.i - verb.i) <= _REACH:
            near.append(c)
            near += [d for d in c.children if d.dep_ in _INNER and abs(d.i - verb.i) <= _REACH]
    found = []
    for word in words:
        token = next((t for t in near if t not in found and is_word(t, word)), None)
        if token is None:
            return None
        found.append(token)
    return found


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token of the range that the others hang on; a line break in it is none."""
    for i in range(start, end):
        if not doc[i].is_space and (not start <= doc[i].head.i < end or doc[i].head.i == i):
            return doc[i]
    return doc[end - 1]
