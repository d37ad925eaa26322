"""One act that somebody is bound to (Promise), and the clauses around it: their range, their mood, their subjects."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from ceasewire.language.grammar import (
    SUBJECTS,
    ancestors,
    child,
    children,
    clause_of,
    coordinated,
    is_passive,
    modal,
    negation,
    noun_phrase,
    preposition,
)

FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d", "may", "can"})


@dataclass(slots=True)
class Promise:
    """One act that somebody is bound to: the head and token range of the act, who is bound, to whom, in which words."""

    kind: str
    head: Token
    start: int
    end: int
    cue: Token
    debtors: list[Token]
    creditors: list[Token] = field(default_factory=list)
    status: str = "open"
    needs: str = ""
    rule: str = ""
    agreement: bool = False
    under: Token | None = None
    unless: Token | None = None  # the act that is asked for, where the condition is no clause of its own
    arranged: bool = False  # in the hands of whoever announces it, also where the subject cannot act ("the vote would take place")
    refused: bool = False  # not to do harm is what is promised
    due: Token | None = None  # the word whose own time is the deadline ("the June 1 deadline to …", "expires on Thursday")


def clause_range(act: Token) -> tuple[int, int]:
    """The act's clause from its verb on (with its subject where the act is passive), without conditions and coordinated clauses."""
    doc, start, end = act.doc, act.i, act.i + 1
    words = {act.i}
    todo = [act]
    while todo:
        for c in todo.pop().children:
            base = c.dep_.split(":", 1)[0]
            own, quote = c.head.i == act.i, base == "punct" and c.text in "\"'“”‘’-"
            if own and base in ("advcl", "parataxis", "punct", "cc", "mark", "discourse", "conj") and not quote:
                continue
            if own and c.i < act.i and c.dep_ != "nsubj:pass" and base not in ("compound", "obj"):
                continue
            words.add(c.i)
            todo.append(c)
    end = max(words) + 1
    start = min(words)
    while end - 1 > act.i and doc[end - 1].is_punct:
        end -= 1
    return start, end


def noun_range(noun: Token) -> tuple[int, int]:
    start, end = noun_phrase(noun)
    while start < noun.i and noun.doc[start].dep_ in ("case", "cc", "mark", "punct"):
        start += 1
    return start, end


def agreement_range(noun: Token) -> tuple[int, int]:
    """`noun_range`, with all of "a cease-fire" where the tokens are apart."""
    start, end = noun_range(noun)
    doc = noun.doc
    if noun.lower_ == "fire" and start == noun.i and start > 1 and doc[start - 2].lower_ == "cease":
        start = min(noun_range(doc[start - 2])[0], start - 2)
        own = ("det", "amod", "compound", "nmod:poss")
        while start > noun.sent.start and doc[start - 1].dep_ in own and doc[start - 1].head.i >= start:
            start -= 1
    party = other_side(noun)
    return start, max(end, noun_range(party)[1] if party is not None else end)


def other_side(noun: Token) -> Token | None:
    """ "A deal with the Front", also where the parser hangs the phrase on the verb before ("ended | a ceasefire | with the Front")."""
    beside = [c for c in children(noun.head, "obl") if c.left_edge.i == noun.i + 1] if noun.dep_ == "obj" else []
    return next((c for c in (*children(noun, "nmod"), *beside) if preposition(c) == "with" and c.pos_ == "PROPN"), None)


def together(subject: Token) -> list[Token]:
    """The subject with all that is coordinated with it, also where the parser made each a subject of its own.

    An "and" before a subject that is coordinated with nothing joins it to the noun before ("A and its allies intend").
    """
    more = [c for c in subject.head.children if c.dep_ == subject.dep_ and c.i > subject.i and child(c, "cc") is not None]
    joint = child(subject, "cc")
    if joint is not None and subject.dep_ != "conj" and subject.sent.start < joint.i < subject.i:
        more += [t for t in (joint.nbor(-1),) if t.pos_ in ("NOUN", "PROPN")]
    return sorted({t.i: t for s in (subject, *more) for t in coordinated(s)}.values(), key=lambda t: t.i)


def alike(head: Token) -> list[Token]:
    """The act and the acts coordinated with it."""
    return [head, *(c for c in children(head, "conj") if c.pos_ == "VERB" and child(c, *SUBJECTS) is None and c.tag_ in ("VB", head.tag_))]


def side_of(noun: Token) -> str:
    """ "object" (also as subject of a passive), "subject", or nothing."""
    base = noun.dep_.split(":", 1)[0]
    if base == "obj" or noun.dep_ == "nsubj:pass" or (base == "nsubj" and is_passive(noun.head)):
        return "object"
    return "subject" if base == "nsubj" else ""


def infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" and (token.tag_ == "VB" or c.dep_ in ("mark", "aux")) for c in token.children)


def is_to(verb: Token) -> bool:
    """ "Are to meet", "was to be signed": what is due."""
    return verb.pos_ == "VERB" and infinitive(verb) and any(c.lemma_ == "be" for c in children(verb, "cop", "aux"))


def future(clause: Token) -> bool:
    word = modal(clause)
    return (word is not None and word.lower_ in FUTURE) or infinitive(clause)


def purpose(cue: Token, clause: Token) -> bool:
    """ "agreed in Verin to end the war" binds, "announced a truce to help civilians" is a purpose."""
    return clause.dep_.startswith("advcl") and (child(cue, "obj", "ccomp") is not None or cue.pos_ == "NOUN")


def wished(token: Token) -> bool:
    """Inside an infinitive or a conditional clause."""
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "to", "whether") for c in token.children)


def unreal(token: Token) -> bool:
    """The binding itself is not told as done: negated, possible, or only a condition of something else."""
    verb = token if token.pos_ == "VERB" else clause_of(token)
    for t in (token, verb):
        if negation(t) is not None:
            return True
    word = modal(verb)
    if word is not None and word.lower_ not in ("will", "'ll", "’ll", "shall"):
        return True
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "until") for c in verb.children):
        return True
    if infinitive(verb) and token.pos_ == "VERB":
        above = next(iter(ancestors(verb)), None)
        return above is None or above.lemma_.lower() not in ("be", "have", "seem")
    return False
