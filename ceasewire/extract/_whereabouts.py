"""Decides which place of a name is meant: container, unit word, the article's other places and demonyms, population last.

Every name has a prior for each of its candidates, in steps of about a factor of e. What the article says of other names then
adds support by country, first-level region and neighbourhood, three rounds long, so that names which are clear pull those
which are not. A name means the same place throughout an article, unless a container says otherwise.
"""

from __future__ import annotations

import collections
import itertools
import math
from dataclasses import dataclass

from spacy.tokens import Doc

from ceasewire.extract._placenames import Toponym, Words
from ceasewire.gazetteer import Entry, Gazetteer

#: candidates of one name that are weighed, the likeliest first
MOST = 40
ROUNDS = 3
#: what each sign is worth
CONTAINED, CONTAINED_ELSEWHERE, UNIT, OWN_NAME, SEAT = 10.0, 6.0, 6.0, 0.8, 1.5
COUNTRY, ADM1, NEAR = 4.0, 5.0, 2.0
#: two candidates closer than this are one place for the reader, in degrees
SAME = 0.75
#: less sure than this of the better of two distant places, we refuse
SURE = 0.4
#: what stands between a place and what contains it
LINKS = frozenset([",", "(", ", in", "in", ", in the", "in the", ", (", "-", "/"])


@dataclass(slots=True)
class Group:
    """All toponyms of one name, their candidates and how likely each is."""

    tops: list[Toponym]
    entries: list[Entry]
    scores: list[float]
    weight: float
    chances: list[float]


class Tally:
    """How much the article speaks of each country, first-level region and square degree."""

    def __init__(self) -> None:
        self.country: dict[str, float] = collections.defaultdict(float)
        self.adm1: dict[tuple[str, str], float] = collections.defaultdict(float)
        self.cell: dict[tuple[int, int], float] = collections.defaultdict(float)

    def add(self, group: Group) -> None:
        for e, p in zip(group.entries, group.chances, strict=True):
            weight = p * group.weight
            if e.country:
                self.country[e.country] += weight
                if e.adm1:
                    self.adm1[e.country, e.adm1] += weight
            if e.kind in ("city", "adm2", "region", "site", "camp", "zone"):
                self.cell[math.floor(e.lat), math.floor(e.lon)] += weight


class Chooser:
    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self.gazetteer = gazetteer
        self.words = words
        self._seats = {code: country.seats for code, country in gazetteer.countries.items()}

    def choose(self, doc: Doc, tops: list[Toponym]) -> list[tuple[Entry | None, str]]:
        """For each toponym the entry that is meant, or None and the reason why it stays open."""
        self._link(doc, tops)
        groups: dict[tuple[str, bool], Group] = {}
        for top in tops:
            if top.entries:
                group = groups.get((top.key, top.demonym))
                if group is None:
                    entries = sorted(top.entries, key=lambda e: -self._prior(e, top))[:MOST]
                    group = groups[top.key, top.demonym] = Group([], entries, [], 0.0, [])
                group.tops.append(top)
        for group in groups.values():
            self._score(group)
        self._settle(list(groups.values()))
        return [self._answer(top, groups.get((top.key, top.demonym))) for top in tops]

    def _link(self, doc: Doc, tops: list[Toponym]) -> None:
        """Writes into each toponym the names that the text sets up as its container: "A, B", "A (B)", "B's A", "A in B"."""
        for a, b in itertools.pairwise(tops):
            if b.start - a.end > 5 or a.key == b.key or b.demonym:
                continue
            between = [t.lower_ for t in doc[a.end : b.start]]
            if a.unit and between and between[0] in self.words.units:
                between = between[1:]
            if not a.demonym and " ".join(between) in LINKS:
                a.container.append(b)
            elif all(w in ("'s", "’s", "of") or w in self.words.units or self.words.has("direction", w) for w in between):
                b.container.append(a)
        for top in tops:  # "Pandi, Bulacan, Northland": what contains the container contains the name
            for c in list(top.container):
                top.container += [x for x in c.container if x not in top.container and x is not top]

    # ---- one name by itself ----

    def _prior(self, e: Entry, top: Toponym) -> float:
        if e.kind == "country":
            score = 6.0
        elif e.kind == "city":
            score = 0.75 * math.log10(e.population + 10)
            if e.country and top.key in self._seats.get(e.country, ()) and e.population > 5000:
                score += SEAT
        elif e.kind in ("adm1", "adm2", "other"):
            score = {"adm1": 4.0, "adm2": 1.5, "other": 1.0}[e.kind]
        else:
            score = 5.5
        if top.code or top.demonym or self.gazetteer.key(e.name.split()) == top.key:
            score += OWN_NAME
        return score + _unit_fits(e, top.unit)

    def _score(self, group: Group) -> None:
        containers = [c for top in group.tops for c in top.container]
        for e in group.entries:
            score = max(self._prior(e, top) for top in group.tops)
            if any(holds(c, e) for top in containers for c in top.entries):
                score += CONTAINED_ELSEWHERE
            group.scores.append(score)
        group.weight = 0.5 if group.tops[0].demonym else 1 + 0.5 * math.log(len(group.tops))
        group.chances = _softmax(group.scores)

    # ---- all names together ----

    def _settle(self, groups: list[Group]) -> None:
        total = sum(g.weight for g in groups)
        for _ in range(ROUNDS):
            tally = Tally()
            for g in groups:
                tally.add(g)
            for g in groups:
                if len(g.entries) > 1:
                    g.chances = _softmax(_supported(g, total - g.weight + 1, tally))

    # ---- the answer for one mention ----

    def _answer(self, top: Toponym, group: Group | None) -> tuple[Entry | None, str]:
        if group is None:
            return None, "no place of this name in the gazetteer"
        chances = group.chances
        inside = [any(holds(c, e) for k in top.container for c in k.entries) for e in group.entries]
        if any(inside):
            chances = [p if ok else 0.0 for p, ok in zip(chances, inside, strict=True)]
        best = max(range(len(chances)), key=lambda i: chances[i])
        e = group.entries[best]
        share = sum(p for p, x in zip(chances, group.entries, strict=True) if _same(x, e)) / (sum(chances) or 1)
        if share < SURE and not any(inside):
            others = sum(not _same(x, e) for x in group.entries)
            return None, f"{others + 1} places have this name and nothing in the article says which is meant"
        return e, ""


