"""The codebook as the engine reads it: pages (one a PLOVER type), predicates, modes, classes, composition; checked on loading.

Everything here is data of a political scientist: data/codebook/README.md says what each column means. No parse, no spaCy.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ceasewire.errors import DataError
from ceasewire.records import Event
from ceasewire.reference._codebook import pages, rows
from ceasewire.reference._codebook.pages import Entry, Mode, Page, contexts
from ceasewire.reference._codebook.rows import ANYTHING, LightVerb, ModeRow, Need, NotEvent, Predicate, split_words

__all__ = [
    "ANYTHING", "ENGINE_CLASSES", "Codebook", "Entry", "LightVerb", "Mode", "ModeRow", "Need", "NotEvent", "Page", "Predicate",
    "composed", "contexts", "load", "split_words",
]  # fmt: skip

#: classes that the engine itself asks for: outcomes of an attack, agreements and plans that a noun may stand before, …
ENGINE_CLASSES = (
    "amounts", "consequences", "raids", "agreement", "people", "fighters", "officials", "authorities", "civilians", "captives",
    "diplomats", "crowds", "mediating", "naming",
)  # fmt: skip


@dataclass(frozen=True)
class Codebook:
    """All tables of data/codebook, checked against each other; `load` makes it."""

    pages: Mapping[str, Page]
    predicates: Mapping[tuple[str, str], tuple[Predicate, ...]]  # (first word, pos) → rows, the most specific first
    light_verbs: Mapping[str, tuple[LightVerb, ...]]
    classes: Mapping[str, frozenset[str]]
    modes: Mapping[str, tuple[ModeRow, ...]]
    composition: Mapping[tuple[str, str, str], str]  # (type, mode or "", status) → PLOVER type
    not_events: Mapping[str, tuple[NotEvent, ...]]  # trigger lemma → rows
    contexts: Mapping[str, tuple[str, ...]]  # lemma → contexts

    def words(self, kind: str) -> frozenset[str]:
        """The lemmas of a class of classes.csv; empty for one that is not there."""
        return self.classes.get(kind, frozenset())

    def plover_type(self, kind: str, mode: str | None, status: str) -> str:
        """The type under PLOVER's rules for acts announced, promised or to come."""
        return self.composition.get((kind, mode or "", status)) or self.composition.get((kind, "", status), kind)


@functools.lru_cache(maxsize=4)
def load(own: Path | None = None) -> Codebook:
    """The shipped codebook with the user's rows before ours. Errors: DataError names file and line of the first fault."""
    types = {page.type: page for page in pages.types()}
    classes = rows.classes(own)
    for name in ENGINE_CLASSES:
        if name not in classes:
            raise DataError(f"codebook/classes.csv: class {name!r} is missing; the engine asks for it.")
    predicates = list(rows.predicates(types, classes, own))
    rows.check_conflicts(predicates)
    index: dict[tuple[str, str], list[Predicate]] = {}
    for row in predicates:
        index.setdefault((row.words[0], row.pos), []).append(row)
    for found in index.values():  # the user's rows first, then longer phrases, then narrower rows
        found.sort(key=lambda p: (not p.own, -len(p.words), not p.needs, not p.frames))
    return Codebook(
        types,
        {k: tuple(v) for k, v in index.items()},
        rows.light_verbs(own),
        classes,
        rows.modes(types, own),
        rows.composition(own),
        rows.not_events(classes, own),
        rows.contexts(own),
    )


def composed(event: Event, own: Path | None = None) -> Event:
    """The event with plover_type, CAMEO code, score and quad, which depend on its status.

    >>> from ceasewire.records import Extent, Span
    >>> visit = Event("e1", "CONSULT", Span(0, 5, "visit"), Extent(0, 9), mode="visit", status="planned")
    >>> composed(visit).plover_type
    'AGREE'
    """
    book = load(own)
    plover = book.plover_type(event.type, event.mode, event.status)
    page = book.pages[event.type]
    cameo, score = page.code(event.mode)
    return replace(event, plover_type=plover, cameo=cameo, goldstein=score, quad=page.quad)
