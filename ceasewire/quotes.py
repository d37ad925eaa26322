"""Where the text stands in quotation marks: curly, straight, single, angular, broken, running over paragraphs.

Works on the characters alone, paragraph by paragraph, so that one damaged mark can never swallow more than its paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

OPENERS = {"“": "”", "„": "”", "«": "»", "‘": "’"}
CLOSERS = frozenset("”»’")
_BEFORE_OPENING = frozenset("([{—–-/:;,")  # besides blanks: what may stand right before an opening straight mark
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-\"”")
SINGLE_WORDS = 2  # straight single quotes need this many words, else they are apostrophes more often than not


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks, half-open, without its marks.

    closed: its closing mark was found in the same paragraph. continues: it carries on the quotation of the paragraph
    before, which was opened and never closed.
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False


def find_quotes(text: str) -> list[Quote]:
    """All quotations in text order, not nested (the outer one counts).

    >>> [("He said: “Stop. Now.” “So-called”")[q.start:q.end] for q in find_quotes("He said: “Stop. Now.” “So-called”")]
    ['Stop. Now.', 'So-called']
    """
    found: list[Quote] = []
    unclosed = False
    for start, end in _paragraphs(text):
        quotes = list(_in_paragraph(text, start, end))
        if quotes and unclosed and text[start : quotes[0].start].strip(" \t“\"‘'«") == "":
            first = quotes[0]
            quotes[0] = Quote(first.start, first.end, first.closed, continues=True)
        unclosed = bool(quotes) and not quotes[-1].closed
        found += quotes
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quote]:
    at = start
    while at < end:
        mark = text[at]
        close = _closing(text, at, end) if mark in OPENERS or (mark in "\"'`" and _opens(text, at, start)) else None
        if close is None:
            at += 1
            continue
        inner, stop, closed = close
        if inner < stop:
            yield Quote(inner, stop, closed)
        at = stop + 1 if closed else end


def _opens(text: str, at: int, start: int) -> bool:
    """May the straight mark at `at` open a quotation? It stands after a blank or a bracket and right before a word."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()


def _closing(text: str, at: int, end: int) -> tuple[int, int, bool] | None:
    """(inner start, inner end, closed) of the quotation that opens at `at`; None where the mark opens nothing."""
    mark = text[at]
    single = mark in "‘'`"
    inner = at + 1
    if mark == "`" and text[at : at + 2] == "``":
        inner, single, mark = at + 2, False, '"'
    wanted = {OPENERS.get(mark, mark)} | ({'"', "”"} if mark in "“„\"" else set()) | ({"'", "’"} if single else set())
    for i in range(inner, end):
        if text[i] in wanted and _closes(text, i, end, single):
            if single and len(text[inner:i].split()) < SINGLE_WORDS:
                return None
            return inner, i, True
        if single and text[i] in "“\"”":
            return None
    return None if single else (inner, end, False)


def _closes(text: str, at: int, end: int, single: bool) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    before = text[at - 1]
    if single:  # "the rebels' demand" is no closing mark; after a full stop or comma it is one
        return (after.isspace() or after in _AFTER_CLOSING) and (before in ".,!?" or before not in "sS" or not after.isspace())
    if text[at] == '"':
        return not before.isspace() or after.isspace() or after in _AFTER_CLOSING
    return True


def is_quotation_mark(char: str) -> bool:
    return char in OPENERS or char in CLOSERS or char in "\"'`"
