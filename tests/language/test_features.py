"""Features that depend on the sentence; trees by hand."""

from __future__ import annotations

import pytest

from ceasewire.language.features import Features


def features(rows: str) -> dict[str, str]:
    """{word: features} of lines "word lemma UPOS XPOS head relation"."""
    words, lemmas, upos, xpos, heads, relations = zip(*(line.split() for line in rows.strip().splitlines()), strict=True)
    return dict(zip(words, Features()(words, lemmas, upos, xpos, [int(h) for h in heads], relations), strict=True))


def test_a_verb_agrees_with_its_subject() -> None:
    found = features("""
        The the DET DT 2 det
        rebels rebel NOUN NNS 3 nsubj
        left leave VERB VBD 0 root
    """)
    assert found["left"] == "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"
    assert found["rebels"] == "Number=Plur" and found["The"] == "Definite=Def|PronType=Art"


def test_joined_subjects_are_plural_and_a_second_verb_has_the_first_one_s_subject() -> None:
    found = features("""
        Northland Northland PROPN NNP 4 nsubj
        and and CCONJ CC 3 cc
        Velmara Velmara PROPN NNP 1 conj
        met meet VERB VBD 0 root
        and and CCONJ CC 6 cc
        talked talk VERB VBD 4 conj
    """)
    assert found["met"] == found["talked"] == "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"


def test_participles_are_active_behind_have_and_passive_elsewhere() -> None:
    found = features("""
        They they PRON PRP 3 nsubj
        have have AUX VBP 3 aux
        freed free VERB VBN 0 root
        men man NOUN NNS 3 obj
        held hold VERB VBN 4 acl
    """)
    assert found["freed"] == "Tense=Past|VerbForm=Part" and found["held"] == "Tense=Past|VerbForm=Part|Voice=Pass"
    assert found["have"] == "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"


@pytest.mark.parametrize(("rows", "expected"), [
    ("Leave leave VERB VB 0 root\nnow now ADV RB 1 advmod", "Mood=Imp|VerbForm=Fin"),
    ("to to PART TO 2 mark\nLeave leave VERB VB 0 root", "VerbForm=Inf"),
    ("will will AUX MD 2 aux\nLeave leave VERB VB 0 root", "VerbForm=Inf"),
])
def test_imperatives(rows: str, expected: str) -> None:
    assert features(rows)["Leave"] == expected


def test_relative_and_interrogative() -> None:
    found = features("""
        men man NOUN NNS 0 root
        who who PRON WP 3 nsubj
        left leave VERB VBD 1 acl:relcl
    """)
    assert found["who"] == "PronType=Rel" and "Number=Plur" in found["left"]
    assert features("Who who PRON WP 2 nsubj\nleft leave VERB VBD 0 root")["Who"] == "PronType=Int"
