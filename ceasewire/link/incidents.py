"""Incidents: reports of the same event across articles, so that one attack in 300 papers counts once. Judgements with their reasons.

    records → reports → copies (reprints) → candidate pairs → verdicts → what people judged → groups

Nothing is overwritten: every report stays as its article told it, with the judgement that put it where it is. The rule judges pairs by
one table of evidence (data/lexicons/en/incidents/weights.csv); what a person judged outranks it. Values over an incident are computed
when they are asked for (merging.py). Start reading at `Incidents.find`.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ceasewire.link._incidents.clusters import Pair
from ceasewire.link._incidents.copies import Printed, originals
from ceasewire.link._incidents.grouping import Grouping
from ceasewire.link._incidents.opinions import Mark, Opinion
from ceasewire.link._incidents.report import Json, Report, reports
from ceasewire.link._incidents.verdict import Reason
from ceasewire.link._incidents.weights import Weights, load

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

    def close(self) -> None:
        """Gives the room of the texts back; for those who stop without `find`."""
        self._printed.close()

    def find(self, opinions: Iterable[Opinion] = ()) -> Found:
        """Incidents, and what a person should look at. The order in which records came changes nothing. Called once, at the end.

        opinions: what people judged, the latest first; of contradicting ones the later holds.
        """
        original_of = originals(self._printed.find())
        return _Incidents(Grouping(self._reports, original_of, self.weights, opinions), original_of).found()


def find_incidents(records: Iterable[Json], opinions: Iterable[Opinion] = (), *, data: Path | None = None) -> Found:
    """Incidents among records, as `Incidents` finds them.

    Errors: DataError for a fault in the table of weights.
    """
    with contextlib.closing(Incidents(data)) as incidents:
        for record in records:
            incidents.add(record)
        return incidents.find(opinions)


class _Incidents:
    """What a grouping comes to, in reports and reasons."""

    def __init__(self, grouping: Grouping, original_of: Mapping[str, str]) -> None:
        self.grouping = grouping
        self.told = grouping.told
        self.original_of = original_of

    def found(self) -> Found:
        """Groups with an act that takes place or took place are incidents."""
        groups = (group for group in self.grouping.groups if any(self.told[n].real for n in group))
        incidents = tuple(sorted((self._incident(group) for group in groups), key=lambda i: i.members[0].report.order))
        apart = len(self.told) - sum(len(i.members) for i in incidents)
        return Found(incidents, tuple(self._unsure()), tuple(self.grouping.lost), len(self.told), apart)

    def _incident(self, group: list[int]) -> Incident:
        heads = [n for n in group if n not in self.grouping.copies]
        members = [self._member(n, heads) for n in group]
        members.sort(key=lambda m: (m.link is not None, m.report.order))
        key = "\x1f".join(map(str, self.told[heads[0]].key))
        return Incident(f"i{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}", tuple(members))

    def _member(self, number: int, heads: list[int]) -> Member:
        report = self.told[number]
        story = self.original_of.get(report.article, report.article)
        if number in self.grouping.copies:
            return Member(report, Link(self.told[self.grouping.copies[number]], "reprint", None), story, reprint=True)
        return Member(report, None if number == heads[0] else self._link(number, heads), story)

    def _link(self, number: int, heads: list[int]) -> Link:
        """A person's judgement if there is one, else the surest of the rule's; to an earlier report where two are as sure."""
        pairs = {(min(number, n), max(number, n)): n for n in heads if n != number}
        for pair, n in pairs.items():
            opinion = self.grouping.said.get(pair)
            if opinion is not None and opinion.verdict == "same":
                verdict = self.grouping.judged(pair)
                return Link(self.told[n], opinion.by or "a person", verdict.bits, verdict.reasons, opinion.why)
        pair = min(pairs, key=lambda p: (-self.grouping.judged(p).bits, pairs[p]))
        verdict = self.grouping.judged(pair)
        return Link(self.told[pairs[pair]], "rule", verdict.bits, verdict.reasons)

    def _unsure(self) -> Iterator[Unsure]:
        """What people are unsure of; then of any two groups the likeliest pair by the rule, if nobody has judged between them."""
        said, between = self.grouping.said, self.grouping.between
        doubts = [(pair, "") for pair, opinion in said.items() if opinion.verdict == "unsure"]
        doubts += [(pair, "judged the same, but another judgement keeps their incidents apart") for pair in self.grouping.refused]
        for pair, note in sorted(doubts):
            yield self._doubt(pair, said[pair].by or "a person", note)
        settled = {between(pair) for pair in said}
        best: dict[tuple[int, int], tuple[float, Pair]] = {}
        for pair in self.grouping.places:
            verdict, groups = self.grouping.judged(pair), between(pair)
            if verdict.verdict != "not" and groups[0] != groups[1] and groups not in settled and any(self.told[n].real for n in pair):
                best[groups] = min(best.get(groups, (math.inf, pair)), (-verdict.bits, pair))
        for _, pair in sorted(best.values()):
            verdict = self.grouping.judged(pair)
            clash = "their incidents contradict each other, or it fits two" if verdict.verdict == "same" else ""
            yield self._doubt(pair, "rule", verdict.note or clash)

    def _doubt(self, pair: Pair, by: str, note: str) -> Unsure:
        verdict = self.grouping.judged(pair)
        return Unsure(self.told[pair[0]], self.told[pair[1]], by, verdict.bits, verdict.reasons, note)
