"""Is one name another way to write the other? Full names of people and names of bodies, already folded (reference/who/names.py)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ceasewire import lexicon
from ceasewire.reference.spelling import ARTICLES, alike, skeleton, sound
from ceasewire.reference.who.names import fold

#: "servant of the …", whose article is written in many ways
_SERVANT = re.compile(r"^abd(?:el|al|oul|ul|ol)$")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two names agree. sure: with an office, a body or a country in common it is one name; alone: also without; else a person has
    to look."""

    rule: str
    words: str
    sure: bool
    alone: bool = False


@functools.lru_cache(maxsize=1 << 16)
def parts(key: str) -> tuple[str, ...]:
    """The words of a folded name without Arabic articles. At its beginning only "al" and "el" are taken for one ("Ed", "An" are names).

    >>> parts("abdel fattah al burhan"), parts("al burhan"), parts("ed rendell"), parts("al")
    (('abdul', 'fattah', 'burhan'), ('burhan',), ('ed', 'rendell'), ('al',))
    """
    words = [_SERVANT.sub("abdul", word) for word in key.split()]
    return tuple(w for n, w in enumerate(words) if w not in (ARTICLES if n else ("al", "el"))) or tuple(words) or (key,)


def is_full(key: str) -> bool:
    """A first and a last name; an initial is no first name, nor is what belongs to the last name.

    >>> is_full("vahan teryan"), is_full("al burhan"), is_full("v teryan"), is_full("lo presti"), is_full("arnel dela vega")
    (True, False, False, False, True)
    """
    return sum(len(word) > 1 and word not in particles() for word in parts(key)) > 1


@functools.cache
def particles() -> frozenset[str]:
    """Words that belong to a last name, folded."""
    return frozenset(fold(word) for word in lexicon.words("actors/name_particles"))


def likeness(a: str, b: str) -> Likeness | None:
    """How the full names of two people agree; None where they are two names.

    >>> likeness("abdel fattah al burhan", "abdul fatah burhan").rule, likeness("ali abdullah saleh", "ali saleh").rule
    ('spelling', 'middle name')
    >>> likeness("hassan rahim", "hussein rahim").sure, likeness("yusuf rahim", "youssef rahim").sure
    (False, False)
    >>> likeness("donald ragan jr", "donald ragan"), likeness("kim jong il", "kim jong un"), likeness("omar haddad", "amir haddad")
    (None, None, None)
    >>> likeness("franklin d ragan", "franklin delano ragan").rule, likeness("f delano ragan", "franklin delano ragan").rule
    ('middle name', 'initial')
    """
    one, other = sorted((parts(a), parts(b)), key=lambda words: (len(words), words))
    if one == other or "".join(one) == "".join(other):
        return Likeness("spelling", "the same name but for blanks, hyphens or the article", sure=True, alone=True)
    if len(one) == len(other):
        return _word_by_word(one, other)
    return _shorter(one, other)


def _word_by_word(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    initials = outer = sounds = False
    for n, (a, b) in enumerate(zip(one, other, strict=True)):
        if a == b:
            continue
        if min(len(a), len(b)) == 1:
            if a[0] != b[0]:
                return None
            initials, outer = True, outer or n in (0, len(one) - 1)
        elif skeleton(a) != skeleton(b) or a[0] not in (b[0], *_FIRST.get(b[0], ())):
            return None
        elif not alike(a, b):
            sounds = True
    if initials and not outer and not sounds:
        return Likeness("middle name", "one has an initial for a middle name of the other", sure=True, alone=True)
    if initials:
        return Likeness("initial", "one has an initial for a name of the other", sure=False)
    if sounds:
        return Likeness("sound", "the same consonants, other vowels", sure=False)
    return Likeness("spelling", "one name spelled in two ways", sure=True)


#: first letters that one sound has in two spellings
_FIRST = {"k": "qc", "q": "kc", "c": "kq", "j": "dyg", "y": "ji", "i": "y", "d": "j", "g": "jk", "v": "w", "w": "v", "s": "c"}
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})


def _shorter(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    """The longer name with something left out: middle names, a second family name, what stands before the last two names."""
    if len(one) < 2 or other[-1] in _GENERATIONS or one[-1] in _GENERATIONS:
        return None
    rest = iter(other)
    if not all(any(_same(word, longer) for longer in rest) for word in one):
        return None
    if _same(one[-1], other[-1]) and _same(one[0], other[0]):
        exact = one[0] == other[0] and one[-1] == other[-1]
        return Likeness("middle name", "the shorter name leaves out what stands between first and last name", sure=True, alone=exact)
    if one == other[: len(one)]:
        return Likeness("longer", "the longer name goes on after the shorter one", sure=True)
    if one == other[-len(one) :]:
        return Likeness("longer", "the longer name has more before the shorter one", sure=True)
    return None


def _same(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) > 1 and skeleton(a) == skeleton(b) and alike(a, b))


def same_body(a: str, b: str) -> bool:
    """Two folded names of bodies, of two words and more, that differ only in spelling.

    >>> same_body("sarkhan defence league", "sarkan defence league"), same_body("people s front", "peoples front")
    (True, True)
    >>> same_body("tide front", "tidal front")
    False
    """
    one, other = parts(a), parts(b)
    if len(one) > 1 and "".join(one) == "".join(other):
        return True
    return len(one) == len(other) > 1 and all(_same(x, y) for x, y in zip(one, other, strict=True))


def same_last(a: str, b: str) -> bool:
    """Do two names end in one last name, spelled alike?"""
    return _same(parts(a)[-1], parts(b)[-1])


def blocks(key: str) -> Iterator[tuple[str, ...]]:
    """Keys under which a name meets all names that may be alike: by its last name and first sound, its first two, its last two names."""
    words = parts(key)
    if len(words) > 1:
        yield "last", skeleton(words[-1]), sound(words[0])[:1]
        yield "start", skeleton(words[0]), skeleton(words[1])
        yield "end", skeleton(words[-2]), skeleton(words[-1])
        yield "whole", "".join(words)


def initials(key: str) -> str:
    """ "tide liberation front" → "tlf"; words that acronyms leave out are left in: only the whole is compared."""
    return "".join(word[0] for word in key.split())
