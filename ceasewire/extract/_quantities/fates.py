"""What became of those whom no verb of killing governs.

Under a heading of the dead or wounded ("the dead include four children", "the fatality was a woman"), or by their lives ("claimed the
lives of four nurses").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ceasewire import lexicon
from ceasewire.language.counting import DONE
from ceasewire.language.grammar import child, coordinated, preposition, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ceasewire.language.counting import Counting, Meaning

#: what an attack does to the lives of those who are killed
TAKING = frozenset(lexicon.words("quantities/life_taking_verbs"))


def heading(noun: Token, counting: Counting) -> str | None:
    """What became of the noun by the subject of "include" or "be" above it; None where the subject says nothing of a fate."""
    first = coordinated(noun)[0]
    clause = first if child(first, "cop") is not None else first.head
    if clause is not first and not (first.dep_ == "obj" and clause.lemma_.lower() == "include"):
        return None
    title = child(clause, "nsubj")
    if title is None or title.i > first.i:
        return None
    meaning = counting.meaning(title, title, title.i + 1)
    return meaning.what if meaning.firm and meaning.predicate is None and meaning.what in DONE else None


def lost_life(noun: Token) -> bool:
    """ "The attacks claimed the lives of [two nurses]", "cost the life of the mayor"; not "changed the lives of thousands"."""
    first = coordinated(noun)[0]
    life = first.head
    return preposition(first) == "of" and life.lower_ in ("life", "lives") and life.dep_ == "obj" and life.head.lemma_.lower() in TAKING


def risen(number: Token, counting: Counting) -> str | None:
    """ "Casualties rose to 320": what the subject counts by itself, of a number that it grows or falls to."""
    grows = preposition(number) in ("to", "past", "above") and number.dep_ == "obl" and number.head.pos_ == "VERB"
    grown = subject(number.head, inherited=False) if grows else None
    meaning = counting.meaning(grown, grown, grown.i + 1) if grown is not None else None
    return meaning.what if meaning is not None and meaning.firm and meaning.predicate is None else None


def by_itself(word: Token, meaning: Meaning, counting: Counting) -> Meaning:
    """In "the toll stands at 1,204, with 3,300 wounded" the word behind the number decides, and not the toll that the tree puts above."""
    if not meaning.total or word.tag_ not in ("JJ", "VBN", "NN", "NNS", "VBG"):
        return meaning
    own = counting.meaning(word, word, word.i + 1)
    return own if own.firm and own.predicate is None and own.what != meaning.what else meaning


def is_whole(noun: Token) -> bool:
    """The whole in "seven of the 12 hostages were freed": what the clause tells is told of the seven alone."""
    return preposition(noun) == "of" and noun.dep_.startswith("nmod") and (noun.head.pos_ == "NUM" or noun.head.lower_ in ("%", "percent"))
