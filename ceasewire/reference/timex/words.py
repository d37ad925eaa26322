"""Text to the tokens that the grammar of times reads: one letter for each word, by the tables of data/lexicons/en/times.

A token's code says what it can do in a time; the grammar is regular expressions over the string of codes, so no word stands in
Python. Phrases of several words ("the day after tomorrow", "Sept.") are one token, the longest first.

Codes:  M month  H month of another calendar  W weekday  S season  P part of day  N part of day that stands alone  Y holiday
        d 1 to 31  D 1st, 2nd …  n another number  J with a fraction  y year  w number word  o ordinal word
        b about so many  z open number  h half  u unit  U units  r today and the like  K Q3, H1
        l pointer (last, next …)  G modifier of a date  Q modifier of a length or a date
        j both modifier and shift (earlier, later)  q modifier behind  k shift (ago …)  R reference  X 1990s  x '68
        c 12:30  @ ISO day  # 5/7/98
        t the  a an  f of  I in  & and  / or  > to  = between  E every  B BC  C AD  m a.m.  p p.m.  Z zone  O o'clock  L long
        v more  F fiscal  i period  T once, twice, times  A old  s ahead  g from  e end  ' possessive  | paragraph  ~ other
        ^ other with a capital
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ceasewire import lexicon

if TYPE_CHECKING:
    from ceasewire.reference.timex.tense import View

_FOLDER = "lexicons/en/times"
_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?(?!\d))|(?P<figures>\d{4}/\d\d?/\d\d?(?![\d/])|(?<![\d.])\d\d?\.\d\d?\.\d{4}(?![\d.]*\d))"
    r"|(?P<division>\b[QH][1-4]\b)|(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d))|(?P<clock>(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:]))"
    r"|(?P<decade>(?:\b1\d|\b20)\d0['’]?s\b|(?<!\w)['’]?\d0['’]?s\b)|(?P<ordinal>\b\d{1,2}(?:st|nd|rd|th|(?<=[23])d)\b)|(?P<short>(?<!\w)['’]\d\d\b)"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+|\s\d/\d(?![\d/])|[½¼¾])?)|(?P<owner>['’]s\b)|(?P<word>[^\W\d_]+)|(?P<gap>\n\s*\n)|(?P<mark>[^\s\w])",
    re.IGNORECASE,
)
#: roles of marks.csv and their codes
_MARKS = {
    "the": "t", "a": "a", "of": "f", "in": "I", "and": "&", "or": "/", "to": ">", "between": "=", "from": "g", "end": "e", "every": "E",
    "bc": "B", "ad": "C", "am": "m", "pm": "p", "zone": "Z", "oclock": "O", "decade": "X", "old": "A", "ahead": "s", "long": "L",
    "more": "v", "fiscal": "F", "period": "i", "times": "T", "whose": "V", "its": "V",
}
_KINDS = {"unit": "w", "ten": "w", "scale": "w", "ordinal": "o", "fuzzy": "z", "about": "b", "half": "h"}
_FRACTION = re.compile(r"(\d+) ?(?:(\d)/(\d)|([½¼¾]))")
_DASHES = dict.fromkeys("-–—‐‑/", "-") | {c: c for c in ",.()"} | dict.fromkeys("'’", "'")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row of the tables says of its phrase."""

    code: str
    value: str
    extra: str = ""


@dataclass(slots=True)
class Tokens:
    """One block of text as parallel lists; offsets are those of article.text."""

    codes: str
    starts: list[int]
    ends: list[int]
    words: list[str]  # lower case
    values: list[str]
    extras: list[str]
    text: str  # the whole article
    view: View | None = None  # its parse
    quarterly: bool = False  # does the article tell of quarters of the year anywhere?

    def is_background(self, first: int, last: int) -> bool:
        """Do the tokens [first, last) date something beside the course of events?"""
        return self.view is not None and self.view.is_background(self.starts[first], self.ends[last - 1])

    def dates_clause(self, first: int) -> bool:
        """Does the token say when the sentence's own act was ("the fleet sailed in 466 BC")?"""
        return self.view is not None and self.view.dates_clause(self.starts[first])

    def is_attribute_before(self, last: int) -> bool:
        """Does the word before `last` belong to a noun before it ("images from 2017")?"""
        return self.view is not None and self.view.is_attribute_before(self.starts[last - 1])

    def is_attribute(self, first: int, last: int) -> bool:
        """Do the tokens [first, last) belong to a noun behind them ("the May 1790 law")?"""
        return self.view is not None and self.view.is_attribute(self.starts[first], self.ends[last - 1])


