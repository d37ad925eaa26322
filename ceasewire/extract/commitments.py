"""Who is bound to what by when: pledges, agreements, deadlines, plans, offers and threats of one article.

_promises finds the words; here each gets its debtors, deadline, condition, statement, event and state, what is told twice is
joined, and changes that the article tells (a deadline moved) become its history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ceasewire import lexicon
from ceasewire.config import Config
from ceasewire.records import Actor, Article, Commitment, Event, Interval, Span, Time, Unresolved

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from ceasewire.extract._promises import Promise

FOLDER = "lexicons/en/commitments/"
#: an act with one of these states is not (or not yet) anybody's obligation
UNBOUND = frozenset({"demanded", "possible", "denied", "negated"})
#: acts to which one can be held by a bare "will"
DEEDS = frozenset({"RETREAT", "CONCEDE", "AID", "COOPERATE", "MOBILIZE", "SANCTION", "SUPPORT", "CONSULT"})
UNITS = {"D": 1, "W": 7}


class Commitments:
    """Commitments under docs/annotation.md.

    Shape:  0..n Commitment in text order; a promise without a readable debtor is kept with none.
    Errors: none here; a bad table failed when Commitments was built.
    Source: docs/annotation.md, "Commitments".
    Misses: promises told only by "will" without a cue, unless a statement holds them; debtors in an earlier sentence only.
    """

    needs = ("doc", "actors", "times", "statements", "events")
    gives = ("commitments",)

    def __init__(self, config: Config) -> None:
        from ceasewire.extract._changes import Changes
        from ceasewire.extract._promises import Finder

        self._find = Finder()
        self._changed = Changes()
        self._marks: list[tuple[str, ...]] = []
        self._cases: list[tuple[str, ...]] = []
        for row in lexicon.table(FOLDER + "conditions", ("phrase", "kind"), own=config.data):
            kind = row.one_of("kind", ("mark", "case"))
            (self._marks if kind == "mark" else self._cases).append(tuple(row["phrase"].split()))
        for rows in (self._marks, self._cases):
            rows.sort(key=len, reverse=True)

    def __call__(self, article: Article) -> Iterator[Commitment | Unresolved]:
        if article.doc is None:
            return
        scene = _Scene(article)
        kept: list[tuple[Promise, Commitment]] = []
        for sentence in article.sentences():
            for promise in self._find(sentence):
                made = self._record(promise, scene)
                if made is None:
                    continue
                self._keep(kept, promise, made)
        yield from self._changed(article, [c for _, c in kept])

    def _record(self, promise: Promise, scene: _Scene) -> Commitment | None:
        """The promise as a record, or None where its terms are missing or its act is not bound."""
        article, doc = scene.article, scene.doc
        event = scene.event_in(promise.head.i)
        if promise.agreement and event is not None and event.status in UNBOUND and promise.status == "open":
            return None
        time = scene.deadline(promise)
        condition = self._condition(promise, scene)
        if promise.needs == "terms" and condition is None and time is None:
            return None
        if promise.needs == "date" and time is None:
            return None
        if promise.needs == "deed" and not scene.deed_in(promise):
            return None
        if event is not None and not promise.agreement and condition is None and time is None and _no_bond(promise, event):
            return None
        start, end = _without(promise, time, condition, doc)
        action = scene.span(start, end)
        debtors = [scene.named(t) for t in promise.debtors if _nameable(t)]
        if promise.agreement and not debtors and event is not None:
            spans = list(event.source_spans)
        else:
            spans = [s for s in debtors if s is not None]
        creditors = [s for s in (scene.named(t) for t in promise.creditors if _nameable(t)) if s is not None]
        deadline = scene.interval(time, promise) if time is not None else None
        statement = scene.statement_around(action)
        return Commitment(
            id=article.content_id("c", action.start, action.end, promise.kind), kind=promise.kind, action=action, status=promise.status,
            type=event.type if event else None,
            debtors=scene.actor_ids(spans), debtor_spans=tuple(spans),
            creditors=scene.actor_ids(creditors), creditor_spans=tuple(creditors),
            deadline=deadline, condition=condition, under=scene.under(promise), said_in=statement, rule=promise.rule,
        )  # fmt: skip

    def _keep(self, kept: list[tuple[Promise, Commitment]], promise: Promise, made: Commitment) -> None:
        """Adds the record unless its words, or its agreement, are there already."""
        for n, (other, have) in enumerate(kept):
            if have.action.overlaps(made.action):
                if _fullness(made) > _fullness(have):
                    kept[n] = (promise, made)
                return
            if promise.agreement and other.agreement and _same_agreement(other, promise):
                if made.status != "open" and have.status == "open":
                    kept[n] = (other, replace(have, status=made.status))
                return
        kept.append((promise, made))

    def _condition(self, promise: Promise, scene: _Scene) -> Span | None:
        """The words after if, unless, once, in exchange for … that hang from the act, its cue or stand between them."""
        doc = scene.doc
        low, high = promise.head.sent.start, promise.head.sent.end
        words = [t.lower_ for t in doc[low:high]]
        heads = {promise.head.i, promise.cue.i}
        for n in range(len(words)):
            for rows, deps in ((self._marks, ("advcl", "acl", "ccomp")), (self._cases, ("obl", "nmod", "advcl"))):
                phrase = next((p for p in rows if tuple(words[n : n + len(p)]) == p), None)
                if phrase is None:
                    continue
                first = low + n + len(phrase)
                opener = doc[low + n]
                above = (opener.head, *opener.head.ancestors)
                clause = next((a for a in above if a.dep_.split(":")[0] in deps and a.i >= first - 1), None)
                if clause is None or not ({clause.head.i, *(a.i for a in clause.ancestors)} & heads):
                    continue
                end = max(t.i for t in clause.subtree) + 1
                while end > first and (doc[end - 1].is_punct or doc[end - 1].is_space):
                    end -= 1
                if end > first and first > promise.cue.i - 60:
                    return scene.span(first, end)
        return None


class _Scene:
    """The article's earlier records by token, so that a promise can be tied to them."""

    def __init__(self, article: Article) -> None:
        assert article.doc is not None
        self.article, self.doc = article, article.doc
        self._token = {}
        for t in article.doc:
            for at in range(t.idx, t.idx + len(t.text)):
                self._token[at] = t.i
        self._events: dict[int, Event] = {}
        for event in article.events:
            for span in (event.trigger, *event.mentions):
                for at in self._tokens(span.start, span.end):
                    self._events.setdefault(at, event)
        self._mention: dict[int, Actor] = {}
        for actor in article.actors:
            for m in actor.mentions:
                for at in range(m.start, m.end):
                    self._mention.setdefault(at, actor)
        self._times = [(t, list(self._tokens(t.start, t.end))) for t in article.times]

    def _tokens(self, start: int, end: int) -> list[int]:
        return sorted({self._token[at] for at in range(start, end) if at in self._token})

    def span(self, start: int, end: int) -> Span:
        return self.article.span(self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1].text))

    def event_in(self, at: int) -> Event | None:
        return self._events.get(at)

    def deed_in(self, promise: Promise) -> bool:
        """Does an event of a type that binds stand at the act or just behind it ("will ease sanctions"), told as to come?"""
        for at in range(promise.head.i, min(promise.end, promise.head.i + 6)):
            event = self._events.get(at)
            if event is not None and event.type in DEEDS:
                of_act = at == promise.head.i or self.doc[at].head.i == promise.head.i
                return of_act and event.status in ("planned", "scheduled", "conditional", "occurred")
        return False

    def named(self, token: Token) -> Span | None:
        """The full phrase; a pronoun gives way to its actor's nearest earlier name."""
        from ceasewire.extract._promises import noun_range

        if token.pos_ == "PRON":
            actor = self._mention.get(token.idx)
            if actor is None:
                return self.span(token.i, token.i + 1)
            earlier = [m for m in actor.mentions if m.how != "pronoun" and m.start < token.idx]
            return Span(earlier[-1].start, earlier[-1].end, earlier[-1].text) if earlier else self.span(token.i, token.i + 1)
        return self.span(*noun_range(token))

    def actor_ids(self, spans: list[Span]) -> tuple[str, ...]:
        found: list[str] = []
        for span in spans:
            inside = [a for at in range(span.start, span.end) if (a := self._mention.get(at)) is not None]
            if inside:
                best = max(inside, key=lambda a: sum(m.end - m.start for m in a.mentions if span.start <= m.start and m.end <= span.end))
                if best.id not in found:
                    found.append(best.id)
        return tuple(found)

    def deadline(self, promise: Promise) -> Time | None:
        """The time that dates the act: inside its words, or hanging from it; not the one that dates the cue."""
        best: Time | None = None
        published = (self.article.published or "")[:10]
        for time, tokens in self._times:
            if not tokens or time.type == "SET" or self.doc[tokens[0]].sent.start != promise.head.sent.start:
                continue
            inside = promise.start <= tokens[0] < promise.end
            top = next((self.doc[i] for i in tokens if self.doc[i].head.i not in tokens), self.doc[tokens[0]])
            chain = [top.head.i, *(a.i for a in top.head.ancestors)]
            hangs = promise.head.i in chain and (promise.cue.i not in chain[: chain.index(promise.head.i)])
            if not (inside or hangs) or self._past(time, published):
                continue
            if best is None or (time.latest is not None and best.latest is None):
                best = time
        return best

    def under(self, promise: Promise) -> str | None:
        """The agreement that the act is a term of: "a deal which requires …", "as part of the Verin accord"."""
        from ceasewire.extract._promises import noun_range

        return self.span(*noun_range(promise.under)).text if promise.under is not None else None

    @staticmethod
    def _past(time: Time, published: str) -> bool:
        """Over before publication: it dates what the act is about ("prisoners held since April"), not the act."""
        return bool(published and time.earliest and time.latest and time.latest[:10] <= published)

    def interval(self, time: Time, promise: Promise) -> Interval:
        """By when: for "within N days" from publication on; a bare length has no dates."""
        earliest, latest = time.earliest, time.latest
        if latest is None and time.type == "DURATION" and time.mod in ("EQUAL_OR_LESS", "LESS_THAN") and self.article.published:
            latest = _later(self.article.published[:10], time.value)
        return Interval(time.id, earliest[:10] if earliest else None, latest[:10] if latest else None)

    def statement_around(self, span: Span) -> str | None:
        holding = [s for s in self.article.statements if s.content.holds(span) or (s.content.overlaps(span) and not span.holds(s.content))]
        return min(holding, key=lambda s: s.content.end - s.content.start).id if holding else None


