"""The mode of an act: the words of modes.csv in the trigger, the instrument, the object, the parties or the clause."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from ceasewire.extract._events.participants import Participants
from ceasewire.extract._events.scene import Scene
from ceasewire.language import grammar, roles
from ceasewire.reference.codebook import Codebook, Predicate

#: prepositions of what an act is done with
INSTRUMENT = ("with", "by", "from", "in", "using", "via")
#: where a word tells most: the trigger itself first, the rest of the clause last
_RANKS = ("trigger", "instrument", "object", "source", "target", "clause")


class Modes:
    """Answers for one codebook."""

    def __init__(self, book: Codebook, who: Participants) -> None:
        self.book = book
        self.who = who

    def mode_of(
        self, row: Predicate, token: Token, verb: Token, trigger: tuple[int, int], raw: Mapping[str, list[Token]], scene: Scene
    ) -> tuple[str | None, str | None]:
        """The row's mode, else the first of modes.csv whose words stand in the right place of the act; and the row that said so.

        trigger: its token range. raw: the heads found as "source" and "target", before it was asked who can act.
        """
        if row.mode is not None and not row.default_mode:
            return row.mode, None
        best: tuple[int, int, str, str] | None = None
        places: dict[str, list[Token]] = {}
        for entry in self.book.modes.get(row.type, ()):
            if entry.where == "act":
                continue
            if entry.where not in places:
                places[entry.where] = self._places_of(entry.where, token, verb, trigger, raw)
            hit = next((t for t in places[entry.where] if self.who.belongs(t, entry.words, scene)), None)
            if hit is not None:
                rank = _RANKS.index(entry.where)
                if best is None or (rank, hit.i) < best[:2]:
                    best = (rank, hit.i, entry.mode, entry.row)
        return (best[2], best[3]) if best is not None else (row.mode, None)

    def _places_of(
        self, where: str, token: Token, verb: Token, trigger: tuple[int, int], raw: Mapping[str, list[Token]]
    ) -> list[Token]:
        """The tokens that a column `where` of modes.csv speaks of."""
        verbs = (token,) if verb is token else (token, verb)
        if where in ("source", "target"):
            return raw[where]
        if where == "trigger":
            near = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod:desc", "nmod:poss") and c.i < token.i]
            return [*token.doc[trigger[0] : trigger[1]], *near, *(d for c in near for d in c.children if d.dep_ in ("compound", "amod"))]
        if where == "instrument":
            heads = [c for v in verbs for name in INSTRUMENT for c in roles.with_case(v, name)]
            using = [c for v in verbs for c in grammar.children(v, "advcl") if c.lower_ == "using"]
            heads += [o for c in using for o in grammar.children(c, "obj")]
            heads += raw["source"]
            return [m for h in heads for m in roles.members(h)]
        if where == "object":
            after = ("obj", "obl", "xcomp", "ccomp", "advcl", "nmod", "acl", "nsubj")
            below = [c for v in verbs for c in v.children]
            heads = [c for c in below if c.dep_ == "nsubj:pass" or (c.dep_.split(":")[0] in after and c.i > token.i)]
            out = [m for h in heads for m in [h, *roles.members(h)]]
            return out + [c for h in heads for c in h.children if c.dep_ in ("nmod", "obj", "xcomp", "amod", "compound")]
        start, end = grammar.subtree_range(grammar.clause_of(verb))
        return list(token.doc[start:end])
