"""The language model as a spaCy component: `spacy.blank("en").add_pipe("ceasewire")`; docs/how-to/spacy.md shows it.

spaCy finds the factory by the entry point in pyproject.toml. It imports this module for every pipeline that anybody makes, ours or
not, so the module itself asks for nothing heavy.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from ceasewire.language.frames import Frame, frame_at, frames_of

if TYPE_CHECKING:
    from ceasewire.language.parse import Parser


class Component:
    """Writes tags, lemmas, tree, sentences, names and frames into the Docs that it is given.

    It has no state: the weights come with the package, so spaCy has nothing to save, and a copy in another process loads its own.
    """

    def __init__(self, *, names: bool = True) -> None:
        self.names = names

    def __call__(self, doc: Doc) -> Doc:
        from ceasewire.language.features import of_tokens

        _parser()(doc, names=self.names)
        for sentence in doc.sents:
            tokens = [t for t in sentence if not t.is_space]
            for token, features in zip(tokens, of_tokens(tokens), strict=True):
                token.set_morph("" if features == "_" else features)  # type: ignore[attr-defined]
        return doc


@Language.factory(
    "ceasewire",
    default_config={"names": True},
    assigns=[
        "token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "token.is_sent_start",
        "token.ent_iob", "token.ent_type", "token._.frame", "doc.sents", "doc.ents", "doc._.frames",
    ],
)  # fmt: skip
def make_component(nlp: Language, name: str, names: bool) -> Component:
    """The factory. names: write `ents`? Switched off, those of the user's own components are all there is."""
    _extend(Doc, "frames", frames)
    _extend(Token, "frame", frame_at)
    return Component(names=names)


def frames(doc: Doc) -> list[Frame]:
    """The predicates in text order, as `doc._.frames` gives them."""
    return [frame for _, frame in sorted(frames_of(doc).items())]


@functools.cache
def _parser() -> Parser:
    """Loaded once a process, when the first document comes; calling it never changes it."""
    from ceasewire.language.parse import Parser

    return Parser()


def _extend(owner: Any, name: str, getter: Callable[..., Any]) -> None:
    if not owner.has_extension(name):
        owner.set_extension(name, getter=getter)
    elif owner.get_extension(name)[2] is not getter:
        function = "frame_at" if owner is Token else "frames_of"
        warnings.warn(
            f"{owner.__name__}._.{name} is another component's already and stays; ceasewire.language.frames.{function} gives ours",
            stacklevel=2,
        )
