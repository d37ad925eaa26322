"""Reads actor and agent dictionaries of the PETRARCH family as they stand, and says of each line that it cannot use why.

    VARON_FREEDOM_ARMY_ [VRNREB <20040210]      a name, and a code with the days that it holds for
    +VFA_                                       another name of the same actor
        [VRNGOV 20040210-091231]  # ruled       codes may have lines of their own; # and ; begin a comment
    !MINIST! = MINISTER, MINISTERS              words that one pattern stands for
    !MINIST!_OF_MINES_ {MINISTERS_OF_MINES_} [~GOV]     an agent: plural in braces, its code is added to a country's

A date is YYYYMMDD or YYMMDD, where 31 is the first year of the last century. "<D" holds before D, ">D" from D on, "D-E" from D to the
day before E, as PETRARCH2 compares them. A blank in a name, between which TABARI lets other words stand, is a blank here.

Source: Schrodt, Beieler and Idris, Three's a Charm?: Open Event Data Coding with EL:DIABLO, PETRARCH, and the Open Event Data Alliance
(2014); the file formats are those of the dictionaries' documentation, no dictionary is part of Ceasewire.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ceasewire.errors import InputError

_DATE = r"\d{8}|\d{6}"
_CODE = re.compile(rf"([^\s<>\d]+)\s*(?:([<>])\s*({_DATE})|({_DATE})\s*-\s*({_DATE}))?")
_PIECE = re.compile(r"\{([^{}]*)\}|\[\s*([^\[\]]*?)\s*\]")
_SET = re.compile(r"!([^!]+)!")
_STRANGE = re.compile(r"[\[\]{}<>|*=+!~\"\ufffd]")
#: years of two digits below this one are of our century
_CENTURY = 31
_COMMENT = re.compile(rb"[;#].*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Code:
    """A code and the days [since, until) that it holds for, YYYY-MM-DD; empty where it is open."""

    code: str
    since: str = ""
    until: str = ""

    @property
    def is_dated(self) -> bool:
        return bool(self.since or self.until)


@dataclass(frozen=True, slots=True)
class Name:
    """A name with blanks for underscores, in the letters of the file. plural: of agents, None where the regular one is meant."""

    text: str
    plural: str | None = None


@dataclass(slots=True)
class Listing:
    """One actor or agent: where he stands ("file:line"), his names, the first being the main one, and his codes in their order."""

    where: str
    names: list[Name] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)

    @property
    def is_agent(self) -> bool:
        return any("~" in c.code for c in self.codes)


def read(path: Path) -> Iterator[Listing | InputError]:
    """The actors and agents of a file in its order; what cannot be read comes out as an InputError with file, line and reason.

    A bad synonym is left out alone; a bad code takes its actor with it, since the days around it would be read wrongly.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        yield InputError(str(path), f"cannot be read: {error.strerror}")
        return
    if b"\0" in data:
        yield InputError(str(path), "is no text; give a dictionary in UTF-8")
        return
    yield from _Blocks(str(path)).read(data)


def code_on(codes: list[Code], day: str) -> Code | None:
    """The code that holds on a day: the first dated one that does, else the first without dates."""
    held = (c for c in codes if c.is_dated and (not c.since or c.since <= day) and (not c.until or day < c.until))
    return next(held, next((c for c in codes if not c.is_dated), None))


def timeline(codes: list[Code]) -> list[Code]:
    """The same codes with days that do not overlap, in their order: what `code_on` says of every day there is.

    >>> [(c.code, c.since, c.until) for c in timeline([Code("VRN"), Code("VRNGOV", "2004-02-10", "2009-12-31")])]
    [('VRN', '', '2004-02-10'), ('VRNGOV', '2004-02-10', '2009-12-31'), ('VRN', '2009-12-31', '')]
    """
    cuts = ["", *sorted({d for c in codes for d in (c.since, c.until) if d}), ""]
    pieces: list[Code] = []
    for since, until in itertools.pairwise(cuts):
        held = code_on(codes, since)
        if held is None:
            continue
        if pieces and pieces[-1].code == held.code and pieces[-1].until == since:
            since = pieces.pop().since
        pieces.append(Code(held.code, since, until))
    return pieces


