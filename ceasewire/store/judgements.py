"""The ledger of what people judge of pairs of events: same, not, unsure, or taken back. Nothing in it is ever changed or deleted.

A judgement names the words of both acts (article id, SHA-256 of the text, characters), so that it holds when the articles are coded anew.
Of two judgements of one pair the later one holds; a judgement that is taken back leaves the pair to the rule again, and stays in the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, select

from ceasewire.errors import UsageError
from ceasewire.link.incidents import Mark, Opinion
from ceasewire.store.columns import plain
from ceasewire.store.periods import moment, now
from ceasewire.store.read import current
from ceasewire.store.schema import ARTICLES, CODINGS, JUDGEMENTS, LAYERS

if TYPE_CHECKING:
    from ceasewire.store.database import Store

TAKEN_BACK = "taken back"
VERDICTS = ("same", "not", "unsure", TAKEN_BACK)
_EVENTS = LAYERS["events"].c


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the ledger. by, why: as they were given; holds: no later line is about the same pair, and it takes nothing back."""

    number: int
    at: str
    first: Mark
    second: Mark
    verdict: str
    by: str | None
    why: str | None
    holds: bool

    @property
    def pair(self) -> frozenset[tuple[str, str, int, int]]:
        """What is judged, whichever of the two was named first."""
        return frozenset((m.article, m.sha256, m.start, m.end) for m in (self.first, self.second))


class Judgements:
    """The ledger of an open database. Every method may raise StoreError, as those of Store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, first: Mark, second: Mark, verdict: str, *, by: str | None = None, why: str | None = None) -> None:
        """Write down what somebody holds of two acts. The same again is written down again: it is the latest then.

        Errors: UsageError for a verdict that is none of VERDICTS, or for one act beside itself.
        """
        if verdict not in VERDICTS:
            raise UsageError(f"judge: {verdict!r} is no verdict. Allowed: {', '.join(VERDICTS[:-1])}")
        if (first.article, first.sha256, first.start, first.end) == (second.article, second.sha256, second.start, second.end):
            raise UsageError(f"judge: {first.text!r} in {first.article!r} is named twice; name two events")
        row = {"recorded_at": now(), "verdict": verdict, "judge": by, "reason": why} | _columns("first", first) | _columns("second", second)
        with self._store.writing() as connection:
            connection.execute(JUDGEMENTS.insert(), {name: plain(value) for name, value in row.items()})

    def all(self, *, as_of: str | None = None) -> list[Judgement]:
        """Every line in the order in which they were written, also those that hold no more. as_of: as the ledger was then."""
        asked = select(JUDGEMENTS).order_by(JUDGEMENTS.c.number)
        if as_of is not None:
            asked = asked.where(JUDGEMENTS.c.recorded_at < moment(as_of))
        with self._store.reading() as connection:
            lines = [judgement(row) for row in connection.execute(asked)]
        last = {line.pair: line.number for line in lines}
        return [
            Judgement(n.number, n.at, n.first, n.second, n.verdict, n.by, n.why, last[n.pair] == n.number and n.verdict != TAKEN_BACK)
            for n in lines
        ]

    def opinions(self, *, as_of: str | None = None) -> list[Opinion]:
        """Those that hold, the latest first, as `Incidents.find` takes them."""
        holding = (line for line in reversed(self.all(as_of=as_of)) if line.holds)
        return [Opinion(n.first, n.second, n.verdict, n.by, n.why, n.at) for n in holding]

    def marks(self, event: str) -> list[Mark]:
        """The words of an event, named by its id in the records that hold or by ARTICLE:EVENT; several where a text stands twice."""
        article, colon, id = event.rpartition(":")
        with self._store.reading() as connection:
            found = list(_marks(connection, id))
        return [mark for mark in found if not colon or mark.article == article]


def _marks(connection: Connection, id: str) -> Iterator[Mark]:
    joined = LAYERS["events"].join(CODINGS, CODINGS.c.number == _EVENTS.coding).join(ARTICLES, ARTICLES.c.number == CODINGS.c.article)
    asked = select(ARTICLES.c.id, ARTICLES.c.sha256, _EVENTS.type, _EVENTS.body).select_from(joined)
    for row in connection.execute(asked.where(_EVENTS.id == id, CODINGS.c.number.in_(current(None))).order_by(ARTICLES.c.id)):
        trigger = row.body["trigger"]
        yield Mark(row.id, row.sha256, trigger["start"], trigger["end"], trigger["text"], row.type)


def _columns(side: str, mark: Mark) -> dict[str, Any]:
    return {
        f"{side}_article": mark.article, f"{side}_sha256": mark.sha256, f"{side}_start": mark.start, f"{side}_end": mark.end,
        f"{side}_words": mark.text, f"{side}_type": mark.type,
    }  # fmt: skip


def judgement(row: Row[Any]) -> Judgement:
    """A row as a line; whether it holds, only all lines together say."""
    names = ("article", "sha256", "start", "end", "words", "type")
    first, second = (Mark(*(getattr(row, f"{side}_{name}") for name in names)) for side in ("first", "second"))
    return Judgement(row.number, row.recorded_at, first, second, row.verdict, row.judge, row.reason, False)
