"""What two reports say of the same thing, field by field: each finding is a row of the table of weights, with its reason in words.

A field that one of the two does not tell gives no finding: silence is no contradiction.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator
from datetime import date

from ceasewire import lexicon
from ceasewire.link._incidents.parties import SIDES, Finding, who
from ceasewire.link._incidents.report import RECENT, Number, Report, When, Where
from ceasewire.link._incidents.words import Rarity, figures
from ceasewire.link.stemming import stem

NEAR_KM = 25.0
SOON = 2  #: days within which an act is in the papers
WIDE = 10  #: days; a longer stretch is too vague to agree by
#: counts that rise as news come in
RISING = ("killed", "wounded", "missing", "displaced", "refugees")
#: a count that is this many times another, and no more, may be the same one risen, or its "at least"
RISE = 1.5
#: share of common words (Dice) from which on the row of the table holds
DICE = (
    (0.7, "words all"), (0.5, "words most"), (0.3, "words half"), (0.2, ""), (0.1, "words some"), (0.05, "words few"), (0.0, "words none"),
)

#: bits of rarity (words.Rarity) that the names in common have together, from which on the row of the table holds
RARITY = ((20.0, "names rare"), (12.0, "names some"), (6.0, "names few"))

#: bits of rarity of the names that two articles, but not both sentences, have: from there on they are about the same people and places
STORY = 12.0
#: bits of rarity of the names that each has for itself, from which on they tell of different people or places
BESIDE = 16.0


def findings(a: Report, b: Report, rarity: Rarity) -> Iterator[Finding]:
    """All that can be said about whether two reports of one type tell of the same event. The order of the two changes nothing."""
    yield from when(a, b)
    if a.where is not None and b.where is not None:
        yield from where(a.where, b.where)
    yield from who(a, b)
    yield from numbers(a, b)
    if a.mode and b.mode:
        yield from _mode(a.type, *sorted((a.mode, b.mode)))
    yield from wording(a, b, rarity)


def _mode(type: str, one: str, other: str) -> Iterator[Finding]:
    if one == other:
        yield "same mode", one
    elif (type, one, other) not in near_modes():
        yield "other mode", f"{one} / {other}"


@functools.lru_cache(maxsize=1)
def near_modes() -> frozenset[tuple[str, str, str]]:
    """(type, mode, mode) that are taken for each other, the modes in alphabetical order."""
    rows = lexicon.table("lexicons/en/incidents/near_modes", ("type", "mode", "other"))
    return frozenset((row["type"], *sorted((row["mode"], row["other"]))) for row in rows)  # type: ignore[misc]


def when(a: Report, b: Report) -> Iterator[Finding]:
    """By the days that the words give; where one of the two gives none, by the days of publication."""
    told = [r for r in (a, b) if r.when.told and r.when.days is not None and r.when.days <= 2 * RECENT]
    if len(told) == 2:
        yield from _both_told(a, b)
    elif told:
        dated = told[0]
        other = b if dated is a else a
        assert dated.when.first is not None
        if other.day is None:
            return
        lag = other.day - dated.when.first
        if lag < 0 and dated.real and other.real:
            yield "not yet", f"printed {_day(other.day)}, before {_days(dated.when)}"
        elif other.status != "historical":
            late = max(0, lag - ((dated.when.days or 1) - 1))
            reason = f"{_days(dated.when)}; the other has no date, printed {_day(other.day)}"
            yield ("printed together", reason) if late <= SOON else _printed(late, reason)
    elif a.day is not None and b.day is not None and "historical" not in (a.status, b.status):
        apart = abs(a.day - b.day)
        yield _printed(apart, f"no date in both, printed {apart} days apart" if apart else "no date in both, printed on one day")
        if apart and a.new and b.new:
            yield "new twice", " / ".join(sorted((a.trigger, b.trigger)))


def _both_told(a: Report, b: Report) -> Iterator[Finding]:
    one, other = sorted((a.when, b.when), key=lambda w: (w.first or 0, w.after or 0))
    assert one.first is not None and one.after is not None and other.first is not None and other.after is not None
    words = " / ".join(dict.fromkeys((_days(one), _days(other))))
    gap = other.first - one.after
    if gap < 0:
        exact = one.days == other.days == 1
        if exact:
            yield "same day", words
        elif max(one.days or 0, other.days or 0) <= WIDE:
            yield "dates overlap", words
    elif "ongoing" in (a.status, b.status) and gap < RECENT:
        yield "next day", f"{words}, and goes on"  # a siege is told with another day each time
    elif gap == 0:
        yield "next day", words
    else:
        yield "days apart", words


def _printed(days: int, reason: str) -> Finding:
    row = "printed together" if not days else "printed next" if days <= SOON else "printed apart" if days <= 7 else "printed long after"
    return row, reason


def where(a: Where, b: Where) -> Iterator[Finding]:
    """By the finest that both tell; a town lies inside its region and its country."""
    names = " / ".join(sorted({a.name, b.name}))
    if a.country and b.country and a.country != b.country:
        yield "other country", f"{names} ({' / '.join(sorted((a.country, b.country)))})"
        return
    points = a.precision == b.precision == "point"
    if (a.geonames_id is not None and a.geonames_id == b.geonames_id) or a.name.casefold() == b.name.casefold():
        country = "country" in (a.precision, b.precision)
        yield ("same country" if country else "same town" if points else "same region"), names
    elif points:
        apart = kilometres(a, b)
        if apart is not None:
            yield ("near" if apart <= NEAR_KM else "other town"), f"{names}, {apart:.0f} km apart"
    elif "unresolved" in (a.precision, b.precision):
        if a.precision == b.precision:
            yield "other name", names
    elif "country" in (a.precision, b.precision) or "area" in (a.precision, b.precision):
        return
    elif a.adm1 and b.adm1:
        yield ("inside" if a.adm1 == b.adm1 else "other region"), names


def kilometres(a: Where, b: Where) -> float | None:
    """The distance on a globe (haversine), None where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    one, other = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, h)))


