"""One commitment through time: the tellings that make it, each change with its words and both clocks, the state that follows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from ceasewire.link._commitments.days import NO_DAYS, Days
from ceasewire.link._commitments.reports import Report, Sentence, Telling
from ceasewire.records import Span

CHANGES = ("made", "repeated", "revised", "met", "missed", "broken", "withdrawn", "disputed")
#: what one article tells of one commitment is one change; of several the first of these
RANK = {change: n for n, change in enumerate(("withdrawn", "broken", "met", "missed", "revised", "disputed", "repeated", "made"))}
ENDED = frozenset({"met", "missed", "broken", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One change, by one article. `what` it is of (status, deadline, terms), before and after in plain values.

    due: the deadline that holds from here on; told: does the article itself say it? happened: when the change came about, where the
    words say so; who_says: whose words they are, None for the reporter's own. reason: why this was judged so.
    """

    change: str
    report: Report
    words: Span
    due: Days
    told: bool
    happened: Days
    who_says: str | None
    before: str | None
    after: str | None
    what: str
    reason: str


@dataclass(slots=True, eq=False)
class Chain:
    """A commitment as it stands after the reports read so far. topic: what the act is, as first told; also: words of later tellings."""

    first: Telling
    topic: frozenset[str]
    setting: frozenset[str]
    parties: frozenset[str]
    due: Days
    status: str = "open"
    also: set[str] = field(default_factory=set)
    history: list[Entry] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return str(self.first.record["kind"])

    @property
    def refuses(self) -> bool:
        """Is it a promise not to do something?"""
        return bool({"not", "no", "never"} & set(self.first.words.text.lower().split()))

    @property
    def id(self) -> str:
        """Of the article and the words that made it: the same whatever is reported later."""
        key = "\0".join((self.first.report.record["article"]["sha256"], self.first.record["id"]))
        return "k" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]

    @property
    def last(self) -> Entry:
        return self.history[-1]

    def add(self, entry: Entry) -> None:
        """One more change; repeating and disputing a commitment ends none."""
        self.history.append(entry)
        self.due = entry.due
        decided = entry.change == "revised" or entry.change in ENDED
        if decided or (entry.change == "disputed" and self.status not in ENDED):
            self.status = entry.change

    def reports(self) -> list[Report]:
        """The articles that tell of it, each once."""
        return list(dict.fromkeys(e.report for e in self.history))

    def told_in(self, report: Report) -> bool:
        return any(e.report is report for e in self.history)


class Weights:
    """How much a stem tells: one that stands in every article nearly nothing, a rare one much (inverse document frequency)."""

    def __init__(self, counts: Mapping[str, int], articles: int) -> None:
        import math

        self._weight = {stem: math.log(1 + articles / n) for stem, n in counts.items()}
        self.most = math.log(1 + articles)

    def of(self, stems: frozenset[str] | set[str]) -> float:
        """The weight of all of them together. An act by its type alone says little."""
        return sum(self._weight.get(s, self.most) * (0.5 if s.startswith("@") else 1.0) for s in sorted(stems))


def is_same_day(a: Days, b: Days) -> bool:
    """Do two deadlines end on one day, or begin on one where neither ends?"""
    return (a[1] is not None and a[1] == b[1]) or (a[0] is not None and a[0] == b[0] and None in (a[1], b[1]))


def is_vaguer(a: Days, b: Days) -> bool:
    """Does `a` only say less than `b` ("in May" after "by May 20")?"""
    return a[0] is not None and a[1] is not None and b[1] is not None and a[0] < b[1] <= a[1] and (b[0] is None or b[0] >= a[0])


def moved(new: Days, old: Days) -> bool:
    """Is the deadline another one, and not the same or told less exactly?"""
    return new != NO_DAYS and old != NO_DAYS and not is_same_day(new, old) and not is_vaguer(new, old)


def around(report: Report, sentence: Sentence, steps: int = 1) -> frozenset[str]:
    """What the sentences before are about."""
    return frozenset().union(*(s.topic for s in report.sentences[max(0, sentence.number - steps) : sentence.number]))
