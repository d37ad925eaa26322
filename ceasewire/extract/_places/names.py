"""Which of the candidates are place names here, and what the language model took for places besides them.

A name of the gazetteer is not yet a place: Jordan may be a man, Paris a surname, Washington a newspaper's first word. The
judge asks the names that the language model saw, the words around, and how well known the place is.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Name

from ceasewire.extract._places.candidates import Candidates
from ceasewire.extract._places.toponyms import Names, Toponym, Words
from ceasewire.language.grammar import HE
from ceasewire.records import UNREAD, Article
from ceasewire.reference.gazetteer import Gazetteer
from ceasewire.reference.spelling import fold
from ceasewire.reference.towns import Entry

#: from this many people on a town needs no other sign that a place is meant
KNOWN_FROM, OTHER_NAME_FROM = 150_000, 1_000_000
YES, MAYBE, NO = "yes", "maybe", "no"
DATELINE_ENDS = frozenset(["—", "–", "-", "--", ":", "("])
_IT = frozenset(["it", "its", "itself"])
UNIT_KINDS = {"adm1": ("adm1",), "adm2": ("adm2", "city", "site"), "any": ("adm1", "adm2", "region")}
_BEFORE_NOUN = ("compound", "amod", "nmod:poss", "nmod", "flat")
_TOGETHER = ("compound", "flat", "nmod", "goeswith")


class Spotter:
    """`spot` gives the toponyms of an article in text order, not overlapping."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self.gazetteer = gazetteer
        self.words = words
        self._candidates = Candidates(gazetteer, words)

    def spot(self, article: Article) -> list[Toponym]:
        """A name that only may be a place ("a Tyler resident") is one where the article uses it as one elsewhere."""
        doc = article.doc
        assert doc is not None
        options = self._candidates.find(article)
        names = Names(article)
        found: list[tuple[Toponym, str]] = []
        refused: set[int] = set()
        at = 0
        for start in sorted(options):
            if start < at:
                continue
            for end, key, entries, how in sorted(options[start], key=lambda o: -o[0]):
                verdict = NO if names.is_in_group(start, end) else self._judge(doc, names, start, end, key, entries, how)
                if verdict != NO:
                    top = Toponym(start, end, key, entries, demonym=how == "demonym", code=how == "code")
                    if top.code and doc[start].text.startswith(key + "-"):
                        top.cut = len(key)
                    named = doc[end - 1].lower_ in self.words.staying  # "Henry County"
                    top.seen = how != "name" or named or names.is_place(start, end) or self._signed(doc, start, end)
                    found.append((self._with_unit(doc, top), verdict))
                    at = end
                    break
                refused.update(range(start, end))
        sure = {top.key for top, verdict in found if verdict == YES}
        known = [top for top, verdict in found if verdict == YES or top.key in sure]
        return sorted([*known, *self._unknown(article, doc, names, known, refused)], key=lambda t: t.start)

    def _unknown(self, article: Article, doc: Doc, names: Names, known: list[Toponym], refused: set[int]) -> Iterator[Toponym]:
        """What the model took for a place and the gazetteer does not have; `refused` are tokens of names that are no places here."""
        taken = {i for top in known for i in range(top.start, top.end)}
        for name in names.seen:
            if name.label_ != "LOC" or article.block_at(name.start_char) in UNREAD or not taken.isdisjoint(range(name.start, name.end)):
                continue
            start, end = name.start, name.end
            while start < end and (not doc[start].text[0].isupper() or (self._free(doc[start].lower_) and doc[start].whitespace_)):
                start += 1
            while end > start and not doc[end - 1].text[0].isupper():
                end -= 1
            if start == end or names.is_time(start, end) or names.is_person(start, end) or names.is_group(start, end):
                continue
            words = [fold(t.text) for t in doc[start:end]]
            if refused.issuperset(range(start, end)) or self._is_building(words) or _is_capitals(doc, start, end):
                continue
            if not all(self.words.is_common(w) for w in words) and any(t.pos_ == "PROPN" for t in doc[start:end]):
                top = self._with_unit(doc, Toponym(start, end, self.gazetteer.key(words), [], seen=True))
                if top.unit or (not names.is_of_body(start, end) and (top.placed or not names.is_of_group(start, end))):
                    yield top

    def _is_building(self, words: list[str]) -> bool:
        """A street or building ("Alma Road", "Alma Bridge"), or no name at all ("US$", "R")."""
        lettered = len(words[0]) > 1 and all(c.isalpha() for w in words for c in w if not c.isspace())
        return not lettered or (len(words) > 1 and any(self.words.has(kind, words[-1]) for kind in ("street", "body", "brand")))

    # ---- the judge ----

    def _judge(self, doc: Doc, names: Names, start: int, end: int, key: str, entries: list[Entry], how: str) -> str:
        """Is a place (or a demonym) meant? YES, NO, or MAYBE: where the article elsewhere surely uses the name for a place."""
        if how == "code":
            return NO if self._counts(doc, start, key) else YES
        if how == "demonym":
            return YES if self._is_demonym(doc, names, start, end) else NO
        words = key.split()
        listed = any(e.kind not in ("city", "adm2", "other") for e in entries)
        strong = listed or any(_is_big(e, key, self.gazetteer) for e in entries)
        common = all(self.words.is_common(w) for w in words) and not (strong and len(words) > 1)
        common = common and not self._is_placed_name(doc, names, start, end)
        adrift = not listed and self._only_directions(words) and not self._unit_after(doc, end)
        if common or adrift or names.is_time(start, end) or names.is_group(start, end) or _is_one_of_many(doc, start, end):
            return NO
        if len(words) > 2 and words[1] == "of" and self.words.has("brand", words[0]):  # "University of Texas" is a town too
            return NO
        sign = self._signed(doc, start, end)
        if not sign and (_is_a_thing(doc, start, end, entries) or (_is_capitals(doc, start, end) and not self._is_wide(key))):
            return NO
        at_place = self._after_preposition(doc, start)
        if strong and self._is_campus(doc, start, end):
            return YES
        ordinary = len(words) == 1 and self.words.has("ordinary", words[0])
        name = names.over(start, end)
        label = name.label_ if name is not None else ""
        whole = name is not None and start <= name.start and name.end <= end
        if names.is_person(start, end) and not sign:
            return YES if label == "LOC" and whole and at_place and (strong or not names.is_surname(start, end)) else NO
        if label == "PER":
            if not whole:
                return NO
            if sign or (at_place and strong) or _beside_places(doc, start, end):
                return YES
            return self._judge_lone_person(doc, start, end, strong=strong, ordinary=ordinary)
        if self._is_saint_day(doc, start, end):
            return NO
        if name is not None and label == "ORG" and not whole:
            return self._judge_inside(doc, name, start, end, strong, ordinary)
        if name is not None and label == "LOC" and not (name.start <= start and end <= name.end):
            return YES if start <= name.start and end >= name.end else NO
        if self._part_of_more(doc, names, start, end):
            return NO
        if name is not None and label == "LOC":
            well_known = self._is_wide(key) or any(_is_big(e, key, self.gazetteer) for e in entries)
            return YES if self._covers(doc, name, start, end, well_known=well_known) else NO
        return self._judge_unseen(doc, start, end, strong=strong, ordinary=ordinary, at_place=at_place or bool(label), sign=sign)

    def _judge_lone_person(self, doc: Doc, start: int, end: int, *, strong: bool, ordinary: bool) -> str:
        """The model saw a person in a known place name without a second word, which it does to names that it does not know."""
        if end - start > 1 or any(self.words.has("title", fold(t.text)) for t in doc[max(0, start - 1) : start]):
            return NO
        if not ordinary:
            return YES if strong else MAYBE
        words = {t.lower_ for t in doc[start].sent}
        return YES if strong and words & _IT and not words & HE else MAYBE

    def _judge_unseen(self, doc: Doc, start: int, end: int, *, strong: bool, ordinary: bool, at_place: bool, sign: bool) -> str:
        """The model saw no place here: what do the words beside the name say?"""
        first, last = doc[start], doc[end - 1]
        if sign:
            return YES
        if last.pos_ not in ("PROPN", "NOUN", "ADJ", "X") or (first.pos_ != "PROPN" and end - start == 1 and _opens(first)):
            return NO
        if ordinary:
            return YES if strong and first.pos_ == "PROPN" and (at_place or not _opens(first)) else NO
        if strong or (at_place and last.pos_ == "PROPN"):
            return YES
        after = doc[end].lower_ if end < len(doc) else ""
        if last.pos_ == "PROPN" and (self.words.has("title", after) or self.words.has("body", after)):
            return YES
        return MAYBE

    def _is_demonym(self, doc: Doc, names: Names, start: int, end: int) -> bool:
        name = names.over(start, end)
        if not doc[start].text[0].isupper() or names.is_person(start, end):
            return False
        return name is None or name.label_ != "PER" or name.end - name.start == end - start

    def _judge_inside(self, doc: Doc, name: Name, start: int, end: int, strong: bool, ordinary: bool) -> str:
        """A place name inside an organisation's: kept where the organisation is of that place."""
        inside = doc[name.start : name.end]
        if any(self.words.has("brand", fold(t.text)) for t in inside if not start <= t.i < end):
            return NO
        if start == name.start and doc[end - 1].lower_ in self.words.staying:  # "Henry County Fire Department"
            return YES
        if start > name.start and self._after_preposition(doc, start):
            return YES if (end == name.end or doc[end].text == ",") and (strong or not ordinary) else NO
        if start > name.start or (ordinary and not strong):
            return NO
        return YES if strong or any(self.words.has("body", t.lower_) for t in doc[end : name.end]) else MAYBE

    def _counts(self, doc: Doc, start: int, code: str) -> bool:
        """Years or money, not a place: "400 B.C.", "$US 40 million"."""
        before = doc[start - 1] if start else None
        return before is not None and (before.text.endswith("$") or (before.pos_ == "NUM" and self.words.has("era", code)))

    def _is_wide(self, key: str) -> bool:
        """A listed country, state or continent, which stands in capitals too ("IRAQ", but "SWAT" is no valley)."""
        return any(e.kind in ("country", "former", "continent", "adm1") for e in self.gazetteer.tables.get(key, ()))

    def _is_placed_name(self, doc: Doc, names: Names, start: int, end: int) -> bool:
        """A name of common words ("East Bank", "Three Rivers") where the model saw just this place, and no "the" makes it a part of one."""
        name = names.over(start, end)
        seen = name is not None and name.label_ == "LOC" and (name.start, name.end) == (start, end)
        return seen and end - start > 1 and start > 0 and self.words.has("at", doc[start - 1].lower_)

    def _is_campus(self, doc: Doc, start: int, end: int) -> bool:
        """ "was shot at Verin University": where it stands, not only what it is called."""
        named = end < len(doc) and doc[end].text[0].isupper() and self.words.has("campus", doc[end].lower_)
        return named and start > 0 and self.words.has("there", doc[start - 1].lower_)

    def _after_preposition(self, doc: Doc, start: int) -> bool:
        at = start - 1
        while at >= 0 and (self.words.has("direction", doc[at].lower_) or doc[at].lower_ == "the"):
            at -= 1
        return at >= 0 and self.words.has("at", doc[at].lower_)

    def _signed(self, doc: Doc, start: int, end: int) -> bool:
        return self._contained(doc, end) or self._heads_line(doc, start, end)

    def _heads_line(self, doc: Doc, start: int, end: int) -> bool:
        """A dateline without a country ("ALMA -- Police said"), or the place after a legislator's party ("R-Alma")."""
        after = doc[end].text if end < len(doc) else ""
        dash = after in DATELINE_ENDS and (after != "-" or doc[end - 1].whitespace_)  # but "NATO-backed"
        if doc[start].is_sent_start and doc[start:end].text.isupper() and dash:
            return True
        return start >= 2 and doc[start - 1].text == "-" and doc[start - 2].text.isupper() and len(doc[start - 2].text) <= 3

    def _is_saint_day(self, doc: Doc, start: int, end: int) -> bool:
        """ "St. Patrick's Day", "St. John's Church"."""
        possessive = end + 1 < len(doc) and doc[end].text in ("'s", "’s") and doc[end + 1].text[0].isupper()
        return possessive and fold(doc[start].text) in ("st", "saint")

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

    def _part_of_more(self, doc: Doc, names: Names, start: int, end: int) -> bool:
        """ "Paris Ostrand", "Edgar Jordan", "Dublin Road", "Lake Placid", "West Nile virus": the name belongs to a longer one."""
        if end < len(doc) and doc[end - 1].whitespace_:
            after = doc[end]
            word = fold(after.text)
            if self.words.has("thing", word):
                return True
            if after.text[0].isupper():
                if self.words.has("street", word) or self.words.has("brand", word):
                    return True
                aside = self._free(word) or any(self.words.has(kind, word) for kind in ("title", "nature", "body"))
                if not aside and after.pos_ == "PROPN" and _attached(doc, start, end, after):
                    same = names.over(start, end)
                    if same is None and names.over(end, end + 1) is None:
                        return True
        if start and doc[start - 1].text[0].isupper() and doc[start - 1].pos_ == "PROPN" and doc[start - 1].whitespace_:
            before = doc[start - 1]
            if not (self._free(before.lower_) or self.words.has("title", fold(before.text))) and _attached(doc, start, end, before):
                return names.over(start - 1, start) is names.over(start, end)
        return False

    def _only_directions(self, words: list[str]) -> bool:
        return all(self.words.has("direction", w) for w in words)

    def _unit_after(self, doc: Doc, end: int) -> bool:
        return end < len(doc) and doc[end].lower_ in self.words.units

    def _free(self, word: str) -> bool:
        return word in self.words.units or self.words.has("direction", word)

    def _covers(self, doc: Doc, name: Name, start: int, end: int, *, well_known: bool) -> bool:
        """A place name inside what the model took for one place: what is left over must be units, directions or another place.

        In small letters it may be what nature or, in a town that all know, people made there ("Lake Alma basin", "a Verin hotel").
        """
        kinds = ("nature", "street", "body") if well_known else ("nature",)
        for token in [*doc[name.start : start], *doc[end : name.end]]:
            if token.text in (",", "(", ")", "/", "-", "–", ".") or token.lower_ in ("the", "of", "and", "'s", "’s"):
                container = token.text in (",", "(") or (token.lower_ == "of" and doc[token.i - 1].lower_ in self.words.units)
                if container and token.i >= end:
                    return True
                continue
            if token.i >= end and token.text.islower() and any(self.words.has(kind, token.lower_) for kind in kinds):
                continue
            if token.i < start and well_known and (self._is_wide(fold(token.text)) or fold(token.text) in self.gazetteer.demonyms):
                continue  # "the Northland Coast province"
            if token.i < start and doc[start - 1].text == ",":
                continue
            if not (self._free(token.lower_) or (token.i >= end and self.words.has("body", doc[name.end - 1].lower_))):
                return False
        return True

    def _fits(self, top: Toponym, word: str) -> bool:
        """May the name be a unit of this kind ("the Alma district of Coast province")?"""
        return any(e.kind in UNIT_KINDS.get(self.words.units.get(word, ""), ()) for e in top.entries)

    def _with_unit(self, doc: Doc, top: Toponym) -> Toponym:
        """Reads the words beside the name; a unit word that belongs to names ("Henry County") is taken into it."""
        top.placed = self._after_preposition(doc, top.start)
        top.heads = self._heads_line(doc, top.start, top.end)
        word = doc[top.end].lower_ if top.end < len(doc) else ""
        others = top.end + 1 < len(doc) and doc[top.end + 1].lower_ == "of" and not self._fits(top, word)  # "the Northland city of Alma"
        if word in self.words.units and not top.demonym and not others:
            top.unit = self.words.units[word]
            if word in self.words.staying and doc[top.end].text[0].isupper():
                top.end += 1
        elif self._is_named_unit(doc, top.start):
            top.unit = self.words.units[doc[top.start - 2].lower_]
        before = doc[top.start - 2].lower_ if top.start >= 2 and doc[top.start - 1].lower_ in ("of", "in") else ""
        top.regional = self.words.has("regional", word) or self.words.has("regional", before)
        return top

    def _is_named_unit(self, doc: Doc, start: int) -> bool:
        """ "the province of Coast"; but "a province of Northland" is only in it."""
        if start < 2 or doc[start - 1].lower_ != "of" or doc[start - 2].lower_ not in self.words.units:
            return False
        return start < 3 or doc[start - 3].lower_ not in ("a", "an")


