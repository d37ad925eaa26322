"""Reporting clauses set beside what they report, found by where they stand: "…, police said on Monday", "Still, he said, …".

The tree often loses a short reporting clause at the end of a long sentence or between commas; where it stands tells what it
reports. All ranges are half-open token ranges.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from ceasewire.clean.quotes import is_quotation_mark
from ceasewire.language import grammar
from ceasewire.language.reporting import Content

REACH = 14  # tokens that a reporting clause set between commas may have
_TAIL = 16  # tokens that may follow its verb: hearer, place, day, medium
_DASHES = frozenset({"–", "—", "-", "--"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ADVERBIAL = frozenset({"IN", "RB", "RBR", "CC"})
_NOT_SUBJECT = frozenset({"CC", "IN", "WDT", "WP", "WP$", "WRB", "TO", "MD", "VBG"})


@dataclass(frozen=True, slots=True)
class Aside:
    """A reporting clause beside its content; the noun phrase before or after its verb, and its nouns that speak."""

    content: Content
    first: int
    last: int
    speakers: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who reports: where the reporting clause begins, where the words after verb and subject begin, the nouns that speak."""

    left: int
    after: int
    nouns: tuple[Token, ...]

    def beside(self, content: Content) -> Aside:
        return Aside(content, self.left, self.after, self.nouns)


def aside_at(verb: Token, *, hearer: bool = False) -> Aside | None:
    """What a finite verb of saying reports when its clause stands after, amid or before it and the tree does not show so.

    hearer: the verb takes a person as object ("told"), so no subject can stand right behind it.
    """
    marks = [c for c in grammar.children(verb, "aux", "aux:pass", "mark") if c.lower_ != "as"]
    if verb.tag_ not in _FINITE | {"VB"} or marks:
        return None
    subject = _subject_before(verb) or (None if hearer else _subject_after(verb))
    if subject is None or not subject.nouns:
        return None
    doc, sent = verb.doc, verb.sent
    if verb.dep_ == "acl:relcl" and verb.i + 1 < sent.end and doc[verb.i + 1].tag_ in _FINITE | {"MD"}:
        return _of_what_precedes(verb, subject)
    first = next((t.i for t in sent if not t.is_space and not t.is_punct), sent.start)
    if (subject.left > first and _breaks(doc[subject.left - 1])) or doc[subject.left].lower_ == "as":
        return _beside_its_content(verb, subject, first)
    if not hearer and subject.after == verb.i + 1 and grammar.child(verb, "obj") is None and _opens_clause(doc, verb.i + 1, sent.end):
        return _before_its_content(verb, subject)
    return None


def _beside_its_content(verb: Token, subject: _Subject, first: int) -> Aside | None:
    """ "The truce, he said, would hold" gives all of it; "Ten died, police say, as the fighting went on" what comes before."""
    doc, sent = verb.doc, verb.sent
    right = _end_of(verb, subject.after)
    if right is None:
        return None
    start, end = first, max(first, subject.left - 1)
    said_before = _has_verb(doc, first, end)
    if right < sent.end and not _new_clause(doc[right]):
        start, end = (right if (doc[first].tag_ in _ADVERBIAL and not said_before) or subject.left == first else first), sent.end
        if not _has_verb(doc, start, subject.left) and not _has_verb(doc, right, end):
            return None
    elif not said_before or not _stands_alone(verb, first, end):
        return None
    start, end = grammar.trimmed(doc, start, end, keep=start)
    return subject.beside(Content(start, end, "that", verb.i + 1, _head(doc, start, end))) if start < end else None


def _of_what_precedes(verb: Token, subject: _Subject) -> Aside:
    """ "vehicles it claims were used to fire rockets": what is said of the noun before."""
    doc, sent = verb.doc, verb.sent
    start = verb.i + 1
    stop = next((i for i in range(start, sent.end) if doc[i].text in {",", ";"}), sent.end)
    start, end = grammar.trimmed(doc, start, stop, keep=start)
    return subject.beside(Content(start, end, "that", start, _head(doc, start, end)))


def _before_its_content(verb: Token, subject: _Subject) -> Aside | None:
    """ "Some friends say he would win, …": the clause right after the verb, up to a comma that a new subject follows."""
    doc, sent = verb.doc, verb.sent
    start = verb.i + 1 + (doc[verb.i + 1].lower_ == "that")
    stop = sent.end
    if verb.dep_.startswith("advcl"):
        stop = next((i for i in range(start + 1, sent.end) if doc[i].text == "," and _has_verb(doc, start, i)), sent.end)
    start, end = grammar.trimmed(doc, start, stop, keep=start)
    if not _has_verb(doc, start, end):
        return None
    return subject.beside(Content(start, end, "that", verb.i + 1, _head(doc, start, end)))


def _opens_clause(doc: Doc, start: int, stop: int) -> bool:
    """Does a clause with its own subject begin here: "(that) the truce …", then a finite verb before any comma?"""
    at = start + 1 if start < stop and doc[start].lower_ == "that" else start
    if at >= stop or doc[at].pos_ not in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM") or doc[at].tag_ in _NOT_SUBJECT:
        return False
    for t in doc[at : min(stop, at + REACH)]:
        if t.text in {",", ";", ":"}:
            return False
        if t.tag_ in _FINITE | {"MD"}:
            return t.i > at
    return False


