"""Lemmas of regular forms that the treebanks do not hold, by English spelling (Quirk et al. 1985, 3.5 to 3.10 and 5.80 to 5.83).

The edit scripts that the model learned are a guess by sound; spelling says more: a consonant that was not doubled behind one
vowel lost an e ("razed" is of "raze", "planned" of "plan"), "-ied" is of "-y", and some endings exist only with an e.
"""

from __future__ import annotations

import functools
import re

from ceasewire import lexicon

#: forms in -s: plural nouns and third persons
ADDING_S = ("NNS", "VBZ")
VERBAL = ("VBD", "VBN", "VBG")
#: forms that are their own lemma
UNINFLECTED = ("NN", "JJ", "RB", "VB", "VBP")
_VOWELS = "aeiou"
_DOUBLING = "bdgklmnprtvz"
_ONE_SYLLABLE = re.compile(r"[^aeiouy]*(?:[aeiou]|(?<=[^aeiou])y)[^aeiouy]+$|[^aeiou]*[aeiou][^aeiou]$")
#: endings of stems of several syllables behind which an e was lost; behind two vowels ("retreat", "avoid") none was
_LOST_E = re.compile(r"(?:[^aeiou]|[iu])at$|ieg$|(?<![aeiou])(?:[aiou][dg]|ed|[ou]t|[aiu]r|or|[aeiou]k|um|in|ol)$")
#: such endings that stand without an e all the same
_KEPT = re.compile(r"(?:it|et|er|el|al|en|[io]on|ison|op|ip)$|(?:[it]|spons|arb|anch|auth|min|fav|hon|lab|arm)or$")


@functools.cache
def irregular_bases() -> dict[str, str]:
    """{past form or participle: base form} of irregular verbs; of a form that two verbs share, the verb listed first."""
    rows = lexicon.table("lexicons/en/irregular_verbs", ("base", "past", "participle"))
    return {form: row["base"] for row in reversed(rows) for form in (*row.list("past"), *row.list("participle"))}


def inflects(lemma: str, form: str, xpos: str) -> bool:
    """Is the form a regular one of the lemma in this tag?

    >>> inflects("deploy", "deplored", "VBD"), inflects("raze", "razed", "VBD"), inflects("plan", "planning", "VBG")
    (False, True, True)
    """
    ending = "ing" if xpos == "VBG" else "ed"
    if not form.endswith(ending) or len(lemma) < 2:
        return False
    stem = form[: -len(ending)]
    if lemma == stem or (lemma.endswith("e") and lemma[:-1] == stem):
        return not _doubles(lemma)
    if lemma.endswith("ie") and ending == "ing":
        return stem == lemma[:-2] + "y"
    if lemma.endswith("y") and ending == "ed":
        return stem == lemma[:-1] + "i"
    return lemma[-1] in _DOUBLING and stem == lemma + lemma[-1]


def regular_lemma(form: str, xpos: str) -> str | None:
    """The lemma of a regular form in -ed or -ing; None where spelling leaves it open.

    >>> [regular_lemma(w, "VBD") for w in ("allied", "razed", "kidnapped", "abdicated", "expelled", "freed", "abducted")]
    ['ally', 'raze', 'kidnap', 'abdicate', 'expel', 'free', 'abduct']
    """
    ending = "ing" if xpos == "VBG" else "ed"
    if not form.endswith(ending):
        return None
    stem = form[: -len(ending)]
    if len(stem) < 2 or not any(c in _VOWELS + "y" for c in stem):
        return None
    if stem.endswith("i") and ending == "ed":
        return stem[:-1] + "y"
    last, before = stem[-1], stem[-2]
    if last == "e":
        return stem if ending == "ing" else stem + "e"
    if last == before and last in _DOUBLING:
        several = len(re.findall(r"[aeiouy]+", stem)) > 1
        return stem[:-1] if last != "l" or several else stem
    if last in _VOWELS + "wxy":
        return stem + "e" if last == "u" else stem
    if last in "cv" or (last in "sz" and before != last) or (last == "g" and before in "dr") or (last == "l" and before in "bcdfgkptz"):
        return stem + "e"
    if before not in _VOWELS:
        return None if stem.endswith(("ng", "th", "st")) else stem
    if len(stem) > 2 and stem[-3] in _VOWELS and not _LOST_E.search(stem):
        return stem
    if _doubles(stem):
        return stem + "e"
    if _KEPT.search(stem):
        return None if stem.endswith(("it", "et", "en", "on", "op")) else stem
    return stem + "e" if _LOST_E.search(stem) else None


def adds_s(lemma: str, form: str) -> bool:
    """Is the form the lemma's regular plural or third person?

    >>> adds_s("army", "armies"), adds_s("militiaman", "militiamen"), adds_s("Octember", "oct."), adds_s("clash", "clashes")
    (True, True, False, True)
    """
    if lemma.endswith("man"):
        return form in (lemma + "s", lemma[:-3] + "men")
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return form == lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return form == lemma[:-1] + "ies"
    return form == lemma + "s" or (lemma.endswith("o") and form == lemma + "es") or (
        lemma.endswith(("f", "fe")) and form == lemma.removesuffix("e")[:-1] + "ves"
    )


def without_s(form: str) -> str:
    """The lemma of a regular plural or third person; the form itself where it has no such ending.

    >>> [without_s(w) for w in ("reprisals", "skirmishes", "convoys", "treaties", "gunmen", "crisis", "ceasefires")]
    ['reprisal', 'skirmish', 'convoy', 'treaty', 'gunman', 'crisis', 'ceasefire']
    """
    if form.endswith("men"):
        return form[:-3] + "man"
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "xes", "zzes", "ches", "shes")):
        return form[:-2]
    return form[:-1] if form.endswith("s") and not form.endswith(("ss", "is", "us")) else form


def bases(form: str) -> list[str]:
    """Every lemma that a regular form in -s can have.

    >>> bases("crashes"), bases("relies"), bases("seizes"), bases("focus")
    (['crashe', 'crash'], ['relie', 'rely'], ['seize', 'seiz'], ['focu'])
    """
    spelled = (form[:-1], form[:-2], form[:-3] + "y") if form.endswith("s") and len(form) > 3 else ()
    return [lemma for lemma in spelled if adds_s(lemma, form)]


def candidates(form: str, xpos: str) -> list[str]:
    """Every lemma that a regular form in -ed or -ing can have.

    >>> candidates("boycotted", "VBD")
    ['boycott', 'boycotte', 'boycot']
    """
    ending = "ing" if xpos == "VBG" else "ed"
    stem = form[: -len(ending)]
    if not form.endswith(ending) or len(stem) < 2:
        return []
    doubled = [stem[:-1]] if stem[-1] == stem[-2] and stem[-1] in _DOUBLING else []
    return [stem[:-1] + "y"] if stem.endswith("i") and ending == "ed" else [stem, stem + "e", *doubled]


def _doubles(stem: str) -> bool:
    """Would the stem's last consonant be doubled before the ending: one syllable of one vowel and one consonant?"""
    return len(stem) > 1 and stem[-1] in _DOUBLING + "f" and bool(_ONE_SYLLABLE.fullmatch(stem)) and stem[-2] in _VOWELS
