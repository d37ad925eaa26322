"""One article's record, made ready to be compared: its sentences with what they are about, its commitments with their words."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ceasewire.link._commitments.days import Days, days_of
from ceasewire.link._commitments.words import content, names, sentences, stems
from ceasewire.records import UNREAD, Span

Json = dict[str, Any]
THIN = 2  #: words: an act told in fewer is told of in the sentence before
#: kinds of actors that stand for their country
STATES = frozenset({"country", "government", "military"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, what it is about (stems, figures, "@RETREAT" for an event told in it) and who is named in it."""

    number: int
    span: Span
    words: tuple[str, ...]
    topic: frozenset[str]
    parties: frozenset[str]
    events: tuple[Json, ...]
    times: tuple[Json, ...]
    figures: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One commitment as one article tells it. words: the clause that says so; parties: who is bound, or else who says so.

    topic: what the act is; setting: what else its sentence is about, for acts whose own words say little ("it would now come in June").
    """

    report: Report
    record: Json
    number: int
    words: Span
    topic: frozenset[str]
    setting: frozenset[str]
    parties: frozenset[str]
    due: Days

    @property
    def status(self) -> str:
        return str(self.record["status"])


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """An article with its sentences and tellings. day: ISO day of publication, None where it is not known."""

    record: Json
    id: str
    day: str | None
    sentences: tuple[Sentence, ...]
    parties: frozenset[str]  #: whoever and whatever is named in it

    @property
    def rank(self) -> tuple[str, str]:
        """By day, then id; articles without a day come last."""
        return self.day or "9999", self.id

    def tellings(self) -> Iterator[Telling]:
        """The article's commitments in text order; none of a text that has no words."""
        for commitment in self.record["commitments"] if self.sentences else ():
            yield self._telling(commitment)

    def speakers(self, said_in: str | None) -> str | None:
        """The words for whoever says the statement; None for the reporter."""
        said = next((s for s in self.record["statements"] if s["id"] == said_in), None)
        return "; ".join(s["text"] for s in said["speaker_spans"]) or None if said is not None else None

    def voice(self, span: Span) -> Json | None:
        """The innermost statement that the words stand in."""
        around = [s for s in self.record["statements"] if s["content"]["start"] <= span.start and span.end <= s["content"]["end"] + 1]
        return min(around, key=lambda s: s["content"]["end"] - s["content"]["start"], default=None)

    def _telling(self, commitment: Json) -> Telling:
        text, action = self.record["article"]["text"], commitment["action"]
        number = bisect.bisect_right(self.sentences, action["start"], key=lambda s: s.span.start) - 1
        around = self.sentences[max(0, number)].span
        deadline = commitment["deadline"] or {}
        due = next((t for t in self.record["times"] if t["id"] == deadline.get("ref")), None)
        told = [action, *commitment["debtor_spans"], due, commitment["condition"]]
        parts = [p for p in told if p is not None and around.start <= p["start"] and p["end"] <= around.end] or [action]
        start, end = min(p["start"] for p in parts), max(p["end"] for p in parts)
        topic = set(content(without_times(self.record, action["start"], action["end"])))
        if commitment["type"]:
            topic.add(f"@{commitment['type']}")
        voice = next((s for s in self.record["statements"] if s["id"] == commitment["said_in"]), None)
        spans, ids = commitment["debtor_spans"], commitment["debtors"]
        parties = frozenset().union(*(names(s["text"]) for s in spans), *self.known(ids))
        if not parties and voice is not None:
            parties = frozenset().union(*(names(s["text"]) for s in voice["speaker_spans"]), *self.known(voice["speakers"]))
        setting = self.sentences[max(0, number)].topic
        if len(topic - parties) < THIN and number > 0:
            setting |= self.sentences[number - 1].topic
        setting -= topic | parties
        return Telling(
            self, commitment, max(0, number), Span(start, end, text[start:end]), frozenset(topic - parties), setting, parties,
            days_of(deadline),
        )  # fmt: skip

    def known(self, ids: list[str]) -> Iterator[frozenset[str]]:
        """Names of actors, and of the bodies that they belong to."""
        actors = {a["id"]: a for a in self.record["actors"]}
        for actor in (actors[id] for id in ids if id in actors):
            yield identity(actor)
            if actor["of"] in actors:
                yield identity(actors[actor["of"]])


def identity(actor: Json) -> frozenset[str]:
    """By what an actor is known in other articles: the words of its name, its country if it stands for it, its Wikidata id."""
    known = set(names(actor["name"]))
    if actor["country"] and actor["kind"] in STATES:
        known.add(f"+{actor['country']}")
    if actor["wikidata"]:
        known.add(f"+{actor['wikidata']}")
    return frozenset(known)


def without_times(record: Json, start: int, end: int) -> str:
    """The words from start to end, but for those that give a date."""
    text = record["article"]["text"]
    kept, at = [], start
    for time in record["times"]:
        if start <= time["start"] < end and time["type"] != "DURATION":
            kept.append(text[at : time["start"]])
            at = max(at, time["end"])
    return " ".join([*kept, text[at:end]])


def report_of(record: Json) -> Report:
    """The record of an article as `ceasewire code` gives it, made ready."""
    article = record["article"]
    text = article["text"]
    unread = [b for b in article["blocks"] if b["kind"] in UNREAD]
    found: list[Sentence] = []
    for start, end in sentences(text):
        if any(b["start"] <= start < b["end"] for b in unread):
            continue
        found.append(_sentence(record, len(found), Span(start, end, text[start:end])))
    parties = frozenset().union(*(s.parties for s in found))
    return Report(record, article["id"], (article["published"] or "")[:10] or None, tuple(found), parties)


def _sentence(record: Json, number: int, span: Span) -> Sentence:
    def inside(x: Json) -> bool:
        return bool(span.start <= x["start"] < span.end)

    events = [e for e in record["events"] if inside(e["trigger"])]
    acting = [a for a in record["actors"] if any(map(inside, a["mentions"]))]
    topic = set(content(without_times(record, span.start, span.end))) | {f"@{e['type']}" for e in events}
    parties = names(span.text).union(*map(identity, acting))
    times, figures = (tuple(x for x in record[layer] if inside(x)) for layer in ("times", "quantities"))
    return Sentence(number, span, tuple(stems(span.text)), frozenset(topic), parties, tuple(events), times, figures)
