"""The lexicons of data/actors/ as one directory: name and day → kind, country, sector, role.

Source: see data/SOURCES.md, "actors". A row may hold from a day on or up to a day (half-open), since the same man is
government in 2019 and not in 2022. Without a day names are read as of the lexicon's own day, never today.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from ceasewire import lexicon
from ceasewire.errors import DataError
from ceasewire.records import ACTOR_KINDS
from ceasewire.reference.who.names import fold, in_capitals, is_acronym, skeleton

V = TypeVar("V")

#: the day as of which the tables were written; a name without a date is read as of this day
AS_OF = "2025-06-30"
#: share of letters in common below which two names with the same consonants are two names ("Mr Putin" is no "Mara Patani")
_ALIKE = 0.75
#: PLOVER's sectors; XKX and the like are countries, not sectors
SECTORS = (
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI",
    "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
)
#: tables of named bodies, the stronger first: a name that stands in two is read from the first
BODIES = ("igos", "institutions", "armed_groups", "ngos", "media", "parties", "companies")


#: who leaves an office of these sectors is a former official; a rebel, cleric or journalist stays what he was
OFFICE_SECTORS = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says of a name, for the days [since, until)."""

    name: str
    kind: str
    country: str | None
    sector: str | None
    role: str | None = None
    since: str = ""
    until: str = ""
    table: str = ""
    own: bool = False  # from the user's folder: wins over ours of the same name
    alias: bool = False

    def holds(self, day: str) -> bool:
        return (not self.since or self.since <= day) and (not self.until or day < self.until)


@dataclass(frozen=True, slots=True)
class Role:
    """A noun that describes actors: "gunmen" → rebel UAF person plural."""

    noun: str
    kind: str
    sector: str | None
    what: str  # person | body
    plural: bool


@dataclass(slots=True)
class Directory:
    """All names, nationalities and role nouns. Made once; reading never changes it.

    names:      folded name → its entries, in the order of the tables
    acronyms:   the same for names in capitals, which match only capitals
    surnames:   last name → the full names of office holders
    skeletons:  consonants of names of several words → keys in `names`
    prefixes:   all beginnings of names of several words, for a longest match
    lower_ends: names of several words that the tables spell with a small last word ("Maute group")
    adjectives, peoples, capitals: folded word → country code
    nouns:      role noun, singular and plural → Role
    countries:  code → the country's own entry
    """

    names: dict[str, list[Entry]] = field(default_factory=dict)
    acronyms: dict[str, list[Entry]] = field(default_factory=dict)
    surnames: dict[str, list[str]] = field(default_factory=dict)
    skeletons: dict[str, set[str]] = field(default_factory=dict)
    prefixes: set[str] = field(default_factory=set)
    lower_ends: set[str] = field(default_factory=set)
    adjectives: dict[str, str] = field(default_factory=dict)
    peoples: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, Role] = field(default_factory=dict)
    countries: dict[str, Entry] = field(default_factory=dict)

    def find(self, text: str) -> list[Entry]:
        """All entries of a name as it is written, whatever the day."""
        key = fold(text)
        found = self.acronyms.get(key, []) if in_capitals(text) else []
        return [*found, *self.names.get(key, [])]

    def alike(self, text: str) -> list[Entry]:
        """Entries whose name sounds the same, for names of two words and more; of two such names the one spelled more alike."""
        key = fold(text)
        if " " not in key:
            return []
        keys = [k for k in sorted(self.skeletons.get(skeleton(key), ())) if k[0] == key[0]]
        near = {k: difflib.SequenceMatcher(None, key, k).ratio() for k in keys}
        best = max(near.values(), default=0.0)
        if best < _ALIKE:
            return []
        found = [e for k in keys if near[k] == best for e in self.names.get(k, [])]
        return found if len({e.name for e in found}) == 1 else []

    def of_surname(self, text: str, day: str, *, heads: frozenset[str] | None = None) -> list[Entry]:
        """Entries of the one office holder with this last name: the only one, or the only one in office on that day.

        heads: where nothing else speaks for him (no title, no full name), he must hold one of these offices on that day.
        """
        full = self.surnames.get(fold(text), [])
        if len(full) > 1 or heads is not None:
            full = [k for k in full if any(e.holds(day) and e.since for e in self.names[k])]
        if len(full) != 1:
            return []
        found = self.names[full[0]]
        return found if heads is None or any(e.holds(day) and e.role in heads for e in found) else []


def at(entries: list[Entry], day: str) -> Entry | None:
    """The entry that holds on that day: the user's own before ours, of two offices the later one.

    A former office holder becomes ELI, one before his first office has no sector.
    """
    now = [e for e in entries if e.holds(day)]
    if now:
        return max(now, key=lambda e: (e.own, e.since))
    past = [e for e in entries if e.until and e.until <= day]
    if past:
        last = max(past, key=lambda e: e.until)
        if last.table == "offices" and last.sector in OFFICE_SECTORS:
            return replace(last, sector="ELI", role=f"former {last.role}" if last.role else "former official")
        return last
    first = min(entries, key=lambda e: e.since)
    return replace(first, sector=None, role=None) if first.table == "offices" else first


def load(own: Path | None = None) -> Directory:
    """Read all tables of data/actors/ (and the user's own).

    Errors: DataError on a row with an unknown kind or sector.
    """
    directory = Directory()
    _nouns(directory, own)
    _states(directory, own)
    for table in BODIES:
        _bodies(directory, table, own)
    _offices(directory, own)
    if own is not None:
        _prefer_own(directory)
    return directory


