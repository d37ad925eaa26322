"""Deadlines that the article tells to have moved: "before Biden revised the deadline", "ahead of the deadline of September 11"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.language.grammar import agent, children, is_passive, noun_phrase, subject
from ceasewire.records import Article, Change, Commitment, Time

NEAR = 2  # sentences back in which the moved commitment may stand


class Changes:
    """Finds changes of deadlines and hands the commitments back with their history."""

    def __init__(self) -> None:
        rows = lexicon.table("lexicons/en/commitments/terms", ("lemma", "sense"))
        self._moves = {r["lemma"] for r in rows if r["sense"] == "moves"}
        self._dates = {r["lemma"] for r in rows if r["sense"] == "date"}

    def __call__(self, article: Article, commitments: Iterable[Commitment]) -> list[Commitment]:
        out = list(commitments)
        set_for = [(n, t) for n in self._nouns(article) if (t := _time_of(article, n)) is not None]
        for noun in self._nouns(article):
            verb = noun.head
            moved = verb.lemma_.lower() in self._moves and verb.pos_ == "VERB" and (noun.dep_ in ("obj", "nsubj:pass") or is_passive(verb))
            if moved:
                self._move(article, out, noun, verb, set_for)
        for noun, time in set_for:
            self._set_beside(article, out, noun, time)
        return out

    def _nouns(self, article: Article) -> list[Token]:
        return [t for s in article.sentences() for t in s if t.pos_ == "NOUN" and t.lemma_.lower() in self._dates]

    def _move(self, article: Article, out: list[Commitment], noun: Token, verb: Token, set_for: list[tuple[Token, Time]]) -> None:
        """The deadline of the nearest earlier commitment was put elsewhere."""
        at = _nearest(article, out, noun)
        if at is None:
            return
        have = out[at]
        before = _day_of(article, have)
        goal = _after(article, verb)
        if goal is None:  # the new day may stand elsewhere: "the deadline of September 11"
            goal = next((t for n, t in set_for if n.i != noun.i and before is not None and (t.earliest or t.latest or "") > before), None)
        by = subject(verb) if not is_passive(verb) else agent(verb)
        span = article.span(min(noun.left_edge.idx, verb.idx), max(noun.idx + len(noun.text), verb.idx + len(verb.text)))
        change = Change("deadline", span, before, _day(goal) if goal else None, None, _name(by))
        out[at] = replace(have, status="revised" if have.status == "open" else have.status, history=(*have.history, change))

    def _set_beside(self, article: Article, out: list[Commitment], noun: Token, time: Time) -> None:
        """ "By July 4, well ahead of the deadline of September 11": what was set before, beside what is meant now."""
        sentence = noun.sent
        for n, have in enumerate(out):
            if not sentence.start_char <= have.action.start < sentence.end_char or have.deadline is None or have.deadline.ref == time.id:
                continue
            setter = next((agent(c) for c in children(noun, "acl") if agent(c) is not None), None)
            span = article.span(noun.idx, max(noun.idx + len(noun.text), time.end))
            change = Change("deadline", span, _day(time), _day_of(article, have), None, _name(setter))
            out[n] = replace(have, history=(*have.history, change))
            return


def _nearest(article: Article, out: list[Commitment], noun: Token) -> int | None:
    """The last commitment with a deadline before the noun, not more than NEAR sentences back."""
    assert article.doc is not None
    starts = [s.start_char for s in article.doc.sents if s.start_char <= noun.idx]
    floor = starts[-1 - NEAR] if len(starts) > NEAR else 0
    known = [n for n, c in enumerate(out) if c.deadline is not None and floor <= c.action.start < noun.idx]
    return known[-1] if known else None


def _time_of(article: Article, noun: Token) -> Time | None:
    """The time that the noun carries: "the September 11 deadline", "a deadline of Friday"."""
    end = max(t.i for t in noun.subtree)
    last = noun.doc[min(end, noun.i + 5)]
    low, high = noun.left_edge.idx, last.idx + len(last.text)
    return next((t for t in article.times if low <= t.start and t.end <= high and t.type == "DATE"), None)


def _after(article: Article, verb: Token) -> Time | None:
    """The new day: "moved the deadline to 4 July", "from May 1 to September 11"."""
    for c in children(verb, "obl", "nmod"):
        if any(p.lower_ in ("to", "until", "till") for p in children(c, "case")):
            return next((t for t in article.times if c.left_edge.idx <= t.start < c.idx + len(c.text)), None)
    return None


def _day(time: Time) -> str:
    return time.value[:10]


def _day_of(article: Article, commitment: Commitment) -> str | None:
    ref = commitment.deadline.ref if commitment.deadline else None
    time = next((t for t in article.times if t.id == ref), None)
    return _day(time) if time is not None else None


def _name(token: Token | None) -> str | None:
    if token is None:
        return None
    start, end = noun_phrase(token)
    while start < token.i and token.doc[start].dep_ == "case":
        start += 1
    return str(token.doc[start:end].text)
