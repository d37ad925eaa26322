"""One CSV row an event, ISO dates, ids that begin with a letter. Loses: mentions, statements, commitments without an event.

A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from ceasewire.serve.export.rows import COLUMNS, event_rows


def write(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """The header, then the rows of each record as it comes."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerows({k: _safe(v) for k, v in row.items()} for row in event_rows(record))
        out.flush()


def _safe(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
