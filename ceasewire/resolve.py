"""Who or what is it? The function behind `ceasewire resolve`: a name or phrase to country and sector, with the reason.

Listed names are answered without importing spaCy or opening the gazetteer; an unlisted phrase is read by its words, and only a
name of a town in it opens the gazetteer.
"""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ceasewire.config import Config
from ceasewire.errors import InputError, UsageError
from ceasewire.reference.who import directory
from ceasewire.reference.who.directory import AS_OF, Entry
from ceasewire.reference.who.names import fold
from ceasewire.reference.who.phrases import OWNING, Identity, Reader

_TOKEN = re.compile(r"['’]s\b|\w[\w.&]*(?:['’](?!s\b)\w+)*|[-–,()'’]")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TOWN_PEOPLE = 30_000  # an unlisted town below this size is not told from its namesakes without a text around it
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "we", "i", "you", "us", "who"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is known of a name on a day. id_resolved: "table/folded name" of the row that answers, None where none does."""

    text: str
    id_resolved: str | None
    name: str | None
    kind: str | None
    country: str | None
    sector: str | None
    role: str | None
    reason: str

    def as_dict(self) -> dict[str, Any]:
        return {key: getattr(self, key) for key in self.__slots__}


def resolve_name(text: str, *, date: str | None = None, context: str | None = None, config: Config | None = None) -> Resolution:
    """Who a name or phrase means on a day (without one: on the lexicon's own day, never today).

    context: words around it; a country named there decides between namesakes.
    Errors: UsageError on a date that is not YYYY, YYYY-MM or YYYY-MM-DD.
    """
    day = _day(date)
    reader = _reader((config or Config()).data)
    words = _words(text)
    if not words or (fold(text) in _PRONOUNS and not text.isupper()):
        return Resolution(text, None, None, None, None, "UNK" if words else None, None, "a pronoun means nobody without its article" if words else "no words")
    around = _country_of(reader, context, day) if context else None
    entry, how = _listed(reader, text, words, day, around)
    if entry is not None:
        return _answer(text, entry, day, how)
    named = [e.name for e in reader.directory.find(text)]
    if len(set(named)) > 1:
        return Resolution(text, None, None, None, None, None, None, f"may be {' or '.join(repr(n) for n in dict.fromkeys(named))}; give a context")
    titled = _titled(reader, words, day)
    identity = titled or reader.read(words, day=day)
    if identity is not None and identity.entry is not None:
        return _answer(text, identity.entry, day, "by its words")
    return _described(reader, text, words, identity, around, (config or Config()).data)


def resolve_rows(lines: Iterable[str], *, config: Config | None = None, where: str = "rows") -> Iterator[dict[str, Any]]:
    """Rows {id, text, date?, context?} as JSON lines to rows {id, id_resolved, name, country, sector, reason}, in order.

    Errors: InputError on a line that is not such an object.
    """
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{where}:{n}", f"not JSON: {error}") from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise InputError(f"{where}:{n}", "needs an object with a 'text'")
        try:
            found = resolve_name(row["text"], date=row.get("date"), context=row.get("context"), config=config).as_dict()
        except UsageError as error:
            raise InputError(f"{where}:{n}", str(error)) from error
        yield {"id": row.get("id"), **{k: found[k] for k in ("id_resolved", "name", "country", "sector", "reason")}}


@functools.lru_cache(maxsize=2)
def _reader(own: Path | None) -> Reader:
    return Reader(directory.load(own))


def _day(date: str | None) -> str:
    if not date:
        return AS_OF
    date = date[:10]
    if not _DAY.fullmatch(date):
        raise UsageError(f"date {date!r} is not a day. Write YYYY-MM-DD, YYYY-MM or YYYY.")
    return date + "-01" * ((10 - len(date)) // 3)


def _words(text: str) -> list[str]:
    """The phrase as the language model's tokenizer cuts it: "Chile's" is two words, "pro-Russian" three."""
    return _TOKEN.findall(text)


def _listed(reader: Reader, text: str, words: Sequence[str], day: str, around: str | None) -> tuple[Entry | None, str]:
    """The row of the whole name: as it is written, by its sound, or by the last name of an office holder."""
    who = reader.directory
    for entries, how in ((who.find(text), "listed"), (who.alike(text), "listed, spelled otherwise"), (_by_surname(reader, words, day), "listed by last name")):
        if entries:
            entry = reader.choose(entries, day, around)
            if entry is not None:
                return entry, how
    code = who.capitals.get(fold(text))
    if code is not None and text[:1].isupper():
        return Entry(text, "government", code, "GOV", table="states"), "the capital, standing for the government"
    return None, ""


def _by_surname(reader: Reader, words: Sequence[str], day: str) -> list[Entry]:
    if len(words) > 2 or not words[-1][:1].isupper():
        return []
    return reader.directory.of_surname(" ".join(words), day)


def _titled(reader: Reader, words: Sequence[str], day: str) -> Identity | None:
    """A title before a name ("Chief Minister Jam Kamal"): the person, with the title's sector."""
    for end in range(min(6, len(words) - 1), 0, -1):
        name = words[end:]
        if not all(w[:1].isupper() for w in name) or reader.nation_at(words, end) is not None:
            continue
        found = reader.noun_at(words, end - 1)
        if found is None or found[1].what != "person" or reader.noun_at(words, len(words) - 1) is not None:
            continue
        title = reader.read(words[:end], day=day, head=end - 1)
        country = title.country if title is not None else None
        entry, _ = _listed(reader, " ".join(name), name, day, country)
        if entry is not None and entry.kind == "person":
            return Identity("person", entry.country, entry.sector, entry.role, entry, what="person")
        if title is not None:
            return Identity("person", country, title.sector, title.role, None, title.owner, False, "person", f"title {title.role}")
    return None


def _answer(text: str, entry: Entry, day: str, how: str) -> Resolution:
    table = entry.table
    held = f", {entry.role or 'as listed'} as of {day}" if entry.since or entry.until or table == "offices" else ""
    return Resolution(
        text, f"{table}/{fold(entry.name)}", entry.name, entry.kind, entry.country, entry.sector, entry.role, f"{how} in {table}.csv{held}"
    )


def _described(reader: Reader, text: str, words: Sequence[str], identity: Identity | None, around: str | None, own: Path | None) -> Resolution:
    if identity is None:
        named = _country_of(reader, text, AS_OF)
        country = named or _town(words, own)
        sector = None if country and not named else "UNK"
        reason = "no listed name and no noun that says what it is" + (f"; country {country} from a word in it" if country else "")
        return Resolution(text, None, None, None, country, sector, None, reason)
    country = identity.country or _town(words, own) or around
    source = "its words" if identity.country else "a town named in it" if country != around else "the context"
    reason = f"{identity.rule} in role_nouns.csv" if identity.rule.startswith("noun") else identity.rule
    if country:
        reason += f"; country from {source}"
    return Resolution(text, None, None, identity.kind, country, identity.sector, identity.role, reason)


def _country_of(reader: Reader, text: str, day: str) -> str | None:
    """The country that the words name most often, by name or nationality; None when two are named equally often."""
    words = _words(text)
    found: Counter[str] = Counter()
    for match in reader.matches(words):
        entry = reader.choose(match.entries, day)
        if entry is not None and entry.country:
            found[entry.country] += 1
    for i in range(len(words)):
        nation = reader.nation_at(words, i)
        if nation is not None:
            found[nation[1]] += 1
    best = found.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _town(words: Sequence[str], own: Path | None) -> str | None:
    """The country of a town or region named in the words; the longest name first, then the most populous place."""
    from ceasewire.errors import DataError

    capital = [w[:1].isupper() and w not in OWNING for w in words]
    spans = [(i, j) for n in range(4, 0, -1) for i in range(len(words)) for j in [i + n] if j <= len(words) and all(capital[i:j])]
    if not spans:
        return None
    try:
        gazetteer = _gazetteer(own)
    except (DataError, ImportError):
        return None
    for entries in gazetteer.lookup(*[" ".join(words[i:j]) for i, j in spans]):
        places = [e for e in entries if e.country and e.population >= _TOWN_PEOPLE]
        if places:
            return str(max(places, key=lambda e: e.population).country)
    return None


@functools.lru_cache(maxsize=2)
def _gazetteer(own: Path | None) -> Any:
    from ceasewire.reference.gazetteer import Gazetteer

    return Gazetteer(own)
