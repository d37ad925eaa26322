"""Reports into groups that tell of one event each: reprints first, then what people judged, then the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ceasewire.link._incidents import candidates
from ceasewire.link._incidents.clusters import Clusters, Pair
from ceasewire.link._incidents.copies import copies
from ceasewire.link._incidents.opinions import Applied, Opinion, applied
from ceasewire.link._incidents.report import Report
from ceasewire.link._incidents.verdict import Verdict, judge
from ceasewire.link._incidents.weights import Weights
from ceasewire.link._incidents.words import Rarity


class Grouping:
    """Reports in their order; everything else is numbers of reports.

    copies: each print of an act that was printed before → the first; said: pair → what a person holds of it; places: the pairs that were
    looked at; groups: all of them, singles too, with copies; refused: pairs that a person holds the same and a later judgement keeps apart.

    original_of: id of each reprint → id of its original. opinions: the latest first.
    """

    def __init__(self, told: Iterable[Report], original_of: Mapping[str, str], weights: Weights, opinions: Iterable[Opinion] = ()) -> None:
        self.told = sorted(told, key=lambda r: r.order)
        self.weights = weights
        self.rarity = rarity(self.told, original_of)
        self.copies = copies(self.told, original_of)
        self._verdicts: dict[Pair, Verdict] = {}
        known, self.lost = applied(opinions, self.told)
        self._let_go(known)
        self.said = {self._heads(a.pair): a.opinion for a in reversed(known)}  # the latest stands
        heads = [n for n in range(len(self.told)) if n not in self.copies]
        self.places = [(heads[a], heads[b]) for a, b in candidates.pairs([self.told[n] for n in heads], self.rarity)]
        self._clusters = Clusters(len(self.told), self.judged, weights)
        self._clusters.keep_apart(pair for pair, opinion in self.said.items() if opinion.verdict != "same")
        same = [pair for pair in dict.fromkeys(self._heads(a.pair) for a in known) if self.said[pair].verdict == "same"]
        self.refused = self._clusters.put_together(same)
        self._clusters.link(pair for pair in self.places if pair not in self.said)
        self.groups = self._with_copies()

    def judged(self, pair: Pair) -> Verdict:
        """The rule's verdict on two reports, the smaller number first."""
        verdict = self._verdicts.get(pair)
        if verdict is None:
            a, b = self.told[pair[0]], self.told[pair[1]]
            verdict = self._verdicts[pair] = judge(a, b, self.weights, self.rarity)
        return verdict

    def between(self, pair: Pair) -> tuple[int, int]:
        """The names of the groups of two reports, the smaller first."""
        one, other = (self._clusters.group(n) for n in pair)
        return (one, other) if one < other else (other, one)

    def _let_go(self, known: list[Applied]) -> None:
        """A reprint that a person judged to tell another act than its original stands for itself."""
        for a in reversed(known):
            one, other = a.pair
            if a.opinion.verdict != "same" and self.copies.get(one, one) == self.copies.get(other, other):
                self.copies.pop(other if other in self.copies else one)

    def _heads(self, pair: Pair) -> Pair:
        one, other = (self.copies.get(n, n) for n in pair)
        return (one, other) if one < other else (other, one)

    def _with_copies(self) -> list[list[int]]:
        again: dict[int, list[int]] = defaultdict(list)
        for copy, head in self.copies.items():
            again[head].append(copy)
        groups = (group for group in self._clusters.groups() if group[0] not in self.copies)
        return [sorted([*group, *(c for n in group for c in again[n])]) for group in groups]


def rarity(told: Iterable[Report], original_of: Mapping[str, str]) -> Rarity:
    """How rare words are among these articles, a reprint counting with its original."""
    found: dict[str, set[str]] = defaultdict(set)
    for report in told:
        found[original_of.get(report.article, report.article)] |= report.words | report.story_names
    return Rarity(map(frozenset, found.values()))
