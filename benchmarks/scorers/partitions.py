"""How well a grouping of mentions fits that of gold: MUC, B-cubed, CEAFe and their mean, as in the CoNLL-2012 task.

Source: Vilain et al. 1995; Bagga and Baldwin 1998; Luo 2005 (similarity 4). A mention that only one side has is missed or invented.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import numpy as np

Groups = list[set[Hashable]]


def muc(key: Groups, response: Groups) -> tuple[float, float, float]:
    """Links: recall, precision, F1."""

    def share(of: Groups, other: Groups) -> float:
        where = {m: n for n, group in enumerate(other) for m in group}
        parts = [len({where.get(m, ("alone", m)) for m in group}) for group in of]
        return _divide(sum(len(g) - p for g, p in zip(of, parts, strict=True)), sum(len(g) - 1 for g in of))

    return _prf(share(key, response), share(response, key))


def b_cubed(key: Groups, response: Groups) -> tuple[float, float, float]:
    """Mentions: recall, precision, F1."""

    def share(of: Groups, other: Groups) -> float:
        where = {m: group for group in other for m in group}
        return _divide(sum(len(g & where.get(m, set())) / len(g) for g in of for m in g), sum(map(len, of)))

    return _prf(share(key, response), share(response, key))


def ceaf_e(key: Groups, response: Groups) -> tuple[float, float, float]:
    """Entities, the best assignment of groups to groups: recall, precision, F1."""
    total = sum(_assigned(key, response, *part) for part in _touching(key, response))
    return _prf(_divide(total, len(key)), _divide(total, len(response)))


def conll(key: Groups, response: Groups) -> float:
    """The mean of the three F1."""
    return sum(score(key, response)[2] for score in (muc, b_cubed, ceaf_e)) / 3


def _touching(key: Groups, response: Groups) -> Iterator[tuple[list[int], list[int]]]:
    """Numbers of groups that have mentions in common, by way of each other: the assignment falls into these parts."""
    where = {m: n for n, group in enumerate(response) for m in group}
    owner = {m: n for n, group in enumerate(key) for m in group}
    left = set(range(len(key)))
    while left:
        mine, theirs, queue = set(), set(), [left.pop()]
        while queue:
            n = queue.pop()
            mine.add(n)
            for r in {where[m] for m in key[n] if m in where} - theirs:
                theirs.add(r)
                more = {owner[m] for m in response[r] if m in owner} & left
                left -= more
                queue += more
        if theirs:
            yield sorted(mine), sorted(theirs)


def _assigned(key: Groups, response: Groups, mine: list[int], theirs: list[int]) -> float:
    """The sum of similarities 2|K∩R|/(|K|+|R|) of the best one-to-one assignment (Kuhn and Munkres, by shortest paths)."""
    gain = np.array([[2 * len(key[k] & response[r]) / (len(key[k]) + len(response[r])) for r in theirs] for k in mine])
    if gain.shape[0] > gain.shape[1]:
        gain = gain.T
    rows, columns = gain.shape
    cost = np.zeros((rows + 1, columns + 1))
    cost[1:, 1:] = -gain
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    match, way = np.zeros(columns + 1, int), np.zeros(columns + 1, int)
    for row in range(1, rows + 1):
        match[0], column = row, 0
        least, used = np.full(columns + 1, np.inf), np.zeros(columns + 1, bool)
        while True:
            used[column] = True
            reduced = cost[match[column]] - u[match[column]] - v
            better = ~used & (reduced < least)
            least[better], way[better] = reduced[better], column
            free = np.where(used, np.inf, least)
            free[0] = np.inf
            following = int(free.argmin())
            delta = free[following]
            np.add.at(u, match[used], delta)
            v[used] -= delta
            least[~used] -= delta
            column = following
            if match[column] == 0:
                break
        while column:
            match[column], column = match[way[column]], int(way[column])
    return float(sum(gain[match[c] - 1, c - 1] for c in range(1, columns + 1) if match[c]))


def _prf(recall: float, precision: float) -> tuple[float, float, float]:
    return recall, precision, _divide(2 * recall * precision, recall + precision)


def _divide(a: float, b: float) -> float:
    return a / b if b else 0.0
