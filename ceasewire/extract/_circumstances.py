"""When, where and how many, read from an act's own clause first; each answer is a record that an earlier layer made of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from ceasewire.extract._acts import Act
from ceasewire.extract._counting import Counting
from ceasewire.extract._dating import Dating
from ceasewire.extract._scene import Scene
from ceasewire.language import grammar
from ceasewire.records import Interval, Place, Quantity

_AT = frozenset((
    "in", "at", "near", "on", "outside", "inside", "around", "across", "throughout", "over", "within", "along", "off", "between",
    "above", "by", "beside", "amid",
))  # fmt: skip
#: acts that move: where they lead to or come from is where they happen
_TOWARDS = {
    "MOBILIZE": frozenset(("to", "into", "towards", "toward", "onto", "through")),
    "RETREAT": frozenset(("from", "out", "of")),
    "CONSULT": frozenset(("to",)),
    "ASSAULT": frozenset(("into", "against", "towards", "to", "from")),
    "COERCE": frozenset(("from", "to")),
    "AID": frozenset(("to", "into")),
}
#: acts in which whatever place stands in the sentence is where they happen; words (promises, accusations) happen nowhere
_MATERIAL = ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE")
_CLAUSAL = ("acl", "advcl", "ccomp", "xcomp", "conj", "parataxis", "csubj")
_RANK = {"point": 0, "adm1": 1, "area": 1, "unresolved": 1, "country": 2}


class Circumstances:
    """`acts` are all acts around: one act's words never lend their place or date to another."""

    def __init__(self, scene: Scene, acts: Sequence[Act]) -> None:
        self.scene = scene
        self.owner = {t.i: act for act in reversed(acts) for t in act.anchors}
        self.dating = Dating(scene, self.owner)
        self.counting = Counting(scene, self.owner)

    def own_tokens(self, head: Token, act: Act) -> Iterator[Token]:
        """The token and what hangs on it, without clauses and without what hangs on another act's words."""
        todo = [head]
        while todo:
            token = todo.pop()
            yield token
            for c in token.children:
                other = self.owner.get(c.i)
                if c.dep_.split(":")[0] not in _CLAUSAL and (other is None or other is act):
                    todo.append(c)

    # ---- where

    def place(self, act: Act, *, near: bool = False) -> Place | None:
        """The most specific place beside the act's words; else in the clause around it; else, for material acts, in its sentence.

        near: only beside its own words.
        """
        for anchor in dict.fromkeys([act.token, act.verb, *act.anchors]):
            found = self._best(self.own_tokens(anchor, act), act)
            if found is not None:
                return found
        if near:
            return None
        for token in grammar.ancestors(act.verb):
            other = self.owner.get(token.i)
            if other is not None and other is not act and other.type not in _MATERIAL:
                return None  # told inside a promise, an accusation, a trial: that is not where it happened
            if grammar.is_clause(token):
                found = self._best(self.own_tokens(token, act), act)
                if found is not None:
                    return found
        if act.type not in _MATERIAL:
            return None
        return self._best(iter(act.token.sent), act)

    def _best(self, tokens: Iterator[Token], act: Act) -> Place | None:
        found = {}
        for token in tokens:
            place = self.scene.place_at(token)
            if place is not None and place.use == "literal" and not self._is_party(token, place) and self._is_where(token, act):
                found[place.id] = place
        return min(found.values(), key=lambda p: (_RANK[p.precision], p.start), default=None)

    def _is_party(self, token: Token, place: Place) -> bool:
        """Is the whole name recorded as a group or organisation?"""
        actor = self.scene.actor_at(token)
        if actor is None or actor.kind in ("country", "unknown", "person"):
            return False
        return any((m.start, m.end) == (place.start, place.end) for m in actor.mentions)

    def _is_where(self, token: Token, act: Act) -> bool:
        """Does the name stand where a place stands ("in X", "the town of X", the town that is stormed), not as a party ("talks with X")?"""
        while True:
            case = {t.lower_ for t in token.children if t.dep_ == "case"}
            if case & _AT or (case & _TOWARDS.get(act.type, frozenset()) and token.dep_.startswith(("obl", "nmod"))):
                return True
            base = token.dep_.split(":")[0]
            if base in ("obj", "nsubj"):
                taken = act.type in ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT") and token in act.raw.get("where", ())
                return taken or act.mode == "visit"
            inside = base == "nmod" and (not case or "of" in case or token.dep_ == "nmod:poss")
            climbs = inside or base in ("compound", "flat", "amod", "appos")
            if base == "compound" and token.head is act.token:
                return True  # "the Paris attacks"
            if not climbs or token.head is token:
                return False
            if token in act.sources or (token in act.targets and not act.row.place_as_target):
                return False
            token = token.head

    def time(self, act: Act) -> Interval | None:
        return self.dating.time(act)

    def numbers(self, acts: Sequence[Act]) -> dict[int, list[Quantity]]:
        return self.counting.numbers(acts)
