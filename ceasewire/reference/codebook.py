"""The codebook as the engine reads it: pages (one a PLOVER type), predicates, modes, classes, composition; checked on loading.

Everything here is data of a political scientist: data/codebook/README.md says what each column means. No parse, no spaCy.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ceasewire import lexicon
from ceasewire.errors import DataError
from ceasewire.lexicon import Row
from ceasewire.records import EVENT_TYPES, STATUSES, Event

POS = ("verb", "noun", "adj")
FUNCTIONS = ("self", "subj", "obj", "iobj", "poss", "amod", "clause", "asked", "content", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4")
PREPOSITIONS = (
    "by", "of", "on", "against", "with", "to", "from", "between", "in", "for", "at", "into", "over", "toward", "towards",
    "upon", "about", "among", "under", "near", "through", "as", "than", "after", "during", "off", "around", "across", "along",
)  # fmt: skip
PLACES_OF_WORDS = ("trigger", "instrument", "object", "clause", "source", "target", "act")
ANYTHING = "*"
#: classes that the engine itself asks for: outcomes of an attack, agreements and plans that a noun may stand before, …
ENGINE_CLASSES = (
    "amounts", "consequences", "raids", "agreement", "people", "fighters", "officials", "authorities", "civilians", "captives",
    "diplomats", "crowds", "mediating", "naming",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """A constraint: some word of the argument must (or, negated, must not) be of the class."""

    argument: str
    kind: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Predicate:
    """One row of predicates.csv. source and target: alternatives in order, each a tuple of arguments to collect together."""

    words: tuple[str, ...]
    pos: str
    frames: frozenset[str]
    type: str
    mode: str | None
    source: tuple[tuple[str, ...], ...]
    target: tuple[tuple[str, ...], ...]
    needs: tuple[Need, ...]
    place_as_target: bool
    where: str
    own: bool = False
    default_mode: bool = False  # the mode may be refined by modes.csv ("demo?")


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that only carries the noun: "carry out" an attack. source, target as in Predicate."""

    words: tuple[str, ...]
    source: tuple[tuple[str, ...], ...]
    target: tuple[tuple[str, ...], ...]
    where: str


@dataclass(frozen=True, slots=True)
class ModeRow:
    """One row of modes.csv: these words, standing there (trigger, instrument, object …), give the type this mode."""

    type: str
    mode: str
    where: str
    words: frozenset[str]
    row: str


@dataclass(frozen=True, slots=True)
class NotEvent:
    """A find of these triggers beside one of these context words is no event; `reason` says what it is."""

    triggers: frozenset[str]
    context: frozenset[str]  # empty: always
    reason: str
    where: str


@dataclass(frozen=True, slots=True)
class Page:
    """One type: its codes, and {mode: (CAMEO code, score)}."""

    type: str
    label: str
    quad: int
    cameo: str
    goldstein: float
    definition: str
    boundaries: tuple[str, ...]
    modes: Mapping[str, tuple[str, float]]
    meanings: Mapping[str, str]
    examples: tuple[str, ...]
    near_misses: tuple[tuple[str, str], ...]

    def code(self, mode: str | None) -> tuple[str, float]:
        """CAMEO code and Goldstein-type score of the type with this mode."""
        return self.modes.get(mode or "", (self.cameo, self.goldstein))


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


def split_words(phrase: str) -> tuple[str, ...]:
    """The lemma words of a phrase; a hyphen separates words, as in the tokenizer."""
    return tuple(phrase.lower().replace("-", " ").split())


