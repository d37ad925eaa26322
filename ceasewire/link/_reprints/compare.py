"""Are two articles one report printed twice? Judged on their words, the same whichever comes first.

Shared shingles (Broder 1997) are chained into stretches: runs of words that go on in both with small differences between. A
reprint, however badly printed, is stretches from end to end; another report of the event shares names and a quotation.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from ceasewire.link._reprints.words import SHINGLE, Words, folded

GAP = 14  #: differing words that a stretch may span, of either article
DRIFT = 8  #: by so many words the two sides of such a gap may differ in length
STRETCH = 10  #: shorter stretches are phrases that anybody uses
MOST = 16  #: stretches followed at a time, places looked at of one shingle: texts that repeat themselves take no longer
DENSITY = 0.3  #: of a stretch's words at least so many are in shared shingles
LEAD = 40  #: words with which a report begins: who reprints keeps them or cuts nothing but them
NEAR = 0.7  #: words this alike (difflib ratio) are one word misprinted
MISPRINT = 0.75  #: likewise the letters of a whole gap, whatever words they are divided into


@dataclass(frozen=True, slots=True)
class Facts:
    """Distinct facts of one kind: those that the other article keeps, that it replaces by others of the kind, that it has not there."""

    kept: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one article stands in the other. Shares from 0 to 1.

    contained: of its shingles those that the other has; covered: of its words those in stretches; lead: the same of its first words.
    likeness: of the words in stretches those that are the same there, or the same misprinted. figures, names: those in stretches.
    """

    contained: float = 0.0
    covered: float = 0.0
    lead: float = 0.0
    likeness: float = 0.0
    figures: Facts = Facts()
    names: Facts = Facts()


@dataclass(slots=True)
class _Stretch:
    """Starts and last shingles on both sides; `matched` shingles of the near side."""

    start: int
    last: int
    last_far: int
    gaps: list[tuple[int, int, int, int]]
    matched: list[int]

    @property
    def length(self) -> int:
        return self.last + SHINGLE - self.start


def contained(near: Words, far: Words) -> float:
    """The share of the one's distinct shingles that the other has (Broder's containment); 0 for fewer words than a shingle has."""
    common = len(np.intersect1d(near.distinct, far.distinct, assume_unique=True))
    return common / max(1, len(near.distinct))


def coverage(near: Words, far: Words) -> Coverage:
    """What of `near` stands in `far`. Time grows with the length of both and the repetitions in them."""
    own, other = near.shingles, far.shingles
    if not len(own) or not len(other):
        return Coverage()
    stretches = _stretches(own, other, np.flatnonzero(np.isin(own, other)).tolist())
    inside = np.zeros(len(near.raw), bool)
    same = np.zeros(len(near.raw), bool)
    for stretch in stretches:
        inside[stretch.start : stretch.last + SHINGLE] = True
        for n in stretch.matched:
            same[n : n + SHINGLE] = True
    gaps = [Gap.of(near, far, *gap) for stretch in stretches for gap in stretch.gaps]
    alike = min(1.0, (int(same.sum()) + sum(gap.alike for gap in gaps)) / max(1, int(inside.sum())))
    figures, names = _facts(near, same, gaps)
    return Coverage(
        contained(near, far), float(inside.mean()), float(inside[:LEAD].mean()), alike, figures, names
    )  # fmt: skip


def _stretches(own: np.ndarray, other: np.ndarray, at: list[int]) -> list[_Stretch]:
    """Shared shingles chained along diagonals; each goes to the open stretch that it continues most straightly."""
    places: dict[int, list[int]] = defaultdict(list)
    wanted = set(own[at].tolist())
    for n, value in enumerate(other.tolist()):
        if value in wanted:
            places[value].append(n)
    values = own.tolist()
    open_: list[_Stretch] = []
    done: list[_Stretch] = []
    for n in at:
        still: list[_Stretch] = []
        for stretch in open_:
            (still if n - stretch.last <= GAP + SHINGLE else done).append(stretch)
        open_ = still
        found = places[values[n]][:MOST]
        taken = set()
        for stretch in open_:
            step = n - stretch.last
            best, off = None, DRIFT + 1
            for far in found:
                ahead = far - stretch.last_far
                if 0 < ahead <= GAP + SHINGLE and abs(ahead - step) < off:
                    best, off = far, abs(ahead - step)
            if best is None:
                continue
            taken.add(best)
            if step > 1 or best - stretch.last_far > 1:
                stretch.gaps.append((stretch.last + SHINGLE, n, stretch.last_far + SHINGLE, best))
            stretch.last, stretch.last_far = n, best
            stretch.matched.append(n)
        open_ += [_Stretch(n, n, far, [], [n]) for far in found[: MOST - len(open_)] if far not in taken]
    return [s for s in done + open_ if s.length >= min(STRETCH, len(own)) and _is_dense(s)]


def _is_dense(stretch: _Stretch) -> bool:
    words = {n + k for n in stretch.matched for k in range(SHINGLE)}
    return len(words) >= DENSITY * stretch.length


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a stretch differs: the near side's facts by fate, and how many of its words are alike."""

    alike: int
    kept: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, near: Words, far: Words, a: int, b: int, c: int, d: int) -> Gap:
        """near.raw[a:b] stands where the other has far.raw[c:d]; either may be empty."""
        here, there = [folded(w) for w in near.raw[a:b]], [folded(w) for w in far.raw[c:d]]
        if not here:
            return cls(0, (), (), ())
        misprint = bool(there) and _ratio("".join(here), "".join(there)) >= MISPRINT
        found = [w in there or (not w.isdigit() and _like_any(w, there)) for w in here]
        facts: dict[str, list[tuple[str, str]]] = {"kept": [], "changed": [], "lost": []}
        for n, word in enumerate(here, a):
            kind = near.facts.get(n)
            if kind is None:
                continue
            rival = any(far.facts.get(k) == kind and folded(far.raw[k]) not in here for k in range(c, d))
            fate = "kept" if found[n - a] or (kind == "name" and misprint) else "changed" if rival else "lost"
            facts[fate].append((kind, word))
        return cls(len(here) if misprint else sum(found), *(tuple(facts[fate]) for fate in ("kept", "changed", "lost")))


def _facts(near: Words, same: np.ndarray, gaps: list[Gap]) -> tuple[Facts, Facts]:
    """Distinct figures and names in the stretches; what is kept in one place is kept."""
    kept = {(kind, folded(near.raw[n])) for n, kind in near.facts.items() if same[n]}
    kept |= {fact for gap in gaps for fact in gap.kept}
    changed = {fact for gap in gaps for fact in gap.changed} - kept
    lost = {fact for gap in gaps for fact in gap.lost} - kept - changed
    raw = {(kind, folded(near.raw[n])): near.raw[n] for n, kind in sorted(near.facts.items(), reverse=True)}

    def of(kind: str) -> Facts:
        return Facts(*(tuple(sorted(raw[k, word] for k, word in facts if k == kind)) for facts in (kept, changed, lost)))

    return of("figure"), of("name")


def _ratio(one: str, other: str) -> float:
    first, second = sorted((one, other))  # the ratio depends on which is first
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= MISPRINT else 0.0


def _like_any(word: str, others: list[str]) -> bool:
    """Is one of them the same word misprinted?"""
    return bool(difflib.get_close_matches(word, others, n=1, cutoff=NEAR))
