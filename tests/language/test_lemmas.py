"""Lemmas by spelling, and of words that the treebanks lack."""

from __future__ import annotations

import pytest

from ceasewire.language.lemmas import candidates, inflects, regular_lemma
from tests.conftest import coder


@pytest.mark.parametrize(("form", "lemma"), [
    ("allied", "ally"), ("razed", "raze"), ("kidnapped", "kidnap"), ("blockaded", "blockade"), ("expelled", "expel"), ("killed", "kill"),
    ("abducted", "abduct"), ("treated", "treat"), ("recaptured", "recapture"), ("besieged", "besiege"),
    ("rescued", "rescue"), ("vowed", "vow"),
])
def test_regular_lemma(form: str, lemma: str) -> None:
    assert regular_lemma(form, "VBD") == lemma
    assert inflects(lemma, form, "VBD") and (lemma in candidates(form, "VBD") or lemma + "d" == form)


def test_a_lemma_must_be_able_to_give_the_form() -> None:
    assert not inflects("deploy", "deplored", "VBD") and not inflects("can", "caned", "VBD") and inflects("die", "dying", "VBG")


@pytest.mark.parametrize(("text", "word", "lemma"), [
    ("The rebels freed 40 prisoners.", "freed", "free"), ("Militants abducted two aid workers.", "abducted", "abduct"),
    ("The opposition boycotted the vote.", "boycotted", "boycott"),
    ("Soldiers were recaptured near the border.", "recaptured", "recapture"),
    ("They've said they're leaving.", "'ve", "have"), ("They've said they're leaving.", "'re", "be"),
    ("Militiamen left.", "Militiamen", "militiaman"), ("The army lost 2,500 men.", "2,500", "2500"),
    ("Officers overthrew the president.", "overthrew", "overthrow"), ("Fighters overran the base.", "overran", "overrun"),
])
def test_lemmas_of_the_news(text: str, word: str, lemma: str) -> None:
    doc = coder().parse(text, published="2024-04-09").doc
    assert next(t for t in doc if t.text == word).lemma_ == lemma
