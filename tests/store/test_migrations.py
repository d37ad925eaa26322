"""From an empty or older database to today's tables, once; never into somebody else's, never from a newer one."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from ceasewire.errors import StoreError
from ceasewire.store import EventQuery, migrate_store, migrations, open_store, search, write
from ceasewire.store.address import parse
from ceasewire.store.connect import engine_for, reading, writing
from ceasewire.store.schema import METADATA
from tests.store.invented import report

ALL = ["0001_record", "0002_search", "0003_judgements"]


def test_the_tables_are_those_that_the_code_knows(address: str) -> None:
    with open_store(address, create=True) as store, reading(store._engine) as connection:
        found = inspect(connection)
        for table in METADATA.sorted_tables:
            name = table.name
            assert [c["name"] for c in found.get_columns(name)] == list(table.columns.keys()), name
            needed = {c["name"] for c in found.get_columns(name) if not c["nullable"]}
            assert needed | set(table.primary_key.columns.keys()) == {c.name for c in table.columns if not c.nullable}, name
            assert set(found.get_pk_constraint(name)["constrained_columns"]) == set(table.primary_key.columns.keys()), name
            there = {(*k["constrained_columns"], k["referred_table"]) for k in found.get_foreign_keys(name)}
            said = {(*c.column_keys, c.referred_table.name) for c in table.foreign_key_constraints}
            assert there == said, name
        rows = {name for name in found.get_table_names() if not name.startswith("article_search")}
        assert rows == set(METADATA.tables)


def test_steps_are_applied_once_and_recorded(address: str) -> None:
    open_store(address, create=True).close()
    assert migrate_store(address) == []
    with open_store(address) as store, reading(store._engine) as connection:
        done = migrations.applied(connection)
    assert list(done) == ALL
    assert all(at.endswith("Z") and version == "0.1.0" for at, version in done.values())


def older(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database as it was before there was a search, with an article in it."""
    where = parse(address)
    engine = engine_for(where, write=True, create=True)
    assert migrations.migrate(engine, where.shown, steps=migrations.STEPS[:1]) == ALL[:1]
    with monkeypatch.context() as patch, writing(engine) as connection:
        patch.setattr(search, "add", lambda *_: None)
        write.add(connection, report(), where.shown)
    engine.dispose()


def test_an_older_database_is_named_and_migrated(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    older(address, monkeypatch)
    for options in ({}, {"write": True}, {"create": True}):
        message = r"is of an older version \(has 0001_record, this one needs 0003_judgements\); copy it, then run"
        with pytest.raises(StoreError, match=message):
            open_store(address, **options)
    assert migrate_store(address) == ALL[1:]
    assert migrate_store(address) == []
    with open_store(address, create=True) as store:
        assert [r["article"]["id"] for r in store.events(EventQuery(text="farmers"))] == ["a1"]
        assert list(store.check()) == []
        assert store.add(report()) == "known" and store.add(report("b1")) == "new"


def test_a_step_that_fails_leaves_nothing(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    older(address, monkeypatch)

    def fail(*_: Any) -> None:
        raise RuntimeError("the light goes out")

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(search, "add", fail)
        migrate_store(address)
    assert migrate_store(address) == ALL[1:]


def test_a_newer_database_is_left_alone(address: str) -> None:
    with open_store(address, create=True) as store, writing(store._engine) as connection:
        connection.execute(text("INSERT INTO ceasewire_migrations VALUES ('0099_future', '2030-01-01T00:00:00.000000Z', '9.9.0')"))
    for call in (lambda: open_store(address), lambda: open_store(address, create=True), lambda: migrate_store(address)):
        with pytest.raises(StoreError, match=r"written by a newer Ceasewire \(9\.9\.0, step 0099_future\); this is 0\.1\.0"):
            call()


def test_an_empty_database_is_not_ours_yet(postgres_address: str, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    for address in (postgres_address, str(tmp_path / "empty.db")):
        with pytest.raises(StoreError, match="holds no record of Ceasewire"):
            open_store(address)


def test_another_programs_database_is_left_as_it_is(tmp_path: Path, postgres_address: str) -> None:
    file = tmp_path / "browser.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"another program .* 'bookmarks'"):
        open_store(str(file), create=True)
    assert file.read_bytes() == before
    engine = engine_for(parse(postgres_address), write=True)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE articles (price INTEGER)"))
    engine.dispose()
    with pytest.raises(StoreError, match="another program's table 'articles'"):
        open_store(postgres_address, create=True)


def test_a_schema_of_its_own(postgres_address: str) -> None:
    """docs/how-to/store.md: beside other programs' tables in one PostgreSQL database."""
    engine = engine_for(parse(postgres_address), write=True)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE articles (price INTEGER)"))
        connection.execute(text("CREATE SCHEMA ceasewire"))
    engine.dispose()
    address = f"{postgres_address}?options=-csearch_path%3Dceasewire"
    with open_store(address, create=True) as store:
        assert store.add(report()) == "new" and "search_path" not in store.where
        assert [r["article"]["id"] for r in store.events(EventQuery(text="farmers"))] == ["a1"]
