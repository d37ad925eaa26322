"""The events of each article as a table for reading in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from ceasewire.serve.export.rows import event_rows


def write(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(file=out)
    for record in records:
        article = record["article"]
        heading = " · ".join(str(x) for x in (article["id"], article["published"] or "no date", article["title"]) if x)
        console.print(heading, style="bold", markup=False, highlight=False)
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
        for column in ("act", "status", "who → to whom", "when", "where", "said by", "words"):
            table.add_column(column, overflow="fold")
        for row in event_rows(record):
            parties = " → ".join(x for x in (row["source"], row["target"]) if x) or "—"
            when = " … ".join(dict.fromkeys(x for x in (row["earliest"], row["latest"]) if x))
            act = row["type"] + (f" {row['mode']}" if row["mode"] else "")
            cells = (act, row["status"], parties, when, row["place_words"], row["said_by"], row["trigger"])
            table.add_row(*(_plain(c) for c in cells))
        if record["events"]:
            console.print(table)
        else:
            console.print("  no event in this article\n", highlight=False)


def _plain(cell: str) -> Any:
    from rich.text import Text

    return Text(cell)
