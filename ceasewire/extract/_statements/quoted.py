"""Drafts and quotation marks: a content inside a quotation is the whole quotation; loose quotations find their reporting word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from ceasewire.clean.quotes import Quote, is_quotation_mark
from ceasewire.extract._statements.reported import Draft, Words, listed
from ceasewire.extract._statements.speakers import Speakers, chars
from ceasewire.language import grammar
from ceasewire.language.asides import REACH

#: a quotation of fewer words beside no reporting word is a scare quote or a title
QUOTE_WORDS = 4
TRIM = " \t\n\r,;:–—-"
#: characters between the parts of one quotation; a longer reporting clause is no longer one
FAR = 600
CIRCUMSTANCE = frozenset({"after", "before", "when", "while", "as", "following", "during", "amid"})
STOPS = tuple(".,;:!?–—-)")
OPENING, CLOSING = "“\"«‘", "”\"»"


_REOPENED = re.compile(r"\n\s*[“\"]")  # the mark that each further paragraph of one quotation begins with


def widened(draft: Draft, quotes: list[Quote]) -> Draft:
    """A content that lies in a quotation is the whole quotation, when the reporting word stands outside of it."""
    start, end = draft.content[0], _before_speaker(draft, quotes)
    for q in quotes:
        if q.start >= end:
            break
        if q.end <= start or q.start <= draft.cue[0] < q.end:
            continue
        if q.start <= start + 1:
            end = max(end, q.end)
        if q.end >= end - 1:
            start, end = (q.start if start >= q.start - 1 else start), max(end, q.end)
    end = _without_circumstance(draft, start, end, quotes)
    over = start < draft.cue[0] < end and not draft.content[0] < draft.cue[0] < draft.content[1]
    return draft if over else replace(draft, content=(start, end))


def _before_speaker(draft: Draft, quotes: list[Quote]) -> int:
    """The end of “We wait,” in "“We wait,” the spokesman, Tomas Arvell, told them" where the tree gave the speaker to the waiting."""
    start, end = draft.content
    q = next((q for q in quotes if q.start - 1 <= start <= q.start + 1 and q.end < end <= draft.cue[0]), None)
    if q is None:
        return end
    doc = draft.token.doc
    rest = doc.char_span(q.end, end, alignment_mode="contract")
    comma = "," in doc.text[q.end - 2 : q.end + 1]
    named = rest is not None and not any(t.pos_ in ("VERB", "AUX") or is_quotation_mark(t.text[0]) for t in rest if t.text != "”")
    return q.end if comma and named else end


def _without_circumstance(draft: Draft, start: int, end: int, quotes: list[Quote]) -> int:
    """ "said “force is not needed” after sending troops": a content that is a quotation ends with it."""
    q = next((q for q in quotes if q.start - 1 <= start <= q.start and q.end + 1 < end), None)
    if q is None or any(q.end < other.start < end for other in quotes):
        return end
    rest = draft.token.doc.char_span(q.end, end, alignment_mode="contract")
    first = next((t for t in rest if t.is_alpha), None) if rest is not None else None
    return q.end if first is not None and first.lower_ in CIRCUMSTANCE else end


def with_loose_quotes(drafts: list[Draft], quotes: list[Quote], text: str, doc: Doc, words: Words, people: Speakers) -> list[Draft]:
    """Quotations that no draft covers: beside a reporting word, or carried on from the quotation before."""
    for before, after in zip(quotes[-2::-1], quotes[:0:-1], strict=True):  # paragraphs of one quotation, the last of which has its speaker
        for k, d in enumerate(drafts):
            if after.continues and after.start - 1 <= d.content[0] <= after.start + 1 and not before.start <= d.cue[0] < before.end:
                drafts[k] = replace(d, content=(before.start, d.content[1]))
    for q in quotes:
        if any(_shared(d.content, q) > 0.5 for d in drafts):
            continue
        carried = _carrying(drafts, q, text, doc)
        if carried is not None:
            d = drafts[carried]
            drafts[carried] = replace(d, content=(d.content[0], max(q.end, d.content[1])))
            continue
        if len(text[q.start : q.end].split()) < QUOTE_WORDS and not q.continues:
            continue
        near = _beside(q, doc, drafts, words) or _introduced(q, doc, words, people)
        if near is not None:
            drafts.append(near)
    return sorted(drafts, key=lambda d: d.cue)


def _beside(q: Quote, doc: Doc, drafts: list[Draft], words: Words) -> Draft | None:
    """The reporting verb right after the quotation ("…”, he said"), or right before it ("He said: “…")."""
    inner = doc.char_span(q.start, q.end, alignment_mode="expand")
    if inner is None:
        return None
    after = [t for t in doc[inner.end : inner.end + REACH] if not t.is_space]
    before = [t for t in doc[max(0, inner.start - REACH) : inner.start] if not t.is_space]
    for tokens, follows in ((_until_stop(after), True), (_until_stop(before[::-1]), False)):
        for t in tokens:
            row = next((r for r in words.verb_rows(t) if "quote" in r.frames), None) if t.pos_ == "VERB" else None
            if row is None or any(d.token.i == t.i for d in drafts):
                continue
            speakers = words.speakers_of(t, row.act)
            if speakers and (not follows or speakers[0].i >= inner.end):
                return Draft(t, chars(doc, t.i, t.i + 1), (q.start, q.end), row, tuple(speakers))
    return None


def _introduced(q: Quote, doc: Doc, words: Words, people: Speakers) -> Draft | None:
    """ "Orsini was blunt: “It is over.”": whoever the clause before the colon is about speaks."""
    inner = doc.char_span(q.start, q.end, alignment_mode="expand")
    colon = next((t for t in reversed(doc[max(0, inner.start - 3) : inner.start]) if t.text == ":"), None) if inner is not None else None
    if colon is None or words.colon is None or colon.i == colon.sent.start:
        return None
    subject = grammar.subject(colon.nbor(-1).sent.root)
    if subject is None or subject.i > colon.i or not people.can_speak(subject):
        return None
    return Draft(colon, chars(doc, colon.i, colon.i + 1), (q.start, q.end), words.colon, tuple(listed(subject)))


def _until_stop(tokens: list[Token]) -> Iterator[Token]:
    """The tokens up to the end of a sentence or another quotation; the marks next to the quotation itself are skipped."""
    for k, t in enumerate(tokens):
        if k > 1 and ((is_quotation_mark(t.text[0]) and len(t.text) == 1) or t.text in {".", "!", "?"}):
            return
        yield t


def _carrying(drafts: list[Draft], q: Quote, text: str, doc: Doc) -> int | None:
    """The draft whose words the quotation carries on: "…”, he said. “…", or the paragraph before, whose marks were left open."""
    at = doc.char_span(q.start, q.end, alignment_mode="expand")
    for k in range(len(drafts) - 1, -1, -1):
        d = drafts[k]
        start, end = d.content
        last = max(end, d.cue[1])
        if q.start <= last or q.start - last > FAR:
            continue
        if text[last : q.start].strip(OPENING + "'` ") == ":":  # "He praised the fallen: “They …”"
            return k
        between = text[last : q.start]
        if q.continues:
            if "\n" in between and len(between.split()) <= 3 and any(is_quotation_mark(c) for c in text[max(0, start - 2) : start + 1]):
                return k
            continue
        edges = text[max(0, start - 2) : start + 1] + text[end - 1 : end + 2]
        follows = between.rstrip(OPENING + "'` ")[-1:] in STOPS  # "the author of “A Life”" carries nothing on
        if "\n" in between or not follows or end > d.cue[0] or at is None or not any(is_quotation_mark(c) for c in edges):
            continue
        if sum(bool(t.is_sent_start) and t.text[0].isupper() for t in doc[d.token.i + 1 : at.start + 1]) <= 1:
            return k
    return None


def _shared(content: tuple[int, int], q: Quote) -> float:
    return max(0, min(content[1], q.end) - max(content[0], q.start)) / (q.end - q.start)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks, commas, a final stop and the outer pair of quotation marks; marks that close inside stay."""
    while start < end and (text[start] in TRIM or (text[start] in OPENING and not _any(text, start + 1, end, CLOSING))):
        start += 1
    while end > start and (text[end - 1] in TRIM + "." or (text[end - 1] in CLOSING and not _any(text, start, end - 1, OPENING))):
        end -= 1
    if end - start > 2 and text[start] in OPENING and text[end - 1] in CLOSING and not _any(text, start + 1, end - 1, OPENING + CLOSING):
        start, end = start + 1, end - 1
        while end > start and text[end - 1] in TRIM + ".":
            end -= 1
    return _with_partners(text, start, end)


