from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.language.names import Name, whole_names

#: form, tag, head, relation of invented names, with what the tagger found and what is one name
CASES: list[tuple[list[tuple[str, str, int, str]], list[Name], list[Name]]] = [
    ([("Coast", "NNP", 2, "compound"), ("Front", "NNP", 3, "nsubj"), ("left", "VBD", 0, "root")],
     [(0, 1, "LOC"), (1, 2, "ORG")], [(0, 2, "ORG")]),
    ([("Arden", "NNP", 3, "nsubj"), ("Vale", "NNP", 1, "flat"), ("left", "VBD", 0, "root")],
     [(0, 1, "PER"), (1, 2, "LOC")], [(0, 2, "PER")]),
    ([("Gulf", "NNP", 0, "root"), ("of", "IN", 3, "case"), ("Verin", "NNP", 1, "nmod")],
     [(0, 1, "LOC"), (2, 3, "LOC")], [(0, 3, "LOC")]),
    ([("Governing", "NNP", 2, "amod"), ("Council", "NNP", 0, "root")], [(1, 2, "ORG")], [(0, 2, "ORG")]),
    ([("Shin", "NNP", 0, "root"), ("-", "HYPH", 3, "punct"), ("ho", "NNP", 1, "flat")], [(0, 1, "PER"), (2, 3, "PER")], [(0, 3, "PER")]),
    ([("Abu", "NNP", 0, "root"), ("al", "NNP", 1, "flat"), ("-", "HYPH", 4, "punct"), ("Shami", "NNP", 1, "flat")],
     [(0, 2, "PER"), (2, 3, "ORG"), (3, 4, "PER")], [(0, 4, "PER")]),
    ([("Wang", "NNP", 0, "root"), ("-", "HYPH", 3, "punct"), ("yul", "NNP", 1, "flat")], [(0, 1, "PER")], [(0, 3, "PER")]),
    # no name: a common noun in a sentence that writes capitals
    ([("In", "IN", 2, "case"), ("Verin", "NNP", 4, "obl"), ("mayors", "NNS", 4, "nsubj"), ("met", "VBD", 0, "root")],
     [(1, 2, "LOC"), (2, 3, "PER")], [(1, 2, "LOC")]),
    ([("in", "IN", 2, "case"), ("verin", "NNP", 0, "root")], [(1, 2, "LOC")], [(1, 2, "LOC")]),
    # apart: a person's title, a person of a place, a noun, two names of which neither hangs from the other
    ([("Mayor", "NNP", 2, "compound"), ("Vale", "NNP", 0, "root")], [(1, 2, "PER")], [(1, 2, "PER")]),
    ([("Vale", "NNP", 0, "root"), ("of", "IN", 3, "case"), ("Verin", "NNP", 1, "nmod")],
     [(0, 1, "PER"), (2, 3, "LOC")], [(0, 1, "PER"), (2, 3, "LOC")]),
    ([("Verin", "NNP", 2, "compound"), ("district", "NN", 0, "root"), ("of", "IN", 4, "case"), ("Velmara", "NNP", 2, "nmod")],
     [(0, 2, "LOC"), (3, 4, "LOC")], [(0, 2, "LOC"), (3, 4, "LOC")]),
    ([("border", "NN", 2, "compound"), ("Council", "NNP", 0, "root")], [(1, 2, "ORG")], [(1, 2, "ORG")]),
    ([("In", "IN", 2, "case"), ("Verin", "NNP", 4, "obl"), ("Vale", "NNP", 4, "nsubj"), ("spoke", "VBD", 0, "root")],
     [(1, 2, "LOC"), (2, 3, "PER")], [(1, 2, "LOC"), (2, 3, "PER")]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "found", "whole"), CASES)
def test_names_of_one_noun_phrase_are_one(rows: list[tuple[str, str, int, str]], found: list[Name], whole: list[Name]) -> None:
    forms, xpos, heads, relations = zip(*rows, strict=True)
    assert whole_names(forms, heads, relations, xpos, found) == whole


@given(st.data())
def test_no_two_names_overlap_and_nothing_found_is_lost(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 8))
    heads = [data.draw(st.integers(0, n).filter(lambda h, i=i: h != i + 1)) for i in range(n)]
    relations = data.draw(st.lists(st.sampled_from(["compound", "flat", "nmod", "nsubj"]), min_size=n, max_size=n))
    xpos = data.draw(st.lists(st.sampled_from(["NNP", "NN", "IN"]), min_size=n, max_size=n))
    words = data.draw(st.lists(st.sampled_from(["of", "Verin"]), min_size=n, max_size=n))
    edges = sorted(data.draw(st.sets(st.integers(0, n), max_size=n + 1)))
    found = [(a, b, data.draw(st.sampled_from(["PER", "ORG", "LOC", "OTH"]))) for a, b in itertools.pairwise(edges)]
    whole = whole_names(words, heads, relations, xpos, found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(whole))
    assert all(any(w[0] <= a and b <= w[1] for w in whole) for a, b, _ in found if "of" not in words[a:b])
