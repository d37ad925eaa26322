"""What a database's driver complains of, said so that a person knows what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from ceasewire.errors import StoreError

_FULL = "disk is full. Nothing of the article in hand was kept, all before it is; make room and run the same command again"

#: SQLite's name of the error → what to say; the first that begins the name holds
SQLITE = {
    "SQLITE_FULL": f"the {_FULL}",
    "SQLITE_READONLY": "the file or its folder is read-only; allow writing, or copy it to where you may write",
    "SQLITE_BUSY": "another program has been writing to it and holds its lock; close that program, or try again later",
    "SQLITE_LOCKED": "another connection holds a lock on it; try again later",
    "SQLITE_CANTOPEN": "cannot be opened: no permission for the file or its folder",
    "SQLITE_PERM": "cannot be opened: no permission for the file or its folder",
    "SQLITE_NOTADB": "is no SQLite database; name another file, this one is left as it is",
    "SQLITE_CORRUPT": "the file is damaged; take your copy of it, or code the articles again into a new file",
    "SQLITE_IOERR": "the disk cannot be read or written, or a limit on the size of files is reached",
}
#: PostgreSQL's SQLSTATE, or its class of two characters → what to say
POSTGRESQL = {
    "53100": f"the server's {_FULL}",
    "53300": "the server takes no more connections; try again later",
    "25006": "the server takes no writes (it is a copy, or set to read-only); name the main server",
    "42501": "this user may not do that; ask for the right to create tables in the schema, or to read and write them",
    "55P03": "another program holds a lock on the tables; try again later",
    "57P03": "the server is starting or stopping; try again later",
    "3D000": "the server has no database of this name; make it first (createdb NAME)",
    "28": "the server refuses this user or password",
    "57": "the server ended the connection; all articles before the one in hand are kept",
    "08": "the connection broke; all articles before the one in hand are kept",
}
#: messages of the driver before there is a connection, which carry no code
UNCONNECTED = {
    "Connection refused": "no server answers there; is it started, and are host and port right?",
    "timeout expired": "no answer in time; are host and port right?",
    "could not translate host name": "the host's name is not known",
    "failed to resolve host": "the host's name is not known",
    "No such file or directory": "no server answers there; is it started, and are host and port right?",
    "password authentication failed": "the server refuses this user or password",
    "no password supplied": "the server wants a password: postgresql://USER:PASSWORD@HOST/DATABASE, or a ~/.pgpass file",
    "does not exist": "the server has no database or user of this name; make it first (createdb NAME)",
    "server closed the connection": "the server ended the connection; all articles before the one in hand are kept",
    "connection is lost": "the connection broke; all articles before the one in hand are kept",
}


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Every error of the driver inside becomes a StoreError about `where`."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(where, reason(error.orig or error)) from error
    except sqlite3.Error as error:
        raise StoreError(where, reason(error)) from error


def reason(error: BaseException) -> str:
    """One line for a person; the driver's own words stand in brackets, since they help to search for the cause."""
    own = " ".join(str(error).split())
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "")
        said = next((words for key, words in SQLITE.items() if name.startswith(key)), "SQLite refuses")
        return f"{said} ({own})"
    state = getattr(error, "sqlstate", None) or ""
    said = POSTGRESQL.get(state) or POSTGRESQL.get(state[:2]) or ""
    said = said or next((words for key, words in UNCONNECTED.items() if key in own), "PostgreSQL refuses")
    return f"{said} ({own})"
