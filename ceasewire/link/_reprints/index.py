"""Which articles may be reprints of which: those that have fingerprints in common, found without comparing all with all.

Each fingerprint is a band of one row (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", ch. 3): articles that fall
into the same bucket in two bands are candidates. One sorted array of eight bytes a fingerprint holds all buckets.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ceasewire.link._reprints.fingerprints import Prints

BUCKET = 48  #: of a fuller bucket an article meets its neighbours only: formulas fill buckets without end
CANDIDATES = 64  #: an article is compared with so many at most, those with the most fingerprints in common
SHARED = 2  #: fingerprints in common that make a candidate; one where an article has no more than four
SHARE = 0.06  #: and this share of the fingerprints of the one that has fewer
BLOCK = 512  #: articles looked up at a time
LOW = np.uint64(0xFFFFFFFF)


class Index:
    """Buckets over all articles; an article is its rank, its place in an order that does not depend on the input's."""

    def __init__(self, prints: Prints, sizes: NDArray[np.uint32], order: NDArray[np.int64]) -> None:
        """prints: the fingerprints of all articles in the order in which they came; sizes: how many of them each article has;
        order: rank → article, by when it came; articles that are left out of it are not indexed.
        """
        self._prints = prints
        self._order = order
        self._ends = np.cumsum(sizes, dtype=np.int64)
        self._sizes = sizes[order].astype(np.int64)
        self._buckets = np.empty(int(self._sizes.sum()), np.uint64)
        at = 0
        for start in range(0, len(order), BLOCK):
            block = self._of(start, min(start + BLOCK, len(order)))
            self._buckets[at : at + len(block)] = block
            at += len(block)
        self._buckets.sort()

    def _of(self, start: int, end: int) -> NDArray[np.uint64]:
        """The fingerprints of the ranks start:end, each over the rank that has it: (fingerprint << 32) | rank."""
        sizes = self._sizes[start:end]
        firsts = self._ends[self._order[start:end]] - sizes
        places = np.repeat(firsts - np.cumsum(sizes) + sizes, sizes) + np.arange(int(sizes.sum()))
        ranks = np.repeat(np.arange(start, end, dtype=np.uint64), sizes)
        return (self._prints[places].astype(np.uint64) << np.uint64(32)) | ranks

    def candidates(self) -> Iterator[tuple[int, list[int]]]:
        """Each article with those of lower rank that may be its reprints, best first.

        Memory: a block of articles with its buckets, beside the index itself.
        """
        for start in range(0, len(self._sizes), BLOCK):
            yield from self._block(start, min(start + BLOCK, len(self._sizes)))

    def _block(self, start: int, end: int) -> Iterator[tuple[int, list[int]]]:
        own = self._of(start, end)
        owners = own & LOW
        here = np.searchsorted(self._buckets, own)  # the article itself; those of lower rank stand before it
        low = np.maximum(np.searchsorted(self._buckets, own & ~LOW), here - BUCKET)
        counts = here - low
        total = int(counts.sum())
        if not total:
            return
        offsets = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
        others = self._buckets[np.repeat(low, counts) + offsets] & LOW
        pairs, shared = np.unique(np.repeat(owners, counts) << np.uint64(32) | others, return_counts=True)
        owner, other = (pairs >> np.uint64(32)).astype(np.int64), (pairs & LOW).astype(np.int64)
        fewer = np.minimum(self._sizes[owner], self._sizes[other])
        fits = (shared >= np.where(fewer <= 4, 1, SHARED)) & (shared >= SHARE * fewer)
        owner, other, share = owner[fits], other[fits], (shared / fewer)[fits]
        order = np.lexsort((other, -share, owner))
        owner, other = owner[order], other[order]
        for rank in np.unique(owner).tolist():
            a, b = np.searchsorted(owner, (rank, rank + 1))
            yield rank, other[a : min(b, a + CANDIDATES)].tolist()
