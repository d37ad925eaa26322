"""What a saying amounts to: "it will leave" pledges, "they must leave" demands, "is unacceptable" condemns, "was behind it" claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.config import Config
from ceasewire.extract._statements.reported import Draft
from ceasewire.extract._statements.speakers import Speakers
from ceasewire.language import grammar
from ceasewire.language.phrases import forms
from ceasewire.records import ACTS, Actor

OWN = frozenset({"it", "he", "she", "they", "we", "i"})
DUTY = frozenset({"must", "should"})
WILL = frozenset({"will", "would", "'ll", "’ll", "shall", "wo", "'d", "’d"})
INTENT = frozenset(lexicon.words("statements/intent"))
#: sectors (PLOVER) that speak and act for one state
STATE = frozenset({"GOV", "MIL", "COP", "LEG", "SPY", "JUD"})
ORGANS = frozenset(lexicon.words("statements/organs"))


@dataclass(frozen=True, slots=True)
class _Tone:
    act: str
    under: frozenset[str]


class Tones:
    """The table of data/lexicons/en/statements/tones.csv and the grammar of own acts and duties."""

    def __init__(self, config: Config) -> None:
        self._words: dict[tuple[str, str], list[_Tone]] = {}
        for row in lexicon.table("lexicons/en/statements/tones", ("word", "from", "as", "under", "note"), own=config.data):
            key = row["word"], row.one_of("from", ACTS)
            self._words.setdefault(key, []).append(_Tone(row.one_of("as", ACTS), frozenset(row.list("under"))))

    def act(self, d: Draft, people: Speakers) -> str:
        """The act of a draft: its row's, or what its content makes of it."""
        act = d.row.act
        if d.head is None:
            return act
        head = d.token.doc[d.head]
        if act == "says":
            act = self._of_clause(head, d, people)
        return self._toned(head, act)

    def _of_clause(self, head: Token, d: Draft, people: Speakers) -> str:
        modal, subject = grammar.modal(head), grammar.child(head, "nsubj")
        if subject is None:
            return "says"
        if modal is not None and modal.lower_ in DUTY:
            return "demands"
        willed = head.pos_ == "VERB" and modal is not None and modal.lower_ in WILL
        bound = willed or (modal is None and head.lemma_.lower() in INTENT and _to_act(head))
        same = any(subject.lower_ == s.lower_ for s in d.speakers)
        own = same or _stands_for_speaker(subject, d.speakers) or _speaks_for(people, d.speakers, subject)
        return "pledges" if bound and own else "says"

    def _toned(self, head: Token, act: str) -> str:
        for word, under in _weighty(head):
            for form in forms(word):
                for tone in self._words.get((form, act), ()):
                    if tone.under and (under is None or under.lemma_.lower() not in tone.under):
                        continue
                    if grammar.negation(head) is not None and act == "says":
                        return "denies" if tone.act == "claims" else act
                    return tone.act
        return act


def _weighty(head: Token) -> Iterable[tuple[Token, Token | None]]:
    """The words that give a content its weight, each with the verb that governs it: its head, what is coordinated, their adjectives."""
    for t in grammar.coordinated(head):
        if t.pos_ == "VERB":
            yield t, None
            for c in grammar.children(t, "obj", "xcomp", "obl"):
                yield c, t
        elif grammar.child(t, "cop") is not None or t.dep_ in ("xcomp", "obl", "obj", "conj", "nmod") or t.i == head.i:
            yield t, None
            for c in grammar.children(t, "amod", "case"):  # "a cowardly attack", "was behind the attack"
                yield c, None


def _stands_for_speaker(subject: Token, speakers: Iterable[Token]) -> bool:
    """A pronoun that can take up a speaker; "it" and "they" are no single person."""
    persons = [s for s in speakers if s.ent_type_ == "PER" or s.lower_ in ("he", "she", "i")]
    return subject.lower_ in OWN and not (persons and subject.lower_ in ("it", "they"))


def _to_act(head: Token) -> bool:
    return any(c.tag_ == "VB" for c in grammar.children(head, "xcomp", "ccomp", "advcl", "acl"))


def _speaks_for(people: Speakers, speakers: Iterable[Token], subject: Token) -> bool:
    """Does who speaks speak for the subject: a minister of his army, a general of his country?"""
    of = _actor(people, subject)
    known = [a for a in (_actor(people, s) for s in speakers) if a is not None]
    if subject.lemma_.lower() in ORGANS and not grammar.children(subject, "amod", "nmod", "compound"):
        return any(a.sector in STATE for a in known)  # a minister's "the army" is his own
    return of is not None and any(_one_state(a, of) for a in known)


def _actor(people: Speakers, token: Token) -> Actor | None:
    at = people.mention_at(token)
    return at[1] if at is not None else None


def _one_state(a: Actor, b: Actor) -> bool:
    if a.id == b.id:
        return True
    state = all(x.kind in ("country", "government", "military", "police") or x.sector in STATE for x in (a, b))
    return state and a.country is not None and a.country == b.country
