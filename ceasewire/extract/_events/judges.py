"""Two judges, one record: what the codebook finds and what the model reads are put together here, and nowhere else.

| the codebook | the model | the record |
|---|---|---|
| finds an act | reads one of that type there | the codebook's act; the model fills in a mode or a party that the grammar left open |
| finds an act | reads another type, and is SURE | the codebook's words with the model's type |
| finds an act | reads hardly anything (below VETO) | no event, with the reason; a row of the user's own stays |
| finds none | reads one, likelier than ALONE | the model's act, with the parties that it links |

The figures behind the thresholds: docs/decisions/0008. Without tellings (another pipeline in our model's place, `judge: codebook`) the
codebook decides alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span as SentenceSpan
from spacy.tokens import Token

from ceasewire.extract._events.acts import Act, Finder, Refused
from ceasewire.extract._events.scene import Scene
from ceasewire.language import roles
from ceasewire.language.tellings import Telling
from ceasewire.reference.codebook import Predicate

VETO = 0.1
ALONE = 0.6
SURE = 0.8
LINK = 0.5
REASON = "the event model reads no act in these words"


class Judges:
    """Puts the two together for one codebook. judge: codebook, model or both."""

    def __init__(self, finder: Finder, judge: str = "both") -> None:
        self.finder = finder
        self.judge = judge

    def __call__(self, sentence: SentenceSpan, scene: Scene) -> Iterator[Act | Refused]:
        """The sentence's acts in text order; what is refused comes with its reason."""
        tellings = scene.tellings
        if tellings is None or self.judge == "codebook":
            yield from self.finder(sentence, scene)
            return
        found: Iterable[Act | Refused] = self.finder(sentence, scene) if self.judge == "both" else ()
        taken: set[int] = set()
        out: list[Act | Refused] = []
        for act in found:
            if isinstance(act, Refused):
                out.append(act)
                taken.update(range(act.start, act.end))
                continue
            words = {*range(act.start, act.end), *(t.i for t in act.anchors)}
            taken |= words
            told = [tellings[i] for i in sorted(words) if i in tellings]
            if sum(t.chance for t in told) < VETO and not act.row.own:
                out.append(Refused(act.start, act.end, REASON))
                continue
            if told:
                self._complete(act, max(told, key=lambda t: t.chance), scene)
            out.append(act)
        for token in sentence:
            telling = tellings.get(token.i)
            if telling is not None and token.i not in taken and telling.chance >= ALONE:
                out.append(self._alone(token, telling, scene))
        yield from sorted(out, key=lambda a: (a.start, a.end))

    def _complete(self, act: Act, telling: Telling, scene: Scene) -> None:
        kind, chance = next(iter(telling.labels.items()))
        if kind != act.type and chance >= SURE and not act.row.own:
            act.row = replace(act.row, type=kind, mode=None)
            act.mode = None
            act.rules.append("model")
        if act.type != kind:
            return
        act.mode = act.mode or self._mode(telling, kind)
        linked = self._linked(telling, "source", scene)
        if not act.sources and act.row.source:
            act.sources = [t for t in linked if t not in act.targets]
        if not act.targets and act.row.target:
            act.targets = [t for t in self._linked(telling, "target", scene) if t not in act.sources]

    def _alone(self, token: Token, telling: Telling, scene: Scene) -> Act:
        kind = next(iter(telling.labels))
        pos = "verb" if roles.is_verbal(token) else "noun"
        slots = (("subj",),), (("obj",),)
        row = Predicate((token.lemma_.lower(),), pos, frozenset(), kind, None, *slots, (), kind == "ASSAULT", "model")
        act = Act(row, token, token.i, token.i + 1, self._mode(telling, kind), anchors=[token], rules=["model"])
        act.sources = self._linked(telling, "source", scene)
        act.targets = [t for t in self._linked(telling, "target", scene) if t not in act.sources]
        return act

    def _mode(self, telling: Telling, kind: str) -> str | None:
        """The mode that the model is sure of; a mode of another type is none."""
        best, chance = next(iter(telling.details["mode"].items()), ("", 0.0))
        return best.removeprefix(f"{kind} ") if chance >= SURE and best.startswith(f"{kind} ") else None

    def _linked(self, telling: Telling, link: str, scene: Scene) -> list[Token]:
        heads = [scene.article.doc[x.head] for x in telling.links if x.link == link and x.chance >= LINK]
        return self.finder.who.among(heads, scene)
