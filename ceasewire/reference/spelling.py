"""How names of places are compared: folded (case, accents, marks), by their sound and by their consonants for names spelled by ear.

The gazetteer file is made of both; after a change here it must be built again.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import re
import unicodedata

#: letters that Unicode does not take apart into a base letter and a mark
LETTERS = str.maketrans("łøđıð", "lodid") | str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"})
MARKS = dict.fromkeys(map(ord, ".'`´’‘ʻʼʿʾ′ˈ\"“”"))
DASHES = str.maketrans(dict.fromkeys("-‐‑–—/,", " "))
#: the Arabic article, also as it sounds before the next letter
ARTICLES = frozenset(["al", "el", "ad", "ed", "ar", "er", "as", "es", "ash", "esh", "at", "et", "an", "en", "az", "ez"])
#: spellings of one sound, in the order they are replaced; vowels and h go last
SOUNDS = (
    ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("zh", "g"), ("ph", "f"), ("dj", "g"),
    ("j", "g"), ("q", "k"), ("c", "k"), ("x", "ks"), ("v", "w"),
)
_NEAR_VOWELS = str.maketrans({"e": "i", "y": "i", "o": "u", "w": "u", "h": None})
_VOWELS = re.compile(r"(?<=.)[aeiouywh]+")
_DOUBLE = re.compile(r"(.)\1+")
#: the sounds of two spellings of one name share this much, where the consonants are fewer than SHORT this much
ALIKE, ALIKE_SHORT, SHORT = 0.87, 0.9, 4


def unaccented(text: str) -> str:
    """Without accents and other marks on letters (Unicode NFKD).

    >>> unaccented("Côte, Émile, Verín")
    'Cote, Emile, Verin'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name as it is compared: no case, accents, full stops or apostrophes; dashes are blanks.

    >>> fold("Sa'ada"), fold("Côte d’Ivoire"), fold("Deir ez-Zor"), fold("U.S.")
    ('saada', 'cote divoire', 'deir ez zor', 'us')
    """
    plain = name.lower() if name.isascii() else unaccented(unicodedata.normalize("NFKD", name).casefold()).translate(LETTERS)
    return " ".join(plain.translate(MARKS).translate(DASHES).split())


def bare(folded: str) -> str:
    """A folded name without Arabic articles, in one word.

    >>> bare("jisr ash shughur"), bare("an nasiriyah"), bare("al")
    ('jisrshughur', 'nasiriyah', 'al')
    """
    words = folded.split()
    return "".join(w for w in words if w not in ARTICLES) or "".join(words)


@functools.lru_cache(maxsize=65536)
def sound(folded: str) -> str:
    """A name as it sounds, roughly: near vowels and different letters for one consonant are the same.

    >>> sound("tuz khormato") == sound("tuz khurmatu"), sound("qalandia") == sound("kalandiya"), sound("izium") == sound("izyum")
    (True, True, True)
    """
    return _DOUBLE.sub(r"\1", _consonants(folded).translate(_NEAR_VOWELS))


def skeleton(folded: str) -> str:
    """The consonants of a name as it sounds, which most spellings of it have in common.

    >>> skeleton("buulobarde") == skeleton("bulo burde"), skeleton("an nasiriyah") == skeleton("nassiriya")
    (True, True)
    >>> skeleton("slavyansk"), skeleton("ubari")
    ('slnsk', 'ubr')
    """
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", _consonants(folded)))


def _consonants(folded: str) -> str:
    sounds = bare(folded)
    for spelling, sound in SOUNDS:
        sounds = sounds.replace(spelling, sound)
    return _DOUBLE.sub(r"\1", sounds)


def alike(a: str, b: str) -> bool:
    """May two folded names with one skeleton be spellings of the same?"""
    enough = ALIKE if len(skeleton(a)) >= SHORT else ALIKE_SHORT
    return difflib.SequenceMatcher(None, sound(a), sound(b), autojunk=False).ratio() >= enough


def hash48(folded: str) -> int:
    """48 bits of a folded name: the key under which the gazetteer file has it."""
    return int.from_bytes(hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
