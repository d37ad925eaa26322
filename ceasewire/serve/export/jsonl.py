"""One JSON object an article and line, in input order; loses nothing. Each line is flushed, so that a stop loses at most one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from ceasewire.serve.export.format import Format, Json, Written, fitting
from ceasewire.serve.export.period import ALWAYS, Period


def write(records: Iterable[Json], out: TextIO, period: Period = ALWAYS) -> Written:
    """A line for each record as it comes."""
    written = Written()
    for record in fitting(records, period, written):
        out.write(as_text(record) + "\n")
        out.flush()
        written.rows += 1
    return written


def as_text(value: Any, indent: int | None = None) -> str:
    """JSON in one line; half a surrogate pair, which no UTF-8 file can hold, makes it all escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(value, indent=indent)
    return text


FORMAT = Format("jsonl", "whole records, one article a line; loses nothing (docs/record.md)", write)
