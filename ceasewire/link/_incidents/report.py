"""One article's telling of one act, as it is compared with others: the record's fields put in order, none of them changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ceasewire.link._incidents import words
from ceasewire.link.stemming import stem
from ceasewire.records import FACTS
from ceasewire.reference.spelling import fold

Json = dict[str, Any]

#: who is told by a name, not by a description
NAMED = ("name", "alias", "metonym")
#: days before publication within which an act without a date lies: docs/annotation.md calls it background from then on
RECENT = 30


@dataclass(frozen=True, slots=True)
class Party:
    """Who did it, or to whom. key: the folded name by which parties are compared; named: it is a name, not a description."""

    name: str
    key: str
    named: bool
    kind: str
    country: str | None = None
    head: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """Days as ordinals, half-open; None where open. told: by words of the report, else only by its day of publication."""

    first: int | None = None
    after: int | None = None
    told: bool = False

    @property
    def days(self) -> int | None:
        """How many days it may have been; None where it is open on a side."""
        return None if self.first is None or self.after is None else self.after - self.first


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an act. precision: point, adm1, country, area or unresolved."""

    name: str
    precision: str
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    adm1: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """How many, over all groups that the report counts for this act; total: a running count, not of this act alone."""

    low: float | None = None
    best: float | None = None
    high: float | None = None
    approx: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One event of one article. `key` names it by content: another run of the code that finds the same words gives the same key."""

    article: str
    sha256: str
    event: str
    start: int
    end: int
    trigger: str
    type: str
    mode: str | None
    status: str
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    sentence: tuple[int, int] = (0, 0)
    mentions: tuple[tuple[int, int], ...] = ()
    sources: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    when: When = When()
    where: Where | None = None
    numbers: Mapping[str, Number] = field(default_factory=dict)
    said_by: tuple[str, ...] = ()
    new: bool = False
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    story_names: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str, int, int]:
        return self.article, self.sha256, self.start, self.end

    @property
    def order(self) -> tuple[str, str, int, int, str]:
        """By day of publication, article and place in the text; those without a day come last."""
        return self.published or "9999", self.article, self.start, self.end, self.type

    @property
    def real(self) -> bool:
        return self.status in FACTS

    @property
    def day(self) -> int | None:
        """The day of publication."""
        return ordinal(self.published)


def reports(record: Json) -> Iterator[Report]:
    """The events of a record (docs/record.md) as reports, in text order."""
    article = record["article"]
    layers = {name: {row["id"]: row for row in record[name]} for name in ("actors", "places", "quantities", "statements")}
    story = _story_names(record)
    for event in record["events"]:
        trigger, extent = event["trigger"], event["sentence"]
        told = article["text"][extent["start"] : extent["end"]]
        said = layers["statements"].get(event["said_in"] or "")
        yield Report(
            article["id"], article["sha256"], event["id"], trigger["start"], trigger["end"], trigger["text"],
            event["type"], event["mode"], event["status"], article["published"], article["publisher"], article["title"],
            (extent["start"], extent["end"]), tuple((m["start"], m["end"]) for m in event["mentions"]),
            tuple(_parties(event["sources"], layers["actors"])), tuple(_parties(event["targets"], layers["actors"])),
            _when(event, article["published"]), _where(event, layers["places"]), _numbers(event, layers["quantities"]),
            tuple(layers["actors"][a]["name"] for a in said["speakers"] if a in layers["actors"]) if said else (),
            words.is_new(article["text"][extent["start"] : trigger["start"]]), words.content(told), words.names(told), story,
        )  # fmt: skip


def ordinal(day: str | None) -> int | None:
    """Days since the beginning of the calendar; None for what is no whole date."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return None


def _parties(ids: list[str], actors: Mapping[str, Json]) -> Iterator[Party]:
    for id in ids:
        actor = actors.get(id)
        if actor is not None:
            named = any(m["how"] in NAMED for m in actor["mentions"])
            key = fold(actor["name"]).removeprefix("the ")
            yield Party(actor["name"], key, named, actor["kind"], actor["country"], stem(actor["role"] or key.rpartition(" ")[2]))


def _when(event: Json, published: str | None) -> When:
    """The days that the words allow. What took place did so before its report was printed."""
    first, after = ordinal(event["time"]["earliest"]), _after(event["time"]["latest"])
    day = ordinal(published)
    told = first is not None or after is not None
    if day is not None and event["status"] in FACTS:
        if after is None or after > day + 1 > (first or 0):
            after = day + 1
        if not told and event["status"] != "historical":
            first = day - RECENT
    return When(first, after, told)


def _after(latest: str | None) -> int | None:
    """The day after the last: "…T14:00" is on its day still."""
    day = ordinal(latest)
    return None if day is None else day + (1 if latest and len(latest) > 10 and latest[11:16] != "00:00" else 0)


def _where(event: Json, places: Mapping[str, Json]) -> Where | None:
    place = places.get((event["place"] or {}).get("ref", ""))
    if place is None:
        return None
    fields = ("name", "precision", "geonames_id", "lat", "lon", "country", "adm1")
    return Where(**{name: place[name] for name in fields})


def _numbers(event: Json, quantities: Mapping[str, Json]) -> dict[str, Number]:
    """What was counted → how many. Groups are added up; parts of another number and running totals beside a new number are not."""
    kinds: dict[str, list[Json]] = {}
    for id in event["quantities"]:
        if id in quantities and quantities[id]["what"] != "count":
            kinds.setdefault(quantities[id]["what"], []).append(quantities[id])
    found = {}
    for what, some in kinds.items():
        whole = [q for q in some if q["part_of"] not in event["quantities"]] or some
        groups = [q for q in whole if q["scope"] != "total"]
        total = not groups
        groups = groups or whole[-1:]
        found[what] = Number(
            _sum(groups, "low", "best"), _sum(groups, "best"), _sum(groups, "high", "best"), any(q["approx"] for q in groups), total
        )
    return found


def _sum(groups: list[Json], *names: str) -> float | None:
    """The sum over groups of the first of these fields that each has; None if one has none of them."""
    values = [next((float(q[n]) for n in names if q[n] is not None), None) for q in groups]
    return None if None in values else sum(v for v in values if v is not None)


def _story_names(record: Json) -> frozenset[str]:
    """The words of the names of people, parties and places in the article: what its story is about."""
    named = [m["text"] for a in record["actors"] for m in a["mentions"] if m["how"] in NAMED]
    return words.names(" ".join(["the", *named, *(p["text"] for p in record["places"])]))
