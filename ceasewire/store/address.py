"""What --db says: a file of SQLite, or the address of a PostgreSQL database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from ceasewire.errors import UsageError

#: how people write the one driver that we use (psycopg 3)
POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
ALLOWED = "Allowed: a file (record.db, sqlite:///record.db) or postgresql://USER@HOST/DATABASE"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is. `file` is None for PostgreSQL; `shown` is for messages and never holds the password.

    wait: seconds that a statement waits for somebody else's lock.
    """

    url: URL
    shown: str
    file: Path | None
    wait: float = 30.0


def parse(text: str) -> Address:
    """The address that the words of --db or CEASEWIRE_DB mean.

    Errors: UsageError for a kind of database that is not supported, an address that cannot be read, a database in memory.

    >>> parse("record.db").shown, parse("postgres://ana:secret@db.example/team").shown
    ('record.db', 'postgresql://ana:***@db.example/team')
    """
    if not text.strip():
        raise UsageError(f"--db: found nothing. {ALLOWED}")
    if "://" not in text:
        return _file(text, {})
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:  # the text is not shown: it may hold a password
        cause = "is a port no number, or a sign like @ / : in a password not written as %40 %2F %3A?"
        raise UsageError(f"--db: the address cannot be read; {cause} {ALLOWED}") from error
    if url.drivername == "sqlite":
        if url.host:
            raise UsageError(f"--db: {text} has two slashes where three are needed before a file: sqlite:///{url.host}{url.database or ''}")
        return _file(url.database or "", {k: str(v) for k, v in url.query.items()})
    if url.drivername not in POSTGRESQL:
        raise UsageError(f"--db: found {url.drivername}://. {ALLOWED}")
    if not url.database:
        raise UsageError(f"--db: {url.set(drivername='postgresql').render_as_string()} names no database. {ALLOWED}")
    url = url.set(drivername="postgresql+psycopg")
    return Address(url, url.set(drivername="postgresql", query={}).render_as_string(hide_password=True), None)


def _file(name: str, query: dict[str, str]) -> Address:
    if name in ("", ":memory:"):
        raise UsageError(f"--db: a database in memory is gone when the program ends; name a file. {ALLOWED}")
    strange = sorted(set(query) - {"timeout"})
    if strange:
        raise UsageError(f"--db: {name}: unknown parameter {strange[0]!r}. Allowed: timeout (seconds)")
    try:
        wait = float(query.get("timeout", 30))
    except ValueError as error:
        raise UsageError(f"--db: {name}: timeout {query['timeout']!r} is no number of seconds") from error
    return Address(URL.create("sqlite", database=name), name, Path(name), wait)
