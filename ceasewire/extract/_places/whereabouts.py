"""Decides which place of a name is meant: container, unit word, the article's other places and demonyms, population last.

Every name has a prior for each of its candidates, in steps of about a factor of e. What the article says of other names then
adds support by country, first-level region and neighbourhood, three rounds long, so that names which are clear pull those
which are not. A name means the same place throughout an article, unless a container says otherwise.
"""

from __future__ import annotations

import bisect
import collections
import functools
import math
from dataclasses import dataclass, replace
from typing import NamedTuple

from ceasewire.extract._places.containers import level, link
from ceasewire.extract._places.lie import close, holds, same
from ceasewire.extract._places.names import KNOWN_FROM, OTHER_NAME_FROM
from ceasewire.extract._places.toponyms import Toponym, Words
from ceasewire.records import Article
from ceasewire.reference.gazetteer import Gazetteer
from ceasewire.reference.towns import Entry

#: candidates of one name that are weighed, the likeliest first
MOST = 40
ROUNDS = 3
#: a town of fewer people, in a country of which the article has less than this share of so many other names, is hardly meant
ELSEWHERE, NOWHERE, MANY = 30_000, 0.02, 4.0
#: what each sign is worth
CONTAINED_ELSEWHERE, UNIT, OWN_NAME, SEAT, LISTED, DATELINE = 6.0, 6.0, 0.8, 1.5, 1.5, 3.0
COUNTRY, ADM1, NEAR = 4.0, 9.0, 6.0
#: listed seas and lakes ("the Red Sea", not the governorate), and regions, mountains, camps and the like
LISTED_WATER, LISTED_OTHER = 6.5, 5.5
#: a town ten times as big
PEOPLE = 0.75
#: a first- and a second-level region without people, and one ten times as big
REGIONS, PEOPLE_OF_REGION = {"adm1": 1.75, "adm2": -0.5, "other": 0.5}, 0.5
#: how much of the support comes from names in the same sentences; chances below LEAST are left out of the tallies
BESIDE, LEAST = 0.25, 0.02
#: what a demonym and a name spelled by ear weigh beside a name that is known, once
ACTORS, HEARD = 1.5, 0.5
#: the likeliest place must be likelier than the next distant one by this factor, else we refuse
SURE = 1.2
#: a town under another spelling than its own must be this big, or that share of the other names lie in its country
KNOWN, SHARE = 300_000, 0.1


class Spot(NamedTuple):
    """What a tally counts of an entry: its country, its first-level region, its square degree; None for those that it has not.

    inside: it lies in the country and is not all of it. around: the square and the eight beside it, where they lend support.
    """

    country: str | None
    adm1: tuple[str, str] | None
    inside: bool
    cell: tuple[int, int] | None
    around: tuple[tuple[int, int], ...]
    is_point: bool


@dataclass(slots=True)
class Group:
    """All toponyms of one name, their candidates and how likely each is."""

    tops: list[Toponym]
    entries: list[Entry]
    spots: list[Spot]  # of the entries
    scores: list[float]
    weight: float
    chances: list[float]
    sentences: set[int]
    shares: list[float]  # how much of the article's other names lies in the country of each

    others: float = 0.0  # how many other names the article has, weighed

    def is_region(self) -> bool:
        """Is a first-level region meant that has no town of its name?"""
        e = self.entries[max(range(len(self.entries)), key=lambda i: self.chances[i])]
        return e.kind == "adm1" and not any(x.kind == "city" and x.adm1 == e.adm1 and x.country == e.country for x in self.entries)


class Tally:
    """How much the article speaks of each country, first-level region and square degree."""

    def __init__(self) -> None:
        self.total = 0.0
        self.country: dict[str, float] = collections.defaultdict(float)
        self.inside: dict[str, float] = collections.defaultdict(float)  # by country, of what lies in it
        self.adm1: dict[tuple[str, str], float] = collections.defaultdict(float)
        self.cell: dict[tuple[int, int], float] = collections.defaultdict(float)

    def add(self, group: Group) -> None:
        self.total += group.weight
        for spot, p in zip(group.spots, group.chances, strict=True):
            if p < LEAST:
                continue
            weight = p * group.weight
            if spot.country:
                self.country[spot.country] += weight
                if spot.inside:
                    self.inside[spot.country] += weight
                if spot.adm1:
                    self.adm1[spot.adm1] += weight
            if spot.cell:
                self.cell[spot.cell] += weight


NOTHING = Tally()


