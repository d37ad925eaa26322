"""One file a format: each has `write(records, out)` over an iterable of records and says what it loses, if anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TextIO

Writer = Callable[[Iterable[dict[str, Any]], TextIO], None]


def writers() -> dict[str, Writer]:
    """Format name → writer."""
    from ceasewire.serve.export import events_csv, json_array, jsonl, table

    return {"jsonl": jsonl.write, "json": json_array.write, "csv": events_csv.write, "table": table.write}
