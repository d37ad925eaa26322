"""What the index remembers of an article: the least shingle of every window of its words (local MinHash, known as winnowing).

A MinHash of the whole article estimates resemblance, which a reprint cut to a fifth no longer has. The least shingle of a
window depends on that window alone, so what is left of an article keeps its fingerprints, wherever it stands.
Source: Broder 1997; Schleimer, Wilkerson and Aiken 2003 ("Winnowing: local algorithms for document fingerprinting").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ceasewire.link._reprints.words import Keys, shingles

Prints = NDArray[np.uint32]

SHINGLE = 4  #: words; three are shared by too many articles to name candidates
TOP = 96  #: the first words, which hardly a reprint cuts, are sampled densely (a short article is nothing but these)
DENSE, SPARSE = 4, 16  #: shingles a window, there and in the rest
MOST = 96  #: fingerprints of one article at most; those of its beginning, then the least


def fingerprints(words: Keys) -> Prints:
    """The article's fingerprints, distinct, in ascending order; about one for nine words after the beginning.

    Shape: word hashes in, at most MOST uint32 out; none for less than SHINGLE words.
    """
    own = shingles(words, SHINGLE)
    if not len(own):
        return np.empty(0, np.uint32)
    top = _least(own[:TOP], DENSE)
    rest = np.setdiff1d(_least(own[TOP - SPARSE :], SPARSE), top) if len(own) > TOP else own[:0]
    kept = np.concatenate([top, rest[: MOST - len(top)]])
    return np.unique((kept >> np.uint64(32)).astype(np.uint32))


def _least(own: Keys, window: int) -> Keys:
    """The distinct least values of all windows of so many neighbours, ascending."""
    if len(own) <= window:
        window = len(own)
    least: Keys = np.unique(np.lib.stride_tricks.sliding_window_view(own, window).min(axis=1))
    return least
