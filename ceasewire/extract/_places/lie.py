"""How two places of the gazetteer lie to each other: one within the other, close, one and the same for the reader."""

from __future__ import annotations

import math

from ceasewire.reference.towns import Entry

#: two candidates closer than this are one place for the reader, in degrees
SAME = 0.75
#: a region of several countries and a place in one of them of its name, in degrees
WIDE = 4.0


def holds(container: Entry, e: Entry) -> bool:
    """Does the first place contain the second?"""
    if container is e or (container.kind == "city" and e.kind != "city"):
        return False
    if container.kind in ("country", "former"):
        return container.country == e.country and e.kind != "country"
    if container.precision == "adm1" and container.country == e.country and container.adm1 == e.adm1:
        return e.kind != "adm1"
    if container.kind == "city":
        return close(container, e, 0.6)
    if container.kind == "adm2":
        return container.country == e.country and e.kind == "city" and close(container, e, 0.8)
    return len(container.countries) == 1 and container.country == e.country and close(container, e, 3)


def close(a: Entry, b: Entry, degrees: float) -> bool:
    return abs(a.lat - b.lat) < degrees and abs(a.lon - b.lon) * math.cos(math.radians(a.lat)) < degrees


def same(a: Entry, b: Entry) -> bool:
    """One place for the reader: close to each other, or a region and its town of the same name."""
    if a is b:
        return True
    if None in (a.country, b.country):  # a region of several countries and a part of it ("Kashmir")
        return not {*a.countries}.isdisjoint(b.countries) and close(a, b, WIDE)
    if a.country != b.country or "country" in (a.kind, b.kind):
        return False
    return close(a, b, SAME) or (a.adm1 == b.adm1 and "adm1" in (a.kind, b.kind))
