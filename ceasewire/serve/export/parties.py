"""The parties of an event or a commitment one by one: the words, and the actor that they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ceasewire.serve.export.format import Json


@dataclass(frozen=True, slots=True)
class Party:
    """`words` as written; `actor` is the actor of the record, None where the words name none that it knows."""

    words: str
    actor: Json | None

    @property
    def name(self) -> str:
        """The actor's name, the same wherever it is told of; else the words."""
        return str(self.actor["name"]) if self.actor is not None else self.words

    def __getitem__(self, field: str) -> Any:
        """A field of the actor; None without one."""
        return self.actor[field] if self.actor is not None else None


def parties(record: Json, ids: Sequence[str], spans: Iterable[Json]) -> list[Party]:
    """In text order; words that mean several actors give one party each, an actor that no span names (an elided subject) comes last."""
    actors = {actor["id"]: actor for actor in record["actors"] if actor["id"] in ids}
    found: list[Party] = []
    for span in spans:
        words = " ".join(span["text"].split())
        meant = [actor for actor in actors.values() if any(_touch(span, mention) for mention in actor["mentions"])]
        exact = [actor for actor in meant if any(_same(span, mention) for mention in actor["mentions"])]
        found += [Party(words, actor) for actor in exact[:1] or meant or [None]]
    named = [party["id"] for party in found]
    found += [Party(actor["name"], actor) for id, actor in actors.items() if id not in named]
    return found


def _touch(a: Json, b: Json) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _same(a: Json, b: Json) -> bool:
    return bool(a["start"] == b["start"] and a["end"] == b["end"])
