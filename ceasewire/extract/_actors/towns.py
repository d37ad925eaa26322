"""Which lone names are places that the model takes for people: it does so to the object of "captured", whatever stands there.

The places step comes later and reads the actors, so that the gazetteer is asked here for the few lone names alone. A first
name, a title or "said" elsewhere in the article settles that somebody is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from ceasewire import lexicon
from ceasewire.language import grammar
from ceasewire.reference.gazetteer import Gazetteer
from ceasewire.reference.spelling import fold
from ceasewire.reference.who.directory import Directory

#: from this many people on a town needs no sign but that nothing speaks for a person
_KNOWN_FROM = 150_000
_HE = frozenset({"he", "him", "his", "she", "her", "himself", "herself"})


class Towns:
    """Answers for all articles; nothing is written after it is made."""

    def __init__(self, gazetteer: Gazetteer, directory: Directory) -> None:
        self._gazetteer = gazetteer
        names = (*lexicon.words("actors/female_names"), *lexicon.words("actors/male_names"))
        #: first names, and last names of those who hold or held an office
        self._borne = frozenset(map(fold, names)) | frozenset(directory.surnames)
        self._taken = frozenset(lexicon.words("actors/taking_verbs"))
        self._takings = frozenset(lexicon.words("actors/taking_nouns"))
        done_to = (*lexicon.words("actors/harm_verbs"), *lexicon.words("actors/addressing_verbs"))
        self._done_to_people = frozenset(done_to) - self._taken
        self._in = frozenset(lexicon.words("actors/places_in"))
        words = lexicon.table("lexicons/en/places/words", ("word", "kind"))
        self._ordinary = frozenset(row["word"] for row in words if row["kind"] == "ordinary")
        self._saying = frozenset(row["lemma"] for row in lexicon.table(
            "lexicons/en/statements/verbs", ("lemma", "frames", "act", "hearer"), optional=("note",)
        ))  # fmt: skip

    def among(self, doc: Doc) -> frozenset[int]:
        """The tokens of lone names of people that are places here."""
        named: dict[str, list[Span]] = {}
        full: set[str] = set()
        for name in doc.ents:
            if name.label_ == "PER" and name.end - name.start > 1:
                full |= {fold(t.text) for t in name}
            elif name.label_ == "PER":
                town = _with_rest(name)
                named.setdefault(fold(town.text), []).append(town)
        found = (spans for key, spans in named.items() if key not in full and key not in self._borne and self._are_places(key, spans))
        return frozenset(t.i for spans in found for span in spans for t in span)

    def _are_places(self, word: str, spans: list[Span]) -> bool:
        key = self._gazetteer.key(word.split())
        entries = self._gazetteer.entries(key, self._gazetteer.find([key])[0])
        at = [span.root for span in spans]
        if not entries or any(self._is_somebody(t, span) for t, span in zip(at, spans, strict=True)):
            return False
        if any(self._is_where(t) for t in at):
            return True
        known = any(e.population >= _KNOWN_FROM and self._gazetteer.is_own_name(e, key) for e in entries)
        return known and word not in self._ordinary and not any(_HE & {w.lower_ for w in t.sent} for t in at)

    def _is_where(self, token: Token) -> bool:
        """What is taken or reached, or stands after a preposition of place."""
        first = grammar.coordinated(token)[0]
        verb = first.head.lemma_.lower()
        if first.dep_ in ("obj", "nsubj:pass"):
            return verb in self._taken
        case = grammar.preposition(token) or grammar.preposition(first)
        return case in self._in or (case == "of" and verb in self._takings)

    def _is_somebody(self, token: Token, name: Span) -> bool:
        """With a title, the subject of a verb of speech, or the object of one that is done to people."""
        if any(t not in name for t in _titles(token)):
            return True
        first = grammar.coordinated(token)[0]
        if first.dep_ in ("obj", "iobj", "nsubj:pass"):
            return first.head.lemma_.lower() in self._done_to_people
        return first.dep_ in grammar.SUBJECTS and first.head.pos_ == "VERB" and first.head.lemma_.lower() in self._saying


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
