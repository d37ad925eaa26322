"""Names as keys: one spelling for all spellings that differ in case, accents, hyphens, points and apostrophes."""

from __future__ import annotations

import re

from ceasewire.reference.spelling import LETTERS, unaccented

_OWNING = re.compile(r"['’`]s\b")
_PLAIN = str.maketrans(dict.fromkeys('-–—/,()"“”&', " ") | dict.fromkeys(".'’‘`ʼ", ""))
_VOWELS = re.compile(r"(?<=[a-z])[aeiouyw'h]+")


def fold(text: str) -> str:
    """The key of a name: "Côte d'Ivoire" → "cote divoire", "the U.S." → "us", "People's Party" → "people s party".

    >>> fold("al-Qa'ida"), fold("The  N'Djamena")
    ('al qaida', 'ndjamena')
    """
    text = text.casefold()
    if not text.isascii():
        text = unaccented(text).casefold().translate(LETTERS)
    words = _OWNING.sub(" s", text).translate(_PLAIN).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def skeleton(key: str) -> str:
    """The consonants of a folded name, doubled ones once, for names written from another alphabet.

    >>> skeleton("mohammed hussein roble") == skeleton("mohamed husein robleh")
    True
    """
    words = []
    for word in key.split():
        bare = _VOWELS.sub("", word.replace("q", "k").replace("gh", "g").replace("kh", "k").replace("ph", "f"))
        words.append("".join(c for n, c in enumerate(bare) if not n or c != bare[n - 1]))
    return "".join(words)


def is_acronym(alias: str) -> bool:
    """Written in capitals and short ("WHO", "U.S."): then only capitals in the text may match it ("who" does not)."""
    letters = [c for c in alias if c.isalpha()]
    return 1 < len(letters) <= 6 and sum(c.isupper() for c in letters) >= len(letters) - (len(letters) > 4) and " " not in alias


def in_capitals(text: str) -> bool:
    """Most letters are capitals ("M23", "ISIL", "the UN")."""
    letters = [c for c in text.removeprefix("the ").removeprefix("The ") if c.isalpha()]
    return bool(letters) and 2 * sum(c.isupper() for c in letters) > len(letters)
