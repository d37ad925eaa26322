"""Those who are told under a heading of the dead or wounded: "the dead include four children", "the fatality was a woman"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ceasewire.language.grammar import child

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ceasewire.language.counting import Counting

FATES = frozenset({"killed", "wounded", "captured", "detained", "abducted"})


def heading(noun: Token, counting: Counting) -> str | None:
    """What became of the noun by the subject of "include" or "be" above it; None where the subject says nothing of a fate."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    clause = first if child(first, "cop") is not None else first.head
    if clause is not first and not (first.dep_ == "obj" and clause.lemma_.lower() == "include"):
        return None
    subject = child(clause, "nsubj")
    if subject is None or subject.i > first.i:
        return None
    meaning = counting.meaning(subject, subject, subject.i + 1)
    return meaning.what if meaning.firm and meaning.predicate is None and meaning.what in FATES else None
