"""The words by which a report says what became of a commitment: data/lexicons/en/commitments/outcomes.csv and references.csv."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ceasewire import lexicon
from ceasewire.link._commitments.chains import CHANGES
from ceasewire.link.stemming import stem
from ceasewire.records import COMMITMENT_KINDS

FOLDER = "lexicons/en/commitments/"
GAP = 4  #: words that "*" stands for at most
NEEDS = ("word", "act", "own")
NEAR = 3  #: words between a negation and the phrase that it denies
NOT = frozenset({"not", "never", "no", "without", "nor"})
#: what a phrase tells that is denied; of others that are denied nothing is told
DENIED = {"met": "undone", "repeated": "repeated", "undone": "undone", "due": "due"}


@dataclass(frozen=True, slots=True)
class Cue:
    """change: what it tells, "undone" or "due"; needs: "word", "act", "own" or nothing (outcomes.csv); at: where it begins and ends."""

    phrase: str
    change: str
    needs: str
    at: tuple[int, int] = (0, 0)

    @property
    def refuses(self) -> bool:
        """Does it say that something will not be, which of a promise not to do it says nothing new?"""
        return self.change in ("withdrawn", "undone") and bool({"not", "no", "never"} & set(self.phrase.split()))


class Cues:
    """Both tables, looked up by stems."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[tuple[str, ...], Cue]]] = defaultdict(list)
        for row in lexicon.table(FOLDER + "outcomes", ("phrase", "change", "needs")):
            change = row.one_of("change", (*CHANGES[1:], "undone", "due"))
            parts = tuple(w if w == "*" else stem(w) for w in row["phrase"].split())
            self._rows[parts[0]].append((parts, Cue(row["phrase"], change, row.one_of("needs", NEEDS, empty=True))))
        self._nouns: dict[str, set[str]] = defaultdict(set)
        for row in lexicon.table(FOLDER + "references", ("noun", "kind")):
            kind = row.one_of("kind", (*COMMITMENT_KINDS, "any"))
            self._nouns[stem(row["noun"])].update(COMMITMENT_KINDS if kind == "any" else (kind,))

    def find(self, words: Sequence[str]) -> list[Cue]:
        """All cues among the stems of a sentence, in text order."""
        found = []
        for n, word in enumerate(words):
            for parts, cue in self._rows.get(word, ()):
                end = _end(parts, words, n)
                if end is None:
                    continue
                denied = bool(NOT & {*words[max(0, n - NEAR) : n]}) and not cue.refuses
                change = DENIED.get(cue.change) if denied else cue.change
                if change is not None:
                    found.append(Cue(cue.phrase, change, cue.needs, (n, end)))
        return found

    def names_kind(self, words: Sequence[str], kind: str) -> bool:
        """Is there a noun that stands for a commitment of this kind?"""
        return any(kind in self._nouns.get(word, ()) for word in words)


def _end(parts: tuple[str, ...], words: Sequence[str], at: int) -> int | None:
    """The place behind the phrase that begins at `at`; None where it does not stand there."""
    gap = False
    for part in parts:
        if part == "*":
            gap = True
            continue
        reach = words[at : at + (GAP if gap else 0) + 1]
        if part not in reach:
            return None
        at += reach.index(part) + 1
        gap = False
    return at


@functools.cache
def cues() -> Cues:
    """Read once."""
    return Cues()