def _later(day: str, duration: str) -> str | None:
    """The day after the last day of a duration that begins on `day` (half-open); months and years by the calendar."""
    unit, number = duration[-1], duration[1:-1].lstrip("T")
    if not duration.startswith("P") or "T" in duration or not number.isdigit():
        return None
    start = dt.date.fromisoformat(day)
    if unit in UNITS:
        return (start + dt.timedelta(days=int(number) * UNITS[unit] + 1)).isoformat()
    months = int(number) * (12 if unit == "Y" else 1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return (dt.date(year, month + 1, min(start.day, last)) + dt.timedelta(days=1)).isoformat()


def _no_bond(promise: Promise, event: Event) -> bool:
    """Done already ("announced new sanctions"), or a vow of force without terms."""
    done = event.status in ("occurred", "historical") and event.type not in ("RETREAT", "SUPPORT", "AGREE", "CONCEDE")
    return done or (event.type == "ASSAULT" and promise.kind != "agreement")


def _nameable(token: Token) -> bool:
    return (token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ") and token.lower_ not in ("it", "this", "that")) or token.lower_ == "it"


def _without(promise: Promise, time: Time | None, condition: Span | None, doc: Doc) -> tuple[int, int]:
    """The action's range, cut before a deadline or condition at its end."""
    start, end = promise.start, promise.end
    for cut in (time, condition):
        if cut is None:
            continue
        at = next((i for i in range(start, end) if doc[i].idx >= cut.start), None)
        if at is None or at <= promise.head.i:
            continue
        while at - 1 > promise.head.i and doc[at - 1].dep_ in ("case", "mark", "punct", "advmod", "fixed", "det"):
            at -= 1
        last = next((i for i in range(at, end) if doc[i].idx >= cut.end), end)
        if last == end or doc[last].is_punct or cut is condition:
            end = at
    return start, max(end, promise.head.i + 1)


def _same_agreement(a: Promise, b: Promise) -> bool:
    """One agreement told twice, unless a word sets them apart ("an earlier agreement", "a new truce")."""
    apart = ("new", "another", "earlier", "previous", "second", "old", "former", "fresh", "separate")
    words = {c.lower_ for p in (a, b) for c in p.head.children}
    return not words & set(apart)


def _fullness(commitment: Commitment) -> tuple[int, int]:
    """Of two readings of the same words the one with more debtors, then the longer one, is kept."""
    return len(commitment.debtor_spans), commitment.action.end - commitment.action.start