class Chooser:
    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self.gazetteer = gazetteer
        self.words = words
        self._seats = {code: country.seats for code, country in gazetteer.countries.items()}

    def choose(self, article: Article, tops: list[Toponym]) -> list[tuple[Toponym, Entry | None, str]]:
        """Each toponym with the entry that is meant, or None and the reason why it stays open; without those that are no places.

        A name that the gazetteer does not have, but whose container it has ("Alma in Coast province"), gets an entry as wide as the
        container, and a reason too.
        """
        if not tops:
            return []
        assert article.doc is not None
        link(article.doc, tops, self.words)
        for top in tops:
            if not top.entries and (top.placed or top.unit or top.container):
                top.entries = self.gazetteer.by_ear(top.key)
                top.heard = bool(top.entries)
        groups: dict[tuple[str, bool, str], Group] = {}
        starts = [s.start for s in article.sentences()]
        for top in tops:
            if top.entries:
                group = groups.get(_sense(top))
                if group is None:
                    group = groups[_sense(top)] = self._group(top)
                group.tops.append(top)
                group.sentences.add(bisect.bisect(starts, top.start))
        for group in groups.values():
            self._score(group)
        self._settle(list(groups.values()))
        backed = {top.key for top in tops if top.seen or top.placed or top.container or top.contains}
        strays = {sense for sense, group in groups.items() if sense[0] not in backed and self._is_stray(group)}
        regions = [top for top in tops if top.unit == "adm1" or (top.entries and groups[_sense(top)].is_region())]
        for x in [x for top in regions for x in top.beside]:  # "Alma and Coast provinces", "Texas, New York and Ohio"
            x.regional = True
        answers = {id(top): self._answer(top, groups[_sense(top)]) for top in tops if top.entries}
        for top in tops:
            if not top.entries or (top.told and answers[id(top)][0] is None):
                answers[id(top)] = _placed_by_container(top, answers)
        return [(top, *answers[id(top)]) for top in tops if _sense(top) not in strays]

    # ---- one name by itself ----

    def _group(self, top: Toponym) -> Group:
        entries = _without_namesakes(top)
        if len(entries) > 1:
            entries = sorted(entries, key=lambda e: -self._prior(e, top))[:MOST]
        return Group([], entries, [_spot(e) for e in entries], [], 0.0, [], set(), [])

    def _prior(self, e: Entry, top: Toponym) -> float:
        if e.precision == "country":
            score = 7.5
        elif e.kind == "city":
            score = PEOPLE * math.log10(e.population + 10)
            if e.country and top.key in self._seats.get(e.country, ()) and e.population > 5000:
                score += SEAT
        elif e.kind in REGIONS:
            score = REGIONS[e.kind] + PEOPLE_OF_REGION * math.log10(e.population + 10)
        else:
            score = LISTED_WATER if e.kind == "water" else LISTED_OTHER
        if self._is_own(e, top):
            score += OWN_NAME
        return score + _unit_fits(e, top.unit)

    def _score(self, group: Group) -> None:
        containers = [c for top in group.tops for c in top.container]
        listed = any(level(x) == 2 for top in group.tops for x in top.beside)  # "Iraq and Georgia"
        kinds = {top.code: top for top in group.tops}.values()  # in all else that a prior asks they are alike
        for e in group.entries:
            score = max(self._prior(e, top) for top in kinds)
            if any(holds(c, e) for top in containers for c in top.entries):
                score += CONTAINED_ELSEWHERE
            if e.precision == "point" and any(top.heads for top in group.tops):
                score += DATELINE
            if e.kind == "country" and listed:
                score += LISTED
            group.scores.append(score)
        group.weight = _weight(group.tops)
        group.chances = _softmax(group.scores)

    # ---- all names together ----

    def _settle(self, groups: list[Group]) -> None:
        by_sentence: dict[int, list[Group]] = collections.defaultdict(list)
        for g in groups:
            for n in sorted(g.sentences):
                by_sentence[n].append(g)
        beside = {}
        for g in groups:
            if len(g.entries) > 1:
                there = {id(x): x for n in sorted(g.sentences) for x in by_sentence[n] if x is not g}
                beside[id(g)] = list(there.values())
        for _ in range(ROUNDS if beside else 1):  # where no name is open, every round is the first again
            whole = Tally()
            for g in groups:
                whole.add(g)
            for g in groups:
                if len(g.entries) > 1:
                    g.chances = _softmax(_supported(g, whole, beside[id(g)]))
        for g in groups:
            rest = whole.total - g.weight + 1
            own = _by_country(g)
            g.others = rest - 1
            g.shares = [(whole.country[s.country] - own.get(s.country, 0.0)) / rest if s.country else 0.0 for s in g.spots]

    def _is_stray(self, group: Group) -> bool:
        """Of a name in which only the gazetteer sees a place: has it none where the article plays ("Toyota", "Olympic")?"""
        likeliest = max(range(len(group.entries)), key=lambda i: group.chances[i])
        e = group.entries[likeliest]
        if e.kind == "adm2" and not any(top.unit for top in group.tops):
            return True
        known = e.population >= (KNOWN_FROM if self._is_own(e, group.tops[0]) else OTHER_NAME_FROM)
        return e.kind in ("city", "adm2", "other") and not known and group.shares[likeliest] < SHARE

    # ---- the answer for one mention ----

    def _answer(self, top: Toponym, group: Group) -> tuple[Entry | None, str]:
        chances = group.chances
        outer = [c for k in top.container for c in k.entries if c.kind != "city" or not top.told]
        inside = [any(holds(c, e) for c in outer) for e in group.entries]
        abroad = {k.country for c in top.container for k in c.entries if k.country} if top.told and not any(inside) else set()
        if any(inside):
            chances = [p if ok else 0.0 for p, ok in zip(chances, inside, strict=True)]
        best = max(range(len(chances)), key=lambda i: chances[i])
        e = _town_or_region(group.entries[best], group.entries, top)
        if abroad and e.kind == "city" and e.country not in abroad and not any(self.gazetteer.borders(e, c) for c in abroad):
            return None, f"the place of this name in the gazetteer is not where the text says: {self._full(e)}"
        wider = (x for p, x in zip(chances, group.entries, strict=True) if x.country is None and same(x, e) and SURE * p > chances[best])
        e = next(wider, e)  # nothing is more precise than the words
        rival = max((p for p, x in zip(chances, group.entries, strict=True) if not same(x, e)), default=0.0)
        if chances[best] < SURE * rival and not any(inside):
            return None, self._tied(group, chances, e)
        astray = not any(inside) and group.shares[best] < SHARE
        if astray and top.unit == "nature" and e.kind in ("city", "adm2"):
            return None, f"the place of this name in the gazetteer is no river or valley, and nothing here points there: {self._full(e)}"
        own = any(self._is_own(x, top) for x in group.entries if same(x, e))
        if astray and (top.heard or (e.kind == "city" and e.population < KNOWN and not own)):
            return None, f"no place of just this name in the gazetteer; nothing here points to one that is written like it, {self._full(e)}"
        small = e.kind in ("city", "adm2") and e.population < ELSEWHERE
        if astray and small and group.shares[best] < NOWHERE and group.others > MANY:
            return None, f"the place of this name in the gazetteer is a small one to which nothing here points: {self._full(e)}"
        return e, ""

    def _tied(self, group: Group, chances: list[float], best: Entry) -> str:
        """Why a name stays open that several places have: how many, and the likeliest two."""
        others = sum(not same(x, best) for x in group.entries)
        order = sorted(range(len(chances)), key=lambda i: -chances[i])
        rival = next(group.entries[i] for i in order if not same(group.entries[i], best))
        pair = f"{self._full(best)} or {self._full(rival)}"
        return f"{others + 1} places have this name and nothing in the article says which is meant; likeliest {pair}"

    def _full(self, e: Entry) -> str:
        """ "Lima, Ohio, United States", for the reasons that people read."""
        countries = [self.gazetteer.countries[c].entry.name for c in e.countries if c in self.gazetteer.countries]
        return ", ".join(dict.fromkeys([e.name, *([e.adm1] if e.adm1 else []), "/".join(countries)])).removesuffix(", ")

    def _is_own(self, e: Entry, top: Toponym) -> bool:
        return top.code or top.demonym or self.gazetteer.is_own_name(e, top.key)


