"""One row an event with the columns of docs/csv.md: what `code` and `query` print. Loses: statements and commitments without an event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from ceasewire.serve.export.format import Format, Json, Written, fitting
from ceasewire.serve.export.period import ALWAYS, Period
from ceasewire.serve.export.rows import COLUMNS, event_rows
from ceasewire.serve.export.sheet import Sheet, lasting_id


def write(records: Iterable[Json], out: TextIO, period: Period = ALWAYS) -> Written:
    """The header, then the rows of each record as it comes."""
    written = Written()
    sheet = Sheet(out, COLUMNS)
    for record in fitting(records, period, written):
        for row in event_rows(record):
            sheet.add({**row, "article_id": lasting_id(row["article_id"])})
            written.rows += 1
        sheet.flush()
    return written


FORMAT = Format("csv", "one row an event, as `ceasewire code --format csv` prints it (docs/csv.md)", write, spreadsheet=True)
