"""What all questions about the actors of one article need: its words, the listed names in them, the model's names, the roles."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ceasewire.extract._actors.parties import Parties
from ceasewire.extract._actors.towns import Towns
from ceasewire.language import grammar
from ceasewire.language.frames import Frame, frames_of
from ceasewire.language.phrases import head_of
from ceasewire.records import Article
from ceasewire.reference.spelling import fold
from ceasewire.reference.who.directory import AS_OF
from ceasewire.reference.who.names import in_capitals
from ceasewire.reference.who.phrases import Match, Reader

REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
#: tables with names that are plain words
_WORD_TABLES = frozenset({"media", "companies"})


class Page:
    """What all questions about one article need: its words, the listed names in them, the model's names, the roles."""

    def __init__(self, article: Article, reader: Reader, towns: Towns, state_owned: frozenset[str], regions: frozenset[str]) -> None:
        assert article.doc is not None
        self.doc: Doc = article.doc
        self._reader = reader
        self._written = article.text
        self.words = [t.text for t in self.doc]
        self.day = (article.published or AS_OF)[:10]
        self.frames: dict[int, Frame] = frames_of(self.doc)
        self.body = max([article.dateline.end if article.dateline else 0, *(b.end for b in article.blocks if b.kind == "dateline")])
        self._names = {i: (e.start, e.end, e.label_) for e in self.doc.ents for i in range(e.start, e.end)}
        for label, names in (("LOC", towns.among(self.doc)), ("PER", towns.people(self.doc))):
            for name in names:
                self._names |= dict.fromkeys(range(name.start, name.end), (name.start, name.end, label))
        self._matches = [m for m in reader.matches(self.words) if not self._swallowed(m)]
        self._at = {i: m for m in self._matches for i in range(m.start, m.end)}
        self._names |= self._apposed_people()
        self._names |= self._names_for()
        self._names |= self._last_names()
        #: head of a name → its title's noun, where the tree does not hang the title on the name
        self._titles = dict(self._titled())
        #: acronyms that brackets introduce: {acronym: {its token in the brackets: head of the name before them}}
        self.acronyms = self._bracketed()
        self._towns = towns
        #: names of places that are a party in this article ("Northland said"): whoever rules there
        self._ruled = {fold(t.text) for t in self.doc if self.location_at(t.i) is not None and towns.is_party(t)}
        self.parties = Parties(self.doc, frozenset(self._at), state_owned, regions)

    def _apposed_people(self) -> dict[int, tuple[int, int, str]]:
        """ "the mayor, Ilse Morvan": two words or more beside one person's office are a person's name, whatever the model took them for."""
        found: dict[int, tuple[int, int, str]] = {}
        for token in self.doc:
            office = token.head
            if token.dep_ != "appos" or token.pos_ != "PROPN" or office.tag_ != "NN" or office.i > token.i:
                continue
            words = [token, *(c for c in token.children if c.dep_ in ("flat", "compound"))]
            start, end = min(t.i for t in words), max(t.i for t in words) + 1
            noun = self._reader.noun_at(self.words, office.i)
            if noun is None or noun[1].what != "person" or noun[1].plural or not 1 < len(words) == end - start:
                continue
            if all(t.pos_ == "PROPN" and t.text[:1].isupper() and t.i not in self._at for t in words):
                found |= dict.fromkeys(range(start, end), (start, end, "PER"))
        return found

    def _titled(self) -> Iterator[tuple[int, int]]:
        """(head of the name, noun) of "businessman Abdi Warsane" where the tree makes the two strangers or the noun the head."""
        for start, end, label in dict.fromkeys(self._names.values()):
            if not start or label != "PER" or not self.person_at(start):
                continue
            name = head_of(self.doc, start, end)
            noun = name.head if name.dep_ in ("appos", "flat", "compound", "nmod:desc") and name.head.i < start else self.doc[start - 1]
            found = self._reader.noun_at(self.words, noun.i) if noun.tag_ == "NN" or self.words[noun.i].istitle() else None
            beside = name.head.i == noun.i or (name.head.i == noun.head.i and name.dep_ == noun.dep_)
            between = self.doc[noun.i + 1 : start]
            whole = all(t.is_alpha for t in between) and (not len(between) or between[0].lower_ == "of")
            if beside and whole and found is not None and found[1].what == "person" and not found[1].plural:
                yield name.i, noun.i

    def is_titled(self, name: Token) -> bool:
        """Is it the head of a name that belongs to the phrase of the noun before it?"""
        return name.i in self._titles

    def titled_by(self, noun: Token) -> tuple[int, int] | None:
        """The name that this noun is the title of and the head."""
        return next((self.person_at(name) for name, title in self._titles.items() if title == noun.i), None)

    def _last_names(self) -> dict[int, tuple[int, int, str]]:
        """ "Pence spoke": the last name of somebody whom the article names in full, where the model sees no name at all."""
        full = {self.words[end - 1] for start, end, label in self._names.values() if label == "PER" and end - start > 1}
        lone = (t.i for t in self.doc if t.pos_ == "PROPN" and t.text in full and t.i not in self._names and t.i not in self._at)
        return {i: (i, i + 1, "PER") for i in lone if self.doc[i].dep_ not in ("flat", "compound")}

    def _names_for(self) -> dict[int, tuple[int, int, str]]:
        """ "the Movement | for a Free Alma": what follows "for" in capitals belongs to the name of a body."""
        found: dict[int, tuple[int, int, str]] = {}
        for start, end, label in dict.fromkeys(self._names.values()):
            if label != "ORG" or self.words[end : end + 1] != ["for"]:
                continue
            first = end + 1 + (self.words[end + 1 : end + 2] in (["a"], ["the"]))
            last = first
            while last < len(self.words) and self.words[last][:1].isupper():
                last += 1
            if last > first and self.doc[last - 1].pos_ == "PROPN" and head_of(self.doc, start, last).i < end:
                found |= dict.fromkeys(range(start, last), (start, last, label))
        return found

    def _bracketed(self) -> dict[str, dict[int, int]]:
        """ "the Movement for a Free Alma (MFA)": unlisted capitals in brackets whose letters begin the words before them."""
        found: dict[str, dict[int, int]] = {}
        for token in self.doc[2:-1]:
            enclosed = self.words[token.i - 1] == "(" and self.words[token.i + 1] == ")"
            if not enclosed or not in_capitals(token.text) or len(token) < 2 or token.i in self._at:
                continue
            start = self._begins(token.text, token.i - 2)
            if start is not None:
                found.setdefault(token.text, {})[token.i] = head_of(self.doc, start, token.i - 1).i
        return found

    def _begins(self, letters: str, last: int) -> int | None:
        """Where the words that end at `last` begin, if their first letters are these; small words between them count for nothing."""
        left, i = letters.upper(), last
        while left and i >= 0 and (self.words[i][:1].upper() == left[-1] or not self.words[i][:1].isupper()):
            left = left[:-1] if self.words[i][:1].isupper() else left
            i -= 1
        return None if left or last - i > 2 * len(letters) + 1 else i + 1

    def text(self, start: int, end: int) -> str:
        last = self.doc[end - 1]
        return self._written[self.doc[start].idx : last.idx + len(last)]

    def _swallowed(self, match: Match) -> bool:
        """One word that names a paper or company, but is no name here ("Dawn broke") or part of a longer one ("Alma Liberation Army")."""
        if match.end - match.start > 1 or any(e.table not in _WORD_TABLES for e in match.entries):
            return False
        name = self._names.get(match.start)
        return self.doc[match.start].pos_ != "PROPN" or (name is not None and name[2] == "ORG" and name[1] - name[0] > 1)

    def clip(self, start: int, head: int) -> int:
        """A phrase does not reach back into the dateline."""
        while start < head and self.doc[start].idx < self.body:
            start += 1
        return start

    def extent(self, token: Token) -> tuple[int, int]:
        """The phrase of the token, not reaching back into the dateline, with the whole of a listed name at its head or edges."""
        start, end = grammar.actor_phrase(token)
        match = self._at.get(token.i)
        if match is not None:
            start, end = min(start, match.start), max(end, match.end)
        while end - 1 > token.i and (self.doc[end - 1].dep_ in ("cc", "case", "punct") or self.words[end - 1].lower() in REFLEXIVE):
            end -= 1
        while start < token.i and _joins(self.doc[start]):
            start += 1
        before = self.doc[start - 1] if start else token
        if before.pos_ == "ADJ" and self.doc[start].pos_ in ("NOUN", "ADJ") and self._is_nation(before.i):
            start -= 1  # "the rebels and | Northern government | negotiators" where the tree gives the adjective to another noun
        return self.clip(start, token.i), end

    def _is_nation(self, i: int) -> bool:
        nation = self._reader.nation_at(self.words, i)
        return nation is not None and nation[0] == i + 1

    def match_at(self, i: int) -> Match | None:
        return self._at.get(i)

    def cut_from(self, i: int) -> Match | None:
        """The listed name that the tree cuts for the noun after it: "the Islamic State of Iraq | and the Levant forces"."""
        match = self._at.get(i - 1)
        if match is None or match.end != i or i >= len(self.doc) or self.doc[i].dep_ != "conj":
            return None
        return match if any(c.dep_ == "cc" and c.i >= match.start for c in self.doc[i].subtree) else None

    def matches_in(self, start: int, end: int, *, absolute: bool = False) -> list[Match]:
        inside = dict.fromkeys(m for m in map(self._at.get, range(start, end)) if m is not None and m.start >= start and m.end <= end)
        return list(inside) if absolute else [Match(m.start - start, m.end - start, m.entries) for m in inside]

    def name_around(self, token: Token) -> tuple[int, int]:
        name = self._names.get(token.i)
        return name[:2] if name is not None else (token.i, token.i + 1)

    def _named(self, i: int, label: str) -> tuple[int, int] | None:
        name = self._names.get(i)
        return name[:2] if name is not None and name[2] == label else None

    def person_at(self, i: int) -> tuple[int, int] | None:
        """The model's name of a person; a word without any capital is none."""
        name = self._named(i, "PER")
        return name if name is not None and any(w[:1].isupper() for w in self.words[name[0] : name[1]]) else None

    def organisation_at(self, i: int) -> tuple[int, int] | None:
        return self._named(i, "ORG")

    def ruled_place(self, token: Token) -> tuple[int, int] | None:
        """The name of a place that stands for whoever rules it: a party here, or elsewhere in the article and doing something here."""
        place = self.location_at(token.i)
        if place is None or fold(token.text) not in self._ruled:
            return None
        does = grammar.coordinated(token)[0].dep_ in grammar.SUBJECTS
        return place if does or self._towns.is_party(token) else None

    def location_at(self, i: int) -> tuple[int, int] | None:
        return self._named(i, "LOC")


def _joins(token: Token) -> bool:
    """ "and", or a noun's preposition ("between"), which do not begin a phrase; "at least" does."""
    return token.dep_ == "cc" or (token.dep_ == "case" and token.head.pos_ in ("NOUN", "PROPN"))