def _weight(tops: list[Toponym]) -> float:
    """What a name says for others: an actor's country more than a place passed through, a name spelled by ear less."""
    if tops[0].heard:
        return HEARD
    return ACTORS if tops[0].demonym else 1 + 0.5 * math.log(len(tops))


def _without_namesakes(top: Toponym) -> list[Entry]:
    """Without the towns and regions of a country that is itself called so: "Singapore", "Mexico", "Panama" are the countries."""
    countries = {e.country for e in top.entries if e.kind == "country"}
    if not countries or top.unit:
        return top.entries
    return [e for e in top.entries if e.kind == "country" or e.country not in countries]


def _by_country(group: Group) -> dict[str, float]:
    """What the group adds to a tally's countries."""
    own: dict[str, float] = {}
    for spot, p in zip(group.spots, group.chances, strict=True):
        if spot.country and p >= LEAST:
            own[spot.country] = own.get(spot.country, 0.0) + p * group.weight
    return own


def _supported(g: Group, whole: Tally, beside: list[Group]) -> list[float]:
    """The candidates' scores with what the other names of the article add to them, those of the same sentences once more."""
    own, near = Tally(), Tally()
    own.add(g)
    for x in beside:
        near.add(x)
    return [
        score + (1 - BESIDE) * _support(spot, whole, own) + (BESIDE * _support(spot, near, NOTHING) if beside else 0.0)
        for spot, score in zip(g.spots, g.scores, strict=True)
    ]


