"""Quantities against re3d (`re3d_dev`: reports on the war in Syria and Iraq with spans of type Quantity and Money, without values).

Asked for: each such span that says a number in figures or words. Its value is read here from its own words, by rules that know nothing
of ours ("7.5 kilometers" 7.5, "five million" 5,000,000). Of two that lie in each other the shorter.
Found: one of our quantities overlaps it; `value`: and states that number as low, best or high; `exact`: and has the very span (unit
words are in gold's, so a unit that is not known to us shows here).
Left out: ordinals ("71st", "1st class"), "a" and "an", words without a number ("multiple", "dozens", "millions of dollars"), and lengths
of time ("24 hours", "12 months"), which are the layer of times.
Precision cannot be had: gold has "two ISIL tactical units" and leaves out the "five strikes" beside it. `in_gold` is the share of our
quantities with a number in their words that overlap any of gold's, said here to see it change, not to judge by.
"""

from __future__ import annotations

import re
from typing import Any

from benchmarks.scorers.rows import Row, numbers, overlap, percent, span

KINDS = ("Quantity", "Money")
WORDS = {
    "half": 0.5, "zero": 0.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0,
    "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "thirteen": 13.0, "fourteen": 14.0, "fifteen": 15.0, "sixteen": 16.0,
    "seventeen": 17.0, "eighteen": 18.0, "nineteen": 19.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0,
    "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
ORDINAL = re.compile(r"\d(st|nd|rd|th)\b")
LENGTH_OF_TIME = re.compile(r"\b(second|minute|hour|day|week|month|year)s?\b", re.IGNORECASE)
#: a number ends before a superscript's figure: "m3" is no 3
FIGURES = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")


def value(phrase: str) -> float | None:
    """The number said in the phrase, None where it says none or an ordinal.

    >>> value("over half a million"), value("$59.5 million"), value("7km"), value("twenty-five"), value("two hundred"), value("dozens")
    (500000.0, 59500000.0, 7.0, 25.0, 200.0, None)
    """
    if ORDINAL.search(phrase):
        return None
    total: float | None = None
    for word in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", _without_units(phrase.lower())):
        if word[0].isdigit() or word in WORDS:
            total = (total or 0.0) + (float(word.replace(",", "")) if word[0].isdigit() else WORDS[word])
        elif word in SCALES and total is not None:
            total *= SCALES[word]
    return total


def _without_units(phrase: str) -> str:
    """What follows the first number in figures is a scale or a unit ("m3"), never another number."""
    first = FIGURES.search(phrase)
    return phrase if first is None else first.group() + " " + re.sub(r"\d", "", phrase[first.end() :])


def asked(row: Row) -> list[tuple[Row, float]]:
    """[(gold span, its number)] of what is asked for in one row."""
    spans = [e for e in row["entities"] if e["type"] in KINDS]
    inner = [e for e in spans if not any(span(e) != span(f) and e["start"] <= f["start"] and f["end"] <= e["end"] for f in spans)]
    valued = ((e, value(e["text"])) for e in inner if not LENGTH_OF_TIME.search(e["text"]))
    return [(e, number) for e, number in valued if number is not None]


def score(gold: list[Row], found: dict[str, Row]) -> tuple[dict[str, Any], list[str]]:
    """Shares of gold's quantities found, with the right number, with the same span; and a line for each one that lacks the number."""
    n = hit = right = exact = ours = ours_in_gold = 0
    errors: list[str] = []
    for row in gold:
        quantities = found.get(row["id"], {}).get("quantities", [])
        for e, number in asked(row):
            over = [q for q in quantities if overlap(span(q), span(e))]
            good = any(number in numbers(q) for q in over)
            n, hit, right, exact = n + 1, hit + bool(over), right + good, exact + any(span(q) == span(e) for q in over)
            if not good:
                said = [(q["text"], sorted(numbers(q)), q["what"]) for q in over]
                errors.append("\t".join(map(str, (row["id"], e["text"], number, said))))
        any_gold = [span(e) for e in row["entities"] if e["type"] in KINDS]
        told = [q for q in quantities if value(q["text"]) is not None and q["what"] != "duration"]
        ours, ours_in_gold = ours + len(told), ours_in_gold + sum(any(overlap(span(q), g) for g in any_gold) for q in told)
    shares = {"found": percent(hit, n), "value": percent(right, n), "exact": percent(exact, n)}
    return shares | {"in_gold": percent(ours_in_gold, ours), "n": n}, errors
