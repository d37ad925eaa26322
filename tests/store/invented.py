"""Records for the tests of the store, made without the language model: a few by hand, any number by hypothesis.

All people, parties and events are invented.
"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from ceasewire.pipeline import as_record
from ceasewire.records import (
    ACTOR_KINDS,
    EVENT_TYPES,
    STATUSES,
    Actor,
    Article,
    Block,
    Change,
    Claim,
    Commitment,
    Dateline,
    Disagreement,
    Event,
    Extent,
    Interval,
    Mention,
    Place,
    Quantity,
    Ref,
    Span,
    Statement,
    Time,
    Unresolved,
)  # fmt: skip
from ceasewire.store.columns import digest

Json = dict[str, Any]
RUN = {"version": "0.1.0", "model": "m1", "data": "d1", "config": "c1"}
NEWER = {"version": "0.2.0", "model": "m1", "data": "d2", "config": "c1"}
REPORT = "Coast Front gunmen attacked Verin on Monday, killing three farmers, Varonian police said."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def report(
    id: str = "a1", text: str = REPORT, *, published: str | None = "2024-03-12", title: str | None = "Attack on Verin",
    status: str = "occurred", type: str = "ASSAULT", run: Json = RUN,
) -> Json:
    """The record of one invented report: two actors, one event in a place on a day, one statement, one commitment, one disagreement.

    text: must hold the words of REPORT.
    """
    phrases = ("Coast Front", "gunmen", "attacked", "Verin", "Monday", "three", "Varonian police", "said")
    at = {words: span(text, words) for words in phrases}

    def where(words: str) -> dict[str, Any]:
        return {"start": at[words].start, "end": at[words].end, "text": words}

    whole = span(text, REPORT[:-1])
    layers = {
        "actors": (
            Actor("a1", "Coast Front", "rebel", (Mention(**where("Coast Front"), how="name"),), "VRN", "REB"),
            Actor("a2", "Varonian police", "police", (Mention(**where("Varonian police"), how="description"),), "VRN", "COP"),
        ),
        "times": (Time("t1", **where("Monday"), type="DATE", value="2024-03-11", earliest="2024-03-11", latest="2024-03-12"),),
        "places": (Place("p1", **where("Verin"), name="Verin", use="literal", precision="point", country="OST", lat=1.5, lon=2.25),),
        "quantities": (Quantity("q1", **where("three"), what="killed", best=3),),
        "statements": (Statement("s1", at["said"], whole, "indirect", "says", ("a2",), (at["Varonian police"],)),),
        "events": (
            Event(
                "e1", type, at["attacked"], Extent(whole.start, whole.end), mode="beat" if type == "ASSAULT" else None, plover_type=type,
                sources=("a1",), source_spans=(at["gunmen"],), time=Interval("t1", "2024-03-11", "2024-03-12"), place=Ref("p1"),
                quantities=("q1",), status=status, said_in="s1", confidence=0.5,
            ),
        ),
        "commitments": (
            Commitment(
                "c1", "pledge", at["attacked"], "open", debtors=("a1",), deadline=Interval("t1", None, "2024-03-12"),
                history=(Change("deadline", at["Monday"], after="2024-03-12"),),
            ),
        ),
        "disagreements": (Disagreement("d1", "how many", ("q1",), (Claim("3", "s1", at["three"]), Claim("4", None, at["three"]))),),
        "unresolved": (Unresolved(**where("gunmen"), kind="pronoun", reason="2 candidates fit"),),
    }
    article = Article(id=id, text=text, title=title, published=published, blocks=(Block("body", 0, len(text)),), layers=layers)
    return plain_json(as_record(article, run))


def reports(count: int, *, run: Json = RUN) -> list[Json]:
    """So many different articles."""
    return [report(f"r{n}", f"Report {n}. {REPORT}", run=run) for n in range(count)]


def plain_json(record: Json) -> Json:
    """As it is written and read as a line: what goes in must come out."""
    out: Json = json.loads(json.dumps(record))
    return out


# any record that docs/record.md allows, over any text that Python can hold

_CHARACTERS = st.characters(exclude_categories=())  # NUL and half surrogate pairs too
_WORDS = st.text(_CHARACTERS, max_size=12)
_MAYBE = st.none() | _WORDS
_DAYS = st.none() | st.dates().map(lambda day: day.isoformat())
_NUMBERS = st.none() | st.integers(0, 10**15) | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def any_record(draw: st.DrawFn) -> Json:
    """A record with rows in every layer that name each other."""
    text = draw(st.text(_CHARACTERS, min_size=1, max_size=120))

    def some() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        return Span(start, end, text[start:end])

    def parts() -> dict[str, Any]:
        found = some()
        return {"start": found.start, "end": found.end, "text": found.text}

    def ids(letter: str, least: int = 0) -> list[str]:
        return [f"{letter}{n}" for n in range(draw(st.integers(least, 3)))]

    def several(known: list[str]) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(known), max_size=3))) if known else ()

    def one(known: list[str]) -> str | None:
        return draw(st.none() | st.sampled_from(known)) if known else None

    def somewhere() -> Ref | None:
        place = one(places)
        return Ref(place) if place else None

    def interval() -> Interval:
        return Interval(one(times), draw(_DAYS), draw(_DAYS))

    actors, times, places, quantities, statements = ids("a"), ids("t"), ids("p"), ids("q"), ids("s")
    hows = ("name", "alias", "description", "pronoun")
    layers = {
        "actors": tuple(
            Actor(
                id, draw(_WORDS), draw(st.sampled_from(ACTOR_KINDS)), (Mention(**parts(), how=draw(st.sampled_from(hows))),),
                draw(_MAYBE), draw(_MAYBE), draw(_MAYBE), one(actors), rule=draw(_WORDS),
            )
            for id in actors
        ),
        "times": tuple(Time(id, **parts(), type="DATE", value=draw(_WORDS), earliest=draw(_DAYS), latest=draw(_DAYS)) for id in times),
        "places": tuple(
            Place(
                id, **parts(), name=draw(_WORDS), use="literal", precision="area", geonames_id=draw(st.none() | st.integers(0, 2**40)),
                lat=draw(st.none() | st.floats(-90, 90)), lon=draw(st.none() | st.floats(-180, 180)),
                country=draw(_MAYBE), adm1=draw(_MAYBE),
            )
            for id in places
        ),
        "quantities": tuple(
            Quantity(id, **parts(), what=draw(_WORDS), low=draw(_NUMBERS), best=draw(_NUMBERS), high=draw(_NUMBERS), of=some())
            for id in quantities
        ),
        "statements": tuple(
            Statement(id, some(), some(), "mixed", "claims", several(actors), (some(),), several(actors), draw(_MAYBE), one(times))
            for id in statements
        ),
        "events": tuple(
            Event(
                id, draw(st.sampled_from(EVENT_TYPES)), some(), Extent(0, len(text)), draw(_MAYBE), draw(_WORDS), (draw(_WORDS),),
                sources=several(actors), targets=several(actors), mentions=(some(),), time=interval(),
                place=somewhere(), quantities=several(quantities),
                status=draw(st.sampled_from(STATUSES)), said_in=one(statements), confidence=draw(st.none() | st.floats(0, 1)),
            )
            for id in ids("e")
        ),
        "commitments": tuple(
            Commitment(
                id, "plan", some(), "open", debtors=several(actors), creditors=several(actors),
                deadline=draw(st.none() | st.just(interval())), condition=some(), under=draw(_MAYBE), said_in=one(statements),
                history=(Change(draw(_WORDS), some(), draw(_MAYBE)),),
            )
            for id in ids("c")
        ),
        "disagreements": tuple(
            Disagreement(id, draw(_WORDS), several(quantities), (Claim(draw(_WORDS), one(statements), some()),) * 2) for id in ids("d")
        ),
        "unresolved": tuple(Unresolved(**parts(), kind=draw(_WORDS), reason=draw(_WORDS)) for _ in ids("u")),
    }  # fmt: skip
    article = Article(
        id=draw(_WORDS), text=text, title=draw(_MAYBE), url=draw(_MAYBE), publisher=draw(_MAYBE), published=draw(_DAYS),
        raw_sha256=draw(_MAYBE), dateline=draw(st.none() | st.just(Dateline(draw(_WORDS), **parts()))),
        blocks=(Block("body", 0, len(text)),), layers=layers,
    )  # fmt: skip
    run = {name: draw(_WORDS) for name in ("version", "model", "data")}
    record = as_record(article, run)
    run["config"] = digest(record)  # one run reads one article one way
    return plain_json(record)
