"""Who did what to whom, when, where and how many: acts of the codebook with their circumstances, each on its words.

In order: acts are found sentence by sentence (_events/acts.py), those that are one act are joined (merging.py), an act told again in a
later sentence becomes a mention of the first, and time, place, numbers and the statement around it are read from its own clause.
Status and PLOVER's composed type are the next step's.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from ceasewire.config import Config
from ceasewire.extract._events import reliability
from ceasewire.extract._events.acts import SYMMETRIC, Act, Finder, Refused
from ceasewire.extract._events.circumstances import Circumstances
from ceasewire.extract._events.claims import Claims
from ceasewire.extract._events.judges import Judges
from ceasewire.extract._events.merging import Merger
from ceasewire.extract._events.refusals import Refusals
from ceasewire.extract._events.scene import Nouns, Scene
from ceasewire.language import grammar, roles
from ceasewire.records import Article, Event, Extent, Interval, Quantity, Ref, Span, Statement, Unresolved
from ceasewire.reference import codebook

#: sentences over which "the attack" points back
FAR = 3


class Events:
    needs = ("doc", "actors", "times", "places", "quantities", "statements")
    gives = ("events",)

    def __init__(self, config: Config) -> None:
        self.book = codebook.load(config.data)
        self.finder = Finder(self.book)
        self.judges = Judges(self.finder, reliability.load(), config.judge)
        self.merger = Merger(self.finder)
        self.claims = Claims(self.finder)
        self.refusals = Refusals(config.data)
        self.nouns = Nouns(self.book)

    def __call__(self, article: Article) -> Iterator[Event | Unresolved]:
        """Events in text order, and what looked like one and is not.

        Shape:  one Article with actors, times, places, quantities and statements; 0..n Events without status, 0..n Unresolved.
        Errors: none here; a bad codebook row failed when Events was built.
        Source: docs/annotation.md; PLOVER 2.0 for types and modes.
        Misses: acts that no codebook row names; doers who stand in an earlier sentence only.
        """
        scene = Scene(article, self.nouns)
        grounds = self.refusals.of(scene)
        told: list[tuple[int, Act]] = []
        for number, sentence in enumerate(article.sentences()):
            proposed = list(self.judges.proposed(sentence, scene))
            joined = self.merger([p for p in proposed if isinstance(p, Act)], scene)
            around = Circumstances(scene, [*(a for _, a in _recent(told, number)), *joined])
            judged = [grounds(self.judges.verdict(act, scene, dated=around.time(act) is not None), number) for act in joined]
            acts = [act for act in judged if isinstance(act, Act)]
            refused = [p for p in proposed if isinstance(p, Refused)]
            for act, verdict in zip(joined, judged, strict=True):
                first = self._told_before(act, told, number, around)
                if first is not None:  # even words that the model reads no new act in: they tell more of the old one
                    self._retell(first, act, scene)
                    if self._said(first, scene) is None:
                        self.merger.blame(first, act, acts)
                elif isinstance(verdict, Refused):
                    refused.append(verdict)
                else:
                    told.append((number, act))
            for no in sorted(refused, key=lambda r: (r.start, r.end)):
                span = _span(article, no.start, no.end, scene)
                yield Unresolved(span.start, span.end, span.text, "not an event", no.reason)
            self.claims(sentence, told, number, scene)
        everything = [act for _, act in told]
        around = Circumstances(scene, everything)
        numbers = around.numbers(everything)
        for act in everything:
            yield self._record(act, around, numbers.get(id(act), []))

    # ---- one act told twice

    def _told_before(self, act: Act, told: list[tuple[int, Act]], number: int, around: Circumstances) -> Act | None:
        """The earlier act that this one tells again: same type, nothing that differs, and words that point back.

        Words point back when the noun is definite ("the attack"), or the clause tells only the outcome ("12 people were killed"). What the
        headline tells, the first sentences tell again in full.
        """
        scene = around.scene
        headline = next((a for when, a in _recent(told, number) if number > when and self._is_lead_of(a, act, scene)), None)
        if headline is not None:
            return headline
        definite = not roles.is_verbal(act.token) and any(
            c.lower_ in ("the", "this", "that", "these", "those", "both") for c in act.token.children if c.dep_.startswith("det")
        )
        outcome = self.merger.is_outcome(act) and not act.sources
        if not (definite or outcome):
            return None
        for when, other in _recent(told, number):
            if other.type != act.type or not 0 < number - when <= (FAR if definite else 1):
                continue
            if scene.is_caption(other.token) and not scene.is_caption(act.token):
                continue
            if act.mode is not None and other.mode is not None and act.mode != other.mode:
                continue
            hit, hit_before = self._known(act.targets, scene), self._known(other.targets, scene)
            if not outcome and (self._differ(act.sources, other.sources, scene) or self._differ(hit, hit_before, scene)):
                continue
            dated, first = around.time(act), around.time(other)
            if dated is not None and (first is None or (first.earliest, first.latest) != (dated.earliest, dated.latest)):
                continue
            mine, theirs = around.place(act, near=True), around.place(other, near=True)
            if mine is not None and theirs is None and number - when > 1:
                continue
            if mine is not None and theirs is not None and mine.name != theirs.name and mine.precision == theirs.precision:
                continue
            return other
        return None

    def _is_lead_of(self, headline: Act, act: Act, scene: Scene) -> bool:
        """Is the act the headline's, told for the first time below it: by the same word, or of parties of the same names?"""
        if not scene.is_headline(headline.token) or headline.mentions or scene.is_headline(act.token) or headline.type != act.type:
            return False
        if headline.mode is not None and act.mode is not None and headline.mode != act.mode:
            return False
        a, b = (_names(t for t in (*x.sources, *x.targets)) for x in (headline, act))
        return bool(a & b) or (headline.token.lemma_.lower() == act.token.lemma_.lower() and not (a and b))

    def _known(self, targets: list[Token], scene: Scene) -> list[Token]:
        """Who is hit, without counted victims ("12 soldiers" may stand for "a base") and mere things."""
        return [t for t in targets if _is_people(t, scene) and t.tag_ != "CD" and not grammar.children(t, "nummod")]

    def _differ(self, a: list[Token], b: list[Token], scene: Scene) -> bool:
        if not a or not b:
            return False
        keys = [{self._who(t, scene) for t in x} for x in (a, b)]
        return not keys[0] & keys[1]

    def _who(self, token: Token, scene: Scene) -> str:
        actor = scene.actor_at(token)
        return actor.id if actor is not None else token.lemma_.lower()

    def _retell(self, first: Act, act: Act, scene: Scene) -> None:
        first.mentions.append((act.start, act.end))
        if not scene.is_caption(act.token):  # the date and place of a photo are not those of the news
            first.anchors += act.anchors
        if self._said(act, scene) in (None, self._said(first, scene)):  # what a side claims or denies stays its own
            first.sources = first.sources or act.sources
        first.targets = first.targets or act.targets
        first.mode = first.mode or act.mode

    def _said(self, act: Act, scene: Scene) -> Statement | None:
        return scene.statement_at(act.token.idx, act.token.idx + len(act.token))

    # ---- the record

    def _victims(self, act: Act, targets: list[Span], numbers: Iterable[Quantity], scene: Scene) -> list[Span]:
        """The counted dead and wounded are targets too ("…, leaving 6 soldiers dead and 14 injured")."""
        if act.type != "ASSAULT" or not act.row.target:  # in a fight of two sides the fallen are numbers only
            return targets
        out = list(targets)
        for q in numbers:
            if q.what not in ("killed", "wounded"):
                continue
            span = alone = scene.article.span(q.start, q.end)
            if q.of is not None:
                span = scene.article.span(min(q.start, q.of.start), max(q.end, q.of.end))
            if span.end - span.start > 80:
                span = alone
            if not any(span.overlaps(o) for o in [*out, *self._phrases(act.sources, scene)]):
                out.append(span)
        if len(out) > len(targets):
            spots = {scene.phrase(t) for t in act.targets if _is_spot(t, scene)}
            out = [t for t in out if t not in spots]  # a place that is hit gives way to people
        return sorted(out)

    def _record(self, act: Act, around: Circumstances, numbers: list[Quantity]) -> Event:
        scene = around.scene
        article = scene.article
        trigger = _span(article, act.start, act.end, scene)
        sources, targets = self._phrases(act.sources, scene), self._phrases(self._people_first(act, scene), scene)
        if act.type in SYMMETRIC and act.mode != "visit" and not act.row.target:
            sources, targets = sorted({*sources, *targets}), []
        targets = self._victims(act, targets, numbers, scene)
        targets = [t for t in targets if t not in sources]
        if act.type in ("ASSAULT",) and not targets and act.row.place_as_target:
            targets = self._place_hit(act, scene)
        place = around.place(act)
        said = scene.statement_at(trigger.start, trigger.end)
        words = [t for t in act.token.sent if not t.is_space]
        first, last = words[0], words[-1]
        return Event(
            article.content_id("e", act.type, trigger.start, trigger.end),
            act.type, trigger, Extent(first.idx, last.idx + len(last)),
            mode=act.mode, contexts=self._contexts(act, [*sources, *targets], scene),
            sources=_ids(sources, scene), targets=_ids(targets, scene),
            source_spans=tuple(sources), target_spans=tuple(targets),
            mentions=tuple(_span(article, a, b, scene) for a, b in act.mentions),
            time=around.time(act) or Interval(),
            place=Ref(place.id) if place is not None else None,
            quantities=tuple(q.id for q in sorted(numbers, key=lambda q: q.start)),
            said_in=said.id if said is not None else None,
            rule="; ".join(dict.fromkeys(act.rules)), confidence=act.confidence,
        )  # fmt: skip

    def _people_first(self, act: Act, scene: Scene) -> list[Token]:
        """Targets; a place that is hit gives way to the people who are named as hit."""
        if act.type not in ("ASSAULT", "COERCE", "MOBILIZE"):
            return act.targets
        return [t for t in act.targets if not _is_spot(t, scene)] or act.targets

    def _place_hit(self, act: Act, scene: Scene) -> list[Span]:
        for name in ("on", "in", "at", "against", "into", "over", "near"):
            for anchor in dict.fromkeys([act.token, act.verb]):
                for head in roles.with_case(anchor, name):
                    if scene.place_at(head) is not None:
                        return [scene.phrase(head)]
        return []

    def _phrases(self, heads: list[Token], scene: Scene) -> list[Span]:
        """The actors' phrases in text order, none inside another."""
        spans = sorted({scene.phrase(t) for t in heads})
        return [s for s in spans if not any(o is not s and o.holds(s) for o in spans)]

    def _contexts(self, act: Act, parties: list[Span], scene: Scene) -> tuple[str, ...]:
        """From the words of the act's own clause and of its parties; the rest of the sentence may be about something else."""
        about = {t.i for t in self._own_words(act)} | {i for p in parties for i in scene.tokens(p.start, p.end)}
        found = {c for i in about for c in self.book.contexts.get(scene.doc[i].lemma_.lower(), ())}
        return tuple(sorted(found))

    def _own_words(self, act: Act) -> Iterator[Token]:
        """What hangs on the clauses that tell the act, without those beside and below them; what it demands or alleges is its own."""
        open_ = list(dict.fromkeys(grammar.clause_of(t) for t in act.anchors))
        seen: set[int] = set()
        while open_:
            token = open_.pop()
            if token.i in seen:
                continue
            seen.add(token.i)
            yield token
            open_ += [c for c in token.children if c in act.anchors or c.head is act.token or not _is_apart(c)]