def _subject_before(verb: Token) -> _Subject | None:
    """The noun phrase right before the verb."""
    doc, sent = verb.doc, verb.sent
    at = verb.i - 1
    while at >= sent.start and doc[at].tag_ == "RB":
        at -= 1
    last = at
    while at >= sent.start and verb.i - at <= REACH and not _breaks(doc[at]) and doc[at].text not in {";", ":"}:
        if doc[at].tag_ in _FINITE | {"MD"} or doc[at].tag_ == "-LRB-":
            return None
        at -= 1
    start = at + 1
    opener = doc[start].lower_ == "as" and start < last  # "as the agency reported"
    if last < start or doc[last].pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "VERB"):
        return None
    if (doc[start].tag_ in _NOT_SUBJECT and not opener) or (doc[start].pos_ == "ADV" and start == last):
        return None
    return _Subject(start, verb.i + 1, _heads(doc, start + opener, last + 1))


def _subject_after(verb: Token) -> _Subject | None:
    """The noun phrase right behind the verb: "…, say some officials"."""
    doc, sent = verb.doc, verb.sent
    if verb.i == sent.start or not _breaks(doc[verb.i - 1]):
        return None
    end = verb.i + 1
    while end < sent.end and end - verb.i <= REACH and not _breaks(doc[end]) and doc[end].text not in {".", ";", ":", "?", "!"}:
        if doc[end].tag_ in _FINITE | {"MD", "TO", "WDT", "WP"}:
            break
        end += 1
    if end == verb.i + 1 or doc[verb.i + 1].tag_ in _NOT_SUBJECT or doc[verb.i + 1].pos_ in ("ADV", "VERB"):
        return None
    return _Subject(verb.i, end, _heads(doc, verb.i + 1, end))


def _heads(doc: Doc, start: int, end: int) -> tuple[Token, ...]:
    """The nouns of the range that hang on something outside of it, and the nouns coordinated with them."""
    nouns = [t for t in doc[start:end] if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ not in ("nmod:poss", "flat", "compound")]
    tops = [t for t in nouns if not start <= t.head.i < end]
    top = next(iter(tops or nouns), None)
    return tuple(t for t in nouns if t.i == top.i or (t.dep_ == "conj" and t.head.i == top.i)) if top is not None else ()


def _end_of(verb: Token, after: int) -> int | None:
    """Where the reporting clause ends, if what follows its verb and subject is no more than hearer, day, place or medium.

    An apposition or relative clause on a subject that follows its verb runs to the end of the sentence.
    """
    doc, sent = verb.doc, verb.sent
    for i in range(after, min(sent.end, after + _TAIL)):
        t = doc[i]
        if t.text in {".", "!", "?", ";"} or (_is_mark(t) and doc[i - 1].is_punct):
            return sent.end if all(not w.is_alpha for w in doc[i : sent.end]) else i
        if _breaks(t):
            resumes = i + 1 < sent.end and doc[i + 1].tag_ in _FINITE | {"MD"}
            return sent.end if after > verb.i + 1 and not resumes else i + 1
        if t.dep_ == "mark" or t.tag_ == "WRB":
            return sent.end  # "…, he said when asked about the raid"
        if t.tag_ in _FINITE | {"MD", "TO", "WDT", "WP"} or (t.dep_ == "obj" and t.head.i == verb.i and t.ent_type_ != "ORG"):
            return None
    return sent.end if after + _TAIL >= sent.end else None


def _new_clause(token: Token) -> bool:
    """ "Ten died, police say, as the fighting went on": what comes after is no part of what they say."""
    return token.dep_ in ("mark", "cc") or token.tag_ in ("WDT", "WP", "WRB", "CC")


def _breaks(token: Token) -> bool:
    """A comma, a dash between words, a quotation mark."""
    if token.text in _DASHES:
        return bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.text == "," or _is_mark(token)


def _is_mark(token: Token) -> bool:
    return all(map(is_quotation_mark, token.text))


def _has_verb(doc: Doc, start: int, end: int) -> bool:
    return any(t.tag_ in _FINITE or t.tag_ == "MD" for t in doc[start:end])


def _stands_alone(verb: Token, start: int, end: int) -> bool:
    """Is a finite verb before the reporting clause no mere adverbial of it ("When the war began, he said nothing")?"""
    for t in verb.doc[start:end]:
        if t.tag_ in _FINITE or t.tag_ == "MD":
            up = [t, *grammar.ancestors(t)]
            below = next((a for a, b in pairwise(up) if b.i == verb.i), None)
            if below is None or below.dep_.split(":")[0] not in ("advcl", "obl", "acl", "advmod", "nsubj"):
                return True
    return False


def _head(doc: Doc, start: int, end: int) -> int:
    return next((t.i for t in doc[start:end] if not start <= t.head.i < end or t.head.i == t.i), start)
