"""One JSON array of all articles, written as they come; the closing bracket is written even when the run is stopped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from ceasewire.serve.export.format import Format, Json, Written, fitting
from ceasewire.serve.export.jsonl import as_text
from ceasewire.serve.export.period import ALWAYS, Period


def write(records: Iterable[Json], out: TextIO, period: Period = ALWAYS) -> Written:
    """The array, one record after the other as they come."""
    written = Written()
    out.write("[")
    between = "\n"
    try:
        for record in fitting(records, period, written):
            out.write(between + as_text(record, indent=1))
            between = ",\n"
            written.rows += 1
    finally:
        out.write("\n]\n")
    return written


FORMAT = Format("json", "whole records as one JSON array", write)