def _with_partners(text: str, start: int, end: int) -> tuple[int, int]:
    """A mark inside whose partner stands right at the edge takes it in: “harsh” measures, a “war crime”."""
    inside, before = _REOPENED.sub("", text[start:end]), text[start - 1 : start]
    odd = inside.count('"') % 2 == 1
    if (before == '"' and odd) or (before == "“" and inside.count("”") > inside.count("“")):
        return start - 1, end
    last = end + (text[end : end + 1] in ".,!?")  # the stop may stand before the mark
    after = text[last : last + 1]
    if (after == '"' and odd) or (after == "”" and inside.count("“") > inside.count("”")):
        return start, last + 1
    return start, end


def _any(text: str, start: int, end: int, marks: str) -> bool:
    return any(c in marks for c in text[start:end])


def form(content: tuple[int, int], cue: tuple[int, int], quotes: list[Quote]) -> str:
    """direct: quoted from end to end (a reporting clause amid does not count); mixed: partly; indirect: not."""
    length = content[1] - content[0]
    inside = sum(max(0, min(content[1], q.end) - max(content[0], q.start)) for q in quotes)
    if not inside:
        return "indirect"
    if content[0] < cue[0] < content[1]:  # between the two halves of a quotation stands its reporting clause
        left = max((q.end for q in quotes if q.end <= cue[0]), default=content[0])
        right = min((q.start for q in quotes if q.start >= cue[1]), default=content[1])
        length -= max(0, min(right, content[1]) - max(left, content[0]))
    begins = any(q.start <= content[0] <= q.end for q in quotes)
    ends = any(q.start < content[1] <= q.end + 1 for q in quotes)
    if inside >= 0.9 * length or (begins and ends and inside > 0.6 * length):
        return "direct"
    return "mixed"
