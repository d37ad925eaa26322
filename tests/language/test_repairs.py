"""The day of a telling, and what is left alone."""

from __future__ import annotations

import pytest

from ceasewire.language import repairs
from ceasewire.language.model import Analysis
from tests.conftest import coder


def head_of(text: str, word: str) -> str:
    doc = coder().parse(text, published="2024-04-09").doc
    return str(next(t for t in doc if t.text == word).head.text)




@pytest.mark.parametrize(("text", "word", "head"), [
    ("Northland said on Monday it would pull its 300 soldiers out of Port Alma.", "Monday", "said"),
    ("The rebels said Tuesday they had shelled the town.", "Tuesday", "said"),
    ("The minister said that on Monday the army would leave the town.", "Monday", "leave"),
    ("The army said the bridge was destroyed on Monday.", "Monday", "destroyed"),
    ("Northern authorities, which are already sheltering 2 million refugees, say they fear a new flood.", "authorities", "say"),
    ("The bomb went off hours after gunmen of the Coast Front shot dead the mayor, Ilse Morvan.", "mayor", "shot"),
    ("The bomb went off hours after gunmen of the Coast Front shot dead the mayor, Ilse Morvan.", "Front", "gunmen"),
])
def test_who_and_when_of_a_telling(text: str, word: str, head: str) -> None:
    assert head_of(text, word) == head


def test_the_frame_goes_with_the_day() -> None:
    from ceasewire.language.frames import frames_of

    doc = coder().parse("Northland said on Monday it would pull its 300 soldiers out of Port Alma.", published="2024-04-09").doc
    by_word = {doc[i].text: [a.role for a in frame.args] for i, frame in frames_of(doc).items()}
    assert "ARGM-TMP" in by_word["said"] and "ARGM-TMP" not in by_word["pull"]


def test_two_subjects_joined_are_one() -> None:
    # comes as Northland and its allies intend, where the tree gave Northland to "comes"
    read = Analysis(
        heads=[0, 7, 1, 6, 6, 7, 1], deprels=["root", "mark", "nsubj", "cc", "nmod:poss", "nsubj", "advcl"],
        xpos=["VBZ", "IN", "NNP", "CC", "PRP$", "NNS", "VBP"], upos=["VERB", "SCONJ", "PROPN", "CCONJ", "PRON", "NOUN", "VERB"],
        lemmas=["come", "as", "Northland", "and", "its", "ally", "intend"], names=[], frames=[(6, "intend.01", [("ARG0", 5, 3, 6)])],
    )  # fmt: skip
    mended = repairs.joined_subjects(read)
    assert (mended.heads[2], mended.heads[5], mended.deprels[5]) == (7, 3, "conj")
    assert mended.frames == [(6, "intend.01", [("ARG0", 2, 2, 6)])]


def test_a_subject_beside_an_object_and_no_auxiliary_is_active() -> None:
    from ceasewire.language.model import Analysis
    from ceasewire.language.repairs import active_subject

    read = Analysis([2, 0, 4, 2], ["nsubj:pass", "root", "nummod", "obj"], ["NN", "VBD", "CD", "NNS"], ["NOUN", "VERB", "NUM", "NOUN"],
                    ["airstrike", "kill", "14", "people"], [], [])  # fmt: skip
    assert active_subject(read).deprels[0] == "nsubj"


def test_a_deadline_after_an_infinitive_is_its_own() -> None:
    from ceasewire.language.model import Analysis
    from ceasewire.language.repairs import deadline_of_infinitive

    words = ["required", "them", "to", "leave", "by", "May", "1"]
    read = Analysis([0, 1, 4, 1, 7, 7, 1], ["root", "iobj", "mark", "xcomp", "case", "nmod:unmarked", "obl"],
                    ["VBD", "PRP", "TO", "VB", "IN", "NNP", "CD"], ["VERB", "PRON", "PART", "VERB", "ADP", "PROPN", "NUM"],
                    words, [], [(0, "require.01", [("ARGM-TMP", 6, 4, 7)]), (3, "leave.01", [])])  # fmt: skip
    mended = deadline_of_infinitive(words, read, frozenset({"may"}))
    assert mended.heads[6] == 4
    assert mended.frames == [(0, "require.01", []), (3, "leave.01", [("ARGM-TMP", 6, 4, 7)])]


LEAVING = frozenset({"leave"})


