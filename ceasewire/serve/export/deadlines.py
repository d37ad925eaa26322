"""Deadlines across articles: the same commitment told again is one entry, and one whose deadline moves keeps its id.

Which tellings are one commitment, `same_commitment` alone decides.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from ceasewire import lexicon
from ceasewire.language.lemmas import regular_lemma
from ceasewire.reference.spelling import unaccented
from ceasewire.serve.export.format import Json, Written
from ceasewire.serve.export.parties import parties
from ceasewire.serve.export.rows import last_date

NO_DAY = "commitments without a day: no deadline, or words that give no date"
_NAMED = ("name", "alias")


@dataclass
class Deadline:
    """One commitment as it was told last. `moved` are the days before the present one, `changes` how often day or state changed."""

    key: str
    record: Json
    commitment: Json
    first: date
    after: date  # half-open
    moved: list[date] = field(default_factory=list)
    changes: int = 0


def deadlines(records: Iterable[Json], written: Written) -> list[Deadline]:
    """All commitments that have a day, by day. In memory: one commitment each, without the text of its article.

    records: in the order of their publication. A later telling without a day changes the state of one that has a day.
    """
    known: dict[str, Deadline] = {}
    for record in records:
        seen: Counter[str] = Counter()
        for commitment in record["commitments"]:
            key, days = same_commitment(record, commitment), _days(commitment["deadline"])
            if days is not None:  # two dated acts of one article are two, however alike
                seen[key] += 1
                key = key if seen[key] == 1 else f"{key}-{seen[key]}"
            there = known.get(key)
            if there is not None:
                _told_again(there, record, commitment, days)
            elif days is not None:
                known[key] = Deadline(key, _light(record, commitment), commitment, *days)
                _told_before(known[key])
            else:
                written.left_out[NO_DAY] += 1
    return sorted(known.values(), key=lambda found: (found.first, found.after, found.key))


def same_commitment(record: Json, commitment: Json) -> str:
    """A key that tellings of one commitment share: the same debtors by name, the same type and word of the act.

    Debtors without a name ("the government") are the same only if their country is known and the same; else the telling stands alone.
    """
    debtors: set[str] = set()
    for party in parties(record, commitment["debtors"], commitment["debtor_spans"]):
        named = party.actor is not None and any(mention["how"] in _NAMED for mention in party.actor["mentions"])
        if not named and not party["country"]:
            debtors.clear()
            break
        debtors.add(f"{_fold(party.name)}/{party['country'] or ''}")
    act = _head(record, commitment)
    same = [*sorted(debtors), commitment["type"] or "", act]
    parts = same if debtors and act else [record["article"]["id"], commitment["id"]]
    return "c" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _head(record: Json, commitment: Json) -> str:
    """The word of the act, without its ending: the trigger of the event inside the action, else the action's first word of meaning."""
    action = commitment["action"]
    inside = (e["trigger"] for e in record["events"] if action["start"] <= e["trigger"]["start"] and e["trigger"]["end"] <= action["end"])
    words = re.findall(r"[^\W\d_]+", (next(inside, None) or action)["text"].lower())
    word = next((word for word in words if word not in _small_words()), "")
    return regular_lemma(word, "VBG") or regular_lemma(word, "VBD") or word


@functools.cache
def _small_words() -> frozenset[str]:
    return frozenset(lexicon.words("function_words"))


def _told_before(deadline: Deadline) -> None:
    """Days that the first telling itself says were given up ("moved from March 1")."""
    for change in deadline.commitment["history"]:
        day = _day(change["before"]) if change["what"] == "deadline" else None
        if day is not None and day != _due(deadline):
            deadline.moved.append(day)
            deadline.changes += 1


def _told_again(there: Deadline, record: Json, commitment: Json, days: tuple[date, date] | None) -> None:
    moved = days is not None and days != (there.first, there.after)
    if moved or commitment["status"] != there.commitment["status"]:
        there.changes += 1
    if moved and days is not None:
        there.moved.append(_due(there))
        there.first, there.after = days
    if days is None:  # the words of the telling that gave the day stay; only the state is news
        there.commitment = {**there.commitment, "status": commitment["status"]}
        return
    there.record, there.commitment = _light(record, commitment), commitment


def _due(deadline: Deadline) -> date:
    return deadline.after - timedelta(days=1)


def _days(interval: Json | None) -> tuple[date, date] | None:
    """First day and the day after the last: "by May 1" is that one day, "in March" the month, "from May 1" its first day."""
    if interval is None or (interval["earliest"] is None and interval["latest"] is None):
        return None
    first = date.fromisoformat(interval["earliest"][:10]) if interval["earliest"] else None
    last = last_date(interval["latest"]) if interval["latest"] else first
    assert last is not None
    return first or last, last + timedelta(days=1) if last < date.max else last


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _light(record: Json, commitment: Json) -> Json:
    """Of the record what an entry shows, so that a calendar of many articles does not hold all their texts."""
    article = {name: value for name, value in record["article"].items() if name not in ("text", "blocks")}
    action = commitment["action"]
    sentences = [event["sentence"] for event in record["events"]]
    holding = (s for s in sentences if s["start"] <= action["start"] and action["end"] <= s["end"])
    extent = next(holding, action)
    words = " ".join(record["article"]["text"][extent["start"] : extent["end"]].split())
    wanted = {commitment["said_in"], (commitment["deadline"] or {}).get("ref")}
    return {
        "article": article, "words": words, "recorded_at": record.get("recorded_at"), "run": record["run"],
        "actors": [a for a in record["actors"] if a["id"] in (*commitment["debtors"], *commitment["creditors"])],
        "statements": [s for s in record["statements"] if s["id"] in wanted], "times": [t for t in record["times"] if t["id"] in wanted],
    }  # fmt: skip


def _fold(text: str) -> str:
    return " ".join(unaccented(text.casefold()).split())
