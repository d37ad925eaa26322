from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.language.shapes import SHAPES, apply_script, edit_script, shape_of


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("talks", "lower"), ("Doha", "capital"), ("I", "initial"), ("NATO", "upper"), ("McCain", "mixed"), ("2021", "digits"),
        ("2,500", "number"), ("42nd", "alnum"), ("U.S.", "dotted"), ("تعز", "uncased"), ("“", "punct"), ("US", "upper"), ("us", "lower"),
    ],
)
def test_shape(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_a_script_makes_the_lemma_it_was_made_of(form: str, lemma: str) -> None:
    made = apply_script(form, edit_script(form, lemma))
    # changing case can change the length of a few letters (ß, İ); all others must come back exactly
    if len(form.lower()) == len(form) == len(form.capitalize()) and form.lower() == form.lower().lower():
        assert made == lemma


@given(st.text(max_size=20))
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 <= shape_of(word) < len(SHAPES)
