"""Who did it and to whom, as two reports tell it: the same, told alike, two that are identified and differ, or nothing that can be said."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from ceasewire.link._incidents.report import Party, Report
from ceasewire.link._incidents.words import figures

Finding = tuple[str, str]  # row of the table, reason

#: kinds of actors that act for their country, so that another country is another party
OF_STATE = ("country", "government", "military", "police", "intelligence", "judiciary", "legislature")
#: of which a country has several: one chamber or court is not the other
SEVERAL = ("legislature", "judiciary")
SIDES = (("source", "sources"), ("target", "targets"))


def who(a: Report, b: Report) -> Iterator[Finding]:
    """Side by side, and whether the sides have changed places."""
    forth, back = _shared(a.sources, b.targets), _shared(a.targets, b.sources)
    straight = _shared(a.sources, b.sources) | _shared(a.targets, b.targets)
    if (forth or back) and not straight and a.sources and b.sources:
        yield "swapped", f"{', '.join(sorted(forth | back))} on the other side"
        return
    for side, field in SIDES:
        yield from _side(side, getattr(a, field), getattr(b, field))


def _side(side: str, a: tuple[Party, ...], b: tuple[Party, ...]) -> Iterator[Finding]:
    if not a or not b:
        return
    grades = {(x, y): likeness(x, y) for x in a for y in b}
    x, y = max(grades, key=lambda pair: (grades[pair], sorted(p.name for p in pair)))
    words = " / ".join(sorted({x.name, y.name}))
    if grades[x, y] > 0:
        yield f"{'same' if grades[x, y] == 2 else 'like'} {side}", words
    elif grades[x, y] < 0:
        persons = side == "target" and all(p.named and p.kind == "person" for p in (*a, *b))
        yield ("other person" if persons else f"other {side}"), words


@functools.lru_cache(maxsize=65536)
def likeness(a: Party, b: Party) -> int:
    """2 the same, 1 told alike, 0 nothing can be said, -1 two identified parties that are not the same."""
    if a.key == b.key:
        return 2 if a.named or b.named else 1
    one, other = set(a.key.split()), set(b.key.split())
    if a.named and b.named:
        if (one <= other or other <= one) and not (a.kind == b.kind == "country"):
            return 1
        if a.country and b.country and a.country != b.country and a.kind in OF_STATE and b.kind in OF_STATE:
            return -1
        if a.country and a.country == b.country and a.kind in OF_STATE and b.kind in OF_STATE:
            return -1 if a.kind == b.kind and a.kind in SEVERAL and not one & other else 1
        return -1 if (a.kind == "person") == (b.kind == "person") else 0  # a person may stand for the body
    if a.country and b.country and a.country != b.country and a.kind in OF_STATE and b.kind in OF_STATE:
        return -1
    if figures(a.key) != figures(b.key):
        return 0  # "10 militants" and "15 militants"
    nested = (one <= other or other <= one) and len(one & other) > 1  # "Coast Front gunmen"
    return 1 if a.head == b.head or nested or ((a.named or b.named) and len(one & other) > 1) else 0


def _shared(a: tuple[Party, ...], b: tuple[Party, ...]) -> set[str]:
    keys = {p.key for p in b if p.named}
    return {p.name for p in a if p.named and p.key in keys}
