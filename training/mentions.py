"""Names out of GUM's entity layer, so that the names head sees Wikinews, travel, speeches and court reports too.

GUM marks every mention, named or not, with a type, and lists the words of its name or head (Zeldes 2017; the `Entity` key of MISC,
field `minspan`). What is capitalised and not told this way is left out of the loss.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from ceasewire.language.decode import span_head

if TYPE_CHECKING:
    from training.corpora import Word

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
IGNORE = "?"
_PROPER = ("NNP", "NNPS")


def mentions(entities: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, type) of the name or head words of each mention; `entities`: the `Entity` values, one a word ("" for none).

    Words in several pieces are cut at the first gap ("Rochester , New York"); of joined persons none is taken (each has its own mention).

    >>> mentions(["(1-person-new-nnnnn-cf1-1,2-sgl", "1)", "(2-place-new-nnnnn-cf2-1-sgl)"])
    [(0, 2, 'person'), (2, 3, 'place')]
    """
    out = []
    for i, value in enumerate(entities):
        for piece in re.findall(r"\(([^()]*)", value):
            fields = piece.split("-")
            inside = [int(x) for x in fields[5].split(",")] if len(fields) > 5 and re.fullmatch(r"\d+(,\d+)*", fields[5]) else [1]
            run = next((k for k, x in enumerate(inside) if x != inside[0] + k), len(inside))
            if run == len(inside) or fields[1] != "person":
                out.append((i + inside[0] - 1, min(i + inside[run - 1], len(entities)), fields[1]))
    return out


def name_tags(words: tuple[Word, ...], entities: list[str], ordinary: Collection[str]) -> tuple[str, ...]:
    """IOB2 tags; IGNORE where a word may be a name and no mention tells.

    `ordinary`: words that are common nouns elsewhere; a "person" headed by one is a title ("Secretary of State"), not a name.
    """
    tags = ["O"] * len(words)
    for i, w in enumerate(words):
        if w.xpos in _PROPER or (w.form[:1].isupper() and w.xpos.startswith(("JJ", "NN")) and i):
            tags[i] = IGNORE
    taken: set[int] = set()
    for a, b, kind in sorted(mentions(entities), key=lambda m: (m[0] - m[1], m[0])):
        if kind not in KINDS:
            continue
        while kind == "person" and a + 1 < b and words[a].deprel in ("nmod:desc", "det", "amod"):
            a += 1
        head = span_head([w.head for w in words], a, b)
        if a >= b or words[head].xpos not in _PROPER or taken & set(range(a, b)):
            continue
        taken |= set(range(a, b))
        if kind == "person" and (words[head].xpos == "NNPS" or words[head].form.lower() in ordinary):
            tags[a:b] = [IGNORE] * (b - a)
        else:
            tags[a:b] = [f"B-{KINDS[kind]}"] + [f"I-{KINDS[kind]}"] * (b - a - 1)
    return tuple(_with_of(words, tags))


def _with_of(words: tuple[Word, ...], tags: list[str]) -> list[str]:
    """ "University" of "California" is one name, as Universal NER has it; GUM marks the place within it as a mention of its own."""
    for i in range(1, len(words) - 1):
        before, after = tags[i - 1], tags[i + 1]
        if words[i].form == "of" and before[2:] in ("ORG", "LOC") and after[:1] == "B" and words[i + 1].xpos in _PROPER:
            tags[i] = tags[i + 1] = f"I-{before[2:]}"
            for k in range(i + 2, len(words)):
                if tags[k][:1] != "I":
                    break
                tags[k] = f"I-{before[2:]}"
    return tags
