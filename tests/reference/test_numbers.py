"""Numbers: written figures, number words, and what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.reference.number_phrases import Phrases
from ceasewire.reference.numbers import Number, Numbers, figure

NUMBERS = Numbers()
UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(n: int) -> list[str]:
    """British style, as tokens: 231 is two hundred and thirty - one."""
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= scale:
            rest = n % scale
            joint = ["and"] if 0 < rest < 100 else []
            return in_words(n // scale) + [name] + joint + (in_words(rest) if rest else [])
    if n >= 100:
        return [UNITS[n // 100], "hundred"] + (["and", *in_words(n % 100)] if n % 100 else [])
    if n >= 20:
        return [TENS[n // 10]] + (["-", UNITS[n % 10]] if n % 10 else [])
    return [UNITS[n]]


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_number_words_give_their_number(n: int) -> None:
    words = in_words(n)
    read = NUMBERS.read([*words, "people"], 0)
    assert read is not None
    assert (read.value, read.end) == (n, len(words))


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from([",", "."]))
def test_thousands_marks(n: int, mark: str) -> None:
    assert figure(f"{n:,}".replace(",", mark)) == n


@given(st.integers(min_value=1000, max_value=10**12))
def test_groups_after_a_blank(n: int) -> None:
    words = f"{n:,}".split(",")
    assert NUMBERS.read([*words, "people"], 0) == Number(len(words), n, figure=True)


@given(
    st.lists(
        st.sampled_from([*UNITS, *TENS, "and", "-", "a", "half", "hundred", "million", "dozens", "of", "14", "1.2", "m", "several"]),
        max_size=8,
    )
)
def test_any_words_give_a_number_or_none(words: list[str]) -> None:
    read = NUMBERS.read(words, 0)
    assert read is None or (0 < read.end <= len(words) and read.value >= 0)


@pytest.mark.parametrize(
    ("words", "value", "end"),
    [
        ("1.2m people", 1.2e6, 1), ("1.2 m people", 1.2e6, 2),
        ("3bn", 3e9, 1), ("2.5 million", 2.5e6, 2), ("1.234 million", 1.234e6, 2),
        ("two lakh people", 2e5, 2), ("3 crore rupees", 3e7, 2), ("2 lakh crore", 2e12, 3),
        ("two hundred thousand", 2e5, 3), ("a dozen men", 12, 2), ("half a dozen", 6, 3),
        ("half a million", 5e5, 3), ("a hundred and twenty men", 120, 4), ("two dozen", 24, 2), ("a couple of men", 2, 2),
        ("a couple of hundred", 200, 4), ("a few hundred men", 300, 3),
        ("several dozen", 36, 2), ("several thousand", 3000, 2), ("one and a half million", 1.5e6, 5), ("twenty-five", 25, 1),
        ("twenty-five thousand", 25000, 2), ("two-state", None, None), ("twenty - five men", 25, 3),
        ("tens of thousands of", 20000, 3), ("hundreds of thousands", 200000, 3), ("dozens of men", 24, 1), ("thousands of", 2000, 1),
        ("a half million", 5e5, 3),
        ("500 m from the wall", 500, 1), ("20th", None, None), ("007 agents", 7, 1), ("1,00,000", 100000, 1), ("four thirty", 4, 1),
        ("five six", 5, 1), ("twenty ten", 20, 1),
        ("a quarter of a million people", 250000, 5), ("thirtythree men", 33, 1), ("300m from the wall", 300, 1),
        ("two - thirds of the town", 66.67, 3), ("half the men", 50, 1), ("nine out of ten", 90, 4), ("one in every five", 20, 4),
        ("a third man", None, None), ("one in five days", 1, 1), ("two in the town", 2, 1), ("half time", None, None),
        ("few men", None, None), ("men", None, None), ("one million two hundred thousand men", 1.2e6, 5),
    ],
)  # fmt: skip
def test_words(words: str, value: float | None, end: int | None) -> None:
    read = NUMBERS.read(words.split(), 0)
    assert (read and (read.value, read.end)) == (value and (value, end))


def test_open_numbers_are_marked() -> None:
    got = [NUMBERS.read(x.split(), 0) for x in ("dozens of", "several dozen", "a few", "two dozen", "a couple of men", "a hundred men")]
    assert [(n.open, n.loose) for n in got if n] == [
        (True, False),
        (True, False),
        (True, False),
        (False, False),
        (False, True),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("words", "at", "low", "high", "end"),
    [
        ("two , possibly three men", 0, 2, 3, 4), ("10 and as many as 15 men", 0, 10, 15, 6), ("3 to 4 dozen men", 0, 36, 48, 4),
        ("two to three hundred men", 0, 200, 300, 4), ("by six to 51 .", 1, None, None, 2), ("by 6 to 8 percent", 1, 6, 8, 4),
        ("from 5 to 9", 1, None, None, 2), ("10 - 15 men", 0, 10, 15, 3),
    ],
)  # fmt: skip
def test_upper_ends(words: str, at: int, low: float | None, high: float | None, end: int) -> None:
    phrase = Phrases().read(words.split(), at)
    assert phrase is not None
    assert (phrase.low, phrase.high, phrase.end) == (low, high, end)
