"""Finds place names in the parse: the longest known names over tokens that begin with a capital, and what speaks against them.

A name of the gazetteer is not yet a place: Jordan may be a man, Paris a surname, Washington a newspaper's first word. The
judge asks the names that the language model saw, the words around, and how well known the place is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Name

from ceasewire import lexicon
from ceasewire.gazetteer import Entry, Gazetteer, fold
from ceasewire.records import Article

#: tokens of the longest name, hyphens counted ("Southern Nations, Nationalities, and People's Region" is 9)
LONGEST = 9
#: from this many people on a town needs no other sign that a place is meant
KNOWN_FROM = 150_000
WORD_KINDS = (
    "at", "inside", "direction", "title", "street", "nature", "body", "brand", "ordinary", "relation", "stay", "seated",
)
HYPHENS = frozenset("-‐‑–")
_TOGETHER = ("compound", "flat", "nmod", "goeswith")


@dataclass(slots=True)
class Toponym:
    """A place name in the text: token range, half-open; `unit` is the level of a unit word beside it ("Helmand province").

    wider: the range with the unit word. demonym: the words are a demonym. entries: whom they may mean; empty for a name that the
    language model took for a place and the gazetteer does not know.
    """

    start: int
    end: int
    key: str
    entries: list[Entry]
    demonym: bool = False
    code: bool = False
    unit: str = ""
    container: list[Toponym] = field(default_factory=list)


class Words:
    """The word lists of the step, by kind."""

    def __init__(self) -> None:
        self._kinds: dict[str, frozenset[str]] = {}
        rows = lexicon.table("lexicons/en/places/words", ("word", "kind"))
        for kind in WORD_KINDS:
            self._kinds[kind] = frozenset(row["word"] for row in rows if row.one_of("kind", WORD_KINDS) == kind)
        units = lexicon.table("gazetteer/units", ("word", "level", "stays"))
        self.units = {row["word"]: row.one_of("level", ("adm1", "adm2", "any", "point", "area")) for row in units}
        self.staying = frozenset(row["word"] for row in units if row["stays"])

    def has(self, kind: str, word: str) -> bool:
        return word in self._kinds[kind]


class Spotter:
    """`spot` gives the toponyms of an article in text order, not overlapping."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self.gazetteer = gazetteer
        self.words = words

    def spot(self, article: Article) -> Iterator[Toponym]:
        doc = article.doc
        assert doc is not None
        names = _Names(article)
        options = self._options(article, doc)
        at = 0
        for start in sorted(options):
            if start < at:
                continue
            for end, key, entries, how in sorted(options[start], key=lambda o: -o[0]):
                verdict = self._judge(doc, names, start, end, entries, how)
                if verdict:
                    yield self._with_unit(doc, Toponym(start, end, key, entries, demonym=how == "demonym", code=how == "code"))
                    at = end
                    break

    # ---- candidates ----

    def _options(self, article: Article, doc: Doc) -> dict[int, list[tuple[int, str, list[Entry], str]]]:
        """{first token: [(end, key, entries, how)]} of everything that has a known name."""
        grams = list(self._grams(article, doc))
        keys = list({key for _, _, key in grams})
        postings = dict(zip(keys, self.gazetteer.towns.find(keys), strict=True))
        found: dict[int, list[tuple[int, str, list[Entry], str]]] = {}
        for start, end, key in grams:
            if key in self.gazetteer.demonyms:
                found.setdefault(start, []).append((end, key, self.gazetteer.demonyms[key], "demonym"))
            if postings[key] or key in self.gazetteer.tables:
                entries = self.gazetteer.entries(key, postings[key])
                found.setdefault(start, []).append((end, key, entries, "name"))
        for start, end, code in self._codes(article, doc):
            found.setdefault(start, []).append((end, code, self.gazetteer.codes[code], "code"))
        return found

    def _grams(self, article: Article, doc: Doc) -> Iterator[tuple[int, int, str]]:
        """(start, end, key) of each run of words that could be a name."""
        short = self.gazetteer.towns.shortened
        for sentence in article.sentences():
            parts = [[short(p) for p in fold(t.text).split()] for t in sentence]
            for n, token in enumerate(sentence):
                if not parts[n] or not self._begins(token):
                    continue
                key = ""
                for m in range(n, min(n + LONGEST, len(parts))):
                    word = sentence[m]
                    if not parts[m]:
                        if word.text not in HYPHENS or m + 1 == len(parts):
                            break
                        continue
                    if word.lower_ in ("'s", "’s"):
                        key += "s"
                        continue
                    capital = word.text[0].isupper() or word.text[0].isdigit()
                    if m > n and not capital and not self.words.has("inside", word.lower_) and token.text[0].isupper():
                        break
                    key = " ".join([key, *parts[m]]) if key else " ".join(parts[m])
                    if capital or m > n:
                        yield token.i, word.i + 1, key
                    if m > n + 1 and not capital and not self.words.has("inside", word.lower_):
                        break

    def _begins(self, token: Token) -> bool:
        text = token.text
        if text[0].isupper():
            return True
        if text in self.gazetteer.openers:
            return True
        # the Arabic article: "al-Qaim"
        return len(text) <= 3 and self.words.has("inside", text) and token.i + 1 < len(token.doc) and token.nbor().text in HYPHENS

    def _codes(self, article: Article, doc: Doc) -> Iterator[tuple[int, int, str]]:
        """Abbreviations as written: with a full stop inside anywhere, others only after a comma or in brackets."""
        codes = self.gazetteer.codes
        for sentence in article.sentences():
            for token in sentence:
                if not token.text[0].isupper():
                    continue
                for end in (token.i + 2, token.i + 1):
                    if end > len(doc):
                        continue
                    text = doc[token.i : end].text
                    if text in codes and ("." in text[:-1] or (token.i and doc[token.i - 1].text in (",", "(", ";"))):
                        yield token.i, end, text
                        break

    # ---- the judge ----

    def _judge(self, doc: Doc, names: _Names, start: int, end: int, entries: list[Entry], how: str) -> bool:
        """Is a place (or a demonym) meant?"""
        if how == "code":
            return True
        first, last = doc[start], doc[end - 1]
        if how == "demonym":
            return self._judge_demonym(doc, names, start, end)
        if all(t.text.isupper() and len(t.text) <= 3 for t in doc[start:end]) and not _strong(entries):
            return False
        name = names.over(start, end)
        label = name.label_ if name is not None else ""
        at_place = self._after_preposition(doc, start)
        contained = self._contained(doc, end)
        if names.is_person(start, end):
            return label == "LOC" and name is not None and (name.start, name.end) == (start, end) and at_place
        if label == "PER":
            whole = name is not None and (name.start, name.end) == (start, end)
            return whole and (contained or (at_place and _strong(entries)))
        if label == "ORG" and name is not None and (name.start, name.end) != (start, end):
            return self._judge_inside(doc, name, start, end, entries)
        if label == "LOC" and name is not None and not (name.start <= start and end <= name.end):
            return start <= name.start and end >= name.end
        if self._part_of_more(doc, names, start, end):
            return False
        if label == "LOC" and name is not None:
            return self._covers(doc, name, start, end)
        if label == "ORG":
            return at_place or contained or _strong(entries)
        if self.words.has("ordinary", fold(doc[start:end].text)) and not (at_place or contained):
            return _strong(entries) and first.pos_ == "PROPN" and not _opens(first)
        if last.pos_ not in ("PROPN", "NOUN", "ADJ", "X") or (first.pos_ != "PROPN" and end - start == 1 and _opens(first)):
            return False
        return _strong(entries) or contained or (at_place and last.pos_ == "PROPN")

    def _judge_demonym(self, doc: Doc, names: _Names, start: int, end: int) -> bool:
        name = names.over(start, end)
        if not doc[start].text[0].isupper() or names.is_person(start, end):
            return False
        return name is None or name.label_ != "PER" or name.end - name.start == end - start

    def _judge_inside(self, doc: Doc, name: Name, start: int, end: int, entries: list[Entry]) -> bool:
        """A place name inside an organisation's: kept where the organisation is of that place."""
        tail = doc[name.end - 1].lower_
        if start > name.start and self._after_preposition(doc, start):
            return end == name.end or doc[end].text == ","
        if start == name.start and not self.words.has("brand", tail):
            return self.words.has("body", tail) or _country(entries)
        return False

    def _after_preposition(self, doc: Doc, start: int) -> bool:
        at = start - 1
        while at >= 0 and (self.words.has("direction", doc[at].lower_) or doc[at].lower_ == "the"):
            at -= 1
        return at >= 0 and self.words.has("at", doc[at].lower_)

    def _contained(self, doc: Doc, end: int) -> bool:
        """ "Hilla, Iraq", "Paris, Texas", "Verin (Northland)": is the next name, after a comma or bracket, one that contains towns?"""
        if end + 1 >= len(doc) or doc[end].text not in (",", "("):
            return False
        for last in (end + 4, end + 3, end + 2):
            if last > len(doc):
                continue
            text = doc[end + 1 : last].text
            if text in self.gazetteer.codes:
                return True
            key = self.gazetteer.key(text.split())
            if any(e.kind in ("country", "adm1") for e in self.gazetteer.tables.get(key, ())):
                return True
        return False

    def _part_of_more(self, doc: Doc, names: _Names, start: int, end: int) -> bool:
        """ "Paris Hilton", "Michael Jordan", "Dublin Road", "Lake Placid": the name belongs to a longer one."""
        if end < len(doc) and doc[end - 1].whitespace_ and doc[end].text[0].isupper():
            after = doc[end]
            word = fold(after.text)
            if self.words.has("street", word):
                return True
            aside = self._free(word) or self.words.has("title", word) or self.words.has("nature", word)
            if not aside and after.pos_ == "PROPN":
                same = names.over(start, end)
                if names.over(end, end + 1) is same and _attached(doc, start, end, after):
                    return same is None
        if start and doc[start - 1].text[0].isupper() and doc[start - 1].pos_ == "PROPN" and doc[start - 1].whitespace_:
            before = doc[start - 1]
            if not (self._free(before.lower_) or self.words.has("title", fold(before.text))) and _attached(doc, start, end, before):
                return names.over(start - 1, start) is names.over(start, end)
        return False

    def _free(self, word: str) -> bool:
        return word in self.words.units or self.words.has("direction", word)

    def _covers(self, doc: Doc, name: Name, start: int, end: int) -> bool:
        """A place name inside what the model took for one place: what is left over must be units, directions or another place."""
        for token in [*doc[name.start : start], *doc[end : name.end]]:
            if token.text in (",", "(", ")", "/", "-", "–", ".") or token.lower_ in ("the", "of", "and", "'s", "’s"):
                if token.text in (",", "(") and token.i >= end:
                    return True
                continue
            if token.i < start and doc[start - 1].text == ",":
                continue
            if not self._free(token.lower_):
                return False
        return True

    def _with_unit(self, doc: Doc, top: Toponym) -> Toponym:
        """Reads the unit word beside the name; one that belongs to names ("Henry County") is taken into it."""
        if top.end < len(doc) and doc[top.end].lower_ in self.words.units and not top.demonym:
            word = doc[top.end].lower_
            top.unit = self.words.units[word]
            if word in self.words.staying and doc[top.end].text[0].isupper():
                top.end += 1
        elif top.start >= 2 and doc[top.start - 1].lower_ == "of" and doc[top.start - 2].lower_ in self.words.units:
            top.unit = self.words.units[doc[top.start - 2].lower_]
        return top