def numbers(a: Report, b: Report) -> Iterator[Finding]:
    """What both count; if that is nothing, the same people with another number ("23 pirates", "26 pirates")."""
    first, later = (a, b) if (a.published or "") <= (b.published or "") else (b, a)
    ordered = bool(first.published) and first.published != later.published
    both = sorted(a.numbers.keys() & b.numbers.keys())
    for what in both:
        yield from how_many(what, first.numbers[what], later.numbers[what], ordered=ordered)
    if both:
        return
    for _, side in SIDES:
        for x, y in itertools.product(getattr(a, side), getattr(b, side)):
            if x.head == y.head and figures(x.key) and figures(y.key) and figures(x.key) != figures(y.key):
                yield "other number", " / ".join(sorted((x.name, y.name)))
                return


def how_many(what: str, first: Number, later: Number, *, ordered: bool = False) -> Iterator[Finding]:
    """One thing counted twice. Running totals say nothing of one act; of two days, the later count may have risen, but hardly fallen.

    ordered: the one report was printed on a day before the other's.
    """
    if first.total or later.total:
        return
    one, other = sorted((stated(first), stated(later)))
    reason = f"{what} {one:g} / {other:g}" if one != other else f"{what} {one:g}"
    rises = what in RISING and ordered and stated(later) > stated(first)
    if one == other and not (first.approx or later.approx):
        yield ("same number" if one > 2 else "small number"), reason
    elif other <= one * RISE and (rises or fit(first, later)):
        yield "near number", reason
    else:
        yield ("other number" if other < 3 * one else "far number"), reason


def fit(a: Number, b: Number) -> bool:
    """Is there a number that both may mean? "At least 10" and 12 have one."""
    (a_low, a_high), (b_low, b_high) = _bounds(a), _bounds(b)
    return a_low <= b_high and b_low <= a_high


def _bounds(number: Number) -> tuple[float, float]:
    if number.best is not None and not number.approx:
        return number.best, number.best
    return number.low if number.low is not None else 0.0, number.high if number.high is not None else math.inf


def stated(number: Number) -> float:
    """The number that is said, in one figure."""
    return next((n for n in (number.best, number.low, number.high) if n is not None), 0.0)


def wording(a: Report, b: Report, rarity: Rarity) -> Iterator[Finding]:
    """The words of the two sentences; within one article they are the coder's own evidence, and count only as such."""
    yield ("same word" if stem(a.trigger) == stem(b.trigger) else "other word"), " / ".join(sorted({a.trigger, b.trigger}))
    if a.article == b.article and a.sha256 == b.sha256:
        yield ("same sentence" if a.sentence == b.sentence else "same article"), a.article
        if a.sentence == b.sentence:
            return
    share = 2 * rarity.of(a.words & b.words) / max(1.0, rarity.whole(a.words) + rarity.whole(b.words))
    row = next(name for least, name in DICE if share >= least)
    if row:
        yield row, f"{share:.0%}"
    common = a.names & b.names
    if common:
        rare = rarity.of(common)
        row = next((name for least, name in RARITY if rare >= least), "")
        if row:
            yield row, ", ".join(sorted(common, key=lambda n: (-rarity(n), n))[:5])
    elif a.names and b.names:
        yield "names none", " / ".join(sorted(", ".join(sorted(some)[:3]) for some in (a.names, b.names)))
    if min(rarity.of(a.names - b.names), rarity.of(b.names - a.names)) >= BESIDE:
        yield "other names", ""
    if a.story_names and b.story_names and a.sha256 != b.sha256:
        yield from _story(a.story_names & b.story_names, common, rarity)


def _story(common: frozenset[str], told: frozenset[str], rarity: Rarity) -> Iterator[Finding]:
    """By the names that both articles have; those that both sentences have are counted there."""
    around = common - told
    if not common:
        yield "other story", "no name in common"
    elif rarity.of(around) >= STORY:
        yield "same story", ", ".join(sorted(around, key=lambda n: (-rarity(n), n))[:5])


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of common members in both sets."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _days(when: When) -> str:
    assert when.first is not None and when.after is not None
    return _day(when.first) if when.days == 1 else f"{_day(when.first)} to {_day(when.after - 1)}"


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
