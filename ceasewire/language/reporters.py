"""Who speaks: the nouns of a sentence that name the speakers of a reporting word.

The tree hangs a reporting word too low often enough that each way of standing is asked for by itself.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from ceasewire.language import grammar
from ceasewire.language.reporting import is_misplaced, is_passive


def speakers_of(cue: Token, *, through: Collection[str] = (), outer_speaks: bool = False) -> list[Token]:
    """The nouns that name who speaks; empty where nobody is named. Relative pronouns are replaced by what they stand for.

    through: verbs whose subject speaks through the noun they take ("issued a warning"). outer_speaks: a participle inside what
    somebody says belongs to that speaker.
    """
    if cue.pos_ == "NOUN":
        return _owners(cue, through)
    found: Token | None
    if is_passive(cue):
        found = grammar.agent(cue)
    elif cue.tag_ == "VBG" and (aside := _with_subject(cue) or _said_between(cue)) is not None:
        found = aside
    elif cue.dep_ == "acl" and cue.tag_ == "VBG":
        found = (cue.i > 0 and cue.nbor(-1).text == "," and _verb_subject(cue.head)) or cue.head
    elif cue.tag_ == "VBG" and _marked_as(cue) and grammar.child(cue.head, "obj"):
        found = grammar.child(cue.head, "obj")  # "quoted a doctor as saying"
    elif is_misplaced(cue):
        found = grammar.subject(cue.head.head)
    else:
        found = grammar.subject(cue)
        if found is None and cue.dep_.startswith("advcl"):
            found = grammar.subject(cue.head)
        if found is None and grammar.child(cue, "ccomp") is not None:
            found = grammar.child(cue, "expl")  # "It also recommended that …": the tree takes "it" for empty
    if found is None:
        return _beside(cue)
    found = grammar.antecedent(found) or found
    found = _after_colon(found, cue)
    participle = cue.dep_.startswith("advcl") and cue.tag_ == "VBG" and not grammar.child(cue, "nsubj")
    if participle and outer_speaks and cue.head.dep_ == "ccomp" and cue.head.head.i < found.i:
        found = grammar.subject(cue.head.head) or found  # "The army states a jet crashed, saying …": the army says both
    return [found] if found.dep_ == "conj" else _with_conjuncts(found)


def _with_subject(cue: Token) -> Token | None:
    """ "…, with local officials claiming that": the noun between "with" and the participle."""
    nouns: list[Token] = []
    for t in reversed(cue.doc[cue.sent.start : cue.i]):
        if t.lower_ == "with" and t.i > cue.sent.start and t.nbor(-1).text == ",":
            return next((n for n in reversed(nouns) if n.dep_ not in ("compound", "nmod:poss", "flat")), None)
        if t.pos_ in ("VERB", "AUX") or t.text in {",", ";"}:
            return None
        if t.pos_ in ("NOUN", "PROPN", "PRON"):
            nouns.append(t)
    return None


def _said_between(cue: Token) -> Token | None:
    """ "Five died, the ministry said, adding that": the participle hangs on what was said, but goes with "said"."""
    told = cue.head
    for t in reversed(cue.doc[told.i + 1 : cue.i]):
        if t.tag_ in ("VBD", "VBZ", "VBP") and (t.i == told.head.i or t.head.i == told.i):
            return grammar.child(t, "nsubj")
    return None


def _verb_subject(noun: Token) -> Token | None:
    """ "rejects a plan to talk, saying": who rejects; the participle behind a comma belongs to the clause, not to the noun."""
    verb = noun.head if noun.dep_ == "obj" else None
    return grammar.subject(verb) if verb is not None else None


def _marked_as(cue: Token) -> bool:
    return cue.dep_ == "advcl" and any(m.lower_ == "as" for m in grammar.children(cue, "mark"))


def _with_conjuncts(token: Token) -> list[Token]:
    joined = [token, *(t for t in grammar.coordinated(token) if t.i > token.i and t.pos_ in ("NOUN", "PROPN", "PRON"))]
    before, after = _unjoined_before(token), _unjoined_after(token) if len(joined) == 1 else None
    return [*([before] if before is not None else []), *joined, *([after] if after is not None else [])]


def _unjoined_before(token: Token) -> Token | None:
    """ "Northland and its allies intend": the first of a pair whose tie the tree lost, as both "and" and the verb hang on the second."""
    cc = next((c for c in token.children if c.dep_ == "cc" and c.lower_ == "and" and c.i < token.i), None)
    if cc is None or token.dep_ == "conj" or cc.i == token.sent.start or cc.nbor(-1).pos_ not in ("NOUN", "PROPN"):
        return None
    first = cc.nbor(-1)
    while first.dep_ in ("flat", "compound", "nmod:desc") and first.head.i < cc.i:
        first = first.head
    taken = first.dep_ not in grammar.SUBJECTS and first.head.i < first.i  # "met the rebels and the army denied": another clause
    return None if taken else first


def _unjoined_after(token: Token) -> Token | None:
    """The second of such a pair, where the verb hangs on the first."""
    _, end = grammar.noun_phrase(token)
    cc = token.doc[end] if end < len(token.doc) else None
    if cc is None or cc.lower_ != "and" or cc.dep_ != "cc" or cc.head.i <= cc.i or cc.head.dep_ not in grammar.SUBJECTS:
        return None
    return cc.head if cc.head.pos_ in ("NOUN", "PROPN") else None


def main_subject(cue: Token) -> list[Token]:
    """The subject of the whole sentence, for a participle that the tree hangs too low: "X rejects a plan to …, saying"."""
    found = grammar.subject(cue.sent.root)
    return _with_conjuncts(found) if found is not None and found.i < cue.i else []


def _beside(cue: Token) -> list[Token]:
    """The noun phrase right before a finite reporting verb or "claiming" that the tree left without subject."""
    if cue.tag_ not in ("VBZ", "VBP", "VBD", "VBG") or cue.i == cue.sent.start:
        return []
    before = cue.nbor(-1)
    if before.text == ",":  # "Northern officials, who had left the talks, say"
        added = next((a for a in (before.nbor(-1), *grammar.ancestors(before.nbor(-1))) if a.dep_ in ("acl:relcl", "acl", "appos")), None)
        if before.i - 1 <= cue.sent.start or added is None or added.i > cue.i or added.head.pos_ not in ("NOUN", "PROPN"):
            return []
        return [added.head] if added.head.i < added.i else []
    if before.pos_ not in ("NOUN", "PROPN") or (before.dep_ in ("obj", "obl") and cue.tag_ != "VBG"):
        return []
    return [before] if before.head.i != cue.i or before.dep_ != "compound" else []


def _after_colon(subject: Token, cue: Token) -> Token:
    """ "Northland crisis: President Vale says …": the topic before the colon does not speak."""
    colon = next((t for t in reversed(cue.doc[subject.i : cue.i]) if t.text == ":"), None) if subject.i < cue.i else None
    if colon is None or cue.i - colon.i < 2:
        return subject
    nouns = [t for t in cue.doc[colon.i + 1 : cue.i] if t.pos_ in ("NOUN", "PROPN")]
    return next((t for t in nouns if t.head.i not in range(colon.i + 1, cue.i)), nouns[-1] if nouns else subject)


def _owners(noun: Token, through: Collection[str] = ()) -> list[Token]:
    """ "Verin's claim", "the claim by Verin", "Verin issued a warning", "the Northern claim"."""
    owner = grammar.child(noun, "nmod:poss")
    if owner is not None:
        return [owner]
    for c in grammar.children(noun, "nmod", "obl"):
        if grammar.preposition(c) in ("by", "from") or (grammar.preposition(c) == "of" and grammar.child(noun, "acl", "ccomp") is not None):
            return _with_conjuncts(c)
    verb = noun.head
    taken = noun.dep_ == "obj" or (noun.dep_ == "obl" and grammar.preposition(noun) == "to")  # "came to an agreement"
    if taken and verb.lemma_.lower() in through and not grammar.is_passive(verb):
        found = grammar.subject(verb)
        if found is not None:
            return _with_conjuncts(grammar.antecedent(found) or found)
    if noun.dep_ == "nsubj:pass":
        found = grammar.agent(verb)
        return [found] if found is not None else []
    named = [c for c in grammar.children(noun, "amod", "compound") if c.text[:1].isupper() and c.i > noun.sent.start]
    return named[:1]


def issuer_of(noun: Token, through: Collection[str] = ()) -> list[Token]:
    """Who stands behind a statement, report or video: its owner, or who released it; else the thing itself speaks."""
    found = _owners(noun, through)
    if not found and noun.dep_.startswith("obl") and grammar.preposition(noun) in ("in", "with", "through", "via"):
        subject = grammar.subject(noun.head)
        found = [subject] if subject is not None else []
    return found or [noun]
