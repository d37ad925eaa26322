"""The grammar of reporting: which words of a sentence a reporting word reports (who speaks: reporters.py).

The lexicon says how a word reports (its frames: that, inf, obj, "for" …); here is how each frame looks in the tree. All
ranges are half-open token ranges.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from ceasewire.language import grammar

#: three are no frames. named: the word reports only where somebody is named ("is believed to" reports nobody). silence: where it is
#: negated or refused, nothing was said ("declined to comment"). matter: its object is no person or party ("supports the truce")
TREE_FRAMES = frozenset({"that", "wh", "inf", "ing", "obj", "as", "quote", "named", "silence", "matter"})
_NEAR = 6  # words between a quotation and its reporting verb
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})


@dataclass(frozen=True, slots=True)
class Content:
    """What is reported: tokens start to end, by which frame; `cue_end` is where the cue words end (a preposition belongs to them)."""

    start: int
    end: int
    frame: str
    cue_end: int
    head: int


def content_of(cue: Token, frames: Collection[str], hearer: str = "") -> Content | None:
    """The content of a reporting verb or noun by the first of its frames that the tree shows; None where it reports nothing."""
    passive = cue.pos_ != "NOUN" and is_passive(cue)
    if passive and "named" in frames and grammar.agent(cue) is None:
        return None
    for frame, find in (("that", _clause), ("inf", _infinitive), ("as", _as), ("prep", _prepositional), ("ing", _gerund), ("obj", _object)):
        asked = set(frames) if frame == "prep" else {frame, "wh", "quote"} & set(frames) if frame == "that" else {frame} & set(frames)
        if frame == "inf" and passive and "that" in frames:
            asked = {"inf"}  # "is said to have fled"
        if passive and (frame == "ing" or (frame == "inf" and hearer != "obj" and "that" not in frames)):
            continue
        if asked:
            found = find(cue, asked, hearer, passive)
            if found is not None and frame == "inf" and "for" in frames:  # "called for an orderly withdrawal to prevent bloodshed"
                thing = _prepositional(cue, {"for"}, hearer, passive)
                if thing is not None and thing.start < found.start:
                    return replace(thing, end=max(thing.end, found.end))
            if found is not None:
                return found
    return None


def is_passive(verb: Token) -> bool:
    """As in grammar, and the second of two participles: "was accepted by X but rejected by Y"."""
    if grammar.is_passive(verb):
        return True
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and not grammar.auxiliaries(verb) and grammar.is_passive(verb.head)


def _clause(cue: Token, frames: Collection[str], hearer: str, passive: bool) -> Content | None:
    """ "said (that) …", "asked whether …", "“…”, he said"; for nouns "the claim that …"."""
    deps = ("acl", "ccomp", "appos") if cue.pos_ == "NOUN" else ("ccomp", "csubj", "advcl", "xcomp")
    quoted = cue.tag_ != "VBG" and any(t.tag_ == "''" for t in cue.doc[max(cue.sent.start, cue.i - _NEAR) : cue.i])
    for c in sorted((*grammar.children(cue, *deps), *displaced(cue)), key=lambda c: (c.i < cue.i) != quoted):
        marked = any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
        asks = any(m.dep_ == "mark" and m.lower_ in ("if", "whether") for m in c.children) or _wh_word(c)
        if c.dep_ == "xcomp" and not _wh_word(c):
            continue
        if c.dep_.startswith("advcl"):
            asked = "whether" if grammar.negation(cue) is None else "if"
            if c.i < cue.i or not any(m.lower_ in (asked, "whether") for m in grammar.children(c, "mark")):
                continue
        if c.i < cue.i and any(t.text == ":" for t in cue.doc[c.i : cue.i]):
            continue  # "Civil war: the envoy says …": a headline's topic is not what is said
        if cue.pos_ == "NOUN" and not (marked and c.dep_ != "acl:relcl"):
            continue
        if (asks and not {"wh", "quote"} & set(frames)) or (not asks and not {"that", "quote"} & set(frames)):
            continue
        if not marked and not asks and not _finite(c) and "quote" not in frames:
            continue
        start, end = span_of(c, without_mark="that", bridging=2)
        if start <= cue.i < end:  # the reporting words stand amid what is reported
            start, end = around(c, cue)
        elif c.i > cue.i and cue.pos_ != "NOUN":
            for other in grammar.children(cue, "ccomp"):  # one clause that the tree cut in two
                if other.i > c.i and c.dep_ == "ccomp":
                    first, last = span_of(other, bridging=2)
                    start, end = min(start, max(first, cue.i + 1)), max(end, last)
            start, end = _completed(cue, c, start, end)
        return Content(start, end, "that", cue.i + 1, c.i)
    return None


def displaced(cue: Token) -> list[Token]:
    """ "said in a report that …": the clause that the tree hung on the noun between the verb and "that"."""
    if cue.pos_ == "NOUN" or grammar.child(cue, "ccomp") is not None:
        return []
    return [
        c
        for noun in grammar.children(cue, "obl")
        for n in (noun, *grammar.children(noun, "nmod"))
        if n.i > cue.i
        for c in grammar.children(n, "acl", "ccomp")
        if c.dep_ != "acl:relcl" and any(m.lower_ == "that" for m in grammar.children(c, "mark"))
    ]


def _completed(cue: Token, clause: Token, start: int, end: int) -> tuple[int, int]:
    """The reported clause with what the tree hung on the reporting word: its subject before, an adverbial right after it."""
    topic = grammar.child(cue, "obj")
    if topic is not None and cue.i < topic.i < start and grammar.child(clause, *grammar.SUBJECTS, "expl") is None:
        first, last = span_of(topic)
        if last == start:
            start = first
    for c in grammar.children(clause, "conj"):
        if c.i < end and is_misplaced(c):
            cut = min([c.i, *(t.i for t in grammar.children(c, "cc"))])
            return grammar.trimmed(cue.doc, start, cut, keep=min(clause.i, cut - 1))
    for c in grammar.children(cue, "advcl", "obl"):
        first, last = span_of(c)
        if first == end and (c.dep_ != "advcl" or c.tag_ != "VBG"):
            end = last
    return start, end


def _wh_word(clause: Token) -> bool:
    first = min(clause.subtree, key=lambda t: t.i)
    return first.tag_ in _WH


def _finite(clause: Token) -> bool:
    return grammar.child(clause, *grammar.SUBJECTS, "expl") is not None or any(
        a.tag_ in ("MD", "VBZ", "VBP", "VBD") for a in [clause, *grammar.children(clause, "aux", "cop")]
    )


def _infinitive(cue: Token, frames: Collection[str], hearer: str, passive: bool) -> Content | None:
    """ "agreed to meet", "urged X to leave" ("to leave"), "a demand to leave"; for passives "is said to have fled"."""
    deps = ("acl",) if cue.pos_ == "NOUN" else ("xcomp", "advcl", "ccomp")
    for c in grammar.children(cue, *deps):
        to = next((m for m in c.children if m.lower_ == "to" and m.dep_ in ("mark", "aux")), None)
        if to is None or c.i < cue.i:
            continue
        if c.dep_ == "advcl" and (not hearer or any(m.lower_ in ("in", "order", "so") for m in c.children)):
            continue  # a purpose
        start, end = span_of(c)
        thing = grammar.child(cue, "obj") if cue.pos_ != "NOUN" and hearer != "obj" else None
        if thing is not None and cue.i < thing.i < start:  # "announced a fund to help others", "wants the army to leave"
            start = min(start, span_of(thing)[0])
        return Content(_phrase_start(cue, start), end, "inf", cue.i + 1, c.i)
    return None


def _phrase_start(cue: Token, start: int) -> int:
    """Back to the reporting word over words of a noun phrase that the tree hung elsewhere: "declared a unilateral one-day truce"."""
    between = cue.doc[cue.i + 1 : start]
    nominal = all(t.pos_ in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "SYM") or t.text in "-–" for t in between)
    return cue.i + 1 if 0 < len(between) <= _NEAR and between[0].pos_ in ("DET", "NUM") and nominal else start


def _as(cue: Token, frames: Collection[str], hearer: str, passive: bool) -> Content | None:
    """ "described the truce as a lie", "called it a lie": what is spoken of together with what is said of it."""
    said = None
    for c in grammar.children(cue, "obl", "xcomp", "advcl"):
        if any(m.lower_ == "as" for m in grammar.children(c, "case", "mark")) or (c.dep_ == "xcomp" and not _has_to(c) and c.i > cue.i):
            said = c
            break
    topic = grammar.child(cue, "obj", "nsubj:pass")
    if said is None or (passive and grammar.agent(cue) is None) or (topic is not None and topic.pos_ == "NUM"):
        return None
    start, end = span_of(said)
    if topic is not None and topic.pos_ != "PRON" and cue.i < topic.i < said.i:
        start = min(start, span_of(topic)[0])
    elif grammar.preposition(said) == "as" or any(m.lower_ == "as" for m in grammar.children(said, "mark")):
        start = next((t.i + 1 for t in said.subtree if t.lower_ == "as" and t.i >= start), start)
    return Content(start, end, "as", cue.i + 1, said.i)


def _has_to(clause: Token) -> bool:
    return any(m.lower_ == "to" and m.dep_ == "mark" for m in clause.children)


def _prepositional(cue: Token, frames: Collection[str], hearer: str, passive: bool) -> Content | None:
    """ "called for a truce", "warned of an attack", "accused X of breaking the truce"."""
    wanted = {f.removeprefix("obj+") for f in frames if f not in TREE_FRAMES}
    if not wanted:
        return None
    hanging = grammar.children(cue, "obl", "nmod", "advcl", "xcomp", "acl", "ccomp")
    if cue.pos_ == "NOUN" and cue.dep_ == "obj" and cue.head.i < cue.i:  # "voiced outrage at": the tree may hang it on the verb
        hanging += [c for c in grammar.children(cue.head, "obl", "advcl") if c.i > cue.i]
    elif cue.pos_ != "NOUN":  # "accused the government of fraud": or on the object
        hanging += [c for topic in grammar.children(cue, "obj") for c in grammar.children(topic, "nmod", "acl") if wanted <= {"of", "for"}]
    for c in hanging:
        for p in grammar.children(c, "case", "mark"):
            if p.lower_ not in wanted or p.i <= cue.i or (_has_to(c) and p.lower_ == "to"):
                continue
            if p.lower_ in hearer.split("|") and p.lower_ not in frames:
                continue
            start, end = span_of(c, without_mark=p.lower_)
            start = max(start, p.i + 1)
            if start >= end:
                continue
            topic = grammar.child(cue, "obj")
            if f"obj+{p.lower_}" in frames and topic is not None and cue.i < topic.i < p.i:  # "compared the truce to a trap"
                return Content(span_of(topic)[0], end, p.lower_, cue.i + 1, c.i)
            adjacent = all(t.dep_ in ("compound:prt", "advmod") for t in cue.doc[cue.i + 1 : p.i])
            return Content(start, end, p.lower_, p.i + 1 if adjacent else cue.i + 1, c.i)
    return None


def _gerund(cue: Token, frames: Collection[str], hearer: str, passive: bool) -> Content | None:
    for c in grammar.children(cue, "xcomp", "ccomp", "advcl", "obj"):
        if c.tag_ == "VBG" and c.i > cue.i and not grammar.children(c, "mark", "det") and not _break_between(cue, c):
            start, end = span_of(c)
            return Content(start, end, "ing", cue.i + 1, c.i)
        if c.i > cue.i and any(a.tag_ == "VBG" and a.i == min(t.i for t in c.subtree) for a in grammar.children(c, "aux", "aux:pass")):
            start, end = span_of(c)
            return Content(start, end, "ing", cue.i + 1, c.i)
    return None


def _break_between(a: Token, b: Token) -> bool:
    return any(t.text in {",", ";", "–", "—"} for t in a.doc[a.i + 1 : b.i])


def _object(cue: Token, frames: Collection[str], hearer: str, passive: bool) -> Content | None:
    """The noun phrase that is the position itself: "condemned the attack"; in a passive its subject, if the speaker is told."""
    if cue.pos_ == "NOUN" or (cue.dep_ in ("amod", "acl") and passive):
        return None
    if passive:
        topic = grammar.subject(cue)
        if topic is None or grammar.agent(cue) is None:
            return None
        start, end = span_of(topic)
        return Content(start, end, "obj", cue.i + 1, topic.i) if end <= cue.i else None
    topic = grammar.child(cue, "obj")
    if topic is None or topic.i < cue.i or topic.tag_ in _WH:
        return None
    start, end = span_of(topic)
    return Content(_phrase_start(cue, start), end, "obj", cue.i + 1, topic.i) if start > cue.i else None


def span_of(token: Token, without_mark: str = "", bridging: int = 0) -> tuple[int, int]:
    """The contiguous subtree of the token without a leading mark and without punctuation at its edges.

    bridging: gaps of so many words are no gaps, where the tree hung a word of a clause on its reporting word ("over-supplied").
    """
    words = {t.i for t in token.subtree}
    start, end = token.i, token.i + 1
    while (gap := next((k for k in range(bridging + 1) if start - 1 - k in words), None)) is not None:
        if any(token.doc[i].i == token.head.i for i in range(start - gap, start)):
            break
        start -= gap + 1
    while (gap := next((k for k in range(bridging + 1) if end + k in words), None)) is not None:
        if any(token.doc[i].i == token.head.i for i in range(end, end + gap)):
            break
        end += gap + 1
    doc = token.doc
    start, end = grammar.trimmed(doc, start, end, keep=token.i)
    if without_mark and start < token.i and doc[start].lower_ == without_mark:
        start, end = grammar.trimmed(doc, start + 1, end, keep=token.i)
    return start, end


def around(content: Token, cue: Token) -> tuple[int, int]:
    """What is reported when the reporting clause stands amid it or after it.

    "The truce, he said, would hold" gives all of it; "Ten died, police say, as the fighting went on" only what comes before,
    since a new clause begins after the reporting clause.
    """
    doc: Doc = content.doc
    report = {t.i for t in cue.subtree} if cue.head.i == content.i else {cue.i}
    words = sorted({t.i for t in content.subtree} - report)
    first, last = words[0], words[-1]
    left, right = min(report), max(report)
    after = [i for i in words if i > right and not doc[i].is_punct and not doc[i].is_space]
    if content.i < left and (not after or doc[after[0]].dep_ in ("mark", "cc") or doc[after[0]].tag_ in _WH):
        last = max(i for i in words if i < left)
    start, end = grammar.trimmed(doc, first, last + 1, keep=content.i)
    return start, end


def is_misplaced(cue: Token) -> bool:
    """ "She said two had died and added that …": the tree may join "added" to "died", though it goes with "said"."""
    told = cue.head
    if cue.dep_ != "conj" or told.dep_ != "ccomp" or told.head.i >= told.i or grammar.child(cue, *grammar.SUBJECTS) is not None:
        return False
    alike = cue.tag_ == told.head.tag_ and cue.tag_ in ("VBD", "VBZ", "VBP")
    reports = grammar.child(cue, "ccomp") is not None or _form(told) != cue.tag_ or cue.lemma_ == told.head.lemma_
    return alike and reports


def _form(clause: Token) -> str:
    """The tag of the clause's finite word."""
    return next((c.tag_ for c in grammar.children(clause, "aux", "cop", "aux:pass") if c.tag_ in ("VBD", "VBZ", "VBP", "MD")), clause.tag_)
