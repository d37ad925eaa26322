"""What a time says before it is anchored, and what a rule's function sees of the text: the parts that its pattern matched."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ceasewire.reference.timex.words import Tokens, Vocabulary

#: TIMEX3 letters of units; minutes and months are both M, told apart by the T of a time
_LETTERS = {"N": "M", "NI": "D", "WE": "WE"}
CLOCK_UNITS = ("S", "N", "H")
#: values of pointers.csv by where they lead: back, ahead, and from the date told before instead of the report
BACK, AHEAD, FROM_TOLD = ("last", "past", "previous"), ("next", "following"), ("that", "previous", "following")
#: units told in others, and what a fraction of a unit is counted in
_MANY = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "Q": (3, "M")}
_PARTS = {"Y": (12, "M"), "M": (30, "D"), "W": (7, "D"), "D": (24, "H"), "H": (60, "M"), "N": (60, "S")}


@dataclass(slots=True)
class Reading:
    """What a time says before it is anchored. kind: fixed, date, pointer, shift, length. Tokens [first, last) are its words."""

    kind: str
    rule: str
    type: str
    first: int
    last: int
    value: str = ""
    mod: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # of a shift: the day that it counts from
    season: str = ""
    division: str = ""  # Q1 … Q4, H1, H2
    nth: tuple[int, str] | None = None  # the third week (of May): (3, "W")
    part: str = ""  # MO, NI … or 14:00
    bc: bool = False
    pointer: str = ""
    unit: str = ""
    amount: float | None = None  # None: open ("weeks ago")
    sign: int = 0
    turn: int = 0  # −1 "earlier this year", 1 "later this year": the side of now that is meant
    edge: str = ""  # "close" for "the end of", "turn" for "the turn of": a moment, not a third
    base: str = ""  # report or text
    holiday: str = ""
    days: int = 1
    calendar: str = ""
    of_year: str = ""  # "May of last year": the pointer of the year, as pointer is that of the whole


@dataclass(slots=True)
class Match:
    """A rule's pattern at one place of the text. Words and codes past the block's ends are "" and "|"."""

    tokens: Tokens
    found: re.Match[str]
    rule: str
    vocabulary: Vocabulary

    @property
    def first(self) -> int:
        """The index of the match's first token."""
        return self.found.start()

    @property
    def last(self) -> int:
        """The index behind the match's last token."""
        return self.found.end()

    def at(self, group: str) -> int:
        """The index of the group's first token."""
        return self.found.start(group)

    def has(self, group: str) -> bool:
        """Is the group there, with at least one token?"""
        found = self.found
        return group in found.re.groupindex and found.end(group) > found.start(group) >= 0

    def code(self, group: str) -> str:
        """The code of the group's first token."""
        return self.tokens.codes[self.at(group)]

    def extra(self, group: str) -> str:
        """The second cell that the tables give the group's first word (how many days, which number, a trap …)."""
        return self.tokens.extras[self.at(group)]

    def text(self, group: str) -> str:
        """The group's first word, in lower case."""
        return self.tokens.words[self.at(group)]

    def value(self, group: str) -> str:
        """What the tables say of the group's first word; "" where the group is empty."""
        return self.tokens.values[self.at(group)] if self.has(group) else ""

    def first_value(self, *groups: str) -> str:
        """The value of the last of the groups that is there."""
        return next((self.value(g) for g in reversed(groups) if self.has(g)), "")

    def number(self, group: str) -> float | None:
        """The number of a group; None where the group is empty or an open number."""
        if not self.has(group) or self.code(group) == "z":
            return None
        return float(self.value(group).replace(",", ""))

    @property
    def before(self) -> str:
        """The code before the match."""
        return self.tokens.codes[self.first - 1] if self.first else "|"

    @property
    def after(self) -> str:
        """The code behind the match."""
        return self.tokens.codes[self.last] if self.last < len(self.tokens.codes) else "|"

    @property
    def word_before(self) -> str:
        """The word before the match, in lower case."""
        return self.tokens.words[self.first - 1] if self.first else ""

    @property
    def word_after(self) -> str:
        """The word behind the match, in lower case."""
        return self.tokens.words[self.last] if self.last < len(self.tokens.words) else ""

    def noun_follows(self) -> bool | None:
        """Is the word behind the match inside a noun phrase? None without a parse or at the end."""
        if self.tokens.view is None or self.after == "|":
            return None
        return self.tokens.view.is_noun(self.tokens.starts[self.last])

    def is_in_name(self) -> bool:
        """Does a name that the match is part of go on behind it?"""
        tokens = self.tokens
        if self.after != "^" or tokens.view is None or tokens.ends[self.last - 1] + 1 != tokens.starts[self.last]:
            return False
        return tokens.view.is_in_name(tokens.starts[self.first], tokens.ends[self.last - 1])

    def reading(self, kind: str, type: str, **fields: object) -> Reading:
        """A reading over all tokens of the match."""
        return Reading(kind, self.rule, type, self.first, self.last, **fields)  # type: ignore[arg-type]

    def bend(self, reading: Reading) -> Reading:
        """The reading with the modifiers before ("early") and behind ("or so")."""
        tokens = self.tokens
        if self.has("pre"):
            for i in range(self.at("pre"), self.found.end("pre")):
                if tokens.codes[i] in "GQj":
                    reading.mod = tokens.values[i]
                    reading.edge = tokens.extras[i] if tokens.extras[i] in ("close", "turn") else ""
                    reading.turn = int(tokens.extras[i].split()[0]) if tokens.codes[i] == "j" else 0
        if self.has("post"):
            reading.mod = self.value("post")
        return reading

    def clock(self) -> str | None:
        """HH:MM of the groups hour and half, "" where the rule has none, None where the number is no clock time."""
        if not self.has("hour"):
            return ""
        kind, hour = self.code("hour"), self.value("hour")
        if not (self.has("half") or kind in "cny" or self.has("zone") or "O" in self.found[0]):
            return None
        if kind in "ny":  # 1430 GMT
            if len(hour) != 4 or not hour.isdigit() or self.text("hour") != hour:
                return None
            hour = f"{hour[:2]}:{hour[2:]}"
        hour, _, rest = hour.partition(":")
        if not hour.isdigit():
            return None
        minute = rest[:2] or "00"
        h, half = int(hour), self.code("half") if self.has("half") else ""
        if h > 24 or int(minute) > 59 or (half and not 1 <= h <= 12):
            return None
        if half == "p" and h < 12:
            h += 12
        if half == "m" and h == 12:
            h = 0
        return f"{h:02}:{minute}"


def length_value(amount: float | None, unit: str, times: int = 1) -> str:
    """The TIMEX3 value of so many units: P3W, PT4H, PXM, P30Y for three decades, P1Y6M for a year and a half."""
    if unit in _MANY and amount is not None:
        amount, unit = amount * _MANY[unit][0], _MANY[unit][1]
    if unit == "Q":
        return "PXM"
    part = "T" if unit in CLOCK_UNITS else ""
    letter = _LETTERS.get(unit, unit)
    if amount is None:
        return f"P{part}X{letter}"
    amount *= times
    whole = int(amount)
    if amount == whole:
        return f"P{part}{whole}{letter}"
    if unit not in _PARTS:
        return f"P{part}{amount:g}{letter}"
    count, smaller = _PARTS[unit]
    before = f"{whole}{letter}" if whole else ""
    return f"P{part}{before}{'T' if smaller == 'H' else ''}{round((amount - whole) * count)}{smaller}"
