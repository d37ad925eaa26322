"""An open database: the way into this room from Python and from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine

from ceasewire.store import check, info, migrations, query, read, write
from ceasewire.store.address import Address, parse
from ceasewire.store.columns import Json, article_body
from ceasewire.store.connect import engine_for, keep_log, reading, writing
from ceasewire.store.failures import explained
from ceasewire.store.write import Outcome


class Store:
    """Records of articles, kept. Made by `open_store`; use it in a `with` block, or call `close`.

    Every method may raise StoreError: the disk is full, the server is gone, a lock is held … Reads see one state of the database from
    their first row to their last, whatever is written meanwhile.
    """

    def __init__(self, engine: Engine, address: Address) -> None:
        self._engine = engine
        self.where = address.shown

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        with explained(self.where):
            self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database, for the rooms beside this one; failures as StoreError."""
        with explained(self.where), reading(self._engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in one transaction; failures as StoreError."""
        with explained(self.where), writing(self._engine) as connection:
            yield connection

    def add(self, record: Json) -> Outcome:
        """Keep the record of one article, as Coder.code gives it, in one transaction. The same record again changes nothing."""
        with self.writing() as connection:
            return write.add(connection, record, self.where)

    def find(self, article: Json, run: Json) -> Json | None:
        """The record that this run made of this article, both as they stand in a record; None where it has not read it."""
        with self.reading() as connection:
            number = read.find(connection, article_body(article), run)
            return next(read.records(connection, [number], self.where)) if number is not None else None

    def records(self, *, id: str | None = None, as_of: str | None = None) -> Iterator[Json]:
        """The records that hold, in the order in which they were recorded: of each article id the last one.

        id: only of this article. as_of: as it was known then (year, month, day or time, UTC).
        """
        with self.reading() as connection:
            yield from read.records(connection, read.numbers(connection, as_of, id), self.where)

    def events(self, asked: query.EventQuery) -> Iterator[Json]:
        """The records with an event that fits, with only the fitting events in them, by day of publication."""
        with self.reading() as connection:
            yield from query.events(connection, asked, self.where)

    def undated(self, asked: query.EventQuery) -> int:
        """How many events fit but for the time asked for, and are left out because neither they nor their article have a date."""
        with self.reading() as connection:
            return query.undated(connection, asked)

    def info(self, *, as_of: str | None = None) -> dict[str, Any]:
        """What the database holds, in figures (info.py)."""
        with self.reading() as connection:
            return info.info(connection, as_of)

    def check(self, seen: check.Checked | None = None) -> Iterator[str]:
        """One line for each thing that is not as it was written; none when all is well. `seen` counts what was looked at."""
        with self.reading() as connection:
            yield from check.check(connection, seen if seen is not None else check.Checked())


def open_store(address: str, *, write: bool = False, create: bool = False) -> Store:
    """Open a database.

    address: a file, or postgresql://USER@HOST/DATABASE. write: for `add`. create: write, and make what is missing: the file, and
    the tables of an empty database. A database that has tables already is never migrated here (migrate_store does).

    Errors: UsageError for an address that cannot be; StoreError for a database that is not there, not ours, older or newer.
    """
    where = parse(address)
    engine = engine_for(where, write=write or create, create=create)
    try:
        with explained(where.shown):
            if create:
                migrations.migrate(engine, where.shown, only_new=True)
            with reading(engine) as connection:
                migrations.require_current(connection, where.shown)
            if write or create:
                keep_log(engine, where)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, where)


def migrate_store(address: str) -> list[str]:
    """Bring the tables of an older database up to this version; the names of the steps that were applied, none if it is current.

    Errors: as open_store.
    """
    where = parse(address)
    engine = engine_for(where, write=True)
    try:
        with explained(where.shown):
            return migrations.migrate(engine, where.shown)
    finally:
        engine.dispose()
