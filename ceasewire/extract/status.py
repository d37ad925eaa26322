"""Did it happen? The status of every event and the words that set it.

An act is read from the inside out (_status/reader.py): its own words (modal, negation, "alleged"), then the word that governs it
("refused to", "called for"), then what governs that, up to the sentence ("denied that it had agreed to meet"). The words are in
data/lexicons/en/status; docs/annotation.md, rules 4 to 7, 13 and 14, says what is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from ceasewire.config import Config
from ceasewire.extract._status.reader import Reader
from ceasewire.extract._status.tables import FACT, Rows, read_rows
from ceasewire.language import grammar
from ceasewire.language.tellings import Telling, tellings_of
from ceasewire.records import Article, Event, Interval, Span
from ceasewire.reference.codebook import composed

#: what news may tell without a word that the grammar knows; what is denied or negated has its word
UNSAID = ("historical", "ongoing", "scheduled", "planned", "possible", "conditional", "demanded")
SURE = 0.7


class Status:
    """Gives every event again with its status; all else is kept."""

    needs, gives = ("doc", "statements", "events", "times"), ("events",)

    def __init__(self, config: Config) -> None:
        self.config = config
        self._rows = read_rows(config)

    def __call__(self, article: Article) -> Iterator[Event]:
        """Shape: n events in, the same n events out, in order, with status, status_spans and what depends on it (plover_type, codes)."""
        if article.doc is None:
            yield from article.events
            return
        read: list[tuple[Event, Token | None]] = []
        tellings = tellings_of(article.doc, "event") or {}
        for event in article.events:
            trigger = article.doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
            if trigger is None:
                read.append((replace(event, status=FACT), None))
                continue
            status, spans = status_of(trigger.root, article, self._rows, type=event.type, time=event.time)
            if not spans and status == FACT and self.config.judge != "codebook":
                status = second_opinion(tellings.get(trigger.root.i), trigger.root) or FACT
                spans = () if status == FACT else (event.trigger,)
            read.append((replace(event, status=status, status_spans=spans), trigger.root))
        for event in _with_history(read):
            yield composed(event, self.config.data)


def second_opinion(telling: Telling | None, token: Token) -> str | None:
    """What the model reads where no word sets the status, if it is SURE (decision 10).

    A present perfect ("has pledged") is not long past.
    """
    best, chance = next(iter(telling.details["status"].items()), (FACT, 0.0)) if telling else (FACT, 0.0)
    perfect = any(a.tag_ in ("VBZ", "VBP") for a in grammar.auxiliaries(token))
    return best if best in UNSAID and chance >= SURE and not (perfect and best == "historical") else None


def status_of(token: Token, article: Article, rows: Rows, *, type: str = "", time: Interval = Interval()) -> tuple[str, tuple[Span, ...]]:
    """The status of the act that `token` names, and the words that set it.

    type: its PLOVER type, since "announced a truce" is still to come and "announced the arrest" is not. time: when the act happens.
    """
    reader = Reader(article, rows, type, time)
    reading = reader.status_of(token)
    spans = {article.span(t.idx, t.idx + len(t)) for t in reading.words}
    timed = next((t for t in article.times if t.id == time.ref), None)
    if timed is not None and reading.status in ("scheduled", "historical"):
        spans.add(article.span(timed.start, timed.end))
    return reading.status, tuple(sorted(spans))


def _with_history(read: Iterable[tuple[Event, Token | None]]) -> Iterator[Event]:
    """What is told without a date below an act that is dated long ago belongs to that time ("was arrested in 2015 after a raid")."""
    read = list(read)
    past = {token.i: event for event, token in read if token is not None and event.status == "historical"}
    for event, token in read:
        if token is not None and event.status == FACT and event.time.ref is None:
            above = next((past[t.i] for t in grammar.ancestors(token) if t.i in past), None)
            if above is not None:
                event = replace(event, status="historical", status_spans=above.status_spans)
        yield event
