"""Actors across articles: which names in many records are one person, one group, one state, and by what reason.

    sightings → tallies → nodes → grouping → build, with `perhaps` for names that do not say whose they are

Actors that are rows of one entry of data/actors/ are one; so are full names that are the same or spelled alike with offices and
countries that go together, and bodies of one name or of an acronym that an article explains. A last name alone is joined with a full
name inside its article only (extract/actors.py); across articles it is listed with those it may mean, and joined with none.
"""

from __future__ import annotations

import functools
from pathlib import Path
from types import TracebackType
from typing import Any

from ceasewire.link._actors.build import Build
from ceasewire.link._actors.found import Bare, Example, Form, Found, Group, Held, Member, Perhaps, Unsure
from ceasewire.link._actors.sightings import Sense, Sightings, is_named
from ceasewire.link._actors.tallies import Count, Quote, Tallies, Where
from ceasewire.link.reprints import Reprints
from ceasewire.records import UNREAD
from ceasewire.reference.who import directory
from ceasewire.reference.who.phrases import Reader

__all__ = ["ActorsAcross", "Bare", "Count", "Example", "Form", "Found", "Group", "Held", "Member", "Perhaps", "Quote", "Unsure"]

Json = dict[str, Any]


class ActorsAcross:
    """Takes the records of articles one after the other, then says who is who. Use it in a `with` block, or call `find`.

    Memory:  grows with distinct names (with what is told of them) and by some 600 bytes an article, which the reprints need.
    Order:   that of the articles changes nothing.
    Misses:  actors that are only described ("the army"): they are of their article alone, and counted as `unnamed`; two people
             of one full name, one country and one sort of office; names in another order ("Xi Jinping", "Jinping Xi").
    """

    def __init__(self, own: Path | None = None) -> None:
        """own: the user's own data folder.

        Errors: DataError for a bad row of it.
        """
        self._reader = _reader(own)
        self._sightings = Sightings(self._reader)
        self._tallies = Tallies()
        self._reprints = Reprints()
        self._ids: list[str] = []
        self._unnamed = 0
        self._placed: dict[Sense, str] = {}

    def __enter__(self) -> ActorsAcross:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Gives the room on disk back; for those who stop without `find`."""
        self._tallies.close()
        self._reprints.close()

    def add(self, record: Json) -> None:
        """The record of one article, as Coder.record or Store.records give it; its id is to be its alone."""
        article = record["article"]
        where = Where((article["published"] or "9999")[:10], article["id"])
        text = "\n".join(article["text"][b["start"] : b["end"]] for b in article["blocks"] if b["kind"] not in UNREAD)
        self._reprints.add(article["id"], text, article["published"], article["title"])
        self._tallies.add(len(self._ids), where, article["text"], list(self._sightings(record)))
        self._ids.append(article["id"])
        self._unnamed += sum(not is_named(actor) for actor in record["actors"])

    def find(self) -> Found:
        """Groups, bare names and doubtful pairs. Ends with `close`: it is called once, when all records are there."""
        try:
            build = Build(self._tallies, self._stories(), self._sightings, self._reader.directory.countries)
            found = build.found(len(self._ids), self._unnamed)
            self._placed = build.placed
            return found
        finally:
            self.close()

    def placed(self, record: Json) -> dict[str, str]:
        """Of a record that was added, after `find`: actor id → id of its group, or of its bare name; named actors only."""
        return {s.actor: self._placed[s.sense] for s in self._sightings(record) if s.sense in self._placed}

    def _stories(self) -> dict[int, int]:
        """Article → story, by number, for articles that are printed more than once."""
        numbers = {id: number for number, id in enumerate(self._ids)}
        stories = self._reprints.find().stories
        return {numbers[r.id]: n for n, story in enumerate(stories) for r in (story.original, *story.reprints)}


@functools.lru_cache(maxsize=2)
def _reader(own: Path | None) -> Reader:
    return Reader(directory.load(own))
