"""The grammar of times: rules over the codes of words.py, each with a function that says what the words mean.

Newcomer: start at RULES. A rule is a regular expression over codes with named groups for its parts; the first rule that matches at a
token and whose function accepts wins, and reading goes on behind it. What depends on the day of the report or on the text before
(which Tuesday?) is left open in the Reading and settled by anchor.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ceasewire.reference.timex.words import Tokens, Vocabulary

#: TIMEX3 letters of units; minutes and months are both M, told apart by the T of a time
_LETTERS = {"N": "M", "NI": "D", "WE": "WE"}
_CLOCK_UNITS = ("S", "N", "H")


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
    weekday: int | None = None
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
    base: str = ""  # report or text
    holiday: str = ""
    days: int = 1
    calendar: str = ""
    within: Reading | None = field(default=None)  # the stretch that nth counts in


#: prepositions that lead a bare month
_LEADERS = frozenset(("in", "of", "since", "until", "till", "by", "from", "to", "through", "before", "after", "between", "during", "for", "around", "about", "to"))

Build = Callable[["Grammar", Tokens, "re.Match[str]", str], "Reading | list[Reading] | None"]


def _number(tokens: Tokens, m: re.Match[str], group: str) -> float | None:
    """The number of a group; None where the group is empty or an open number."""
    if not _has(m, group):
        return None
    at = m.start(group)
    if tokens.codes[at] == "z":
        return None
    return float(tokens.values[at].replace(",", ""))


def _word(tokens: Tokens, m: re.Match[str], group: str) -> str:
    return tokens.values[m.start(group)] if _has(m, group) else ""


def _has(m: re.Match[str], group: str) -> bool:
    return group in m.re.groupindex and m.start(group) >= 0 and m.end(group) > m.start(group)


def length(amount: float | None, unit: str, times: int = 1) -> str:
    """The TIMEX3 value of so many units: P3W, PT4H, PXM, P30Y for three decades."""
    if unit in ("E", "C", "L", "Q") and amount is not None:
        amount, unit = amount * {"E": 10, "C": 100, "L": 1000, "Q": 3}[unit], "M" if unit == "Q" else "Y"
    if unit == "Q":
        return "PXM" if amount is None else "P3M"
    if amount is not None:
        amount *= times
        if amount != int(amount) and unit in ("Y", "H", "W", "D"):
            amount, unit = amount * {"Y": 12, "H": 60, "W": 7, "D": 24}[unit], {"Y": "M", "H": "N", "W": "D", "D": "H"}[unit]
    digits = "X" if amount is None else str(int(amount)) if amount == int(amount) else f"{amount:g}"
    return f"P{'T' if unit in _CLOCK_UNITS else ''}{digits}{_LETTERS.get(unit, unit)}"


class Grammar:
    """Finds Readings in the tokens of one block."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._by_code: dict[str, list[tuple[str, re.Pattern[str], Build]]] = {}
        for name, starts, pattern, build in RULES:
            compiled = re.compile(pattern)
            for code in starts:
                self._by_code.setdefault(code, []).append((name, compiled, build))
        self._starts = re.compile("[" + re.escape("".join(self._by_code)) + "]")

    def read(self, tokens: Tokens) -> Iterator[Reading]:
        """All readings of the block, in text order, not overlapping."""
        codes, at = tokens.codes, 0
        while found := self._starts.search(codes, at):
            at = found.start() + 1
            for name, pattern, build in self._by_code[codes[found.start()]]:
                m = pattern.match(codes, found.start())
                if m is None:
                    continue
                reading = build(self, tokens, m, name)
                if reading is None:
                    continue
                readings = reading if isinstance(reading, list) else [reading]
                yield from readings
                at = max(r.last for r in readings)
                break

    def border(self, tokens: Tokens, r: Reading) -> tuple[str, str | None]:
        """(side, mod) of the preposition before the reading: ("until", "ON_OR_BEFORE") for "by"; empty where there is none.

        "after yesterday's attack" is a border of the attack, not of yesterday.
        """
        first = r.first
        if tokens.codes[r.last : r.last + 1] == "'":
            return "", None
        for size in range(self.vocabulary.longest_border, 0, -1):
            words = tuple(" ".join(tokens.words[max(0, first - size) : first]).split())
            for k in range(len(words), 0, -1):
                if k >= size and (found := self.vocabulary.borders.get(words[-k:])):
                    return found
        return "", None


# ---- the parts of a rule ----
_PRE = r"(?P<pre>(?:Q(?=[Gj]|[MdDWyXc])|[GQj](?:-)?t?|))"
_ERA = r"(?P<era>[BC]?)"
_YEAR = r"(?P<y>y|[nd](?=[BC]))"
_PART = r"(?:-?(?P<part>[PN]))"
_CLOCK = r"(?:(?P<hour>[dwc])O?(?P<half>[mp]?)(?:(?P<zone>Z)|\(?Z\)?)?)"


