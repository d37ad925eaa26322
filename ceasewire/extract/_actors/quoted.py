"""Whole sentences in quotation marks, and who speaks them: "he" inside means anybody but the speaker, who says "I".

Words of somebody that the reporter works into a sentence of his own ("put it "on his chest as a medal"") are none of these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from ceasewire.language import grammar

_OPEN, _CLOSE = frozenset('"“«'), frozenset('"”»')
_LEAST = 4  # words in a quotation that can be a sentence


def quotations(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges [opening mark, closing mark]; a mark that is not closed in its paragraph opens nothing."""
    found, start = [], -1
    for token in doc:
        if token.is_space and "\n" in token.text:
            start = -1
        elif start < 0 and token.text in _OPEN:
            start = token.i
        elif start >= 0 and token.text in _CLOSE:
            if token.i - start > _LEAST and doc[start + 1].text[:1].isupper():
                found.append((start, token.i))
            start = -1
    return found


def speakers(doc: Doc, quotation: tuple[int, int], saying: Collection[str]) -> Iterator[Token]:
    """Subjects of the verbs of saying around the quotation: in its first or last sentence, else in the sentence before it."""
    start, end = quotation
    first, last = doc[start].sent, doc[end].sent
    outside = [*range(first.start, start), *range(end + 1, last.end)]
    if not any(doc[i].is_alpha for i in outside) and first.start:
        before = doc[first.start - 1].sent
        outside = list(range(before.start, before.end))
    for i in outside:
        if doc[i].pos_ == "VERB" and doc[i].lemma_.lower() in saying:
            subject = grammar.subject(doc[i])
            if subject is not None:
                yield subject
