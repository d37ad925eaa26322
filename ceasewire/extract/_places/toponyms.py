"""What the places step shares: a place name in the text, the word lists around it, and what the language model made of the words."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from spacy.tokens import Span as Name

from ceasewire import lexicon
from ceasewire.language.grammar import HE
from ceasewire.records import Article
from ceasewire.reference.towns import Entry
from ceasewire.reference.who.directory import BODIES

WORD_KINDS = (
    "at", "inside", "direction", "title", "street", "nature", "body", "brand", "thing", "ordinary", "regional",
    "relation", "stance", "dealing", "stay", "campus", "there", "centre", "era",
)
#: peoples and faiths, whose names are none either
PEOPLES = frozenset(["ethnic", "religious"])
#: kinds of actors whose names are people's, or never a body's
UNNAMED = frozenset(["person", "civilians"])
#: kinds of actors whose names are no places, however alike
GROUPS = frozenset(["rebel", "militia", "terrorist", "criminal", "party", "opposition", "igo", "ngo", "media", "business"])


@dataclass(slots=True)
class Toponym:
    """A place name in the text: token range, half-open; `unit` is the level of a unit word beside it ("Helmand province").

    demonym: the words are a demonym. entries: which places they may mean; empty for a name that the language model took for a place
    and the gazetteer does not know. heard: the entries have another spelling of the name, so that they are a guess. cut: letters of
    the one token that are the name ("U.S.-led" is one token), 0 for all. container: the names that the text sets up as what it lies
    in; contains: it is one of those for another name. told: the container stands after a comma or in brackets. placed: after a
    preposition of place. regional: the words beside it go with a region rather than its town ("governor"). beside: names in a list with
    it. heads: it is the town of a dateline. seen: the language model, or what the text sets up around the name, says that a place is meant.
    """

    start: int
    end: int
    key: str
    entries: list[Entry]
    demonym: bool = False
    code: bool = False
    heard: bool = False
    unit: str = ""
    cut: int = 0
    container: list[Toponym] = field(default_factory=list)
    contains: bool = False
    told: bool = False
    placed: bool = False
    regional: bool = False
    beside: list[Toponym] = field(default_factory=list)
    seen: bool = False
    heads: bool = False


class Words:
    """The word lists of the step, by kind."""

    def __init__(self) -> None:
        self._kinds: dict[str, frozenset[str]] = {}
        rows = lexicon.table("lexicons/en/places/words", ("word", "kind"))
        for kind in WORD_KINDS:
            self._kinds[kind] = frozenset(row["word"] for row in rows if row.one_of("kind", WORD_KINDS) == kind)
        units = lexicon.table("gazetteer/units", ("word", "level", "stays"))
        self.units = {row["word"]: row.one_of("level", ("adm1", "adm2", "any", "point", "area", "nature")) for row in units}
        self.staying = frozenset(row["word"] for row in units if row["stays"])

        common = ("inside", "direction", "title", "street", "nature", "body", "brand")
        self._common = frozenset().union(*(self._kinds[kind] for kind in common), self.units)

    def has(self, kind: str, word: str) -> bool:
        return word in self._kinds[kind]

    def is_common(self, word: str) -> bool:
        """A word around place names, which alone is none ("Central", "Airport")."""
        return word in self._common


class Names:
    """The model's names, and the people and times of earlier layers, by token."""

    def __init__(self, article: Article) -> None:
        doc = article.doc
        assert doc is not None
        self._doc = doc
        self._article = article
        self.seen = doc.ents  # which spaCy makes anew each time it is asked
        self._over: dict[int, Name] = {i: e for e in self.seen for i in range(e.start, e.end)}
        self._surnames = {e[-1].text for e in self.seen if e.label_ == "PER" and e.end - e.start > 1}
        self._people = self._tokens([span for full in _full_names(article) for span in self._without_titles(*full)])
        named = [a for a in article.actors if a.kind in GROUPS and a.rule in BODIES]
        self._group_names = self._tails([(m.start, m.end) for a in named for m in a.mentions if m.how in ("name", "alias")])
        self._groups = {(m.start, m.end) for a in article.actors if a.kind in GROUPS for m in a.mentions if m.how in ("name", "alias")}

    @functools.cached_property
    def _times(self) -> set[int]:
        return self._tokens([(t.start, t.end) for t in self._article.times])

    @functools.cached_property
    def _peoples(self) -> set[int]:
        kinds = GROUPS | PEOPLES
        return self._tokens([(m.start, m.end) for a in self._article.actors if a.kind in kinds for m in a.mentions])

    @functools.cached_property
    def _bodies(self) -> set[int]:
        named = [m for a in self._article.actors if a.kind not in UNNAMED for m in a.mentions if m.how in ("name", "alias")]
        return self._tokens([(m.start, m.end) for m in named])

    def _tokens(self, spans: list[tuple[int, int]]) -> set[int]:
        found: set[int] = set()
        for start, end in spans:
            span = self._doc.char_span(start, end, alignment_mode="contract")
            if span is not None:
                found.update(range(span.start, span.end))
        return found

    def _tails(self, spans: list[tuple[int, int]]) -> set[int]:
        """What follows the head inside a name: "in the Arabian Peninsula"."""
        found: set[int] = set()
        for start, end in spans:
            span = self._doc.char_span(start, end, alignment_mode="contract")
            if span is not None:
                found.update(range(span.root.i + 1, span.end))
        return found

    def _without_titles(self, start: int, end: int) -> list[tuple[int, int]]:
        """Of "Northland Governor Ann Doe" what the model saw as a person's name, where it saw one."""
        span = self._doc.char_span(start, end, alignment_mode="contract")
        tokens = range(span.start, span.end) if span is not None else range(0)
        seen = {(e.start_char, e.end_char): None for i in tokens if (e := self._over.get(i)) is not None and e.label_ == "PER"}
        return list(seen) or [(start, end)]

    def over(self, start: int, end: int) -> Name | None:
        """The name that stands over the range's first token, or else over its last."""
        return self._over.get(start) or (self._over.get(end - 1) if end - start > 1 else None)

    def is_place(self, start: int, end: int) -> bool:
        name = self.over(start, end)
        return name is not None and name.label_ == "LOC"

    def is_group(self, start: int, end: int) -> bool:
        """Just the name of a listed group or body ("Hamas", "United Russia")."""
        last = self._doc[end - 1]
        return (self._doc[start].idx, last.idx + len(last)) in self._groups

    def is_in_group(self, start: int, end: int) -> bool:
        """At the end of a listed group's or body's longer name ("al-Qaeda in the Arabian Peninsula")."""
        return all(i in self._group_names for i in range(start, end))

    def is_of_body(self, start: int, end: int) -> bool:
        """In the name of a body or state that the article has as an actor there ("the Coast Front")."""
        return all(i in self._bodies for i in range(start, end))

    def is_of_group(self, start: int, end: int) -> bool:
        """Inside what is said of a group or a people ("Hazara families")."""
        return all(i in self._peoples for i in range(start, end))

    def is_time(self, start: int, end: int) -> bool:
        return all(i in self._times for i in range(start, end))

    def is_person(self, start: int, end: int) -> bool:
        """In a person's name as an actor, or the surname of someone the article names in full."""
        return all(i in self._people for i in range(start, end)) or self.is_surname(start, end)

    def is_surname(self, start: int, end: int) -> bool:
        return end - start == 1 and self._doc[start].text in self._surnames


def _full_names(article: Article) -> list[tuple[int, int]]:
    """Mentions of the people whom the article names with more than one word or calls "he"; another lone word may be a place."""
    spans = []
    for actor in article.actors:
        named = [m for m in actor.mentions if m.how in ("name", "alias")] if actor.kind == "person" else []
        called = any(m.how == "pronoun" and m.text.lower() in HE for m in actor.mentions)
        if called or any(" " in m.text for m in named):
            spans += [(m.start, m.end) for m in named]
    return spans
