"""When, where and how many, read from an act's own clause first; each answer is a record that an earlier layer made of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from ceasewire.extract._acts import Act
from ceasewire.extract._scene import Scene
from ceasewire.language import grammar, roles
from ceasewire.records import Place, Quantity, Time

#: numbers that belong to acts of these types
COUNTED = {
    "killed": ("ASSAULT", "PROTEST", "COERCE"),
    "wounded": ("ASSAULT", "PROTEST", "COERCE"),
    "missing": ("ASSAULT",),
    "captured": ("ASSAULT", "COERCE"),
    "detained": ("ASSAULT", "COERCE", "PROTEST"),
    "displaced": ("ASSAULT", "COERCE", "SANCTION"),
}
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

    # ---- when

    def time(self, act: Act) -> Time | None:
        """The date on the act's own words, else on the verb whose subject or object they are; never the date of saying."""
        for anchor in dict.fromkeys([act.token, act.verb, *act.anchors]):
            found = self._date(anchor, act)
            if found is not None:
                return found
        verb = act.verb
        for _ in range(3):
            base = verb.dep_.split(":")[0]
            inside = base == "conj" or (base in ("obj", "obl", "nsubj", "nmod", "compound") and not roles.is_verbal(verb))
            if not inside or verb.head is verb:
                return None
            verb = verb.head
            if self.owner.get(verb.i) not in (None, act):
                return None
            if roles.is_verbal(verb):
                return None if grammar.child(verb, "ccomp") is not None else self._date(verb, act)
        return None

    def _date(self, head: Token, act: Act) -> Time | None:
        """The first date among the token's own dependents, however deep in "in front of the embassy in X in November"."""
        times = []
        for c in head.children:
            base = c.dep_.split(":")[0]
            if base not in ("obl", "advmod", "nmod", "amod", "compound", "nummod", "obj", "iobj", "dep", "det"):
                continue
            if self.owner.get(c.i) not in (None, act):
                continue
            for t in self.own_tokens(c, act):
                time = self.scene.time_at(t)
                if time is not None and time.type in ("DATE", "TIME") and (time.earliest or time.latest) and self._dates(t, c, head):
                    times.append(time)
        return min(times, key=lambda t: t.start, default=None)

    def _dates(self, token: Token, child: Token, head: Token) -> bool:
        """Is the date attached as a date: the dependent itself, or behind a place or thing that follows the verb?"""
        if token is child or self.scene.time_at(child) is not None:
            return True
        if any(t.lemma_ in ("time", "anniversary") or t.tag_ == "JJ" for t in (child, token.head)):
            return False  # "for the first time since 2011"
        return token.i > head.i and child.i > head.i and token.dep_.split(":")[0] in ("obl", "nmod") and not self.scene.is_actor(child)

    # ---- how many

    def numbers(self, acts: Sequence[Act]) -> dict[int, list[Quantity]]:
        """{id(act): its numbers}: a number belongs to the act whose words govern it, else to the only such act of its sentence."""
        scene = self.scene
        out: dict[int, list[Quantity]] = {}
        for quantity in scene.article.quantities:
            indices = scene.tokens(quantity.start, quantity.end)
            if not indices:
                continue
            token = scene.doc[indices[-1]]
            types = COUNTED.get(quantity.what)
            chain = (token, *grammar.ancestors(token))
            owners = [self.owner[t.i] for t in chain if t.i in self.owner]
            if types is None:
                owner = next((a for a in owners if self._in_argument(chain, a)), None)
            else:
                owner = next((a for a in owners if a.type in types), None)
                if owner is None:
                    near = [a for a in acts if a.type in types and any(t.sent.start == token.sent.start for t in a.anchors)]
                    owner = near[0] if len(near) == 1 else None
            if owner is not None:
                out.setdefault(id(owner), []).append(quantity)
        return out

    def _in_argument(self, chain: Sequence[Token], act: Act) -> bool:
        """Other numbers (troops, money) count only inside a phrase that takes part in the act."""
        heads = [*act.sources, *act.targets, *act.raw.get("source", []), *act.raw.get("target", [])]
        heads += [c for c in act.verb.children if c.dep_ in ("obj", "nsubj:pass")]
        return any(t in heads for t in chain)
