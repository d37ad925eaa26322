"""One value from many reports of an incident, in three named ways, computed when asked for; the reports themselves stay as they are.

conservative    only what all reports agree on: the common parties, the place and time that all of them allow, the least number
informative     the most precise value that a report gives: the finest place, the narrowest time, an exact number before "at least"
representative  what most reports say, an article and its reprints having one voice

Source: the aggregations of report-level data that researchers name (R package eventreport: find_least_precise with find_min,
find_most_precise with find_max, find_mode). Ties go to the more precise value, then to the earlier report. Every value names the reports
that give it, so that its words can be shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ceasewire.errors import UsageError
from ceasewire.link._incidents.fields import fit, stated, where
from ceasewire.link._incidents.parties import likeness
from ceasewire.link._incidents.report import Number, Party, Report, When, Where
from ceasewire.link.incidents import Incident

MERGES = ("conservative", "informative", "representative")
#: the finer, the lower; an unresolved name may be any size
PRECISION = {"point": 0, "adm1": 1, "area": 2, "unresolved": 3, "country": 4}
#: findings of fields.where by which two reports contradict each other about the place
ELSEWHERE = ("other town", "other region", "other country", "other name")


@dataclass(frozen=True, slots=True)
class Merged:
    """One field over all reports. value: None where nothing is told, or where not all agree (conservative).

    value: str for type, mode and status; (name, …) for parties; (earliest, latest) ISO days, half-open, for when; Where for the place;
    a number for a count.
    low, high: the least and the most that any report gives, for counts. told: how many reports tell the field; reports: those that
    give this value. disagreement: of all pairs of reports that tell it, the share that contradict each other; None for fewer than two.
    """

    value: Any
    told: int
    reports: tuple[Report, ...]
    disagreement: float | None
    low: float | None = None
    high: float | None = None


def merge(incident: Incident, how: str) -> dict[str, Merged]:
    """Field → its merged value: type, mode, status, sources, targets, when, where, and each kind of thing counted ("killed").

    Errors: UsageError for another `how` than MERGES.
    """
    if how not in MERGES:
        raise UsageError(f"--merge: {how!r} is unknown. Allowed: {', '.join(MERGES)}")
    rows = _Rows(incident, how)
    fields = {
        "type": rows.word(lambda r: r.type),
        "mode": rows.word(lambda r: r.mode),
        "status": rows.status(),
        "sources": rows.parties(lambda r: r.sources),
        "targets": rows.parties(lambda r: r.targets),
        "when": rows.when(),
        "where": rows.where(),
    }
    counted = sorted({what for report in incident.reports for what in report.numbers})
    return fields | {what: rows.number(what) for what in counted}


def disagreement(merged: dict[str, Merged]) -> float | None:
    """The mean over the fields that two reports and more tell; None where there is none."""
    scores = [m.disagreement for m in merged.values() if m.disagreement is not None]
    return round(sum(scores) / len(scores), 3) if scores else None


class _Rows:
    """The reports of an incident without reprints, each with its share of its article's one voice."""

    def __init__(self, incident: Incident, how: str) -> None:
        self.how = how
        members = [m for m in incident.members if not m.reprint]
        self.story = {m.report.key: m.story for m in members}
        self.all = [m.report for m in members]

    def word(self, of: Callable[[Report], str | None]) -> Merged:
        told = [(r, value) for r in self.all if (value := of(r)) is not None]
        return self._chosen(told, _differ, lambda value: 0, alike=lambda told: told[0][1] if len({v for _, v in told}) == 1 else None)

    def status(self) -> Merged:
        """What it is by the latest report that tells of it as news; historical if none does. Reports told at other times differ rightly."""
        news = [r for r in self.all if r.status in ("occurred", "ongoing")]
        last = max(news or self.all, key=lambda r: r.order)
        return Merged(last.status, len(self.all), (last,), None)

    def parties(self, of: Callable[[Report], tuple[Party, ...]]) -> Merged:
        told = [(r, of(r)) for r in self.all if of(r)]
        found = self._chosen(told, _other_parties, _unnamed, alike=_common_parties, key=lambda some: tuple(sorted(p.key for p in some)))
        names = tuple(sorted({p.name for p in found.value})) if found.value else None
        return Merged(names, found.told, found.reports, found.disagreement)

    def when(self) -> Merged:
        told = [(r, r.when) for r in self.all if r.when.told and r.when.days is not None]
        found = self._chosen(told, _apart, lambda w: w.days or 0, alike=_hull)
        days = found.value and tuple(date.fromordinal(day).isoformat() for day in (found.value.first, found.value.after))
        return Merged(days, found.told, found.reports, found.disagreement)

    def where(self) -> Merged:
        told = [(r, r.where) for r in self.all if r.where is not None]
        return self._chosen(told, _elsewhere, _coarseness, alike=_common_place, key=lambda w: (w.geonames_id, w.name))

    def number(self, what: str) -> Merged:
        told = [(r, r.numbers[what]) for r in self.all if what in r.numbers]
        found = self._chosen(told, _unequal, _vagueness, alike=lambda told: min((n for _, n in told), key=stated), largest=True)
        lows = [n.low if n.low is not None else stated(n) for _, n in told]
        highs = [n.high if n.high is not None else stated(n) for _, n in told]
        value = stated(found.value) if found.value is not None else None
        return Merged(value, found.told, found.reports, found.disagreement, min(lows, default=None), max(highs, default=None))

    def _chosen(
        self,
        told: list[tuple[Report, Any]],
        differ: Callable[[Any, Any], bool],
        vague: Callable[[Any], float],
        *,
        alike: Callable[[list[tuple[Report, Any]]], Any],
        key: Callable[[Any], Any] = lambda value: value,
        largest: bool = False,
    ) -> Merged:
        """The value by this merge. vague: 0 for the most precise; alike: the conservative value; key: what makes two values the same."""
        if not told:
            return Merged(None, 0, (), None)
        score = _share(told, differ)
        if self.how == "conservative":
            value = alike(told)
            giving = [r for r, v in told if value is not None and key(v) == key(value)] or [r for r, _ in told if value is not None]
            return Merged(value, len(told), tuple(giving), score)
        votes: dict[Any, float] = defaultdict(float)
        share: dict[str, int] = defaultdict(int)
        for r, _ in told:
            share[self.story[r.key]] += 1
        for r, v in told:
            votes[key(v)] += 1 / share[self.story[r.key]]

        def size(v: Any) -> float:
            return -stated(v) if largest else 0.0

        def rank(row: tuple[Report, Any]) -> tuple[Any, ...]:
            report, v = row
            frequent = -round(votes[key(v)], 6)
            by_way = (vague(v), size(v), frequent) if self.how == "informative" else (frequent, vague(v), size(v))
            return (*by_way, report.order)

        best = min(told, key=rank)[1]
        return Merged(best, len(told), tuple(r for r, v in told if key(v) == key(best)), score)


