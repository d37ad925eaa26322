"""One person killed, wounded or seized who is told without a number: "shot dead the mayor", "the murder of A, B and C".

`Singles` remembers who was told in the article, for a person told twice is one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ceasewire import lexicon
from ceasewire.extract._quantities.fates import heading, lost_life
from ceasewire.language.grammar import SUBJECTS, children, coordinated, is_definite, preposition

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from ceasewire.language.counting import Counting
    from ceasewire.records import Article

NOT_YET = frozenset({"planned", "possible", "demanded", "conditional", "negated"})
NOBODY = frozenset({"no", "every", "any", "each", "neither"})
#: before those who are named out of a number: "12 miners, including the mayor"
INCLUDING = frozenset({"including", "among", "amongst"})


class Singles:
    """Who has been counted already in one article."""

    def __init__(self, article: Article, counting: Counting) -> None:
        self._counting = counting
        self._actor: dict[int, tuple[str, str]] = {}
        for actor in article.actors:
            for m in actor.mentions:
                for at in range(m.start, m.end):
                    self._actor.setdefault(at, (actor.id, actor.kind))
        self._told: set[tuple[str, str]] = set()
        self._intents = _intents()

    def of_sentence(self, sentence: Span) -> Iterator[tuple[str, Token]]:
        """(what, noun) for each who may be one person to whom something was done, told for the first time or not."""
        for token in sentence:
            if token.pos_ in ("VERB", "NOUN") and not (token.pos_ == "NOUN" and self._is_intent(token)):
                for what, person in self._counting.patients(token):
                    yield from ((what, t) for t in _listed(person))
            if token.tag_ in ("NN", "NNS") and not self._is_intent(token):
                yield from self._of_noun(token)
            if lost_life(token):
                yield "killed", token
            if token.dep_ == "amod" and token.tag_ == "VBN" and _is_named(token.head):
                fate = self._counting.verb_means(token, "object")
                if fate is not None:
                    yield fate, token.head  # "the murdered judge Ana Lund"; a mere "the detained man" was told before

    def headed(self, sentence: Span) -> Iterator[tuple[str, Token]]:
        """(what, noun) for each who is told under a heading: "the wounded include a child and a woman"."""
        for token in sentence:
            if token.tag_ in ("NN", "NNP") and self.is_one(token) and (what := heading(token, self._counting)) is not None:
                yield what, token

    def _of_noun(self, noun: Token) -> Iterator[tuple[str, Token]]:
        """ "The murders of A, B and C" where the tree hung the "of" phrase elsewhere: the words say that it belongs to the noun."""
        behind = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
        what = self._counting.noun_means(noun)
        if what is not None and behind.lower_ == "of" and behind.dep_ == "case" and behind.head.head.i != noun.i:
            yield from ((what, t) for t in coordinated(behind.head))

    def _is_intent(self, noun: Token) -> bool:
        """ "Plotting the assassination of the mayor", "cleared the way for his execution", "the assassination attempt"."""
        head, slot = noun.head, preposition(noun) or noun.dep_.split(":")[0]
        if slot == "nmod" and noun.dep_ == "nmod:poss":
            return False
        return any((head.lemma_.lower(), s) in self._intents for s in (slot, "any")) and head.i != noun.i and noun.dep_ != "nsubj"

    def named_of(self, noun: Token) -> Iterator[Token]:
        """Those of a counted group who are named: "two reporters, A and B, …", "12 miners, including the mayor"."""
        clause = [] if noun.dep_ not in ("obj", *SUBJECTS) else children(noun.head, "obl")
        for c in (*noun.children, *(c for c in clause if preposition(c) == "including")):
            beside = c.dep_ == "appos" and c.i > noun.i
            if beside or (c.dep_.startswith(("nmod", "obl")) and preposition(c) in INCLUDING):
                yield from (t for t in coordinated(c) if self.is_one(t))

    def is_one(self, token: Token) -> bool:
        """One human being: a singular person noun, a person's name, or a pronoun that the actors resolved to a person."""
        if token.tag_ not in ("NN", "NNP", "PRP") or any(c.dep_ == "nummod" for c in token.children):
            return False
        if any(c.lower_ in NOBODY for c in token.children):
            return False
        bare = token.tag_ == "NN" and not any(c.dep_ in ("det", "nmod:poss") for c in token.children)
        if bare and token.dep_ == "conj" and not _is_named(token):
            return False  # "the party's secretary and candidate" is one
        kind = self._actor.get(token.idx, ("", ""))[1]
        if token.tag_ == "PRP":
            return token.lower_ in ("he", "she", "him", "her") and kind not in ("country", "government")
        return kind == "person" or self._counting.is_person(token)

    def told(self, what: str, token: Token) -> bool:
        """Was this person counted under this heading before? Remembers the person."""
        if token.tag_ == "PRP" and token.idx not in self._actor:  # nobody knows who: another one only where none was told
            known = any(w == what for w, _ in self._told)
            self._told.add((what, token.lower_))
            return known
        keys = {(what, self._actor[token.idx][0])} if token.idx in self._actor else set()
        keys.add((what, token.lemma_.lower()))
        definite = token.tag_ != "NN" or is_definite(token)
        known = bool(keys & self._told) and definite
        self._told |= keys
        return known


@functools.cache
def _intents() -> frozenset[tuple[str, str]]:
    """(lemma, slot) of words under which an act is still to come or only wished for, from the rows that decide the status of events."""
    rows = lexicon.table("lexicons/en/status/governors", ("lemma", "pos", "slot", "effect"), optional=("types", "note"))
    to_come = [r for r in rows if r["effect"] in NOT_YET and not r["types"]]
    return frozenset((r["lemma"], s) for r in to_come for s in r["slot"].split(";"))


def _is_named(token: Token) -> bool:
    """A name, or a noun with its name: "Ana Lund", "judge Ana Lund", "bodyguard Jan Berg"."""
    return token.ent_type_ == "PER" or any(c.ent_type_ == "PER" for c in children(token, "appos", "flat"))


def _listed(person: Token) -> Iterator[Token]:
    """The person, and the members of a list with semicolons, which parsers hang on the first like appositions ("A, 42; B, 19; and C")."""
    yield person
    for c in children(person, "appos"):
        if any(t.text == ";" for t in person.doc[person.i : c.i]):
            yield from coordinated(c)
