"""Who is bound to what by when: pledges, agreements, deadlines, plans, offers and threats of one article.

_commitments/promises.py finds the words, told.py those that only the model reads; here each gets its debtors, deadline, condition,
statement, event and state, what is told twice is joined, and changes that the article tells (a deadline moved) become its history.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ceasewire import lexicon
from ceasewire.config import Config
from ceasewire.records import Article, Commitment, Event, Span, Time, Unresolved

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from ceasewire.extract._commitments.bonds import Scene
    from ceasewire.extract._commitments.clauses import Promise

FOLDER = "lexicons/en/commitments/"
HARMFUL = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION", "THREATEN"})
#: an act with one of these states is not (or not yet) anybody's obligation
UNBOUND = frozenset({"demanded", "possible", "denied", "negated"})


class Commitments:
    """Commitments under docs/annotation.md.

    Shape:  0..n Commitment in text order; a promise without a readable debtor is kept with none.
    Errors: none here; a bad table failed when Commitments was built.
    Source: docs/annotation.md, "Commitments".
    Misses: debtors in an earlier sentence only; promises in words that neither a rule nor the model knows.
    """

    needs = ("doc", "actors", "times", "statements", "events")
    gives = ("commitments",)

    def __init__(self, config: Config) -> None:
        from ceasewire.extract._commitments.changes import Changes
        from ceasewire.extract._commitments.promises import Finder

        self._judge = config.judge
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
        from ceasewire.extract._commitments.bonds import Scene
        from ceasewire.extract._commitments.told import told
        from ceasewire.language.tellings import tellings_of

        if article.doc is None:
            return
        scene = Scene(article)
        tellings = {} if self._judge == "codebook" else tellings_of(article.doc, "commitment") or {}
        kept: list[tuple[Promise, Commitment]] = []
        for sentence in article.sentences():
            for promise in self._find(sentence):
                made = self._record(promise, scene)
                if made is not None:
                    self._keep(kept, promise, made)
            for promise in told(sentence, tellings):
                made = self._record(promise, scene)
                if made is not None and not any(have.action.overlaps(made.action) for _, have in kept):
                    self._keep(kept, promise, made)
        yield from self._changed(scene, [c for _, c in kept])

    def _record(self, promise: Promise, scene: Scene) -> Commitment | None:
        """The promise as a record, or None where its terms are missing or its act is not bound."""
        from ceasewire.extract._commitments.changes import change_told

        article, doc = scene.article, scene.doc
        event = scene.event_in(promise.head.i)
        if promise.status == "broken" and scene.is_accused(promise):
            promise.status = "disputed"
        if promise.agreement and event is not None and event.status in UNBOUND and promise.status == "open":
            return None
        time = scene.deadline(promise)
        condition = self._condition(promise, scene)
        if promise.needs == "terms" and condition is None and time is None:
            return None
        if promise.needs == "date" and time is None:
            return None
        if promise.needs == "deed" and not scene.deed_in(promise) and not _is_bound(promise, scene, time, condition):
            return None
        if event is not None and not promise.agreement and condition is None and time is None and _no_bond(promise, event):
            return None
        start, end = _without(promise, time, condition, doc)
        action = scene.span(start, end)
        bound = [t for t in promise.debtors if not promise.agreement or scene.acts(t)]
        if promise.kind != "agreement" and promise.debtors and not any(map(scene.acts, bound)) and not promise.arranged:
            return None  # "the violence threatens to derail the vote", "the meeting is due to open"
        kind = "threat" if _is_threat(promise, event, condition) else promise.kind
        debtors = [scene.named(t) for t in bound if _nameable(t)]
        if debtors and not any(debtors):
            return None  # "you will see": nobody in particular
        if promise.arranged and not any(map(scene.is_bindable, bound)):
            debtors = list(scene.voice_over(promise)) or debtors
        if promise.agreement and not debtors and event is not None and promise.status != "disputed":
            spans = list(event.source_spans)
        else:
            spans = [s for s in debtors if s is not None]
        creditors = [s for s in (scene.named(t) for t in promise.creditors if _nameable(t) and scene.acts(t)) if s is not None]
        if time is None and condition is not None and (kind == "threat" or scene.is_refused(condition)):
            time = scene.bound_in(condition)  # "unless they leave by Friday": until then the act waits
        deadline = scene.interval(time, promise) if time is not None else None
        history = change_told(promise, scene, time)
        if deadline is not None and time is not None and any(change.before == time.value[:10] for change in history):
            deadline = replace(deadline, earliest=None)  # the stretch from the day before to the day after
        statement = scene.statement_around(action)
        return Commitment(
            id=article.content_id("c", action.start, action.end, kind), kind=kind, action=action, status=promise.status,
            type=event.type if event else None,
            debtors=scene.actor_ids(spans), debtor_spans=tuple(spans),
            creditors=scene.actor_ids(creditors), creditor_spans=tuple(creditors),
            deadline=deadline, condition=condition, made=scene.made(promise), under=scene.under(promise),
            said_in=statement, history=history, rule=promise.rule,
        )  # fmt: skip

    def _keep(self, kept: list[tuple[Promise, Commitment]], promise: Promise, made: Commitment) -> None:
        """Adds the record unless its words, or its agreement, are there already."""
        for n, (other, have) in enumerate(kept):
            if have.action.overlaps(made.action):
                if _fullness(made) > _fullness(have):
                    kept[n] = (promise, made)
                return
            if promise.agreement and other.agreement and _same_agreement(other, promise):
                kept[n] = (other, _joined(have, made))
                return
            if other.head.lemma_ == promise.head.lemma_ and other.head.sent != promise.head.sent and _is_same(have, made):
                kept[n] = (other, _joined(have, made))
                return
        kept.append((promise, made))

    def _condition(self, promise: Promise, scene: Scene) -> Span | None:
        """The words after if, unless, once, in exchange for … that hang from the act, its cue or stand between them."""
        from ceasewire.extract._commitments.clauses import clause_range

        doc = scene.doc
        if promise.unless is not None:
            return scene.span(*clause_range(promise.unless))
        low, high = promise.head.sent.start, promise.head.sent.end
        words = [t.lower_ for t in doc[low:high]]
        heads = {promise.head.i, promise.cue.i}
        for n in range(len(words)):
            for rows, deps in ((self._marks, ("advcl", "acl", "ccomp")), (self._cases, ("obl", "nmod", "advcl"))):
                phrase = next((p for p in rows if tuple(words[n : n + len(p)]) == p), None)
                if phrase is None:
                    continue
                first = low + n + len(phrase)
                opener = doc[first - 1]  # the last word of "in return for" hangs from what is given
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


def _is_bound(promise: Promise, scene: Scene, time: Time | None, condition: Span | None) -> bool:
    """ "The navy will seal the port unless …", "the army would pay by June 1": one can be held to a bare will that has its terms.

    Of an act that is only arranged ("the vote would take place by May") the one who says so is held to it.
    """
    from ceasewire.extract._commitments.clauses import is_to

    bound = scene.says_of_himself(promise) or any(map(scene.is_bindable, promise.debtors))
    if promise.refused:
        return bound or bool(scene.voice_over(promise))
    if time is None and condition is None:
        return is_to(promise.head) and any(map(scene.is_bindable, promise.debtors))
    return bound or (promise.arranged and bool(scene.voice_over(promise)))


def _no_bond(promise: Promise, event: Event) -> bool:
    """Done already ("announced new sanctions"), or a vow of force without terms."""
    done = event.status in ("occurred", "historical") and event.type not in ("RETREAT", "SUPPORT", "AGREE", "CONCEDE")
    return done or (event.type == "ASSAULT" and promise.kind != "agreement" and not promise.refused)


def _is_threat(promise: Promise, event: Event | None, condition: Span | None) -> bool:
    """Harm that hangs on a condition: "will storm the bridge unless …"."""
    return promise.rule == "will" and condition is not None and event is not None and event.type in HARMFUL


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
        if last >= end or doc[last].is_punct or doc[last].dep_ in ("mark", "case") or cut is condition:
            end = at  # also "on 18 April to form a government": what follows tells why
    return start, max(end, promise.head.i + 1)


def _same_agreement(a: Promise, b: Promise) -> bool:
    """One agreement told twice, unless a word sets them apart ("an earlier agreement", "a new truce")."""
    words = {c.lower_ for p in (a, b) for c in p.head.children}
    return not words & _apart() and a.head.tag_[-1:] == b.head.tag_[-1:]  # "two truces" are not "the truce"


@functools.cache
def _apart() -> frozenset[str]:
    return frozenset(lexicon.words("commitments/apart_words"))


def _is_same(a: Commitment, b: Commitment) -> bool:
    """The same word of the same debtors, and no deadlines that differ: one commitment told twice."""
    days = [(c.deadline.earliest, c.deadline.latest) for c in (a, b) if c.deadline is not None]
    return bool(set(a.debtors) & set(b.debtors)) and len(set(days)) < 2 and a.type == b.type


def _joined(have: Commitment, made: Commitment) -> Commitment:
    """An agreement told again: what is new of it is filled in, and a change of its state is one step of its history."""
    steps = tuple(replace(c, before=have.status) if c.what == "status" else c for c in made.history)
    parties = have if have.debtor_spans else made
    return replace(
        have, status=have.status if made.status == "open" else made.status, history=(*have.history, *steps),
        debtors=parties.debtors, debtor_spans=parties.debtor_spans,
        deadline=have.deadline or made.deadline, condition=have.condition or made.condition, made=have.made or made.made,
    )  # fmt: skip


def _fullness(commitment: Commitment) -> tuple[bool, int, int]:
    """Of two readings of the same words the one under an agreement, then with more debtors, then the longer one, is kept."""
    return commitment.under is not None, len(commitment.debtor_spans), commitment.action.end - commitment.action.start