def _share(told: list[tuple[Report, Any]], differ: Callable[[Any, Any], bool]) -> float | None:
    pairs = [(a, b) for n, (_, a) in enumerate(told) for _, b in told[n + 1 :]]
    return round(sum(differ(a, b) for a, b in pairs) / len(pairs), 3) if pairs else None


def _differ(a: str, b: str) -> bool:
    return a != b


def _other_parties(a: Iterable[Party], b: Iterable[Party]) -> bool:
    """Two identified parties and nobody in common; a description beside a name is no contradiction."""
    grades = [likeness(x, y) for x in a for y in b]
    return max(grades) < 0


def _unnamed(some: Iterable[Party]) -> float:
    return -sum(p.named for p in some)


def _common_parties(told: list[tuple[Report, tuple[Party, ...]]]) -> tuple[Party, ...] | None:
    """Those of the first report that all others tell of too, each in the words that say least: "Coast Front", not "Coast Front gunmen"."""
    first, *others = [some for _, some in told]
    found = []
    for party in first:
        alike = [[q for q in some if likeness(party, q) > 0] for some in others]
        if all(alike):
            found.append(min((party, *(q for some in alike for q in some)), key=lambda q: (len(q.key.split()), q.key)))
    return tuple(found) or None


def _apart(a: When, b: When) -> bool:
    assert a.first is not None and a.after is not None and b.first is not None and b.after is not None
    return a.after <= b.first or b.after <= a.first


def _hull(told: list[tuple[Report, When]]) -> When:
    """The time that holds all that is told: nobody says that it was outside."""
    return When(min(w.first or 0 for _, w in told), max(w.after or 0 for _, w in told), told=True)


def _elsewhere(a: Where, b: Where) -> bool:
    return any(finding in ELSEWHERE for finding, _ in where(a, b))


def _coarseness(place: Where) -> float:
    return PRECISION[place.precision]


def _common_place(told: list[tuple[Report, Where]]) -> Where | None:
    """The finest place that all that are told lie in: the same one, else its region, else its country."""
    places = [w for _, w in told]
    if len({(w.geonames_id, w.name) for w in places}) == 1:
        return places[0]
    first = places[0]
    if first.adm1 and all(w.adm1 == first.adm1 and w.country == first.country for w in places):
        return Where(first.adm1, "adm1", country=first.country, adm1=first.adm1)
    if first.country and all(w.country == first.country for w in places):
        return Where(first.country, "country", country=first.country)
    return None


def _unequal(a: Number, b: Number) -> bool:
    return not fit(a, b)


def _vagueness(number: Number) -> float:
    return 2.0 if number.approx else 0.0 if number.best is not None else 1.0
