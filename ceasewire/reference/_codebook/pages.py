"""The pages of the codebook: one a PLOVER type with its modes, and one of the contexts; every entry with rules, examples, near misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ceasewire import lexicon
from ceasewire.errors import DataError
from ceasewire.records import EVENT_TYPES

#: the page in data/codebook that is no type's
CONTEXTS = "codebook/contexts"
_LISTS = ("boundaries", "examples", "near_misses")
_ENTRY = ("definition", *_LISTS)
_MODE = ("cameo", "goldstein", *_ENTRY)
_PAGE = ("type", "label", "quad", "cameo", "goldstein", "modes", *_ENTRY)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a coder reads of a type, a mode or a context: examples are marked sentences, near misses (sentence, why it is none)."""

    definition: str
    boundaries: tuple[str, ...]
    examples: tuple[str, ...]
    near_misses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mode(Entry):
    """One mode of a type, with its own CAMEO code and Goldstein-type score."""

    cameo: str
    goldstein: float


@dataclass(frozen=True, slots=True)
class Page(Entry):
    """One type: its codes and its modes by name."""

    type: str
    label: str
    quad: int
    cameo: str
    goldstein: float
    modes: Mapping[str, Mode]

    def code(self, mode: str | None) -> tuple[str, float]:
        """CAMEO code and Goldstein-type score of the type with this mode."""
        of = self.modes.get(mode or "", self)
        return of.cameo, of.goldstein


def types() -> Iterator[Page]:
    """The pages of the types, by name. Errors: DataError names the file and what is missing or unknown."""
    found = {page.type: page for page in map(_page, lexicon.pages("codebook")) if page is not None}
    missing = [t for t in EVENT_TYPES if t not in found]
    if missing:
        raise DataError(f"codebook: no page for {', '.join(missing)}. Add codebook/{missing[0]}.yaml.")
    yield from found.values()


def contexts() -> dict[str, Entry]:
    """The page of the contexts: {context: entry}, in its order. Errors: as `types`."""
    where = f"{CONTEXTS}.yaml"
    return {str(name): Entry(**_entry(_checked(raw, _ENTRY, f"{where}: {name}"))) for name, raw in lexicon.page(CONTEXTS).items()}


def _page(name: str) -> Page | None:
    if name == CONTEXTS:
        return None
    where = f"{name}.yaml"
    raw = _checked(lexicon.page(name), _PAGE, where)
    if raw["type"] not in EVENT_TYPES or raw["type"] != Path(name).name:
        hint = lexicon.suggestion(str(raw["type"]), EVENT_TYPES)
        raise DataError(f"{where}: type {raw['type']!r} must be the file's name and a PLOVER type. {hint}")
    modes = {str(mode): _checked(entry, _MODE, f"{where}: mode {mode!r}") for mode, entry in (raw["modes"] or {}).items()}
    return Page(
        **_entry(raw), type=raw["type"], label=str(raw["label"]), quad=int(raw["quad"]), cameo=_code(raw["cameo"]),
        goldstein=float(raw["goldstein"]),
        modes={k: Mode(**_entry(m), cameo=_code(m["cameo"]), goldstein=float(m["goldstein"])) for k, m in modes.items()},
    )  # fmt: skip


def _checked(raw: object, allowed: tuple[str, ...], where: str) -> dict[str, Any]:
    """The mapping, which must have these keys and no others; a list may be left out."""
    if not isinstance(raw, dict):
        raise DataError(f"{where}: found {type(raw).__name__}; it must be `key: value` lines with {', '.join(allowed)}")
    for key in raw:
        if key not in allowed:
            raise DataError(f"{where}: unknown key {key!r}. {lexicon.suggestion(str(key), allowed)}")
    needed = [key for key in allowed if key not in _LISTS]
    for key in needed:
        if key not in raw:
            raise DataError(f"{where}: key {key!r} is missing. Needed: {', '.join(needed)}.")
    return raw


def _entry(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an Entry."""
    boundaries, examples, misses = (raw.get(key) or () for key in _LISTS)
    return {
        "definition": str(raw["definition"]),
        "boundaries": tuple(map(str, boundaries)),
        "examples": tuple(map(str, examples)),
        "near_misses": tuple((str(m["text"]), str(m["why"])) for m in misses),
    }


def _code(value: object) -> str:
    """A CAMEO code; YAML reads an unquoted 057 or 57 as a number."""
    code = str(value)
    return code if len(code) > 1 else code.zfill(2)
