"""What the model reads of a report's acts, kept beside the parse in `doc.user_data`: which words tell one, of what type, with whom.

A telling is evidence for the extractors, not a record: the codebook and the grammar decide with it (docs/decisions/0008). Another
pipeline in our model's place leaves it out, and the extractors read by the codebook alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc

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

    labels: {type, act or kind: probability}, those of at least FLOOR; details: mode, status or state with their probabilities.
    """

    layer: str
    token: int
    labels: dict[str, float]
    details: dict[str, dict[str, float]]
    links: tuple[Linked, ...]

    @property
    def chance(self) -> float:
        """The probability that the word tells an act of the layer at all."""
        return sum(self.labels.values())


#: probabilities below this are not kept
FLOOR = 0.02


def write_tellings(doc: Doc, tellings: Iterable[Telling]) -> None:
    """Keeps the tellings with the document; those of an earlier call are replaced."""
    doc.user_data[_KEY] = list(tellings)


def tellings_of(doc: Doc) -> dict[tuple[str, int], Telling]:
    """{(layer, token index): telling} of the whole document."""
    return {(layer, token): Telling(layer, token, *rest) for layer, token, *rest in doc.user_data.get(_KEY, ())}
