"""One JSON array of all articles, written as they come; the closing bracket is written even when the run is stopped."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO


def write(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """The array, one record after the other as they come."""
    out.write("[")
    between = "\n"
    try:
        for record in records:
            out.write(between + json.dumps(record, ensure_ascii=False, indent=1))
            between = ",\n"
    finally:
        out.write("\n]\n")
