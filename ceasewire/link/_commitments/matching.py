"""Is what an article tells a commitment that is known already? The same scene, not long after, the same act, the same party."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from ceasewire import lexicon
from ceasewire.link._commitments.chains import Chain, Weights, is_same_day
from ceasewire.link._commitments.cues import cues
from ceasewire.link._commitments.days import moved_by
from ceasewire.link._commitments.reports import Report, Telling
from ceasewire.link._commitments.words import stems

#: what the words in common must come to, and what a shared party, deadline or type of act is worth beside them (see decision 11)
ENOUGH = 0.5
AGAIN = 0.4  #: the same for one that is told as an earlier word ("which had undertaken to …")
PARTY, OTHERS, DAY, TYPE = 0.25, -0.25, 0.3, 0.15
BEFORE = 0.4  #: what a word counts that stands in the sentence before
FRESH = 120  #: days after its last report, and after its own day, in which an article is likely to tell of it
SETTING = 0.3  #: what a word counts that is not of the act, but of the sentence that told it
MOST = 4  #: rare words in common that are enough, however many the act has
THIN = 0.7  #: the same, where the act's own words are too few
SCENE = 0.15  #: share of the weight of their names that two articles have in common when they are about one conflict
#: the first words of phrases that tell of a word given before
PERFECT = frozenset({"had", "has", "was", "were"})
PAST = PERFECT - {"has"}  #: "has agreed" may be news


class Known:
    """The chains so far."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.chains: list[Chain] = []
        self._fresh: list[Chain] = []
        self._on_scene: tuple[Report | None, list[Chain]] = (None, [])
        self._heavy: dict[str, float] = {}

    def add(self, chain: Chain) -> None:
        self.chains.append(chain)
        self._fresh.append(chain)

    def on_scene(self, report: Report) -> list[Chain]:
        """The chains of earlier articles that this one may tell of: it names the same people and places, and not too long after.

        Articles must come by day: what is too old for one is too old for all that follow.
        """
        if self._on_scene[0] is not report:
            self._fresh = [c for c in self._fresh if is_fresh(c, report)]
            self._on_scene = (report, [c for c in self._fresh if any(self.is_one_scene(report, r) for r in c.reports())])
        return self._on_scene[1]

    def is_one_scene(self, a: Report, b: Report) -> bool:
        """Do the names of two articles say that they are about one conflict?"""
        least = min(self._weight(a), self._weight(b))
        return a is b or (least > 0 and self.weights.of(a.parties & b.parties) >= SCENE * least)

    def _weight(self, report: Report) -> float:
        if report.id not in self._heavy:
            self._heavy[report.id] = self.weights.of(report.parties)
        return self._heavy[report.id]

    def find(self, telling: Telling, standing: list[Chain]) -> tuple[Chain, float] | None:
        """The chain, of those `on_scene`, that the telling belongs to, and how alike they are; None where it is new."""
        if is_set_apart(telling):
            return None
        scored = [(self.likeness(telling, chain), n, chain) for n, chain in enumerate(standing)]
        best = max(scored, key=lambda s: (s[0], s[1]), default=None)
        return (best[2], best[0]) if best is not None and best[0] >= (AGAIN if is_told_again(telling) else ENOUGH) else None

    def likeness(self, telling: Telling, chain: Chain) -> float:
        """Share of the act's words in common, and what else speaks for one commitment or against it."""
        of = self.weights.of
        mine, theirs = telling.topic, chain.topic | chain.also
        if not _says_enough(mine):
            mine |= telling.setting
        if not _says_enough(theirs):
            theirs |= chain.setting
        shared = mine & theirs
        least = min(of(mine), of(theirs))
        score = of(shared) / least if least else 0.0
        if not _says_enough(shared):
            score *= 0.6  # one word in common is little
        if telling.parties and chain.parties:
            score += PARTY if self.same_party(telling.parties, chain.parties) else OTHERS
        if is_same_day(telling.due, chain.due):
            score += DAY
        types = {telling.record["type"], chain.first.record["type"]}
        if len(types) == 1 and None not in types:
            score += TYPE
        return score

    def about(self, chain: Chain, topic: frozenset[str], before: frozenset[str]) -> float:
        """Which share of the words of a chain's act a sentence has; those of the sentence before it count less."""
        of = self.weights.of
        here, there = chain.topic & topic, (chain.topic & before) - topic
        aside = SETTING if _says_enough(chain.topic) else THIN
        total = min(of(chain.topic) + aside * of(chain.setting) * 0.5, MOST * self.weights.most)
        if not here and not (chain.setting & topic and (there or aside == THIN)):
            return 0.0
        share = min(1.0, (of(here) + BEFORE * of(there) + aside * of(chain.setting & topic)) / total) if total else 0.0
        return share if _says_enough(here | there | (chain.setting & topic)) else share * 0.6

    def same_party(self, a: frozenset[str], b: frozenset[str]) -> bool:
        """Do the names have the more telling half of their words in common, or is it one state or person by id?"""
        if any(s[0] == "+" for s in a & b):
            return True
        own = [frozenset(s for s in x if s[0] != "+") for x in (a, b)]
        return self.weights.of(own[0] & own[1]) * 2 >= min(map(self.weights.of, own)) > 0


def is_fresh(chain: Chain, report: Report) -> bool:
    """Was the commitment told, or is it due, not too long before the article?"""
    if report.day is None or chain.last.report.day is None:
        return True
    told = max(filter(None, (chain.last.report.day, chain.due[1], chain.due[0])))
    return report.day <= moved_by(told, FRESH)


def is_set_apart(telling: Telling) -> bool:
    """ "Another ceasefire deal", "a fresh truce": an agreement that is told as not the one before."""
    first = telling.record["action"]["text"].lower().split()[:2]
    return telling.record["rule"] == "agreement" and any(w in _apart() for w in first)


@functools.cache
def _apart() -> frozenset[str]:
    return frozenset(lexicon.words("commitments/apart_words"))


def is_told_again(telling: Telling) -> bool:
    """Is it told as a word given before, and not as news?"""
    return _has_opener(telling.report.sentences[telling.number].words, PERFECT)


def is_retold(telling: Telling) -> bool:
    """Do its own words tell it of the past ("the government had agreed to free …", "before they were to sail")?"""
    return _has_opener(stems(telling.words.text), PAST)


def _has_opener(words: Sequence[str], openers: frozenset[str]) -> bool:
    return any(c.change in ("repeated", "due") and c.phrase.split()[0] in openers for c in cues().find(words))


def _says_enough(topic: frozenset[str]) -> bool:
    """Two words, not the type of the act alone, make a topic."""
    return sum(s[0] != "@" for s in topic) > 1
