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

    def __init__(self, article: Article, people: frozenset[str], unnamed: frozenset[str]) -> None:
        self.article = article
        self._people = people
        self._unnamed = unnamed
        self._mentions: list[tuple[Mention, Actor]] = sorted(
            ((m, a) for a in article.actors for m in a.mentions), key=lambda x: (x[0].start, -x[0].end)
        )
        self._starts = [m.start for m, _ in self._mentions]

    def can_speak(self, token: Token) -> bool:
        """A name, an actor of the article, a personal pronoun, or a noun that the lexicon lists as one that speaks."""
        if token.tag_ in PRONOUNS:
            return token.lower_ not in NO_SPEAKER
        return not self.is_hearsay(token) and (self.is_named_or_listed(token) or self.mention_at(token) is not None)

    def is_hearsay(self, token: Token) -> bool:
        """ "reports", "rumours": nobody is named, unless they are somebody's."""
        owned = any(c.dep_ in ("nmod:poss", "compound") or (c.dep_ == "amod" and c.text[:1].isupper()) for c in token.children)
        by = any(grammar.preposition(c) in ("by", "from") for c in grammar.children(token, "nmod"))
        return token.lower_ in self._unnamed and not owned and not by

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

    def _within_name(self, token: Token, other: Token) -> bool:
        """Is the noun a part of the other's name ("the Front of Verin and the North")?"""
        at = self.mention_at(other)
        return at is not None and at[0].start <= token.idx < at[0].end and at[0].how in ("name", "alias")

    def ids_at(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        found = (self.mention_at(t) for t in tokens)
        return tuple(dict.fromkeys(at[1].id for at in found if at is not None))

    def resolve(self, tokens: Iterable[Token]) -> tuple[tuple[str, ...], tuple[Span, ...], tuple[Span, str] | None]:
        """(actor ids, spans in text order, (words, reason) of a pronoun that stays open)."""
        heard = [t for t in tokens if not self.is_hearsay(t)]
        tokens = tuple(t for n, t in enumerate(heard) if not any(self._within_name(t, other) for other in heard[:n]))
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
            named = _named(at[1], token, self.article) if at is not None else self._taken_up(token)
            if named is not None:
                spans.add(named)
            else:
                open_words = words, "it is not certain who this pronoun stands for"
        return self.ids_at(tokens), tuple(sorted(spans)), open_words

    def _taken_up(self, pronoun: Token) -> Span | None:
        """The noun that a pronoun most likely takes up: before it in its sentence, else the first subject of the sentence before."""
        doc, sent = pronoun.doc, pronoun.sent
        nouns = [t for t in sent if t.i < pronoun.i and t.dep_ in (*grammar.SUBJECTS, "obj", "obl:agent")]
        nouns.sort(key=lambda t: t.dep_ not in grammar.SUBJECTS)
        if sent.start > 0:
            nouns += [t for t in doc[sent.start - 1].sent if t.dep_ in grammar.SUBJECTS][:1]
        for t in nouns:
            if t.pos_ in ("NOUN", "PROPN") and self.can_speak(t) and self._agree(pronoun.lower_, t):
                return self.article.span(*chars(doc, *grammar.noun_phrase(t)))
        return None

    def _agree(self, pronoun: str, noun: Token) -> bool:
        """ "he" is one person, "they" are several or a body, "it" is no person."""
        many = noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children)
        person = noun.ent_type_ == "PER" or (noun.pos_ == "NOUN" and noun.lemma_.lower() in self._people)
        if pronoun in ("he", "she", "his", "her", "him"):
            return person and not many
        if pronoun in ("they", "their", "them"):
            return many or not person
        return not many


def _named(actor: Actor, token: Token, article: Article) -> Span | None:
    """The last words before the pronoun that name the actor, else the first after it."""
    named = [m for m in actor.mentions if m.how != "pronoun"]
    before = [m for m in named if m.start < token.idx]
    best = before[-1] if before else named[0] if named else None
    return article.span(best.start, best.end) if best is not None else None


def chars(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A token range in characters of the text."""
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
