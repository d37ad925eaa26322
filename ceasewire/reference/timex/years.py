"""Years and what they are made of and make up: "1998", "the spring of 2019", "the third quarter", "the 1990s", "480 BC"."""

from __future__ import annotations

from dataclasses import replace

from ceasewire.reference.timex.reading import Match, Reading

#: words that lead a round number only where it is a year, and those that follow one
_YEAR_LEADERS = (
    "in", "of", "since", "by", "until", "from", "after", "before", "during", "between", "and", "to", "the", "(", "–", "-",
)
_SHORT_LEADERS = ("in", "of", "since", "by", "until", "from", "before", "after")
_BC_LEADERS = ("in", "by", "since", "until", "of", "from", "during", "to", "after", "before")
#: articles of a text that count years before Christ: from so many on a bare number of three digits is such a year too
_BC_TEXT = 3


def year(m: Match) -> Reading | None:
    """A bare year, where it is one."""
    number = int(m.value("y"))
    if m.code("y") == "w" and (m.tokens.values[m.at("y") - 1] != "Y" or not 1000 <= number <= 2100):
        return None
    if m.code("y") == "x" and m.word_before not in _SHORT_LEADERS and not m.has("pre"):
        return None
    if not m.has("era") and not _is_year(m, number):
        return None
    return m.bend(m.reading("date", "DATE", year=number, bc=m.has("era") and m.code("era") == "B"))


def _is_year(m: Match, number: int) -> bool:
    """Is the number of four digits a year? Not after "Resolution" or "$", not before a unit or what is counted in round numbers."""
    before, code, after = m.word_before, m.after, m.word_after
    if m.has("fixed") or (m.has("pre") and m.code("pre") in "Gj"):
        return True
    if before in m.vocabulary.not_years or after == "%":
        return False
    if before == "-" and tuple(m.tokens.words[m.first - 2 : m.first]) in m.vocabulary.borders:  # "pre-1967"
        return True
    if m.tokens.codes[m.last : m.last + 3] == "-d-":  # "release 2011-01-S-322"
        return False
    if code in "uUZ" and not (code == "u" and before == "the"):
        return False
    old = not 1700 <= number <= 2060
    if number % 50 == 0 or old:
        framed = before in _YEAR_LEADERS
        if code in ",.)|&>-fI" or after in ("by", "when", "as", "a", "the"):
            return framed
        return framed and (code != "~" or (not old and not after.endswith("s")))
    counted = code == "~" and after.endswith("s") and after not in ("was", "is", "has", "as", "his")
    return not counted or before in ("the", "in", "of", "s", "a", "since", "'s")


def short_year(m: Match) -> list[Reading] | None:
    """2009-10, 1939–45: two years, the second written short."""
    one, two = int(m.value("y")), m.value("y2")
    if len(m.text("y2")) != 2 or not one % 100 < int(two) <= 99 or not 1000 <= one <= 2100:
        return None
    first = m.reading("date", "DATE", year=one)
    first.last = m.found.end("y")
    return [first, replace(first, first=m.at("y2"), last=m.last, year=one - one % 100 + int(two))]


def old_year(m: Match) -> Reading | None:
    """in 241, in a text that counts years before Christ."""
    if (m.word_before not in _BC_LEADERS and not m.has("pre")) or m.tokens.codes.count("B") < _BC_TEXT:
        return None
    if not m.value("y").isdigit() or len(m.text("y")) != 3:
        return None
    if m.after in "~^uU" and m.noun_follows() is not False:
        return None
    return m.bend(m.reading("date", "DATE", year=int(m.value("y")), bc=True))


def year_bc(m: Match) -> Reading | None:
    """The first year of "499-493 BC"."""
    if not m.value("y").isdigit():
        return None
    return m.reading("date", "DATE", year=int(m.value("y")), bc=m.tokens.codes[m.last + 2] == "B")


def year_end(m: Match) -> Reading | None:
    """year end, year's end, month-end."""
    if m.value("u") not in ("Y", "M", "W", "Q"):
        return None
    return m.reading("pointer", "DATE", unit=m.value("u"), pointer="the", mod="END")


