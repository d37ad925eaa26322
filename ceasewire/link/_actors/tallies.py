"""What is counted of names while records go by: in memory once a name, on disk once a name and article.

Distinct articles and stories of any set of names can only be counted when it is known which names are one actor and which articles
one story; until then (name, article, mentions) lie in a temporary file, three numbers each.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ceasewire.link._actors.sightings import Office, Sense, Sighting

EXAMPLES = 5  #: articles named for each form of a name: the earliest
_ROWS = 1 << 16

Facet = tuple[int, str, str] | tuple[int, Office]


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """An article: its day ("9999" where it has none, so that it sorts last) and id."""

    day: str
    article: str

    @property
    def published(self) -> str | None:
        return self.day if self.day < "9999" else None


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A name in its sentence: the spans in the text of the article."""

    where: Where
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    sentence: str


@dataclass(slots=True)
class Seen:
    """Of one name, form or office: first and last day, the earliest articles, the earliest words."""

    first: str | None = None
    last: str | None = None
    examples: list[Where] = field(default_factory=list)
    words: tuple[Where, str] | None = None

    def add(self, where: Where, words: str = "") -> None:
        """One article; the order in which articles come changes nothing."""
        day = where.published
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)
        if where not in self.examples and (len(self.examples) < EXAMPLES or where < self.examples[-1]):
            self.examples = sorted([*self.examples, where])[:EXAMPLES]
        if words and (self.words is None or (where, words) < self.words):
            self.words = where, words

    def join(self, other: Seen) -> None:
        """All that another has seen too."""
        for where in other.examples:
            self.add(where)
        for day in (other.first, other.last):
            if day is not None:
                self.first = day if self.first is None else min(self.first, day)
                self.last = day if self.last is None else max(self.last, day)
        if other.words is not None and (self.words is None or other.words < self.words):
            self.words = other.words


@dataclass(frozen=True, slots=True)
class Count:
    """How often: mentions, distinct articles, distinct stories (an article and its reprints are one)."""

    mentions: int = 0
    articles: int = 0
    stories: int = 0


class Tallies:
    """Takes the sightings of one article after the other. Memory grows with distinct senses, forms and offices."""

    def __init__(self) -> None:
        self.senses: dict[Sense, int] = {}
        self.seen: list[Seen] = []  # of each sense
        self.quotes: list[Quote] = []  # the earliest of each sense
        self.facets: dict[Facet, int] = {}  # forms (sense, words, how) and offices (sense, office) → number
        self.facet_seen: list[Seen] = []
        self._rows = array("I")
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `close`)

    def close(self) -> None:
        """Gives the room on disk back."""
        self._file.close()

    def add(self, number: int, where: Where, text: str, sightings: Sequence[Sighting]) -> None:
        """The sightings of one article. number: of the article, as `count` is to know it."""
        for sighting in sightings:
            sense = self._sense(sighting.sense)
            self.seen[sense].add(where)
            start, end, first, last = sighting.at
            quote = Quote(where, start, end, first, last, text[first:last])
            if sense == len(self.quotes):
                self.quotes.append(quote)
            else:
                self.quotes[sense] = min(self.quotes[sense], quote)
            for (words, how), mentions in sighting.forms.items():
                self._facet((sense, words, how), number, where, mentions, "")
            for office, words in sighting.words.items():
                self._facet((sense, office), number, where, 0, words)
        if len(self._rows) >= 3 * _ROWS:
            self._rows.tofile(self._file)
            self._rows = array("I")

    def _sense(self, sense: Sense) -> int:
        number = self.senses.setdefault(sense, len(self.senses))
        if number == len(self.seen):
            self.seen.append(Seen())
        return number

    def _facet(self, facet: Facet, article: int, where: Where, mentions: int, words: str) -> None:
        number = self.facets.setdefault(facet, len(self.facets))
        if number == len(self.facet_seen):
            self.facet_seen.append(Seen())
        self.facet_seen[number].add(where, words)
        self._rows.extend((article, number, mentions))

    def count(self, buckets: Mapping[int, int], stories: Mapping[int, int]) -> dict[int, Count]:
        """Mentions, articles and stories of each bucket. buckets: facet → bucket; stories: article → story, of those with reprints."""
        out: dict[int, list[int]] = {}
        told: set[tuple[int, int]] = set()
        here: set[int] = set()
        article = -1
        for number, facet, mentions in self._all():
            if number != article:
                article, here = number, set()
            bucket = buckets.get(facet)
            if bucket is None:
                continue
            counts = out.setdefault(bucket, [0, 0, 0])
            counts[0] += mentions
            if bucket in here:
                continue
            here.add(bucket)
            counts[1] += 1
            story = stories.get(article)
            if story is None:
                counts[2] += 1
            elif (bucket, story) not in told:
                told.add((bucket, story))
                counts[2] += 1
        return {bucket: Count(*counts) for bucket, counts in out.items()}

    def _all(self) -> Iterator[tuple[int, int, int]]:
        """(article, facet, mentions), the rows of an article together."""
        self._file.seek(0)
        while True:
            rows = array("I")
            rows.frombytes(self._file.read(12 * _ROWS))
            if not rows:
                break
            yield from zip(rows[::3], rows[1::3], rows[2::3], strict=True)
        yield from zip(self._rows[::3], self._rows[1::3], self._rows[2::3], strict=True)