@functools.lru_cache(maxsize=4)
def load(own: Path | None = None) -> Codebook:
    """The shipped codebook with the user's rows before ours. Errors: DataError names file and line of the first fault."""
    pages = {page.type: page for page in map(_page, lexicon.pages("codebook"))}
    missing = [t for t in EVENT_TYPES if t not in pages]
    if missing:
        raise DataError(f"codebook: no page for {', '.join(missing)}. Add codebook/{missing[0]}.yaml.")
    classes = _classes(own)
    for name in ENGINE_CLASSES:
        if name not in classes:
            raise DataError(f"codebook/classes.csv: class {name!r} is missing; the engine asks for it.")
    rows = list(_predicates(pages, classes, own))
    _check_conflicts(rows)
    index: dict[tuple[str, str], list[Predicate]] = {}
    for row in rows:
        index.setdefault((row.words[0], row.pos), []).append(row)
    for found in index.values():  # the user's rows first, then longer phrases, then narrower rows
        found.sort(key=lambda p: (not p.own, -len(p.words), not p.needs, not p.frames))
    return Codebook(
        pages,
        {k: tuple(v) for k, v in index.items()},
        _light_verbs(own),
        classes,
        _modes(pages, own),
        _composition(own),
        _not_events(classes, own),
        _contexts(own),
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


def _page(name: str) -> Page:
    raw = lexicon.page(name)
    where = f"{name}.yaml"
    if not isinstance(raw, dict):
        raise DataError(f"{where}: not a page; it must be `key: value` lines")
    allowed = ("type", "label", "quad", "cameo", "goldstein", "definition", "boundaries", "modes", "examples", "near_misses")
    for key in raw:
        if key not in allowed:
            raise DataError(f"{where}: unknown key {key!r}. {lexicon.suggestion(str(key), allowed)}")
    for key in allowed:
        if key not in raw:
            raise DataError(f"{where}: key {key!r} is missing")
    if raw["type"] not in EVENT_TYPES or raw["type"] != Path(name).name:
        hint = lexicon.suggestion(str(raw["type"]), EVENT_TYPES)
        raise DataError(f"{where}: type {raw['type']!r} must be the file's name and a PLOVER type. {hint}")
    modes: dict[str, tuple[str, float]] = {}
    meanings: dict[str, str] = {}
    for mode, entry in (raw["modes"] or {}).items():
        if not isinstance(entry, dict) or not {"definition", "cameo", "goldstein"} <= set(entry):
            raise DataError(f"{where}: mode {mode!r} needs definition, cameo and goldstein")
        modes[mode] = (_code(entry["cameo"]), float(entry["goldstein"]))
        meanings[mode] = str(entry["definition"])
    misses = tuple((m, "") if isinstance(m, str) else (str(m["text"]), str(m.get("why", ""))) for m in raw["near_misses"])
    return Page(
        raw["type"], str(raw["label"]), int(raw["quad"]), _code(raw["cameo"]), float(raw["goldstein"]), str(raw["definition"]),
        tuple(map(str, raw["boundaries"] or ())), modes, meanings, tuple(map(str, raw["examples"])), misses,
    )  # fmt: skip


def _code(value: object) -> str:
    """A CAMEO code; YAML reads an unquoted 057 or 57 as a number."""
    code = str(value)
    return code if len(code) > 1 else code.zfill(2)


def _classes(own: Path | None) -> dict[str, frozenset[str]]:
    """{class: words}. A word that names another class as `class:NAME` takes in that class's words."""
    raw: dict[str, list[str]] = {}
    where: dict[str, str] = {}
    for row in lexicon.table("codebook/classes", ("class", "words"), optional=("note",), own=own):
        raw.setdefault(row["class"], []).extend(row.list("words"))
        where.setdefault(row["class"], row.where)

    def words(name: str, seen: tuple[str, ...]) -> Iterator[str]:
        for word in raw[name]:
            other = word.removeprefix("class:")
            if other == word:
                yield word if ":" in word else " ".join(split_words(word))
            elif other not in raw or other in seen:
                raise DataError(f"{where[name]}: class {other!r} is unknown or holds itself. {lexicon.suggestion(other, raw)}")
            else:
                yield from words(other, (*seen, other))

    return {name: frozenset(words(name, (name,))) for name in raw}


def _alternatives(row: Row, column: str) -> tuple[tuple[str, ...], ...]:
    """ "ARG0;by+with" as (("ARG0",), ("by", "with")); "-" as ()."""
    out = []
    for alternative in row.list(column):
        if alternative == "-":
            continue
        parts = tuple(p.strip() for p in alternative.split("+"))
        for part in parts:
            if part not in FUNCTIONS and part not in PREPOSITIONS:
                raise DataError(f"{row.where}: column {column!r} has {part!r}. {lexicon.suggestion(part, (*FUNCTIONS, *PREPOSITIONS))}")
        out.append(parts)
    return tuple(out)


def _needs(row: Row, classes: Mapping[str, frozenset[str]]) -> Iterator[Need]:
    for need in row.list("needs"):
        argument, equals, kind = need.removeprefix("!").partition("=")
        if not equals or (argument not in FUNCTIONS and argument not in PREPOSITIONS):
            hint = lexicon.suggestion(argument, (*FUNCTIONS, *PREPOSITIONS))
            raise DataError(f"{row.where}: need {need!r} must be ARGUMENT=class. {hint}")
        if kind not in classes and kind != ANYTHING:
            raise DataError(f"{row.where}: need {need!r} names no class of classes.csv. {lexicon.suggestion(kind, classes)}")
        yield Need(argument, kind, not need.startswith("!"))


def _predicates(pages: Mapping[str, Page], classes: Mapping[str, frozenset[str]], own: Path | None) -> Iterator[Predicate]:
    columns = ("predicate", "pos", "frames", "type", "mode", "source", "target", "needs", "place_as_target")
    seen: set[tuple[object, ...]] = set()
    for row in lexicon.table("codebook/predicates", columns, optional=("note",), own=own):
        kind = row.one_of("type", EVENT_TYPES)
        mode, default = row["mode"].removesuffix("?") or None, row["mode"].endswith("?")
        if mode is not None and mode not in pages[kind].modes:
            raise DataError(f"{row.where}: {kind} has no mode {mode!r}. {lexicon.suggestion(mode, pages[kind].modes)}")
        words = split_words(row["predicate"])
        if not words:
            raise DataError(f"{row.where}: empty predicate")
        predicate = Predicate(
            words, row.one_of("pos", POS), frozenset(row.list("frames")), kind, mode,
            _alternatives(row, "source"), _alternatives(row, "target"), tuple(_needs(row, classes)),
            bool(row["place_as_target"]), row.where, row.own, default,
        )  # fmt: skip
        content = (predicate.words, predicate.pos, predicate.frames, kind, mode, predicate.needs)
        if content not in seen:  # "air-strike" and "air strike" are one
            seen.add(content)
            yield predicate


def _check_conflicts(rows: list[Predicate]) -> None:
    """Two rows for one phrase that nothing can tell apart, and different codes: an error."""
    first: dict[tuple[object, ...], Predicate] = {}
    for row in rows:
        if row.own:
            continue
        for frame in row.frames or {""}:
            key = (row.words, row.pos, frame, row.needs)
            other = first.setdefault(key, row)
            if (other.type, other.mode) != (row.type, row.mode):
                mode = f" {other.mode or 'no mode'}" if other.type == row.type else ""
                raise DataError(
                    f"{row.where}: {' '.join(row.words)!r} is {row.type}, but {other.where} says {other.type}{mode}. "
                    "Give one of them a frame or a need, or take it out."
                )


def _light_verbs(own: Path | None) -> dict[str, tuple[LightVerb, ...]]:
    out: dict[str, list[LightVerb]] = {}
    for row in lexicon.table("codebook/light_verbs", ("verb", "source", "target"), optional=("note",), own=own):
        words = split_words(row["verb"])
        verb = LightVerb(words, _alternatives(row, "source"), _alternatives(row, "target"), row.where)
        out.setdefault(words[0], []).append(verb)
    return {k: tuple(sorted(v, key=lambda x: -len(x.words))) for k, v in out.items()}


def _modes(pages: Mapping[str, Page], own: Path | None) -> dict[str, tuple[ModeRow, ...]]:
    out: dict[str, list[ModeRow]] = {}
    for row in lexicon.table("codebook/modes", ("type", "mode", "where", "words"), optional=("note",), own=own):
        kind = row.one_of("type", EVENT_TYPES)
        if row["mode"] not in pages[kind].modes:
            raise DataError(f"{row.where}: {kind} has no mode {row['mode']!r}. {lexicon.suggestion(row['mode'], pages[kind].modes)}")
        where = row.one_of("where", PLACES_OF_WORDS)
        words = row.list("words")
        if where == "act":
            for word in words:
                if word.split(":")[0] not in EVENT_TYPES:
                    raise DataError(f"{row.where}: {word!r} is no event type. {lexicon.suggestion(word, EVENT_TYPES)}")
        else:
            words = [" ".join(split_words(w)) for w in words]
        out.setdefault(kind, []).append(ModeRow(kind, row["mode"], where, frozenset(words), row.where))
    return {k: tuple(v) for k, v in out.items()}


def _composition(own: Path | None) -> dict[tuple[str, str, str], str]:
    out = {}
    for row in lexicon.table("codebook/composition", ("type", "status", "plover_type"), optional=("mode", "note"), own=own):
        key = (row.one_of("type", EVENT_TYPES), row.cells.get("mode", ""), row.one_of("status", STATUSES))
        if key in out and not row.own:
            raise DataError(f"{row.where}: {key[0]} with status {key[2]!r} is given twice")
        out[key] = row.one_of("plover_type", EVENT_TYPES)
    return out


def _not_events(classes: Mapping[str, frozenset[str]], own: Path | None) -> dict[str, tuple[NotEvent, ...]]:
    """{predicate (or "*"): rows}; a context cell may name classes as `class:NAME`."""
    out: dict[str, list[NotEvent]] = {}
    for row in lexicon.table("codebook/not_events", ("predicate", "context", "reason"), optional=("note",), own=own):
        triggers, context = (frozenset(_class_words(row, column, classes)) for column in ("predicate", "context"))
        entry = NotEvent(triggers, context, row["reason"], row.where)
        for trigger in triggers:
            out.setdefault(trigger, []).append(entry)
    return {k: tuple(v) for k, v in out.items()}


def _class_words(row: Row, column: str, classes: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for word in row.list(column):
        name = word.removeprefix("class:")
        if name == word:
            yield word if word == ANYTHING else " ".join(split_words(word))
        elif name in classes:
            yield from classes[name]
        else:
            raise DataError(f"{row.where}: no class {name!r} in classes.csv. {lexicon.suggestion(name, classes)}")


def _contexts(own: Path | None) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for row in lexicon.table("codebook/contexts", ("context", "words"), optional=("note",), own=own):
        for word in row.list("words"):
            out.setdefault(" ".join(split_words(word)), []).append(row["context"])
    return {k: tuple(dict.fromkeys(v)) for k, v in out.items()}
