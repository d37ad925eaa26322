"""Who stands in one article by name: of each such actor what is known of it, in which words, and which row of the lists it is."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ceasewire import lexicon
from ceasewire.link._actors.forms import Phrase, Phrases
from ceasewire.link._actors.quote import sentence_at
from ceasewire.reference.spelling import ARTICLES
from ceasewire.reference.who.directory import Directory, Entry
from ceasewire.reference.who.names import fold
from ceasewire.reference.who.phrases import Reader

Json = dict[str, Any]
#: mentions that name an actor; descriptions and pronouns are of their article alone
NAMED = ("name", "alias", "metonym")
_ARTICLE = re.compile(r"^(?:" + "|".join(sorted(ARTICLES)) + r")[-‐‑–]", re.IGNORECASE)
NAMELESS = "—"
#: how a name is known that its article has in full too, and one that the list alone takes for this person's
_SHORT, _LAST = "short for it in the article", "last name alone"
#: a word of names in so many states says nothing of whose it is
COMMON = 3
#: sectors whose nouns say what somebody is, not which office he has ("a widow", "a refugee")
_NO_OFFICE = frozenset({"CVL", "REF", "UNK"})


@dataclass(frozen=True, slots=True, order=True)
class Office:
    """A noun for what a person is ("defense minister"), its PLOVER sector, and who says so: the text, or the list of actors."""

    role: str
    sector: str = ""
    by: str = "text"


@dataclass(frozen=True, slots=True)
class Sense:
    """All that decides who is meant by a name in an article. Articles that agree in all of it are counted together.

    key: the folded name; entry: (table, name) of the row of data/actors/ that it was read as; owner: folded name of the body it belongs to;
    around: of a body of a common name, whose no word says, the states that its article speaks of (`Sightings.around`).
    """

    person: bool
    key: str
    entry: tuple[str, str] | None
    kind: str
    country: str | None = None
    sector: str | None = None
    owner: str | None = None
    offices: frozenset[Office] = frozenset()
    around: frozenset[str] = frozenset()
    common: bool = False

    @property
    def order(self) -> tuple[Any, ...]:
        """Sorts senses the same way on every machine."""
        told = (self.entry or ("", ""), self.kind, self.country or "", self.sector or "", self.owner or "")
        return (self.person, self.key, *told, tuple(sorted(self.offices)), tuple(sorted(self.around)))


@dataclass(slots=True)
class Sighting:
    """One actor of one article. forms: (name as written, how it is known) → mentions; words: how its offices are told.

    at: the first mention by name and the sentence around it, (start, end) each.
    """

    actor: str
    sense: Sense
    forms: Counter[tuple[str, str]] = field(default_factory=Counter)
    words: dict[Office, str] = field(default_factory=dict)
    at: tuple[int, int, int, int] = (0, 0, 0, 0)


class Sightings:
    """Reads records; holds the directory of actors as it is now, which may know more than when a record was made."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._who: Directory = reader.directory
        self._phrases = Phrases(reader)

    def __call__(self, record: Json) -> Iterator[Sighting]:
        """The named actors of a record, in its order."""
        actors = {actor["id"]: actor for actor in record["actors"]}
        around = self._around(record)
        for actor in record["actors"]:
            if is_named(actor):
                yield self._sighting(actor, actors.get(actor["of"] or ""), record, around)

    def _around(self, record: Json) -> frozenset[str]:
        """The one state that an article speaks of, by its code; where it names states that no list has, these by name; else nothing."""
        codes = {row["country"] for layer in ("places", "actors") for row in record[layer] if row["country"] in self._who.countries}
        if codes:
            return frozenset(codes) if len(codes) == 1 else frozenset()
        return frozenset(fold(a["name"]) for a in record["actors"] if a["kind"] == "country" and is_named(a))

    def _sighting(self, actor: Json, owner: Json | None, record: Json, around: frozenset[str]) -> Sighting:
        person = actor["kind"] == "person" and not self._is_body(actor)
        entry = self.entry_of(actor)
        names = [m for m in actor["mentions"] if m["how"] in NAMED]
        day = (record["article"]["published"] or "")[:10]
        key = self._key(actor, entry, person)
        phrases = [(m, self._phrases.read(m["text"], m["how"] in NAMED, key, entry, person, day)) for m in actor["mentions"]]
        words: dict[Office, str] = {}
        for _, phrase in phrases:
            if phrase is not None and phrase.office is not None and phrase.sector not in _NO_OFFICE:
                words.setdefault(Office(phrase.office, phrase.sector or ""), phrase.words)
        if person and actor["role"] and actor["sector"] not in _NO_OFFICE:
            role = self._role(actor)
            if not any(role in o.role for o in words):
                words[Office(role, actor["sector"] or "", "list" if entry is not None else "text")] = ""
        country = actor["country"] or _only(p.country for _, p in phrases if p is not None and p.country)
        belongs = fold(owner["name"]) if owner is not None and is_named(owner) and owner["id"] != actor["id"] else None
        common = not person and entry is None and country is None and belongs is None and self.is_common(key)
        sense = Sense(
            person, key, (entry.table, entry.name) if entry else None, actor["kind"], country, actor["sector"],
            belongs, frozenset(words) if person else frozenset(), around if common else frozenset(), common,
        )  # fmt: skip
        found = Sighting(actor["id"], sense, words=words)
        told = [(phrase, self._how(phrase, m, key, entry, person)) for m, phrase in phrases if phrase is not None and m["how"] in NAMED]
        full = any(how not in (_LAST, _SHORT) for _, how in told)
        for phrase, how in told:
            found.forms[phrase.name, _SHORT if how == _LAST and full else how] += 1
        found.at = (names[0]["start"], names[0]["end"], *sentence_at(record, names[0]["start"], names[0]["end"]))
        return found

    # the list of actors --------------------------------------------------------------------------------------------------

    def entry_of(self, actor: Json) -> Entry | None:
        """The row that the actor was read as: its rule says the table, its names say which row."""
        table, country = actor["rule"], actor["country"]
        if table == "capital":
            state = self._who.countries.get(country)
            return Entry(f"government of {state.name}", "government", country, "GOV", table="capitals") if state else None
        if table == "nationality":
            return self._who.countries.get(country)
        texts = [actor["name"], *(m["text"] for m in actor["mentions"] if m["how"] in NAMED)]
        for text in dict.fromkeys(texts):
            found = [e for e in self._entries(text) if e.table == table and (e.country == country or table == "offices")]
            if found:
                return found[0]
        if table == "offices":
            full = {name for text in texts for name in self._who.surnames.get(fold(text), ())}
            found = [e for name in sorted(full) for e in self._who.names[name] if e.table == table and e.country == country]
            return found[0] if len({e.name for e in found}) == 1 else None
        return None

    def _entries(self, text: str) -> list[Entry]:
        return self._who.find(text) or self._who.alike(text)

    def _is_body(self, actor: Json) -> bool:
        """Taken for a person, but with a body's title ("the terrorist group X")."""
        noun = self._who.nouns.get(actor["role"] or "")
        return noun is not None and noun.what == "body"

    def _role(self, actor: Json) -> str:
        """The role, with "former" where only the sector says so."""
        role: str = actor["role"]
        noun = self._who.nouns.get(role)
        former = actor["sector"] == "ELI" and not role.startswith("former ") and (noun is None or noun.sector != "ELI")
        return f"former {role}" if former else role

    def knows(self, text: str) -> str | None:
        """What the list has under this very name now ("media, in media.csv"); None where it has nothing."""
        found = self._who.find(text)
        return f"{found[0].name!r} in {found[0].table}.csv" if found else None

    def is_common(self, key: str) -> bool:
        """A name of words that bodies of many states have ("National Security Council"): whose it is, it does not say."""
        return all(word in self._common for word in key.split())

    @functools.cached_property
    def _common(self) -> frozenset[str]:
        """Words of nouns for actors, and of names that bodies of COMMON states and more have in the lists."""
        nouns = {word for noun in self._who.nouns for word in fold(noun).split()}
        states: dict[str, set[str]] = defaultdict(set)
        for index in (self._who.names, self._who.acronyms):
            for key, entries in index.items():
                for entry in entries:
                    if entry.table not in ("states", "offices") and entry.country is not None:
                        for word in key.split():
                            states[word].add(entry.country)
        return frozenset(nouns | {word for word, codes in states.items() if len(codes) >= COMMON})

    # names -----------------------------------------------------------------------------------------------------------------

    def _key(self, actor: Json, entry: Entry | None, person: bool) -> str:
        """The folded name without forms of address and titles ("Vice President Biden"), a last name without its article ("al-Burhan")."""
        if entry is not None:
            return fold(entry.name)
        words = fold(_ARTICLE.sub("", actor["name"])).split() or [" ".join(actor["name"].split()) or NAMELESS]  # a name of marks alone
        while len(words) > 1 and words[0] in courtesy():
            words = words[1:]
        if person:
            words = words[self._title(words) :]
        return " ".join(words)

    def _title(self, words: list[str]) -> int:
        """How many words at the beginning of a person's name are a title; clerics and kinsmen go by theirs ("Brother Anselm")."""
        nation = self._who.adjectives.get(words[0]) if len(words) > 2 else None
        if nation is not None:
            return 1  # "American Hasim Rahman"
        for end in range(len(words) - 1, 0, -1):
            found = self.reader.noun_at(words[:end], end - 1)
            if found is not None and found[0] == 0 and found[1].what == "person" and found[1].sector not in ("REL", "CVL"):
                return end
        return 0

    def _how(self, phrase: Phrase, mention: Json, key: str, entry: Entry | None, person: bool) -> str:
        """How a form is known to be this actor's name."""
        folded = fold(phrase.name)
        if mention["how"] == "metonym":
            return "capital for the government"
        if entry is None:
            return "name" if folded == key or folded.endswith(f" {key}") else _SHORT
        if folded == fold(entry.name):
            return "name in the list"
        if person and " " not in folded and folded in {fold(e.name).split()[-1] for e in self._who.find(entry.name)}:
            return _LAST
        if any(e.name == entry.name for e in self._who.find(phrase.name)):
            return "alias in the list"
        if phrase.nation is not None and phrase.nation == entry.country:
            return "nationality"
        return "spelled otherwise" if " " in folded and self._who.alike(phrase.name) else _SHORT


def is_named(actor: Json) -> bool:
    """Is it named in its article, and not only described?"""
    return any(m["how"] in NAMED for m in actor["mentions"])


@functools.cache
def courtesy() -> frozenset[str]:
    """Forms of address, which are no part of a name."""
    return frozenset(lexicon.words("actors/courtesy"))


def _only(values: Iterator[str]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None
