"""What a format is: its name, a line about it, and the one function that writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, TextIO

from ceasewire.serve.export.period import ALWAYS, Period

Json = dict[str, Any]


@dataclass
class Written:
    """What became of the records: rows that were written, and reason → how many things a format could not hold."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


class Writer(Protocol):
    """Writes records (docs/record.md) as they come, and says how much it wrote and what it left out.

    A record of the database may have `recorded_at` besides. `period` is asked of the day of an event, or of a deadline.
    """

    def __call__(self, records: Iterable[Json], out: TextIO, period: Period = ALWAYS) -> Written: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write records.

    spreadsheet: CSV, which may begin with a byte order mark; JSON and iCalendar must not. across: wants to know which events of several
    articles are one (together.py), for which all records are read once more.
    """

    name: str
    about: str
    write: Writer
    spreadsheet: bool = False
    across: bool = False


def fitting(records: Iterable[Json], period: Period, written: Written) -> Iterator[Json]:
    """The records with only the events of the period, and none without such an event; all of them where no period is asked for."""
    for record in records:
        if period == ALWAYS:
            yield record
            continue
        events = []
        for event in record["events"]:
            time = event["time"] or {}
            held = period.holds(time.get("earliest"), time.get("latest"), record["article"]["published"])
            if held is None:
                written.left_out["events without a day: neither they nor their article have one"] += 1
            elif held:
                events.append(event)
        if events:
            yield {**record, "events": events}
