"""Who the words of a speaker stand for: actors of the article, and for a pronoun the words that it takes up."""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from ceasewire.language import grammar
from ceasewire.records import Actor, Article, Mention, Span

PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT"})
OWN_VOICE = frozenset({"i", "we", "you", "us", "one", "me"})
NO_SPEAKER = frozenset({"that", "this", "what", "there", "these", "those"})


class Speakers:
    """The actors of one article by where they stand."""

    def __init__(self, article: Article, people: frozenset[str]) -> None:
        self.article = article
        self._people = people
        self._mentions: list[tuple[Mention, Actor]] = sorted(
            ((m, a) for a in article.actors for m in a.mentions), key=lambda x: (x[0].start, -x[0].end)
        )
        self._starts = [m.start for m, _ in self._mentions]

    def can_speak(self, token: Token) -> bool:
        """A name, an actor of the article, a personal pronoun, or a noun that the lexicon lists as one that speaks."""
        if token.tag_ in PRONOUNS:
            return token.lower_ not in NO_SPEAKER
        return self.is_named_or_listed(token) or self.mention_at(token) is not None

    def is_named_or_listed(self, token: Token) -> bool:
        named = token.pos_ == "PROPN" or bool(token.ent_type_)
        return named or token.lemma_.lower() in self._people or token.lower_ in self._people

    def mention_at(self, token: Token) -> tuple[Mention, Actor] | None:
        """The shortest mention of an actor that covers the token."""
        best: tuple[Mention, Actor] | None = None
        for k in range(bisect.bisect_right(self._starts, token.idx) - 1, -1, -1):
            mention, actor = self._mentions[k]
            if mention.end > token.idx and (best is None or mention.end - mention.start < best[0].end - best[0].start):
                best = mention, actor
            if token.idx - mention.start > 200:  # no name is longer
                break
        return best

    def ids_at(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        found = (self.mention_at(t) for t in tokens)
        return tuple(dict.fromkeys(at[1].id for at in found if at is not None))

    def resolve(self, tokens: Iterable[Token]) -> tuple[tuple[str, ...], tuple[Span, ...], tuple[Span, str] | None]:
        """(actor ids, spans in text order, (words, reason) of a pronoun that stays open)."""
        tokens = tuple(tokens)
        spans: set[Span] = set()
        open_words = None
        for token in tokens:
            at = self.mention_at(token)
            start, end = chars(token.doc, *grammar.noun_phrase(token))
            if at is not None and at[0].start <= start and at[0].end > end:  # the tree lost a part of the name
                start, end = at[0].start, at[0].end
            words = self.article.span(start, end)
            spans.add(words)
            if token.tag_ not in PRONOUNS or token.lower_ in OWN_VOICE:
                continue
            named = _named(at[1], token, self.article) if at is not None else _subject_before(token, self.article)
            if named is not None:
                spans.add(named)
            else:
                open_words = words, "it is not certain who this pronoun stands for"
        return self.ids_at(tokens), tuple(sorted(spans)), open_words


def _named(actor: Actor, token: Token, article: Article) -> Span | None:
    """The last words before the pronoun that name the actor, else the first after it."""
    named = [m for m in actor.mentions if m.how != "pronoun"]
    before = [m for m in named if m.start < token.idx]
    best = before[-1] if before else named[0] if named else None
    return article.span(best.start, best.end) if best is not None else None


def _subject_before(token: Token, article: Article) -> Span | None:
    """The subject that a pronoun most likely takes up: one before it in its sentence, else the first of the sentence before."""
    doc, sent = token.doc, token.sent
    candidates = [t for t in sent if t.i < token.i and t.dep_ in grammar.SUBJECTS]
    if not candidates and sent.start > 0:
        candidates = [t for t in doc[sent.start - 1].sent if t.dep_ in grammar.SUBJECTS][:1]
    for t in candidates:
        many = t.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in t.children)
        if t.pos_ not in ("NOUN", "PROPN") or (token.lower_ in ("he", "she", "his", "her") and many):
            continue
        if token.lower_ in ("they", "their", "them") and not many and t.ent_type_ == "PER":
            continue
        return article.span(*chars(doc, *grammar.noun_phrase(t)))
    return None


def chars(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A token range in characters of the text."""
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