def _modified(tokens: Tokens, m: re.Match[str], reading: Reading) -> Reading:
    """The reading with the modifiers before ("early") and behind ("or so")."""
    if _has(m, "pre"):
        words = [i for i in range(m.start("pre"), m.end("pre")) if tokens.codes[i] in "GQj"]
        for i in words:
            reading.mod = tokens.values[i]
            reading.turn = int(tokens.extras[i].split()[0]) if tokens.codes[i] == "j" else 0
    if _has(m, "post"):
        reading.mod = tokens.values[m.start("post")]
    return reading


def _clock(tokens: Tokens, m: re.Match[str]) -> str | None:
    """HH:MM of the groups hour and half, "" where the rule has none, None where the number is no clock time."""
    if not _has(m, "hour"):
        return ""
    if not (_has(m, "half") or tokens.codes[m.start("hour")] == "c" or _has(m, "zone") or "O" in m[0]):
        return None
    hour, _, rest = tokens.values[m.start("hour")].partition(":")
    if not hour.isdigit():
        return None
    minute = rest[:2] or "00"
    h, half = int(hour), tokens.codes[m.start("half")] if _has(m, "half") else ""
    if h > 24 or int(minute) > 59 or (half and not 1 <= h <= 12):
        return None
    if half == "p" and h < 12:
        h += 12
    if half == "m" and h == 12:
        h = 0
    return f"{h:02}:{minute}"


