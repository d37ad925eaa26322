"""Who or what is it? The function behind `ceasewire resolve`: a name or phrase to country and sector, with the reason.

Listed names are answered without importing spaCy or opening the gazetteer; an unlisted phrase is read by its words, and only a
name of a town in it opens the gazetteer.
"""

from __future__ import annotations

import datetime
import functools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ceasewire import lexicon
from ceasewire.config import Config
from ceasewire.errors import DataError, InputError, UsageError
from ceasewire.reference.who import directory
from ceasewire.reference.who.directory import AS_OF, Entry
from ceasewire.reference.who.names import fold
from ceasewire.reference.who.phrases import HYPHENS, OWNING, Identity, Reader

_TOKEN = re.compile(r"['’]s\b|\w[\w.&]*(?:['’](?!s\b)\w+)*|[-–,()'’]")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TOWN_PEOPLE = 30_000  # an unlisted town below this size is not told from its namesakes without a text around it
_TITLE_WORDS = 6
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "we", "i", "you", "us", "who"})
_ROW = ("id_resolved", "name", "country", "sector", "reason")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is known of a name on a day. id_resolved: "table/folded name" of the row that answers, None where none does."""

    text: str
    id_resolved: str | None = None
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {key: getattr(self, key) for key in self.__slots__}


def resolve_name(text: str, *, date: str | None = None, context: str | None = None, config: Config | None = None) -> Resolution:
    """Who a name or phrase means on a day (without one: on the lexicon's own day, never today).

    context: words around it; a country named there decides between namesakes.
    Errors: UsageError on a date that is not YYYY, YYYY-MM or YYYY-MM-DD.
    """
    return _Question(text, date, context, (config or Config()).data).answer()


def resolve_rows(
    lines: Iterable[str | bytes], *, date: str | None = None, config: Config | None = None, where: str = "rows"
) -> Iterator[dict[str, Any] | InputError]:
    """Rows {id, text, date?, context?} as JSON lines to rows {id, id_resolved, name, country, sector, reason}, in order.

    date: for rows without one. A line that is no such row comes out as an InputError that names file and line; the rest goes on.
    """
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _row(line, first=n == 1)
            found = resolve_name(row["text"], date=row.get("date") or date, context=row.get("context"), config=config).as_dict()
        except (ValueError, RecursionError, UsageError) as error:
            yield InputError(f"{where}:{n}", str(error))
        else:
            yield {"id": row.get("id"), **{k: found[k] for k in _ROW}}


def _row(line: str | bytes, *, first: bool) -> dict[str, Any]:
    """One line as a row. Errors: ValueError that says what is wrong with it."""
    if isinstance(line, bytes):
        line = line.decode("utf-8-sig" if first else "utf-8")
    elif first:
        line = line.removeprefix("\ufeff")
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError("needs an object with a 'text'")
    for key in ("date", "context"):
        if not isinstance(row.get(key), str | None):
            raise ValueError(f"{key!r} is no text: {row[key]!r}")
    return row


@functools.lru_cache(maxsize=2)
def _reader(own: Path | None) -> Reader:
    return Reader(directory.load(own))


def _day(date: str | None) -> str:
    if not date:
        return AS_OF
    day = date[:10] + "-01" * ((10 - len(date[:10])) // 3)
    try:
        if not _DAY.fullmatch(date[:10]):
            raise ValueError
        datetime.date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"date {date!r} is not a day. Write YYYY-MM-DD, YYYY-MM or YYYY.") from None
    return day


def _words(text: str) -> list[str]:
    """The phrase as the language model's tokenizer cuts it: "Chile's" is two words, "pro-Russian" three."""
    return _TOKEN.findall(text)


class _Question:
    """One name or phrase on one day, with what the words around it say of the country."""

    def __init__(self, text: str, date: str | None, context: str | None, own: Path | None) -> None:
        self.text, self.words = text, _words(text)
        if len(self.words) > 1 and self.words[0].lower().rstrip(".") in _words_of("courtesy"):
            self.words = self.words[1:]
        self.day, self.dated = _day(date), bool(date)
        self.reader, self.own = _reader(own), own
        self.around = self._country_named(context) if context else None

    def answer(self) -> Resolution:
        if not self.words:
            return Resolution(self.text, reason="no words")
        if fold(self.text) in _PRONOUNS and not self.text.isupper():
            return Resolution(self.text, sector="UNK", reason="a pronoun means nobody without its article")
        entry, how = self._listed(self.words, self.around)
        if entry is not None:
            return self._from(entry, how)
        namesakes = dict.fromkeys(e.name for e in self.reader.directory.find(self.text))
        if len(namesakes) > 1:
            return Resolution(self.text, reason=f"may be {' or '.join(map(repr, namesakes))}; give a context")
        identity = self._titled() or self.reader.read(self.words, day=self.day)
        if identity is not None and identity.entry is not None:
            return self._from(identity.entry, "by its words", titled=identity.rule == "title")
        return self._described(identity) if identity is not None else self._unknown()

    # listed names ------------------------------------------------------------------------------------------------------

    def _listed(self, words: Sequence[str], country: str | None) -> tuple[Entry | None, str]:
        """The row of the whole name: as it is written, by its sound, or by the last name of an office holder."""
        who = self.reader.directory
        whole = words is self.words and len(words) == len(_words(self.text))
        text = self.text if whole else " ".join(words)
        for find, how in ((who.find, "listed"), (who.alike, "listed, spelled otherwise"), (self._by_surname, "listed by last name")):
            entries = find(text)
            entry = self.reader.choose(entries, self.day, country) if entries else None
            if entry is not None:
                return entry, how
        code = who.capitals.get(fold(text))
        if code is not None and text[:1].isupper():
            return Entry(text, "government", code, "GOV", table="states"), "the capital, standing for the government"
        return None, ""

    def _by_surname(self, text: str) -> list[Entry]:
        words = text.split()
        if len(words) > 2 or not words[-1][:1].isupper():
            return []
        entries = self.reader.directory.of_surname(text, self.day)
        alone = len(words) == len(self.words)  # without a title only who once was at the head of a state or group is known by it
        return entries if not alone or any(e.role in _words_of("head_roles") for e in entries) else []

    def _from(self, entry: Entry, how: str, *, titled: bool = False) -> Resolution:
        dated = entry.since or entry.until or entry.table == "offices"
        held = f", {entry.role} by the title" if titled else f", {entry.role or 'as listed'} as of {self.day}" if dated else ""
        return Resolution(
            self.text, f"{entry.table}/{fold(entry.name)}", entry.name, entry.kind, entry.country, entry.sector, entry.role,
            f"{how} in {entry.table}.csv{held}",
        )  # fmt: skip

    # titles and descriptions ---------------------------------------------------------------------------------------------

    def _titled(self) -> Identity | None:
        """A title before a name ("Chief Minister Jam Kamal"): the person, with the title's sector."""
        reader, words = self.reader, self.words
        for end in range(min(_TITLE_WORDS, len(words) - 1), 0, -1):
            name = words[end:]
            if not all(w[:1].isupper() or w in HYPHENS for w in name) or reader.nation_at(words, end) is not None:
                continue
            found = reader.noun_at(words, end - 1)
            if found is None or found[1].what != "person" or reader.noun_at(words, len(words) - 1) is not None:
                continue
            title = reader.read(words[:end], day=self.day, head=end - 1)
            country = title.country if title is not None else None
            entry, _ = self._listed(name, country or self.around)
            if entry is not None and entry.kind == "person" and (self.dated or title is None or title.sector in (None, entry.sector)):
                return Identity("person", entry.country, entry.sector, entry.role, entry, what="person")
            if title is not None:  # without a date the title says what he is now
                if entry is not None and entry.kind == "person":
                    entry = replace(entry, sector=title.sector, role=title.role)
                    return Identity("person", entry.country, entry.sector, entry.role, entry, what="person", rule="title")
                return Identity("person", country, title.sector, title.role, None, title.owner, False, "person", f"title {title.role}")
        return None

    def _described(self, identity: Identity) -> Resolution:
        titled = identity.rule.startswith("title")
        country, source = identity.country, "its words"
        if country is None and not titled and not any(self.reader.nation_at(self.words, i) for i in range(len(self.words))):
            country, source = self._town(), "a town named in it"
        if country is None:
            country, source = self.around, "the context"
        reason = f"{identity.rule} in role_nouns.csv" if identity.rule.startswith("noun") else identity.rule
        if country:
            reason += f"; country from {source}"
        return Resolution(self.text, None, None, identity.kind, country, identity.sector, identity.role, reason)

    def _unknown(self) -> Resolution:
        """Neither listed nor described: at most a country or town is named. A town inside a longer name says nothing of its bearer."""
        named = self._country_named(self.text)
        reason = "no listed name and no noun that says what it is"
        town = None if named else self._town(whole=True)
        if named or town:
            reason += f"; country {named or town} from {'a word in it' if named else 'the town'}"
        return Resolution(self.text, country=named or town, sector=None if town else "UNK", reason=reason)

    # countries -------------------------------------------------------------------------------------------------------------

    def _country_named(self, text: str) -> str | None:
        """The country that the words name most often, by name or nationality; None when two are named equally often."""
        words, reader = _words(text), self.reader
        found: Counter[str] = Counter()
        for match in reader.matches(words):
            entry = reader.choose(match.entries, self.day)
            if entry is not None and entry.country:
                found[entry.country] += 1
        for i in range(len(words)):
            nation = reader.nation_at(words, i)
            if nation is not None:
                found[nation[1]] += 1
        best = found.most_common(2)
        return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None

    def _town(self, *, whole: bool = False) -> str | None:
        """The country of a town or region named in the words (the words as a whole): the longest name, then the most populous place."""
        words = self.words[1:] if self.reader.is_quantifier(self.words[0]) else self.words
        proper = [w[:1].isupper() and w not in OWNING for w in words]
        size = len(words)
        spans = [(i, i + n) for n in range(4, 0, -1) for i in range(size - n + 1) if all(proper[i : i + n]) and (n == size or not whole)]
        if not spans:
            return None
        try:
            gazetteer = _gazetteer(self.own)
        except (DataError, ImportError):
            return None
        for entries in gazetteer.lookup(*[" ".join(words[i:j]) for i, j in spans]):
            places = [e for e in entries if e.country and e.population >= _TOWN_PEOPLE]
            if places:
                return str(max(places, key=lambda e: e.population).country)
        return None


@functools.lru_cache(maxsize=8)
def _words_of(name: str) -> frozenset[str]:
    return frozenset(lexicon.words(f"actors/{name}"))


@functools.lru_cache(maxsize=2)
def _gazetteer(own: Path | None) -> Any:
    from ceasewire.reference.gazetteer import Gazetteer

    return Gazetteer(own)
