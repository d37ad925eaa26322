"""Reprints among articles, and which act of a reprint is which of its original's: what is printed again is told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ceasewire.link._incidents.fields import dice
from ceasewire.link._incidents.report import Json, Report
from ceasewire.link.reprints import Found, Reprints
from ceasewire.link.stemming import stem
from ceasewire.records import UNREAD

#: so much of the shorter sentence stands in the longer one if the one is a print of the other; a cut or scanning errors cost the rest
ALIKE = 0.7


class Printed:
    """Takes the articles one after the other; says then which are reprints of which."""

    def __init__(self) -> None:
        self._reprints = Reprints()

    def add(self, article: Json) -> None:
        """The article of a record: its text without header, credits and the leavings of a web page."""
        text = article["text"]
        read = "\n".join(text[b["start"] : b["end"]] for b in article["blocks"] if b["kind"] not in UNREAD)
        self._reprints.add(article["id"], read, article["published"], article["title"])

    def find(self) -> Found:
        return self._reprints.find()

    def close(self) -> None:
        """For those who stop without `find`."""
        self._reprints.close()


def originals(found: Found) -> dict[str, str]:
    """Id of each reprint → id of the article that it is a reprint of."""
    return {reprint.id: story.original.id for story in found.stories for reprint in story.reprints}


def copies(reports: Sequence[Report], original_of: Mapping[str, str]) -> dict[int, int]:
    """Number of each report in a reprint → number of the report in the original that has the same words; the rest is left out.

    Each act of the original is given once to each reprint, the sentences that are most alike first.
    """
    by_article: dict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        by_article[report.article].append(number)
    found: dict[int, int] = {}
    for copy, original in sorted(original_of.items()):
        fits = []
        for mine in by_article.get(copy, ()):
            for theirs in by_article.get(original, ()):
                a, b = reports[mine], reports[theirs]
                if (a.type, a.real, stem(a.trigger)) == (b.type, b.real, stem(b.trigger)) and _alike(a.words, b.words):
                    fits.append((-dice(a.words, b.words), abs(a.start - b.start), mine, theirs))
        taken: set[int] = set()
        for _, _, mine, theirs in sorted(fits):
            if mine not in found and theirs not in taken:
                found[mine] = theirs
                taken.add(theirs)
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * max(1, min(len(one), len(other)))
