"""What the uncased encoder cannot see of a word, and lemmas as edit scripts.

Both are pure functions of the written word, shared by training and by the shipped model, so that they cannot drift.
Source of edit scripts: Straka 2018 (UDPipe 2.0), simplified to suffix edits.
"""

from __future__ import annotations

SHAPES = (
    "lower",  # talks
    "capital",  # Doha
    "initial",  # a single capital letter: I, A
    "upper",  # NATO
    "mixed",  # McCain, iPhone
    "digits",  # 2021
    "number",  # 2,500 or 3.5
    "alnum",  # 42nd, F-16
    "dotted",  # U.S., a.m.
    "uncased",  # letters of a script without case
    "punct",
)
_NUMBER = {name: i for i, name in enumerate(SHAPES)}

#: how a script treats case: lower everything, keep as written, capitalise
LEMMA_CASES = ("lower", "keep", "title")


def shape_of(word: str) -> int:
    """The number of the word's shape in SHAPES.

    >>> [SHAPES[shape_of(w)] for w in ("US", "us", "May", "2,500", "U.S.", "—")]
    ['upper', 'lower', 'capital', 'number', 'dotted', 'punct']
    """
    return _NUMBER[_shape(word)]


def _shape(word: str) -> str:
    letters = [c for c in word if c.isalpha()]
    if not letters:
        if not any(c.isdigit() for c in word):
            return "punct"
        return "digits" if word.isdigit() else "number"
    if any(c.isdigit() for c in word):
        return "alnum"
    if not any(c.isupper() or c.islower() for c in letters):
        return "uncased"
    if "." in word:
        return "dotted"
    if len(letters) == 1:
        return "initial" if letters[0].isupper() else "lower"
    if all(not c.isupper() for c in letters):
        return "lower"
    if all(not c.islower() for c in letters):
        return "upper"
    return "capital" if letters[0].isupper() and all(c.islower() for c in letters[1:]) else "mixed"


def edit_script(form: str, lemma: str) -> str:
    """The script "case:cut:add" that makes the lemma of the form: change case, cut letters off the end, add some.

    >>> edit_script("Talks", "talk"), edit_script("went", "go"), edit_script("Doha", "Doha")
    ('lower:1:', 'lower:4:go', 'keep:0:')
    """
    case = max(LEMMA_CASES, key=lambda c: (_common_prefix(_cased(form, c), lemma), -LEMMA_CASES.index(c)))
    base = _cased(form, case)
    same = _common_prefix(base, lemma)
    if not same:
        base, case = form.lower(), LEMMA_CASES[0]
    return f"{case}:{len(base) - same}:{lemma[same:]}"


def _common_prefix(a: str, b: str) -> int:
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    return same


def _cased(form: str, case: str) -> str:
    if case == "lower":
        return form.lower()
    return form if case == "keep" else form.capitalize()


def apply_script(form: str, script: str) -> str:
    """The lemma that the script makes of the form; the form in lower case where the script cuts more than is there.

    >>> apply_script("Troops", "lower:1:")
    'troop'
    """
    case, cut, add = script.split(":", 2)
    base = _cased(form, case)
    return base[: len(base) - int(cut)] + add if int(cut) <= len(base) else form.lower()
