"""Predicates with their PropBank roles, kept beside the parse in `doc.user_data`.

Any pipeline that fills `dep_`, `head`, `tag_`, `pos_`, `lemma_` and calls `write_frames` can take our model's place; one
that knows no roles leaves them out and the extractors fall back on the tree.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

_KEY = "ceasewire.frames"


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: its PropBank role (ARG0, ARGM-TMP …), head token and token span, half-open."""

    role: str
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate: token index, roleset ("withdraw.01") and arguments in text order."""

    token: int
    roleset: str
    args: tuple[Argument, ...]

    def heads(self, *roles: str) -> list[int]:
        """Head tokens of the arguments with one of these roles."""
        return [a.head for a in self.args if a.role in roles]


def write_frames(doc: Doc, frames: list[Frame]) -> None:
    """Keeps the predicates with the document; those of an earlier call are replaced."""
    doc.user_data[_KEY] = {f.token: f for f in frames}


def frames_of(doc: Doc) -> dict[int, Frame]:
    """{token index: frame} of the whole document."""
    found: dict[int, Frame] = doc.user_data.get(_KEY, {})
    return found


def frame_at(token: Token) -> Frame | None:
    """The predicate that the token is, or None."""
    return frames_of(token.doc).get(token.i)
