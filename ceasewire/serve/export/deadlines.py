"""Deadlines across articles, one a commitment: the chain of link/commitments.py with what a calendar shows of its articles.

The records bring what their articles tell of each commitment (`changes`, together.py): which tellings are one, the link room alone decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ceasewire.serve.export.format import Json, Written

NO_DAY = "commitments without a day: no deadline, or words that give no date"
#: changes that leave a commitment as it was
UNCHANGED = frozenset({"made", "repeated"})


@dataclass(frozen=True, slots=True)
class Telling:
    """One change (`changes` of together.py) and the article that tells it, without its text."""

    change: Json
    article: Json
    recorded_at: str | None
    run: Json


@dataclass(frozen=True, slots=True)
class Deadline:
    """One commitment as it stands after its last telling.

    record, commitment: where it was made, of the record what an entry shows. first, after: the days that hold, half-open. moved: the last
    days before the present ones. changes: how often its day, state or terms changed.
    """

    key: str
    record: Json
    commitment: Json
    tellings: tuple[Telling, ...]
    first: date
    after: date
    moved: tuple[date, ...]

    @property
    def status(self) -> str:
        return str(self.tellings[-1].change["status"])

    @property
    def changes(self) -> int:
        return sum(telling.change["change"] not in UNCHANGED for telling in self.tellings)

    @property
    def last(self) -> Telling:
        """The telling that was reported last."""
        return self.tellings[-1]


def deadlines(records: Iterable[Json], written: Written) -> list[Deadline]:
    """All commitments that have a day, by day; those without are counted. records: with their `changes`, in any order.

    In memory: one entry a change, without the texts of the articles.
    """
    told: dict[str, list[Telling]] = defaultdict(list)
    made: dict[str, tuple[Json, Json]] = {}
    for record in records:
        article = {name: value for name, value in record["article"].items() if name not in ("text", "blocks")}
        for change in record["changes"]:
            told[change["chain"]].append(Telling(change, article, record.get("recorded_at"), record["run"]))
            if "commitment" in change:
                commitment = next(c for c in record["commitments"] if c["id"] == change["commitment"])
                made[change["chain"]] = _light(record, commitment), commitment
    found = []
    for key, tellings in told.items():
        tellings.sort(key=lambda telling: telling.change["number"])
        days = _days_in_turn(tellings)
        if days:
            first, after = days[-1]
            moved = tuple(_due(day) for day in days[:-1])
            found.append(Deadline(key, *made[key], tuple(tellings), first, after, moved))
        else:
            written.left_out[NO_DAY] += 1
    return sorted(found, key=lambda deadline: (deadline.first, deadline.after, deadline.key))


def _days_in_turn(tellings: list[Telling]) -> list[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    for telling in tellings:
        days = _days(telling.change["deadline"])
        if days is not None and found[-1:] != [days]:
            found.append(days)
    return found


def _due(days: tuple[date, date]) -> date:
    return days[1] - timedelta(days=1)


def _days(interval: Json | None) -> tuple[date, date] | None:
    """First day and the day after the last: "by May 1" is that one day, "in March" the month, "from May 1" its first day."""
    if interval is None or (interval["earliest"] is None and interval["latest"] is None):
        return None
    first = date.fromisoformat(interval["earliest"]) if interval["earliest"] else None
    last = _before(date.fromisoformat(interval["latest"])) if interval["latest"] else first
    assert last is not None
    return first or last, last + timedelta(days=1) if last < date.max else last


def _before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


def _light(record: Json, commitment: Json) -> Json:
    """Of the record what an entry shows, so that a calendar of many articles does not hold all their texts."""
    action = commitment["action"]
    sentences = [event["sentence"] for event in record["events"]]
    holding = (s for s in sentences if s["start"] <= action["start"] and action["end"] <= s["end"])
    extent = next(holding, action)
    words = " ".join(record["article"]["text"][extent["start"] : extent["end"]].split())
    wanted = {commitment["said_in"], (commitment["deadline"] or {}).get("ref")}
    return {
        "words": words,
        "actors": [a for a in record["actors"] if a["id"] in (*commitment["debtors"], *commitment["creditors"])],
        "statements": [s for s in record["statements"] if s["id"] in wanted], "times": [t for t in record["times"] if t["id"] in wanted],
    }  # fmt: skip
