"""What became of a commitment, as the article tells it: its history of changes, each with the words.

`change_told` reads the change out of the promise's own words ("the truce collapsed", "extended the ceasefire until Friday"). `Changes`
finds what is told of a deadline by itself: moved, missed, met ("before the president revised the deadline"), and the deadline
that was set beside a nearer aim ("by 4 July, ahead of the deadline of 11 September").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._commitments.bonds import Scene
from ceasewire.extract._commitments.clauses import Promise
from ceasewire.extract._commitments.days import day_before
from ceasewire.extract._commitments.terms import OUTCOMES
from ceasewire.language.grammar import agent, children, is_passive, negation, subject
from ceasewire.records import Change, Commitment, Interval, Span, Time

NEAR = 2  # sentences back in which the commitment may stand whose deadline is told about


def change_told(promise: Promise, scene: Scene, deadline: Time | None) -> tuple[Change, ...]:
    """The change that the promise's own words tell; nothing for one that is open.

    "Postponed from March 31 to May 1" is one stretch of time to those who read times: its two ends are the day before and the day after.
    """
    if promise.status == "open":
        return ()
    first, last = sorted((promise.cue.i, promise.head.i))
    span = scene.span(min(first, promise.head.left_edge.i if promise.head.left_edge.i > promise.cue.i else first), last + 1)
    when = scene.day_of_cue(promise.cue)
    if promise.status == "revised" and deadline is not None:
        before, after = _before(promise.cue, scene), deadline.value[:10]
        if before == after and deadline.latest is not None:
            after = day_before(deadline.latest[:10])
        return (Change("deadline", span, before, after, when, _voice(scene, span)),)
    return (Change("status", span, "open", promise.status, when, _voice(scene, span)),)


class Changes:
    """Finds what the article tells of deadlines and hands the commitments back with their history."""

    def __init__(self) -> None:
        rows = lexicon.table("lexicons/en/commitments/terms", ("lemma", "sense"))
        self._outcome = {r["lemma"]: OUTCOMES[r["sense"]] for r in rows if r["sense"] in OUTCOMES}
        self._dates = {r["lemma"] for r in rows if r["sense"] == "date"}

    def __call__(self, scene: Scene, commitments: Iterable[Commitment]) -> list[Commitment]:
        out = list(commitments)
        nouns = [t for s in scene.article.sentences() for t in s if t.pos_ == "NOUN" and t.lemma_.lower() in self._dates]
        carried = [(n, t) for n in nouns if (t := _carried(scene, n)) is not None]
        for noun in nouns:
            verb = _verb_of(noun)
            status = self._outcome.get(verb.lemma_.lower()) if verb is not None else None
            at = _nearest(scene, out, noun) if status is not None else None
            if at is not None and verb is not None and status is not None:
                out[at] = self._changed(scene, out[at], noun, verb, status, carried)
        for noun, time in carried:
            out += _beside(scene, out, noun, time)
        return out

    def _changed(
        self, scene: Scene, have: Commitment, noun: Token, verb: Token, status: str, carried: list[tuple[Token, Time]]
    ) -> Commitment:
        """The commitment with the change of its deadline that the verb tells."""
        doer = agent(verb) if is_passive(verb) else subject(verb)
        first = next(t.i for t in scene.doc[noun.left_edge.i : noun.i + 1] if not t.is_punct)
        edges = [first, noun.i, verb.i, *([doer.i] if doer is not None else [])]
        span = scene.span(min(edges), max(edges) + 1)
        when, voice = scene.day_of_cue(verb), _voice(scene, span)
        after_status = status if have.status == "open" else have.status
        if status != "revised":
            return replace(have, status=after_status, history=(*have.history, Change("status", span, have.status, status, when, voice)))
        day, old = _day(scene, have), _before(verb, scene)
        before = old or day
        goal = _toward(verb, scene) or _set_by(scene, doer, before, carried)
        after = goal.value[:10] if goal else day if old != day and old is not None else None  # "by April 30, … moved from March 1"
        change = Change("deadline", span, before, after, when, voice)
        return replace(have, status=after_status, history=(*have.history, change))


def _verb_of(noun: Token) -> Token | None:
    """The verb, not negated, that tells what became of the deadline: over it, or in its relative clause ("a deadline that was moved")."""
    verb = noun.head
    if verb.pos_ == "VERB" and (noun.dep_ in ("obj", "nsubj:pass") or is_passive(verb)):
        return verb if negation(verb) is None else None
    return next((c for c in children(noun, "acl") if c.pos_ == "VERB" and c.tag_ in ("VBN", "VBD") and negation(c) is None), None)


def _nearest(scene: Scene, out: list[Commitment], noun: Token) -> int | None:
    """The last commitment with a deadline that begins before the noun, not more than NEAR sentences back."""
    starts = [s.start_char for s in scene.doc.sents if s.start_char <= noun.idx]
    floor = starts[-1 - NEAR] if len(starts) > NEAR else 0
    known = [n for n, c in enumerate(out) if c.deadline is not None and floor <= c.action.start < noun.idx]
    return known[-1] if known else None


def _beside(scene: Scene, out: list[Commitment], noun: Token, time: Time) -> list[Commitment]:
    """The deadline set before, where the sentence tells a nearer aim for the same act: a commitment of its own."""
    sentence = noun.sent
    for have in out:
        inside = sentence.start_char <= have.action.start < sentence.end_char
        if not inside or have.kind == "deadline" or have.deadline is None or have.deadline.latest is None or have.deadline.ref == time.id:
            continue
        id = scene.article.content_id("c", have.action.start, have.action.end, "deadline")
        latest = time.latest[:10] if time.latest else None
        due = Interval(time.id, None, latest)
        return [replace(have, id=id, kind="deadline", deadline=due, condition=None, made=None, history=(), rule="deadline beside")]
    return []


def _carried(scene: Scene, noun: Token) -> Time | None:
    """The time that the noun carries: "the September 11 deadline", "a deadline of Friday"."""
    own = {t.i for c in noun.children if c.dep_.split(":")[0] in ("nmod", "compound", "amod", "nummod") for t in c.subtree}
    return next((t for t, top in scene.times_near(noun) if top.i in own and t.type == "DATE"), None)


def _toward(verb: Token, scene: Scene) -> Time | None:
    """The new day: "moved the deadline to 4 July", "from May 1 to September 11"."""
    return _with_case(verb, scene, ("to", "until", "till"))


def _before(verb: Token, scene: Scene) -> str | None:
    """The old day, where the words give it: "from May 1"."""
    time = _with_case(verb, scene, ("from",))
    return time.value[:10] if time is not None else None


def _with_case(verb: Token, scene: Scene, cases: tuple[str, ...]) -> Time | None:
    for time, top in scene.times_near(verb):
        if any(p.lower_ in cases for p in children(top, "case")) and verb.i in [a.i for a in top.ancestors][:3]:
            return time
    return None


def _set_by(scene: Scene, doer: Token | None, before: str | None, carried: list[tuple[Token, Time]]) -> Time | None:
    """The later deadline that the article says the same actor set: "the deadline of October 3 set by the president"."""
    mover = scene.actor_at(doer)
    for noun, time in carried:
        setter = next((a for c in children(noun, "acl") if (a := agent(c)) is not None), None)
        if before is not None and time.value[:10] > before and mover is not None and scene.actor_at(setter) == mover:
            return time
    return None


def _day(scene: Scene, commitment: Commitment) -> str | None:
    ref = commitment.deadline.ref if commitment.deadline else None
    return next((t.value[:10] for t in scene.article.times if t.id == ref), None)


def _voice(scene: Scene, span: Span) -> str | None:
    """Who says so; None is the reporter."""
    statement = scene.statement_around(span)
    spans = next((s.speaker_spans for s in scene.article.statements if s.id == statement), ())
    return "; ".join(s.text for s in spans) or None
