"""One row an event, with where it was reported and which run read it. Loses: statements and commitments without an event.

A point stands only where the words name one: the middle of a province or country is no place where something happened. A CAMEO code has
a C in front: of 043 spreadsheets, R and pandas alike would make 43.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from ceasewire.serve.export.format import Format, Json, Written, fitting
from ceasewire.serve.export.origin import ORIGIN, origin, point, report_id
from ceasewire.serve.export.period import ALWAYS, Period
from ceasewire.serve.export.rows import COLUMNS, event_rows
from ceasewire.serve.export.sheet import Sheet, lasting_id


def write(records: Iterable[Json], out: TextIO, period: Period = ALWAYS) -> Written:
    """The header, then the rows of each record as it comes."""
    written = Written()
    sheet = Sheet(out, ("report_id", *COLUMNS, *ORIGIN))
    for record in fitting(records, period, written):
        for event, row in zip(record["events"], event_rows(record), strict=True):
            lat, lon = point(row)
            own = {"report_id": report_id(record, event), "article_id": lasting_id(row["article_id"]), "lat": lat, "lon": lon}
            cameo = f"C{row['cameo']}" if row["cameo"] else ""
            sheet.add({**row, **own, "cameo": cameo, **origin(record)})
            written.rows += 1
        sheet.flush()
    return written


FORMAT = Format("events-csv", "one row an event, with its article and the run that read it", write, spreadsheet=True)