def decade(m: Match) -> Reading | None:
    """the 1990s, mid-1980s, the '60s, the nineties."""
    at = m.at("x")
    if m.before == "V" or (m.text("x").isalpha() and (not at or m.tokens.codes[at - 1] not in "tG")):  # "in her thirties"
        return None
    word = m.value("x").strip("'’")
    digits = word[: 4 if word[:4].isdigit() else 2]
    value = digits[:3] if len(digits) == 4 else ("19" if digits[0] > "2" else "20") + digits[0]
    if len(digits) == 2 and not ((at and m.tokens.codes[at - 1] in "tG") or m.text("x")[0] in "'’"):
        return None
    return m.bend(m.reading("fixed", "DATE", value=value))


def century(m: Match) -> Reading | None:
    """the 20th century, the fourth century BC."""
    n = int(m.value("o"))
    if n < 1 or m.value("u") != "C":
        return None
    bc = m.has("era") and m.code("era") == "B"
    return m.bend(m.reading("fixed", "DATE", value=f"BC{n - 1:02}" if bc else f"{n - 1:02}"))


def division(m: Match) -> Reading | None:
    """The third quarter (of 1990), the first half of last year, this year's second quarter."""
    n = int(m.value("o")) if m.has("o") else -1  # "the last half of 1989"
    half = m.has("h")
    if not half and m.value("q") != "Q":
        return None
    if n == -1:
        n = 2 if half else 4
    if not 1 <= n <= (2 if half else 4) or m.text("h" if half else "q") == "quarters":
        return None
    r = m.reading("date", "DATE", division=f"{'H' if half else 'Q'}{n}", of_year=m.value("l2"))
    if m.has("whole"):  # "of the year", not "of the century"
        if m.value("whole") != "Y":
            return None
        r.of_year = "this"
    elif m.has("u"):
        r.of_year = m.value("l")
    else:
        r.pointer = m.value("l")
    r.year = int(m.first_value("y", "y2")) if m.has("y") or m.has("y2") else None
    if half and r.year is None and not r.pointer and not r.of_year:
        return None
    return m.bend(r)


def short_division(m: Match) -> Reading | None:
    """Q3 2020, Q1, H1 of last year; a bare H1 is a visa or a road."""
    r = m.reading("date", "DATE", division=m.value("k"), of_year=m.value("l2"))
    r.year = int(m.first_value("y", "y2")) if m.has("y") or m.has("y2") else None
    return r if r.year or r.of_year or r.division[0] == "Q" else None


def told_quarter(m: Match) -> Reading | None:
    """the 1988 quarter, last year's period: that year's part that is like the quarter told before."""
    if m.code("q") == "u" and m.value("q") != "Q":
        return None
    return m.reading("date", "DATE", division="Q0", year=int(m.value("y")) if m.has("y") else None, pointer=m.value("l"))


def season(m: Match) -> Reading | None:
    """last summer, the spring of 1776, this fall; "fall" and "spring" alone only where nothing else can be meant."""
    codes, after = m.tokens.codes, m.after
    framed = any(map(m.has, ("l", "y", "pre", "l2", "l3")))
    framed = framed or (m.first > 1 and codes[m.first - 2 : m.first] in ("S&", "S-", "S>"))
    framed = framed or codes[m.last : m.last + 2] in ("&S", "-S", ">S", "/S")
    led = m.word_before in ("in", "during", "by", "since", "until", "through", "throughout", "over", "for")
    if not framed and not m.has("t") and (not led or after == "^"):
        return None
    if m.extra("s") and not framed and (after in "fI^" or (after == "~" and not (led and m.has("t"))) or not (led or m.has("t"))):
        return None
    r = m.reading("date", "DATE", season=m.value("s"), pointer=m.value("l"), of_year=m.first_value("l2", "l3"))
    if m.has("y"):
        r.year = int(m.value("y"))
    r.bc = m.has("era") and m.code("era") == "B"
    return m.bend(r)
