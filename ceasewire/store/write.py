"""One article, one transaction: all of its record is kept, or nothing of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from enum import StrEnum

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from ceasewire.errors import StoreError
from ceasewire.store import periods, search
from ceasewire.store.columns import OF_CODING, Json, article_body, digest, join_rows, key, layer_columns, odd, plain, repeated
from ceasewire.store.schema import ARTICLES, CODINGS, LAYERS, METADATA, RUNS, TEXTS
from ceasewire.store.spans import misplaced


class Outcome(StrEnum):
    """What became of a record that was given to the store."""

    new = "new"  # the first record of an article with this id
    recoded = "recoded"  # the same article by another run: stands beside the older one
    revised = "revised"  # the same id with another text, title or date: stands beside the older one
    known = "known"  # the same article by the same run: nothing changed


def add(connection: Connection, record: Json, where: str) -> Outcome:
    """Keep a record (docs/record.md) inside the transaction of `connection`.

    Errors: StoreError for a record whose spans do not hold their words, whose digest is not that of its text, that names an id which
            is not there, or that has a layer this version knows nothing of. Then the caller's transaction is to be rolled back.
    """
    _refuse_wrong(record, where)
    article, now = record["article"], periods.now()
    number = _article(connection, article, now)
    run = _number(connection, RUNS, key(record["run"]), {**repeated(RUNS, record["run"]), "recorded_at": now, "body": record["run"]})
    earlier = _earlier(connection, plain(article["id"]))
    coding = {"article": number, "run": run, "recorded_at": now, "digest": digest(record), "body": {k: article[k] for k in OF_CODING}}
    if not _insert(connection, CODINGS, coding):
        return Outcome.known
    mine = connection.execute(select(CODINGS.c.number).where(CODINGS.c.article == number, CODINGS.c.run == run)).scalar_one()
    try:
        _layers(connection, record, mine)
    except IntegrityError as error:
        words = f"the record of {article['id']!r} names an id that it does not have, or has one twice ({error.orig})"
        raise StoreError(where, " ".join(words.split())) from error
    return Outcome.new if not earlier else Outcome.recoded if number in earlier else Outcome.revised


def _article(connection: Connection, article: Json, now: str) -> int:
    """Its number; text, article and index entry are made where they are missing."""
    _insert(connection, TEXTS, {"sha256": article["sha256"], "text": plain(article["text"]), "odd": odd(article["text"])})
    body = article_body(article)
    row = {**repeated(ARTICLES, body), "key": key(body), "recorded_at": now, "body": body}
    fresh = _insert(connection, ARTICLES, row)
    number: int = connection.execute(select(ARTICLES.c.number).where(ARTICLES.c.key == row["key"])).scalar_one()
    if fresh:
        search.add(connection, number, article["title"], article["text"])
    return number


def _layers(connection: Connection, record: Json, coding: int) -> None:
    """All records of all layers; actors before the events that name them, which is the order of LAYERS."""
    joins: dict[str, list[Json]] = defaultdict(list)
    for layer, table in LAYERS.items():
        rows = []
        for position, row in enumerate(record[layer]):
            rows.append({"coding": coding, "position": position, **layer_columns(layer, row), "body": row})
            for name, columns in join_rows(layer, row):
                joins[name].append({"coding": coding, **columns})
        if rows:
            connection.execute(table.insert(), rows)
    for name, rows in joins.items():
        connection.execute(METADATA.tables[name].insert(), rows)


def _insert(connection: Connection, table: Table, row: Json) -> bool:
    """Was the row made? It is not where one of the same key is there already, also when another writer made it this moment."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = make(table).inline().on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return connection.execute(statement, row).rowcount == 1


def _number(connection: Connection, table: Table, name: str, row: Json) -> int:
    """The number of the row with this key, which is made where it is missing."""
    asked = select(table.c.number).where(table.c.key == name)
    found = connection.execute(asked).scalar()
    if found is None:
        _insert(connection, table, {"key": name, **row})
        found = connection.execute(asked).scalar_one()
    return int(found)


def _earlier(connection: Connection, id: str) -> set[int]:
    """The numbers of the articles of this id that have a coding."""
    asked = select(func.distinct(ARTICLES.c.number)).join(CODINGS, CODINGS.c.article == ARTICLES.c.number).where(ARTICLES.c.id == id)
    return set(connection.execute(asked).scalars())


def _refuse_wrong(record: Json, where: str) -> None:
    article = record["article"]
    unknown = sorted(set(record) - {"article", "run", *LAYERS})
    if unknown:
        raise StoreError(where, f"{article['id']!r} has a layer {unknown[0]!r} that this version cannot keep. Allowed: {', '.join(LAYERS)}")
    if hashlib.sha256(article["text"].encode("utf-8", "surrogatepass")).hexdigest() != article["sha256"]:
        raise StoreError(where, f"{article['id']!r}: sha256 is not that of the text; the record was changed after it was made")
    wrong = next(misplaced(record), None)
    if wrong:
        raise StoreError(where, f"{article['id']!r}: {wrong}; the record was changed after it was made")
