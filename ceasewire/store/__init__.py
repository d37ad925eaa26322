"""The record kept: SQLite in one file by default, PostgreSQL for a team, one code path over both (SQLAlchemy Core).

    address → connect → migrations → write → read, query, check, info

Nothing here is ever changed or deleted: a newer run of the code stands beside the older one, and every read can be asked as of an
earlier day. What stands in the tables, and why, is in docs/decisions/0009-store.md.

    >>> with open_store("record.db", create=True) as store:       # doctest: +SKIP
    ...     store.add(ceasewire.load().code(text, id="a1"))
"""

from __future__ import annotations

from ceasewire.store.database import Store, migrate_store, open_store
from ceasewire.store.query import EventQuery

__all__ = ["EventQuery", "Store", "migrate_store", "open_store"]
