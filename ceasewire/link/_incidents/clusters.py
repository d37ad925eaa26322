"""From judged pairs to incidents: the surest pairs first, two groups at a time, and no group that contradicts itself.

Union-find alone would chain two days of attacks by one vague report that fits both. So two groups become one only if their pairs are of
the same event on average and none of them contradicts (average linkage with a bar, between single and complete linkage); and a report
that fits two groups which contradict each other is left apart from both. What a person judged goes first and is never undone.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from ceasewire.link._incidents.verdict import Verdict
from ceasewire.link._incidents.weights import Weights

Pair = tuple[int, int]


class Clusters:
    """Groups of the numbers 0 … count-1. `judged` gives the verdict of any pair, the smaller number first."""

    def __init__(self, count: int, judged: Callable[[Pair], Verdict], weights: Weights) -> None:
        self._judged = judged
        self._weights = weights
        self._group = list(range(count))
        self._members: dict[int, list[int]] = {n: [n] for n in range(count)}
        self._apart: set[Pair] = set()
        self._unit: dict[int, int] = {}

    def keep_apart(self, pairs: Iterable[Pair]) -> None:
        """A person says: not the same, or not known to be. No group will hold both."""
        self._apart.update(pairs)

    def put_together(self, pairs: Iterable[Pair]) -> list[Pair]:
        """A person says: the same. Earlier pairs win; the ones that would put together what is kept apart come back."""
        refused = []
        for a, b in pairs:
            if self.same(a, b):
                continue
            if self._kept_apart(self._group[a], self._group[b]):
                refused.append((a, b))
            else:
                self._join(self._group[a], self._group[b])
        self._unit = {n: group for n, group in enumerate(self._group) if len(self._members[group]) > 1}
        return refused

    def link(self, pairs: Iterable[Pair]) -> None:
        """Pairs that the rule says are the same, the surest first; then reports that fit two sides are taken out."""
        edges = [pair for pair in pairs if self._judged(pair).verdict == "same"]
        queue = [(-self._judged(pair).bits, pair) for pair in edges]
        heapq.heapify(queue)
        refused: dict[Pair, Pair] = {}  # two groups → their sizes when they were not joined; the next pair asks only if they have grown
        while queue:
            _, (a, b) = heapq.heappop(queue)
            one, other = sorted((self._group[a], self._group[b]))
            sizes = len(self._members[one]), len(self._members[other])
            if one == other or refused.get((one, other)) == sizes:
                continue
            if self._agree(self._members[one], self._members[other]):
                self._join(one, other)
            else:
                refused[one, other] = sizes
        self._take_out(edges)

    def group(self, number: int) -> int:
        """The name of its group, which is the number of one of its members."""
        return self._group[number]

    def same(self, a: int, b: int) -> bool:
        return self._group[a] == self._group[b]

    def groups(self) -> Iterator[list[int]]:
        """All groups, singles too, by their first number."""
        yield from sorted(sorted(some) for some in self._members.values())

    def _agree(self, some: list[int], others: list[int]) -> bool:
        """What a person put together counts as one report here, told by whichever of its tellings fits best."""
        best: dict[Pair, float] = {}
        for a in some:
            for b in others:
                pair = (a, b) if a < b else (b, a)
                if pair in self._apart:
                    return False
                units, bits = (self._unit.get(a, a), self._unit.get(b, b)), self._judged(pair).bits
                if bits < self._weights.clash and a not in self._unit and b not in self._unit:
                    return False
                best[units] = max(best.get(units, -math.inf), bits)
        return min(best.values()) >= self._weights.clash and sum(best.values()) >= self._weights.mean * len(best)

    def _kept_apart(self, one: int, other: int) -> bool:
        return any(((a, b) if a < b else (b, a)) in self._apart for a in self._members[one] for b in self._members[other])

    def _join(self, one: int, other: int) -> None:
        keep, gone = sorted((one, other), key=lambda g: (-len(self._members[g]), g))
        for number in self._members[gone]:
            self._group[number] = keep
        self._members[keep] += self._members.pop(gone)

    def _take_out(self, edges: list[Pair]) -> None:
        """Reports with a link into another group, which was not joined, that fits nearly as well as their own."""
        across: dict[int, set[int]] = defaultdict(set)
        for a, b in edges:
            if not self.same(a, b):
                across[a].add(self._group[b])
                across[b].add(self._group[a])
        torn = [n for n in sorted(across) if n not in self._unit and any(self._torn(n, other) for other in across[n])]
        for number in torn:
            group = self._group[number]
            if len(self._members[group]) > 1:
                self._members[group].remove(number)
                if group == number:  # the name of a group is one of its numbers
                    self._rename(group)
                self._group[number] = number
                self._members[number] = [number]

    def _torn(self, number: int, other: int) -> bool:
        mine = [n for n in self._members[self._group[number]] if n != number]
        theirs = self._members[other]
        if not mine or 2 * len(theirs) < len(mine):
            return False
        return self._fit(number, theirs) > self._fit(number, mine) - self._weights.margin

    def _fit(self, number: int, some: list[int]) -> float:
        return sum(self._judged((number, n) if number < n else (n, number)).bits for n in some) / len(some)

    def _rename(self, group: int) -> None:
        members = self._members.pop(group)
        self._members[members[0]] = members
        for n in members:
            self._group[n] = members[0]
