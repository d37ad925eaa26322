"""What a mention says: the name in it, cut out of titles and additions, and the office that its other words tell."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ceasewire import lexicon
from ceasewire.reference.who.directory import AS_OF, Entry
from ceasewire.reference.who.names import fold
from ceasewire.reference.who.phrases import HYPHENS, OWNING, Reader

_TOKEN = re.compile(r"['’]s\b|\w[\w.&]*(?:['’](?!s\b)\w+)*|[-–,()'’]")
LONGEST = 100  #: characters of the words that tell an office


@dataclass(frozen=True, slots=True)
class Phrase:
    """Of one mention: its name ("" for a description), the office with sector, country and words, the country that it names itself."""

    name: str
    office: str | None = None
    sector: str | None = None
    country: str | None = None
    words: str = ""
    nation: str | None = None


class Phrases:
    """Reads mentions by their words; the same mention of the same actor is read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._former = frozenset(lexicon.words("actors/former"))
        self.read = functools.lru_cache(maxsize=1 << 16)(self._read)

    def _read(self, text: str, named: bool, name: str, entry: Entry | None, person: bool, day: str) -> Phrase | None:
        tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
        words = [t[0] for t in tokens]
        if not words:  # marks alone
            return Phrase(" ".join(text.split()) or text) if named else None
        if not named:
            return self._office("", text, words, day, whole=True) if person else None
        start, end = self._name(words, name, entry, person)
        form = " ".join(text[tokens[start][1] : tokens[end - 1][2]].split())
        if not person:
            nation = self._reader.nation_at(words, start)
            return Phrase(form, nation=nation[1] if nation else None)
        title = words[:start]
        while title and (title[-1] in HYPHENS or title[-1] in OWNING or title[-1] == ","):
            title = title[:-1]
        if not title:
            return Phrase(form)
        return self._office(form, text[: tokens[len(title) - 1][2]], title, day, whole=False)

    def _office(self, form: str, text: str, words: list[str], day: str, *, whole: bool) -> Phrase | None:
        """The office that a title or a description tells; the head of a title is its last word."""
        read = self._reader.read(words, day=day or AS_OF, head=None if whole else len(words) - 1)
        if read is None or read.what != "person" or read.plural or read.role is None or read.entry is not None:
            return Phrase(form) if form else None
        shown = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        if any(w.lower() in self._former for w in words) and not self._former & set(read.role.split()):
            return Phrase(form, f"former {read.role}", "ELI", read.country, shown)
        return Phrase(form, read.role, read.sector, read.country, shown)

    def _name(self, words: Sequence[str], name: str, entry: Entry | None, person: bool) -> tuple[int, int]:
        """Which of the words are the name: as it is listed, else the longest run of its words, else what no title takes."""
        if entry is not None:
            for match in self._reader.matches(words):
                if any(e.name == entry.name and e.table == entry.table for e in match.entries):
                    return match.start, match.end
        known = set(fold(name).split()) | set(fold(entry.name).split() if entry is not None else ())
        best, at = (0, 0), 0
        while at < len(words):
            end = at
            while end < len(words) and (words[end] in HYPHENS or set(fold(words[end]).split()) & known):
                end += 1
            while end > at and words[end - 1] in HYPHENS:
                end -= 1
            if end - at > best[1] - best[0] and words[at] not in HYPHENS:
                best = at, end
            at = max(end, at + 1)
        if best[1]:
            return best
        return self._without_title(words, person)

    def _without_title(self, words: Sequence[str], person: bool) -> tuple[int, int]:
        """An unlisted spelling: the words behind the last noun for an office, without "the"."""
        start = 0
        if person:
            for i in range(len(words) - 1):
                found = self._reader.noun_at(words, i)
                if found is not None and found[1].what == "person":
                    start = i + 1
        while start < len(words) - 1 and not words[start][:1].isupper():
            start += 1
        if start < len(words) - 1 and words[start].lower() == "the":
            start += 1
        return start, len(words)