def _support(spot: Spot, tally: Tally, own: Tally) -> float:
    """What a tally, without a name's own part in it, says for one candidate."""
    score = 0.0
    rest = tally.total - own.total + 1
    if spot.country in tally.country:
        country = (tally.country[spot.country] - own.country.get(spot.country, 0.0)) / rest
        score += COUNTRY * country
        if spot.adm1:
            inside = (tally.adm1.get(spot.adm1, 0.0) - own.adm1.get(spot.adm1, 0.0)) / rest
            if not spot.is_point:  # a list of regions speaks for each of them, not for towns of their names in the others
                regions = (tally.inside.get(spot.country, 0.0) - own.inside.get(spot.country, 0.0)) / rest
                inside = max(inside, regions / 2)
            score += ADM1 * inside
    near = [c for c in spot.around if c in tally.cell]
    if near:
        score += NEAR * sum(tally.cell[c] - own.cell.get(c, 0.0) for c in near) / rest
    return score


@functools.lru_cache(maxsize=20000)
def _spot(e: Entry) -> Spot:
    a, b = math.floor(e.lat), math.floor(e.lon)
    counted = e.kind in ("city", "adm2", "region", "site", "camp", "zone")
    helped = e.precision in ("point", "adm1") or e.kind == "adm2"
    around = tuple((a + i, b + j) for i in (-1, 0, 1) for j in (-1, 0, 1)) if helped else ()
    country = e.country
    # England or Scotland are as wide as countries: their name says little for a village of a namesake in them ("Wales and England")
    adm1 = (country, e.adm1) if country and e.adm1 and e.precision != "country" else None
    return Spot(country, adm1, e.kind != "country", (a, b) if counted else None, around, e.precision == "point")


def _sense(top: Toponym) -> tuple[str, bool, str]:
    """Toponyms that are taken to mean the same."""
    return top.key, top.demonym, top.unit


def _placed_by_container(top: Toponym, answers: dict[int, tuple[Entry | None, str]]) -> tuple[Entry | None, str]:
    around = [e for c in top.container for e in [answers.get(id(c), (None, ""))[0]] if e is not None]
    if not around:
        return None, "no place of this name in the gazetteer"
    e = next((x for x in around if x.kind != "country"), around[0])
    wide = "area" if e.kind in ("city", "adm2") else e.precision
    reason = f"no place of this name in the gazetteer; only what it lies in is known: {e.name}"
    return replace(e, precision=wide, geonames_id=None, kind="unknown"), reason


def _town_or_region(e: Entry, entries: list[Entry], top: Toponym) -> Entry:
    """Of a region and its town of the same name, the region where a unit word stands or something lies in it, else the town."""
    if e.kind not in ("adm1", "adm2", "city") or e.precision == "country" or top.demonym:
        return e
    region = top.contains or top.regional or top.unit in ("adm1", "adm2", "any")
    wanted = ("adm1", "adm2") if region and top.unit != "point" else ("city",)
    if e.kind in wanted:
        return e
    twins = [x for x in entries if x.kind in wanted and x.country == e.country and close(x, e, 0.6 if "adm2" in (x.kind, e.kind) else 2.5)]
    return max(twins, key=lambda x: x.population, default=e)


def _unit_fits(e: Entry, unit: str) -> float:
    if not unit:
        return 0.0
    level = "adm1" if e.precision == "adm1" else "point" if e.kind == "city" else e.kind
    if unit == "any":
        return UNIT / 2 if level in ("adm1", "adm2") else 0.0
    if level == unit:
        return UNIT
    return {("adm1", "adm2"): 2.0, ("adm1", "point"): -2.0, ("adm2", "adm1"): -3.0}.get((unit, level), 0.0)


def _softmax(scores: list[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(s - top) for s in scores]
    total = sum(raised)
    return [r / total for r in raised]
