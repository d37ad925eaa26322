"""Text to codes: number words, figures, traps; offsets are those of the text."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.reference.timex.words import Tokens, Vocabulary


@functools.cache
def vocabulary() -> Vocabulary:
    return Vocabulary()


def scan(text: str) -> Tokens:
    return vocabulary().scan(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "codes", "value"),
    [
        ("twenty-four", "w", "24"),
        ("two hundred and five", "w", "205"),
        ("a thousand", "w", "1000"),
        ("nineteen ninety-six", "y", "1996"),
        ("1,500", "n", "1500"),
        ("2 1/2", "J", "2.5"),
        ("5½", "J", "5.5"),
        ("1998", "y", "1998"),
        ("31", "d", "31"),
        ("21st", "D", "21"),
        ("2021-06-01", "@", "2021-06-01"),
        ("2020/1/9", "@", "2020-01-09"),
        ("9.11.2020", "@", "2020-11-09"),
        ("Q3", "K", "Q3"),
        ("1990s", "X", "1990s"),
        ("12:30", "c", "12:30"),
    ],
)
def test_one_token(text: str, codes: str, value: str) -> None:
    tokens = scan(text)
    assert (tokens.codes, tokens.values) == (codes, [value])
    assert (tokens.starts, tokens.ends) == ([0], [len(text)])


@pytest.mark.parametrize("text", ["may", "march", "sat", "sun", "SEC"])
def test_words_that_are_only_spelled_alike(text: str) -> None:
    assert scan(text).codes in ("~", "^")


@given(st.text(st.sampled_from("may March 5 2021 - , ( ) / th ½ Q1 's\n.:é’ twenty hundred of the"), max_size=60))
def test_tokens_cover_the_text_in_order(text: str) -> None:
    tokens = scan(text)
    assert len(tokens.codes) == len(tokens.starts) == len(tokens.ends) == len(tokens.words) == len(tokens.values) == len(tokens.extras)
    at = 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert at <= start < end
        assert not text[at:start].strip() or text[at:start].strip("_ \n") == ""
        at = end
