"""Which lone names are places that the model takes for people, and people that it takes for places.

Behind "captured" or "arrested" either may stand, and the model guesses. The places step comes later and reads the actors, so that
the gazetteer is asked here for the few lone names alone. A first name, a title or "said" elsewhere in the article settles that
somebody is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Span, Token

from ceasewire import lexicon
from ceasewire.language import grammar
from ceasewire.reference.gazetteer import Gazetteer
from ceasewire.reference.spelling import fold
from ceasewire.reference.towns import Entry
from ceasewire.reference.who.directory import Directory

#: from this many people on a town needs no sign but that nothing speaks for a person
_KNOWN_FROM = 150_000


class Towns:
    """Answers for all articles; nothing is written after it is made."""

    def __init__(self, gazetteer: Gazetteer, directory: Directory) -> None:
        self._gazetteer = gazetteer
        self._first = frozenset(map(fold, (*lexicon.words("actors/female_names"), *lexicon.words("actors/male_names"))))
        #: first names, and last names of those who hold or held an office
        self._borne = self._first | frozenset(directory.surnames)
        self._taken = frozenset(lexicon.words("actors/taking_verbs"))
        self._takings = frozenset(lexicon.words("actors/taking_nouns"))
        self._addressing = frozenset(lexicon.words("actors/addressing_verbs"))
        self._harming = frozenset(lexicon.words("actors/harm_verbs")) - self._taken
        self._done_to_people = self._harming | (self._addressing - self._taken)
        self._in = frozenset(lexicon.words("actors/places_in"))
        words = lexicon.table("lexicons/en/places/words", ("word", "kind"))
        self._ordinary = frozenset(row["word"] for row in words if row["kind"] == "ordinary")
        self._saying = frozenset(row["lemma"] for row in lexicon.table(
            "lexicons/en/statements/verbs", ("lemma", "frames", "act", "hearer"), optional=("note",)
        ))  # fmt: skip

    def among(self, doc: Doc) -> list[Span]:
        """The names of people that are places here: lone names, longer ones where they stand as only a place does."""
        named: dict[str, list[Span]] = {}
        full: set[str] = set()
        for name in doc.ents:
            if name.label_ == "PER" and name.end - name.start > 1:
                if self._is_where(name.root) and self._listed(fold(name.text))[1]:
                    named.setdefault(fold(name.text), []).append(name)  # "entered Rafah and Khan Younis"
                else:
                    full |= {fold(t.text) for t in name}
            elif name.label_ == "PER":
                town = _with_rest(name)
                named.setdefault(fold(town.text), []).append(town)
        found = (spans for key, spans in named.items() if key not in full and key not in self._borne and self._are_places(key, spans))
        return [span for spans in found for span in spans]

    def people(self, doc: Doc) -> list[Span]:
        """The names of places that are people here: lone ones, and longer ones that begin with a first name."""
        places = [name for name in doc.ents if name.label_ == "LOC"]
        if not places:
            return []
        lone = [name for name in places if name.end - name.start == 1]
        persons = [name for name in doc.ents if name.label_ == "PER"]
        known = {fold(t.text) for name in persons if name.end - name.start > 1 for t in name}
        known |= {fold(name.text) for name in persons if name.end - name.start == 1 and self._is_somebody(name.root, name)}
        harmed = {fold(name.text) for name in lone if self._is_harmed(name.root)}
        speaking = {fold(name.text) for name in lone if self.speaks(name.root)} & self._borne
        found = {w for w in known | harmed if not self._is_country(w)} | {w for w in speaking if not self._listed(w)[1]}
        meant = [name for name in lone if fold(name.text) in found]
        meant = [name for name in meant if not (self._is_in(name.root) and self._is_well_known(*self._listed(fold(name.text))))]
        return [*meant, *(name for name in places if self._is_full(name))]

    def _is_full(self, name: Span) -> bool:
        """ "Ilse Morvan": a first name with a name beside it that no place has."""
        beside = all(t.dep_ == "flat" and t.head.i == name.start for t in name[1:]) and len(name) > 1
        return beside and fold(name[0].text) in self._first and not self._listed(fold(name.text))[1]

    def _listed(self, word: str) -> tuple[str, tuple[Entry, ...]]:
        """(the gazetteer's key of the word, its entries)"""
        key = self._gazetteer.key(word.split())
        return key, tuple(self._gazetteer.entries(key, self._gazetteer.find([key])[0]))

    def _is_country(self, word: str) -> bool:
        return any(e.kind == "country" for e in self._listed(word)[1])

    def _is_well_known(self, key: str, entries: Collection[Entry]) -> bool:
        """A place of many people by its own name."""
        return any(e.population >= _KNOWN_FROM and self._gazetteer.is_own_name(e, key) for e in entries)

    def _is_harmed(self, token: Token) -> bool:
        return token.dep_ in ("obj", "nsubj:pass") and token.head.lemma_.lower() in self._harming

    def _are_places(self, word: str, spans: list[Span]) -> bool:
        key, entries = self._listed(word)
        at = [span.root for span in spans]
        if not entries or any(self._is_somebody(t, span) for t, span in zip(at, spans, strict=True)):
            return False
        if any(self._is_where(t) for t in at):
            return True
        known = self._is_well_known(key, entries) and word not in self._ordinary
        return known and not any(grammar.HE & {w.lower_ for w in t.sent} for t in at)

    def _is_where(self, token: Token) -> bool:
        """What is taken or reached, or stands after a preposition of place."""
        first = grammar.coordinated(token)[0]
        verb = first.head.lemma_.lower()
        if first.dep_ in ("obj", "nsubj:pass"):
            return verb in self._taken
        return self._is_in(token) or (verb in self._takings and grammar.shared_preposition(token) == "of")

    def _is_in(self, token: Token) -> bool:
        return grammar.shared_preposition(token) in self._in

    def _is_somebody(self, token: Token, name: Span) -> bool:
        """With a title, the subject of a verb of speech, or the object of one that is done to people."""
        if any(t not in name for t in _titles(token)):
            return True
        first = grammar.coordinated(token)[0]
        if first.dep_ in ("obj", "iobj", "nsubj:pass"):
            return first.head.lemma_.lower() in self._done_to_people
        return self.speaks(first)

    def is_party(self, token: Token) -> bool:
        """Does it speak, or is it spoken to ("accused Northland"), as only those can who rule a place?"""
        first = grammar.coordinated(token)[0]
        addressed = first.dep_ in ("obj", "iobj", "nsubj:pass") and first.head.lemma_.lower() in self._addressing
        return addressed or self.speaks(first)

    def speaks(self, token: Token) -> bool:
        """Is it the subject of a verb of speech?"""
        return token.dep_ in grammar.SUBJECTS and token.head.pos_ == "VERB" and token.head.lemma_.lower() in self._saying


def _with_rest(name: Span) -> Span:
    """The lone name with the capital after it that the model gives another label or none: "Khan | Younis"."""
    end, doc = name.end, name.doc
    after = doc[end] if end < len(doc) else None
    goes_on = after is not None and after.pos_ == "PROPN" and after.text[:1].isupper() and after.ent_type_ in ("", "LOC")
    return doc[name.start : end + goes_on]


def _titles(token: Token) -> Iterator[Token]:
    """ "President Torvald", "the mayor, Torvald", "Torvald, the mayor", "Mr. Torvald"."""
    yield from (c for c in token.children if c.dep_ in ("nmod:desc", "appos", "compound", "flat"))
    if token.dep_ in ("appos", "flat", "compound", "nmod:desc"):
        yield token.head
