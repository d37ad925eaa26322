"""Is everything in the database still what was written? Offline, and all of it: also what older runs of the code made.

Texts against their SHA-256, spans against their texts, records against their digest, columns against the record they are made of,
what people judged against the words that they judged, and what the database itself knows to be wrong with its file and its keys.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select, text
from sqlalchemy.exc import DatabaseError

from ceasewire.store import read
from ceasewire.store.columns import OWN, Json, digest, join_rows, key, layer_columns, repeated, with_odd
from ceasewire.store.connect import Unreadable
from ceasewire.store.failures import reason
from ceasewire.store.schema import ARTICLES, CODINGS, JOINS, LAYERS, RUNS, TEXTS
from ceasewire.store.spans import misplaced, spans


@dataclass
class Checked:
    """How much was looked at, and how much of it differs."""

    texts: int = 0
    articles: int = 0
    codings: int = 0
    records: int = 0
    spans: int = 0
    judgements: int = 0
    faults: int = 0


def check(connection: Connection, seen: Checked) -> Iterator[str]:
    """One line for each thing that differs; `seen` counts while the lines are read."""
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):  # bytes that are no UTF-8 come as they are, so that they can be named
        driver.text_factory = lambda given: given.decode("utf-8", "surrogateescape")
    try:
        for fault in _faults(connection, seen):
            seen.faults += 1
            yield fault
    finally:
        if isinstance(driver, sqlite3.Connection):
            driver.text_factory = str


def _faults(connection: Connection, seen: Checked) -> Iterator[str]:
    from ceasewire.store import check_judgements  # the room of links is loaded with it, which no other read needs

    if connection.dialect.name == "sqlite":
        yield from _sqlite_itself(connection)
    try:
        yield from _texts(connection, seen)
        yield from _articles(connection, seen)
        yield from _codings(connection, seen)
        yield from _joins(connection)
        yield from _search(connection)
        for wrong in check_judgements.lines(connection):
            seen.judgements += 1
            yield from wrong
    except DatabaseError as error:
        yield f"the database cannot be read to its end: {reason(error.orig or error)}"


def _sqlite_itself(connection: Connection) -> Iterator[str]:
    """SQLite's own look at its file."""
    try:
        for (line,) in connection.execute(text("PRAGMA integrity_check(20)")):
            if line != "ok":
                yield f"SQLite: {line}"
        for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"{table} row {row} names a row of {parent} that is not there"
    except DatabaseError as error:
        yield f"SQLite: {error.orig}"


def _texts(connection: Connection, seen: Checked) -> Iterator[str]:
    for row in connection.execution_options(yield_per=read.BATCH).execute(select(TEXTS.c.sha256, TEXTS.c.text, TEXTS.c.odd)):
        seen.texts += 1
        try:
            whole = with_odd(row.text, row.odd).encode("utf-8", "surrogatepass")
        except (TypeError, ValueError, IndexError):
            whole = b""
        if hashlib.sha256(whole).hexdigest() != row.sha256:
            yield f"text {row.sha256[:12]}: its SHA-256 is another; the text was changed"


def _articles(connection: Connection, seen: Checked) -> Iterator[str]:
    for row in connection.execution_options(yield_per=read.BATCH).execute(select(ARTICLES)):
        seen.articles += 1
        body = row.body
        if isinstance(body, Unreadable):
            yield f"article {row.id!r}: its JSON cannot be read"
            continue
        if key(body) != row.key:
            yield f"article {row.id!r}: title, date or another field was changed"
        for name, value in repeated(ARTICLES, body).items():
            if value != getattr(row, name):
                yield f"article {row.id!r}: column {name} is {getattr(row, name)!r}, the article has {body.get(name)!r}"
    for row in connection.execute(select(RUNS)):
        if isinstance(row.body, Unreadable) or key(row.body) != row.key:
            yield f"run {row.number}: was changed"
            continue
        for name, value in repeated(RUNS, row.body).items():
            if value != getattr(row, name):
                yield f"run {row.number}: column {name} is {getattr(row, name)!r}, the run has {row.body.get(name)!r}"


