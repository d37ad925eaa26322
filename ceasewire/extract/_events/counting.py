"""How many: which act a number of dead, wounded, troops or money belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from ceasewire.extract._events.acts import Act
from ceasewire.extract._events.scene import Scene
from ceasewire.language import grammar
from ceasewire.records import Quantity

#: numbers that belong to acts of these types; the first type is the likeliest cause
COUNTED = {
    "killed": ("ASSAULT", "PROTEST", "COERCE"),
    "wounded": ("ASSAULT", "PROTEST", "COERCE"),
    "missing": ("ASSAULT",),
    "captured": ("ASSAULT", "COERCE"),
    "detained": ("COERCE", "ASSAULT", "PROTEST"),
    "displaced": ("ASSAULT", "COERCE", "SANCTION"),
}
#: what opens the phrase that tells how it came about: "injured after a man stormed …", "died in the attack"
_CAUSE = frozenset(("after", "when", "as", "in", "during", "by", "from", "following", "amid", "while"))
#: what opens a mere reason: "was killed because of their part in the strikes"
_REASON = frozenset(("because", "for", "over", "due", "despite"))


class Counting:
    """Numbers of acts in one article; `owner` is the act whose words hold a token."""

    def __init__(self, scene: Scene, owner: Mapping[int, Act]) -> None:
        self.scene = scene
        self.owner = owner

    def numbers(self, acts: Sequence[Act]) -> dict[int, list[Quantity]]:
        """{id(act): its numbers}: a number belongs to the act whose words govern it, else to the one that its clause tells as the cause."""
        by_sentence: dict[int, list[Act]] = {}
        for act in acts:
            for start in dict.fromkeys(t.sent.start for t in act.anchors):
                by_sentence.setdefault(start, []).append(act)
        out: dict[int, list[Quantity]] = {}
        for quantity in self.scene.article.quantities:
            indices = self.scene.tokens(quantity.start, quantity.end)
            if not indices:
                continue
            token = self.scene.doc[indices[-1]]
            types = COUNTED.get(quantity.what)
            if types is None:
                owner = self._taking_part(token)
            else:
                near = [a for a in by_sentence.get(token.sent.start, ()) if a.type in types]
                owner = self._governing(token, types) or self._only(token, near)
            if owner is not None:
                out.setdefault(id(owner), []).append(quantity)
        return out

    def _governing(self, token: Token, types: Sequence[str]) -> Act | None:
        """The act above the number, or told below the same clause as its cause; the likeliest type first."""
        causes: list[Act] = []
        above: list[Act] = []
        for t in _chain(token):
            act = self.owner.get(t.i)
            if act is not None and act.type in types:
                above.append(act)
                break
            if act is None and grammar.is_clause(t):
                causes += [a for a in self._causes(t) if a.type in types]
        return min((*above, *causes), key=lambda a: (types.index(a.type), a.mode == "abduct"), default=None)

    def _causes(self, clause: Token) -> Iterator[Act]:
        for c in clause.children:
            if c.dep_ == "nsubj":  # "the death toll of the attack rose to 12"; but what two acts did together belongs to neither
                several = {id(self.owner[t.i]) for t in c.subtree if t.i in self.owner}
                if len(several) != 1:
                    continue
            elif not _CAUSE & {m.lower_ for m in grammar.children(c, "case", "mark")}:
                continue
            todo = [c]
            while todo:
                t = todo.pop(0)
                act = self.owner.get(t.i)
                if act is not None:
                    yield act
                    break
                todo += grammar.children(t, "nmod", "obl", "obj")

    def _only(self, token: Token, near: Sequence[Act]) -> Act | None:
        """The only such act of the sentence, unless it merely describes the victim or gives a reason."""
        if len(near) != 1:
            return None
        above = {t.i for t in (token, *grammar.ancestors(token))}
        for t in (near[0].token, *grammar.ancestors(near[0].token)):
            if t.i in above:
                break
            opened = {m.lower_ for m in grammar.children(t, "case", "mark")}
            if (t.dep_.startswith("acl") and t.head.i in above and t.head.tag_.startswith("NN")) or opened & _REASON:
                return None
        return near[0]

    def _taking_part(self, token: Token) -> Act | None:
        """Other numbers (troops, money) count only inside a phrase that takes part in the act."""
        chain = (token, *grammar.ancestors(token))
        for act in dict.fromkeys(self.owner[t.i] for t in chain if t.i in self.owner):
            heads = [*act.sources, *act.targets, *act.raw.get("source", []), *act.raw.get("target", [])]
            heads += [c for c in act.verb.children if c.dep_ in ("obj", "nsubj:pass")]
            if any(t in heads for t in chain):
                return act
        return None


def _chain(token: Token) -> Iterator[Token]:
    """The token and what is above it, up to a clause that is complete in itself ("…, and two were killed by a mine")."""
    yield token
    for t in grammar.ancestors(token):
        yield t
        complete = grammar.agent(t) is not None and grammar.child(t, *grammar.SUBJECTS) is not None
        if t.dep_ in ("conj", "parataxis") and complete:
            return
