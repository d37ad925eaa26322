"""Datelines: "KABUL, Afghanistan (Jan. 25, 2013) – ", "MOSCOW, March 3 (Reuters) - ", "LIMA, 2 FEB 89 (AFP) -- [TEXT] ", "LONDON: ".

A grammar, not a list of places: places in capitals (or with capital letters, where a date, an agency or a long dash backs them),
then a date and an agency in any order, then a dash, a colon, or the end of the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ceasewire import lexicon
from ceasewire.read.dates import Day, read_day

LONGEST = 140  #: characters of a dateline with everything in it

_MARK = re.compile(r"\s*(?:[–—―‒]|--+)\s*|\s+[-‐‑−]\s+|\s*_+(?=\s|$)\s*|(?<=\))\s*[-:]\s*|\s*:\s+|(?<=\))\s*$|(?<=\))[^\S\n]*\n\s*")
_BRACKETED = re.compile(r"\[[A-Z][^\[\]\n]{0,80}\]\s*")
_GROUP = re.compile(r"\s*\(\s*([^()]{1,60}?)\s*\)\s*$")
_REGION_IN_BRACKETS = re.compile(r"\s*\([A-Z][^()\d]*\)$")  # "MOSCOW (USSR)"
_COMMA = re.compile(r"\s*,\s*|(?<=[A-Z]{3})\.\s+(?=[A-Z])")  # "KYIV. Oct 4" too
_PIECE = re.compile(r"[^\s/–—-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """Offsets count from where the searched words begin. end: behind the mark; place: its half-open range, None where none is named.

    sure: capitals, a date or an agency say so; otherwise only a name with capital letters before a long dash does.
    """

    end: int
    place: tuple[int, int] | None
    day: Day | None
    sure: bool = True


class Datelines:
    """The places, agencies and words that tell a dateline from the beginning of a sentence."""

    def __init__(self) -> None:
        self._agencies = frozenset(lexicon.words("blocks/agencies"))
        self._not_places = frozenset(lexicon.words("blocks/not_places")) | frozenset(lexicon.words("weekdays"))
        self._not_first = frozenset(lexicon.words("function_words"))

    def __call__(self, text: str, *, all_capitals: bool = False) -> Found | None:
        """The dateline with which a paragraph begins, or None.

        all_capitals: the whole article is in capitals, so capitals say nothing and a date or an agency is needed.

        >>> Datelines()("KABUL, Afghanistan (Jan. 25, 2013) – An Afghan force …")
        Found(end=37, place=(0, 18), day=Day(year=2013, month=1, day=25, time=None), sure=True)
        """
        head = text[:LONGEST]
        for n, mark in enumerate(_MARK.finditer(head)):
            piece = head[: mark.start()]
            if n > 5 or piece.count("\n") > 1:
                return None
            if piece.count("(") != piece.count(")") or not piece:
                continue
            found = self._read(piece, mark[0].strip(), text[mark.end() :], all_capitals)
            if found is not None:
                place, day, sure = found
                return Found(_behind_brackets(text, mark.end()), place, day, sure)
        return None

    def field(self, value: str) -> tuple[str | None, Day | None]:
        """Place and day of a dateline given apart from the text ("Kabul, Afghanistan (Jan. 25, 2013)")."""
        value = value.strip().rstrip("-–—_: ")[:LONGEST]
        rest, day, _ = self._groups(value)
        parts, inner = _date_at_end(rest)
        place = value[parts[0][0] : parts[-1][1]] if parts else ""
        return " ".join(place.split()) or None, day or inner

    def _read(self, piece: str, mark: str, after: str, all_capitals: bool) -> tuple[tuple[int, int] | None, Day | None, bool] | None:
        """Place range, day and whether that is sure, if the words before the mark are a dateline's."""
        rest, day, agency = self._groups(piece)
        parts, inner = _date_at_end(rest)
        day = day or inner
        if not parts:
            return (None, day, True) if agency and mark not in (":", "") else None
        first = rest[slice(*parts[0])]
        listed = first.lower() in self._agencies and len(parts) == 1
        if (listed or (self._is_source(first) and day is not None)) and mark not in (":", ""):
            return None, day, True
        first = _REGION_IN_BRACKETS.sub("", first)
        if not self._may_be_place(first, dated=day is not None) or len(parts) > 3:
            return None
        if not all(_is_region(rest[slice(*p)]) for p in parts[1:]):
            return None
        backed = day is not None or agency
        sure = backed or (_is_capitals(first) and mark != ":")
        if mark == "":  # the line ends: only a date in brackets or an agency says that this was a dateline
            fits = backed
        elif not all_capitals and _is_capitals(first):
            fits = mark != ":" or backed or (len(first) >= 3 and after[:1].isupper())
        elif backed:
            fits = mark != ":" or day is not None
        else:
            fits = not all_capitals and mark not in (":", "-", "_") and _words_fit(first, parts, after)
        return ((parts[0][0], parts[-1][1]), day, sure) if fits else None

    def _groups(self, piece: str) -> tuple[str, Day | None, bool]:
        """The piece without the bracketed groups at its end; the day in them; is an agency named there?"""
        day, agency = None, False
        for _ in range(2):
            group = _GROUP.search(piece)
            if not group:
                break
            found = read_day(group[1])
            if found is None:
                agency = agency or self._is_agency(group[1])
                if not self._is_agency(group[1]):
                    break
            day = day or found
            piece = piece[: group.start()]
        return piece, day, agency

    def _is_agency(self, words: str) -> bool:
        """A listed agency, or one in capitals or with capital letters throughout ("LA TRIBUNA", "Radio Verin")."""
        named = len(words.split()) <= 6 and all(w[0].isupper() or w.isdigit() for w in _PIECE.findall(words))
        return named or words.lower() in self._agencies

    def _is_source(self, words: str) -> bool:
        """ "AFP", "Verin News": a listed agency, or a short name with a word for one."""
        pieces = words.lower().split()
        return words.lower() in self._agencies or (2 <= len(pieces) <= 6 and any(p in self._agencies for p in pieces))

    def _may_be_place(self, words: str, *, dated: bool) -> bool:
        pieces = words.split()
        if not pieces or len(pieces) > 6 or len(words) > 60 or words.lower() in self._not_places:
            return False
        first = pieces[0].lower()
        barred = first.strip(".") in self._not_places or (first in self._not_first and not words.isupper())
        if barred and not (dated and words.isupper()):  # with a date behind it, "NO CITY" of a broadcast monitor is a dateline too
            return False
        if any(c.isdigit() for c in words) or not words[0].isalpha() or not any(map(str.isalpha, words[1:])):
            return False
        return all(_is_name(p) or (len(p) <= 3 and p.isalpha() and n > 0) for n, p in enumerate(pieces))


