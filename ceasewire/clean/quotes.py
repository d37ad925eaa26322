"""Where the text stands in quotation marks: curly, straight, single, angular, ``typed'', broken, running over paragraphs.

Works on the characters alone, once from left to right, paragraph by paragraph, so that one damaged mark can never swallow more
than its paragraph and time grows with the text. Reprints damage marks in three ways that are told apart by what stands around
them: an opening mark that closes (“as soon as it begins “.), an opening mark that is never closed (‘bloodshed.), and a closing
mark that opens (”We go,“ he said).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ceasewire.clean.blocks import paragraphs

OPENERS = {"“": "”", "„": "”", "«": "»", "‘": "’"}
CLOSERS = frozenset("”»’")
_BEFORE_OPENING = frozenset("([{—–-/:;,\"“‘'")  # besides blanks: what may stand right before an opening mark
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/\"”’'")
SINGLE_WORDS = 2  # straight single quotes need this many words, else they are apostrophes more often than not

_MARK = re.compile(r"``|''|[\"“”„«»‘’'`]")
_DOUBLE = frozenset({'"', "“", "”", "„", "«", "»", "``", "''"})
#: what may close a quotation that a mark opened; the opening marks among them are the damaged ones
_CLOSED_BY = {
    '"': {'"', "”", "''"}, "“": {"”", '"', "''"}, "„": {"“", "”", '"'}, "«": {"»"}, "»": {"«"}, "``": {"''", '"', "”"},
    "''": {"''", '"'}, "”": {"“", "”", '"'}, "‘": {"’", "'"}, "'": {"'", "’"}, "’": {"’", "'"}, "`": {"'", "’", "`"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks, half-open, without its marks and the blanks inside them.

    closed: its closing mark was found in the same paragraph. continues: it carries on the quotation of the paragraph
    before, which was opened and never closed. damaged: a mark of the wrong kind, or one that is missing and not made up for
    by a next paragraph that continues.
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """One quotation mark and what it can be where it stands."""

    at: int
    text: str
    opens: bool  # a word follows, a blank or bracket comes before
    closes: bool  # a blank, a final mark or the end follows
    alone: bool  # blanks on both sides, as in text cut into tokens

    @property
    def end(self) -> int:
        return self.at + len(self.text)


def find_quotes(text: str) -> list[Quote]:
    """All quotations in text order, not nested (the outer one counts).

    >>> [("He said: “Stop. Now.” “So-called”")[q.start:q.end] for q in find_quotes("He said: “Stop. Now.” “So-called”")]
    ['Stop. Now.', 'So-called']
    """
    found: list[Quote] = []
    for paragraph in paragraphs(text):
        quotes = list(_in_paragraph(text, paragraph.start, paragraph.end))
        if quotes and found and not found[-1].closed and _begins(text, paragraph.start, quotes[0]):
            before, first = found[-1], quotes[0]
            found[-1] = Quote(before.start, before.end, False, before.continues)
            quotes[0] = Quote(first.start, first.end, first.closed, True, first.damaged)
        found += quotes
    return found


def _begins(text: str, start: int, quote: Quote) -> bool:
    """Does nothing but the mark stand between the paragraph's start and the quotation?"""
    return text[start : quote.start].strip(" \t\u00a0“\"‘'`«„") == ""


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """The marks of one paragraph that are not apostrophes inside a word."""
    for m in _MARK.finditer(text, start, end):
        before = text[m.start() - 1] if m.start() > start else " "
        after = text[m.end()] if m.end() < end else " "
        if m[0] in "‘’'`" and before.isalnum() and after.isalnum():
            continue
        follows = after.isspace() or after in _AFTER_CLOSING
        opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace() and after not in ".,;:!?)"
        yield _Mark(m.start(), m[0], opens, follows, before.isspace() and after.isspace())


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quote]:
    marks = list(_marks(text, start, end))
    straight = sum(m.text == '"' for m in marks)
    opened: _Mark | None = None
    for mark in marks:
        straight -= mark.text == '"'
        if opened is None or (opened.text not in _DOUBLE and mark.text in _DOUBLE):
            # a single mark gives way to a double one: only the outer pair of the same kind counts, and that one is surer
            opened = mark if _may_open(mark, straight) else opened
            continue
        if opened.text not in _DOUBLE:
            if _closes_single(text, opened, mark):
                if len(text[opened.end : mark.at].split()) >= SINGLE_WORDS:
                    yield from _quote(text, opened.end, mark.at)
                opened = None
            elif mark.opens and _may_open(mark, straight):
                opened = mark  # the earlier one was a stray mark or an apostrophe
        elif mark.text in _DOUBLE:
            wrong = mark.text == opened.text and mark.text in ("“", "``", "«")
            if mark.text in _CLOSED_BY[opened.text] and (mark.text != '"' or mark.closes or not text[mark.at - 1].isspace()):
                yield from _quote(text, opened.end, mark.at, damaged=opened.text == "”")
                opened = None
            elif wrong and (mark.closes or mark.alone):
                yield from _quote(text, opened.end, mark.at, damaged=True)
                opened = None
            elif wrong and mark.opens and text[mark.at - 1].isspace():
                yield from _quote(text, opened.end, mark.at, closed=False, damaged=True)
                opened = mark
    if opened is not None and opened.text in _DOUBLE:
        yield from _quote(text, opened.end, end, closed=False, damaged=True)


def _may_open(mark: _Mark, straight_left: int) -> bool:
    """Can a quotation begin here? straight_left: how many straight double marks the paragraph still has behind this one."""
    if mark.text == '"':
        return mark.opens or (mark.alone and straight_left > 0)
    if mark.text in ("“", "„", "«", "``"):
        return mark.opens or mark.alone or not mark.closes
    if mark.text == "’":
        return False  # "’90s", "’em": an apostrophe
    return mark.opens


def _closes_single(text: str, opened: _Mark, mark: _Mark) -> bool:
    """ "the rebels' demand" is no closing mark; after a full stop or comma it is one."""
    if mark.text not in _CLOSED_BY[opened.text] or not mark.closes or mark.at == opened.end:
        return False
    before = text[mark.at - 1]
    return before in ".,!?" or before not in "sS" or not text[mark.end : mark.end + 1].isspace()


def _quote(text: str, start: int, end: int, *, closed: bool = True, damaged: bool = False) -> Iterator[Quote]:
    """The quotation without the blanks at its edges, if any words are left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if start < end:
        yield Quote(start, end, closed, False, damaged)


def is_quotation_mark(char: str) -> bool:
    """Is the character a quotation mark of any kind, apostrophes counted?"""
    return char in OPENERS or char in CLOSERS or char in "\"'`"
