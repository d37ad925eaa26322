"""The tables of the codebook, row by row and cell by cell; every complaint names file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ceasewire import lexicon
from ceasewire.errors import DataError
from ceasewire.lexicon import Row
from ceasewire.records import EVENT_TYPES, STATUSES
from ceasewire.reference._codebook.pages import Page

POS = ("verb", "noun", "adj")
FUNCTIONS = ("self", "subj", "obj", "iobj", "poss", "amod", "clause", "asked", "content", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4")
PREPOSITIONS = (
    "by", "of", "on", "against", "with", "to", "from", "between", "in", "for", "at", "into", "over", "toward", "towards",
    "upon", "about", "among", "under", "near", "through", "as", "than", "after", "during", "off", "around", "across", "along",
)  # fmt: skip
PLACES_OF_WORDS = ("trigger", "instrument", "object", "clause", "source", "target", "act")
ANYTHING = "*"


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


def split_words(phrase: str) -> tuple[str, ...]:
    """The lemma words of a phrase; a hyphen separates words, as in the tokenizer."""
    return tuple(phrase.lower().replace("-", " ").split())


def classes(own: Path | None) -> dict[str, frozenset[str]]:
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


def predicates(pages: Mapping[str, Page], classes: Mapping[str, frozenset[str]], own: Path | None) -> Iterator[Predicate]:
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
        content = (predicate.words, predicate.pos, predicate.frames, kind, mode, predicate.needs, row.own)
        if content not in seen:  # "air-strike" and "air strike" are one
            seen.add(content)
            yield predicate


def check_conflicts(found: list[Predicate]) -> None:
    """Two rows for one phrase that nothing can tell apart, and different codes: an error."""
    first: dict[tuple[object, ...], Predicate] = {}
    for row in found:
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


def light_verbs(own: Path | None) -> dict[str, tuple[LightVerb, ...]]:
    out: dict[str, list[LightVerb]] = {}
    for row in lexicon.table("codebook/light_verbs", ("verb", "source", "target"), optional=("note",), own=own):
        words = split_words(row["verb"])
        verb = LightVerb(words, _alternatives(row, "source"), _alternatives(row, "target"), row.where)
        out.setdefault(words[0], []).append(verb)
    return {k: tuple(sorted(v, key=lambda x: -len(x.words))) for k, v in out.items()}


def modes(pages: Mapping[str, Page], own: Path | None) -> dict[str, tuple[ModeRow, ...]]:
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


def composition(own: Path | None) -> dict[tuple[str, str, str], str]:
    out = {}
    for row in lexicon.table("codebook/composition", ("type", "status", "plover_type"), optional=("mode", "note"), own=own):
        key = (row.one_of("type", EVENT_TYPES), row.cells.get("mode", ""), row.one_of("status", STATUSES))
        if key in out and not row.own:
            raise DataError(f"{row.where}: {key[0]} with status {key[2]!r} is given twice")
        out[key] = row.one_of("plover_type", EVENT_TYPES)
    return out


def not_events(classes: Mapping[str, frozenset[str]], own: Path | None) -> dict[str, tuple[NotEvent, ...]]:
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


def contexts(own: Path | None) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for row in lexicon.table("codebook/contexts", ("context", "words"), optional=("note",), own=own):
        for word in row.list("words"):
            out.setdefault(" ".join(split_words(word)), []).append(row["context"])
    return {k: tuple(dict.fromkeys(v)) for k, v in out.items()}
