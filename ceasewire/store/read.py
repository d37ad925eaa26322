"""Records as they were known on a day, put together as `ceasewire code` gave them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select
from sqlalchemy.sql.expression import Select

from ceasewire.errors import StoreError
from ceasewire.store.columns import Json, key, plain, with_odd
from ceasewire.store.connect import Unreadable
from ceasewire.store.periods import moment
from ceasewire.store.schema import ARTICLES, CODINGS, LAYERS, RUNS, TEXTS

BATCH = 100  #: codings that are fetched at a time: few statements, little memory
#: the order of the record's keys in docs/record.md
_ORDER = ("id", "url", "title", "publisher", "published", "language", "text", "sha256", "raw_sha256", "dateline", "blocks")


def current(as_of: str | None) -> Select[tuple[int]]:
    """A query for the numbers of the codings that hold: of each article id the one recorded last, or last before the day was over."""
    holding = select(func.max(CODINGS.c.number)).join(ARTICLES, ARTICLES.c.number == CODINGS.c.article).group_by(ARTICLES.c.id)
    return holding if as_of is None else holding.where(CODINGS.c.recorded_at < moment(as_of))


def find(connection: Connection, article: Json, run: Json) -> int | None:
    """The number of the coding of this article (without its text and what the code makes of it) by this run."""
    joined = select(CODINGS.c.number).join(ARTICLES, ARTICLES.c.number == CODINGS.c.article).join(RUNS, RUNS.c.number == CODINGS.c.run)
    return connection.execute(joined.where(ARTICLES.c.key == key(article), RUNS.c.key == key(run))).scalar()


def numbers(connection: Connection, as_of: str | None, id: str | None = None) -> list[int]:
    """The codings that hold, in the order in which they were recorded; of one article id or of all."""
    asked = select(CODINGS.c.number).where(CODINGS.c.number.in_(current(as_of)))
    if id is not None:
        asked = asked.join(ARTICLES, ARTICLES.c.number == CODINGS.c.article).where(ARTICLES.c.id == plain(id))
    return list(connection.execute(asked.order_by(CODINGS.c.number)).scalars())


def records(connection: Connection, codings: Iterable[int], where: str) -> Iterator[Json]:
    """The record of each coding, in the order given.

    Errors: StoreError for a row that is damaged; `ceasewire db check` names all of them.
    """
    for some in batches(codings):
        heads = {row.number: row for row in connection.execute(heads_of(CODINGS.c.number.in_(some)))}
        layers = rows_of(connection, some)
        for number in some:
            record = put_together(heads[number], layers[number])
            if any(isinstance(body, Unreadable) for body in bodies(record)):
                raise StoreError(where, f"the record of {heads[number].id!r} is damaged; `ceasewire db check` names all that are")
            yield record


def batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    """BATCH numbers at a time."""
    wanted = list(numbers)
    for at in range(0, len(wanted), BATCH):
        yield wanted[at : at + BATCH]


def heads_of(which: ColumnElement[bool]) -> Select[Any]:
    """Codings with their article, text and run."""
    columns = (
        CODINGS.c.number, CODINGS.c.digest, CODINGS.c.body.label("made"), ARTICLES.c.id, ARTICLES.c.body.label("given"),
        TEXTS.c.text, TEXTS.c.odd, RUNS.c.body.label("run"),
    )  # fmt: skip
    joined = CODINGS.join(ARTICLES, ARTICLES.c.number == CODINGS.c.article).join(RUNS, RUNS.c.number == CODINGS.c.run)
    return select(*columns).select_from(joined.join(TEXTS, TEXTS.c.sha256 == ARTICLES.c.sha256)).where(which)


def rows_of(connection: Connection, codings: Iterable[int]) -> dict[int, dict[str, list[Any]]]:
    """Coding → layer → its bodies in order."""
    wanted = list(codings)
    out: dict[int, dict[str, list[Any]]] = {number: {layer: [] for layer in LAYERS} for number in wanted}
    for layer, table in LAYERS.items():
        asked = select(table.c.coding, table.c.body).where(table.c.coding.in_(wanted)).order_by(table.c.coding, table.c.position)
        for coding, body in connection.execute(asked):
            out[coding][layer].append(body)
    return out


def put_together(head: Row[Any], layers: dict[str, list[Any]]) -> Json:
    """The record of one coding; damaged parts stay in it as Unreadable."""
    given, made = head.given, head.made
    article: Any = Unreadable("")
    if not isinstance(given, Unreadable) and not isinstance(made, Unreadable):
        known = {**given, **made, "text": with_odd(head.text, head.odd)}
        article = {name: known[name] for name in (*(n for n in _ORDER if n in known), *(n for n in known if n not in _ORDER))}
    return {"article": article, **layers, "run": head.run}


def bodies(record: Json) -> Iterator[Any]:
    """Article, run and all rows of a record."""
    yield record["article"]
    yield record["run"]
    for layer in LAYERS:
        yield from record[layer]
