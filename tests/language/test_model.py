"""The shipped model: same result alone and among others, whole trees, every odd word survives."""

from __future__ import annotations

import functools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasewire.errors import ModelError
from ceasewire.language.model import WEIGHTS, SentenceModel

SENTENCES = [
    ["The", "army", "withdrew", "from", "Verin", "on", "Monday", "."],
    ["“", "We", "will", "never", "leave", ",", "”", "said", "the", "Coast", "Front", "'s", "spokesman", ",", "Arden", "Vale", "."],
    ["Talks", "between", "Northland", "and", "the", "rebels", "were", "called", "off", "."],
    ["Attack", "!"],
    ["At", "least", "14", "people", ",", "including", "3", "children", ",", "were", "killed", "when", "a", "car", "bomb", "exploded",
     "near", "a", "market", "in", "Port", "Alma", "."],
]


@functools.cache
def model() -> SentenceModel:
    return SentenceModel()


def test_a_sentence_does_not_depend_on_what_was_read_before() -> None:
    alone = [SentenceModel()(s) for s in SENTENCES]
    order = list(range(len(SENTENCES))) * 3
    random.Random(1).shuffle(order)
    for i in order:
        assert model()(SENTENCES[i]) == alone[i]


def test_who_did_what() -> None:
    found = model()(SENTENCES[0])
    assert (found.lemmas[2], found.xpos[2], found.heads[2]) == ("withdraw", "VBD", 0)
    assert found.deprels[1] == "nsubj"
    (_, roleset, args), = [f for f in found.frames if f[0] == 2]
    assert roleset.startswith("withdraw.")
    assert {role for role, *_ in args} >= {"ARGM-TMP"}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12).filter(lambda w: not w.isspace()), min_size=1, max_size=12))
def test_any_words_give_a_whole_tree(words: list[str]) -> None:
    found = model()(words)
    assert len(found.heads) == len(found.xpos) == len(found.lemmas) == len(words)
    assert found.heads.count(0) == 1
    assert all(0 <= a < b <= len(words) for _, _, args in found.frames for _, _, a, b in args)


def test_a_sentence_longer_than_the_encoder_is_joined_under_one_root() -> None:
    words = ("Northland said that the army , which left Verin , would come back , and " * 60).split()
    found = model()(words)
    assert len(found.heads) == len(words)
    assert found.heads.count(0) == 1


def test_one_endless_word() -> None:
    assert model()(["ab1" * 5000]).heads == [0]


def test_no_words() -> None:
    assert model()([]).heads == []


def test_missing_weights_are_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ModelError, match=r"encoder\.onnx is missing"):
        SentenceModel(tmp_path)


def test_weights_of_another_kind_are_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for path in WEIGHTS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() if path.name != "encoder.onnx" else (WEIGHTS / "senses.onnx").read_bytes())
    with pytest.raises(ModelError, match=r"encoder\.onnx takes words, not ids, owner, first, shape; export the weights again"):
        SentenceModel(tmp_path)
