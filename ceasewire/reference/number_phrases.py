"""Numbers with the words around them: "at least 14", "between 30% and 44%", "two, possibly three", "a further two dozen".

numbers.py reads the number itself. Modifiers are rows of data/lexicons/en/quantities/modifiers.csv, the words of ranges of contexts.csv.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceasewire import lexicon
from ceasewire.reference.numbers import Number, Numbers

#: words after "by 6 to 51" that show that nothing is counted there: the number grew by the one, to the other
CLOSING = frozenset({".", ",", ";", "on", "in", "at", "after", "as", "since", "from", "and", "by"})


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
    total: bool = False
    share: bool = False
    metres: bool = False

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
        self._upper = {tuple(r["phrase"].split()) for r in ranges if r["sense"] == "upper"}

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
            low, high, end = self._scaled_alike(first, second, words[second.end - 1]), second.value, second.end
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
        return Phrase(start, end, low, best, high, approx, first.figure, "total" in senses, first.share, first.metres)

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
        upper = self._upper_end(words, end)
        if upper is not None and upper.value > first.value and not first.open:
            return upper
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
        if joint == "to" and before == "by" and (second.end == len(words) or words[second.end] in CLOSING):
            return None  # "rose by six to 51."
        one, two = end > first.end, self._past_percent(words, second.end) > second.end
        return None if one and not two and joint != "-" else second

    def _upper_end(self, words: Sequence[str], at: int) -> Number | None:
        """The higher number that is said to be possible too: "two, possibly three", "10 and as many as 15"."""
        joint = next((p for p in self._upper if tuple(words[at : at + len(p)]) == p), None)
        second = self.numbers.read(words, at + len(joint)) if joint else None
        return None if second is None or second.open or second.share else second

    def _past_percent(self, words: Sequence[str], at: int) -> int:
        """The end of the percent sign or words at `at`, else `at`."""
        return next((at + size for size in (2, 1) if tuple(words[at : at + size]) in self.numbers.percents), at)

    def _scaled_alike(self, first: Number, second: Number, last: str) -> float:
        """In "2 to 3 million" the first number is in millions too. last: the last word of the second number."""
        scale = self.numbers.scale(last)
        if scale and first.value < second.value / scale:
            return first.value * scale
        scales = [s for s in (1e3, 1e6, 1e9) if first.value * s <= second.value < first.value * s * 1000 and second.value % (s / 100) == 0]
        return first.value * scales[-1] if scales and first.value < 1000 <= second.value / 10 else first.value
