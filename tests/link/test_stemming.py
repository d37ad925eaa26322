"""Stems: one for the words of a family, whatever their case and accents; figures stay whole."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.link.stemming import stem


@pytest.mark.parametrize("family", [
    ("withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing", "withdrawal", "withdrawals"), ("promise", "promised", "promises"),
    ("bomb", "bombed", "Bombing", "bombings"), ("release", "released", "releases", "releasing"), ("pay", "paid"),
    ("negotiate", "negotiated", "negotiation", "negotiations"), ("army", "army’s", "army's"), ("eleven", "11"), ("Kandé", "kande"),
    ("treaty", "treaties"),
])  # fmt: skip
def test_a_family_has_one_stem(family: tuple[str, ...]) -> None:
    assert len(set(map(stem, family))) == 1, {word: stem(word) for word in family}


@pytest.mark.parametrize(("word", "other"), [("mines", "mint"), ("Verin", "Veran"), ("1.5", "15"), ("army", "arm")])
def test_other_words_have_others(word: str, other: str) -> None:
    assert stem(word) != stem(other)


@given(st.text(string.ascii_letters, min_size=1, max_size=12))
def test_case_says_nothing_and_something_is_left(word: str) -> None:
    assert stem(word.upper()) == stem(word.lower()) == stem(word) != ""
