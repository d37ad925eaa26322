"""The grammar of times: rules over the codes of words.py, each with a function that says what the words mean.

Newcomer: start at RULES. A rule is a regular expression over codes with named groups for its parts; the first rule that matches at a
token and whose function accepts wins, and reading goes on behind it. The functions stand by meaning in dates, years, pointers and
lengths. What depends on the day of the report or on the text before (which Tuesday?) is left open in the Reading and settled by anchor.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ceasewire.reference.timex import dates, lengths, pointers, years
from ceasewire.reference.timex.reading import Match, Reading
from ceasewire.reference.timex.words import Tokens, Vocabulary

_LONGEST_ENDING = 4  # words, of endings.txt
_QUARTER = re.compile(r"[oDl]F?-?u")

Build = Callable[[Match], "Reading | list[Reading] | None"]


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
                reading = build(Match(tokens, m, name, self.vocabulary)) if m is not None else None
                if reading is None:
                    continue
                readings = reading if isinstance(reading, list) else [reading]
                for r in readings:
                    _trim(tokens, r)
                if not any(_is_name(tokens, r) for r in readings):
                    yield from readings
                at = max(r.last for r in readings)
                break

    def border(self, tokens: Tokens, r: Reading) -> tuple[str, str | None]:
        """(side, mod) of the preposition before the reading: ("until", "ON_OR_BEFORE") for "by"; empty where there is none.

        "after yesterday's attack" is a border of the attack, not of yesterday; "before the year is out" ends with the year.
        """
        first = r.first
        if tokens.codes[r.last : r.last + 1] == "'":
            return "", None
        for size in range(self.vocabulary.longest_border, 0, -1):
            words = tuple(" ".join(tokens.words[max(0, first - size) : first]).split())
            for k in range(len(words), 0, -1):
                if k >= size and (found := self.vocabulary.borders.get(words[-k:])):
                    over = found[0] == "before" and self._is_over(tokens, r.last)
                    return ("until", "ON_OR_BEFORE") if over else found
        return "", None

    def _is_over(self, tokens: Tokens, at: int) -> bool:
        """Do the words from the token on say that the time before them comes to its end ("is out")?"""
        behind = " ".join(tokens.words[at : at + _LONGEST_ENDING])
        return any(f"{behind} ".startswith(f"{words} ") for words in self.vocabulary.endings)


def names_quarter(tokens: Tokens) -> bool:
    """Is a quarter of a year told here: the third quarter, this quarter, Q3?"""
    return "K" in tokens.codes or any(tokens.values[m.end() - 1] == "Q" for m in _QUARTER.finditer(tokens.codes))


def _trim(tokens: Tokens, r: Reading) -> None:
    """Leaves out what belongs to the words around: the article in "the May 5 attack", the preposition in "over the past year"."""
    first, last = r.first, r.last
    view = tokens.view
    if tokens.extras[first] == "number":
        if tokens.codes[first + 1] in "tlV" or (view is not None and view.is_preposition(tokens.starts[first])):
            r.first, r.mod = first + 1, None
    elif last - first > 1 and (tokens.codes[first] in "taV" or (tokens.codes[first] == "l" and r.day is not None)):
        named = tokens.codes[first : first + 2] == "tM" and r.day is not None
        named = named or (tokens.codes[first] == "l" and r.year is not None)
        if named or (view is not None and view.belongs_behind(tokens.starts[first], tokens.ends[last - 1])):
            r.first = first + 1
            r.pointer = "" if tokens.codes[first] == "l" else r.pointer  # "in this May 3 photo"


def _is_name(tokens: Tokens, r: Reading) -> bool:
    """Is it part of a title or name ("60 Minutes", "USA Today", the "Seven Years War"), by its capitals in running text?"""
    for i in range(max(r.first, 1), r.last):
        if tokens.codes[i] in "uUrR" and tokens.words[i - 1][-1].isalnum() and _is_capitalised(tokens, i):
            around = [*range(max(0, r.first - 4), r.first), *range(r.last, min(r.last + 4, len(tokens.words)))]
            if any(len(tokens.words[k]) > 3 and tokens.text[tokens.starts[k]].islower() for k in around):
                return True
    return False


def _is_capitalised(tokens: Tokens, i: int) -> bool:
    word = tokens.text[tokens.starts[i] : tokens.ends[i]]
    return word[0].isupper() and word[1:2].islower()


# ---- the parts of a rule ----
_PRE = r"(?:t(?=[Gj]))?(?P<pre>(?:Q(?=[Gj]|[MdDWyXc])|[GQj](?:-|I(?=l))?t?|))"
_YEAR = r"(?P<y>[yx]|[nd](?=[BC]))"
_PART = r"(?:-?(?P<part>[PN]))"
_CLOCK = r"(?:(?P<hour>[dwc]|[ny](?=ZU?|U))O?(?P<half>[mp]?)(?:(?P<zone>Z)|\(?Z\)?|(?<=[cny])U)?(?:\([dcny][mp]?Z\))?)"
_OF_YEAR = r"(?:,?f?(?P<ly>l)u(?!'))"
_MDAY = r"(?:(?P<m>[MH])(?:t?(?P<d>[dD])|(?P<nth>o)(?![~^]))(?![-]?[uU%])(?:,?f?(?P<y>y)|" + _OF_YEAR + r")?)"
_DMAY = r"(?:t?(?P<d>[dD]|o(?=f))-?f?(?P<m>[MH])(?:(?:,|-|f)?" + _YEAR + r"|" + _OF_YEAR + r"|(?P<yy>n)(?=[-,.(|)]))?(?P<era>[BC]?))"

#: (name, codes it may start with, pattern, function); at one token the first that fits wins
RULES: tuple[tuple[str, str, str, Build], ...] = (
    ("iso", "@", r"@", dates.iso),
    ("slash", "#", r"#", dates.slash),
    ("night-of", "tP", r"t?(?P<part>P)f(?:(?P<wd>W),?)?t?(?P<d>[dD])(?:[-&/>]t?(?P<d2>[dD]))?f?(?P<m>M)(?:,?(?P<y>y))?", dates.night_of),
    ("night-of", "tP", r"t?(?P<part>P)f(?:(?P<wd>W),?)?(?P<m>M)t?(?P<d>[dD])(?:[-&/>]t?(?P<d2>[dD]))?(?:,?(?P<y>y))?", dates.night_of),
    ("day-part", "tN", r"t?(?P<part>N)(?:,|f|I)?(?:(?P<wd>W),?)?" + _MDAY, dates.day_part),
    ("day-part", "tN", r"t?(?P<part>N)(?:,|f|I)?(?:(?P<wd>W),?)?" + _DMAY, dates.day_part),
    ("night-of", "tPN", r"t?(?P<part>[PN])(?:f|I)?(?P<l>l)?(?P<wd>W)P?", dates.night_of),
    (
        "division", "tolGQjyV",
        _PRE + r"[tV]?(?P<l>l)?(?:(?P<u>u)'|(?P<y>y)'?|F)*-?F?-?(?P<o>[oD])F?-?(?:(?P<q>u)|(?P<h>h))"
        r"(?:[fI]?[Ft]?(?:(?P<l2>l)u|(?P<y2>y))|ft(?P<whole>u))?",
        years.division,
    ),
    ("division", "tl", r"t?l(?P<h>h)[fI](?:[Ft]?(?:(?P<l2>l)u|(?P<y2>y)))", years.division),
    ("division", "Ky", r"(?:(?P<y>y)-?)?(?P<k>K)(?:[fI,-]?(?P<y2>y)|f(?P<l2>l)u)?", years.short_division),
    ("unit-of", "tu", r"t?(?P<u>u)f?" + _MDAY, dates.unit_of),
    ("unit-of", "tu", r"t?(?P<u>u)f?" + _DMAY, dates.unit_of),
    ("unit-of", "tu", r"t?(?P<u>u)f(?P<m>M)(?:[,f]?(?P<y>y))?", dates.unit_of),
    ("nth", "to", r"t?(?:(?P<o>[oD])|l)(?P<u>[uW])(?:f|I)t?(?P<m>M)(?:,|f)?(?P<y>y)?", dates.nth),
    ("nth", "to", r"t?(?:(?P<o>[oD])|l)(?P<u>[uW])(?:f|I)(?P<y>y)", dates.nth),
    ("nth", "to", r"t?(?:(?P<o>[oD])|l)(?P<u>u)f(?:t|(?P<l2>l))(?P<v>u)", dates.nth_of_unit),
    ("day-range", "dDw", r"(?P<d1>[dD])(?:-|>|&)t?(?P<d2>[dD])f?(?P<m>[MH])(?:,?(?P<y>y))?", dates.day_range),
    ("day-range", "M", r"(?P<m>M)(?P<d1>[dD])(?:-|>|&)(?P<d2>[dD])(?![-]?[uU])(?:,?(?P<y>y))?", dates.day_range),
    ("clock-day", "Qdwcny", _PRE + _CLOCK + r",?I?(?:(?P<wd>W),?)?" + _MDAY, dates.date),
    ("clock-day", "Qdwcny", _PRE + _CLOCK + r",?I?(?:(?P<wd>W),?)?" + _DMAY, dates.date),
    ("clock-day", "Qdwcny", _PRE + _CLOCK + r",?I?(?P<l>l)?(?P<wd>W)", dates.date),
    ("clock-day", "Qdwcny", _PRE + _CLOCK + r",?I?(?P<r>r)", pointers.rel_day),
    ("day", "tlWMGQj", _PRE + r"(?:t(?=l))?(?P<l>l)?(?:(?P<wd>W),?)?" + _MDAY + r"(?:,?" + _PART + r")?", dates.date),
    ("day", "WtdDoGQjl", _PRE + r"(?:t(?=l))?(?P<l>l)?(?:(?P<wd>W),?)?" + _DMAY + r"(?:,?" + _PART + r")?", dates.date),
    (
        "month", "tMGQjlH",
        _PRE + r"(?:t(?=l))?(?P<l>l)?-?(?P<m>[MH])(?:[,f]?" + _YEAR + r"|" + _OF_YEAR + r")?(?P<era>[BC]?)",
        dates.date,
    ),
    ("weekday", "tWGQjl", _PRE + r"(?:t(?=l))?(?P<l>l)?(?P<wd>W)(?:,?" + _PART + r")?" + _OF_YEAR + "?", dates.date),
    ("rel-day", "PrGQj", _PRE + r"(?:(?P<part>[PN])I?)(?P<r>r)", pointers.rel_day),
    ("rel-day", "rGQj", _PRE + r"(?P<r>r)" + _PART + r"?", pointers.rel_day),
    ("holiday", "GQjltY", _PRE + r"(?:t(?=Yu))?(?P<l>l)?(?P<h>Y)(?P<u>u)?(?:,?f?(?P<y>y))?", dates.holiday),
    ("set", "E", r"(?P<e>E)(?P<o>[oD])?(?P<n>[dwnzb])?(?P<u>[uUWSPNM])(?P<d>[dD])?(?P<part>P)?", lengths.repeated),
    ("set", "dwnzbT", r"[dwnzb]?T(?P<gap>a)(?P<u>u)", lengths.repeated),
    ("weekdays", "W", r"(?P<u>W)", lengths.weekdays),
    (
        "season", "tSGQjlaV",
        _PRE + r"(?P<t>t)?(?P<l>l)?(?:(?P<l2>l)u')?(?P<s>S)(?:[f,I]?" + _YEAR + r"(?:[-/]d)?(?P<era>[BC]?)|f?(?P<l3>l)u(?!'))?",
        years.season,
    ),
    ("from-day", "QdwnJbzah", r"(?P<pre>Q?)(?P<n>[dwnJbzah])v?-?(?P<u>[uU])g(?:(?P<r>r)|(?P<wd>W))", pointers.from_day),
    ("shift-pointer", "t", r"t(?P<u>u)(?P<k>[kj])", pointers.shift),
    ("ago-unit", "tau", r"(?P<pre>)t?(?P<n>a)?(?P<u>u)-(?P<k>[kj])(?:(?P<o>o)?-?(?P<q>u)|(?P<i>i))?", pointers.year_ago),
    ("ago-unit", "t", r"(?P<pre>)t(?P<q>u)(?P<n>a)(?P<u>u)(?P<k>[kj])", pointers.year_ago),
    ("told-quarter", "ty", r"t?(?P<y>y)(?P<q>[ui])", years.told_quarter),
    ("told-quarter", "l", r"(?P<l>l)u'(?P<q>[ui])", years.told_quarter),
    ("day-of-month", "t", r"t(?P<d>D)(?:f(?P<l>l)u)?", dates.day_of_month),
    ("shift", "GQjdwnJbzahutU", _PRE + r"(?:Q)?(?P<n>[dwnJbzah])?v?-?(?P<u>[uU])(?P<half>&h)?(?P<post>q?)-?(?P<k>[kj])", pointers.shift),
    ("length", "ta", r"[ta](?P<n>[dwnbz])-?(?P<u>u)(?P<period>i)", lengths.length),
    (
        "length", "tlQjdwnJbzahoV",
        r"(?P<pre>Q?)[tV]?(?P<l>l)?o?Q?(?P<n>[dwnJbza])(?:[>/&-](?P<n1>[dwnJbz]))?v*-?(?P<u>[uU])(?P<half>&h)?(?:-?L)?(?P<post>q?)",
        lengths.length,
    ),
    ("period", "tlV", r"(?:[tV])?(?P<l>l)(?P<u>i)(?P<post>)", pointers.period),
    ("length", "h", r"(?P<n>h)-?(?P<u>u)(?P<post>q?)", lengths.length),
    ("length", "tlVo", r"(?P<pre>)(?:[tV])?(?P<l>l)(?P<n>z)?v?(?P<u>U)(?P<post>q?)", lengths.length),
    ("pointer", "tlGQj", _PRE + r"t?(?P<l>l)v?F?(?P<u>[uPN])" + _PART + r"?(?P<post>q?)", pointers.pointer),
    ("year", "tu", r"t?(?P<fixed>u)(?P<y>w)", years.year),
    ("short-year", "x", r"(?P<y>x)", years.year),
    ("year", "C", r"(?P<era>C)(?P<y>[ynd])", years.year),
    ("short-year", "y", r"(?P<y>y)-(?P<y2>[dn])(?![-uU.]?[uUdn])", years.short_year),
    ("year-range", "n", r"(?P<y>n)(?=[->&]n[BC])", years.year_bc),
    ("year", "tGQjyuF", _PRE + r"(?:(?P<fixed>t?u(?=y)|F)|t(?=yF?u))?(?P<y>[yx])(?P<era>[BC]?)(?P<post>q?)", years.year),
    ("year-bc", "tGQdnyw", _PRE + r"(?P<y>[dny])(?P<era>[BC])", years.year),
    ("old-year", "tGn", _PRE + r"(?P<y>n)", years.old_year),
    ("decade", "tGQjX", _PRE + r"t?(?P<x>X)", years.decade),
    ("century", "tGQjoD", _PRE + r"t?(?P<o>[oD])-?(?P<u>u)(?P<era>[BC]?)", years.century),
    ("the-unit", "tGQj", _PRE + r"t(?:F|v)?(?P<u>u)", pointers.the_unit),
    ("year-end", "tu", r"t?(?P<u>u)(?:-|')?e", years.year_end),
    ("lasting", "auU", r"a?(?P<u>[uU])(?:-?(?P<long>L)|(?=-?A))", lengths.lasting),
    ("ahead", "tU", r"t?(?P<u>U)s", lengths.ahead),
    ("over-the-years", "t", r"t(?P<u>U)", lengths.over_the_years),
    ("bare", "U", r"(?P<u>U)", lengths.bare),
    ("time", "Qdwcny", r"(?P<pre>Q?)" + _CLOCK, pointers.time),
    ("time", "dwc", r"(?P<hour>[dwc])It?(?P<part>P)", pointers.hour_of_part),
    ("time", "ny", r"(?P<hour>[ny])(?![~^uU%-])", pointers.military),
    ("part", "tGQPN", _PRE + r"(?P<t>t)?(?P<part>[PN])", pointers.part),
    ("reference", "R", r"(?P<R>R)", pointers.reference),
    ("current", "tl", r"(?P<t>t)?(?P<l>l)", pointers.current),
)