def _codings(connection: Connection, seen: Checked) -> Iterator[str]:
    for some in read.batches(connection.execute(select(CODINGS.c.number).order_by(CODINGS.c.number)).scalars()):
        heads = {row.number: row for row in connection.execute(read.heads_of(CODINGS.c.number.in_(some)))}
        rows = read.rows_of(connection, some)
        columns = _layer_columns(connection, some)
        for number in some:
            seen.codings += 1
            if number not in heads:
                yield f"coding {number}: its article, text or run is not there"
                continue
            for fault in _coding(heads[number], rows[number], columns, seen):
                yield f"article {heads[number].id!r}, coding {number}: {fault}"


def _coding(head: Row[Any], layers: dict[str, list[Any]], columns: dict[tuple[str, int, int], Json], seen: Checked) -> Iterator[str]:
    try:
        record = read.put_together(head, layers)
    except (TypeError, ValueError, IndexError):
        yield "the text cannot be put together"
        return
    broken = next((body for body in read.bodies(record) if isinstance(body, Unreadable)), None)
    if broken is not None:
        yield f"JSON that cannot be read: {broken[:60]!r}"
        return
    seen.records += sum(map(len, layers.values()))
    seen.spans += sum(1 for _ in spans(record))
    yield from misplaced(record)
    if digest(record) != head.digest:
        yield "the record was changed: its digest is another"
    for layer, bodies in layers.items():
        for position, row in enumerate(bodies):
            there = columns.get((layer, head.number, position))
            try:
                made = layer_columns(layer, row)
            except (AttributeError, KeyError, TypeError):
                yield f"{layer} {position} is not what this version reads"
                continue
            if there != made:
                yield f"{layer} {row.get('id', position)}: the columns differ from the record: {_difference(there, made)}"


def _layer_columns(connection: Connection, codings: list[int]) -> dict[tuple[str, int, int], Json]:
    """(layer, coding, position) → the columns that are made of the record."""
    out: dict[tuple[str, int, int], Json] = {}
    for layer, table in LAYERS.items():
        for row in connection.execute(select(table).where(table.c.coding.in_(codings))):
            values = {name: value for name, value in row._mapping.items() if name not in OWN}
            out[layer, row.coding, row.position] = values
    return out


def _difference(there: Json | None, made: Json) -> str:
    if there is None:
        return "a position is missing"
    return "; ".join(f"{name} is {there.get(name)!r}, not {made[name]!r}" for name in made if there.get(name) != made[name])


def _joins(connection: Connection) -> Iterator[str]:
    """Who stands in which event, against what the events say."""
    for table in dict.fromkeys(join[0] for join in JOINS):
        layer = next(of for joined, of, *_ in JOINS if joined is table)
        there = {tuple(sorted(row.items())) for row in connection.execute(select(table)).mappings()}
        bodies = LAYERS[layer].c
        for coding, body in connection.execution_options(yield_per=read.BATCH).execute(select(bodies.coding, bodies.body)):
            if isinstance(body, Unreadable):
                continue
            for name, columns in join_rows(layer, body):
                if name == table.name:
                    said: tuple[Any, ...] = tuple(sorted({"coding": coding, **columns}.items()))
                    if said not in there:
                        yield f"{table.name}: {dict(said)} is not there"
                    there.discard(said)
        for left in sorted(there):
            yield f"{table.name}: {dict(left)} is in no record"


def _search(connection: Connection) -> Iterator[str]:
    articles = connection.execute(select(func.count()).select_from(ARTICLES)).scalar_one()
    indexed = connection.execute(text("SELECT count(*) FROM article_search")).scalar_one()
    if articles != indexed:
        yield f"the search index holds {indexed} articles of {articles}"