def _parts(rest: str) -> list[tuple[int, int]]:
    """The ranges between commas, without blanks; empty ones are left out."""
    out, at = [], 0
    for comma in [*_COMMA.finditer(rest), None]:
        end = comma.start() if comma else len(rest)
        words = rest[at:end]
        if words.strip():
            out.append((at + len(words) - len(words.lstrip()), at + len(words.rstrip())))
        at = comma.end() if comma else end
    return out if len(out) <= 8 else []


def _date_at_end(rest: str) -> tuple[list[tuple[int, int]], Day | None]:
    """The comma-separated parts without the date at their end, and that day: it may fill up to three parts (Friday, May 3, 2019)."""
    parts = _parts(rest)
    for n in range(min(3, len(parts)), 0, -1):
        day = read_day(rest[parts[-n][0] : parts[-1][1]])
        if day is not None:
            return parts[:-n], day
    return parts, None


def _is_name(word: str) -> bool:
    """Begins with a capital, or has one behind a small prefix ("al-Bab", "d'Ivoire")."""
    pieces = re.split(r"[-'’/]", word)
    return pieces[0][:1].isupper() or (len(pieces) > 1 and len(pieces[0]) <= 3 and pieces[1][:1].isupper())


def _is_capitals(words: str) -> bool:
    """In capitals, but for small words inside ("PORT-au-PRINCE", "RIO de JANEIRO"): two capital letters at the start."""
    letters = [c for c in words if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return len(letters) >= 2 and letters[0].isupper() and letters[1].isupper() and capitals >= 0.7 * len(letters)


def _is_region(words: str) -> bool:
    """What stands behind the first comma: "Afghanistan", "N.Y.", "Burkina Faso"."""
    pieces = words.split()
    return 1 <= len(pieces) <= 4 and not any(c.isdigit() for c in words) and pieces[0][0].isupper() and pieces[-1][0].isupper()


def _words_fit(first: str, parts: list[tuple[int, int]], after: str) -> bool:
    """A place with capital letters only, before a long dash: short, and a sentence must follow."""
    return len(first.split()) <= 3 and len(parts) <= 2 and after[:1].isupper() and len(after.split(None, 12)) > 12


def _behind_brackets(text: str, at: int) -> int:
    """Behind the labels of wire services that may follow: "[REPORT] [JANE DOE] [TEXT] "."""
    for _ in range(4):
        label = _BRACKETED.match(text, at)
        if not label:
            break
        at = label.end()
    return at
