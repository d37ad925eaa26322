"""What an unlisted capitalised name is, from the constructions it stands in.

The language model sees a person, a place or a body in a name it has never met, and not the same one in each sentence. Grammar
tells more: a foreign minister, an ambassador or an adjective of its own ("Northlandish officials") is a state's, and "A and
B signed" joins two of a kind. A first name, a title or a listed name settles the matter the other way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from ceasewire import lexicon
from ceasewire.language import grammar
from ceasewire.reference.gazetteer import ADM1_COLUMNS, REGION_COLUMNS
from ceasewire.reference.spelling import fold

#: what an adjective adds to a country's name
_ENDINGS = ("n", "an", "ian", "i", "ese", "ish")
_LINKS = frozenset({"compound", "amod"})


def regions() -> frozenset[str]:
    """Continents, seas and provinces, which have adjectives and are no states."""
    rows = [*lexicon.table("gazetteer/regions", REGION_COLUMNS), *lexicon.table("gazetteer/adm1", ADM1_COLUMNS, optional=("precision",))]
    return frozenset(fold(row["name"]) for row in rows)


@dataclass(slots=True)
class Parties:
    """The unlisted one-word names of one article that its constructions show to be states or bodies."""

    doc: Doc
    known: frozenset[int]  # tokens of listed names
    owned: frozenset[str]  # what states alone have: "foreign minister", "embassy"
    regions: frozenset[str]
    _people: set[str] = field(init=False)
    _states: set[str] = field(init=False)
    _bodies: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._people = {fold(t.text) for e in self.doc.ents if e.label_ == "PER" and e.end - e.start > 1 for t in e}
        names: dict[str, list[Token]] = {}
        for token in self.doc:
            if token.pos_ == "PROPN" and token.text[:1].isupper() and token.i not in self.known and _alone(token):
                names.setdefault(fold(token.text), []).append(token)
        titled = {w for w, at in names.items() if any(c.dep_ == "nmod:desc" for t in at for c in t.children)}
        names = {w: at for w, at in names.items() if w not in self._people | self.regions | titled and len(w) > 3}
        adjectives = {fold(t.text) for t in self.doc if t.dep_ in _LINKS and t.text[:1].isupper()} if names else set()
        self._states = {
            w for w, at in names.items() if any(w + e in adjectives for e in _ENDINGS) or any(self.has_what_states_have(t) for t in at)
        }
        joined = {w: {fold(o.text) for t in at for o in _partners(t)} for w, at in names.items()}
        self._bodies = {w for w, others in joined.items() if w not in self._states and others & self._states}

    def has_what_states_have(self, owner: Token) -> bool:
        """ "Northland's foreign minister", "its ambassador"."""
        noun = owner.head
        if owner.dep_ != "nmod:poss":
            return False
        return noun.lemma_.lower() in self.owned or f"{self.doc[noun.i - 1].lower_} {noun.lemma_.lower()}" in self.owned

    def is_of_person(self, token: Token) -> bool:
        """A word of the full name of somebody in the article."""
        return fold(token.text) in self._people

    def kind(self, token: Token) -> str | None:
        """country, group, or None where nothing is known of the name."""
        if token.pos_ != "PROPN" or token.i in self.known or not _alone(token):
            return None
        word = fold(token.text)
        return "country" if word in self._states else "group" if word in self._bodies else None


def _alone(token: Token) -> bool:
    """No part of a longer name."""
    beside = [c for c in token.children if c.dep_ in ("flat", "compound")]
    return token.dep_ not in ("flat", "compound", "amod") and not any(c.text[:1].isupper() for c in beside)


def _partners(token: Token) -> Iterator[Token]:
    """The names joined to it as doers: "A and B signed"."""
    group = grammar.coordinated(token)
    if len(group) > 1 and group[0].dep_ in grammar.SUBJECTS:
        yield from (t for t in group if t.i != token.i and t.pos_ == "PROPN")
