"""What the text itself says of how places lie: which name contains which, and which stand in one list."""

from __future__ import annotations

import itertools

from spacy.tokens import Doc

from ceasewire.extract._places.toponyms import Toponym, Words

#: what stands between the names of a list, and between a place and what contains it
LISTS = frozenset([",", "and", ", and", "or", "nor", ", or"])
LINKS = frozenset([",", "(", ", in", "in", ", in the", "in the", ", (", ", the"])
#: tokens between two names that still belong together
FURTHEST = 5


def link(doc: Doc, tops: list[Toponym], words: Words) -> None:
    """Writes into each toponym what contains it ("A, B", "A (B)", "B's A", "A in B", "A of B") and what it is listed with."""
    pairs = [(a, b, _between(doc, a, b, words)) for a, b in itertools.pairwise(tops)]
    for i, (a, b, between) in enumerate(pairs):
        if not between or b.demonym:
            continue
        between = _plain(between, words)
        said = " ".join(between)
        if said in LINKS and not a.demonym and (b.code or level(b) > level(a)) and not (said == "," and _goes_on(pairs, i)):
            _put(a, b)
            a.told = between[0] in (",", "(")
        elif said in LISTS:
            _list(a, b)
        elif said == "of":  # "the Alma district of Coast"
            _put(a, b)
        elif all(w in ("'s", "’s", "of") or w in words.units or words.has("direction", w) for w in between):
            _put(b, a)
    for top in tops:  # "Pandi, Bulacan, Northland": what contains the container contains the name
        for c in list(top.container):
            top.container += [x for x in c.container if x not in top.container and x is not top]


def _plain(between: list[str], words: Words) -> list[str]:
    """Without directions ("in northern") and without what kind of place the first is (", a town in", ", the capital of")."""
    kind = between[1:3] if between[0] == "," and len(between) > 3 else []
    if kind and kind[0] in ("a", "the") and (kind[1] in words.units or words.has("centre", kind[1])) and between[3] in ("in", "of"):
        return [",", "in", *between[4:]]
    rest = [w for w in between if not words.has("direction", w)]
    return rest if rest[:1] in (["in"], [","]) else between


def level(top: Toponym) -> int:
    """How wide the name is at least: 2 a country, 1 a first-level region or listed area, 0 maybe a town."""
    wide = [n for n in _levels(top) if n]
    return min(wide) if wide else 0


def _levels(top: Toponym) -> list[int]:
    return [2 if e.kind in ("country", "former") else 0 if e.kind in ("city", "adm2", "other") else 1 for e in top.entries]


def _between(doc: Doc, a: Toponym, b: Toponym, words: Words) -> list[str]:
    """The words between two names of one sentence; none where the names are far apart or the same."""
    if b.start - a.end > FURTHEST or a.key == b.key or doc[a.end - 1].sent.end <= b.start:
        return []
    between = [t.lower_ for t in doc[a.end : b.start]]
    return between[1:] if a.unit and between and between[0] in words.units else between


def _goes_on(pairs: list[tuple[Toponym, Toponym, list[str]]], i: int) -> bool:
    """Is the pair part of a list, though the second may hold the first ("Paris, Berlin and Rome", "Guinea, Niger, Nigeria and Chad")?"""
    a, b, _ = pairs[i]
    if 0 in _levels(b) and i + 1 < len(pairs):
        said, c = " ".join(pairs[i + 1][2]), pairs[i + 1][1]
        if said in LISTS and (said != "," or level(c) <= level(b)):
            return True
    if 2 not in _levels(a) or level(b) != 2:
        return False
    before = i > 0 and " ".join(pairs[i - 1][2]) in LISTS and level(pairs[i - 1][0]) == 2
    after = i + 1 < len(pairs) and " ".join(pairs[i + 1][2]) in LISTS and level(pairs[i + 1][1]) == 2
    return before or after


def _put(inner: Toponym, outer: Toponym) -> None:
    inner.container.append(outer)
    outer.contains = True


def _list(a: Toponym, b: Toponym) -> None:
    a.beside.append(b)
    b.beside.append(a)
