"""Events that fit what is asked for, as records that hold only these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from ceasewire.errors import UsageError
from ceasewire.records import EVENT_TYPES, STATUSES
from ceasewire.store import read, search
from ceasewire.store.columns import Json, fold
from ceasewire.store.periods import moment, period
from ceasewire.store.schema import ARTICLES, CODINGS, EVENT_ACTORS, LAYERS

_EVENTS, _ACTORS, _PLACES = LAYERS["events"].c, LAYERS["actors"].c, LAYERS["places"].c


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events are asked for: all that is given must fit; of several values of one kind, one.

    types:      PLOVER types, also with a mode ("ASSAULT", "RETREAT-ceasefire")
    actors:     words of an actor's name or alias, whole words in any case and without accents ("taliban" finds "the Afghan Taliban")
    countries:  ISO 3166 alpha-3; the act took place there, or one of its parties belongs there
    statuses:   whether it happened (docs/record.md)
    since, until: year, month or day, both included. An event without a date of its own counts by its article's day of publication,
                which also closes an interval that is open on its left ("by May 1")
    text:       full-text search over title and text of the article (search.py)
    as_of:      the record as it was known then: year, month, day or time (UTC)

    Errors: UsageError for a value that cannot be.
    """

    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    text: str | None = None
    as_of: str | None = None

    def __post_init__(self) -> None:
        for value in self.types:
            _one_of("--type", value.partition("-")[0].upper(), EVENT_TYPES)
        for value in self.statuses:
            _one_of("--status", value.lower(), STATUSES)
        for value in self.countries:
            if not (len(value) == 3 and value.isascii() and value.isalpha()):
                raise UsageError(f"--country: {value!r} is no code of three letters. Allowed: ISO 3166 alpha-3 (AFG; XKX for Kosovo)")
        for value in self.actors:
            if not fold(value):
                raise UsageError(f"--actor: {value!r} has no letter or digit; give words of a name")
        if self.text is not None:
            search.parse(self.text)
        if self.as_of is not None:
            moment(self.as_of)
        first, after = self.bounds
        if first and after and first >= after:
            raise UsageError(f"--since {self.since} lies after --until {self.until}")

    @property
    def bounds(self) -> tuple[str | None, str | None]:
        """First day, and the day after the last."""
        return (period(self.since, "--since")[0] if self.since else None, period(self.until, "--until")[1] if self.until else None)


def matches(connection: Connection, query: EventQuery) -> list[tuple[int, str]]:
    """(coding, event id), by day of publication, article and place in the text; articles without a day at the end."""
    asked = _fitting(connection, query)
    first, after = query.bounds
    if first or after:
        asked = asked.where(_within(first, after))
    order = (ARTICLES.c.published.is_(None), ARTICLES.c.published, ARTICLES.c.id, _EVENTS.coding, _EVENTS.position)
    return [(coding, id) for coding, id in connection.execute(asked.order_by(*order))]


def undated(connection: Connection, query: EventQuery) -> int:
    """How many events fit but for their date, which nothing tells: they are left out when a time is asked for."""
    if not query.since and not query.until:
        return 0
    asked = _fitting(connection, query).where(_EVENTS.earliest.is_(None), _EVENTS.latest.is_(None), ARTICLES.c.published.is_(None))
    return connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()


def events(connection: Connection, query: EventQuery, where: str) -> Iterator[Json]:
    """The records of the articles that hold a fitting event, with only these in `events`; the other layers stay whole."""
    found = {coding: {id for _, id in some} for coding, some in groupby(matches(connection, query), key=lambda match: match[0])}
    for coding, record in zip(found, read.records(connection, found, where), strict=True):
        yield {**record, "events": [event for event in record["events"] if event["id"] in found[coding]]}


def _fitting(connection: Connection, query: EventQuery) -> Select[Any]:
    """All that is asked for but the time."""
    joined = LAYERS["events"].join(CODINGS, CODINGS.c.number == _EVENTS.coding).join(ARTICLES, ARTICLES.c.number == CODINGS.c.article)
    asked = select(_EVENTS.coding, _EVENTS.id).select_from(joined).where(CODINGS.c.number.in_(read.current(query.as_of)))
    if query.types:
        asked = asked.where(or_(*map(_is_type, query.types)))
    if query.statuses:
        asked = asked.where(_EVENTS.status.in_([status.lower() for status in query.statuses]))
    if query.actors:
        asked = asked.where(_has_party(or_(*(_ACTORS.names.contains(f" {fold(name)} ", autoescape=True) for name in query.actors))))
    if query.countries:
        codes = [code.upper() for code in query.countries]
        there = exists().where(_PLACES.coding == _EVENTS.coding, _PLACES.id == _EVENTS.place, _PLACES.country.in_(codes))
        asked = asked.where(or_(there, _has_party(_ACTORS.country.in_(codes))))
    if query.text is not None:
        asked = asked.where(ARTICLES.c.number.in_(search.matching(connection, query.text)))
    return asked


def _is_type(value: str) -> ColumnElement[bool]:
    name, _, mode = value.partition("-")
    same = _EVENTS.type == name.upper()
    return and_(same, _EVENTS.mode == mode.lower()) if mode else same


def _has_party(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    party = EVENT_ACTORS.c
    return exists().where(
        party.coding == _EVENTS.coding, party.event == _EVENTS.id, _ACTORS.coding == party.coding, _ACTORS.id == party.actor, condition
    )


def _within(first: str | None, after: str | None) -> ColumnElement[bool]:
    """Does the event's interval overlap the one asked for?"""
    published = ARTICLES.c.published
    start = func.coalesce(_EVENTS.earliest, case((published < _EVENTS.latest, published), else_=_EVENTS.latest))
    dated: list[ColumnElement[bool]] = [or_(_EVENTS.earliest.is_not(None), _EVENTS.latest.is_not(None))]
    undated: list[ColumnElement[bool]] = [_EVENTS.earliest.is_(None), _EVENTS.latest.is_(None)]
    if first:
        dated.append(or_(_EVENTS.latest.is_(None), _EVENTS.latest > first))
        undated.append(published >= first)
    if after:
        dated.append(start < after)
        undated.append(published < after)
    return or_(and_(*dated), and_(*undated))


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UsageError(f"{option}: {value!r} is unknown. Allowed: {', '.join(allowed)}")
