"""What people judge of pairs of events: an append-only ledger, tied to the words of a text and not to any run of the code."""

from __future__ import annotations

from sqlalchemy import Connection

from ceasewire.store.migrations.m0001_record import WORDS


def _mark(side: str) -> str:
    return (
        f"{side}_article {{text}} NOT NULL, {side}_sha256 {{text}} NOT NULL REFERENCES texts (sha256),\n"
        f"    {side}_start INTEGER NOT NULL, {side}_end INTEGER NOT NULL, {side}_words {{text}} NOT NULL, {side}_type {{text}} NOT NULL"
    )


TABLES = (
    f"""CREATE TABLE judgements (
    number {{number}},
    recorded_at {{text}} NOT NULL,
    verdict {{text}} NOT NULL,
    judge {{text}}, reason {{text}},
    {_mark("first")},
    {_mark("second")}
)""",
    "CREATE INDEX judgements_recorded ON judgements (recorded_at)",
)


def apply(connection: Connection) -> None:
    """The ledger, empty."""
    for statement in TABLES:
        connection.exec_driver_sql(statement.format(**WORDS[connection.dialect.name]))
