"""Who says what: quotations, reported clauses, positions. Start reading at `Statements.__call__`.

A reporting word (data/lexicons/en/statements) finds its content and its speaker in the tree (_statements/reported.py, with the grammar in
language/reporting.py); quotation marks widen the content to the whole quotation, and a quotation without a reporting word
joins the one beside it or before it (quoted.py); the speaker's words are resolved to the article's actors (speakers.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ceasewire.clean.quotes import find_quotes
from ceasewire.config import Config
from ceasewire.extract._statements.quoted import form, trimmed, widened, with_loose_quotes
from ceasewire.extract._statements.reported import Draft, Words, listed
from ceasewire.extract._statements.speakers import Speakers
from ceasewire.extract._statements.told import told
from ceasewire.extract._statements.tones import Tones
from ceasewire.language import grammar
from ceasewire.language.tellings import tellings_of
from ceasewire.records import Article, Statement, Unresolved


class Statements:
    """Words, propositions and positions with their speakers."""

    needs, gives = ("doc", "actors", "times"), ("statements",)

    def __init__(self, config: Config) -> None:
        self.config = config
        self._words = Words(config)
        self._tones = Tones(config)

    def __call__(self, article: Article) -> Iterator[Statement | Unresolved]:
        """The statements of one article.

        Shape:  one Article in; 0..n Statements out, in text order of their cues; contents may lie inside one another.
        Errors: none here; a bad lexicon row already failed when Statements was built.
        Source: docs/annotation.md, "Statements".
        Misses: quotations whose speaker is named only in another paragraph without a reporting word.
        """
        doc = article.doc
        if doc is None:
            return
        quotes = find_quotes(article.text)
        people = Speakers(article, self._words.people, self._words.unnamed)
        tellings = {} if self.config.judge == "codebook" else tellings_of(doc, "statement") or {}
        drafts: list[Draft] = []
        for sentence in article.sentences():
            found = [draft for token in sentence for draft in self._words.drafts_at(token, people, quotes)]
            drafts += [widened(draft, quotes) for draft in (*found, *told(sentence, tellings, found))]
        for draft in _distinct(with_loose_quotes(drafts, quotes, article.text, doc, self._words, people)):
            start, end = trimmed(article.text, *draft.content)
            if start >= end:
                continue
            ids, spans, unnamed = people.resolve(draft.speakers)
            cue = article.span(*draft.cue)
            yield Statement(
                id=article.content_id("s", cue.start, start, end),
                cue=cue,
                content=article.span(start, end),
                form=form((start, end), draft.cue, quotes),
                act=self._tones.act(draft, people),
                speakers=ids,
                speaker_spans=spans,
                addressees=_hearers(draft, people),
                medium=self._medium(draft),
                time=_said_at(draft, article),
                rule=draft.row.where,
            )
            if unnamed is not None:
                words, reason = unnamed
                yield Unresolved(words.start, words.end, words.text, "speaker", reason)

    def _medium(self, d: Draft) -> str | None:
        """ "in a statement", "told VOA": the words without the preposition."""
        doc = d.token.doc
        media = self._words.media
        for c in grammar.children(d.token, "obl", "obj", "iobj"):
            if d.content[0] <= c.idx < d.content[1] and not d.content[0] < d.cue[0] < d.content[1]:
                continue
            told = c.dep_ in ("obj", "iobj") and c.ent_type_ == "ORG"
            if told or (c.lemma_.lower() in media and (c.dep_.startswith("obl") or c.ent_type_ == "ORG")):
                start, end = grammar.noun_phrase(c)
                start = next((i for i in range(start, c.i + 1) if doc[i].dep_ != "case"), c.i)
                return str(doc[start:end].text)
        if d.token.dep_ == "acl" and d.token.head.lemma_.lower() in media:
            start, end = grammar.noun_phrase(d.token.head)
            return str(doc[start : min(end, d.token.i)].text) or None
        return None


def _distinct(drafts: list[Draft]) -> Iterator[Draft]:
    """One statement for one cue, and no two by the same speakers with the same content."""
    cues: set[tuple[int, int]] = set()
    contents: set[tuple[tuple[int, int], tuple[Token, ...]]] = set()
    for d in sorted(drafts, key=lambda d: (d.cue, d.content)):
        if d.cue not in cues and (d.content, d.speakers) not in contents:
            cues.add(d.cue)
            contents.add((d.content, d.speakers))
            yield d


def _hearers(d: Draft, people: Speakers) -> tuple[str, ...]:
    if not d.row.hearer:
        return ()
    found: list[Token] = []
    for c in grammar.children(d.token, "obj", "iobj", "obl", "nsubj:pass"):
        direct = c.dep_ in ("obj", "iobj", "nsubj:pass") and d.row.hearer == "obj"
        if not d.content[0] <= c.idx < d.content[1] and (direct or grammar.preposition(c) == d.row.hearer):
            found += listed(c)
    return people.ids_at(found)


def _said_at(d: Draft, article: Article) -> str | None:
    """The id of the time that hangs on the reporting word and stands outside the content."""
    doc, sent = d.token.doc, d.token.sent
    amid = d.content[0] < d.cue[0] < d.content[1]  # between two parts of a quotation the tree alone tells
    for t in article.times:
        if t.end <= sent.start_char or t.start >= sent.end_char or (not amid and t.start < d.content[1] and d.content[0] < t.end):
            continue
        span = doc.char_span(t.start, t.end, alignment_mode="expand")
        if span is None:
            continue
        head = span.root.head
        if head.i == d.token.i or (head.head.i == d.token.i and span.root.dep_ in ("nmod", "compound") and head.dep_.startswith("obl")):
            return t.id
        if head.dep_ in ("obj", "iobj", "obl") and head.head.i == d.token.i and grammar.preposition(span.root) in ("on", ""):
            return t.id  # "told the paper on Sunday"
        if head.i < d.token.i < span.root.i and d.content[0] < d.cue[0]:
            return t.id  # "“…”, he said on Sunday": the tree hung it on what was said before
    return None
