"""The day of a telling, and what is left alone."""

from __future__ import annotations

import pytest

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
    from ceasewire.language.model import Analysis
    from ceasewire.language.repairs import joined_subjects

    # comes as Northland and its allies intend, where the tree gave Northland to "comes"
    read = Analysis(
        heads=[0, 7, 1, 6, 6, 7, 1], deprels=["root", "mark", "nsubj", "cc", "nmod:poss", "nsubj", "advcl"],
        xpos=["VBZ", "IN", "NNP", "CC", "PRP$", "NNS", "VBP"], upos=["VERB", "SCONJ", "PROPN", "CCONJ", "PRON", "NOUN", "VERB"],
        lemmas=["come", "as", "Northland", "and", "its", "ally", "intend"], names=[], frames=[(6, "intend.01", [("ARG0", 5, 3, 6)])],
    )  # fmt: skip
    mended = joined_subjects(read)
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


def test_what_becomes_of_an_object() -> None:
    from ceasewire.language.model import Analysis
    from ceasewire.language.repairs import resultative

    # leaving seven people dead; an old harbour pier
    heads, relations = [0, 3, 1, 3], ["root", "nummod", "obj", "amod"]
    found = Analysis(heads, relations, ["VBG", "CD", "NNS", "JJ"], [], ["leave", "seven", "people", "dead"], [], [])
    assert (resultative(found).heads[3], resultative(found).deprels[3]) == (1, "xcomp")
    other = Analysis(heads, relations, ["VBG", "CD", "NNS", "JJ"], [], ["paint", "seven", "court", "martial"], [], [])
    assert resultative(other) is other
