"""What a paragraph of a report is, told from its form and from the word lists in data/lexicons/en/blocks/.

A paragraph is a line, or in texts that were wrapped at a fixed width the lines up to a blank one. Paragraphs cover the text:
the blanks behind one belong to it, those before the first belong to the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ceasewire import lexicon
from ceasewire.read import dates

#: a line of a text wrapped at a fixed width is about this long; a shorter one that is not the last of its paragraph is a line of its own
WRAPPED = range(45, 141)
TOP = 15  #: so many paragraphs at most can stand before the report itself begins
CAPTION_WORDS = 80
CREDIT_WORDS = 60
LEFTOVER_WORDS = 30
HEADING_WORDS = 16
HEADING_CHARS = 120

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*|[^\w\s]")
_CODE = re.compile(r"(?:[A-Z]{0,4}\d+|[A-Z]{1,4})(?:[-/.][A-Z0-9]+)*,?")
_SIGN_OFF = re.compile(r"[a-z]{2,3}(?:[/,-][a-z]{2,4})+(?:\s*\([^()]{2,40}\))?|\([a-z]{2,3}(?:[/,-][a-z]{2,4})+\)")
_FINAL = frozenset(".!?…:;,")
_CLOSERS = "\"'”’)]»"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """start:end are its words, start:stop those and the blanks behind; `at` is where it takes over from the one before."""

    at: int
    start: int
    end: int
    stop: int
    text: str

    @property
    def words(self) -> list[str]:
        """Its words and marks, as `tokens` gives them."""
        return tokens(self.text)


def tokens(text: str) -> list[str]:
    """Lower-case words and marks, numbers as "0"."""
    return ["0" if t[0].isdigit() else t for t in _TOKEN.findall(text.lower())]


def paragraphs(text: str) -> list[Paragraph]:
    """The text's paragraphs in order; the whole text is covered unless it is blank."""
    lines = list(_lines(text))
    wrapped = is_wrapped(text)
    spans: list[tuple[int, int, int]] = []  # start and end of the words, end of the line
    previous = ""
    for start, line in lines:
        words = line.strip()
        if words:
            first = start + len(line) - len(line.lstrip())
            if wrapped and spans and len(previous.strip()) in WRAPPED:
                spans[-1] = (spans[-1][0], first + len(words), start + len(line))
            else:
                spans.append((first, first + len(words), start + len(line)))
        previous = line
    out: list[Paragraph] = []
    for n, (first, end, _) in enumerate(spans):
        at = 0 if n == 0 else out[-1].stop
        stop = _line_start(text, spans[n + 1][0]) if n + 1 < len(spans) else len(text)
        out.append(Paragraph(at, first, end, max(stop, end), text[first:end]))
    return out


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line
        at += len(line)


def _line_start(text: str, first_word: int) -> int:
    """Where the line begins whose first word stands there: its indent belongs to it."""
    at = first_word
    while at > 0 and text[at - 1] in " \t\u00a0\u3000":
        at -= 1
    return at


def is_wrapped(text: str) -> bool:
    """Was the text wrapped at a fixed width: do most lines that another follows fit one, without being whole sentences?"""
    bare = [line.strip() for _, line in _lines(text)]
    if len(bare) < 2 or max(map(len, bare)) not in WRAPPED:
        return False
    followed = [line for line, after in pairwise(bare) if line and after]
    fitting = [line for line in followed if len(line) in WRAPPED]
    whole = sum(line[-1] in ".!?" for line in fitting)
    return len(fitting) > 0.8 * len(followed) > 0 and whole * 2 <= len(fitting)