def _is_apart(token: Token) -> bool:
    """Does the word head a clause of its own: another statement, reason, or news beside it?"""
    if token.dep_ == "conj":
        return roles.is_verbal(token)
    return token.dep_ == "acl:relcl" or token.dep_.split(":")[0] in ("advcl", "ccomp", "csubj", "parataxis")


def _is_people(token: Token, scene: Scene) -> bool:
    """Someone, not a mere thing or place."""
    if token.tag_ == "CD":
        return True
    return scene.is_actor(token) and (scene.place_at(token) is None or scene.actor_at(token) is not None)


def _names(heads: Iterable[Token]) -> set[str]:
    """The names in the phrases of these heads."""
    return {t.lower_ for head in heads for t in head.subtree if t.tag_[:3] == "NNP" or (t.tag_ == "JJ" and t.text[:1].isupper())}


def _is_spot(token: Token, scene: Scene) -> bool:
    return scene.place_at(token) is not None and not _is_people(token, scene)


def _recent(told: list[tuple[int, Act]], number: int) -> list[tuple[int, Act]]:
    """The acts told in the last sentences, latest first."""
    return list(itertools.takewhile(lambda x: number - x[0] <= FAR, reversed(told)))


def _span(article: Article, start: int, end: int, scene: Scene) -> Span:
    last = scene.doc[end - 1]
    return article.span(scene.doc[start].idx, last.idx + len(last))


def _ids(spans: Iterable[Span], scene: Scene) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for s in spans for i in scene.actors_in(s.start, s.end)))