def _date(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """A day, month or year in its usual orders, with what may stand around it."""
    r = Reading("date", name, "DATE", m.start(), m.end())
    clock = _clock(tokens, m)
    if clock is None:
        return None
    if _has(m, "wd"):
        r.weekday = int(_word(tokens, m, "wd"))
    if _has(m, "m"):
        month = _word(tokens, m, "m")
        if not month.isdigit():
            r.calendar, month = month.split()
        r.month = int(month)
    if _has(m, "d"):
        r.day = int(_word(tokens, m, "d"))
        if not 1 <= r.day <= 31:
            return None
    if _has(m, "y"):
        r.year = int(_word(tokens, m, "y"))
    for group in ("l", "ly"):
        if _has(m, group):
            r.pointer = _word(tokens, m, group)
    if _has(m, "l") and r.pointer == "following" and tokens.codes[m.start("l") - 1 : m.start("l")] != "t" and " " not in tokens.words[m.start("l")]:
        return None  # "following Thursday's attack"
    if _has(m, "ly") and tokens.values[m.end("ly")] != "Y":
        return None
    if r.weekday is not None and r.month is None and not _stands_alone(tokens, m, m.start("wd"), r):
        return None
    if r.month is not None and r.day is None and not _stands_alone(tokens, m, m.start("m"), r):
        return None
    if _has(m, "s"):
        r.season = _word(tokens, m, "s")
    r.bc = _has(m, "era") and tokens.codes[m.start("era")] == "B"
    r.part = clock or (_word(tokens, m, "part") if _has(m, "part") else "")
    if r.part:
        r.type = "TIME"
    return _modified(tokens, m, r)


def _stands_alone(tokens: Tokens, m: re.Match[str], at: int, r: Reading) -> bool:
    """Is a bare month or weekday a time? Not a surname, a verb, a paper ("May", "March", "Sun") and not part of a longer name."""
    trap = tokens.extras[at]
    before, after = m.start() - 1, m.end()
    if trap == "plural":
        return False
    if tokens.view is not None and tokens.view.name(tokens.starts[m.start()], tokens.ends[m.end() - 1]) == "PER":
        return False
    framed = r.year is not None or (bool(r.pointer) and r.pointer != "that") or r.mod is not None or _has(m, "pre")
    if not trap or framed:
        return True
    led = before >= 0 and tokens.words[before] in _LEADERS
    named = after < len(tokens.codes) and tokens.codes[after] == "^" and tokens.ends[after - 1] + 1 == tokens.starts[after]
    if trap == "name":
        return (led and not named) or (before >= 0 and not named and tokens.codes[before] not in "^'")
    if r.weekday is not None:
        return False
    if before >= 1 and tokens.codes[before] in "&>-" and tokens.codes[before - 1] in "MyD":
        return True
    return led and not named


def _rel_day(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """today, yesterday morning, 9 a.m. tomorrow, early tomorrow."""
    clock = _clock(tokens, m)
    if clock is None:
        return None
    at = m.start("r")
    if at and tokens.codes[at - 1] == "^" and tokens.text[tokens.starts[at]].isupper() and tokens.ends[at - 1] + 1 == tokens.starts[at]:
        return None  # "USA Today"
    part = clock or (_word(tokens, m, "part") if _has(m, "part") else "") or tokens.extras[at]
    r = Reading("shift", name, "TIME" if part else "DATE", m.start(), m.end(), unit="D", base="report", part=part)
    r.amount, r.sign = float(abs(int(tokens.values[at]))), -1 if tokens.values[at].startswith("-") else 1
    return _modified(tokens, m, r)


def _iso(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    value = tokens.values[m.start()].upper()
    return Reading("fixed", name, "TIME" if "T" in value else "DATE", m.start(), m.end(), value=value)


def _slash(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """5/7/98: month first, as English-language wires write it, unless only day first is a date."""
    a, b, year = map(int, tokens.values[m.start()].split("/"))
    if year < 100:
        year += 1900 if year > 50 else 2000
    month, day = (a, b) if a <= 12 else (b, a)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return Reading("date", name, "DATE", m.start(), m.end(), year=year, month=month, day=day)


def _day_range(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> list[Reading] | None:
    """2 to 5 March, May 2-5: two readings that share what is written once."""
    one, two = int(_word(tokens, m, "d1")), int(_word(tokens, m, "d2"))
    if not 1 <= one <= 31 or not 1 <= two <= 31:
        return None
    year = int(_word(tokens, m, "y")) if _has(m, "y") else None
    month = _word(tokens, m, "m")
    calendar, _, number = month.rpartition(" ")
    month_first = m.start("m") < m.start("d1")
    first = Reading("date", name, "DATE", m.start() if month_first else m.start("d1"), m.end("d1"), calendar=calendar)
    first.year, first.month, first.day = year, int(number), one
    return [first, replace(first, first=m.start("d2"), last=m.end(), day=two)]


def _night_of(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """The night of 12-13 October, the morning of May 5, the night of Friday."""
    r = _date(self, tokens, m, name)
    if r is not None:
        r.first, r.last, r.type = m.start(), m.end(), "TIME"
    return r


def _year(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """A bare year, where it is one."""
    at, year = m.start("y"), int(_word(tokens, m, "y"))
    if tokens.codes[at] == "w" and (tokens.values[at - 1] != "Y" or not 1000 <= year <= 2100):
        return None
    if not _has(m, "era") and not _is_year(self.vocabulary, tokens, m, at, year):
        return None
    r = Reading("date", name, "DATE", m.start(), m.end(), year=year)
    r.bc = _has(m, "era") and tokens.codes[m.start("era")] == "B"
    return _modified(tokens, m, r)


def _is_year(vocabulary: Vocabulary, tokens: Tokens, m: re.Match[str], at: int, year: int) -> bool:
    """Is the number of four digits a year? Not after "Resolution" or "$", not before a unit or what is counted in round numbers."""
    before = tokens.words[m.start() - 1] if m.start() else ""
    code = tokens.codes[m.end()] if m.end() < len(tokens.codes) else "|"
    after = tokens.words[m.end()] if m.end() < len(tokens.codes) else ""
    if _has(m, "fixed") or (_has(m, "pre") and tokens.codes[m.start("pre")] in "Gj"):
        return True
    if before in vocabulary.not_years or after in vocabulary.not_years or after == "%":
        return False
    if code in "uUZ" and not (code == "u" and before == "the"):
        return False
    if year % 50 == 0 or not 1700 <= year <= 2060:
        framed = before in ("in", "of", "since", "by", "until", "from", "after", "before", "during", "between", "and", "to", "the", "(", "–", "-")
        ends = code in ",.)|&>-fI" or after in ("by", "when", "as", "a", "the")
        return framed and (code != "~" or (1700 <= year <= 2060 and not after.endswith("s")))  if not ends else framed
    return not (code == "~" and after.endswith("s") and before not in ("the", "in", "of", "s", "a", "since", "'s") and after not in ("was", "is", "has", "as", "his"))


def _short_year(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> list[Reading] | None:
    """2009-10, 1939–45: two years, the second written short."""
    one, two = int(_word(tokens, m, "y")), _word(tokens, m, "y2")
    if len(tokens.words[m.start("y2")]) != 2 or not one % 100 < int(two) <= 99 or not 1000 <= one <= 2100:
        return None
    first = Reading("date", name, "DATE", m.start("y"), m.end("y"), year=one)
    return [first, replace(first, first=m.start("y2"), last=m.end(), year=one - one % 100 + int(two))]


def _old_year(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """in 241, in a text that counts years before Christ."""
    before = tokens.words[m.start() - 1] if m.start() else ""
    after = tokens.codes[m.end()] if m.end() < len(tokens.codes) else "|"
    if before not in ("in", "by", "since", "until", "of", "from", "during", "to", "after", "before") or tokens.codes.count("B") < 3:
        return None
    if not _word(tokens, m, "y").isdigit():
        return None
    if (after in "~^uU" and not (tokens.view and tokens.view.is_noun(tokens.starts[m.end()]) is False)) or len(tokens.words[m.start()]) != 3:
        return None
    return Reading("date", name, "DATE", m.start(), m.end(), year=int(_word(tokens, m, "y")), bc=True)


def _year_bc(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """The first year of "499-493 BC"."""
    if not _word(tokens, m, "y").isdigit():
        return None
    return Reading("date", name, "DATE", m.start(), m.end(), year=int(_word(tokens, m, "y")), bc=tokens.codes[m.end() + 2] == "B")


def _year_end(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """year end, year's end, month-end."""
    if _word(tokens, m, "u") not in ("Y", "M", "W", "Q"):
        return None
    return Reading("pointer", name, "DATE", m.start(), m.end(), unit=_word(tokens, m, "u"), pointer="the", mod="END")


def _from_day(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """two weeks from today."""
    number = _number(tokens, m, "n")
    r = Reading("shift", name, "DATE", m.start(), m.end(), unit=_word(tokens, m, "u"), sign=1, base="report", amount=number)
    return _modified(tokens, m, r) if tokens.values[m.start("r")] == "0" else None


def _day_of_month(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """on the 5th, the 28th of that month."""
    before = tokens.words[m.start() - 1] if m.start() else ""
    after = tokens.codes[m.end()] if m.end() < len(tokens.codes) else "|"
    if not _has(m, "l") and (before not in ("on", "by", "until", "since") or after not in ",.)~" or (tokens.view and tokens.view.is_noun(tokens.starts[m.end()]))):
        return None
    return Reading("date", name, "DATE", m.start(), m.end(), day=int(_word(tokens, m, "d")), pointer="that")


def _decade(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """the 1990s, mid-1980s, the '60s, the nineties."""
    if m.start() and tokens.codes[m.start() - 1] == "V":
        return None
    word = tokens.values[m.start("x")].strip("'’")
    digits = word[: 4 if word[:4].isdigit() else 2]
    value = digits[:3] if len(digits) == 4 else ("19" if digits[0] > "2" else "20") + digits[0]
    if len(digits) == 2 and not ((m.start("x") and tokens.codes[m.start("x") - 1] in "tG") or tokens.words[m.start("x")][0] in "'’"):
        return None
    return _modified(tokens, m, Reading("fixed", name, "DATE", m.start(), m.end(), value=value))


def _century(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """the 20th century, the fourth century BC."""
    n = int(_word(tokens, m, "o"))
    if n < 1 or _word(tokens, m, "u") != "C":
        return None
    bc = _has(m, "era") and tokens.codes[m.start("era")] == "B"
    value = f"BC{n - 1:02}" if bc else f"{n - 1:02}"
    return _modified(tokens, m, Reading("fixed", name, "DATE", m.start(), m.end(), value=value))


def _division(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """The third quarter (of 1990), the first half of last year, this year's second quarter."""
    n = int(_word(tokens, m, "o"))
    half = _has(m, "h")
    if not half and _word(tokens, m, "q") != "Q":
        return None
    if n == -1:
        n = 2 if half else 4
    if not 1 <= n <= (2 if half else 4) or tokens.words[m.start("h" if half else "q")] == "quarters":
        return None
    r = Reading("date", name, "DATE", m.start(), m.end(), division=f"{'H' if half else 'Q'}{n}")
    for group in ("y", "y2"):
        if _has(m, group):
            r.year = int(_word(tokens, m, group))
    for group in ("l", "l2"):
        if _has(m, group):
            r.pointer = _word(tokens, m, group)
    if half and r.year is None and not r.pointer and not _has(m, "u"):
        return None
    return _modified(tokens, m, r)


def _pointer(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """last week, this morning, the next day, early next year, the coming weekend, the previous night."""
    pointer, at = _word(tokens, m, "l"), m.start("u")
    unit, code = tokens.values[at], tokens.codes[at]
    if pointer in ("these", "those", "recent"):
        return None
    if code in "PN":
        r = Reading("pointer", name, "TIME", m.start(), m.end(), unit="D", part=unit, pointer=pointer)
        return _modified(tokens, m, r)
    if unit in ("E", "C", "L") and pointer in ("last", "next", "previous"):
        return Reading("length", name, "DURATION", m.start(), m.end(), length(1, unit), unit=unit, amount=1, pointer=pointer)
    if unit in _CLOCK_UNITS:
        if pointer in ("last", "past", "next", "previous", "following"):
            return Reading("length", name, "DURATION", m.start(), m.end(), length(1, unit), unit=unit, amount=1, pointer=pointer)
        return None
    if unit == "NI":
        unit, part = "D", "NI"
    else:
        part = _word(tokens, m, "part") if _has(m, "part") else ""
    r = Reading("pointer", name, "TIME" if part else "DATE", m.start(), m.end(), unit=unit, pointer=pointer, part=part)
    return _modified(tokens, m, r)


def _period(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """the latest period, that same period: the quarter that is spoken of."""
    pointer = _word(tokens, m, "l")
    if pointer not in ("latest", "that"):
        return None
    return Reading("pointer", name, "DATE", m.start(), m.end(), unit="Q", pointer=pointer)


def _the_unit(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """the weekend, the end of the month, the year: the one that is spoken of. Without a modifier only some stand for a date."""
    at = m.start("u")
    unit = tokens.values[at]
    before = tokens.words[m.start() - 1] if m.start() else ""
    if unit in _CLOCK_UNITS:
        return None
    if not _has(m, "pre") and not (unit == "WE" or (unit in ("Y", "M", "W", "Q") and before not in ("of", "over"))):
        return None
    if not _has(m, "pre") and m.end() < len(tokens.codes) and tokens.codes[m.end()] in "f~^" and tokens.words[m.end()] in ("of", "when", "that", "in"):
        return None
    if unit == "D" and not _has(m, "pre"):
        return None
    return _modified(tokens, m, Reading("pointer", name, "DATE", m.start(), m.end(), unit="D" if unit == "NI" else unit, pointer="the"))


def _nth(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """the first week of May 2021, the last day of the month, the second Tuesday of March."""
    n = int(_word(tokens, m, "o")) if _has(m, "o") else -1
    inner = _date(self, tokens, m, name)
    if inner is None:
        return None
    at = m.start("u")
    what = tokens.values[at]
    if tokens.codes[at] == "u" and what not in ("D", "W", "WE", "M"):
        return None
    if tokens.codes[at] == "W":
        inner.weekday = None
    counted = (n, f"W{what}" if tokens.codes[at] == "W" else what)
    return replace(inner, nth=counted, first=m.start(), last=m.end(), type="DATE")


def _holiday(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    at = m.start("h")
    r = Reading("date", name, "DATE", m.start(), m.end(), holiday=tokens.values[at], days=int(tokens.extras[at] or 1))
    if _has(m, "y"):
        r.year = int(_word(tokens, m, "y"))
    if _has(m, "l"):
        r.pointer = _word(tokens, m, "l")
    return _modified(tokens, m, r)


def _season(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """last summer, the spring of 1776, this fall; "fall" and "spring" alone only where nothing else can be meant."""
    at = m.start("s")
    framed = _has(m, "l") or _has(m, "y") or _has(m, "pre") or _has(m, "l2") or _has(m, "l3")
    framed = framed or (m.start() > 1 and tokens.codes[m.start() - 2 : m.start()] in ("S&", "S-", "S>"))
    before = tokens.words[m.start() - 1] if m.start() else ""
    after = tokens.codes[m.end()] if m.end() < len(tokens.codes) else "|"
    framed = framed or tokens.codes[m.end() : m.end() + 2] in ("&S", "-S", ">S", "/S")
    led = before in ("in", "during", "by", "since", "until", "through", "throughout", "over", "for")
    if tokens.extras[at] and not framed and (after in "fI^" or (after == "~" and not (led and _has(m, "t"))) or (not led and not _has(m, "t"))):
        return None
    if not framed and not _has(m, "t") and (not led or after == "^"):
        return None
    r = Reading("date", name, "DATE", m.start(), m.end(), season=tokens.values[at])
    if _has(m, "y"):
        r.year = int(_word(tokens, m, "y"))
    for group in ("l", "l2", "l3"):
        if _has(m, group):
            r.pointer = _word(tokens, m, group)
    r.bc = _has(m, "era") and tokens.codes[m.start("era")] == "B"
    return _modified(tokens, m, r)


def _shift(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """two weeks ago, a year earlier, three days later, year-ago."""
    at = m.start("k")
    sign, base, *needs = tokens.extras[at].split()
    after = tokens.codes[m.end()] if m.end() < len(tokens.codes) else "|"
    adverb = tokens.view is not None and (word := tokens.view.token(tokens.starts[at])) is not None and word.dep_ == "advmod"
    if needs and not (after in ".|)&" or adverb or (name == "shift-pointer" and after == ",") or tokens.words[m.end()] in (";", "”", "\"", "''", "?", "!")):
        return None
    if _has(m, "pre") is False and name == "shift-pointer" and tokens.values[m.start("u")] not in ("D", "W", "M", "Y", "NI"):
        return None
    unit_at = m.start("u")
    unit, times = tokens.values[unit_at], int(tokens.extras[unit_at] or 1) if tokens.codes[unit_at] in "uU" else 1
    number = _number(tokens, m, "n")
    if number is None and not _has(m, "n") and tokens.codes[unit_at] == "u":
        number = 1.0
    if _has(m, "half"):
        number = (number or 1) + 0.5
    r = Reading("shift", name, "DATE", m.start(), m.end(), unit=unit, sign=int(sign), base=base)
    r.amount = None if number is None else number * times
    if unit in _CLOCK_UNITS:
        r.type = "TIME"
    return _modified(tokens, m, r)


def _year_ago(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """year-ago, the year-earlier period, the year-ago third quarter, the quarter a year ago."""
    r = _shift(self, tokens, m, name)
    if r is not None and _has(m, "o"):
        r.division = f"Q{_word(tokens, m, 'o')}"
    return r


def _told_quarter(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """the 1988 quarter, last year's period: that year's part that is like the quarter told before."""
    if tokens.codes[m.start("q")] == "u" and _word(tokens, m, "q") != "Q":
        return None
    r = Reading("date", name, "DATE", m.start(), m.end(), division="Q0")
    r.year = int(_word(tokens, m, "y")) if _has(m, "y") else None
    r.pointer = _word(tokens, m, "l")
    return r


def _length(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | list[Reading] | None:
    """three days, more than four hours, the past two weeks, two-year, recent months, a year and a half, two to three weeks."""
    at = m.start("u")
    unit, times = tokens.values[at], int(tokens.extras[at] or 1) if tokens.codes[at] in "uU" else 1
    number = _number(tokens, m, "n")
    if tokens.codes[m.end() : m.end() + 2].lstrip("-")[:1] == "A":  # an age
        return None
    if tokens.codes[at] in "SP" and number is None:
        return None
    if not _has(m, "n"):
        number = None if tokens.codes[at] == "U" else 1.0
    if _has(m, "half"):
        number = (number or 0) + 0.5
    if unit == "WE":
        unit, times = "D", 2
    elif tokens.codes[at] in "SP":
        unit = "Y" if tokens.codes[at] == "S" else "D"
    if unit == "Q" and tokens.words[at] == "quarters" and not _has(m, "l"):
        return None
    pointer = _word(tokens, m, "l") if _has(m, "l") else ""
    r = Reading("length", name, "DURATION", m.start(), m.end(), length(number, unit, times), unit=unit, pointer=pointer)
    r.amount = None if number is None else number * times
    if r.value == "P24H" or (r.value == "PT24H" and pointer):
        r.value = "P1D" if tokens.codes[m.start("n")] == "w" else r.value
    if not pointer and not (m.end() < len(tokens.codes) and tokens.codes[m.end()] in "fkj"):
        if _has(m, "pre") and tokens.extras[m.start("pre")] == "deadline":
            r.pointer = "within"
        elif m.start() and tokens.words[m.start() - 1] == "in" and number is not None:
            r.pointer = "in"
    return _modified(tokens, m, r)


def _bare(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """weeks (of fighting), for years, in days: an open number of units."""
    at = m.start("u")
    before = tokens.codes[m.start() - 1] if m.start() else "|"
    after = tokens.codes[m.end()] if m.end() < len(tokens.codes) else "|"
    if before in "VtdwnDo'" or after == "A" or tokens.values[at] in ("WE", "S", "Q", "NI"):
        return None
    return Reading("length", name, "DURATION", m.start(), m.end(), length(None, tokens.values[at]), unit=tokens.values[at])


def _set(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """every day, each July, every two weeks, every Tuesday, Fridays, three times a week."""
    at = m.start("u")
    code, value = tokens.codes[at], tokens.values[at]
    r = Reading("fixed", name, "SET", m.start(), m.end())
    if code in "uU":
        number = _number(tokens, m, "n") if _has(m, "n") else 1.0
        if _has(m, "e") and tokens.values[m.start("e")] == "2":
            number = 2.0
        if _has(m, "o"):
            number = float(_word(tokens, m, "o"))
        if _has(m, "gap") and value not in ("D", "W", "M", "Y", "H", "N", "S", "NI"):
            return None
        r.value = length(number, value, int(tokens.extras[at] or 1))
        if value == "WE":
            r.value = "XXXX-WXX-WE"
    elif code == "W":
        r.value = f"XXXX-WXX-{value}" + (f"T{_word(tokens, m, 'part')}" if _has(m, "part") else "")
    elif code == "M":
        r.value = f"XXXX-{int(value):02}" + (f"-{int(_word(tokens, m, 'd')):02}" if _has(m, "d") else "")
    elif code == "S":
        r.value = f"XXXX-{value}"
    elif code in "PN":
        r.value = f"XXXX-XX-XXT{value}"
    else:
        return None
    return r


def _weekdays(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    at = m.start("u")
    if tokens.extras[at] != "plural":
        return None
    return Reading("fixed", name, "SET", m.start(), m.end(), value=f"XXXX-WXX-{tokens.values[at]}")


def _reference(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    at = m.start("R")
    kind, value = tokens.values[at].split()
    before = tokens.words[m.start() - 1] if m.start() else ""
    after = tokens.codes[m.end()] if m.end() < len(tokens.codes) else "|"
    needs = tokens.extras[at]
    if needs == "now" and ((after in "," and before in ("", ".", "|")) or tokens.words[m.end() : m.end() + 1] == ["that"] or after == "-" or before == "-"):
        return None
    if needs == "soon" and tokens.view and tokens.view.direction(tokens.starts[at], tokens.ends[at]) <= 0:
        return None
    if needs == "soon" and (before in ("as", "too", "how", "so", "very") or tokens.words[m.end() : m.end() + 1] in (["after"], ["before"], ["as"], ["thereafter"])):
        return None
    if needs == "adjective" and (after in "|.,)&" or after == "-" or before == "-" or (before == "a" and False)):
        return None
    if needs == "noun" and after in "~^wdnzuUMSW":
        return None if tokens.words[m.end()] not in ("is", "was", "will", "has", "had", "for", "with", "by", "when", "as", "that", "into", "from") else Reading("fixed", name, kind, m.start(), m.end(), value=value)
    return Reading("fixed", name, kind, m.start(), m.end(), value=value)


def _current(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """recent (talks), the current (government): an adjective that points at a time; "the past" as a noun."""
    at = m.start("l")
    word = tokens.words[at]
    value = tokens.values[at]
    after = tokens.codes[m.end()] if m.end() < len(tokens.codes) else "|"
    if value == "recent" and after in "~^":
        return Reading("fixed", name, "DATE", at, at + 1, value="PAST_REF")
    if word == "current" and after in "~^":
        return Reading("fixed", name, "DATE", at, at + 1, value="PRESENT_REF")
    noun = tokens.view.is_noun(tokens.starts[m.end()]) if tokens.view and after != "|" else None
    if word == "past" and _has(m, "t") and (after in ".,|)&" or (noun is False and after in "~^Vf")):
        return Reading("fixed", name, "DATE", m.start(), m.end(), value="PAST_REF")
    return None


def _time(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """10 p.m., 14:30 GMT, at 6:15, 5 o'clock: the clock of the day spoken of."""
    clock = _clock(tokens, m)
    if clock is None:
        return None
    colon = tokens.codes[m.start("hour")] == "c"
    before = tokens.codes[m.start() - 1] if m.start() else "|"
    marked = _has(m, "half") or _has(m, "zone") or "O" in m[0]
    if (not marked and not (colon and before in "IQ>")) or (not colon and not _has(m, "half") and "O" not in m[0]):
        return None
    return _modified(tokens, m, Reading("pointer", name, "TIME", m.start(), m.end(), unit="D", pointer="the", part=clock))


def _part(self: Grammar, tokens: Tokens, m: re.Match[str], name: str) -> Reading | None:
    """at dawn, overnight, around midnight, in the morning: on the day spoken of."""
    at = m.start("part")
    alone = tokens.codes[at] == "N"
    before = tokens.codes[m.start() - 1] if m.start() else "|"
    if not alone and not (_has(m, "t") and before in "I~" and (m.start() == 0 or tokens.words[m.start() - 1] in ("in", "during"))):
        return None
    r = Reading("pointer", name, "TIME", m.start(), m.end(), unit="D", pointer="the", part=tokens.values[at])
    return _modified(tokens, m, r)


_MDAY = r"(?:(?P<m>[MH])t?(?P<d>[dD])(?![-]?[uU%])(?:,?(?P<y>y))?)"
_DMAY = r"(?:t?(?P<d>[dD])-?f?(?P<m>[MH])(?:(?:,|-|f)?" + _YEAR + r")?(?P<era>[BC]?))"
_N = r"(?P<n>[dwnbzah])"

#: (name, codes it may start with, pattern, function); at one token the first that fits wins
RULES: tuple[tuple[str, str, str, Build], ...] = (
    ("iso", "@", r"@", _iso),
    ("slash", "#", r"#", _slash),
    ("night-of", "tP", r"t?(?P<part>P)f(?:(?P<wd>W),?)?(?:" + r"t?(?P<d>[dD])(?:[-&/>][dD])?f?(?P<m>M),?(?P<y>y)?)", _night_of),
    ("night-of", "tP", r"t?(?P<part>P)f(?:(?P<wd>W),?)?(?P<m>M)t?(?P<d>[dD])(?:[-&/>][dD])?(?:,?(?P<y>y))?", _night_of),
    ("night-of", "tPN", r"t?(?P<part>[PN])(?:f|I)?(?P<l>l)?(?P<wd>W)P?", _night_of),
    ("division", "tolGQjyV", _PRE + r"[tV]?(?P<l>l)?(?:(?P<u>u)'|(?P<y>y)'?|(?:F))*-?F?-?(?P<o>[oD])(?:F)?-?(?:(?P<q>u)|(?P<h>h))(?:(?:f|I)?(?:F|t)?(?:(?P<l2>l)u|(?P<y2>y)))?", _division),
    ("nth", "to", r"t?(?:(?P<o>[oD])|l)(?P<u>[uW])(?:f|I)t?(?P<m>M)(?:,|f)?(?P<y>y)?", _nth),
    ("nth", "to", r"t?(?:(?P<o>[oD])|l)(?P<u>[uW])(?:f|I)(?P<y>y)", _nth),
    ("day-range", "dDw", r"(?P<d1>[dD])(?:-|>|&)t?(?P<d2>[dD])f?(?P<m>[MH])(?:,?(?P<y>y))?", _day_range),
    ("day-range", "M", r"(?P<m>M)(?P<d1>[dD])(?:-|>|&)(?P<d2>[dD])(?![-]?[uU])(?:,?(?P<y>y))?", _day_range),
    ("clock-day", "Qdwc", _PRE + _CLOCK + r",?I?(?:(?P<wd>W),?)?" + _MDAY, _date),
    ("clock-day", "Qdwc", _PRE + _CLOCK + r",?I?(?:(?P<wd>W),?)?" + _DMAY, _date),
    ("clock-day", "Qdwc", _PRE + _CLOCK + r",?I?(?P<l>l)?(?P<wd>W)", _date),
    ("clock-day", "Qdwc", _PRE + _CLOCK + r",?I?(?P<r>r)", _rel_day),
    ("day", "tlWMGQj", _PRE + r"(?:t(?=l))?(?P<l>l)?(?:(?P<wd>W),?)?t?" + _MDAY + r"(?:,?" + _PART + r")?", _date),
    ("day", "WtdDGQj", _PRE + r"(?:(?P<wd>W),?)?" + _DMAY + r"(?:,?" + _PART + r")?", _date),
    ("month", "tMGQjlH", _PRE + r"(?:t(?=l))?(?P<l>l)?-?(?P<m>[MH])(?:(?:,|f)?" + _YEAR + r"|,?f(?P<ly>l)u(?!'))?(?P<era>[BC]?)", _date),
    ("weekday", "tWGQjl", _PRE + r"(?:t(?=l))?(?P<l>l)?(?P<wd>W)(?:,?" + _PART + r")?", _date),
    ("rel-day", "PrGQj", _PRE + r"(?:(?P<part>[PN])I?)(?P<r>r)", _rel_day),
    ("rel-day", "rGQj", _PRE + r"(?P<r>r)" + _PART + r"?", _rel_day),
    ("holiday", "GQjltY", _PRE + r"(?P<l>l)?(?P<h>Y)(?:,?f?(?P<y>y))?", _holiday),
    ("set", "E", r"(?P<e>E)(?P<o>[oD])?(?P<n>[dwnzb])?(?P<u>[uUWSPNM])(?P<d>[dD])?(?P<part>P)?", _set),
    ("set", "dwnT", r"(?:[dwnzb]J|T)(?P<gap>a)(?P<u>u)", _set),
    ("weekdays", "W", r"(?P<u>W)", _weekdays),
    ("season", "tSGQjlaV", _PRE + r"(?P<t>t)?(?P<l>l)?(?:(?P<l2>l)u')?(?P<s>S)(?:(?:f|,|I)?" + _YEAR + r"(?P<era>[BC]?)|f(?P<l3>l)u(?!'))?", _season),
    ("from-day", "Qdwnbzah", r"(?P<pre>Q?)(?P<n>[dwnbzah])v?-?(?P<u>[uU])g(?P<r>r)", _from_day),
    ("shift-pointer", "t", r"t(?P<u>u)(?P<k>[kj])", _shift),
    ("ago-unit", "tau", r"(?P<pre>)t?(?P<n>a)?(?P<u>u)-(?P<k>[kj])(?:(?P<o>o)?-?(?P<q>u)|(?P<i>i))?", _year_ago),
    ("ago-unit", "t", r"(?P<pre>)t(?P<q>u)(?P<n>a)(?P<u>u)(?P<k>[kj])", _year_ago),
    ("told-quarter", "ty", r"t?(?P<y>y)(?P<q>[ui])", _told_quarter),
    ("told-quarter", "l", r"(?P<l>l)u'(?P<q>[ui])", _told_quarter),
    ("day-of-month", "t", r"t(?P<d>D)(?:f(?P<l>l)u)?", _day_of_month),
    ("shift", "GQjdwnbzahutU", _PRE + r"(?:Q)?(?P<n>[dwnbzah])?v?-?(?P<u>[uU])(?:(?P<half>&h))?-?(?P<k>[kj])", _shift),
    ("length", "tlQjdwnbzahoV", r"(?P<pre>Q?)(?:[tV])?(?P<l>l)?o?Q?(?P<n>[dwnbza])(?:(?:>|/|-|&)(?P<n1>[dwnbz]))?v*-?(?P<u>[uU])(?:(?P<half>&h))?(?:-?L)?(?P<post>q?)", _length),
    ("period", "tlV", r"(?:[tV])?(?P<l>l)(?P<u>i)(?P<post>)", _period),
    ("length", "h", r"(?P<n>h)-?(?P<u>u)(?P<post>q?)", _length),
    ("length", "tlVo", r"(?P<pre>)(?:[tV])?(?P<l>l)(?P<n>z)?v?(?P<u>U)(?P<post>q?)", _length),
    ("pointer", "tlGQj", _PRE + r"t?(?P<l>l)v?F?(?P<u>[uPN])" + _PART + r"?(?P<post>q?)", _pointer),
    ("year", "tu", r"t?(?P<fixed>u)(?P<y>w)", _year),
    ("short-year", "y", r"(?P<y>y)-(?P<y2>[dn])(?![-uU.]?[uUdn])", _short_year),
    ("year-range", "n", r"(?P<y>n)(?=[-&]n[BC])", _year_bc),
    ("year", "tGQjyuF", _PRE + r"(?:(?P<fixed>t?u(?=y)|F)|t(?=yF?u))?(?P<y>y)(?P<era>[BC]?)(?P<post>q?)", _year),
    ("year-bc", "Qdnyw", _PRE + r"(?P<y>[dny])(?P<era>[BC])", _year),
    ("old-year", "n", r"(?P<y>n)", _old_year),
    ("decade", "tGQjX", _PRE + r"t?(?P<x>X)", _decade),
    ("century", "tGQjoD", _PRE + r"t?(?P<o>[oD])-?(?P<u>u)(?P<era>[BC]?)", _century),
    ("the-unit", "tGQj", _PRE + r"t(?:F|v)?(?P<u>u)", _the_unit),
    ("year-end", "tu", r"t?(?P<u>u)(?:-|')?e", _year_end),
    ("bare", "U", r"(?P<u>U)", _bare),
    ("time", "Qdwc", r"(?P<pre>Q?)" + _CLOCK, _time),
    ("part", "tGQPN", _PRE + r"(?P<t>t)?(?P<part>[PN])", _part),
    ("reference", "R", r"(?P<R>R)", _reference),
    ("current", "tl", r"(?P<t>t)?(?P<l>l)", _current),
)
