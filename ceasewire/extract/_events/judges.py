"""Two judges, one record: what the codebook finds and what the model reads are put together here, and nowhere else.

    the codebook's acts + the model's acts → joined with each other (merging.py) → the verdict

Both propose. A proposal is worth what its kind has proved to be worth on labelled reports that no one has learned from
(data/codebook/reliability.csv): how often is a type right that the codebook names, and one that the model alone names, by how likely the
model finds it. That share is the event's confidence, and what is below KEEP is no event.

| the codebook | the model | the record |
|---|---|---|
| finds an act | reads one of that type there | the codebook's act; the model fills in a mode or a party that the grammar left open |
| finds an act | reads another type | the type with the higher share |
| finds an act | hardly reads one | kept or not by its share; kept with both parties or a day of its own, and by a row of the user's own |
| finds none | reads one | the model's act with the parties that it links, if its share is high enough |

Without tellings (another pipeline in our model's place, `judge: codebook`) the codebook decides alone. docs/decisions/0010 has the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span as SentenceSpan
from spacy.tokens import Token

from ceasewire.extract._events.acts import PHYSICAL, SYMMETRIC, Act, Finder, Refused
from ceasewire.extract._events.reliability import Reliability
from ceasewire.extract._events.scene import Scene
from ceasewire.language import roles
from ceasewire.language.tellings import MODEL, Telling, linked
from ceasewire.reference.codebook import Predicate

KEEP = 0.45  #: the smallest share that makes an event: three facts of four are right then, and F1 is within a point of its best
LINK = 0.3  #: links less likely than this name no party
CERTAIN = 0.8  #: links likelier than this outdo the grammar
SURE = 0.8  #: modes less likely than this stay open
REASON = "the event model reads no act in these words"


class Judges:
    """Puts the two together for one codebook. judge: codebook, model or both."""

    def __init__(self, finder: Finder, reliability: Reliability, judge: str = "both") -> None:
        self.finder = finder
        self.reliability = reliability
        self.judge = judge

    def proposed(self, sentence: SentenceSpan, scene: Scene) -> Iterator[Act | Refused]:
        """The sentence's acts in text order, of both; triggers that the codebook itself refuses come with its reason."""
        tellings = self._tellings(scene)
        if tellings is None:
            yield from self.finder(sentence, scene)
            return
        found: Iterable[Act | Refused] = self.finder(sentence, scene) if self.judge == "both" else ()
        taken: set[int] = set()
        out: list[Act | Refused] = []
        for act in found:
            taken.update(range(act.start, act.end))
            if isinstance(act, Act):
                taken.update(t.i for t in act.anchors)
            out.append(act)
        for token in sentence:
            telling = tellings.get(token.i)
            if telling is not None and token.i not in taken and self._share(telling) >= KEEP:
                out.append(self._alone(token, telling, scene))
        yield from sorted(out, key=lambda a: (a.start, a.end))

    def verdict(self, act: Act, scene: Scene, *, dated: bool = False) -> Act | Refused:
        """The act with its confidence, completed or retyped by what the model reads in any of its words; or why it is none.

        What is told with both its parties, or with a day of its own (dated), is told for its own sake and stays, however unlikely.
        """
        tellings = self._tellings(scene)
        if tellings is None:
            act.confidence = self.reliability.alone
            return act
        words = sorted({*range(act.start, act.end), *(t.i for t in act.anchors)})
        told = [tellings[i] for i in words if i in tellings and tellings[i].labels]
        if MODEL in act.rules:
            act.confidence = max(map(self._share, told))
            return act
        best = max(told, key=lambda t: t.chance, default=None)
        likely = max((t.labels.get(act.type, 0.0) for t in told), default=0.0)
        act.confidence = self.reliability.share("codebook", likely)
        other = self._share(best) if best is not None else 0.0
        if act.row.own:
            return act
        if best is not None and other > act.confidence and _kind(best) != act.type:
            act.row = replace(act.row, type=_kind(best), mode=None)
            act.mode, act.confidence = None, other
            act.rules.append(MODEL)
        if act.confidence < KEEP and not (act.sources and act.targets) and not dated:
            return Refused(act.start, act.end, REASON)
        if best is not None:
            self._complete(act, best, scene)
        return act

    def _tellings(self, scene: Scene) -> dict[int, Telling] | None:
        return None if self.judge == "codebook" else scene.tellings

    def _share(self, telling: Telling) -> float:
        if not telling.labels:
            return 0.0
        return self.reliability.share("any" if self.judge == "model" else MODEL, telling.labels[_kind(telling)])

    def _complete(self, act: Act, telling: Telling, scene: Scene) -> None:
        if act.type != _kind(telling):
            return
        act.mode = act.mode or self._mode(telling, act.type)
        if act.row.source:
            act.sources = self._party(act.sources, act.targets, "source", telling, scene)
        if act.row.target:
            act.targets = self._party(act.targets, act.sources, "target", telling, scene)

    def _party(self, ours: list[Token], others: list[Token], link: str, telling: Telling, scene: Scene) -> list[Token]:
        """Who stands on one side: whom the grammar names, unless nobody is named or the model is CERTAIN of others."""
        if _kind(telling) in SYMMETRIC and ours:
            return ours  # all who take part are on one side there, and the model may have put some on the other
        linked = [t for t in self._linked(telling, link, scene) if t not in others]
        certain = any(x.chance >= CERTAIN for x in telling.links if x.link == link)
        return linked if linked and (certain or not ours) else ours

    def _alone(self, token: Token, telling: Telling, scene: Scene) -> Act:
        kind = _kind(telling)
        pos = "verb" if roles.is_verbal(token) else "noun"
        slots = (("subj",),), (("obj",),)
        row = Predicate((token.lemma_.lower(),), pos, frozenset(), kind, None, *slots, (), kind == "ASSAULT", MODEL)
        act = Act(row, token, token.i, token.i + 1, self._mode(telling, kind), anchors=[token], rules=[MODEL])
        act.sources = self._linked(telling, "source", scene)
        act.targets = [t for t in self._linked(telling, "target", scene) if t not in act.sources]
        return act

    def _mode(self, telling: Telling, kind: str) -> str | None:
        """The mode that the model is sure of; a mode of another type is none."""
        best, chance = next(iter(telling.details["mode"].items()), ("", 0.0))
        return best.removeprefix(f"{kind} ") if chance >= SURE and best.startswith(f"{kind} ") else None

    def _linked(self, telling: Telling, link: str, scene: Scene) -> list[Token]:
        """The heads that the model links; things only as what an act on things is done to."""
        things = link == "target" and _kind(telling) in PHYSICAL
        found: dict[int, Token] = {}
        for head in linked(telling, link, scene.doc, LINK):
            found |= {t.i: t for t in self.finder.who.among([head], scene) or ([head] if things else [])}
        return [found[i] for i in sorted(found)]


def _kind(telling: Telling) -> str:
    return next(iter(telling.labels))
