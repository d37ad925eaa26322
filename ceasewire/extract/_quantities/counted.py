"""Which words are counted: from a number to the noun phrase behind it.

The tree says it where the parse is right; where it hung the number elsewhere, the next noun does.
"""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc, Token

from ceasewire.language.grammar import child, children, noun_phrase, preposition
from ceasewire.language.phrases import head_of
from ceasewire.reference.number_phrases import Phrase

LIST = 8  # how far behind the first the second member of a counted list may stand


def counted(doc: Doc, phrase: Phrase, persons: Container[str], *, strong: bool) -> tuple[int | None, tuple[int, int] | None]:
    """(head token, token range) of what is counted: "14 [civilians]", "dozens of [people]", "two of [his guards]".

    strong: a hyphened word stands behind the number and counts all the same ("a 5,000-strong [force]").
    """
    top = head_of(doc, phrase.start, phrase.end)
    at = phrase.end
    if at < len(doc) and doc[at].lower_ == "of":
        inner = next((c for c in top.children if c.i > at and c.dep_.startswith("nmod")), None)
        inner = inner or next((t for t in doc[at + 1 : at + 6] if t.dep_.startswith("nmod") and t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        return (inner.i, (at + 1, _list_end(inner, top, persons))) if inner is not None else (None, None)
    if strong and doc[at + 1].head.pos_ == "NOUN":
        return doc[at + 1].head.i, (at + 2, _np_end(doc[at + 1].head))
    if doc[at : at + 1].text == "," and top.dep_ == "nummod" and top.head.i > at:  # "two, possibly three, soldiers"
        at += 1
    head: Token | None = None
    modifies = top.dep_.split(":")[0] in ("nummod", "compound", "amod", "det", "nmod", "advmod", "obl")
    apart = top.dep_.split(":")[0] in ("nmod", "obl") and child(top, "case") is not None  # "of the 30 wounded, five are in a bad condition"
    if modifies and not apart and top.head.i >= phrase.end and top.head.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
        head = top.head
    while head is not None and head.dep_ in ("compound", "nummod") and at <= head.i < head.head.i:
        head = head.head
    if head is None or head.i - phrase.end > 12:
        head = _next_noun(doc, at, singular=phrase.best == 1)
    if head is None or (any(t.text in {",", ";", ":", "(", "."} for t in doc[at : head.i]) and head.i - at > 6):
        return None, None
    return head.i, (at, _np_end(head))


def _next_noun(doc: Doc, at: int, *, singular: bool) -> Token | None:
    """The noun right behind the number where the tree does not say: "13 others", "30 Taliban fighters", "one suspected rebel"."""
    for token in doc[at : at + 6]:
        if token.tag_ in ("NNS", "NNPS") or (singular and token.tag_ == "NN" and token.dep_ not in ("compound", "amod")):
            return token
        if (token.tag_ not in ("JJ", "NN", "NNP", "JJS", "JJR", "VBN", "HYPH") and token.text != "-") or token.lower_ in ("dead",):
            return None
    return None


def _list_end(head: Token, number: Token, persons: Container[str]) -> int:
    """ "hundreds of fighters and civilians": the list is counted as one, unless a member has its own number.

    The parser hangs the second member on the noun, on the number itself, or on a noun inside the first ("on both sides and civilians").
    """
    found = [c for c in children(head, "conj") if c.pos_ in ("NOUN", "PROPN")]
    found += [c for c in children(number, "conj") if c.tag_ in ("NNS", "NNPS") and c.i > head.i]
    found += [c for n in children(head, "nmod") for c in children(n, "conj") if c.lemma_.lower() in persons]
    members = [c for c in found if not children(c, "nummod") and c.i - head.i <= LIST]
    return max(_np_end(t) for t in (head, *members))


def _np_end(head: Token) -> int:
    return phrase_of(head)[1]


def phrase_of(head: Token) -> tuple[int, int]:
    """The noun phrase without the preposition before it and without a place behind it ("a driver in Port Alma" is a driver)."""
    start, end = noun_phrase(head)
    while start < head.i and head.doc[start].dep_ in ("case", "cc", "mark", "punct", "advmod"):
        start += 1
    for c in children(head, "nmod"):
        if head.i < c.i < end and preposition(c) not in ("of", "from", "for", ""):
            end = min(end, *(w.i for w in children(c, "case")))
    return start, max(end, head.i + 1)


def complement(doc: Doc, end: int) -> tuple[int, int] | None:
    """ "30 percent of [the troops]", "$2 million in [aid]"."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("of", "in"):
        return None
    behind = (t for t in doc[end + 1 : end + 7] if t.head.i <= end and t.dep_.split(":")[0] in ("nmod", "obl"))
    inner = next((t for t in behind if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    return (end + 1, _np_end(inner)) if inner is not None else None
