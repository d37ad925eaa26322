"""Number words and figures to values: "2,500", "2.500", "2 500", "1.2m", "two dozen", "half a million", "tens of thousands", "3 lakh".

Works on lists of lower-cased token texts, however a tokenizer cut them ("1.2m" or "1.2", "m"; "twenty-five" or three
tokens). Knows nothing of what is counted. Words and their values are rows of data/lexicons/en/quantities/numbers.csv.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ceasewire import lexicon

KINDS = frozenset({"unit", "ten", "scale", "suffix", "plural", "vague", "few", "some", "pair", "half", "article", "metres"})
HYPHENS = frozenset({"-", "‐", "‑"})  # a dash is a range, a hyphen joins number words
BLANKS = frozenset({"\u00a0", "\u202f", "\u2009"})
_FIGURE = re.compile(r"(\d+(?:[.,]\d+)*)([a-z]*)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """What stands at words[start:end]. `open`: the value is only the least it can be ("dozens"); `loose`: "a couple"."""

    end: int
    value: float
    open: bool = False
    loose: bool = False
    figure: bool = False

    @property
    def whole(self) -> bool:
        """Is it a whole number?"""
        return self.value == int(self.value)


def figure(text: str, *, decimal: bool = False) -> float | None:
    """The value of one written figure, or None.

    A comma or a dot before each group of three digits is a thousands mark (also the Indian 1,00,000); else it is a decimal
    mark. `decimal` reads one dot as a decimal mark in any case ("1.234 million").

    >>> figure("2,500"), figure("2.500"), figure("1,00,000"), figure("2.5"), figure("2,5"), figure("007a")
    (2500.0, 2500.0, 100000.0, 2.5, 2.5, None)
    """
    if not text[:1].isdigit() or not text.isascii():
        return None
    if text.isdigit():
        return float(text)
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", ""))
    if _DOTTED.fullmatch(text) and not (decimal and text.count(".") == 1) and not text.startswith("0"):
        return float(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+[.,]\d+", text):
        return float(text.replace(",", "."))
    return None


class Numbers:
    """The number words of the lexicon, and the grammar that joins them."""

    def __init__(self) -> None:
        self._kind: dict[str, str] = {}
        self._value: dict[str, float] = {}
        for row in lexicon.table("lexicons/en/quantities/numbers", ("word", "kind", "value")):
            self._kind[row["word"]] = row.one_of("kind", KINDS)
            self._value[row["word"]] = float(row["value"])
        units = lexicon.table("lexicons/en/quantities/units", ("word", "what", "unit"))
        money = (r for r in units if r["what"] == "money")
        #: what stands before a sum of money: signs and codes, no words
        self.signs = frozenset(r["word"] for r in money if not r["word"].isalpha() or r["word"] == r["unit"].lower())
        self.percents = frozenset(tuple(r["word"].split()) for r in units if r["unit"] == "%")

    def begins(self, word: str) -> bool:
        """Can a number begin with this word? Cheap: asked of every token."""
        return word[:1].isdigit() or self._kind.get(word.partition("-")[0], "suffix") not in ("suffix", "scale", "few", "some", "metres")

    def read(self, words: Sequence[str], at: int) -> Number | None:
        """The longest number that begins at words[at], or None.

        >>> n = Numbers()
        >>> [n.read(x.split(), 0).value for x in ("2,500 troops", "2 500 troops", "1.2m people", "two dozen men", "half a million")]
        [2500.0, 2500.0, 1200000.0, 24.0, 500000.0]
        >>> n.read("tens of thousands fled".split(), 0)
        Number(end=3, value=20000.0, open=True, loose=False, figure=False)
        """
        if at >= len(words):
            return None
        word = words[at]
        if word[:1].isdigit():
            return self._figure(words, at)
        kind = self._kind.get(word)
        if kind is None and "-" in word[1:-1]:  # a tokenizer that keeps "twenty-five" whole
            parts = word.replace("-", " - ").split()
            whole = self.read(parts, 0)
            return self._scaled(words, at + 1, whole.value) if whole and whole.end == len(parts) else None
        if kind in ("unit", "ten"):
            return self._words(words, at)
        if kind == "article":
            return self._after_article(words, at)
        if kind == "half":
            return self._half(words, at)
        if kind == "plural":
            return self._plural(words, at)
        if kind == "vague" or (kind == "pair" and self._is(words, at + 1, "scale")):
            return self._scaled(words, at + 1, self._value[word], open=True)
        return None

    def _is(self, words: Sequence[str], at: int, *kinds: str) -> bool:
        return at < len(words) and self._kind.get(words[at]) in kinds

    def _figure(self, words: Sequence[str], at: int) -> Number | None:
        """ "2,500", "2 500", "1.2m", "1.2" + "m", "2.5 million", "3 lakh crore"."""
        match = _FIGURE.fullmatch(words[at])
        if match is None:
            return None
        digits, suffix = match[1], match[2]
        scaled = bool(suffix) or self._is(words, at + 1, "scale")
        value = figure(digits, decimal=scaled or (at + 1 < len(words) and words[at + 1] in ("%", "percent", "per")))
        if value is None:
            return None
        end = at + 1
        if suffix:
            if self._kind.get(suffix) not in ("suffix", "scale"):
                return None  # "20th", "40s", "5g": no count
            return Number(end, value * self._value[suffix], figure=True)
        while digits.isdigit() and len(digits) <= 3 and not digits.startswith("0"):  # 2 500: groups of three after a blank
            after = end + 1 if end < len(words) and words[end] in BLANKS else end
            if after < len(words) and len(words[after]) == 3 and words[after].isdigit():
                value, end = value * 1000 + int(words[after]), after + 1
                continue
            break
        scale = words[end].removesuffix(".") if end < len(words) else ""  # "m." at the end of a sentence stays one token
        if self._kind.get(scale) == "suffix" and (self._suffix_counts(words, end) or (at and words[at - 1] in self.signs)):
            return Number(end + 1, value * self._value[scale], figure=True)
        read = self._scaled(words, end, value)
        return Number(read.end, read.value, figure=True)

    def _suffix_counts(self, words: Sequence[str], at: int) -> bool:
        """A lone "m" may be metres: it is a million only before a word that can be counted, so not before "from", "away" …"""
        if words[at] not in ("m", "b"):
            return True
        after = words[at + 1] if at + 1 < len(words) else ""
        return after.isalpha() and len(after) > 3 and self._kind.get(after) != "metres"

    def _scaled(self, words: Sequence[str], at: int, value: float, *, open: bool = False) -> Number:
        """ "… hundred", "… million", "… dozen", also twice ("two hundred thousand")."""
        while self._is(words, at, "scale") or (open and self._is(words, at, "plural")):
            value *= self._value[words[at]] / (2 if self._kind[words[at]] == "plural" else 1)
            at += 1
        return Number(at, value, open=open)

    def _words(self, words: Sequence[str], at: int) -> Number:
        """ "twenty-five", "two hundred and thirty-one", "one million two hundred thousand", "five and a half million"."""
        total, part, end = 0.0, 0.0, at
        last = float("inf")  # the parts of a number in words get smaller
        while end < len(words):
            kind, value = self._kind.get(words[end]), self._value.get(words[end], 0.0)
            if kind in ("unit", "ten") and value < last and (part % 100 == 0 or (part % 10 == 0 and value < 10 and part % 100 >= 20)):
                part, end = part + value, end + 1
            elif kind == "scale" and part:
                end += 1
                if value == 100:
                    part *= 100
                elif value < 100:  # "two dozen"
                    return Number(end, (total + part) * value)
                else:
                    total, part, last = total + part * value, 0.0, value
            elif self._is(words, end + 1, "unit", "ten") and (
                (words[end] in HYPHENS and part and part % 10 == 0) or (words[end] == "and" and (part >= 100 or total))
            ):
                end += 1
            else:
                break
        value = total + part
        if list(words[end : end + 3]) == ["and", "a", "half"]:
            read = self._scaled(words, end + 3, value + 0.5)
            return Number(read.end, read.value)
        return Number(end, value)

    def _after_article(self, words: Sequence[str], at: int) -> Number | None:
        """ "a hundred", "a dozen", "a couple (of)", "a few (hundred)", "a handful", "a million and a half"."""
        if at + 1 >= len(words):
            return None
        word, kind = words[at + 1], self._kind.get(words[at + 1])
        if kind == "scale":
            read = self._words(["one", *words[at + 1 :]], 0)
            return Number(at + read.end, read.value, loose=word == "dozen" or read.end == 2)
        if kind == "some":
            return Number(at + 2, self._value[word], open=True) if list(words[at + 2 : at + 3]) == ["of"] else None
        if kind in ("vague", "few"):
            return self._scaled(words, at + 2, self._value[word], open=True)
        if kind == "pair":
            end = at + 3 if at + 2 < len(words) and words[at + 2] == "of" and self._is(words, at + 3, "scale") else at + 2
            read = self._scaled(words, end, self._value[word])
            return Number(read.end, read.value, loose=word == "couple")
        if kind == "half" and self._is(words, at + 2, "scale"):
            read = self._scaled(words, at + 2, 0.5)
            return Number(read.end, read.value, loose=True)
        return None

    def _half(self, words: Sequence[str], at: int) -> Number | None:
        """ "half a million", "half a dozen"."""
        if self._is(words, at + 1, "article") and self._is(words, at + 2, "scale"):
            read = self._scaled(words, at + 2, 0.5)
            return Number(read.end, read.value, loose=True)
        return None

    def _plural(self, words: Sequence[str], at: int) -> Number:
        """ "dozens", "hundreds of thousands", "tens of millions"."""
        value, end = self._value[words[at]], at + 1
        if value < 1e6 and end + 1 < len(words) and words[end] == "of" and self._kind.get(words[end + 1]) == "plural":
            value, end = value * self._value[words[end + 1]] / 2, end + 2  # the row is two of them
        return Number(end, value, open=True)


@dataclass(frozen=True, slots=True)
class Phrase:
    """ "At least 14", "between 30% and 44%", "a further two dozen": words[start:end] with what they say of the number."""

    start: int
    end: int
    low: float | None = None
    best: float | None = None
    high: float | None = None
    approx: bool = False
    figure: bool = False
    more: bool = False
    total: bool = False

    @property
    def least(self) -> float:
        """The first of best, low and high that is said, to compare two phrases by."""
        return next(x for x in (self.best, self.low, self.high) if x is not None)


class Phrases:
    """Numbers with their modifiers and ranges. Modifiers are rows of data/lexicons/en/quantities/modifiers.csv."""

    def __init__(self) -> None:
        self.numbers = Numbers()
        self._before: dict[tuple[str, ...], str] = {}
        self._after: dict[tuple[str, ...], str] = {}
        for row in lexicon.table("lexicons/en/quantities/modifiers", ("phrase", "side", "sense")):
            side = self._before if row.one_of("side", ("before", "after")) == "before" else self._after
            side[tuple(row["phrase"].split())] = row.one_of("sense", ("low", "high", "about", "exact", "more", "total"))
        self._longest = max(map(len, self._before))
        ranges = lexicon.table("lexicons/en/quantities/contexts", ("phrase", "sense"))
        self._ranges = {r["phrase"] for r in ranges if r["sense"] == "range"}

    def read(self, words: Sequence[str], at: int, floor: int = 0) -> Phrase | None:
        """The phrase whose first number begins at words[at]; modifiers are looked for back to `floor`.

        Units: values as written (30 for "30%"); the span takes in modifiers, both ends of a range and the signs between them.

        >>> p = Phrases().read("at least 14 people".split(), 2)
        >>> (p.start, p.end, p.low, p.best)
        (0, 3, 14.0, None)
        >>> p = Phrases().read("between 30 % and 44 % of".split(), 1)
        >>> (p.start, p.end, p.low, p.high)
        (0, 5, 30.0, 44.0)
        """
        first = self.numbers.read(words, at)
        if first is None:
            return None
        end, low, high = first.end, None, None
        start = at - 1 if at > floor and words[at - 1] in self.numbers.signs else at  # "more than $5 billion"
        second = self._second(words, at, start, first)
        if second is not None:
            low, high, end = self._scaled_alike(first, second), second.value, second.end
            if start > floor and words[start - 1] in ("between", "from"):
                start -= 1
        senses: set[str] = set()
        while (found := self._modifier(words, start, floor)) is not None:
            start, sense = found
            senses.add(sense)
        for phrase, sense in self._after.items():
            if tuple(words[end : end + len(phrase)]) == phrase:
                end += len(phrase)
                senses.add(sense)
                break
        best = None if second is not None or first.open else first.value
        if first.open:
            low = first.value
        if best is not None and "low" in senses:
            low, best = best, None
        elif best is not None and "high" in senses:
            high, best = best, None
        bound = second is None and (low is None) != (high is None)
        approx = first.open or "about" in senses or (first.loose and not bound)
        return Phrase(start, end, low, best, high, approx, first.figure, "more" in senses, "total" in senses)

    def _modifier(self, words: Sequence[str], start: int, floor: int) -> tuple[int, str] | None:
        for size in range(min(self._longest, start - floor), 0, -1):
            sense = self._before.get(tuple(words[start - size : start]))
            if sense is not None:
                return start - size, sense
        return None

    def _second(self, words: Sequence[str], at: int, start: int, first: Number) -> Number | None:
        """The upper end of a range, or None. "From 5 to 9" is a change ("rose from 5 to 9") unless a word says that it is a range.

        start: where the number with its money sign begins. Both ends are of one kind: "fell 7% to $2 billion" is no range.
        """
        end = self._past_percent(words, first.end)
        joint = words[end] if end < len(words) else ""
        before = words[start - 1] if start else ""
        if joint not in ("to", "-", "–", "—", "or", "and") or (joint == "and" and before != "between"):
            return None
        if joint == "to" and before == "from" and not (start > 1 and words[start - 2] in self._ranges):
            return None
        signed = end + 1 < len(words) and words[end + 1] in self.numbers.signs
        if signed and (start == at or end > first.end):
            return None
        second = self.numbers.read(words, end + 1 + signed)
        if second is None or second.open or first.open or second.value <= first.value:
            return None
        if joint == "or" and second.value > 3 * first.value:
            return None
        one, two = end > first.end, self._past_percent(words, second.end) > second.end
        return None if one and not two and joint != "-" else second

    def _past_percent(self, words: Sequence[str], at: int) -> int:
        """The end of the percent sign or words at `at`, else `at`."""
        return next((at + size for size in (2, 1) if tuple(words[at : at + size]) in self.numbers.percents), at)

    @staticmethod
    def _scaled_alike(first: Number, second: Number) -> float:
        """In "2 to 3 million" the first number is in millions too."""
        scales = [s for s in (1e3, 1e6, 1e9) if first.value * s <= second.value < first.value * s * 1000 and second.value % (s / 100) == 0]
        return first.value * scales[-1] if scales and first.value < 1000 <= second.value / 10 else first.value
