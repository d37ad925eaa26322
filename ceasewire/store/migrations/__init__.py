"""How a database comes to the tables of today: each step is applied once, in order, in one transaction with the note that it was.

A step never changes once it was released; what is new is a new file at the end of STEPS. Both databases run the same steps.
"""

from __future__ import annotations

from types import ModuleType

from sqlalchemy import Connection, Engine, inspect, select

from ceasewire import __version__
from ceasewire.errors import StoreError
from ceasewire.store.connect import writing
from ceasewire.store.migrations import m0001_record, m0002_search, m0003_judgements
from ceasewire.store.periods import now
from ceasewire.store.schema import ARTICLES, MIGRATIONS

STEPS: tuple[ModuleType, ...] = (m0001_record, m0002_search, m0003_judgements)
#: any number, the same for all who migrate: PostgreSQL lets one of them at a time hold it
LOCK = 0x_CEA5E_0001

_NOTES = """CREATE TABLE ceasewire_migrations (
    name TEXT PRIMARY KEY, applied_at TEXT NOT NULL, version TEXT NOT NULL
)"""


def name_of(step: ModuleType) -> str:
    """ "0001_record" """
    return step.__name__.rsplit(".m", 1)[1]


def applied(connection: Connection) -> dict[str, tuple[str, str]]:
    """Name of each applied step → when, and by which version of Ceasewire; empty for a database without our tables."""
    if not inspect(connection).has_table(MIGRATIONS.name):
        return {}
    rows = connection.execute(select(MIGRATIONS.c.name, MIGRATIONS.c.applied_at, MIGRATIONS.c.version).order_by(MIGRATIONS.c.name))
    return {name: (at, version) for name, at, version in rows}


def require_current(connection: Connection, where: str) -> None:
    """Errors: StoreError for a database that is not ours, older or newer than this code."""
    done = applied(connection)
    if not done:
        raise StoreError(where, "holds no record of Ceasewire; `ceasewire code INPUT… --db …` makes one in a new file or an empty database")
    _refuse_newer(done, where)
    missing = [name for name in map(name_of, STEPS) if name not in done]
    if missing:
        advice = "copy it, then run `ceasewire db migrate --db …`"
        raise StoreError(where, f"is of an older version (has {max(done)}, this one needs {missing[-1]}); {advice}")


def migrate(engine: Engine, where: str, *, only_new: bool = False, steps: tuple[ModuleType, ...] = STEPS) -> list[str]:
    """Apply what is missing; the names of the applied steps.

    only_new: nothing is done to a database that has tables already, so that a shared one is never changed unasked.
    Errors: StoreError for a newer database, or one that holds somebody else's tables of our names.
    """
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        done = applied(connection)
        if done and only_new:
            return []
        _refuse_newer(done, where)
        if not done:
            _refuse_strange(connection, where)
            _refuse_encoding(connection, where)
            connection.exec_driver_sql(_NOTES)
        missing = [step for step in steps if name_of(step) not in done]
        for step in missing:
            step.apply(connection)
            note = {"name": name_of(step), "applied_at": now(), "version": __version__}
            connection.execute(MIGRATIONS.insert(), note)
        return [name_of(step) for step in missing]


def _refuse_newer(done: dict[str, tuple[str, str]], where: str) -> None:
    unknown = [name for name in done if name not in set(map(name_of, STEPS))]
    if unknown:
        newer = f"{done[unknown[-1]][1]}, step {unknown[-1]}"
        raise StoreError(where, f"was written by a newer Ceasewire ({newer}); this is {__version__}: install that one")


def _refuse_strange(connection: Connection, where: str) -> None:
    names = inspect(connection).get_table_names()
    if connection.dialect.name == "sqlite" and names:
        advice = "name another file, this one is left as it is"
        raise StoreError(where, f"is a database of another program (it has a table {names[0]!r}); {advice}")
    if ARTICLES.name in names:
        advice = "name an empty database, or give it a schema of its own (docs/how-to/store.md)"
        raise StoreError(where, f"holds another program's table {ARTICLES.name!r}; {advice}")


def _refuse_encoding(connection: Connection, where: str) -> None:
    if connection.dialect.name == "postgresql":
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
        if encoding != "UTF8":
            raise StoreError(where, f"has the encoding {encoding}; make a database with UTF8 (createdb -E UTF8 -T template0 NAME)")