class Phrases:
    """Word sequences, found at the start of a token list, anywhere in it, or as the whole of it."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[list[str]]] = {}
        for phrase in phrases:
            words = tokens(phrase)
            if words:
                self._by_first.setdefault(words[0], []).append(words)

    def at(self, words: list[str], i: int = 0) -> bool:
        """Does a phrase stand at words[i]?"""
        return i < len(words) and any(words[i : i + len(p)] == p for p in self._by_first.get(words[i], ()))

    def inside(self, words: list[str]) -> bool:
        """Does a phrase stand anywhere in the words?"""
        return any(self.at(words, i) for i in range(len(words)))

    def whole(self, words: list[str]) -> bool:
        """Are the words one phrase and nothing else?"""
        return bool(words) and words in self._by_first.get(words[0], ())


class Kinds:
    """The kind of a paragraph by its own words; the place in the article decides the rest (clean.py)."""

    def __init__(self) -> None:
        self._captions = Phrases(lexicon.words("blocks/caption_openers"))
        self._in_captions = Phrases(lexicon.words("blocks/caption_phrases"))
        self.credits = Phrases(lexicon.words("blocks/credit_openers"))
        self._in_credits = Phrases(lexicon.words("blocks/credit_phrases"))
        self._agencies = Phrases(lexicon.words("blocks/agencies"))
        self._between_names = frozenset(lexicon.words("blocks/byline_words"))
        self._junk = Phrases(lexicon.words("blocks/junk_lines"))
        self._junk_openers = Phrases(lexicon.words("blocks/junk_openers"))
        self._shares = frozenset(w for line in lexicon.words("blocks/share_words") for w in tokens(line))
        self._headers = Phrases(lexicon.words("blocks/header_lines"))
        self._header_openers = Phrases(lexicon.words("blocks/header_openers"))
        self._offices = Phrases(lexicon.words("blocks/header_offices"))

    def of(self, paragraph: Paragraph) -> str | None:
        """ "caption", "credit" or "junk"; None where its words alone do not tell."""
        text = paragraph.text
        if len(text) > 1200:
            return None
        words = paragraph.words
        if self._is_junk(text, words):
            return "junk"
        if len(words) <= CREDIT_WORDS and self._is_credit(text, words):
            return "credit"
        if len(words) <= CAPTION_WORDS and (self._captions.at(words) or self._in_captions.inside(words)):
            return "caption"
        return None

    def _is_junk(self, text: str, words: list[str]) -> bool:
        if not any(map(str.isalpha, text)):
            return not any(map(str.isdigit, text))
        bare = words[:]
        while bare and not bare[-1].isalnum():
            bare.pop()
        while bare and not bare[0][0].isalnum():
            bare.pop(0)
        if self._junk.whole(words) or self._junk.whole(bare):
            return True
        if len(words) > 1 and all(w in self._shares or w == "0" for w in words) and any(len(w) > 1 for w in words):
            return True
        return len(words) <= LEFTOVER_WORDS and self._junk_openers.at(words)

    def _is_credit(self, text: str, words: list[str]) -> bool:
        if self.credits.at(words) or self._in_credits.inside(words):
            return True
        if self._agencies.whole([w for w in words if w[0].isalnum() or w in "/'’"]) and len(words) <= 6:
            return True
        return self._is_byline(text) or _SIGN_OFF.fullmatch(text) is not None

    def _is_byline(self, text: str) -> bool:
        """ "By Jane Doe and John Roe, Verin Herald": "by", then only names and what joins them."""
        words = text.split()
        if not 2 <= len(words) <= 12 or words[0].lower() != "by" or len(text) > 100:
            return False
        return all(w[0].isupper() or w.lower() in self._between_names for w in words[1:]) and text[-1] not in "?!:"

    def is_header(self, paragraph: Paragraph) -> bool:
        """A line that gives date, number or kind of paper, and nothing else."""
        text = paragraph.text
        if len(text) > 300:
            return False
        try:
            if dates.header_line(text) is not None:
                return True
        except ValueError:
            return True  # a date is meant, though it is none
        rest = text.split()
        while rest and _is_code(rest[0]):
            rest.pop(0)
        words = tokens(" ".join(rest))
        return not rest or self._headers.whole(words) or (len(words) <= 14 and self._header_openers.at(words) and text[-1] not in ".!?")

    def is_office(self, paragraph: Paragraph) -> bool:
        """A short line with the name of an office that gives out press releases."""
        words = paragraph.words
        return len(words) <= 14 and paragraph.text[-1] not in ".!?" and self._offices.inside(words)


def _is_code(word: str) -> bool:
    """ "2012-05-S-027", "1511,": capitals and digits in groups, with a digit."""
    return any(map(str.isdigit, word)) and _CODE.fullmatch(word) is not None


def is_heading(paragraph: Paragraph) -> bool:
    """A short line without final mark that begins like a title."""
    text = paragraph.text
    if len(text) > HEADING_CHARS or "\n" in text or not any(map(str.isalpha, text)):
        return False
    bare = text.rstrip(_CLOSERS)
    if not bare or bare[-1] in _FINAL:
        return False
    return len(text.split()) <= HEADING_WORDS and (text[0].isupper() or text[0].isdigit() or text[0] in "\"'“‘«¿¡")


def is_titled(paragraph: Paragraph) -> bool:
    """A title with a final full stop: nearly every longer word begins with a capital."""
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", paragraph.text) if len(w) > 3]
    return 4 <= len(words) <= 20 and len(paragraph.text) <= 200 and sum(w[0].isupper() for w in words) >= 0.85 * len(words)
