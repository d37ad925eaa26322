"""How many: which act a number of dead, wounded, troops or money belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from ceasewire import lexicon
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
#: what happens to people in an attack, and not by being seized
_HARM = frozenset(("killed", "wounded"))
#: what may stand between the noun of an act and its "that killed 84": "the bombing in Verin that …"
_INSIDE = frozenset(("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"))
#: "days after the attack": told to date the deaths, not as their cause
_SPANS = frozenset(row["phrase"] for row in lexicon.table("lexicons/en/times/units", ("phrase", "value", "number", "times")))


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
                if owner is not None and quantity.what in _HARM:
                    owner = self._told_of(token, owner, types) or self._attack(owner, by_sentence.get(owner.token.sent.start, ())) or owner
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

    def _told_of(self, token: Token, result: Act, types: Sequence[str]) -> Act | None:
        """ "The bombing in Verin that killed 84": the noun before the relative clause, wherever the parser hung the clause."""
        relative = grammar.child(result.verb, "nsubj")
        if result.verb.dep_ != "acl:relcl" or relative is None or relative.lower_ not in ("that", "which"):
            return None
        for t in reversed(list(token.doc[token.sent.start : relative.i])):
            act = self.owner.get(t.i)
            if act is not None and act is not result:
                return act if act.type in types and t.tag_.startswith("NN") else None
            if t.pos_ not in _INSIDE:
                return None
        return None

    @staticmethod
    def _attack(owner: Act, acts: Sequence[Act]) -> Act | None:
        """Where a sentence tells of a seizure and of attacks, the dead and wounded are the attack's: the last before, else the first."""
        if owner.mode != "abduct":
            return None
        attacks = [a for a in acts if a.type == "ASSAULT" and a.mode != "abduct"]
        before = [a for a in attacks if a.token.i < owner.token.i]
        return before[-1] if before else next(iter(attacks), None)

    def _causes(self, clause: Token) -> Iterator[Act]:
        results = [r for r in grammar.children(clause, "xcomp", "ccomp") if grammar.child(r, *grammar.SUBJECTS) is None]
        toll = clause.head.children if clause.dep_ == "acl" else ()  # "the toll from the clashes rising to 19"
        for c in (*clause.children, *(t for r in results for t in r.children), *(t for t in toll if t.dep_ == "nmod" and t.i < clause.i)):
            if c.dep_ == "nsubj":  # "the death toll of the attack rose to 12"; but what two acts did together belongs to neither
                several = {id(self.owner[t.i]) for t in c.subtree if t.i in self.owner}
                if len(several) != 1:
                    continue
            elif not _CAUSE & {m.lower_ for m in grammar.children(c, "case", "mark")} or _dating(c):
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
        above = {t.i for t in (token, *grammar.ancestors(token))}
        others = [a for a in near if not _describes(a, above)] if len(near) > 1 else near
        if len(others) != 1 or _describes(others[0], above):
            return None
        path = [t for t in (others[0].token, *grammar.ancestors(others[0].token)) if t.i not in above]
        reason = any({m.lower_ for m in grammar.children(t, "case", "mark")} & _REASON for t in path)
        if any(map(_dating, path)) or (len(near) == 1 and reason):
            return None
        return others[0]

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


def _describes(act: Act, above: set[int]) -> bool:
    """Does the act stand in a clause on the counted noun itself: "the 22 people killed"?"""
    for t in (act.token, *grammar.ancestors(act.token)):
        if t.i in above:
            return False
        if t.dep_.startswith("acl") and t.head.i in above and t.head.tag_.startswith("NN"):
            return True
    return False


def _dating(cause: Token) -> bool:
    """ "Just days after the attack"."""
    return any(c.lemma_.lower() in _SPANS and c.i < cause.i for c in grammar.children(cause, "obl:unmarked", "obl:npmod", "nmod:unmarked"))
