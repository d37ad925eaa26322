"""One JSON object an article and line, in input order; loses nothing. Each line is flushed, so that a stop loses at most one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO


def write(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """A line for each record as it comes."""
    for record in records:
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        out.flush()
