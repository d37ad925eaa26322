"""Reads a phrase by its words: "the Taliban's Doha-based spokesman", "Chile's Ministry of Mines", "Syrian mercenaries".

A phrase is a list of words as the tokenizer gives them ("Chile", "'s", "Ministry", …). Listed names are looked up; the rest is
read by its head noun (data/actors/role_nouns.csv) and by the nationality, country or body that stands beside it.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ceasewire import lexicon
from ceasewire.reference.who.directory import Directory, Entry, Role, at
from ceasewire.reference.who.names import fold, in_capitals

OWNING = ("'s", "’s", "'", "’")
HYPHENS = frozenset("-–—‐‑")
#: tables whose names may end in a plain noun ("the Kenyan parliament")
_LOWER_TABLES = frozenset({"institutions", "igos", "states"})
_LONGEST_NAME = 9  # words
_LONGEST_NOUN = 4
#: a body of one of these sectors gives it to its own people, whatever else the noun says ("rebel commander", "Hamas officials")
_ARMED = frozenset({"REB", "UAF", "PRM", "CRM", "COP"})
_GIVES_WAY = frozenset({None, "MIL", "UAF", "GOV", "REB", "PTY"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "SPY", "COP", None})

piece = functools.lru_cache(maxsize=1 << 16)(fold)


@dataclass(frozen=True, slots=True)
class Match:
    """A listed name inside a phrase: words [start, end)."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a phrase means: kind, country, sector, role; `entry` the listed row, `owner` the listed body it belongs to."""

    kind: str
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    entry: Entry | None = None
    owner: Entry | None = None
    plural: bool = False
    what: str = "body"  # person | body
    rule: str = ""


