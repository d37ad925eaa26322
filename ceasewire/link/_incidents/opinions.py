"""What people judged of pairs of reports, tied to the words and not to a run of the code, so that it holds when articles are coded anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ceasewire.link._incidents.report import Report

OPINIONS = ("same", "not", "unsure")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """The words of an article's text that tell of an act: code points, half-open; text: the words; type: as it was coded then."""

    article: str
    sha256: str
    start: int
    end: int
    text: str
    type: str

    @classmethod
    def of(cls, report: Report) -> Mark:
        return cls(report.article, report.sha256, report.start, report.end, report.trigger, report.type)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person holds of two acts. verdict: one of OPINIONS; by, why: as given; at: when it was recorded (UTC)."""

    first: Mark
    second: Mark
    verdict: str
    by: str | None = None
    why: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """An opinion and the numbers of the two reports that it is about."""

    opinion: Opinion
    pair: tuple[int, int]


def applied(opinions: Iterable[Opinion], reports: Sequence[Report]) -> tuple[list[Applied], list[Opinion]]:
    """The opinions with the reports that their words belong to today, and those whose words are in no report any more.

    Words belong to the report whose trigger they are, else to the one whose trigger or other mention they overlap most; of several, to
    that of the same type.
    """
    by_text: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        by_text[report.article, report.sha256].append(number)
    found, lost = [], []
    for opinion in opinions:
        one, other = (_at(mark, by_text.get((mark.article, mark.sha256), []), reports) for mark in (opinion.first, opinion.second))
        if one is None or other is None or one == other:
            lost.append(opinion)
        else:
            found.append(Applied(opinion, (min(one, other), max(one, other))))
    return found, lost


def _at(mark: Mark, numbers: list[int], reports: Sequence[Report]) -> int | None:
    def fit(number: int) -> tuple[bool, int, bool, int]:
        report = reports[number]
        told = [(report.start, report.end), *report.mentions]
        common = max(min(end, mark.end) - max(start, mark.start) for start, end in told)
        exact = (report.start, report.end) == (mark.start, mark.end)
        return exact, common, report.type == mark.type, -number

    best = max(numbers, key=fit, default=None)
    return best if best is not None and fit(best)[1] > 0 else None
