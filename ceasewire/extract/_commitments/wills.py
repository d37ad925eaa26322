"""The bare future: "Northland will withdraw", "the rebels are to disarm", "its soldiers would be home by May", headlines.

A will binds only where the act and the doer are of the kind, or where it has its terms: commitments.py sees to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from ceasewire.extract._commitments.clauses import Promise, alike, clause_range, infinitive, is_to
from ceasewire.language.grammar import SUBJECTS, agent, child, children, coordinated, is_passive, modal, negation, subject

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
WILL = frozenset({"will", "'ll", "’ll", "shall", "would", "wo"})
ASKING = frozenset({"when", "where", "how", "why", "what", "which", "who", "whom"})
#: qualities of acts that as a subject happen only because somebody sees to it ("the election would take place")
ARRANGED = frozenset({"own"})


def is_willed(token: Token) -> bool:
    """A verb with "will" or "would" (also "will be home"), or one that "is to" come."""
    word = modal(token) if token.pos_ == "VERB" or child(token, "cop") is not None else None
    return (word is not None and word.lower_ in WILL) or is_to(token)


def willed(verb: Token, acts: Mapping[str, str]) -> Iterator[Promise]:
    """The acts of a verb for which `is_willed` holds. acts: lemma → quality, of data/lexicons/en/commitments/acts.csv.

    A refusal is a promise only of what would do harm ("its fighters would not shoot").
    """
    refused = negation(verb) is not None
    if refused and acts.get(verb.lemma_.lower()) != "hostile":
        return
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
        return
    if any(c.lower_ in ASKING for c in verb.children):
        return  # "did not say when they will meet"
    own = subject(verb)
    if own is None or own.tag_ in ("WP", "WDT", "EX"):
        return
    above = verb.head if verb.dep_ in ("ccomp", "parataxis") else None
    if above is None:  # "the vote, he said, would take place"
        above = next((c for c in children(verb, "parataxis") if c.pos_ == "VERB" and own.i < c.i < verb.i), None)
    speaker = subject(above) if above is not None and above.pos_ == "VERB" else None
    word = modal(verb)
    if word is not None and word.lower_ == "would" and speaker is None:
        return
    by = agent(verb)
    if by is not None and by.pos_ not in NOMINAL:
        by = None  # "by April 30"
    doer = speaker if speaker is not None and (is_passive(verb) or own.tag_ == "PRP") else by if is_passive(verb) else own
    quality = acts.get(own.lemma_.lower()) if doer is not None and doer.i == own.i else None
    if quality == "mutual":
        return  # "the talks will resume on Monday" leaves open who is bound
    debtors = coordinated(doer) if doer is not None and quality not in ARRANGED else []
    for act in alike(verb):
        start, end = clause_range(act)
        yield Promise(
            "pledge" if refused else "plan", act, start, end, above if above is not None else verb, debtors,
            needs="deed", rule="will not" if refused else "will", arranged=_is_arranged(act, acts), refused=refused,
        )  # fmt: skip


def _is_arranged(act: Token, acts: Mapping[str, str]) -> bool:
    """Does the act lie in the hands of whoever announces it: passive, by his own people, of things that do not move by themselves?

    What comes by itself ("prices would rise by June") is a forecast.
    """
    own = child(act, *SUBJECTS)
    if own is None or is_passive(act) or act.pos_ != "VERB":
        return True
    if child(own, "nmod:poss") is not None or acts.get(own.lemma_.lower()) in ARRANGED:
        return True
    return own.pos_ in ("NOUN", "NUM") and acts.get(act.lemma_.lower()) != "forecast"


def headed(root: Token) -> Iterator[Promise]:
    """The future of headlines: "Northland to withdraw its troops by July", whichever of the two words the parser takes for the root."""
    acts = [act for act in children(root, "acl") if act.i > root.i] if root.pos_ in NOMINAL else [root]
    for act in acts:
        doer = root if act is not root else child(act, *SUBJECTS)
        if doer is not None and infinitive(act):
            start, end = clause_range(act)
            yield Promise("plan", act, start, end, act, coordinated(doer), needs="deed", rule="headline")
