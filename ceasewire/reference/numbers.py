"""Number words and figures to values: "2,500", "2.500", "2 500", "1.2m", "two dozen", "half a million", "tens of thousands", "3 lakh".

Works on lists of lower-cased token texts, however a tokenizer cut them ("1.2m" or "1.2", "m"; "twenty-five" or three
tokens). Knows nothing of what is counted. Words and their values are rows of data/lexicons/en/quantities/numbers.csv.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ceasewire import lexicon

KINDS = frozenset((
    "unit", "ten", "scale", "suffix", "plural", "vague", "few", "some", "pair", "half", "part", "whole", "article", "metres",
))  # fmt: skip
HYPHENS = frozenset({"-", "‐", "‑"})  # a dash is a range, a hyphen joins number words
#: what stands between "half" and the whole
OF_WHOLE = frozenset({"of", "the", "its", "their", "his", "her", "our", "these", "those", "all"})
#: wholes of which one counts the parts: "one in five"; not "one in seventeen"
ROUND = frozenset({3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 20.0, 50.0, 100.0, 1000.0})
BLANKS = frozenset({"\u00a0", "\u202f", "\u2009"})
_FIGURE = re.compile(r"(\d+(?:[.,]\d+)*)([a-z]*)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """What stands at words[start:end]. `open`: the value is only the least it can be ("dozens"); `loose`: "a couple".

    share: a part of a whole, the value in percent ("a third of"); metres: the "m" written on the figure means metres ("300m from").
    """

    end: int
    value: float
    open: bool = False
    loose: bool = False
    figure: bool = False
    share: bool = False
    metres: bool = False


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
        tens = [w for w, kind in self._kind.items() if kind == "ten"]
        for ten, unit in [(t, u) for t in tens for u, k in self._kind.items() if k == "unit" and 0 < self._value[u] < 10]:
            self._value[ten + unit] = self._value[ten] + self._value[unit]  # "thirtythree", its hyphen lost on the wire
            self._kind.setdefault(ten + unit, "unit")
        units = lexicon.table("lexicons/en/quantities/units", ("word", "what", "unit"), optional=("side",))
        money = (r for r in units if r["what"] == "money")
        #: what stands before a sum of money: signs and codes, no words
        self.signs = frozenset(r["word"] for r in money if not r["word"].isalpha() or r["word"].upper() == r["unit"] or r["side"])
        self._measures = frozenset(r["word"] for r in units if r["what"] != "money")
        self.percents = frozenset(tuple(r["word"].split()) for r in units if r["unit"] == "%")

    def begins(self, word: str) -> bool:
        """Can a number begin with this word? Cheap: asked of every token."""
        kind = self._kind.get(word.partition("-")[0], "suffix")
        return word[:1].isdigit() or kind not in ("suffix", "scale", "few", "some", "part", "whole", "metres")

    def scale(self, word: str) -> float:
        """What the word multiplies a number by ("dozen", "hundred", "million"), 0 for any other word."""
        return self._value[word] if self._kind.get(word) == "scale" else 0.0

    def read(self, words: Sequence[str], at: int) -> Number | None:
        """The longest number that begins at words[at], or None.

        >>> n = Numbers()
        >>> [n.read(x.split(), 0).value for x in ("2,500 troops", "2 500 troops", "1.2m people", "two dozen men", "half a million")]
        [2500.0, 2500.0, 1200000.0, 24.0, 500000.0]
        >>> n.read("tens of thousands fled".split(), 0)
        Number(end=3, value=20000.0, open=True, loose=False, figure=False, share=False, metres=False)
        """
        if at >= len(words):
            return None
        word = words[at]
        if (share := self._share(words, at)) is not None:
            return share
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

    def _share(self, words: Sequence[str], at: int) -> Number | None:
        """ "a third of", "two-thirds of", "half of", "half the", "one in five", "nine out of ten": a part of a whole, in percent.

        >>> n = Numbers()
        >>> shares = [n._share(x.split(), 0) for x in ("two - thirds of it", "half the men", "one in five", "a third man")]
        >>> [(s.end, s.value) for s in shares if s]
        [(3, 66.67), (1, 50.0), (3, 20.0)]
        """
        top, end = self._small(words, at), at + 1
        if self._kind.get(words[at]) == "half":
            return Number(end, 50.0, loose=True, share=True) if words[end : end + 1] and words[end] in OF_WHOLE else None
        if top is None:
            return None
        if "-" in words[at]:  # "two-thirds", left whole by the tokenizer
            below = self._value[words[at].rpartition("-")[2]]
        else:
            end += end < len(words) and words[end] in HYPHENS
            if not self._is(words, end, "part"):
                return self._one_in(words, at, top)
            below, end = self._value[words[end]], end + 1
        if list(words[end : end + 1]) != ["of"] or not top < below:
            return None
        if self._is(words, end + 1, "article") and self._is(words, end + 2, "scale"):  # "a quarter of a million"
            return Number(end + 3, top / below * self._value[words[end + 2]], loose=True)
        return Number(end, round(100 * top / below, 2), loose=True, share=True)

    def _small(self, words: Sequence[str], at: int) -> float | None:
        """How many parts: "a", "two", "2", "two-" in "two-thirds"; None for what is no such number."""
        word, dash, part = words[at].partition("-")
        if dash and self._kind.get(part) != "part":
            return None
        if word.isdigit() and word.isascii():
            return float(word) if len(word) <= 2 else None
        return self._value[word] if self._kind.get(word) in ("unit", "article") else None

    def _one_in(self, words: Sequence[str], at: int, top: float) -> Number | None:
        """ "one in five", "1 in every 10", "nine out of ten"."""
        if self._is(words, at, "article"):
            return None
        end = at + 1 + len(out := ["out"] if list(words[at + 1 : at + 2]) == ["out"] else [])
        if list(words[end : end + 1]) != (["of"] if out else ["in"]):
            return None
        every = words[end + 1 : end + 2] and words[end + 1] == "every"
        end += 2 if every else 1
        below = self._small(words, end) if end < len(words) else None
        if below is None or not top < below or below not in ROUND:
            return None
        counted = list(words[end + 1 : end + 2]) == ["of"] or self._is(words, end + 1, "whole")
        if not (top == 1 or every or out or below >= 10 or counted):
            return None  # "killed two in three villages"
        if end + 1 < len(words) and (words[end + 1] in self._measures or words[end + 1] in HYPHENS):
            return None  # "one in five days"
        return Number(end + 1, round(100 * top / below, 2), loose=True, share=True)

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
            if suffix == "m" and self._is(words, end, "metres") and not (at and words[at - 1] in self.signs):
                return Number(end, value, figure=True, metres=True)
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
