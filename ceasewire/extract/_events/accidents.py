"""Deaths that nobody dealt: "soldiers are killed after their bus crashes", "a gas cylinder exploded, killing six".

The cause is read from the grammar: the subject, a phrase ("in a crash", "following an explosion"), the clause that the outcome hangs on
or that says after what. An outcome that says nothing else, not even when or where ("twelve people were killed"), takes what the sentences
before it tell in their verb or its subject: not "came under fire". Beside a word of attack it is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as SentenceSpan
from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._events.acts import Act
from ceasewire.language import grammar, phrases, roles

#: what opens the phrase that names a cause
_CAUSES = ("in", "by", "from", "after", "following", "during", "due to", "because of", "of")
#: what an outcome says besides: when, where, how
_PHRASES = ("obl", "advcl")


class Accidents:
    def __init__(self) -> None:
        self._accidents = frozenset(lexicon.words("accidents"))
        self._unexplained = frozenset(lexicon.words("unexplained"))
        self._signs = frozenset(lexicon.words("attack_signs"))

    def cause(self, act: Act, sentence: SentenceSpan, before: list[SentenceSpan]) -> Token | None:
        """The word that names the accident which the act is an outcome of; None where there is none, or where it was an attack."""
        if act.type != "ASSAULT" or self._is_attack(sentence):
            return None
        if not roles.is_verbal(act.token):  # "twin explosions in a depot": of what, nobody says
            return act.token if not act.sources and not self._unexplained.isdisjoint(phrases.forms(act.token)) else None
        cause = next((t for t in self._causes(act.token) if self._is_accident(t)), None)
        bare = not act.sources and not act.raw.get("source") and not grammar.children(act.token, *_PHRASES)
        if cause is None and bare and not any(self._is_attack(s) for s in before):
            cause = next((t for s in before for t in _tellers(s) if self._is_accident(t)), None)
        return cause

    def _causes(self, outcome: Token) -> Iterator[Token]:
        """Words that may name the cause of an outcome, or of one told beside it ("killed … and injured after their bus crashed")."""
        for verb in grammar.coordinated(outcome):
            if not roles.is_verbal(verb):
                continue
            yield from _named(roles.deep_subject(verb))
            yield from (t for t in grammar.children(verb, "obl") if grammar.preposition(t) in _CAUSES)
            for clause in grammar.children(verb, "advcl"):
                subject = grammar.child(clause, "nsubj", "nsubj:pass")
                if subject is not None:
                    yield from (clause, subject)
            if verb.dep_.split(":")[0] in ("advcl", "xcomp", "parataxis", "acl") and grammar.child(verb.head, "obj") is None:
                yield verb.head
            if verb.dep_.startswith("advcl"):
                yield from _named(roles.deep_subject(verb.head))

    def _is_accident(self, token: Token) -> bool:
        return not self._accidents.isdisjoint(_bases(token))

    def _is_attack(self, sentence: SentenceSpan) -> bool:
        return any(not t.ent_type_ and not self._signs.isdisjoint(phrases.forms(t)) for t in sentence)


def _named(subjects: list[Token]) -> Iterator[Token]:
    """The nouns and what stands before them in a name: "Hurricane" of "Hurricane Delphine"."""
    for noun in subjects:
        if not roles.is_verbal(noun):
            yield noun
            yield from grammar.children(noun, "compound", "flat")


def _tellers(sentence: SentenceSpan) -> Iterator[Token]:
    """The sentence's verb and its subjects; "hit" is none, "an earthquake hit" is."""
    yield sentence.root
    yield from _named(grammar.children(sentence.root, *grammar.SUBJECTS))


def _bases(token: Token) -> set[str]:
    """As phrases.forms, and of a word in -es without -s and -es: "crashes" is not always tagged as what it is."""
    word = token.lower_
    return {*phrases.forms(token), *((word[:-1], word[:-2]) if word.endswith("es") else ())}
