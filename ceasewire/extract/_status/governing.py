"""Which word an act stands under, and in which of its slots: what status is climbed by. Slot names are those of status/governors.csv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ceasewire.language import grammar, reporters

#: prepositions before the day to which a thing is put off
UNTIL = frozenset(("until", "till", "to"))
#: forms that the lexicon lists beside their verb
OWN_FORMS = frozenset(("had", "used"))


@dataclass(frozen=True, slots=True)
class Governor:
    """The word that an act stands under, and in which of its slots (most telling first)."""

    token: Token
    slots: tuple[str, ...]


def lemmas(word: Token) -> list[str]:
    """The word as the lexicon may list it, the most telling first.

    With particle ("call off"), with its noun ("come into effect", "take place"), with its adverb ("have yet" to leave), with the
    day it is put off to ("postpone until"), in a form that means something else than its verb ("used" to), alone.
    """
    lemma = word.lemma_.lower()
    found = [f"{lemma} {p.lower_}" for p in grammar.children(word, "compound:prt")]
    if word.pos_ in ("VERB", "AUX"):
        for c in grammar.children(word, "obl", "obj"):
            found.append(" ".join(w for w in (lemma, grammar.preposition(c), c.lemma_.lower()) if w))
        found += [f"{lemma} {a.lower_}" for a in grammar.children(word, "advmod")]
        put_off = [p for c in grammar.children(word, "obl") if (p := grammar.preposition(c)) in UNTIL]
        found = [f"{stem} {p}" for stem in (*found[:1], lemma) for p in put_off] + found
    elif word.pos_ == "NOUN" and (prep := grammar.preposition(word)):
        found.append(f"{prep} {lemma}")  # "is out of the question"
    return [*found, *([word.lower_] if word.lower_ in OWN_FORMS else []), lemma]


def governors(token: Token) -> Iterator[Governor]:
    """The word the act stands under, with the slot names that the lexicon uses."""
    seen = {token.i}
    at = token
    while (at.dep_ in ("conj", "appos", "flat", "fixed", "parataxis") or _is_included(at)) and at.head.i not in seen and at.head != at:
        own = at.dep_ == "conj" and at.pos_ == "VERB" and grammar.child(at, *grammar.SUBJECTS) is not None
        if at.dep_ == "parataxis" or (own and at.head.dep_ in ("root", "ROOT")):
            return
        seen.add(at.head.i)
        finite = at.dep_ == "conj" and at.tag_ in ("VBD", "VBZ") and at.head.tag_ in ("VB", "VBG") and at.head.head.i not in seen
        at = at.head.head if finite else at.head  # "failed to enter and blew himself up": not part of what failed
    if at.head == at:
        return
    slots = _slots(at)
    if slots and _is_agentless(at.head):
        slots = (*(f"open {s}" for s in slots), *slots)  # nobody is named who says or does it
    elif slots and at.head.pos_ == "NOUN" and not reporters.speakers_of(at.head):
        slots = (*(f"open {s}" for s in slots), *slots)
    if slots:
        yield Governor(at.head, slots)


def _is_agentless(verb: Token) -> bool:
    """A passive or a bare participle ("accused of shelling the school, the general …") that names nobody who does it."""
    bare = verb.dep_ == "advcl" and grammar.child(verb, *grammar.SUBJECTS, "aux", "mark", "obj") is None
    return verb.tag_ == "VBN" and (bare or grammar.is_passive(verb)) and grammar.agent(verb) is None


def _is_included(token: Token) -> bool:
    """ "aid including air strikes": a member of a list is as the list is."""
    return token.dep_ == "nmod" and token.i > token.head.i and grammar.preposition(token) == "including"


def _slots(at: Token) -> tuple[str, ...]:
    dep, base = at.dep_, at.dep_.split(":")[0]
    marks = [m.lower_ for m in grammar.children(at, "mark", "case")]
    if dep in ("obj", "iobj", "nsubj:pass", "csubj:pass"):
        return ("obj",)
    if dep == "obl:agent" or base in ("nsubj", "csubj"):
        return ("subj",) if grammar.child(at.head, "obj") is not None else ("alone", "subj")
    if base in ("obl", "nmod"):
        prep = grammar.preposition(at)
        if base == "obl" and not prep and any(p.i < at.i for p in grammar.children(at.head, "compound:prt")):
            return ("obj",)  # "called off the strike on the base"
        return (prep, prep.split()[-1]) if prep else (("compound",) if base == "nmod" else ())
    if base in ("compound", "amod"):
        return ("compound",)
    if base in ("xcomp", "ccomp", "acl", "advcl"):
        infinitive = "to" in marks or any(c.lower_ == "to" and c.dep_ == "aux" for c in at.children)
        if dep == "acl:relcl":
            return ()
        if any(c.lower_ == "have" for c in grammar.auxiliaries(at)):
            infinitive = False  # "is said to have fled"
        preps = tuple(m for m in marks if m not in ("to", "that"))
        if base == "advcl":
            other = ("other",) if any(c.i < at.i for c in grammar.children(at.head, "obj", "iobj", "obl") if c.i > at.head.i) else ()
            if not preps and at.tag_ == "VBG" and any(p.i == at.i - 1 for p in grammar.children(at.head, "compound:prt")):
                return ("comp",)  # "ruled out attacking"
            doing = tuple(f"{p} doing" for p in preps if at.tag_ == "VBG")
            return (*other, "inf", "comp", "purpose") if infinitive else (*doing, *preps)
        if base == "acl" and not infinitive and at.tag_ in ("VBN", "VBG") and not preps and not grammar.child(at, *grammar.SUBJECTS):
            return ()
        other = ("other",) if grammar.child(at.head, "obj", "iobj") is not None or grammar.child(at, *grammar.SUBJECTS) is not None else ()
        return (*other, *preps, "inf", "comp") if infinitive else (*preps, "comp", "that")
    return ()


def is_past(verb: Token) -> bool:
    """Is it told in a past tense, with a subject ("announced that they rescued her", "that he has left")?"""
    if grammar.child(verb, *grammar.SUBJECTS) is None or grammar.modal(verb) is not None:
        return False
    return verb.tag_ == "VBD" or any(a.lower_ in ("has", "have", "had", "was", "were") for a in grammar.auxiliaries(verb))


def came_about(noun: Token) -> bool:
    """ "called for an air strike that killed two": what is told of it in the past has happened."""
    for clause in grammar.children(noun, "acl:relcl"):
        subject = grammar.child(clause, "nsubj")
        past = clause.tag_ == "VBD" and not grammar.auxiliaries(clause) and grammar.negation(clause) is None
        if past and noun.pos_ == "NOUN" and subject is not None and subject.tag_ in ("WDT", "WP"):
            return True
    return False
