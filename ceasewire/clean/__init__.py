"""Fixes the text for good and says what each stretch of it is. All cleaning is stand-off: no offset ever changes.

Blocks cover article.text in order, a paragraph each or a part of one: header, dateline, heading, body, caption, credit, junk.
Extractors read body, heading and caption; a caption's date never becomes the date of a news event. Leftovers of web pages and
second copies that reprinting made are junk.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ceasewire.clean.blocks import TOP, Kinds, Paragraph, is_heading, is_titled, paragraphs, tokens
from ceasewire.clean.datelines import Datelines, Found
from ceasewire.clean.doubled import Doubled, key
from ceasewire.read import dates
from ceasewire.read.page import Page
from ceasewire.records import Article, Block, Dateline

STANDFIRST = 3  #: so many sentences of a standfirst may stand before the dateline
BODY_WORDS = 9  #: a paragraph of so many words that ends like a sentence is the report itself
_NUMBER_WITH_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?!\d)")
_DATE_AT_END = re.compile(r"[A-Z][a-z]+\.? \d{1,2},? \d{4}$|\d{1,2} [A-Z][a-z]+ \d{4}$")
_LISTED = re.compile(r"[A-Z][^\s–—:]*(?: [A-Z][^\s–—:]*){0,3}(?: [–—] |: )")
_TAIL = re.compile(r"\(([^()]{8,400})\)[.\s]*$")


@dataclass
class _Part:
    """A paragraph on its way to be one or more blocks: cuts are (offset, kind) inside it."""

    paragraph: Paragraph
    kind: str | None
    cuts: list[tuple[int, str]]


@functools.cache
def _kinds() -> Kinds:
    return Kinds()


@functools.cache
def _datelines() -> Datelines:
    return Datelines()


def clean(page: Page) -> Article:
    """The page as an Article: text unchanged, blocks, dateline, day of publication.

    Shape:  blocks cover the text in order without overlap, none for an empty text.
    Dates:  published is the source's own date, else that of the header lines, of the dateline, of a title line ("Update, March 3,
            2011"; "July 6: …"), else page.fallback. A day without a year takes it from a release number of the same month above it
            (2012-05-S-027), or has none.
    Errors: none, whatever the text.
    Misses: near copies (a sentence reworded), captions run into a body paragraph, datelines behind the third sentence.

    >>> [b.kind for b in clean(Page.of("VERIN – Talks began on Monday.")).blocks]
    ['dateline', 'body']
    """
    text = page.text
    parts = [_Part(p, _kinds().of(p), []) for p in paragraphs(text)]
    found = _find_dateline(text, parts)
    _name_top(parts, found)
    _name_headings(parts, page.title)
    if found is not None:
        part, mark = found
        if mark.end < len(part.paragraph.text):
            part.cuts.append((part.paragraph.start + mark.end, "body"))
    _name_copies(text, parts, found[0] if found else None)
    _name_tails(parts)
    dateline, day = _dateline(page, parts, found)
    return Article(
        id=page.id, text=text, title=page.title, url=page.url, publisher=page.publisher, raw_sha256=page.raw_sha256,
        published=page.published or _header_date(text) or day or _title_date(parts) or page.fallback,
        dateline=dateline,
        blocks=tuple(_blocks(text, parts, found)),
    )  # fmt: skip


def _find_dateline(text: str, parts: list[_Part]) -> tuple[_Part, Found] | None:
    """The first dateline at the head of one of the first paragraphs."""
    capitals = _is_all_capitals(text)
    sentences = 0
    for n, part in enumerate(parts[:TOP]):
        if part.kind is not None:
            continue
        paragraph = part.paragraph
        mark = _datelines()(paragraph.text, all_capitals=capitals)
        if mark is not None and not (mark.place is None and mark.end >= len(paragraph.text)):
            # "Verin – " once is a dateline; a list has its items written so, one below the other
            listed = not mark.sure and any(_LISTED.match(p.paragraph.text) for p in parts[n + 1 : n + TOP])
            return None if listed else (part, mark)
        sentences += _is_body(paragraph)
        if sentences >= STANDFIRST:
            return None
    return None


def _is_all_capitals(text: str) -> bool:
    letters = [c for c in text[:4000] if c.isalpha()]
    return sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _is_body(paragraph: Paragraph) -> bool:
    words = paragraph.text.split()
    return len(words) > 30 or (len(words) >= BODY_WORDS and paragraph.text.rstrip("\"'”’)]»")[-1:] in (".", "!", "?", "…", ":"))


def _name_top(parts: list[_Part], found: tuple[_Part, Found] | None) -> None:
    """Header lines before the report: dates, numbers, kinds of paper, and between those the office that gives it out."""
    top: list[_Part] = []
    for part in parts[:TOP]:
        if found is not None and part is found[0]:
            break
        if part.kind is None and _is_body(part.paragraph) and not _kinds().is_header(part.paragraph):
            break
        top.append(part)
    if len(top) == len(parts) and len(parts) > 1:
        top = top[:-1]
    sure = [part for part in top if part.kind is None and _kinds().is_header(part.paragraph)]
    for part in sure:
        part.kind = "header"
    if not any(dates_apart(part.paragraph.text) for part in sure):
        return
    for part in top:
        if part.kind is None and _kinds().is_office(part.paragraph):
            part.kind = "header"


def dates_apart(line: str) -> bool:
    """Is the header line more than a date: a number or "For Immediate Release"?"""
    try:
        return dates.header_line(line) is None
    except ValueError:
        return False


def _name_headings(parts: list[_Part], title: str | None) -> None:
    """Short lines without a final mark that others follow; the first paragraph also where it is the title or written like one."""
    named = key(title) if title else None
    styled = not _is_all_capitals(parts[0].paragraph.text) if parts else False
    last = max((n for n, part in enumerate(parts) if part.kind is None), default=0)
    for n, part in enumerate(parts):
        if part.kind is not None or len(parts) == 1:
            continue
        text = part.paragraph.text
        if (
            (n < last and is_heading(part.paragraph))
            or (named and len(text) < 400 and key(text) == named)
            or (n == 0 and styled and is_titled(part.paragraph))
        ):
            part.kind = "heading"


def _name_copies(text: str, parts: list[_Part], dateline: _Part | None) -> None:
    doubled = Doubled()
    for part in parts:
        paragraph = part.paragraph
        if part.kind in ("header", "junk", "credit"):
            continue
        start = part.cuts[0][0] if part.cuts else paragraph.start
        if part is dateline and not part.cuts:
            continue
        if doubled.is_copy(text[start : paragraph.end]):
            if part.cuts:
                part.cuts = [(start, "junk")]
            else:
                part.kind = "junk"
            continue
        kind = part.kind or "body"
        for a, b in doubled.copies(text, start, paragraph.end):
            part.cuts.append((a, "junk"))
            if b < paragraph.end:
                part.cuts.append((b, kind))


def _name_tails(parts: list[_Part]) -> None:
    """ "(Reporting by Jane Doe; editing by John Roe)" at the end of a body paragraph."""
    for part in parts[-6:]:
        if part.kind is None:
            tail = _TAIL.search(part.paragraph.text)
            if tail and tail.start() > 0 and _kinds().credits.at(tokens(tail[0])):
                part.cuts = [c for c in part.cuts if c[0] < part.paragraph.start + tail.start()]
                part.cuts.append((part.paragraph.start + tail.start(), "credit"))


def _header_date(text: str) -> str | None:
    try:
        return dates.header_date(text)
    except ValueError:
        return None


def _title_date(parts: list[_Part]) -> str | None:
    """The full date at the end of a header line that holds more ("Operational Update, Feb. 9, 2011"), or "July 6: …" with a year."""
    for part in parts[:TOP]:
        text = part.paragraph.text
        if part.kind == "header":
            ending = _DATE_AT_END.search(text)
            day = dates.read_day(ending[0]) if ending else None
            if day is not None and day.year is not None:
                return day.iso
        if part.kind in ("header", "heading"):
            day = dates.read_day(text.split(":", 1)[0]) if ":" in text[:20] else None
            if day is not None:
                return day.iso or _with_year(day, parts)
    return None


def _dateline(page: Page, parts: list[_Part], found: tuple[_Part, Found] | None) -> tuple[Dateline | None, str | None]:
    """The dateline record and its day; the page's own dateline field fills in the day where the text's has none."""
    day = found[1].day if found else None
    if page.dateline and (day is None or day.year is None):
        day = _datelines().field(page.dateline)[1] or day
    written = None
    if day is not None:
        written = day.iso or _with_year(day, parts)
    if found is None or found[1].place is None:
        return None, written
    start, end = (found[0].paragraph.start + at for at in found[1].place)
    words = page.text[start:end]
    return Dateline(" ".join(words.split()), start, end, words, written), written


def _with_year(day: dates.Day, parts: list[_Part]) -> str | None:
    """The day with the year of a release number above it, if that number names the same month and no other year does."""
    years = {
        int(year)
        for part in parts[:TOP]
        if part.kind in ("header", "heading")
        for year, month in _NUMBER_WITH_MONTH.findall(part.paragraph.text)
        if int(month) == day.month
    }
    if len(years) != 1:
        return None
    filled = dates.read_day(f"{years.pop():04}-{day.month:02}-{day.day:02}")
    return filled.iso if filled else None


def _blocks(text: str, parts: list[_Part], found: tuple[_Part, Found] | None) -> list[Block]:
    """Parts and their cuts as blocks; a blank text is one body block."""
    if not parts:
        return [Block("body", 0, len(text))] if text else []
    marks: list[tuple[int, str]] = []
    for part in parts:
        kind = part.kind or "body"
        if found is not None and part is found[0]:
            kind = "dateline"
        marks.append((part.paragraph.at, kind))
        marks += sorted(part.cuts)
    ends = [at for at, _ in marks[1:]] + [len(text)]
    return [Block(kind, at, end) for (at, kind), end in zip(marks, ends, strict=True) if at < end]
