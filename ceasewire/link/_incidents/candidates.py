"""Which pairs of reports are looked at: of one type, within days of each other, with a name in common. The rest is not compared.

A key is a type and a name: the place, its country, a party, the country of a party, a capitalised word of the sentence or, if it is rare,
one that the article is about. Reports of one key
are gone through by day; each is paired with those before it whose days its own days touch, at most NEIGHBOURS of them, so that a year of
one war does not cost the square of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ceasewire.link._incidents.report import RECENT, Report
from ceasewire.link._incidents.words import Rarity

#: reports of one key that are compared with the next one, the nearest by day
NEIGHBOURS = 150
#: days that a report without a date is taken to reach back from its printing when pairs are looked for
BACK = 7
#: bits of rarity from which on a name of the article is looked for too, though it does not stand in the sentence
RARE = 6.0
SLACK = 1  #: days between two stretches that are still looked at


def pairs(reports: Sequence[Report], rarity: Rarity) -> Iterator[tuple[int, int]]:
    """Numbers of two reports each, the smaller first, each pair once. `reports` are in the order of `Report.order`."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        for key in keys(report, rarity):
            blocks[key].append(number)
    spans = [span(report) for report in reports]
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for pair in _within(sorted(blocks[key], key=lambda n: (spans[n] is not None, spans[n] or (0, 0), n)), spans):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _within(block: list[int], spans: list[tuple[int, int] | None]) -> Iterator[tuple[int, int]]:
    """Pairs of one key whose days touch; those without any day are compared with each other only."""
    near: list[int] = []
    for number in block:
        mine = spans[number]
        if mine is None:
            touching = [n for n in near if spans[n] is None]
        else:
            touching = near = [n for n in near if (other := spans[n]) is not None and other[1] + SLACK > mine[0]]
        for other_number in touching[-NEIGHBOURS:]:
            yield (other_number, number) if other_number < number else (number, other_number)
        near.append(number)


def keys(report: Report, rarity: Rarity) -> set[tuple[str, str]]:
    """The blocks of a report; its trigger's word if it names nothing at all."""
    about = (name for name in report.story_names - report.names if rarity(name) >= RARE)
    names = {f"n {name}" for name in (*report.names, *about) if not name[0].isdigit()}
    if report.where is not None:
        names |= {f"p {report.where.geonames_id or report.where.name.casefold()}", f"c {report.where.country}"}
    for party in (*report.sources, *report.targets):
        names |= {f"a {party.key}" if party.named else "", f"c {party.country}"}
    names -= {"", "c None"}
    return {(report.type, name) for name in names or {f"t {report.trigger.casefold()}"}}


def span(report: Report) -> tuple[int, int] | None:
    """The days, half-open, in which its like are looked for; None where neither the words nor the printing give one."""
    when, day = report.when, report.day
    if when.told and when.days is not None and when.days <= 2 * RECENT:
        assert when.first is not None and when.after is not None
        if report.status == "ongoing" and day is not None:
            return when.first, max(when.after, day + 1)
        return when.first, when.after
    if day is None:
        return None
    return day - BACK, day + 1