class Vocabulary:
    """All tables of times in one look-up: first word → [(words, entry)], longest first."""

    def __init__(self, own: Path | None = None) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self.numbers: dict[str, tuple[int, str]] = {}
        self.borders: dict[tuple[str, ...], tuple[str, str | None]] = {}
        for words, entry in self._rows(own):
            self._phrases.setdefault(words[0], []).append((words, entry))
        for found in self._phrases.values():
            found.sort(key=lambda x: -len(x[0]))
        for row in lexicon.table(f"{_FOLDER}/borders", ("phrase", "side", "mod"), own=own):
            side = row.one_of("side", ("until", "before", "since", "from", "after", "within"))
            self.borders[self._split(row["phrase"])] = (side, row["mod"] or None)
        self.longest_border = max(map(len, self.borders))
        self.not_years = frozenset(lexicon.words("times/not_years"))
        self.lasting = frozenset(lexicon.words("times/lasting"))
        self.endings = tuple(lexicon.words("times/endings"))

    def _rows(self, own: Path | None) -> Iterator[tuple[tuple[str, ...], Entry]]:
        """All phrases with their entries; where two tables name one phrase the first keeps it."""
        seen: dict[tuple[str, ...], str] = {}
        for phrase, entry in self._table_rows(own):
            words = self._split(phrase)
            if seen.setdefault(words, entry.code) == entry.code:
                yield words, entry

    def _table_rows(self, own: Path | None) -> Iterator[tuple[str, Entry]]:
        def table(name: str, *columns: str) -> list[lexicon.Row]:
            return lexicon.table(f"{_FOLDER}/{name}", ("phrase", *columns), own=own)

        for row in table("references", "type", "value", "needs"):
            yield row["phrase"], Entry("R", row.one_of("type", ("DATE", "TIME", "DURATION", "SET")) + " " + row["value"], row["needs"])
        for row in table("months", "value", "trap", "calendar"):
            calendar = row.one_of("calendar", ("gregorian", "hijri", "persian"))
            plain = calendar == "gregorian"
            yield row["phrase"], Entry("M" if plain else "H", row["value"] if plain else f"{calendar} {row['value']}", row["trap"])
        for row in table("weekdays", "value", "trap"):
            yield row["phrase"], Entry("W", row["value"], row.one_of("trap", ("word", "plural"), empty=True))
        for row in table("days", "value", "part"):
            yield row["phrase"], Entry("r", row["value"], row["part"])
        for row in table("seasons", "value", "trap"):
            yield row["phrase"], Entry("S", row["value"], row["trap"])
        for row in table("parts_of_day", "value", "stands"):
            yield row["phrase"], Entry("N" if row["stands"] in ("alone", "over") else "P", row["value"], row["stands"])
        for row in table("holidays", "rule", "days"):
            yield row["phrase"], Entry("Y", row["rule"], row["days"])
        for row in table("units", "value", "number", "times"):
            yield row["phrase"], Entry("u" if row["number"] == "one" else "U", row["value"], row["times"])
        yield from self._grammar_rows(own)

    def _grammar_rows(self, own: Path | None) -> Iterator[tuple[str, Entry]]:
        def table(name: str, *columns: str) -> list[lexicon.Row]:
            return lexicon.table(f"{_FOLDER}/{name}", ("phrase", *columns), own=own)

        shifts = {row["phrase"]: row for row in table("shifts", "sign", "from", "needs")}
        for row in table("modifiers", "mod", "fits", "place"):
            fits = row.one_of("fits", ("date", "close", "turn", "length", "number", "both"))
            code = "q" if row["place"] == "after" else "G" if fits in ("date", "close", "turn") else "Q"
            if row["phrase"] in shifts:
                shift = shifts.pop(row["phrase"])
                yield row["phrase"], Entry("j", row["mod"], f"{shift['sign']} {shift['from']} {shift['needs']}")
            else:
                yield row["phrase"], Entry(code, row["mod"], fits)
        for row in shifts.values():
            yield row["phrase"], Entry("k", row["sign"], f"{row['sign']} {row['from']} {row['needs']}")
        for row in table("pointers", "value"):
            yield row["phrase"], Entry("l", row["value"])
        for row in table("numbers", "value", "kind"):
            kind = row.one_of("kind", tuple(_KINDS))
            if kind in ("unit", "ten", "scale"):
                self.numbers[row["phrase"]] = (int(row["value"]), kind)
            yield row["phrase"], Entry(_KINDS[kind], row["value"], kind)
        for row in table("marks", "role", "value"):
            yield row["phrase"], Entry(_MARKS[row.one_of("role", tuple(_MARKS))], row["value"])

    @staticmethod
    def _split(phrase: str) -> tuple[str, ...]:
        return tuple(m[0].lower().replace("’", "'") for m in _TOKEN.finditer(phrase))

    def scan(self, text: str, start: int, end: int, view: View | None = None) -> Tokens:
        """The stretch [start, end) of the text as tokens; number words are joined ("twenty-four", "nineteen ninety-six")."""
        raw = [(m.start(), m.end(), m.lastgroup, m[0]) for m in _TOKEN.finditer(text, start, end)]
        lower = [r[3].lower().replace("’", "'") for r in raw]
        out = Tokens("", [], [], [], [], [], text, view)
        codes: list[str] = []
        i, n = 0, len(raw)
        while i < n:
            word = lower[i]
            options = self._phrases.get(word)
            size, code, value, extra = 1, "~", "", ""
            if options is not None:
                if word in self.numbers or (word == "a" and i + 1 < n and lower[i + 1] in self.numbers):
                    size, code, value = self._number(lower, i)
                if size == 1:
                    for words, entry in options:
                        k = len(words)
                        if k == 1 or tuple(lower[i : i + k]) == words:
                            size, code, value, extra = k, entry.code, entry.value, entry.extra
                            break
                    if _is_other(code, extra, raw[i][3]) or (code == "l" and view is not None and view.is_no_pointer(raw[i][0])):
                        size, code = 1, "~"
            if code == "~":
                code, value = self._plain(raw[i][2] or "", raw[i][3])
            codes.append(code)
            out.starts.append(raw[i][0])
            out.ends.append(raw[i + size - 1][1])
            out.words.append(word if size == 1 else " ".join(lower[i : i + size]))
            out.values.append(value)
            out.extras.append(extra)
            i += size
        out.codes = "".join(codes)
        return out

    @staticmethod
    def _plain(group: str, word: str) -> tuple[str, str]:
        """Code and value of a token that no table names."""
        if group == "word":
            return ("^" if word[0].isupper() else "~"), ""
        if group == "number":
            digits = _decimal(word.replace(",", ""))
            if digits.isdigit():
                if len(digits) < 3 and 1 <= int(digits) <= 31:
                    return "d", digits
                if len(word) == 4 and 1000 <= int(digits) <= 2199:
                    return "y", digits
                return "n", digits
            return "J", digits
        if group == "mark":
            return _DASHES.get(word, "~"), ""
        if group == "figures":
            year, month, day = _in_figures(word)
            return "@", f"{year:04}-{month:02}-{day:02}"
        if group == "division":
            return "K", word.upper()
        if group == "ordinal":
            return "D", word.rstrip("stndrhSTNDRH")
        if group == "short":
            return "x", ("19" if word[1] > "2" else "20") + word[1:]
        code = {"iso": "@", "slash": "#", "clock": "c", "decade": "X", "owner": "'", "gap": "|"}[group]
        return code, word

    def _number(self, lower: list[str], i: int) -> tuple[int, str, str]:
        """(tokens, code, value) of the number words from i on; code y for a spoken year."""
        at, parts = i, []
        if lower[at] == "a":
            if self.numbers[lower[at + 1]][1] != "scale":
                return 1, "a", "1"
            parts.append((1, "unit"))
            at += 1
        last = at
        while at < len(lower):
            found = self.numbers.get(lower[at])
            if found is not None:
                if parts and not _joins(parts, found):
                    break
                parts.append(found)
                last = at + 1
            elif lower[at] not in ("-", "and") or not parts or (lower[at] == "and" and parts[-1][1] != "scale"):
                break
            at += 1
        values = [v for v, _ in parts]
        if len(parts) >= 2 and parts[0][0] in range(11, 21) and parts[1][0] >= 10 and parts[1][1] != "scale":
            return last - i, "y", str(parts[0][0] * 100 + sum(values[1:]))
        total = group = 0
        for value, kind in parts:
            if kind == "scale":
                group = max(group, 1) * value
                if value >= 1000:
                    total, group = total + group, 0
            else:
                group += value
        total += group
        return last - i, "w", str(total)


