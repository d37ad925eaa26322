"""The scores of coreference against examples that papers work out by hand, and against what must hold of any two partitions."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scorers.partitions import b_cubed, ceaf_e, conll, muc

#: Bagga and Baldwin 1998, Luo 2005: 1-5, 6-7 and 8-12 are one each
KEY = [set(range(1, 6)), {6, 7}, set(range(8, 13))]
#: the two small errors and the large one
JOINED_SMALL = [set(range(1, 6)), set(range(6, 13))]
JOINED_LARGE = [set(range(1, 6)) | set(range(8, 13)), {6, 7}]
ALL = [set(range(1, 13))]
ALONE = [{n} for n in range(1, 13)]


@pytest.mark.parametrize(
    "response, want",
    [  # F1 of MUC, B-cubed and CEAFe, Luo 2005, table 1
        (JOINED_SMALL, (0.947, 0.865, 0.733)),
        (JOINED_LARGE, (0.947, 0.737, 0.667)),
        (ALL, (0.900, 0.545, 0.294)),
        (KEY, (1.0, 1.0, 1.0)),
    ],
)
def test_luo(response: list[set[int]], want: tuple[float, ...]) -> None:
    assert tuple(round(score(KEY, response)[2], 3) for score in (muc, b_cubed, ceaf_e)) == want  # type: ignore[arg-type]
    assert conll(KEY, response) == pytest.approx(sum(want) / 3, abs=0.001)  # type: ignore[arg-type]


def test_alone() -> None:
    """No link is right or wrong; each mention is its own: precision 1, and of the sixes and fives a fifth or a half is recalled."""
    assert muc(KEY, ALONE) == (0.0, 0.0, 0.0)  # type: ignore[arg-type]
    recall, precision, _ = b_cubed(KEY, ALONE)  # type: ignore[arg-type]
    assert precision == 1.0 and recall == pytest.approx((5 / 5 + 2 / 2 + 5 / 5) / 12)


def test_mentions_that_only_one_side_has() -> None:
    """What is missed costs recall, what is invented costs precision."""
    recall, precision, _ = b_cubed([{1, 2}, {3}], [{1, 2}, {9}])
    assert (recall, precision) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert ceaf_e([{1, 2}, {3}], [{1, 2}, {9}])[:2] == (0.5, 0.5)


def partition(labels: list[int]) -> list[set[int]]:
    return [{n for n, other in enumerate(labels) if other == label} for label in sorted(set(labels))]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=10))
def test_the_assignment_is_the_best_one(labels: list[tuple[int, int]]) -> None:
    """Against all assignments tried out; and swapping the two sides swaps recall and precision."""
    key, response = (partition([pair[side] for pair in labels]) for side in (0, 1))
    small, large = sorted((key, response), key=len)
    gain = max(
        sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(small, chosen, strict=True))
        for chosen in itertools.permutations(large, len(small))
    )
    recall, precision, _ = ceaf_e(key, response)  # type: ignore[arg-type]
    assert recall == pytest.approx(gain / len(key)) and precision == pytest.approx(gain / len(response))
    for score in (muc, b_cubed, ceaf_e):
        assert score(key, response)[:2] == pytest.approx(score(response, key)[1::-1])  # type: ignore[arg-type]
