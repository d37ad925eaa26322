"""Records of invented reports for the tests of incidents, made without the language model: an act is told by its fields.

All people, parties and places are invented; the towns lie where no town is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from ceasewire.pipeline import as_record
from ceasewire.records import Actor, Article, Block, Event, Extent, Interval, Mention, Place, Quantity, Ref, Span, Statement, Time

Json = dict[str, Any]
#: name → latitude, longitude, region; Verin and Ostrel are 170 km apart, Verin and Maredo ten
TOWNS = {"Verin": (1.5, 2.25, "North Tamar"), "Maredo": (1.59, 2.25, "North Tamar"), "Ostrel": (3.0, 2.25, "Salt Coast")}
KINDS = {"Coast Front": "rebel", "Hill Guard": "militia", "Varonia": "country", "Ostria": "country", "Varonian army": "military"}
COUNTRIES = {"Varonia": "VRN", "Varonian army": "VRN", "Ostria": "OST"}
RUN = {"version": "0.1.0", "model": "m1", "data": "d1", "config": "c1"}


@dataclass(frozen=True)
class Act:
    """What an article tells of one act; all words must stand in its sentence. day: earliest day, or earliest and the day after the last."""

    sentence: str
    trigger: str
    type: str = "ASSAULT"
    mode: str | None = None
    status: str = "occurred"
    day: str | tuple[str, str] | None = None
    town: str | None = None
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    killed: int | None = None
    at_least: bool = False
    said_by: str | None = None


def record(id: str, published: str | None, *acts: Act, title: str | None = None, publisher: str | None = None) -> Json:
    """The record of an article that tells these acts, a sentence each."""
    text = "\n".join(act.sentence for act in acts)
    layers: dict[str, list[Any]] = {name: [] for name in ("actors", "times", "places", "quantities", "statements", "events")}
    known: dict[str, str] = {}
    for n, act in enumerate(acts):
        start = text.index(act.sentence)

        def span(words: str, start: int = start) -> Span:
            return Span(at := text.index(words, start), at + len(words), words)

        def actor(name: str) -> str:
            if name not in known:
                how = "name" if name in KINDS else "description"
                where = span(name)
                mention = Mention(where.start, where.end, name, how)
                known[name] = f"a{len(known)}"
                layers["actors"].append(Actor(known[name], name, KINDS.get(name, "unknown"), (mention,), COUNTRIES.get(name)))
            return known[name]

        sources, targets = tuple(map(actor, act.sources)), tuple(map(actor, act.targets))
        trigger = span(act.trigger)
        time = place = said = None
        if act.day is not None:
            earliest, latest = act.day if isinstance(act.day, tuple) else (act.day, _next(act.day))
            time = Time(f"t{n}", trigger.start, trigger.end, trigger.text, "DATE", earliest, earliest=earliest, latest=latest)
        if act.town is not None:
            lat, lon, adm1 = TOWNS[act.town]
            where = span(act.town)
            number = list(TOWNS).index(act.town) + 1
            place = Place(f"p{n}", where.start, where.end, act.town, act.town, "literal", "point", number, lat, lon, "VRN", adm1)
        if act.killed is not None:
            how = {"low": act.killed} if act.at_least else {"best": act.killed}
            layers["quantities"].append(Quantity(f"q{n}", trigger.start, trigger.end, trigger.text, "killed", **how))
        if act.said_by is not None:
            said = Statement(f"s{n}", trigger, trigger, "indirect", "says", (actor(act.said_by),), (span(act.said_by),))
        for layer, row in (("times", time), ("places", place), ("statements", said)):
            layers[layer] += [row] if row is not None else []
        layers["events"].append(
            Event(
                f"e{n}{act.type.lower()}", act.type, trigger, Extent(start, start + len(act.sentence)), mode=act.mode, plover_type=act.type,
                sources=sources, targets=targets, time=Interval(f"t{n}", time.earliest, time.latest) if time else Interval(),
                place=Ref(place.id) if place else None, quantities=(f"q{n}",) if act.killed is not None else (), status=act.status,
                said_in=said.id if said else None,
            )
        )
    whole = {name: tuple(rows) for name, rows in layers.items()}
    article = Article(id, text, title=title, publisher=publisher, published=published, blocks=(Block("body", 0, len(text)),), layers=whole)
    plain: Json = json.loads(json.dumps(as_record(article, RUN)))
    return plain


def _next(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


# one attack, told by three papers with a word of their own each; and what is not it

MONDAY = Act(
    "Coast Front gunmen attacked a market in Verin on Monday, killing 12 farmers.", "attacked", mode="firearms", day="2024-03-11",
    town="Verin", sources=("Coast Front",), targets=("farmers",), killed=12,
)  # fmt: skip
HERALD = Act(
    "Twelve farmers died when the Coast Front attacked the market of Verin on March 11.", "attacked", mode="firearms", day="2024-03-11",
    town="Verin", sources=("Coast Front",), targets=("farmers",), killed=12,
)  # fmt: skip
COURIER = Act(
    "The attack on farmers in Verin last Monday was the work of the Coast Front, villagers said; at least 10 were buried.", "attack",
    day="2024-03-11", town="Verin", sources=("Coast Front",), killed=10, at_least=True,
)  # fmt: skip
FRIDAY = Act(
    "Coast Front gunmen attacked a market in Verin on Friday, killing 12 farmers.", "attacked", mode="firearms", day="2024-03-15",
    town="Verin", sources=("Coast Front",), targets=("farmers",), killed=12,
)  # fmt: skip
WEDNESDAY = replace(FRIDAY, sentence=FRIDAY.sentence.replace("Friday", "Wednesday"), day="2024-03-13")
VAGUE = Act(
    "The Coast Front attacked the market in Verin, killing 12 farmers.", "attacked", town="Verin", sources=("Coast Front",), killed=12
)
