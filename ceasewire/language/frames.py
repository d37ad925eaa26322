"""Predicates with their PropBank roles, kept beside the parse in `doc.user_data`.

Any pipeline that fills `dep_`, `head`, `tag_`, `pos_`, `lemma_` and calls `write_frames` can take our model's place; one
that knows no roles leaves them out and the extractors fall back on the tree.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc, Token

from ceasewire.errors import UsageError

_KEY = "ceasewire.frames"
_SIZE = "ceasewire.size"


# Tuples, since spaCy writes user_data as msgpack (to_bytes, DocBin, n_process), which knows nothing of other classes.
class Argument(NamedTuple):
    """One argument: its PropBank role (ARG0, ARGM-TMP …), head token and token span, half-open."""

    role: str
    head: int
    start: int
    end: int


class Frame(NamedTuple):
    """One predicate: token index, roleset ("withdraw.01") and arguments in text order."""

    token: int
    roleset: str
    args: tuple[Argument, ...]

    def heads(self, *roles: str) -> list[int]:
        """Head tokens of the arguments with one of these roles."""
        return [a.head for a in self.args if a.role in roles]


def write_frames(doc: Doc, frames: Iterable[Frame]) -> None:
    """Keeps the predicates with the document; those of an earlier call are replaced."""
    doc.user_data[_KEY] = {f.token: f for f in frames}
    doc.user_data[_SIZE] = len(doc)


def frames_of(doc: Doc) -> dict[int, Frame]:
    """{token index: frame} of the whole document. Errors: UsageError when tokens were merged or split since the frames were found."""
    found: dict[int, Frame] = doc.user_data.get(_KEY, {})
    if found and doc.user_data[_SIZE] != len(doc):
        raise UsageError("tokens were merged or split after the analysis, so its frames fit no more: what does that goes before ceasewire")
    if found and not isinstance(next(iter(found.values())), Frame):  # a document back from bytes has lists instead
        write_frames(doc, [Frame(token, roleset, tuple(Argument(*a) for a in args)) for token, roleset, args in found.values()])
        return frames_of(doc)
    return found


def frame_at(token: Token) -> Frame | None:
    """The predicate that the token is, or None."""
    return frames_of(token.doc).get(token.i)
