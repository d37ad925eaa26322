""" "Both sides", "the two countries", "the warring parties", "both": the parties that the text has named before (docs/annotation.md, 9).

They stand for a list where exactly two were joined last ("Northland and Verin", "between … and …"), or where exactly two parties are
named in the sentence or the one before; who is in a photo is not asked. Otherwise the phrase stands for itself: which two is not said.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._events.scene import Scene
from ceasewire.language import grammar, phrases

BACK = 2  #: so many sentences before may name them
_PARTIES = (
    "country", "government", "military", "rebel", "militia", "terrorist", "party", "opposition", "igo", "group", "unknown", "person",
)  # fmt: skip
_WHERE = ("in", "at", "near", "inside", "outside", "from", "over", "on")
_NAMED_ONLY = ("unknown", "person")


class Sides:
    """Which nouns sides go by, and which adjectives make them the opposed ones ("warring"), is told in lexicons/en/event_sides.csv."""

    def __init__(self) -> None:
        rows = lexicon.table("lexicons/en/event_sides", ("word", "role"))
        roles = [(row["word"], row.one_of("role", ("side", "rival"))) for row in rows]
        self.words = frozenset(word for word, role in roles if role == "side")
        self.rivals = frozenset(word for word, role in roles if role == "rival")

    def __call__(self, noun: Token, scene: Scene) -> list[Token]:
        """The heads of the two parties that the noun stands for; empty if it is no such phrase or they are not certain."""
        if not self._is_sides(noun):
            return []
        sentence, last = noun.sent, noun.i
        for _ in range(BACK + 1):
            pair, named = self._named(scene, sentence.start, last)
            if pair or named:
                return pair  # a sentence that names parties, but not two, leaves open who is meant
            if sentence.start == 0:
                break
            last = sentence.start
            sentence = scene.doc[last - 1].sent
        return []

    def _is_sides(self, noun: Token) -> bool:
        """The phrase, with nothing in it that says whose or which ("the two parties in Verin")."""
        if noun.lower_ == "both" and noun.dep_ in (*grammar.SUBJECTS, "obj", "obl"):
            return True
        return self._is_opposed(noun) and not any(c.dep_ in ("nmod", "nmod:poss", "acl", "acl:relcl", "compound") for c in noun.children)

    def _is_opposed(self, noun: Token) -> bool:
        if noun.tag_ != "NNS" or not any(f in self.words for f in phrases.forms(noun)):
            return False
        before = {c.lower_ for c in noun.children if c.i < noun.i}
        return "both" in before or ("the" in before and ("two" in before or not self.rivals.isdisjoint(before)))

    def _named(self, scene: Scene, first: int, last: int) -> tuple[list[Token], bool]:
        """The pair that these words join last, else the only two parties in them; and whether any party is named there."""
        parties: dict[str, Token] = {}
        for token in (scene.doc[i] for i in range(first, last)):
            party = self._party(token, scene)
            inside = token.dep_ in ("compound", "flat", "amod") or (token.dep_.startswith("nmod") and self._party(token.head, scene))
            if party and not inside:
                parties.setdefault(party, token)
        joined = next(self._joined(scene, first, last), None)
        if joined is not None:
            return joined, True
        return sorted(parties.values(), key=lambda t: t.i) if len(parties) == 2 else [], bool(parties)

    def _joined(self, scene: Scene, first: int, last: int) -> Iterator[list[Token]]:
        """Pairs of named parties in these words, the latest first; "the state and its allies" are one side."""
        for token in (scene.doc[i] for i in range(last - 1, first - 1, -1)):
            if token.dep_ != "conj":
                continue
            group = grammar.coordinated(token)
            owned = any(c.tag_ == "PRP$" for t in group for c in grammar.children(t, "nmod:poss"))
            parties = {self._party(t, scene) for t in group}
            if len(group) == len(parties) == 2 and group[0].i >= first and all(parties) and not owned:
                yield group

    def _party(self, token: Token, scene: Scene) -> str:
        """The party's id if the token heads a mention of a state, an armed or political body, or a named person: "the front" and "its
        fighters" are one. None for "leaders of the two parties", who are themselves of the sides that are looked for."""
        actor = scene.actor_at(token)
        if actor is None or actor.kind not in _PARTIES or token.tag_[:2] != "NN":
            return ""
        if scene.is_caption(token) or grammar.preposition(token) in _WHERE or any(self._is_opposed(t) for t in token.subtree):
            return ""
        return "" if actor.kind in _NAMED_ONLY and token.tag_[:3] != "NNP" else actor.of or actor.id
