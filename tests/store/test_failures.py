"""What a person reads when the database cannot: disk full, read-only, locked, gone, no password … and never the password itself."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from ceasewire.errors import StoreError, UsageError
from ceasewire.store import open_store
from ceasewire.store.address import parse
from ceasewire.store.connect import reading
from ceasewire.store.failures import reason
from tests.store.invented import report, reports


def test_a_full_disk(tmp_path: Path) -> None:
    """SQLite's own limit gives the error of a full disk; what was kept before is whole."""
    with open_store(str(tmp_path / "record.db"), create=True) as store:
        store.add(report())
        with reading(store._engine) as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages + 4}"))
        with pytest.raises(StoreError, match=r"the disk is full. Nothing of the article in hand was kept, all before it is; make room"):
            for record in reports(40):
                store.add(record)
        assert list(store.check()) == []
        assert store.info()["articles"] >= 1


@contextmanager
def unprivileged() -> Iterator[Path]:
    """A folder for somebody who is not root, whom permissions do not stop."""
    folder = Path(tempfile.mkdtemp(prefix="ceasewire-"))
    folder.chmod(0o755)
    root = os.geteuid() == 0
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_read_only(tmp_path: Path) -> None:
    with unprivileged() as folder:
        file = folder / "record.db"
        with open_store(str(file), create=True) as store:
            store.add(report())
        with pytest.raises(StoreError):  # what Python loads late is loaded before it may read nothing but this folder
            open_store(str(folder / "none.db"))
        file.chmod(0o444)
        folder.chmod(0o555)
        if os.geteuid() == 0:
            os.seteuid(65534)
        with open_store(str(file)) as store:  # on a read-only disk it is still read
            assert [record["article"]["id"] for record in store.records()] == ["a1"]
        with pytest.raises(StoreError, match=r"read-only|no permission"), open_store(str(file), write=True) as store:
            store.add(report("b1"))
        with pytest.raises(StoreError, match="no permission"):
            open_store(str(folder / "new.db"), create=True)


def test_locked(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    with open_store(f"sqlite:///{file}?timeout=0.1", create=True) as store:
        store.add(report())
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program has been writing to it and holds its lock; close that program"):
            store.add(report("b1"))
        assert store.info()["articles"] == 1  # readers are not held up
        other.execute("COMMIT")
        other.close()
        assert store.add(report("b1")) == "new"


@pytest.mark.parametrize(("address", "says"), [
    ("", "found nothing"),
    (":memory:", "a database in memory is gone"),
    ("sqlite://", "a database in memory is gone"),
    ("sqlite://record.db", "two slashes where three are needed before a file: sqlite:///record.db"),
    ("sqlite:///record.db?mode=ro", "unknown parameter 'mode'. Allowed: timeout"),
    ("sqlite:///record.db?timeout=soon", "timeout 'soon' is no number of seconds"),
    ("mysql://ana:secret@db/x", r"found mysql://. Allowed: a file \(record.db, sqlite:///record.db\) or postgresql://USER@HOST/DATABASE"),
    ("postgresql://ana:secret@db", r"postgresql://ana:\*\*\*@db names no database"),
    ("postgresql://ana:secret@db:port/x", "is a port no number"),
    ("https://db.example/record.db", "found https://"),
])  # fmt: skip
def test_a_wrong_address(address: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        parse(address)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("This is no database, but a page of notes.\n" * 40, encoding="utf-8")
    for name, create, says in (
        ("missing.db", False, "no such file; `ceasewire code"), ("", False, "is a folder; name a file in it"),
        ("no/folder/record.db", True, "does not exist; make it first"), ("notes.txt", False, "is no SQLite database"),
        ("notes.txt", True, "is no SQLite database; name another file, this one is left as it is"),
    ):  # fmt: skip
        with pytest.raises(StoreError, match=says):
            open_store(str(tmp_path / name), create=create)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8").startswith("This is no database") and not (tmp_path / "missing.db").exists()


def test_an_unreachable_server(postgres_address: str) -> None:
    server = postgres_address.rsplit("/", 1)[0]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for address, says in (
        (f"postgresql://ana:secret@127.0.0.1:{port}/x", r"^postgresql://ana:\*\*\*@127.*: no server answers there; is it started"),
        ("postgresql://ana:secret@nowhere.invalid/x", "the host's name is not known"),
        (f"{server}/nothing_here", r"the server has no database or user of this name; make it first \(createdb NAME\)"),
    ):
        with pytest.raises(StoreError, match=says) as caught:
            open_store(address)
        assert "secret" not in str(caught.value)


def test_a_server_that_goes_away(postgres_address: str) -> None:
    with open_store(postgres_address, create=True) as store:
        store.add(report())
        with psycopg.connect(postgres_address, autocommit=True) as other:
            mine = "pid != pg_backend_pid() AND datname = current_database()"
            other.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {mine}")  # type: ignore[call-overload]
        with pytest.raises(StoreError, match="all articles before the one in hand are kept"):
            store.add(report("b1"))
        assert store.add(report("b1")) == "new"  # a new connection is made


def test_a_server_that_takes_no_writes_or_not_from_this_user(postgres_address: str) -> None:
    open_store(postgres_address, create=True).close()
    with psycopg.connect(postgres_address, autocommit=True) as other:
        other.execute("DROP ROLE IF EXISTS reader_of_ceasewire")
        other.execute("CREATE ROLE reader_of_ceasewire LOGIN")
        other.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_of_ceasewire")
    where = postgres_address.replace("//ceasewire@", "//reader_of_ceasewire@")
    if where != postgres_address:  # a server that CEASEWIRE_TEST_POSTGRES names has another user
        with open_store(where) as store:
            assert list(store.check()) == []
        with pytest.raises(StoreError, match="this user may not do that"), open_store(where, write=True) as store:
            store.add(report())
    copy = f"{postgres_address}?options=-cdefault_transaction_read_only%3Don"
    with pytest.raises(StoreError, match="the server takes no writes"), open_store(copy, write=True) as store:
        store.add(report())
    with psycopg.connect(postgres_address, autocommit=True) as other:
        other.execute("DROP OWNED BY reader_of_ceasewire")
        other.execute("DROP ROLE reader_of_ceasewire")


@pytest.mark.parametrize(("error", "says"), [
    (psycopg.errors.DiskFull("could not extend file"), "the server's disk is full. Nothing of the article in hand was kept"),
    (psycopg.errors.TooManyConnections("sorry"), "takes no more connections"),
    (psycopg.errors.LockNotAvailable("canceling"), "another program holds a lock on the tables"),
    (psycopg.errors.InvalidPassword("no"), "refuses this user or password"),
    (psycopg.OperationalError("connection timeout expired"), "no answer in time"),
    (psycopg.errors.DivisionByZero("what"), r"PostgreSQL refuses \(what\)"),
    (sqlite3.OperationalError("strange"), r"SQLite refuses \(strange\)"),
])  # fmt: skip
def test_what_the_driver_says_in_words(error: Exception, says: str) -> None:
    assert re.match(f".*{says}", reason(error))
