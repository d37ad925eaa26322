"""What stands around an act: who is named in the sentences beside it, whether people were hurt, which subject the words belong to.

One sentence alone rarely says that "they laid siege to the goal" is football; the sentences around it do. A metaphor borrows the words
of war, and never its people: so much as the words of a subject speak against an act, soldiers, rebels and the dead speak for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.errors import DataError
from ceasewire.extract._events.scene import SPEAKING, Scene
from ceasewire.language import phrases
from ceasewire.records import Actor, Place

#: sentences before and behind an act that are read with it
FAR = 2
#: actors that use force; a sector counts where the actor is a person
_ARMED = frozenset(("military", "police", "intelligence", "rebel", "militia", "terrorist", "MIL", "COP", "SPY", "REB", "PRM", "UAF"))
#: … and those that govern or want to
_GOVERNING = frozenset((
    "government", "legislature", "judiciary", "party", "opposition", "igo", "GOV", "LEG", "JUD", "PTY", "OPP", "ELI",
))  # fmt: skip
#: … and the others whose acts are public: of a people, a faith, a cause, those who may strike, a gang
_PUBLIC = frozenset(("ngo", "LAB", "ethnic", "religious", "CRM"))
#: the two who talk, and what is theirs
SPOKEN_TO = frozenset((*SPEAKING, "you", "your"))
WEIGHTS = ("1", "2")


def is_armed(actor: Actor) -> bool:
    return not _ARMED.isdisjoint((actor.kind, actor.sector))


def rules(actor: Actor) -> bool:
    """Does it govern, want to, or use force?"""
    return is_armed(actor) or actor.kind == "country" or not _GOVERNING.isdisjoint((actor.kind, actor.sector))


def is_public(actor: Actor) -> bool:
    """Is what the actor does of public concern, or is it a private person, a company, a crowd of no country?"""
    return rules(actor) or actor.country is not None or not _PUBLIC.isdisjoint((actor.kind, actor.sector))


def is_private(actor: Actor) -> bool:
    """A company, a paper, a person or crowd without office or cause; a lone name that no list has may be a country's."""
    lone = actor.rule == "person" and " " not in actor.name
    return actor.kind in ("business", "media", "person", "civilians") and not lone and not is_public(actor)


@dataclass(frozen=True, slots=True)
class Around:
    """The sentences around an act. weights: how much each subject's words weigh there."""

    armed: int  # actors that use force
    ruled: bool  # somebody who governs or uses force, or a country, is named
    public: bool  # … or anybody, any place or word that makes it public
    private: bool  # a company, a person without office, somebody who says "I" or "you"
    hurt: bool  # a number of killed or wounded
    weights: dict[str, int]

    def subject(self) -> tuple[str, int]:
        """The subject whose words weigh most, the first in the alphabet among equals; ("", 0) where none is touched."""
        return min(self.weights.items(), key=lambda x: (-x[1], x[0]), default=("", 0))


class Subjects:
    """Words that belong to a subject where acts are told in the language of conflict: sport, fiction, markets, weather …

    data/codebook/subjects.csv: a word of weight 2 tells its subject alone, one of weight 1 beside another.
    """

    def __init__(self, own: Path | None) -> None:
        self.public = frozenset(lexicon.words("public_signs"))
        self._rows: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
        for row in lexicon.table("codebook/subjects", ("subject", "weight", "words"), optional=("note",), own=own):
            weight = int(row.one_of("weight", WEIGHTS))
            for phrase in row.list("words"):
                words = tuple(phrase.lower().replace("-", " ").split())
                if not words:
                    raise DataError(f"{row.where}: an empty phrase among the words of {row['subject']!r}. Take it out.")
                self._rows.setdefault(words[0], []).append((words, row["subject"], weight))

    def __call__(self, tokens: Iterable[Token]) -> dict[str, dict[str, int]]:
        """{subject: {lemma of the first word: weight}} of what is said there; a word said twice counts once."""
        found: dict[str, dict[str, int]] = {}
        for token in tokens:
            lemma = token.lemma_.lower()
            for form in dict.fromkeys((lemma, token.lower_)):  # no guessed forms: "discussed" is no discus
                for words, subject, weight in self._rows.get(form, ()):
                    if len(words) == 1 or phrases.side_by_side(token.doc, token.i, words) is not None:
                        said = found.setdefault(subject, {})
                        said[lemma] = max(weight, said.get(lemma, 0))
        return found


class Surroundings:
    """The sentences of one article, each read once and only if an act is near it."""

    def __init__(self, scene: Scene, subjects: Subjects) -> None:
        self._scene = scene
        self._subjects = subjects
        self._sentences = list(scene.article.sentences())
        self._number = {t.i: n for n, s in enumerate(self._sentences) for t in s}
        self._words: dict[int, dict[str, dict[str, int]]] = {}

    def at(self, token: Token) -> Around:
        number = self._number[token.i]
        near = range(max(0, number - FAR), min(len(self._sentences), number + FAR + 1))
        start, end = self._sentences[near[0]].start_char, self._sentences[near[-1]].end_char
        article = self._scene.article
        actors = [a for a in article.actors if any(start <= m.start < end for m in a.mentions)]
        places = [p for p in article.places if start <= p.start < end]
        own = phrases.forms(token)
        said: dict[str, dict[str, int]] = {}
        for n in near:
            for subject, found in self._read(n).items():
                said.setdefault(subject, {}).update((w, x) for w, x in found.items() if w not in own)
        return Around(
            armed=sum(map(is_armed, actors)),
            ruled=any(map(rules, actors)),
            public=any(map(is_public, actors)) or any(map(_is_known, places)) or any(self._is_public(n) for n in near),
            private=any(map(is_private, actors)) or any(t.lower_ in SPOKEN_TO for n in near for t in self._sentences[n]),
            hurt=any(q.what in ("killed", "wounded") and start <= q.start < end for q in article.quantities),
            weights={subject: sum(found.values()) for subject, found in said.items()},
        )

    def _is_public(self, number: int) -> bool:
        return any(f in self._subjects.public for t in self._sentences[number] for f in phrases.forms(t))

    def _read(self, number: int) -> dict[str, dict[str, int]]:
        if number not in self._words:
            self._words[number] = self._subjects(self._sentences[number])
        return self._words[number]


def _is_known(place: Place) -> bool:
    """A country or nationality, or a place of the gazetteer."""
    return place.precision == "country" or place.use != "literal" or place.geonames_id is not None
