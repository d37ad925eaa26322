"""The records that hold, out of a database: by day of publication and article, so that two databases of the same articles give one order.

A few are in memory at a time, and of the others their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ceasewire.serve.export.format import Json

if TYPE_CHECKING:
    from ceasewire.store import Store


def kept(store: Store, as_of: str | None = None) -> Iterator[Json]:
    """Each record as Coder.code gave it, with `recorded_at` (UTC) besides. as_of: as it was known then.

    Errors: those of Store.records.
    """
    from sqlalchemy import select

    from ceasewire.store import read
    from ceasewire.store.schema import ARTICLES, CODINGS

    joined = select(CODINGS.c.number).join(ARTICLES, ARTICLES.c.number == CODINGS.c.article)
    order = (ARTICLES.c.published.is_(None), ARTICLES.c.published, ARTICLES.c.id, CODINGS.c.number)
    with store.reading() as connection:
        numbers = list(connection.execute(joined.where(CODINGS.c.number.in_(read.current(as_of))).order_by(*order)).scalars())
        for some in read.batches(numbers):
            asked = select(CODINGS.c.number, CODINGS.c.recorded_at).where(CODINGS.c.number.in_(some))
            recorded = {row.number: row.recorded_at for row in connection.execute(asked)}
            for number, record in zip(some, read.records(connection, some, store.where), strict=True):
                yield {**record, "recorded_at": recorded[number]}