class Reader:
    """Phrases to identities. Holds the directory and small word lists; nothing is written after it is made."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self._war_names = frozenset(lexicon.words("actors/war_names"))
        self._state_nouns = frozenset(lexicon.words("actors/state_nouns"))
        self._linkers = frozenset(lexicon.words("actors/linkers"))
        self._former = frozenset(lexicon.words("actors/former"))
        self._quantifiers = frozenset(lexicon.words("actors/quantifiers"))
        self._joints = frozenset(lexicon.words("actors/joints"))
        self._attached = frozenset(lexicon.words("actors/attached"))
        self._transparent = frozenset(lexicon.words("actors/transparent"))

    # names -----------------------------------------------------------------------------------------------------------

    def matches(self, words: Sequence[str]) -> list[Match]:
        """Listed names in the words, the longest first from the left, without overlap."""
        names, acronyms, prefixes = self.directory.names, self.directory.acronyms, self.directory.prefixes
        pieces = [piece(w) for w in words]
        found, at_word, n = [], 0, len(words)
        while at_word < n:
            key = pieces[at_word]
            if not key or not (key in names or key in acronyms or key in prefixes):
                at_word += 1
                continue
            best, end = None, at_word + 1
            while True:
                if pieces[end - 1] and (key in names or key in acronyms):
                    entries = self._spelled(key, words[at_word:end])
                    if entries:
                        best = Match(at_word, end, entries)
                if key not in prefixes or end >= n or end - at_word > _LONGEST_NAME:
                    break
                if pieces[end]:
                    key = f"{key} {pieces[end]}"
                end += 1
            if best is not None:
                found.append(best)
                at_word = best.end
            else:
                at_word += 1
        return found

    def _spelled(self, key: str, words: Sequence[str]) -> tuple[Entry, ...]:
        """The entries of a key whose spelling fits: acronyms in capitals, names with a capital where the table has one."""
        names = self.directory.names.get(key, ())
        found = list(self.directory.acronyms.get(key, ())) if in_capitals(" ".join(words)) else []
        capitals = sum(w[:1].isupper() or w[:1].isdigit() for w in words)
        if not capitals:
            found += [e for e in names if e.name == e.name.lower()]
        elif capitals == 1 < len(words) and words[-1][:1].islower() and key not in self.directory.lower_ends:
            # "the Syrian army" is a name still, "New people" and "an Islamic state" are none
            found += [e for e in names if e.table in _LOWER_TABLES and words[-1] in self.directory.nouns]
        else:
            found += names
        return tuple(found)

    def choose(self, entries: Sequence[Entry], day: str, country: str | None = None) -> Entry | None:
        """The one entry meant on that day: the user's own, all of one name, of the country that the text speaks of, or a main name."""
        own = [e for e in entries if e.own and e.holds(day)]
        for group in (own, entries, [e for e in entries if country and e.country == country], [e for e in entries if not e.alias]):
            named = {(e.name, e.table) for e in group}
            if len(named) == 1:
                return at(list(group), day)
        now = [e for e in (at([x for x in entries if x.name == n], day) for n in dict.fromkeys(e.name for e in entries)) if e]
        if len({(e.country, e.sector) for e in now}) == 1:
            return now[0]
        return None

    # words -----------------------------------------------------------------------------------------------------------

    def noun_at(self, words: Sequence[str], head: int) -> tuple[int, Role] | None:
        """The longest role noun that ends at the head word: (its first word, the role)."""
        nouns = self.directory.nouns
        best = None
        for start in range(head, max(-1, head - 2 * _LONGEST_NOUN), -1):
            if words[start] in HYPHENS:
                continue
            text = _joined(words[start : head + 1])
            if text in nouns:
                best = start, nouns[text]
        return best

    def nation_at(self, words: Sequence[str], i: int) -> tuple[int, str] | None:
        """A nationality that begins at word i ("Afghan", "South Korean"): (end, country)."""
        for end in (i + 3, i + 2, i + 1):
            if end <= len(words) and words[i][:1].isupper() and words[end - 1] not in HYPHENS:
                key = " ".join(filter(None, (piece(w) for w in words[i:end])))
                if " " in key or end == i + 1:
                    code = self.directory.adjectives.get(key) or self.directory.peoples.get(key)
                    if code and not (key in ("us", "uk") and not in_capitals(words[i])):
                        return end, code
        return None

    def _nations(self, words: Sequence[str]) -> list[tuple[int, int, str]]:
        """(start, end, country) of all nationalities that are nobody's link ("US-led"), the longer from the left: "Equatorial Guinean"."""
        found, at_word = [], 0
        while at_word < len(words):
            nation = self.nation_at(words, at_word)
            if nation is not None and not self.linked(words, at_word, nation[0]):
                found.append((at_word, *nation))
            at_word = nation[0] if nation is not None else at_word + 1
        return found

    def linked(self, words: Sequence[str], start: int, end: int) -> bool:
        """Is the name part of "pro-X", "anti-X", "X-backed", "X-led", or of a war's name ("an Iraq War veteran")?"""
        if end < len(words) and words[end][:1].isupper() and words[end].lower() in self._war_names:
            return True
        if end + 1 < len(words) and words[end] in HYPHENS and words[end + 1].lower() in self._linkers:
            return True
        return start >= 2 and words[start - 1] in HYPHENS and words[start - 2].lower() in ("pro", "anti", "non")

    def is_quantifier(self, word: str) -> bool:
        return word.lower() in self._quantifiers or word[:1].isdigit()

    def gathers(self, word: str) -> bool:
        """A noun that only counts or gathers what comes after "of" ("a group of", "two teams of")."""
        return word.lower() in self._transparent or word.lower().removesuffix("s") in self._transparent

    # phrases ---------------------------------------------------------------------------------------------------------

    def read(self, words: Sequence[str], *, day: str, head: int | None = None, matches: Sequence[Match] | None = None) -> Identity | None:
        """Who the phrase means on that day; None where nothing in it names or describes an actor.

        head: the index of the head word; without it the last word before the first preposition. matches: of these words, if known.
        """
        if not words:
            return None
        listed = self.matches(words) if matches is None else matches
        if head is None:
            head = self._head(words, listed)
            if words[head + 1 : head + 2] == ["of"] and self.gathers(words[head]) and self._named_at(head, listed) is None:
                return self.read(words[head + 2 :], day=day)
        around = self._country_beside(words, head, listed, day)
        for m in listed:
            if m.start <= head < m.end and not self.linked(words, m.start, m.end):
                entry = self.choose(m.entries, day, around)
                if entry is not None and not _elsewhere(entry, around):
                    what = "person" if entry.kind == "person" else "body"
                    return Identity(entry.kind, entry.country, entry.sector, entry.role, entry, None, False, what, f"{entry.table}")
        return self._described(words, head, listed, around, day)

    def _named_at(self, i: int, listed: Sequence[Match]) -> Match | None:
        return next((m for m in listed if m.start <= i < m.end), None)

    def _head(self, words: Sequence[str], listed: Sequence[Match]) -> int:
        inside = {i for m in listed for i in range(m.start + 1, m.end)}
        last = 0
        for i, w in enumerate(words):
            if i and i not in inside and (w in (",", "(", ";") or w.lower() in self._joints):
                break
            if w in self._attached and last == i - 1 and i + 1 < len(words) and words[i + 1].lower() in self._joints:
                break  # "rebels loyal to", not "government-backed militia"
            if w not in OWNING and w not in HYPHENS:
                last = i
        return last

    def _described(self, words: Sequence[str], head: int, listed: Sequence[Match], around: str | None, day: str) -> Identity | None:
        nation = self.nation_at(words, head) or (self.nation_at(words, head - 1) if head else None)
        if nation is not None and nation[0] == head + 1 and fold(words[head]) in self.directory.peoples:
            return Identity("civilians", nation[1], "CVL", plural=words[head].endswith(("s", "ese")), what="person", rule="people")
        found = self.noun_at(words, head)
        owner = self._owner(words, head, listed, day)
        if owner is not None and owner.kind == "country" and owner.country != around:
            owner = None  # one of two countries
        if found is None:
            return None
        start, role = found
        sector, kind = role.sector, role.kind
        beside = self._noun_beside(words, start)
        if beside is not None and (sector is None or (beside.sector in _ARMED and sector in _GIVES_WAY)):
            sector, kind = beside.sector or sector, beside.kind
        if owner is not None and owner.kind != "country" and owner.sector is not None:
            lends = owner.sector in _ARMED and sector in _GIVES_WAY and (role.what == "person" or sector != "GOV")
            if sector is None or lends:
                sector, kind = owner.sector, owner.kind
        whose = self._noun_after(words, head) if role.what == "person" and sector in (None, "MIL") else None
        if whose is not None and (sector is None or whose.sector in _ARMED):
            sector, kind = whose.sector, whose.kind
        if role.what == "person" and sector in _OFFICES and any(w.lower() in self._former for w in words[:start]):
            sector = "ELI"
        if sector is None and role.noun in self._state_nouns and self._of_state(words, start, owner, around):
            sector, kind = "GOV", "government"
        if kind in ("person", "group") and sector is None and owner is not None:
            kind = "government" if owner.kind == "country" else owner.kind
        country = owner.country if owner is not None and owner.country else around
        return Identity(kind, country, sector, role.noun, None, owner, role.plural, role.what, f"noun {role.noun}")

    def _of_state(self, words: Sequence[str], start: int, owner: Entry | None, around: str | None) -> bool:
        """Does the noun stand right after a nationality, or belong to a country?"""
        if around is None:
            return False
        return (owner is not None and owner.kind == "country") or any(end == start for _, end, _ in self._nations(words))

    def _noun_beside(self, words: Sequence[str], end: int) -> Role | None:
        """A role noun among the words before the head noun ("army spokesman", "rebel commander")."""
        for i in range(end - 1, -1, -1):
            if words[i] in OWNING:
                break
            after = words[i + 1] if i + 1 < len(words) else ""
            if after in HYPHENS or words[i] in HYPHENS:
                continue
            found = self.noun_at(words, i)
            if found is not None:
                return found[1]
        return None

    def _noun_after(self, words: Sequence[str], head: int) -> Role | None:
        """The role noun that a person speaks for or leads ("spokesman for the rebels", "head of the army")."""
        if words[head + 1 : head + 2] not in (["of"], ["for"]):
            return None
        for i in range(head + 2, len(words)):
            if words[i] in (",", "(") or (words[i].lower() in self._joints and i > head + 2):
                return None
            found = self.noun_at(words, i)
            if found is not None and (i + 1 == len(words) or self.noun_at(words, i + 1) is None):
                return found[1]
        return None

    def _owner(self, words: Sequence[str], head: int, listed: Sequence[Match], day: str) -> Entry | None:
        """The listed body beside the head: the nearest before it, else the first after it ("officials of the Arab League")."""
        before = [m for m in listed if m.end <= head]
        after = [m for m in listed if m.start > head]
        for m in [*reversed(before), *after]:
            if self.linked(words, m.start, m.end):
                continue
            entry = self.choose(m.entries, day)
            if (entry is not None and entry.table not in ("offices", "media")) or (entry is not None and m in before):
                return replace(entry) if entry.kind != "person" else None
        return None

    def _country_beside(self, words: Sequence[str], head: int, listed: Sequence[Match], day: str) -> str | None:
        """The country of the words around the head: a nationality before it, a country's name before or after it.

        Two countries joined ("American and Iraqi troops") are no one country.
        """
        nations = self._nations(words)
        named = [(i, end, code) for i, end, code in nations if i <= head][::-1]
        for m in listed:
            if not m.start <= head < m.end and not self.linked(words, m.start, m.end):
                entry = self.choose(m.entries, day)
                if entry is not None and entry.table == "states" and entry.country is not None:
                    named.append((m.start, m.end, entry.country))
        named += [n for n in nations if n[0] > head]
        if named:
            return named[0][2] if not any(_both(words, named[0], other) for other in named[1:]) else None
        for i, w in enumerate(words):
            if w[:1].isupper() and piece(w) in self.directory.capitals and not self.linked(words, i, i + 1):
                return self.directory.capitals[piece(w)]
        return None


def _both(words: Sequence[str], a: tuple[int, int, str], b: tuple[int, int, str]) -> bool:
    """Are two names of different countries joined by nothing but commas and "and"?"""
    (_, end, one), (start, _, other) = sorted((a, b))
    return one != other and end < start and all(w in (",", "and", "or", "&") for w in words[end:start])


def _elsewhere(entry: Entry, around: str | None) -> bool:
    """A body of one state named beside another state is that one's ("Chile's Defense Department" is not the Pentagon)."""
    return around is not None and entry.table in ("institutions", "parties", "media", "companies") and entry.country not in (around, None)


def _joined(words: Sequence[str]) -> str:
    """Words as a noun of the table spells them: "prime minister 's office" → "prime minister's office", hyphens as blanks."""
    return " ".join(w for w in words if w not in HYPHENS).lower().replace(" 's", "'s").replace(" ’s", "'s")
