"""What a clause says by its form alone: a question, a condition by inversion, auxiliaries that it shares with the clause before it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ceasewire.language import grammar, roles

#: forms that open a condition before their subject ("should they attack", "had they known")
INVERTING = frozenset(("should", "had", "were"))
#: participles that open a condition ("provided that they leave")
SUPPOSING = frozenset(("provided", "providing", "assuming", "supposing"))

#: words that open a clause of time
TEMPORAL = frozenset(("before", "after", "until", "till", "when"))


def inverted(verb: Token) -> Token | None:
    """The auxiliary that stands before the subject of the clause, as in a question or in "should they attack"."""
    subject = grammar.child(verb, *grammar.SUBJECTS)
    if subject is None:
        return None
    return next((a for a in grammar.children(verb, "aux", "aux:pass", "cop") if a.i < subject.i), None)


def asking(verb: Token) -> Token | None:
    """ "Will the rebels leave?": the auxiliary that asks; "why did they leave?" takes for granted that they did."""
    opening = inverted(verb)
    if any(c.lower_ in ("why", "how", "when", "where") for c in verb.children):
        return None
    return opening if opening is not None and any(t.text == "?" for t in verb.sent[-2:]) else None


def opening(token: Token) -> Token | None:
    """The word that makes the clause a condition without being its conjunction: "provided that …", "should they …"."""
    if token.dep_ == "ccomp" and token.head.dep_ == "advcl" and token.head.lower_ in SUPPOSING:
        return token.head
    if token.dep_ == "advcl" and token.lower_ in SUPPOSING and grammar.child(token, *grammar.SUBJECTS) is None:
        return token
    first = inverted(token) if token.dep_ == "advcl" else None
    return first if first is not None and first.lower_ in INVERTING else None


def leader(verb: Token) -> Token | None:
    """The verb whose auxiliaries hold for this one too: "did not [attack] or shell", "will [meet] and sign"."""
    head = verb.head
    if verb.dep_ != "conj" or not roles.is_verbal(head) or verb.tag_ != head.tag_ or verb.tag_ not in ("VB", "VBN"):
        return None
    if grammar.child(verb, *grammar.SUBJECTS, "aux", "aux:pass", "mark") is not None:
        return None
    above = leader(head)
    return above if above is not None else head


def joins_negation(verb: Token) -> bool:
    """ "did not attack or shell", but not "did not attack but shell"."""
    return not any(c.lower_ in ("but", "rather", "instead") for c in verb.children)


def no_longer(verb: Token) -> Token | None:
    """ "no longer holds"."""
    for c in grammar.children(verb, "advmod"):
        if c.lower_ in ("longer", "more") and any(n.lower_ == "no" for n in c.children):
            return c
    return None


def hanging(clause: Token) -> Iterator[Token]:
    """Clauses and phrases below this one that may set a condition for it ("… in the event of an attack", "as long as they hold")."""
    direct = grammar.children(clause, "advcl", "obl", "nmod")
    yield from direct
    for c in direct:
        yield from grammar.children(c, "nmod")
    for c in grammar.children(clause, "advmod"):
        yield from grammar.children(c, "advcl")


def is_timed(clause: Token) -> bool:
    """Is it a clause of time?"""
    return any(m.lower_ in TEMPORAL for m in grammar.children(clause, "mark", "advmod"))


def around(token: Token) -> Token | None:
    """The clause that this one gives the time of: "will shell the port [before it withdraws]"."""
    if token.dep_ != "advcl" or not roles.is_verbal(token) or token.tag_ == "VBD":
        return None
    if not is_timed(token):
        return None
    past = any(a.lower_ in ("had", "having", "being", "was", "were") for a in grammar.children(token, "aux", "aux:pass", "cop"))
    return None if past else token.head
