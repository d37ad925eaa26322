"""Is what people judged still what they wrote? Each line names words that stand in their article and tell of an act there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from ceasewire.link.incidents import Mark
from ceasewire.store.connect import Unreadable
from ceasewire.store.judgements import TAKEN_BACK, VERDICTS, Judgement, judgement
from ceasewire.store.schema import ARTICLES, CODINGS, JUDGEMENTS, LAYERS, TEXTS

_EVENTS = LAYERS["events"].c


def lines(connection: Connection) -> Iterator[list[str]]:
    """What is wrong with each line of the ledger, in the order in which they were written; [] for one that is whole."""
    standing: dict[frozenset[Any], str] = {}
    for row in connection.execute(select(JUDGEMENTS).order_by(JUDGEMENTS.c.number)).all():
        line = judgement(row)
        found = list(_wrong(connection, line))
        if line.verdict == TAKEN_BACK and standing.get(line.pair, TAKEN_BACK) == TAKEN_BACK:
            found.append("takes back what nobody had said")
        standing[line.pair] = line.verdict
        yield [f"judgement {line.number}: {fault}" for fault in found]


def _wrong(connection: Connection, line: Judgement) -> Iterator[str]:
    if line.verdict not in VERDICTS:
        yield f"the verdict {line.verdict!r} is none of {', '.join(VERDICTS)}"
    if not _is_moment(line.at):
        yield f"{line.at!r} is no moment at which it was recorded"
    for name, said in (("who says so", line.by), ("why", line.why)):
        if said is not None and not _is_text(said):
            yield f"{name} cannot be read: {said!r}"
    if len(line.pair) < 2:
        yield "both acts are one"
    for mark in (line.first, line.second):
        fault = _misplaced(connection, mark)
        if fault is not None:
            yield f"{mark.article!r} {mark.start}…{mark.end}: {fault}"


def _misplaced(connection: Connection, mark: Mark) -> str | None:
    """What is wrong with the words of one act. Text and words both have U+FFFD for what no database takes."""
    here = (ARTICLES.c.id == mark.article, ARTICLES.c.sha256 == mark.sha256)
    text = connection.execute(select(TEXTS.c.text).join(ARTICLES, ARTICLES.c.sha256 == TEXTS.c.sha256).where(*here)).scalar()
    if text is None:
        return "no article of this id has that text"
    if not (isinstance(mark.start, int) and isinstance(mark.end, int) and 0 <= mark.start < mark.end <= len(text)):
        return f"lies outside of the text of {len(text)} characters"
    if text[mark.start : mark.end] != mark.text:
        return f"says {mark.text!r}, the text has {text[mark.start : mark.end]!r}"
    joined = LAYERS["events"].join(CODINGS, CODINGS.c.number == _EVENTS.coding).join(ARTICLES, ARTICLES.c.number == CODINGS.c.article)
    bodies = connection.execute(select(_EVENTS.body).select_from(joined).where(*here)).scalars().all()
    told = (span for body in bodies if not isinstance(body, Unreadable) for span in (body["trigger"], *body["mentions"]))
    if not any(span["start"] < mark.end and mark.start < span["end"] for span in told):
        return f"{mark.text!r} tells of no act in any record of the article"
    return None


def _is_moment(at: object) -> bool:
    try:
        return isinstance(at, str) and datetime.fromisoformat(at).tzinfo is not None
    except ValueError:
        return False


def _is_text(said: object) -> bool:
    """Bytes that are no UTF-8 come as halves of surrogate pairs (check.py)."""
    return isinstance(said, str) and not any("\ud800" <= character <= "\udfff" for character in said)