def _supported(g: Group, rest: float, tally: Tally) -> list[float]:
    """The candidates' scores with what the other names of the article add to them."""
    own = Tally()
    own.add(g)
    out = []
    for e, score in zip(g.entries, g.scores, strict=True):
        if e.country:
            score += COUNTRY * (tally.country[e.country] - own.country[e.country]) / rest
            if e.adm1:
                key = (e.country, e.adm1)
                score += ADM1 * (tally.adm1[key] - own.adm1[key]) / rest
        if e.precision in ("point", "adm1") or e.kind == "adm2":
            score += NEAR * sum(tally.cell.get(c, 0.0) - own.cell.get(c, 0.0) for c in _cells(e)) / rest
        out.append(score)
    return out


def _unit_fits(e: Entry, unit: str) -> float:
    if not unit:
        return 0.0
    level = "adm1" if e.precision == "adm1" else "point" if e.kind == "city" else e.kind
    if unit == "any":
        return UNIT / 2 if level in ("adm1", "adm2") else 0.0
    if level == unit:
        return UNIT
    return {("adm1", "adm2"): 2.0, ("adm1", "point"): -2.0, ("adm2", "adm1"): -3.0}.get((unit, level), 0.0)


def holds(container: Entry, e: Entry) -> bool:
    """Does the first place contain the second?"""
    if container is e or (container.kind == "city" and e.kind != "city"):
        return False
    if container.kind in ("country", "former"):
        return container.country == e.country and e.kind != "country"
    if container.precision == "adm1" and container.country == e.country and container.adm1 == e.adm1:
        return e.kind != "adm1"
    if container.kind == "city":
        return _close(container, e, 0.6)
    if container.kind == "adm2":
        return container.country == e.country and e.kind == "city" and _close(container, e, 0.8)
    return len(container.countries) == 1 and container.country == e.country and _close(container, e, 3)


def _close(a: Entry, b: Entry, degrees: float) -> bool:
    return abs(a.lat - b.lat) < degrees and abs(a.lon - b.lon) * math.cos(math.radians(a.lat)) < degrees


def _same(a: Entry, b: Entry) -> bool:
    return a is b or (a.country == b.country and a.kind != "country" and b.kind != "country" and _close(a, b, SAME))


def _softmax(scores: list[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(s - top) for s in scores]
    total = sum(raised)
    return [r / total for r in raised]


def _cells(e: Entry) -> list[tuple[int, int]]:
    """The square of one degree that the place stands in and the eight around it."""
    a, b = math.floor(e.lat), math.floor(e.lon)
    return [(a + i, b + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]


