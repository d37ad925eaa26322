from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasewire.language.decode import argument_range, name_spans, pick_roles, tree


def is_tree(heads: list[int]) -> bool:
    for i in range(1, len(heads) + 1):
        seen = set()
        while i:
            if i in seen:
                return False
            seen.add(i)
            i = heads[i - 1]
    return heads.count(0) == 1


@settings(deadline=None)
@given(st.integers(1, 9), st.integers(0, 10_000))
def test_always_one_tree_with_one_root(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    assert is_tree(tree(scores))


@settings(deadline=None)
@given(st.integers(1, 4), st.integers(0, 500))
def test_best_tree_for_its_root(n: int, seed: int) -> None:
    """Against all trees with the same root, tried one by one."""
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    found = tree(scores)

    def total(heads: tuple[int, ...] | list[int]) -> float:
        return sum(float(scores[i, h]) for i, h in enumerate(heads))

    rivals = [h for h in itertools.product(range(n + 1), repeat=n) if is_tree(list(h)) and h.index(0) == found.index(0)]
    assert total(found) >= max(map(total, rivals)) - 1e-4


def test_core_roles_are_given_once() -> None:
    roles = ["none", "ARG0", "ARGM-TMP"]
    scores = np.array([[0, 3, 0], [0, 0, 0], [0, 5, 0], [0, 0, 2], [0, 0, 2]], dtype=np.float32)
    assert pick_roles(scores, 1, roles) == {2: "ARG0", 3: "ARGM-TMP", 4: "ARGM-TMP"}


def test_an_argument_does_not_hold_its_predicate() -> None:
    # "troops that left Verin": heads of troops=0, that=3, left=1, Verin=3
    heads, rels = [0, 3, 1, 3], ["root", "nsubj", "acl:relcl", "obj"]
    assert argument_range(heads, rels, 2, 0, [0, 3]) == (0, 1)


def test_names_from_tags() -> None:
    assert name_spans(["B-PER", "I-PER", "O", "I-LOC", "B-LOC", "I-ORG"]) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC"), (5, 6, "ORG")]
