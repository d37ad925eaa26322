"""What a format is: its name, a line about it, and the one function that writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from ceasewire.serve.export.period import ALWAYS, Period

if TYPE_CHECKING:
    from ceasewire.link.incidents import Opinion

Json = dict[str, Any]
Read = Callable[[], Iterable[Json]]  #: gives all records, from the first again each time


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


class Across(Protocol):
    """The records with what only all of them together tell (together.py). opinions: what people judged; data: the user's own folder."""

    def __call__(self, read: Read, opinions: Iterable[Opinion], data: Path | None) -> Iterable[Json]: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write records.

    spreadsheet: CSV, which may begin with a byte order mark; JSON and iCalendar must not. across: what it wants to know of other articles;
    a format without writes records as they come, and `code` and `query` print it too.
    """

    name: str
    about: str
    write: Writer
    spreadsheet: bool = False
    across: Across | None = None


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