def test_what_becomes_of_an_object() -> None:
    # leaving seven people dead; an old harbour pier
    heads, relations = [0, 3, 1, 3], ["root", "nummod", "obj", "amod"]
    found = Analysis(heads, relations, ["VBG", "CD", "NNS", "JJ"], [], ["leave", "seven", "people", "dead"], [], [])
    assert (repairs.resultative(found, LEAVING).heads[3], repairs.resultative(found, LEAVING).deprels[3]) == (1, "xcomp")
    other = Analysis(heads, relations, ["VBG", "CD", "NNS", "JJ"], [], ["paint", "seven", "court", "martial"], [], [])
    assert repairs.resultative(other, LEAVING) is other


def analysis(*rows: tuple[str, str, int, str]) -> tuple[list[str], Analysis]:
    """(words, analysis) of rows (form, tag, head, relation); the lemma is the form, the part of speech of the tag's first letter."""
    words = [r[0] for r in rows]
    upos = ["PROPN" if x.startswith("NNP") else "NOUN" if x[0] == "N" else "VERB" if x[0] == "V" else "X" for _, x, _, _ in rows]
    return words, Analysis([r[2] for r in rows], [r[3] for r in rows], [r[1] for r in rows], upos, words, [], [])


def test_a_verb_on_a_noun_is_a_participle() -> None:
    _, found = analysis(("observers", "NNS", 0, "root"), ("held", "VBD", 1, "acl"), ("hostage", "NN", 2, "xcomp"))
    assert repairs.participles(found).xpos[1] == "VBN"
    _, served = analysis(("pact", "NN", 0, "root"), ("they", "PRP", 3, "nsubj"), ("signed", "VBD", 1, "acl"))
    assert repairs.participles(served) is served


def test_who_is_obliged_is_the_object_of_obliging() -> None:
    _, found = analysis(
        ("obliged", "VBD", 0, "root"), ("troops", "NNS", 4, "obj"), ("to", "TO", 4, "mark"), ("leave", "VB", 1, "xcomp"),
        ("Verin", "NNP", 4, "obj"),
    )
    assert repairs.object_before_infinitive(found).heads == [0, 1, 4, 1, 4]


def test_what_is_included_belongs_to_the_noun() -> None:
    words, found = analysis(
        ("promised", "VBD", 0, "root"), ("help", "NN", 1, "obj"), ("including", "VBG", 4, "case"), ("strikes", "NNS", 1, "obl"),
    )
    mended = repairs.including(words, found)
    assert (mended.heads[3], mended.deprels[3]) == (2, "nmod")


def test_a_subject_with_a_preposition_is_none() -> None:
    _, found = analysis(
        ("meeting", "NN", 4, "nsubj"), ("between", "IN", 3, "case"), ("envoys", "NNS", 4, "nsubj"), ("began", "VBD", 0, "root"),
    )
    mended = repairs.subject_with_preposition(found)
    assert (mended.heads[2], mended.deprels[2]) == (1, "nmod")
    _, alone = analysis(("between", "IN", 2, "case"), ("ten", "CD", 3, "nsubj"), ("died", "VBD", 0, "root"))
    assert repairs.subject_with_preposition(alone) is alone


def test_what_stands_before_a_name_hangs_from_its_first_word() -> None:
    _, found = analysis(("in", "IN", 3, "case"), ("Port", "NNP", 0, "root"), ("Alma", "NNP", 2, "flat"))
    assert repairs.first_of_flat(found).heads == [2, 0, 2]


def test_the_object_of_the_second_of_two_verbs() -> None:
    rows = [
        ("killed", "VBD", 0, "root"), ("two", "CD", 1, "obj"), ("and", "CC", 4, "cc"), ("injured", "VBD", 1, "conj"),
        ("30", "CD", 1, "obj"),
    ]  # fmt: skip
    _, found = analysis(*rows)
    assert repairs.object_of_the_last(found).heads[4] == 4
    _, served = analysis(*rows[:4], ("many", "NNS", 4, "obj"), ("there", "RB", 4, "advmod"))
    assert repairs.object_of_the_last(served) is served


def test_a_name_behind_a_title_is_the_object() -> None:
    _, found = analysis(
        ("Verin", "NNP", 2, "nsubj"), ("frees", "VBZ", 0, "root"), ("veteran", "NN", 2, "obj"), ("Arden", "NNP", 2, "nsubj"),
        ("Vale", "NNP", 4, "flat"),
    )
    mended = repairs.titled_object(found)
    assert (mended.heads, mended.deprels) == ([2, 0, 4, 2, 4], ["nsubj", "root", "nmod:desc", "obj", "flat"])


def test_a_finite_verb_has_no_passive_subject() -> None:
    _, found = analysis(("paper", "NN", 2, "nsubj:pass"), ("named", "VBD", 0, "root"), ("nobody", "NN", 2, "xcomp"))
    assert repairs.active_subject(found).deprels[0] == "nsubj"
