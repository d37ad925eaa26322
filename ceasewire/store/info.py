"""What a database holds, in figures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from ceasewire.store.migrations import applied
from ceasewire.store.periods import moment
from ceasewire.store.read import current
from ceasewire.store.schema import ARTICLES, CODINGS, LAYERS, RUNS, TEXTS


def info(connection: Connection, as_of: str | None) -> dict[str, Any]:
    """database, schema, articles, texts, earlier (codings that newer ones have followed), recorded (first and last), runs, records.

    articles and records are those that hold; runs [{version, model, data, config, codings}] are all that wrote anything by then.
    """
    until = CODINGS.c.recorded_at < moment(as_of) if as_of else CODINGS.c.number > 0
    holding = current(as_of)
    articles = connection.execute(select(func.count()).select_from(holding.subquery())).scalar_one()
    codings, first, last = connection.execute(
        select(func.count(), func.min(CODINGS.c.recorded_at), func.max(CODINGS.c.recorded_at)).where(until)
    ).one()
    texts = select(func.count(func.distinct(TEXTS.c.sha256))).select_from(
        TEXTS.join(ARTICLES, ARTICLES.c.sha256 == TEXTS.c.sha256).join(CODINGS, CODINGS.c.article == ARTICLES.c.number)
    )
    runs = (
        select(RUNS.c.version, RUNS.c.model, RUNS.c.data, RUNS.c.config, func.count().label("codings"))
        .join(CODINGS, CODINGS.c.run == RUNS.c.number).where(until).group_by(RUNS.c.number).order_by(RUNS.c.number)
    )  # fmt: skip
    return {
        "database": "SQLite" if connection.dialect.name == "sqlite" else "PostgreSQL",
        "schema": max(applied(connection)),
        "articles": articles,
        "texts": connection.execute(texts.where(until)).scalar_one(),
        "earlier": codings - articles,
        "recorded": [first, last],
        "runs": [dict(row._mapping) for row in connection.execute(runs)],
        "records": {
            layer: connection.execute(select(func.count()).select_from(table).where(table.c.coding.in_(holding))).scalar_one()
            for layer, table in LAYERS.items()
        },
    }