class _Blocks:
    """The lines of one file, gathered to one block an actor: his name line and what hangs on it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sets: dict[str, list[str]] = {}
        self.block: Listing | None = None
        self.is_sound = True  # a block with a bad name or code is read to its end and then dropped

    def read(self, data: bytes) -> Iterator[Listing | InputError]:
        for n, raw in _lines(data):
            where = f"{self.file}:{n}"
            try:
                line = raw.decode("utf-8")
            except UnicodeDecodeError as error:
                line = raw.decode("utf-8", "replace")
                problem: str | None = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
            else:
                problem = None
            if line[0] not in "[+" and not _is_set(line):
                yield from self._end()
                self.block, self.is_sound = Listing(where), True
            try:
                if problem is not None:
                    raise ValueError(problem)
                self._take(line)
            except ValueError as error:
                self.is_sound &= line[0] == "+" or _is_set(line)
                yield InputError(where, str(error))
        yield from self._end()

    def _end(self) -> Iterator[Listing | InputError]:
        block, self.block = self.block, None
        if block is None or not self.is_sound:
            return
        if not block.codes:
            yield InputError(block.where, f"{block.names[0].text!r} has no code in [brackets]")
        else:
            yield block

    def _take(self, line: str) -> None:
        if _is_set(line):
            name, members = line.split("=", 1)
            self.sets[name.strip(" !").upper()] = [m for m in map(_blanks, members.split(",")) if m]
            return
        if self.block is None:
            raise ValueError("a synonym or code with no name above it")
        head, plural, codes = _split(line)
        if line[0] == "+" and codes:
            raise ValueError("a synonym has no code of its own here; give it a line as a name")
        self.block.codes += map(_code, codes)
        if line[0] != "[":
            self.block.names += self._names(head.removeprefix("+"), plural)

    def _names(self, text: str, plural: str | None) -> list[Name]:
        """The names that a pattern stands for: one, or with a set as many as the set has words."""
        spelled = [text]
        for name in dict.fromkeys(_SET.findall(text)):
            words = self.sets.get(name.upper())
            if not words:
                raise ValueError(f"the set !{name}! is not defined above this line")
            spelled = [s.replace(f"!{name}!", w) for s in spelled for w in words]
        names = [_blanks(s) for s in spelled]
        for name in names:
            strange = _STRANGE.search(name)
            if strange is not None:
                raise ValueError(f"{strange.group()!r} in a name is not understood")
            if not any(c.isalnum() for c in name):
                raise ValueError("no name in this line")
        return [Name(name, None if plural is None or len(names) > 1 else _blanks(plural)) for name in names]


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Numbered lines without comments and blanks, up to ---STOP---. A comment may be in any encoding: it is cut off first."""
    hidden = False
    for n, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if hidden or line.lstrip().startswith(b"<!--"):
            hidden = b"-->" not in line
            continue
        line = _COMMENT.sub(b"", line).strip()
        if line.upper().startswith(b"---STOP---"):
            return
        if line:
            yield n, line


def _is_set(line: str) -> bool:
    return line[0] == "!" and "=" in line


def _blanks(text: str) -> str:
    return " ".join(text.replace("_", " ").split())


def _split(line: str) -> tuple[str, str | None, list[str]]:
    """A line's name, plural in braces, codes in brackets. Errors: ValueError on a bracket left open and on words behind one."""
    head = re.split(r"[{\[]", line, maxsplit=1)[0]
    pieces = line[len(head) :]
    odd = _PIECE.sub("", pieces).strip()
    if odd:
        raise ValueError(f"{odd!r} behind the name is not understood; a code stands in [brackets], a plural in {{braces}}")
    plurals, codes = [], []
    for plural, code in _PIECE.findall(pieces):
        if code:
            codes.append(code)
        else:
            plurals.append(plural)
    return head, plurals[0] if plurals else None, codes


def _code(text: str) -> Code:
    """ "AFGREB 911231-960927" with its days. Errors: ValueError that says what is wrong with it."""
    found = _CODE.fullmatch(text)
    if found is None:
        raise ValueError(f"code {text!r} is not understood. Allowed: CODE, CODE <D, CODE >D, CODE D-D, where D is YYYYMMDD or YYMMDD")
    code, sign, one, since, until = found.groups()
    if sign:
        return Code(code, "", _day(one)) if sign == "<" else Code(code, _day(one), "")
    if since is None:
        return Code(code)
    dated = Code(code, _day(since), _day(until))
    if dated.since >= dated.until:
        raise ValueError(f"code {text!r} ends before it begins")
    return dated


def _day(digits: str) -> str:
    """YYYY-MM-DD of YYYYMMDD or YYMMDD."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) < _CENTURY else "19") + digits
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        raise ValueError(f"{digits} is no day of the calendar (YYYYMMDD)") from None