class _Names:
    """The model's names and the people of the actor layer, by token."""

    def __init__(self, article: Article) -> None:
        doc = article.doc
        assert doc is not None
        self._over: dict[int, Name] = {i: e for e in doc.ents for i in range(e.start, e.end)}
        self._people: set[int] = set()
        self._surnames = {e[-1].text for e in doc.ents if e.label_ == "PER" and e.end - e.start > 1}
        self._doc = doc
        for actor in article.actors:
            if actor.kind == "person":
                for m in actor.mentions:
                    if m.how in ("name", "alias"):
                        span = doc.char_span(m.start, m.end, alignment_mode="contract")
                        self._people.update(range(span.start, span.end) if span is not None else ())

    def over(self, start: int, end: int) -> Name | None:
        """The name that stands over the whole range, or over its first token."""
        return self._over.get(start) or (self._over.get(end - 1) if end - start > 1 else None)

    def is_person(self, start: int, end: int) -> bool:
        """In a person's name as an actor, or the surname of someone the article names in full."""
        if any(i in self._people for i in range(start, end)):
            return True
        return end - start == 1 and self._doc[start].text in self._surnames and self._label(start) in ("PER", "")

    def _label(self, token: int) -> str:
        name = self._over.get(token)
        return name.label_ if name is not None else ""


def _strong(entries: list[Entry]) -> bool:
    """Known well enough to need no sign: a country or region of the tables, or a big town."""
    return any(e.kind not in ("city", "adm2", "other") or e.population >= KNOWN_FROM for e in entries)


def _country(entries: list[Entry]) -> bool:
    return any(e.kind in ("country", "adm1") for e in entries)


def _opens(token: Token) -> bool:
    return token.is_sent_start or (token.i > 0 and token.nbor(-1).text in "\"“'‘(")


def _attached(doc: Doc, start: int, end: int, other: Token) -> bool:
    """Does the token beside the name hang together with it as one name, either way round or under one head?"""
    for token in doc[start:end]:
        if (token.head.i == other.i and token.dep_ in _TOGETHER) or (other.head.i == token.i and other.dep_ in _TOGETHER):
            return True
    last = doc[end - 1]
    return other.head.i == last.head.i and other.dep_ in ("compound", "flat") and last.dep_ in ("compound", "flat")