def _prefer_own(directory: Directory) -> None:
    """A row of the user's that bears the name of one of ours stands under all other names of ours too ("Hizbullah")."""
    indexes = (directory.names, directory.acronyms)
    own = {fold(e.name): replace(e, alias=True) for index in indexes for found in index.values() for e in found if e.own}
    for index in indexes:
        for found in index.values():
            if not any(e.own for e in found):
                found += dict.fromkeys(own[fold(e.name)] for e in found if fold(e.name) in own)


def _add(directory: Directory, entry: Entry, names: list[str]) -> None:
    for n, name in enumerate(names):
        key = fold(name)
        if not key:
            continue
        made = entry if n == 0 else Entry(*(getattr(entry, f) for f in Entry.__slots__[:-1]), alias=True)  # type: ignore[misc]
        index = directory.acronyms if is_acronym(name) else directory.names
        index.setdefault(key, []).append(made)
        if " " in key:
            words = key.split()
            if name.split()[-1][:1].islower():
                directory.lower_ends.add(key)
            for end in range(1, len(words)):
                directory.prefixes.add(" ".join(words[:end]))


def _states(directory: Directory, own: Path | None) -> None:
    columns = ("name", "aliases", "adjectives", "people", "capitals")
    states = [(row, row["code"], None) for row in lexicon.table("actors/states", ("code", *columns), own=own)]
    parts = lexicon.table("actors/territories", ("country", "sector", *columns), own=own)
    for row, code, sector in [*states, *((row, row["country"], _code(row, "sector", SECTORS)) for row in parts)]:
        entry = Entry(row["name"], "country", code, sector, table="states", own=row.own)
        if "code" in row.cells:  # a territory does not give its name to the state it lies in
            _put(directory.countries, code, entry, row)
        _add(directory, entry, [row["name"], *row.list("aliases")])
        for word in row.list("adjectives"):
            _put(directory.adjectives, fold(word), code, row)
        for word in row.list("people"):
            _put(directory.peoples, fold(word), code, row)
        for word in row.list("capitals"):
            _put(directory.capitals, fold(word), code, row)


def _put(index: dict[str, V], key: str, value: V, row: lexicon.Row) -> None:
    """The first row of ours holds, and the last of the user's over it."""
    if row.own:
        index[key] = value
    else:
        index.setdefault(key, value)


def _code(row: lexicon.Row, column: str, allowed: tuple[str, ...]) -> str | None:
    value = row[column]
    if value and value not in allowed:
        raise DataError(f"{row.where}: column {column!r} has {value!r}. {lexicon.suggestion(value, allowed)}")
    return value or None


def _bodies(directory: Directory, table: str, own: Path | None) -> None:
    columns, dates = ("name", "aliases", "country", "sector", "kind"), ("from", "to")
    for row in lexicon.table(f"actors/{table}", columns, optional=dates, own=own):
        kind = _code(row, "kind", ACTOR_KINDS) or "group"
        sector = _code(row, "sector", SECTORS)
        entry = Entry(row["name"], kind, row["country"] or None, sector, None, row["from"], row["to"], table, row.own)
        names = [row["name"], *row.list("aliases")]
        if table in ("institutions", "parties"):  # "Senate", "Defense Department": what it is, not whose
            names = [n for n in names if n.casefold() not in directory.nouns] or names
        _add(directory, entry, names)
        if table == "armed_groups":
            for key in {fold(n) for n in names if " " in n}:
                directory.skeletons.setdefault(skeleton(key), set()).add(key)


def _offices(directory: Directory, own: Path | None) -> None:
    columns = ("name", "aliases", "country", "sector", "role", "from", "to")
    for row in lexicon.table("actors/offices", columns, own=own):
        name, sector = row["name"], _code(row, "sector", SECTORS)
        entry = Entry(name, "person", row["country"] or None, sector, row["role"] or None, row["from"], row["to"], "offices", row.own)
        names = [name, *row.list("aliases")]
        full = fold(name)
        _add(directory, entry, [n for n in names if " " in n or len(n) > 3])
        for last in {fold(n).split()[-1] for n in names if " " in n}:
            holders = directory.surnames.setdefault(last, [])
            if full not in holders:
                holders.append(full)
        for key in {fold(n) for n in names if " " in n}:
            directory.skeletons.setdefault(skeleton(key), set()).add(key)


def _nouns(directory: Directory, own: Path | None) -> None:
    for row in lexicon.table("actors/role_nouns", ("noun", "kind", "sector", "what"), optional=("plural",), own=own):
        noun, kind = row["noun"], _code(row, "kind", ACTOR_KINDS) or "group"
        sector, what, many = _code(row, "sector", SECTORS), row["what"], row["plural"] or plural_of(noun)
        _put(directory.nouns, noun, Role(noun, kind, sector, what, plural=row["plural"] == noun), row)
        if many != noun:
            _put(directory.nouns, many, Role(noun, kind, sector, what, plural=True), row)


def plural_of(noun: str) -> str:
    """The regular plural of a noun; of "X of Y" and "X-in-Y" the first word's.

    >>> plural_of("member of parliament"), plural_of("spokeswoman"), plural_of("ministry")
    ('members of parliament', 'spokeswomen', 'ministries')
    """
    for joint in (" of ", "-in-", " in "):
        if joint in noun:
            head, rest = noun.split(joint, 1)
            return plural_of(head) + joint + rest
    if noun.endswith(("person",)):
        return noun[:-6] + "people"
    if noun.endswith("woman") or (noun.endswith("man") and not noun.endswith(("german", "roman", "human", "shaman", "turkman"))):
        return noun[:-2] + "en"
    if noun.endswith(("corps", "ese")):
        return noun
    if noun.endswith("child"):
        return noun + "ren"
    if noun.endswith(("s", "x", "ch", "sh", "z")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("thief", "wife")):
        return noun.removesuffix("e")[:-1] + "ves"
    return noun + "s"
