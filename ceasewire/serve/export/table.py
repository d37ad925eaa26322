"""The events of each article as a table for reading in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from ceasewire.serve.export.format import Format, Json, Written, fitting
from ceasewire.serve.export.period import ALWAYS, Period
from ceasewire.serve.export.rows import days, dyad, event_rows

#: heading → least width, so that a day and a status are never broken
COLUMNS = {"words": 10, "act, status": 14, "who → to whom": 16, "when, where": 12, "said by": 8}


def write(records: Iterable[Json], out: TextIO, period: Period = ALWAYS) -> Written:
    """A heading and a table for each record; rich is imported only here."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    written = Written()
    console = Console(file=out)
    for record in fitting(records, period, written):
        article = record["article"]
        heading = " · ".join(x for x in (article["id"], article["published"] or "no date of publication known", article["title"]) if x)
        console.print(heading, style="bold", markup=False, highlight=False)
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
        for column, least in COLUMNS.items():
            table.add_column(column, overflow="fold", min_width=least)
        for row in event_rows(record):
            parties = dyad(row["source"], row["target"]) or "—"
            when = days(row["earliest"] or None, row["latest"] or None)
            act = row["type"] + (f" {row['mode']}" if row["mode"] else "")
            where = f"\n{row['place_words']}" if row["place_words"] else ""
            cells = (row["trigger"], f"{act}\n{row['status']}", parties, when + where, row["said_by"])
            table.add_row(*(_plain(c) for c in cells))
            written.rows += 1
        if record["events"]:
            console.print(table)
        else:
            console.print("  no event in this article\n", highlight=False)
    return written


def _plain(cell: str) -> Any:
    from rich.text import Text

    return Text(cell)


FORMAT = Format("table", "the events of each article for reading in a terminal", write)
