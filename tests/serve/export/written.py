"""What a format writes, for tests to read back; and invented commitments."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from ceasewire.serve.export import ALWAYS, Period, Written, formats
from tests.store.invented import REPORT, report

Json = dict[str, Any]


def written(name: str, records: Iterable[Json], period: Period = ALWAYS) -> tuple[str, Written]:
    """The file that a format makes, and what it says of it."""
    out = io.StringIO(newline="")
    said = formats()[name].write(records, out, period)
    return out.getvalue(), said


def promised(
    id: str, day: str | None = "2024-05-02", *, published: str = "2024-03-12", status: str = "open", kind: str = "pledge",
    earliest: str | None = None, **fields: Any,
) -> Json:
    """The record of an article in which the Coast Front promises an act by the day before `day`."""
    record = report(id, f"{id}. {REPORT}", published=published)
    deadline = {"ref": "t1", "earliest": earliest, "latest": day} if day or earliest else None
    usual = {"history": [], "said_in": "s1", "type": "ASSAULT"}
    record["commitments"][0] |= {"deadline": deadline, "status": status, "kind": kind, **usual, **fields}
    return record
