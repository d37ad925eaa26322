"""Fingerprints stay with what is left of an article; the index names candidates without comparing all with all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.link._reprints.fingerprints import MOST, fingerprints
from ceasewire.link._reprints.index import BUCKET, CANDIDATES, Index
from ceasewire.link._reprints.spool import Entry, Spool
from ceasewire.link._reprints.words import folded, keys
from tests.link.articles import BY_ANOTHER_HAND, TALKS


def test_what_is_left_keeps_its_fingerprints() -> None:
    whole, part = fingerprints(keys(TALKS)), fingerprints(keys(TALKS[: len(TALKS) // 3]))
    assert len(np.intersect1d(whole, part)) >= 0.8 * len(part)
    assert not len(np.intersect1d(whole, fingerprints(keys(BY_ANOTHER_HAND))))


@given(st.lists(st.sampled_from("abcdefgh"), max_size=400))
def test_fingerprints_are_few_distinct_and_sorted(words: list[str]) -> None:
    found = fingerprints(keys(" ".join(words)))
    assert len(found) <= MOST and (np.diff(found.astype(np.int64)) > 0).all() and (len(found) > 0) == (len(words) >= 4)


def test_long_articles_have_no_more() -> None:
    assert len(fingerprints(keys(" ".join(f"w{n}" for n in range(30_000))))) == MOST


def index(prints: list[list[int]]) -> Index:
    sizes = np.array([len(p) for p in prints], np.uint32)
    return Index(np.array([p for row in prints for p in row], np.uint32), sizes, np.arange(len(prints)))


def test_candidates_share_two_fingerprints() -> None:
    rows = [[1, 2, 3, 4, 5, 6], [5, 6, 7, 8, 9, 10], [10, 11, 12, 13, 14, 15], [1, 2, 3, 4, 5, 99]]
    assert dict(index(rows).candidates()) == {1: [0], 3: [0]}


def test_short_articles_need_one() -> None:
    assert dict(index([[1, 2, 3, 4, 5], [5]]).candidates()) == {1: [0]}


def test_a_full_bucket_stays_bounded() -> None:
    """A formula that everybody prints names no more than the neighbours."""
    found = dict(index([[7, 8, 9]] * 2000).candidates())
    assert max(map(len, found.values())) <= min(BUCKET, CANDIDATES)
    assert all(found[n][-1] == n - 1 or n - 1 in found[n] for n in range(1, 2000))  # each still hangs on the one before it


def test_ranks_need_not_be_the_order_of_arrival() -> None:
    prints = np.array([1, 2, 3, 50, 51, 1, 2, 3], np.uint32)
    found = dict(Index(prints, np.array([3, 2, 3], np.uint32), np.array([2, 1, 0])).candidates())
    assert found == {2: [0]}


def test_spool_gives_back_what_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ceasewire.link._reprints.spool.IN_MEMORY", 100)
    spool = Spool()
    entries = [Entry(f"n{n}", TALKS[n:], None if n % 2 else "2021-06-01", "Talks – „quoted“") for n in range(20)]
    for entry in entries:
        spool.append(entry)
    assert [spool[n] for n in reversed(range(20))] == entries[::-1] and len(spool) == 20
    spool.close()


@pytest.mark.parametrize(("one", "other"), [("GOVERNMENT", "govemment"), ("kil1ed", "killed"), ("Sólvik", "solvik"), ("1,200", "1200")])
def test_misreadings_fold(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_figures_do_not_fold_into_each_other() -> None:
    assert len({folded(w) for w in ("1", "7", "10", "70", "5", "8")}) == 6
