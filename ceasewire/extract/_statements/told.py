"""Statements that the model reads where no reporting word of the lexicon stands (docs/decisions/0010), with the words that it links.

Only what it is all but certain of: of those in reports from which it did not learn two in three are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Span as SentenceSpan
from spacy.tokens import Token

from ceasewire.extract._statements.reported import Cue, Draft
from ceasewire.language import grammar, reporting, roles
from ceasewire.language.tellings import MODEL, Telling, linked

CERTAIN = 0.9
LINK = 0.5  #: links less likely than this name neither content nor speaker


def told(sentence: SentenceSpan, tellings: Mapping[int, Telling], found: list[Draft]) -> Iterator[Draft]:
    """A Draft for each word of the sentence that surely reports, beside those that are found by the lexicon."""
    for token in sentence:
        telling = tellings.get(token.i)
        if telling is None or telling.chance < CERTAIN or not telling.labels or any(d.cue[0] <= token.idx < d.cue[1] for d in found):
            continue
        heads = linked(telling, "content", token.doc, LINK)
        if not heads:
            continue
        spans = [_span(head) for head in heads]
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        if start <= token.i < end:
            continue
        last = token.doc[end - 1]
        content = token.doc[start].idx, last.idx + len(last)
        speakers = tuple(t for head in linked(telling, "speaker", token.doc, LINK) for t in grammar.coordinated(head))
        if any(d.content[0] <= token.idx < d.content[1] and set(d.speakers) & set(speakers) for d in found):
            continue  # "rejected calls for a truce": who calls is somebody else
        row = Cue(frozenset(), next(iter(telling.labels)), "", MODEL)
        yield Draft(token, (token.idx, token.idx + len(token)), content, row, speakers, heads[0].i)


def _span(head: Token) -> tuple[int, int]:
    """The clause without its "that", or the noun phrase."""
    if roles.is_verbal(head):
        return reporting.span_of(head, without_mark="that")
    start, end = grammar.noun_phrase(head)
    while start < head.i and head.doc[start].dep_ in ("case", "mark", "cc", "punct"):
        start += 1
    return start, end
