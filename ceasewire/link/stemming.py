"""The one stem of a word by which two reports are compared, be it for commitments, disputes or incidents.

Records hold no parse, and a database is not parsed again to be read: spelling is all there is to go by. A stem is shared by a whole family
of words ("withdrew", "withdrawn", "withdrawal"), not only by the forms of one: what was promised in verbs is told in nouns. With stems of
forms alone the ledger lost a point of F1 on the stories that nobody looks at, and incidents were no better (decisions 11 and 13).
"""

from __future__ import annotations

import functools
import re

from ceasewire import lexicon
from ceasewire.language.lemmas import irregular_bases
from ceasewire.reference.spelling import unaccented

#: endings of words of one family, the longer before the shorter
_ENDINGS = (
    "ations", "ation", "ating", "ated", "ates", "ments", "ment", "ate", "ions", "ings", "ers", "als", "ion", "ing", "ies", "ied", "ed",
    "er", "es", "al", "s", "e", "y",
)  # fmt: skip
STEM = 4  #: letters that a stem keeps at least


@functools.cache
def _figures() -> dict[str, str]:
    """ "eleven" and "11" are one."""
    rows = lexicon.table("lexicons/en/times/numbers", ("phrase", "value", "kind"), optional=("low",))
    return {r["phrase"]: r["value"] for r in rows if r["kind"] in ("unit", "ten") and " " not in r["phrase"]}


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What the forms of a word, and the nouns made of it, have in common; not always a word of English.

    Misses: words that only look akin have one stem (police, policy), short verbs keep their endings (named, name).

    >>> {stem(w) for w in ("withdraw", "withdrew", "withdrawn", "withdrawal")}, {stem(w) for w in ("evacuate", "evacuation")}
    ({'withdraw'}, {'evacu'})
    >>> [stem(w) for w in ("attacked", "Attacks", "fought", "Bombings", "eleven")]
    ['attack', 'attack', 'fight', 'bomb', '11']
    """
    word = re.sub(r"['’]s?$", "", unaccented(word.casefold()))
    word = _figures().get(word, word)
    if word.isalpha():
        word = irregular_bases().get(word, word)
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= STEM:
                word = word[: -len(ending)]
                break
        if len(word) > STEM and word[-1] == word[-2] and word[-1] not in "aeious" and (word[-1] != "l" or len(word) > 5):
            word = word[:-1]
    return word.replace(",", "")