def _in_figures(word: str) -> tuple[int, int, int]:
    """(year, month, day) of 2020/11/09 and, as dots are written in Europe, 9.11.2020."""
    parts = [int(x) for x in re.split(r"[./]", word)]
    return (parts[0], parts[1], parts[2]) if "/" in word else (parts[2], parts[1], parts[0])


def _decimal(number: str) -> str:
    """2 1/2 and 2½ as 2.5."""
    found = _FRACTION.fullmatch(number)
    if found is None:
        return number
    part = {"½": 0.5, "¼": 0.25, "¾": 0.75}[found[4]] if found[4] else int(found[2]) / max(int(found[3]), 1)
    return f"{int(found[1]) + part:g}"


def _is_other(code: str, trap: str, word: str) -> bool:
    """Is it another word that is only spelled alike: "may", "march", the SEC?"""
    return (code in "MWH" and bool(trap) and not word[0].isupper()) or (code in "uU" and len(word) <= 3 and word.isupper())


def _joins(parts: list[tuple[int, str]], new: tuple[int, str]) -> bool:
    """May the number word follow these? ten + unit, anything + scale, scale + anything smaller; 11 to 20 + ten is a spoken year."""
    value, kind = parts[-1]
    if new[1] == "scale":
        return True
    if kind == "scale":
        return new[0] < value
    if kind == "ten" and new[1] == "unit" and new[0] < 10:
        return True
    return len(parts) == 1 and 11 <= value <= 20 and new[0] >= 10
