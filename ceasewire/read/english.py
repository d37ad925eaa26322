"""Is the text English? A cheap check that always gives the same answer: scripts first, then the share of function words.

A text is refused only on good evidence (another script, another language's words, or a long text with hardly any English
function word), so headlines, lists and very short texts pass. The words are in data/lexicons.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from ceasewire import lexicon

LOOKED_AT = 20_000  #: characters: a fifth of them from each fifth of the text, so that one long quotation does not decide
SHORT = 40  #: letters: a text with fewer says too little about its language
SHORT_SCRIPT = 15  #: the same for a text in another script, which is told apart by a few letters
OTHER_SCRIPT = 0.5  #: share of letters in another script from which the text is not English
FEW = 0.08  #: share of English function words; news has 0.30 to 0.45, bare headlines 0.10 and up
MANY_WORDS = 60  #: from this length on, fewer than FEW function words refuse a text even in an unknown language
HITS = 3  #: so many different words of another language make it that language
FOREIGN = 0.04  #: share of letters with marks (ş, ů, đ) that English news does not reach even with many foreign names

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Language:
    name: str
    script: str
    words: frozenset[str]


@functools.cache
def _languages() -> tuple[_Language, ...]:
    english = _english()
    rows = lexicon.table("lexicons/languages", ["language", "script", "words"])
    return tuple(
        _Language(r["language"], r["script"], frozenset(w for w in r.list("words") if len(w) > 1 or r["script"] != "LATIN") - english)
        for r in rows
    )


@functools.cache
def _english() -> frozenset[str]:
    return frozenset(lexicon.words("function_words"))


@functools.lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """ "LATIN", "ARABIC" … as the letter's Unicode name begins."""
    return unicodedata.name(letter, "UNKNOWN").split()[0]


def not_english(text: str) -> str | None:
    """What the text looks like instead ("looks like French"), or None where it may be English.

    >>> not_english("Les forces armées ont annoncé que le cessez-le-feu est entré en vigueur dans la nuit de lundi.")
    'looks like French'
    """
    sample = _sample(text).lower()
    words = _WORD.findall(sample)
    letters = Counter("".join(words))
    total = letters.total()
    if total < SHORT_SCRIPT:
        return None
    scripts: Counter[str] = Counter()
    for letter, n in letters.items():
        scripts[_script(letter)] += n
    script, most = scripts.most_common(1)[0]
    if (script != "LATIN" and most > total * OTHER_SCRIPT) or scripts["LATIN"] < total * (1 - OTHER_SCRIPT):
        if scripts["HIRAGANA"] + scripts["KATAKANA"] > total * 0.05:
            script = "HIRAGANA"
        return _named(words, script) or f"looks like {script.capitalize()} script"
    if total < SHORT:
        return None
    english = sum(w in _english() for w in words) / len(words)
    marked = sum(n for letter, n in letters.items() if letter > "\x7f") / total
    if marked > max(FOREIGN, english):
        return _named(words, "LATIN", hits=2) or "looks like no English (letters with marks, hardly an English function word)"
    other = _named(words, "LATIN", hits=HITS, more_than=max(english, FEW))
    if other is not None:
        return other
    if len(words) >= MANY_WORDS and english < FEW:
        return f"has hardly an English function word ({english:.0%} of its words)"
    return None


def _named(words: list[str], script: str, *, hits: int = 1, more_than: float = 0.0) -> str | None:
    """The language of the script whose frequent words make up the largest share: more than `more_than`, `hits` different ones."""
    known = [x for x in _languages() if x.script == script]
    if len(known) == 1 and script != "LATIN":
        return f"looks like {known[0].name}"
    shares = [(sum(w in x.words for w in words) / len(words), x) for x in known]
    share, best = max(shares, default=(0.0, None), key=lambda x: x[0])
    if best is not None and share > more_than and len(best.words.intersection(words)) >= hits:
        return f"looks like {best.name}"
    return None


def _sample(text: str) -> str:
    if len(text) <= LOOKED_AT:
        return text
    step, size = len(text) // 5, LOOKED_AT // 5
    return " ".join(text[i * step : i * step + size] for i in range(5))
