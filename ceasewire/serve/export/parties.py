"""The parties of an event or a commitment one by one: the words, and the actor that they mean."""

from __future__ import annotations

from collections.abc import Sequence
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


def parties(record: Json, ids: Sequence[str], spans: Sequence[Json]) -> list[Party]:
    """In text order; words that mean several actors give one party each, an actor that no span names (an elided subject) comes last."""
    actors = [actor for actor in record["actors"] if actor["id"] in ids]
    meant = [_meant(span, actors) for span in spans]
    named = [actor["id"] for some in meant for actor in some]
    left = [actor for actor in actors if actor["id"] not in named]
    if len(left) == sum(not some for some in meant):  # "gunmen" of the Coast Front: the words are no mention of the actor they stand for
        rest = iter(left)
        meant, left = [some or [next(rest)] for some in meant], []
    found: list[Party] = []
    for span, some in zip(spans, meant, strict=True):
        words = " ".join(span["text"].split())
        found += [Party(words, actor) for actor in some] or [Party(words, None)]
    return found + [Party(actor["name"], actor) for actor in left]


def _meant(span: Json, actors: list[Json]) -> list[Json]:
    """The actor whose mention the span is, else all that are mentioned in it."""
    touched = [actor for actor in actors if any(_touch(span, mention) for mention in actor["mentions"])]
    return [actor for actor in touched if any(_same(span, mention) for mention in actor["mentions"])][:1] or touched


def _touch(a: Json, b: Json) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _same(a: Json, b: Json) -> bool:
    return bool(a["start"] == b["start"] and a["end"] == b["end"])
