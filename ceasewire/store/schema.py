"""The tables as they are now, for queries. migrations/ makes them; tests/store/test_migrations.py compares the two.

    texts ← articles ← codings → runs            a coding: what one run read out of one article
    texts ← judgements                           what people hold of pairs of events, by their words (judgements.py)
                          ↑
    actors times places quantities statements events commitments disagreements unresolved
              ↑ event_actors event_quantities statement_actors commitment_actors

`body` is the record itself, as JSON; the columns beside it are read out of it (columns.py), so that SQL can find and join it.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

METADATA = MetaData()


def _text(*names: str) -> list[Column[str]]:
    return [Column(name, Text) for name in names]


def _body() -> Column[object]:
    return Column("body", JSON(none_as_null=True), nullable=False)


MIGRATIONS = Table(
    "ceasewire_migrations", METADATA,
    Column("name", Text, primary_key=True), Column("applied_at", Text, nullable=False), Column("version", Text, nullable=False),
)  # fmt: skip
TEXTS = Table(
    "texts", METADATA,
    Column("sha256", Text, primary_key=True), Column("text", Text, nullable=False), Column("odd", JSON(none_as_null=True)),
)  # fmt: skip
ARTICLES = Table(
    "articles", METADATA,
    Column("number", Integer, primary_key=True), Column("key", Text, nullable=False, unique=True), Column("id", Text, nullable=False),
    *_text("url", "title", "publisher", "published", "language"),
    Column("sha256", Text, ForeignKey("texts.sha256"), nullable=False), Column("recorded_at", Text, nullable=False), _body(),
)  # fmt: skip
RUNS = Table(
    "runs", METADATA,
    Column("number", Integer, primary_key=True), Column("key", Text, nullable=False, unique=True),
    *_text("version", "model", "data", "config"), Column("recorded_at", Text, nullable=False), _body(),
)  # fmt: skip
CODINGS = Table(
    "codings", METADATA,
    Column("number", Integer, primary_key=True), Column("article", Integer, ForeignKey("articles.number"), nullable=False),
    Column("run", Integer, ForeignKey("runs.number"), nullable=False), Column("recorded_at", Text, nullable=False),
    Column("digest", Text, nullable=False), _body(), UniqueConstraint("article", "run"),
)  # fmt: skip


def _layer(name: str, *columns: SchemaItem, has_id: bool = True) -> Table:
    """A table of one kind of record: one row a record of a coding, in the order of the list."""
    coding = Column("coding", Integer, ForeignKey("codings.number"), primary_key=True)
    ids = [Column("id", Text, primary_key=True)] if has_id else []
    position = Column("position", Integer, primary_key=not has_id, nullable=False)
    items: list[SchemaItem] = [coding, *ids, position, *columns, _body()]
    return Table(name, METADATA, *items)


def _of_coding(column: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["coding", column], [f"{table}.coding", f"{table}.id"])


def _joining(name: str, *keys: tuple[str, str | None]) -> Table:
    """Which record names which: each key is a column and the table whose ids it holds."""
    columns = [Column(column, Text, primary_key=True) for column, _ in keys]
    foreign = [_of_coding(column, table) for column, table in keys if table]
    return Table(name, METADATA, Column("coding", Integer, primary_key=True), *columns, *foreign)


LAYERS: dict[str, Table] = {
    "actors": _layer("actors", *_text("name", "kind", "country", "sector"), Column("names", Text, nullable=False)),
    "times": _layer("times", *_text("type", "value", "earliest", "latest")),
    "places": _layer(
        "places", *_text("name", "country", "adm1", "precision"), Column("lat", Double), Column("lon", Double),
        Column("geonames_id", BigInteger),
    ),
    "quantities": _layer("quantities", *_text("what"), *(Column(name, Double) for name in ("low", "best", "high"))),
    "statements": _layer("statements", *_text("act", "form")),
    "events": _layer(
        "events", *_text("type", "mode", "plover_type", "status", "earliest", "latest", "place", "said_in"),
        _of_coding("place", "places"), _of_coding("said_in", "statements"),
    ),
    "commitments": _layer(
        "commitments", *_text("kind", "status", "type", "earliest", "latest", "said_in"), _of_coding("said_in", "statements")
    ),
    "disagreements": _layer("disagreements", *_text("kind")),
    "unresolved": _layer("unresolved", *_text("kind", "reason"), has_id=False),
}  # fmt: skip
EVENT_ACTORS = _joining("event_actors", ("event", "events"), ("side", None), ("actor", "actors"))
EVENT_QUANTITIES = _joining("event_quantities", ("event", "events"), ("quantity", "quantities"))
STATEMENT_ACTORS = _joining("statement_actors", ("statement", "statements"), ("side", None), ("actor", "actors"))
COMMITMENT_ACTORS = _joining("commitment_actors", ("commitment", "commitments"), ("side", None), ("actor", "actors"))

_MARK = (("article", Text), ("sha256", Text), ("start", Integer), ("end", Integer), ("words", Text), ("type", Text))
JUDGEMENTS = Table(
    "judgements", METADATA,
    Column("number", Integer, primary_key=True), Column("recorded_at", Text, nullable=False), Column("verdict", Text, nullable=False),
    *_text("judge", "reason"),
    *(
        Column(f"{side}_{name}", kind, *([ForeignKey("texts.sha256")] if name == "sha256" else []), nullable=False)
        for side in ("first", "second") for name, kind in _MARK
    ),
)  # fmt: skip

#: (table, layer, column of the record, field of the record → side): the ids that a record's lists name
JOINS: tuple[tuple[Table, str, str, str, dict[str, str | None]], ...] = (
    (EVENT_ACTORS, "events", "event", "actor", {"sources": "source", "targets": "target"}),
    (EVENT_QUANTITIES, "events", "event", "quantity", {"quantities": None}),
    (STATEMENT_ACTORS, "statements", "statement", "actor", {"speakers": "speaker", "addressees": "addressee"}),
    (COMMITMENT_ACTORS, "commitments", "commitment", "actor", {"debtors": "debtor", "creditors": "creditor"}),
)
