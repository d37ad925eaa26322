"""What the model reads of a report's acts, kept beside the parse in `doc.user_data`: which words tell one, of what type, with whom.

A telling is evidence for the extractors, not a record: the codebook and the grammar decide with it (docs/decisions/0010). Another
pipeline in our model's place leaves it out, and the extractors read by the codebook alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from spacy.tokens import Doc, Token

LAYERS = ("event", "statement", "commitment")
_KEY = "ceasewire.tellings"


class Linked(NamedTuple):
    """A word that the act is linked to.

    link: source, target, place, time of an event; speaker, content; debtor, creditor, deadline, condition.
    """

    link: str
    head: int
    chance: float


class Telling(NamedTuple):
    """One word read as an act of one layer (event, statement, commitment).

    labels: {type, act or kind: probability}, the likeliest first, those of at least FLOOR; details: the same of mode, status or state.
    chance: that the word tells an act of the layer at all.
    """

    layer: str
    token: int
    labels: dict[str, float]
    details: dict[str, dict[str, float]]
    chance: float
    links: tuple[Linked, ...]


#: probabilities below this are not kept
FLOOR = 0.02
#: `rule` of a record that nothing but a telling speaks for
MODEL = "model"


def linked(telling: Telling, link: str, doc: Doc, likely: float) -> list[Token]:
    """The words that the act is linked to by this link, at least so likely, in text order."""
    return [doc[i] for i in sorted({x.head for x in telling.links if x.link == link and x.chance >= likely})]


def write_tellings(doc: Doc, tellings: Iterable[Telling]) -> None:
    """Keeps the tellings with the document; those of an earlier call are replaced."""
    doc.user_data[_KEY] = list(tellings)


def is_told(doc: Doc) -> bool:
    """Has a model read the document for acts?"""
    return _KEY in doc.user_data


def tellings_of(doc: Doc, layer: str) -> dict[int, Telling] | None:
    """{token index: telling} of one layer of the whole document; None if no model has read it for acts."""
    found = doc.user_data.get(_KEY)
    if found is None:
        return None
    return {t[1]: t if isinstance(t, Telling) else _again(t) for t in found if t[0] == layer}


def _again(telling: Sequence[Any]) -> Telling:
    """A telling of a document that is back from bytes, which has lists instead."""
    found = Telling._make(telling)
    return found._replace(links=tuple(Linked(*x) for x in found.links))
