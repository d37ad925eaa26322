"""Records made by hand, without the language model: articles of an invented country with the actors that stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ceasewire.link.actors import ActorsAcross, Found
from ceasewire.pipeline import as_record
from ceasewire.records import Actor, Article, Block, Mention

Json = dict[str, Any]
RUN = {"version": "0", "model": "m", "data": "d", "config": "c"}


def who(
    name: str, *mentions: str, kind: str = "person", rule: str = "person", of: str | None = None, country: str | None = None,
    sector: str | None = None, role: str | None = None,
) -> Json:
    """One actor. mentions: the words, "~" before those that only describe; without any the name itself. of: the name of another."""
    return {
        "name": name, "mentions": mentions or (name,), "kind": kind, "rule": rule, "of": of, "country": country, "sector": sector,
        "role": role,
    }  # fmt: skip


def body(name: str, *mentions: str, kind: str = "group", rule: str = "name", **more: Any) -> Json:
    """One body."""
    return who(name, *mentions, kind=kind, rule=rule, **more)


def told(id: str, *actors: Json, day: str | None = "2021-06-01", text: str | None = None, title: str | None = None) -> Json:
    """The record of one article: a sentence for each actor, unless the text is given."""
    lines = text or " ".join(f"{' and '.join(m.removeprefix('~') for m in actor['mentions'])} spoke in {id}." for actor in actors)
    ids = {actor["name"]: f"a{n}" for n, actor in enumerate(actors)}
    at = 0
    made = []
    for n, actor in enumerate(actors):
        spans, at = _spans(lines, actor["mentions"], at if text is None else 0)
        made.append(
            Actor(
                f"a{n}", actor["name"], actor["kind"], tuple(spans), actor["country"], actor["sector"], actor["role"],
                ids.get(actor["of"] or ""), rule=actor["rule"],
            )
        )  # fmt: skip
    article = Article(id, lines, title, published=day, blocks=(Block("body", 0, len(lines)),), layers={"actors": tuple(made)})
    return as_record(article, RUN)


def _spans(text: str, mentions: Sequence[str], at: int) -> tuple[list[Mention], int]:
    found = []
    for words in mentions:
        plain = words.removeprefix("~")
        start = text.index(plain, at)
        at = start + len(plain)
        found.append(Mention(start, at, plain, "description" if words.startswith("~") else "name"))
    return found, at


def found(*records: Json, own: Path | None = None) -> Found:
    across = ActorsAcross(own)
    for record in records:
        across.add(record)
    return across.find()
