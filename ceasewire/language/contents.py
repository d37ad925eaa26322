"""Where reported words end: the reporter goes on, or somebody else begins to speak, inside what the tree gives to the content.

All ranges are half-open token ranges.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc, Token

from ceasewire.language import grammar

_CONTRAST = frozenset({"while", "whereas", "although", "though"})
_ABSOLUTE = 10  # words between "with" and its participle: "with two senior officials saying"


def own_words(doc: Doc, start: int, end: int, *, frame: str, reports: Collection[str]) -> int:
    """The end of what is reported, cut at a comma behind which it does not go on.

    frame: how the content stands (language/reporting.py). reports: lemmas of reporting verbs. Nothing inside quotation marks may be
    given: a quotation is cut by its marks.

    "the jet crashed, saying …", "… died, according to police", "…, while others say …", "…, with aides adding …"; a position or an
    infinitive also ends before a clause that only adds to it ("backs the truce, which took effect on Monday").
    """
    for i in range(start + 1, end - 2):
        if doc[i].text == "," and _ends_before(doc, start, i + 1, end, frame, reports):
            return i
    return end


def with_condition(cue: Token, start: int, end: int) -> int:
    """The end of what is threatened, promised or demanded together with its condition: "if …", "unless …", "in return for …"."""
    for c in grammar.children(cue, "advcl", "obl"):
        first = min(t.i for t in c.subtree)
        words = cue.doc[first : first + 2].text.lower()
        conditional = words.split()[0] in ("if", "unless") or words in ("in return", "in exchange")
        gap = cue.doc[end:first]
        if conditional and start < end <= first and all(t.is_punct and t.text not in {";", ":", "."} for t in gap):
            return max(t.i for t in c.subtree) + 1
    return end


def _ends_before(doc: Doc, start: int, at: int, end: int, frame: str, reports: Collection[str]) -> bool:
    token = doc[at]
    word = token.lower_
    if word == "according" and doc[at + 1].lower_ == "to":
        return True
    if _is_report(token, reports, "VBG"):
        return not any(_is_report(t, reports) and grammar.child(t, "nsubj") is not None for t in doc[start : at - 1])
    if word == "with":
        near = doc[at + 1 : min(end, at + 1 + _ABSOLUTE)]
        return any(_is_report(t, reports, "VBG") and any(s.dep_ == "nsubj" and s.i > at for s in t.children) for t in near)
    if word in _CONTRAST and token.dep_ == "mark":
        return _is_report(token.head, reports) and grammar.child(token.head, "nsubj") is not None
    if word == "as" and token.dep_ == "mark" and frame != "as":
        return token.head.tag_ in ("VBD", "VBZ", "VBP") and grammar.child(token.head, "nsubj", "nsubj:pass") is not None
    if frame not in ("that", "quote") and token.tag_ in ("WDT", "WP"):
        return any(t.dep_ == "acl:relcl" and max(w.i for w in t.subtree) >= end - 2 for t in grammar.ancestors(token))
    return False


def _is_report(token: Token, reports: Collection[str], tag: str = "") -> bool:
    return token.pos_ == "VERB" and (not tag or token.tag_ == tag) and token.lemma_.lower() in reports
