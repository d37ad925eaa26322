"""`ceasewire explain`: how one event came about, from the words to the codes, and what was considered and left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ceasewire.errors import UsageError
from ceasewire.serve.export.rows import amount, days, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ceasewire.config import Config
    from ceasewire.language.tellings import Telling
    from ceasewire.records import Article, Event, Statement

WIDTH = 13  # of the names on the left
NEAR = 0.05  # readings of the model below this are not worth a line


def event_of(article: Article, name: str) -> Event:
    """The event with this id, or the n-th ("E3", as `ceasewire show` numbers them). Errors: UsageError lists what there is."""
    for number, event in enumerate(article.events, 1):
        if name in (event.id, f"E{number}"):
            return event
    there = ", ".join(f"E{n} ({e.trigger.text})" for n, e in enumerate(article.events, 1)) or "none"
    raise UsageError(f"{article.id}: no event {name!r}; there are: {there}")


class Explanation:
    """What is asked of the parse, the codebook and the model again, to say why; of an article that still has its parse.

    config: that with which the article was read.
    """

    def __init__(self, article: Article, event: Event, config: Config) -> None:
        from ceasewire.extract._events.acts import Finder
        from ceasewire.extract._events.scene import Nouns, Scene
        from ceasewire.reference import codebook

        self.article, self.event = article, event
        book = codebook.load(config.data)
        self.finder = Finder(book)
        self.scene = Scene(article, Nouns(book))
        self.doc = self.scene.doc
        span = self.doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
        assert span is not None, "a trigger stands on tokens"
        self.trigger: Token = span.root
        self.tokens = {t.i for t in span}

    def lines(self) -> Iterator[str]:
        """The explanation line by line, plain text."""
        event = self.event
        number = 1 + self.article.events.index(event)
        mode = f"-{event.mode}" if event.mode else ""
        yield f"E{number} {event.id}: {event.type}{mode}, {event.status}"
        yield f"“{self._sentence()}”"
        yield ""
        yield from self._found()
        yield from self._parties()
        yield from self._circumstances()
        yield from self._codes()
        left_out = list(self._left_out())
        if left_out:
            yield ""
            yield "Considered and left out"
            yield from (f"  {line}" for line in left_out)

    def _sentence(self) -> str:
        text, extent, trigger = self.article.text, self.event.sentence, self.event.trigger
        marked = f"{text[extent.start : trigger.start]}[{trigger.text}]{text[trigger.end : extent.end]}"
        return " ".join(marked.split())

    def _found(self) -> Iterator[str]:
        from ceasewire.language.frames import frame_at

        frame = frame_at(self.trigger)
        parts = [f"{a.role} “{self.doc[a.start : a.end].text}”" for a in frame.args] if frame else []
        sense = f", {frame.roleset}" if frame else ""
        yield _line("trigger", f"“{self.event.trigger.text}” ({self.trigger.lemma_}, {self.trigger.pos_.lower()}{sense})")
        yield from (_line("", part) for part in parts)
        for rule in self.event.rule.split("; "):
            yield _line("found by", self._row(rule))
        telling = self._told(self.tokens)
        if telling is not None:
            yield _line("the model", f"reads an act here with {telling.chance:.2f}: {_shares(telling.labels)}")
            yield from (_line("", f"{name} {_shares(chances)}") for name, chances in telling.details.items())
            yield from (_line("", f"{x.link} “{self.scene.phrase(self.doc[x.head]).text}” {x.chance:.2f}") for x in telling.links)
        elif self.scene.tellings is not None:
            yield _line("the model", "reads no act here")
        for mention in self.event.mentions:
            yield _line("told again", f"“{mention.text}” at {mention.start}")

    def _row(self, rule: str) -> str:
        """The row of the codebook in words."""
        book = self.finder.book
        for row in (r for rows in book.predicates.values() for r in rows if r.where == rule):
            slots = "; ".join(f"{side} {_slot(getattr(row, side))}" for side in ("source", "target"))
            return f"{rule}: {' '.join(row.words)} ({row.pos}) → {row.type}{f' {row.mode}' if row.mode else ''}; {slots}"
        for light in (r for rows in book.light_verbs.values() for r in rows if r.where == rule):
            return f"{rule}: {' '.join(light.words)} carries the noun; source {_slot(light.source)}"
        for mode in (r for rows in book.modes.values() for r in rows if r.row == rule):
            return f"{rule}: mode {mode.mode}, by words of the {mode.where}"
        return rule

    def _parties(self) -> Iterator[str]:
        actors = {a.id: a for a in self.article.actors}
        for name, spans, ids in (
            ("source", self.event.source_spans, self.event.sources), ("target", self.event.target_spans, self.event.targets)
        ):  # fmt: skip
            said = "; ".join(f"“{s.text}”" for s in spans) or "nobody named"
            known = ", ".join(f"{a.name} [{' '.join(x for x in (a.country, a.sector) if x) or a.kind}]" for a in map(actors.get, ids) if a)
            yield _line(name, f"{said} = {known}" if known else said)

    def _circumstances(self) -> Iterator[str]:
        event, article = self.event, self.article
        because = f"because of “{'”, “'.join(s.text for s in event.status_spans)}”" if event.status_spans else "no word says otherwise"
        yield _line("status", f"{event.status}: {because}")
        time = next((t for t in article.times if t.id == event.time.ref), None)
        if time is not None:
            read = days(event.time.earliest, event.time.latest) or "no day"
            yield _line("time", f"“{time.text}” {self._where(time.start)} = {read}")
        else:
            yield _line("time", "no words say when")
        place = next((p for p in article.places if event.place and p.id == event.place.ref), None)
        there = f"“{place.text}” {self._where(place.start)} = {place.name} ({place.precision})" if place else "no words say where"
        yield _line("place", there)
        for quantity in (q for q in article.quantities if q.id in event.quantities):
            yield _line("number", f"“{quantity.text}” = {quantity.what} {amount({k: getattr(quantity, k) for k in _AMOUNT})}")
        said = next((s for s in article.statements if s.id == event.said_in), None)
        yield _line("said by", self._said(said) if said else "the reporter")

    def _said(self, statement: Statement) -> str:
        who = words([{"text": s.text} for s in statement.speaker_spans]) or "somebody who is not named"
        return f"{who} ({statement.act}, “{statement.cue.text}”)" if statement.cue else who

    def _where(self, start: int) -> str:
        extent = self.event.sentence
        if extent.start <= start < extent.end:
            return "in its sentence"
        line = self.article.dateline
        if line is not None and line.start <= start < line.end:
            return "in the dateline"
        return "before its sentence" if start < extent.start else "behind its sentence"

    def _codes(self) -> Iterator[str]:
        event = self.event
        composed = f", PLOVER {event.plover_type} since {event.status}" if event.plover_type != event.type else ""
        yield _line("codes", f"CAMEO {event.cameo}, score {event.goldstein}, quad {event.quad}{composed}")
        if event.confidence is not None:
            right = f"of a hundred such finds {event.confidence * 100:.0f} were right"
            yield _line("confidence", f"{event.confidence:.2f}: {right} (codebook/reliability.csv)")

    def _left_out(self) -> Iterator[str]:
        """Rows that did not fit the trigger, refused triggers of the sentence, and what the model alone half read."""
        sentence = self.trigger.sent
        for token in sentence:
            for row, start, end, head in self.finder.candidates(token, sentence):
                if row.where in self.event.rule or not (self.tokens & set(range(start, end)) or head.i in self.tokens):
                    continue
                reason = self.finder.misfit(row, head, self.scene) or "another row came first"
                yield f"{row.where} {' '.join(row.words)} → {row.type}{f' {row.mode}' if row.mode else ''}: {reason}"
        extent = self.event.sentence
        for u in self.article.unresolved:
            if u.kind == "not an event" and extent.start <= u.start < extent.end:
                yield f"“{u.text}”: {u.reason}"
        coded = [e.trigger for e in self.article.events] + [m for e in self.article.events for m in e.mentions]
        for token in sentence:
            telling = (self.scene.tellings or {}).get(token.i)
            if telling and telling.chance >= NEAR and not any(s.start <= token.idx < s.end for s in coded):
                yield f"“{token.text}”: the model alone reads an act there with {telling.chance:.2f} ({_shares(telling.labels)})"

    def _told(self, tokens: set[int]) -> Telling | None:
        there = [t for i, t in (self.scene.tellings or {}).items() if i in tokens]
        return max(there, key=lambda t: t.chance, default=None)


_AMOUNT = ("low", "best", "high", "approx", "text")


def _line(name: str, value: str) -> str:
    return f"{name:{WIDTH}}{' '.join(value.split())}"


def _shares(chances: dict[str, float]) -> str:
    return ", ".join(f"{name or 'none'} {chance:.2f}" for name, chance in list(chances.items())[:3])


def _slot(alternatives: tuple[tuple[str, ...], ...]) -> str:
    return ", else ".join("+".join(parts) for parts in alternatives) or "none"
