"""THE LINE. Read this first.

    read → clean → language → extract → link → store → serve

An Article goes through STEPS from left to right. Each step says what it needs and what it gives; the order is checked
before anything runs, so a step that is moved too far left fails at once and says so.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from ceasewire.config import Config
from ceasewire.errors import PipelineError
from ceasewire.extract.actors import Actors
from ceasewire.extract.commitments import Commitments
from ceasewire.extract.disagreements import Disagreements
from ceasewire.extract.events import Events
from ceasewire.extract.places import Places
from ceasewire.extract.quantities import Quantities
from ceasewire.extract.statements import Statements
from ceasewire.extract.status import Status
from ceasewire.extract.times import Times
from ceasewire.records import LAYERS, Article, Record


class Step(Protocol):
    """`__call__` gives records (never writes to the article); `needs` and `gives` are layer names.

    A step that gives a layer which is there already replaces it (Status refines the events). Unresolved rows may come
    from every step and are added up.
    """

    @property
    def needs(self) -> tuple[str, ...]: ...

    @property
    def gives(self) -> tuple[str, ...]: ...

    def __call__(self, article: Article) -> Iterable[Record]: ...


def steps(config: Config) -> tuple[Step, ...]:
    """The extractors in line order, made with one configuration."""
    return (
        Actors(config), Times(config), Places(config), Quantities(config), Statements(config),
        Events(config), Status(config), Commitments(config), Disagreements(config),
    )


def check(line: Sequence[Step]) -> None:
    """Errors: PipelineError when a step needs what no earlier step gives, or gives an unknown layer."""
    given: dict[str, str] = {"text": "read", "blocks": "clean", "doc": "language"}
    for step in line:
        name = type(step).__name__
        missing = [n for n in step.needs if n not in given]
        if missing:
            giver = [type(s).__name__ for s in line if set(missing) & set(s.gives)]
            advice = f" Move it after: {giver}." if giver else ""
            raise PipelineError(f"{name} needs {missing}, which no earlier step gives. Given so far: {list(given)}.{advice}")
        unknown = [n for n in step.gives if n not in LAYERS]
        if unknown:
            raise PipelineError(f"{name} gives unknown {unknown}. Allowed: {list(LAYERS)}.")
        given.update(dict.fromkeys(step.gives, name))


def run(line: Sequence[Step], article: Article) -> Article:
    """The article with all layers; records are in text order within each layer."""
    article = article.having(**dict.fromkeys(LAYERS, ()))
    for step in line:
        article = advance(step, article)
    return article


def advance(step: Step, article: Article) -> Article:
    """The article after one step."""
    found: dict[str, list[Any]] = {name: [] for name in (*step.gives, "unresolved")}
    for record in step(article):
        layer = next(name for name, kind in LAYERS.items() if isinstance(record, kind))
        if layer not in found:
            raise PipelineError(f"{type(step).__name__} gave a {type(record).__name__}, but says it gives {step.gives}")
        found[layer].append(record)
    found["unresolved"] = [*article.unresolved, *found["unresolved"]]
    return article.having(**{name: tuple(sorted(rows, key=position)) for name, rows in found.items()})


def position(record: Any) -> tuple[int, int]:
    """Where a record stands in the text: (start, end) of its first span."""
    for name in ("trigger", "cue", "action"):
        span = getattr(record, name, None)
        if span is not None:
            return span.start, span.end
    if hasattr(record, "start"):
        return record.start, record.end
    first = record.mentions[0] if hasattr(record, "mentions") else record.claims[0].span
    return first.start, first.end


def as_dict(record: Any) -> Any:
    """A record as plain JSON values: tuples become lists, nested records become objects."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {f.name: as_dict(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, tuple):
        return [as_dict(x) for x in record]
    return record


def as_record(article: Article, run_info: dict[str, str]) -> dict[str, Any]:
    """The article and its layers as the JSON object of docs/record.md."""
    head = {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "sha256": article.sha256,
        "raw_sha256": article.raw_sha256,
        "dateline": as_dict(article.dateline),
        "blocks": as_dict(article.blocks),
    }
    return {"article": head, **{name: as_dict(article.layers.get(name, ())) for name in LAYERS}, "run": run_info}
