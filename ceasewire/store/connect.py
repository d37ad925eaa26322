"""Connections that keep the store's promises: foreign keys hold, readers see one state, a writer holds no one up.

SQLite: write-ahead log, so that readers and a writer do not wait for each other; every commit is on the disk before the next article.
PostgreSQL: its defaults, a limit on waiting for a lock, and reads as of one moment.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from ceasewire.errors import StoreError, UsageError
from ceasewire.store.address import Address

CONNECT_SECONDS = 10  #: to reach a server; a laptop on a train should not wait minutes to be told


class Unreadable(str):
    """JSON of a row that is none any more: `check` names it, every other read refuses it."""

    __slots__ = ()


def engine_for(address: Address, *, write: bool, create: bool = False) -> Engine:
    """An engine whose connections read, or also write; with `create`, a file that is missing is made.

    Errors: StoreError for a file that is missing; UsageError where the PostgreSQL driver is not installed.
    """
    common: dict[str, Any] = {"json_serializer": dumps, "json_deserializer": loads}
    if address.file is not None:
        _check_file(address, create)
        engine = create_engine(address.url, creator=lambda: _open_file(address, write, create), poolclass=QueuePool, **common)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        arguments = {"connect_timeout": CONNECT_SECONDS, "application_name": "ceasewire"}
        engine = create_engine(address.url, connect_args=arguments, **common)
    except ModuleNotFoundError as error:
        raise UsageError('--db: PostgreSQL needs its driver: pip install "ceasewire[postgres]"') from error

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        connection.execute(f"SET lock_timeout = '{int(address.wait * 1000)}ms'")
        if not write:
            connection.execute("SET default_transaction_read_only = on")
        connection.commit()

    return engine


def keep_log(engine: Engine, address: Address) -> None:
    """Turn on SQLite's write-ahead log, which a file then keeps. Not on connecting: the file might be another program's."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        end = time.monotonic() + address.wait
        while connection.driver_connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":  # type: ignore[union-attr]
            try:
                connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
                return
            except sqlite3.OperationalError:  # SQLite does not wait here for those who do the same this moment
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
    finally:
        connection.close()


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that is kept whole, or not at all."""
    return engine.execution_options(writing=True).begin()


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that sees the database as it is at its first statement, whatever is written meanwhile."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    return engine.execution_options(**options).begin()


def dumps(value: Any) -> str:
    """JSON as every record is stored. Half a surrogate pair goes in as an escape: no database takes it as a character."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(value, separators=(",", ":"))
    return text


def loads(text: str | bytes) -> Any:
    """What `dumps` wrote; Unreadable where the text is no JSON any more."""
    try:
        return json.loads(text)
    except ValueError:
        return Unreadable(text)


def _check_file(address: Address, create: bool) -> None:
    file = address.file
    assert file is not None
    if file.is_dir():
        raise StoreError(address.shown, "is a folder; name a file in it, such as record.db")
    if not file.exists():
        if not create:
            raise StoreError(address.shown, "no such file; `ceasewire code INPUT… --db FILE` makes one")
        if not file.parent.is_dir():
            raise StoreError(address.shown, f"the folder {file.parent} does not exist; make it first")


def _open_file(address: Address, write: bool, create: bool) -> sqlite3.Connection:
    """A connection with its settings. A file on a read-only disk is read as it stands, without the log that cannot be made there."""
    assert address.file is not None
    path = quote(str(address.file.resolve()))

    def connect(mode: str) -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{path}?{mode}", uri=True, timeout=address.wait, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA synchronous = FULL" if write else "PRAGMA query_only = ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    try:
        return connect("mode=rwc" if create else "mode=rw")
    except sqlite3.OperationalError as error:
        log = address.file.with_name(address.file.name + "-wal")
        if write or not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) or log.exists():
            raise
        return connect("mode=ro&immutable=1")


def _begin(connection: Any) -> None:
    """A writer takes the lock at once: a transaction that reads first and asks for it later can be refused without waiting."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")
