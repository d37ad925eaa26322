"""Lemmas by spelling, and of words that the treebanks lack."""

from __future__ import annotations

import numpy as np
import pytest

from ceasewire.language.lemmas import candidates, inflects, irregular_bases, regular_lemma
from ceasewire.language.model import SentenceModel
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


def third_person(base: str) -> str:
    """The present form in -s of a verb that is not "be" or "have", by Quirk et al. 1985, 3.5 to 3.7."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base[-1] == "y" and base[-2] not in "aeiou" else base + "s"


REGULAR = ("crash", "clash", "launch", "witness", "ambush", "torch", "fix", "rely", "seize", "attack", "cease", "focus", "need", "harass")


@pytest.mark.parametrize("xpos", ["VB", "VBP", "VBZ", "VBD", "VBN"])
def test_a_present_form_gives_its_base_whatever_its_tag(xpos: str) -> None:
    """Headlines tell what happened in the present tense, and the tagger takes that for a past now and then."""
    model, likely = SentenceModel(), np.zeros(len(SentenceModel().labels["scripts"]))
    pasts = {**irregular_bases(), "lay": "lie"}
    verbs = {*REGULAR, *pasts.values()} - {"be", "have"}
    wrong = {(form, model._lemma(form, xpos, likely)) for base in verbs for form in (base, third_person(base))
             if form not in pasts and model._lemma(form, xpos, likely) != base}  # fmt: skip
    assert not wrong
