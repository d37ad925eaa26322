"""Reprints: articles that are one report printed again, so that a wire story counts once however many papers carried it.

Texts go to a spool, fingerprints into an index; the index names candidates, each is judged on its words, and what is judged to
be a reprint is one story. A story takes nothing away: every article stays, with the judgement that put it there.
"""

from __future__ import annotations

import functools
import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from ceasewire.clean import clean
from ceasewire.link._reprints.fingerprints import fingerprints
from ceasewire.link._reprints.index import Index
from ceasewire.link._reprints.spool import Entry, Spool
from ceasewire.link._reprints.verdict import Limits, Verdict, judge
from ceasewire.link._reprints.words import Words, keys
from ceasewire.read.page import Page
from ceasewire.records import UNREAD

RECENT = 128  #: articles whose words are kept ready


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two articles, by id, and whether one is a reprint of the other.

    contained: share of the shingles of each that the other has; covered: share of its words in passages that they have in common.
    """

    articles: tuple[str, str]
    verdict: str
    rule: str
    reason: str
    contained: tuple[float, float]
    covered: tuple[float, float]

    @classmethod
    def of(cls, first: str, second: str, found: Verdict) -> Judgement:
        """The judgement with its shares rounded, so that it reads the same everywhere."""
        a, b = found.first, found.second
        return cls(
            (first, second), found.verdict, found.rule, found.reason,
            (round(a.contained, 3), round(b.contained, 3)), (round(a.covered, 3), round(b.covered, 3)),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reprint:
    """One article of a story. judgement: why it belongs there; its second article is this one. None for the original."""

    id: str
    published: str | None
    title: str | None
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """An original, which is the earliest article or of those the longest, and its reprints by day."""

    id: str
    original: Reprint
    reprints: tuple[Reprint, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """stories: those with reprints, by day. unsure: pairs for a person to look at.

    articles: how many were looked at; single: how many of them have no reprint.
    """

    stories: tuple[Story, ...]
    unsure: tuple[Judgement, ...]
    articles: int
    single: int


class Reprints:
    """Takes articles one after the other, then says which are reprints.

    >>> lines = "Gunmen shot dead three farmers near Verin on Monday, police in the province said. Nobody claimed the attack."
    >>> reprints = Reprints()
    >>> reprints.add("a", lines, "2021-06-01")
    >>> reprints.add("b", lines.upper(), "2021-06-02")
    >>> reprints.add("c", "Talks between the government and the front opened in Ostrel on Tuesday.", "2021-06-02")
    >>> found = reprints.find()
    >>> [(story.original.id, [r.id for r in story.reprints]) for story in found.stories], found.single
    ([('a', ['b'])], 1)
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._spool = Spool()
        self._prints = array("I")
        self._sizes = array("I")
        self._digests = array("Q")
        self._words = functools.lru_cache(RECENT)(self._read)  # an article meets all its candidates in a row

    def add(self, id: str, text: str, published: str | None = None, title: str | None = None) -> None:
        """One article. text: what is to be compared; published: ISO day or day and time, None where it is not known.

        Memory: about 500 bytes an article; its text goes to the spool.
        """
        words = keys(text)
        prints = fingerprints(words)
        self._prints.frombytes(prints.tobytes())
        self._sizes.append(len(prints))
        self._digests.append(int.from_bytes(hashlib.blake2b(words.tobytes(), digest_size=8).digest(), "little"))
        self._spool.append(Entry(id, text, published, title))

    def add_page(self, page: Page) -> None:
        """One article as it was read: without its header, credits and the leavings of a web page, which are the paper's."""
        text, published = readable(page)
        self.add(page.id, text, published, page.title)

    def find(self) -> Found:
        """Stories with reprints, and pairs that a person should look at. The order in which articles came changes nothing.

        Ends with `close`: it is called once, when all articles are there.
        """
        try:
            return self._find()
        finally:
            self.close()

    def close(self) -> None:
        """Gives the room of the texts back; for those who stop without `find`."""
        self._spool.close()

    def _find(self) -> Found:
        order, twins = self._ranked()
        sets = _Sets(len(self._spool))
        for first, second in twins:
            sets.join(first, second)
        index = Index(np.asarray(self._prints), np.asarray(self._sizes), order)
        doubts: list[tuple[int, int]] = []
        for rank, others in index.candidates():
            for other in others:
                a, b = int(order[rank]), int(order[other])
                if sets.root(a) == sets.root(b):
                    continue
                verdict = self._judged(a, b).verdict
                if verdict == "reprint":
                    sets.join(a, b)
                elif verdict == "unsure":
                    doubts.append((a, b))
        return self._found(sets, doubts)

    def _ranked(self) -> tuple[np.ndarray, list[tuple[int, int]]]:
        """Articles in an order that depends on them alone, one of each set of twins; and each twin with the one that stands for it.

        Twins have the same words and the same day: to compare each of 300 with all others would say nothing new.
        """
        digests = np.asarray(self._digests)
        order = np.argsort(digests, kind="stable")
        ends = np.append(np.flatnonzero(np.diff(digests[order])) + 1, len(order))
        sizes = np.diff(ends, prepend=0)
        kept = np.ones(len(order), bool)
        twins: list[tuple[int, int]] = []
        for end, size in zip(ends[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
            same = sorted(order[end - size : end].tolist(), key=self._name)
            order[end - size : end] = same
            by_day: dict[int | None, int] = {}
            for place, number in enumerate(same, end - size):
                first = by_day.setdefault(_day(self._spool[number].published), number)
                if first != number:
                    twins.append((first, number))
                    kept[place] = False
        return order[kept], twins

    def _name(self, number: int) -> tuple[str, str, str]:
        entry = self._spool[number]
        return entry.published or "", entry.id, entry.text

    def _judged(self, first: int, second: int) -> Verdict:
        one, other = self._words(first), self._words(second)
        return judge(one[0], other[0], None if one[1] is None or other[1] is None else abs(one[1] - other[1]), self.limits)

    def _found(self, sets: _Sets, doubts: list[tuple[int, int]]) -> Found:
        groups = sets.groups()
        stories = sorted((self._story(group, sets) for group in groups), key=_by_day)
        left = [(a, b) for a, b in doubts if sets.root(a) != sets.root(b)]
        unsure = sorted((self._judgement(*sorted(pair, key=self._name)) for pair in left), key=lambda j: j.articles)
        return Found(tuple(stories), tuple(unsure), len(self._spool), len(self._spool) - sum(map(len, groups)))

    def _story(self, group: list[int], sets: _Sets) -> Story:
        """The group's original and the way from it to each reprint: judged against it, or else against the copy that led there."""
        entries = {number: self._spool[number] for number in group}
        first = min(group, key=lambda n: (entries[n].published or "9999", -len(entries[n].text), entries[n].id, entries[n].text))
        led_by = sets.paths(first)
        reprints = []
        for number in group:
            if number != first:
                judgement = self._judgement(first, number)
                if judgement.verdict != "reprint":
                    judgement = self._judgement(led_by[number], number)
                reprints.append(Reprint(entries[number].id, entries[number].published, entries[number].title, judgement))
        reprints.sort(key=lambda r: (r.published or "9999", r.id))
        original = entries[first]
        digest = hashlib.sha256("\0".join((original.id, original.published or "", original.text)).encode("utf-8", "surrogatepass"))
        return Story(
            f"story-{digest.hexdigest()[:12]}", Reprint(original.id, original.published, original.title), tuple(reprints)
        )  # fmt: skip

    def _judgement(self, first: int, second: int) -> Judgement:
        return Judgement.of(self._spool[first].id, self._spool[second].id, self._judged(first, second))

    def _read(self, number: int) -> tuple[Words, int | None]:
        """An article's words and its day."""
        entry = self._spool[number]
        return Words.of(entry.text), _day(entry.published)


class _Sets:
    """Union-find over articles, and the judgements that joined them (Tarjan 1975)."""

    def __init__(self, count: int) -> None:
        self._parents = array("l", range(count))
        self._joined: dict[int, list[int]] = defaultdict(list)

    def root(self, number: int) -> int:
        """The article that stands for the set; paths are halved on the way."""
        while (above := self._parents[number]) != number:
            self._parents[number] = self._parents[above]
            number = above
        return number

    def join(self, first: int, second: int) -> None:
        """Makes one set of two, and remembers by which pair."""
        self._parents[self.root(second)] = self.root(first)
        self._joined[first].append(second)
        self._joined[second].append(first)

    def groups(self) -> list[list[int]]:
        """All sets of two and more."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in self._joined:
            found[self.root(number)].append(number)
        return list(found.values())

    def paths(self, start: int) -> dict[int, int]:
        """Each other article of the set → the one by which it is reached from `start`, in fewest steps."""
        led_by = {start: start}
        queue = [start]
        for number in queue:
            for other in self._joined[number]:
                if other not in led_by:
                    led_by[other] = number
                    queue.append(other)
        del led_by[start]
        return led_by


def readable(page: Page) -> tuple[str, str | None]:
    """What of a page is compared, and its day, which may stand in its dateline."""
    article = clean(page)
    return "\n".join(page.text[b.start : b.end] for b in article.blocks if b.kind not in UNREAD), article.published


def find_reprints(articles: Iterable[tuple[str, str, str | None]]) -> Found:
    """Stories among articles given as (id, text, published).

    Errors: none for odd texts: what has hardly any words is a reprint only of the same words.
    """
    reprints = Reprints()
    for id, text, published in articles:
        reprints.add(id, text, published)
    return reprints.find()


def _by_day(story: Story) -> tuple[str, str, str]:
    return story.original.published or "9999", story.original.id, story.id


def _day(published: str | None) -> int | None:
    """Days since the beginning of the calendar; None for what is no whole date."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None
