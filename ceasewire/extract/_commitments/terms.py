"""What the terms of an agreement, a date that is set and an ultimatum bind to.

"A deal that obliges the rebels to leave", "under the accord they must disarm", "missed the deadline to …", "leave or face attack".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from ceasewire.extract._commitments.agreements import Agreements
from ceasewire.extract._commitments.clauses import Promise, alike, clause_range, infinitive, is_to, noun_range, together, unreal
from ceasewire.language.grammar import agent, antecedent, child, children, coordinated, is_passive, modal, negation, preposition, subject

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
OUGHT = frozenset({"will", "must", "shall", "should", "would"})
#: what a verb over a date makes of the commitment
OUTCOMES = {"moves": "revised", "misses": "missed", "meets": "met"}


def or_else(facing: Token) -> Iterator[Promise]:
    """ "Gave the front until Friday to free the hostages or face attack": a threat, and what is asked is its condition."""
    asked, what = facing.head, child(facing, "obj")
    over = asked.head
    threatening = subject(over) if over.pos_ == "VERB" and asked.dep_ in ("xcomp", "ccomp", "advcl", "acl") else None
    if what is None or threatening is None or not any(c.lower_ == "or" for c in (*children(facing, "cc"), *children(asked, "cc"))):
        return
    start, end = noun_range(what)
    told = children(over, "iobj", "obj")
    creditors = coordinated(told[0]) if told and told[0].pos_ in NOMINAL else []
    yield Promise("threat", what, start, end, over, together(threatening), creditors, rule="or else", unless=asked)


def bound_by_terms(verb: Token, agreements: Agreements, acts: Mapping[str, str]) -> Iterator[Promise]:
    """ "a pact which obliged the peacekeepers to leave", "a truce allowing rebels to withdraw"."""
    own = subject(verb) or (verb.head if verb.dep_.startswith("acl") else None)
    if own is not None and (own.tag_ in ("WP", "WDT") or own.lower_ == "that"):
        own = antecedent(own) or own
    if own is None or not agreements.is_named(own):
        return
    clauses = [c for c in children(verb, "xcomp", "ccomp", "advcl") if c.pos_ == "VERB" and infinitive(c)]
    for act in children(verb, "obl", "obj") if not clauses else ():  # "calls for the withdrawal of all troops"
        if acts.get(act.lemma_.lower()) == "own" and preposition(act) in ("for", ""):
            start, end = noun_range(act)
            of = next((c for c in children(act, "nmod") if preposition(c) in ("of", "by")), None)
            yield Promise("agreement", act, start, end, verb, coordinated(of) if of is not None else [], rule="terms", under=own)
    bound = child(verb, "obj", "iobj")
    for act in clauses:
        start, end = clause_range(act)
        yield Promise("agreement", act, start, end, verb, coordinated(bound) if bound is not None else [], rule="terms", under=own)


def due_under(verb: Token, agreement: Token) -> Iterator[Promise]:
    """ "Under the accord, the rebels must disarm", "prisoners are to be freed as part of the deal"."""
    word = modal(verb)
    ought = is_to(verb) or (word is not None and word.lower_ in OUGHT)
    own = subject(verb)
    if not ought or own is None or negation(verb) is not None:
        return
    told = next(c for c in children(verb, "obl") if agreement.i in [t.i for t in c.subtree])
    for act in alike(verb):
        start, end = clause_range(act)
        end = min(end, told.left_edge.i) if told.left_edge.i > act.i else end
        debtors = together(own) if not is_passive(act) else coordinated(by) if (by := agent(act)) is not None else []
        yield Promise("agreement", act, start, end, verb, debtors, rule="under", under=agreement)


def by_date(noun: Token, acts: Mapping[str, str], terms: Mapping[str, str]) -> Iterator[Promise]:
    """ "Missed a deadline to withdraw its troops", "met the deadline for the withdrawal"."""
    verb = noun.head
    status = OUTCOMES.get(terms.get(verb.lemma_.lower(), "")) if verb.pos_ == "VERB" and noun.dep_ == "obj" else None
    own = subject(verb)
    if status is None or own is None or unreal(verb):
        return
    carried = children(noun, "acl", "nmod")
    for act in [*carried, *(x for c in carried if c.tag_ == "VBN" for x in children(c, "xcomp", "advcl"))]:
        if infinitive(act) or (preposition(act) == "for" and acts.get(act.lemma_.lower()) == "own"):
            start, end = clause_range(act) if act.pos_ == "VERB" else noun_range(act)
            yield Promise("deadline", act, start, end, verb, together(own), status=status, rule="by date", due=noun)
