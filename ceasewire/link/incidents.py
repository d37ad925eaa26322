"""Incidents: reports of the same event across articles, so that one attack in 300 papers counts once. Judgements with their reasons.

    records → reports → copies (reprints) → candidate pairs → verdicts → what people judged → groups

Nothing is overwritten: every report stays as its article told it, with the judgement that put it where it is. The rule judges pairs by
one table of evidence (data/lexicons/en/incidents/weights.csv); what a person judged outranks it. Values over an incident are computed
when they are asked for (merging.py). Start reading at `Incidents.find`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ceasewire.link._incidents import candidates
from ceasewire.link._incidents.clusters import Clusters, Pair
from ceasewire.link._incidents.copies import Printed, copies, originals
from ceasewire.link._incidents.opinions import Applied, Mark, Opinion, applied
from ceasewire.link._incidents.report import Json, Report, reports
from ceasewire.link._incidents.verdict import Reason, Verdict, judge
from ceasewire.link._incidents.weights import Weights, load
from ceasewire.link._incidents.words import Rarity

__all__ = ["Found", "Incident", "Incidents", "Link", "Mark", "Member", "Opinion", "Reason", "Report", "Unsure", "find_incidents"]


@dataclass(frozen=True, slots=True)
class Link:
    """Why a report is of an incident: the report it is judged to tell the same as, by whom ("rule", "reprint" or a person), and why.

    bits: the sum of the rule's weights, also where a person overruled it; None for a reprint.
    """

    to: Report
    by: str
    bits: float | None
    reasons: tuple[Reason, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A report of an incident. link: None for the earliest. story: the article that it is printed in first; reprint: printed again."""

    report: Report
    link: Link | None
    story: str
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """Reports of one event, by day. The id is that of its earliest report's words: it changes only when an earlier report arrives."""

    id: str
    members: tuple[Member, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        """What was told once: all reports without reprints."""
        return tuple(m.report for m in self.members if not m.reprint)

    @property
    def stories(self) -> int:
        """How many articles told it, a reprint and its original being one."""
        return len({m.story for m in self.members})


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two reports that a person should look at: of two incidents, or of an incident and something planned, demanded or denied.

    by: "rule" or the person who was unsure, or whose judgement contradicts a later one; note: what overrules the sum of bits.
    """

    first: Report
    second: Report
    by: str
    bits: float
    reasons: tuple[Reason, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """incidents by day; unsure pairs, the likeliest first; lost: people's judgements whose words no report has any more.

    reports: how many were looked at; apart: how many of them are no incident (planned, demanded, denied …).
    """

    incidents: tuple[Incident, ...]
    unsure: tuple[Unsure, ...]
    lost: tuple[Opinion, ...]
    reports: int
    apart: int


class Incidents:
    """Takes records (docs/record.md), each article id once, then says which of their events are one."""

    def __init__(self, data: Path | None = None) -> None:
        self.weights: Weights = load(data)
        self._reports: list[Report] = []
        self._printed = Printed()

    def add(self, record: Json) -> None:
        """One article's record. Memory: about 2 kB an event; texts go to a temporary file until reprints are found."""
        self._reports += reports(record)
        self._printed.add(record["article"])

    def find(self, opinions: Iterable[Opinion] = ()) -> Found:
        """Incidents, and what a person should look at. The order in which records came changes nothing.

        opinions: what people judged, the latest first; of contradicting ones the later holds.
        """
        told = sorted(self._reports, key=lambda r: r.order)
        original_of = originals(self._printed.find())
        return _Finding(told, original_of, self.weights).found(opinions)


def find_incidents(records: Iterable[Json], opinions: Iterable[Opinion] = (), *, data: Path | None = None) -> Found:
    """Incidents among records, as `Incidents` finds them.

    Errors: DataError for a fault in the table of weights.
    """
    incidents = Incidents(data)
    for record in records:
        incidents.add(record)
    return incidents.find(opinions)


def rarity(told: Iterable[Report], original_of: Mapping[str, str]) -> Rarity:
    """How rare words are among these articles, a reprint counting with its original."""
    named: dict[str, set[str]] = defaultdict(set)
    for report in told:
        named[original_of.get(report.article, report.article)] |= report.words | report.story_names
    return Rarity(map(frozenset, named.values()))


class _Finding:
    """One run over reports in their order; everything below is numbers of reports."""

    def __init__(self, told: list[Report], original_of: dict[str, str], weights: Weights) -> None:
        self.told = told
        self.original_of = original_of
        self.weights = weights
        self.copies = copies(told, original_of)
        self.rarity = rarity(told, original_of)
        self._verdicts: dict[Pair, Verdict] = {}

    def found(self, opinions: Iterable[Opinion]) -> Found:
        known, lost = applied(opinions, self.told)
        self._let_go(known)
        self.said = {self._heads(a.pair): a.opinion for a in reversed(known)}  # the latest stands
        heads = [n for n in range(len(self.told)) if n not in self.copies]
        places = [(heads[a], heads[b]) for a, b in candidates.pairs([self.told[n] for n in heads], self.rarity)]
        clusters = Clusters(len(self.told), self.judged, self.weights)
        clusters.keep_apart(pair for pair, opinion in self.said.items() if opinion.verdict != "same")
        refused = clusters.put_together([a for a in map(self._heads, (k.pair for k in known)) if self.said[a].verdict == "same"])
        clusters.link(pair for pair in places if pair not in self.said)
        groups = self._with_copies(clusters)
        incidents = [self._incident(group) for group in groups if any(self.told[n].real for n in group)]
        return Found(
            tuple(sorted(incidents, key=lambda i: i.members[0].report.order)), tuple(self._unsure(places, clusters, refused)), tuple(lost),
            len(self.told), len(self.told) - sum(len(i.members) for i in incidents),
        )  # fmt: skip

    def judged(self, pair: Pair) -> Verdict:
        """The rule's verdict on two reports."""
        verdict = self._verdicts.get(pair)
        if verdict is None:
            a, b = self.told[pair[0]], self.told[pair[1]]
            verdict = self._verdicts[pair] = judge(a, b, self.weights, self.rarity)
        return verdict

    def _let_go(self, known: list[Applied]) -> None:
        """A reprint that a person judged to tell another act than its original stands for itself."""
        for a in reversed(known):
            one, other = a.pair
            if a.opinion.verdict != "same" and self.copies.get(one, one) == self.copies.get(other, other):
                self.copies.pop(other if other in self.copies else one)

    def _heads(self, pair: Pair) -> Pair:
        one, other = (self.copies.get(n, n) for n in pair)
        return (one, other) if one < other else (other, one)

    def _with_copies(self, clusters: Clusters) -> list[list[int]]:
        again: dict[int, list[int]] = defaultdict(list)
        for copy, head in self.copies.items():
            again[head].append(copy)
        return [sorted([*group, *(c for n in group for c in again[n])]) for group in clusters.groups() if group[0] not in self.copies]

    def _incident(self, group: list[int]) -> Incident:
        heads = [n for n in group if n not in self.copies]
        first = heads[0]
        members = [self._member(n, heads, first) for n in group]
        members.sort(key=lambda m: (m.link is not None, m.report.order))
        key = "\x1f".join(map(str, self.told[first].key))
        return Incident(f"i{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}", tuple(members))

    def _member(self, number: int, heads: list[int], first: int) -> Member:
        report = self.told[number]
        story = self.original_of.get(report.article, report.article)
        if number in self.copies:
            return Member(report, Link(self.told[self.copies[number]], "reprint", None), story, reprint=True)
        if number == first:
            return Member(report, None, story)
        return Member(report, self._link(number, heads), story)

    def _link(self, number: int, heads: list[int]) -> Link:
        """A person's judgement if there is one, else the surest of the rule's that led here; to an earlier report if it is as sure."""
        pairs = {(min(number, n), max(number, n)): n for n in heads if n != number}
        for pair, n in pairs.items():
            opinion = self.said.get(pair)
            if opinion is not None and opinion.verdict == "same":
                verdict = self.judged(pair)
                return Link(self.told[n], opinion.by or "a person", verdict.bits, verdict.reasons, opinion.why)
        pair = min(pairs, key=lambda p: (-self.judged(p).bits, pairs[p]))
        return Link(self.told[pairs[pair]], "rule", self.judged(pair).bits, self.judged(pair).reasons)

    def _unsure(self, places: list[Pair], clusters: Clusters, refused: list[Pair]) -> Iterator[Unsure]:
        """Of any two groups the likeliest pair, if a person has not told them apart."""
        best: dict[tuple[int, int], tuple[float, Pair]] = {}
        said_not = {self._groups(pair, clusters) for pair, opinion in self.said.items() if opinion.verdict == "not"}
        for pair in places:
            verdict, groups = self.judged(pair), self._groups(pair, clusters)
            if verdict.verdict == "not" or groups[0] == groups[1] or groups in said_not or not any(self.told[n].real for n in pair):
                continue
            best[groups] = min(best.get(groups, (0.0, pair)), (-verdict.bits, pair))
        doubts = [(0.0, pair, self.said[pair]) for pair in self.said if self.said[pair].verdict == "unsure"]
        doubts += [(0.0, pair, self.said[pair]) for pair in refused]
        for _, pair, opinion in sorted(doubts, key=lambda d: d[1]):
            note = "" if opinion.verdict == "unsure" else "judged the same, but another judgement keeps their incidents apart"
            yield self._doubt(pair, opinion.by or "a person", note)
        for bits, pair in sorted(best.values()):
            verdict = self.judged(pair)
            clash = "their incidents contradict each other, or it fits two" if verdict.verdict == "same" and bits else ""
            yield self._doubt(pair, "rule", verdict.note or clash)

    def _doubt(self, pair: Pair, by: str, note: str) -> Unsure:
        verdict = self.judged(pair)
        return Unsure(self.told[pair[0]], self.told[pair[1]], by, verdict.bits, verdict.reasons, note)

    def _groups(self, pair: Pair, clusters: Clusters) -> tuple[int, int]:
        one, other = (clusters.group(n) for n in pair)
        return (one, other) if one < other else (other, one)