def _beside_places(doc: Doc, start: int, end: int) -> bool:
    """Coordinated with a name that the model took for a place."""
    own = doc[start:end]
    tokens = {*own, *(t.head for t in own if t.dep_ == "conj" or t.head.dep_ == "conj")}
    others = {c for t in tokens for c in t.children if c.dep_ == "conj"} | {t.head for t in tokens if t.dep_ == "conj"} | tokens
    return any(t.ent_type_ == "LOC" and t.pos_ == "PROPN" and not start <= t.i < end for t in others)


def _is_big(e: Entry, key: str, gazetteer: Gazetteer) -> bool:
    """Known well enough to need no sign; under another name than its own a town must be bigger ("Drug" is Durg, June Unieux)."""
    return e.population >= OTHER_NAME_FROM or (e.population >= KNOWN_FROM and gazetteer.is_own_name(e, key))


def _is_one_of_many(doc: Doc, start: int, end: int) -> bool:
    """ "in a Honda": one of a kind, not a place of that name; but "an Alma man"."""
    return start > 0 and doc[start - 1].lower_ in ("a", "an") and doc[end - 1].dep_ not in _BEFORE_NOUN


def _is_a_thing(doc: Doc, start: int, end: int, entries: list[Entry]) -> bool:
    """ "the Toyota", "the Durango": a town takes no article, but for those that have one in their name ("the Hague")."""
    if not start or doc[start - 1].lower_ != "the" or doc[end - 1].dep_ in _BEFORE_NOUN:
        return False
    if end < len(doc) and doc[end].lower_ in ("of", "'s", "’s"):
        return False
    return all(e.kind in ("city", "other") and not e.name.startswith("The ") for e in entries)


def _is_capitals(doc: Doc, start: int, end: int) -> bool:
    """One short word in capitals: hardly a town ("EU", "SWAT")."""
    return end - start == 1 and doc[start].text.isupper() and len(doc[start].text.replace(".", "")) <= 4


def _opens(token: Token) -> bool:
    return token.is_sent_start or (token.i > 0 and token.nbor(-1).text in "\"“'‘(")


def _attached(doc: Doc, start: int, end: int, other: Token) -> bool:
    """Does the token beside the name hang together with it as one name, either way round or under one head?"""
    for token in doc[start:end]:
        if (token.head.i == other.i and token.dep_ in _TOGETHER) or (other.head.i == token.i and other.dep_ in _TOGETHER):
            return True
    last = doc[end - 1]
    return other.head.i == last.head.i and other.dep_ in ("compound", "flat") and last.dep_ in ("compound", "flat")
