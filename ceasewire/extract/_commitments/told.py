"""Commitments that the model reads where no rule finds one (docs/decisions/0010): the word of the act, and whom it links to it.

They are taken where the model is surer than SURE: of those in reports from which it did not learn two in three are right, as of those
that rules find; a rule's finds stand whatever the model reads, for most of those it does not see are right as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Span as SentenceSpan
from spacy.tokens import Token

from ceasewire.extract._commitments.clauses import Promise, clause_range, noun_range
from ceasewire.language.grammar import coordinated
from ceasewire.language.tellings import MODEL, Telling, linked

SURE = 0.7
LINK = 0.5  #: links less likely than this name nobody


def told(sentence: SentenceSpan, tellings: Mapping[int, Telling]) -> Iterator[Promise]:
    """A Promise for each word of the sentence in which the model is sure of a commitment."""
    for token in sentence:
        telling = tellings.get(token.i)
        if telling is None or telling.chance < SURE or not telling.labels:
            continue
        kind = next(iter(telling.labels))
        start, end = clause_range(token) if token.pos_ == "VERB" else noun_range(token)
        debtors, creditors = (_all(linked(telling, link, token.doc, LINK)) for link in ("debtor", "creditor"))
        state = next(iter(telling.details["state"]), "") or "open"
        yield Promise(kind, token, start, end, token, debtors, creditors, state, rule=MODEL)


def _all(heads: list[Token]) -> list[Token]:
    """With all that is coordinated with them."""
    found = {t.i: t for head in heads for t in coordinated(head)}
    return [found[i] for i in sorted(found)]
