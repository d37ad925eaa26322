"""Who says what: quotations, reported clauses, positions. Start reading at `Statements.__call__`.

A reporting word (data/lexicons/en/statements) finds its content and speaker in the tree (language/reporting.py); quotation
marks then widen the content to the whole quotation, and quotations without a reporting word of their own are joined to the
one beside them or before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from ceasewire import lexicon
from ceasewire.config import Config
from ceasewire.errors import DataError
from ceasewire.language import grammar, reporting
from ceasewire.language.reporting import Content
from ceasewire.quotes import Quote, find_quotes, is_quotation_mark
from ceasewire.records import ACTS, Actor, Article, Mention, Span, Statement, Unresolved

FRAMES = reporting.TREE_FRAMES | {
    "for", "of", "on", "upon", "about", "against", "to", "at", "with", "over", "in", "from",
}
PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT"})
OWN_VOICE = frozenset({"i", "we", "you", "us", "one"})
#: a quotation of fewer words beside no reporting word is a scare quote or a title
QUOTE_WORDS = 4
REACH = 14  # tokens between a quotation and a reporting word that may belong to it
TRIM = " \t\n\r,;:–—-"


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of a reporting word, as its row in the lexicon says."""

    frames: frozenset[str]
    act: str
    hearer: str
    where: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement being put together; cue and content in characters of the text."""

    token: Token
    cue: tuple[int, int]
    content: tuple[int, int]
    act: str
    rule: str
    speakers: tuple[Token, ...]
    hearer: str = ""
    head: int | None = None


class Statements:
    """needs the parse, the actors (speakers) and the times (when it was said)."""

    needs, gives = ("doc", "actors", "times"), ("statements",)

    def __init__(self, config: Config) -> None:
        self.config = config
        self._verbs = _cues("verbs", config, "hearer")
        self._nouns = _cues("nouns", config)
        rows = lexicon.table("lexicons/en/statements/phrases", ("words", "pos", "act", "note"), own=config.data)
        self._prepositions = {tuple(r["words"].split()): _cue(r) for r in rows if r.one_of("pos", {"prep", "adj"}) == "prep"}
        self._adjectives = {tuple(r["words"].split()): _cue(r) for r in rows if r["pos"] == "adj"}
        self._media = frozenset(lexicon.words("statements/media"))
        self._people = frozenset(lexicon.words("statements/speakers"))

    def __call__(self, article: Article) -> Iterator[Statement | Unresolved]:
        """The statements of one article.

        Shape:  one Article in; 0..n Statements out, in text order of their cues; contents may lie inside one another.
        Source: docs/annotation.md, "Statements".
        Misses: quotations whose speaker is named only in another paragraph without a reporting word.
        """
        if article.doc is None:
            return
        quotes = find_quotes(article.text)
        drafts: list[Draft] = []
        for sentence in article.sentences():
            for token in sentence:
                drafts += self._drafts_at(token, article)
        drafts = [self._widened(d, quotes, article) for d in drafts]
        drafts = self._with_loose_quotes(drafts, quotes, article)
        people = _Speakers(article, self._media)
        for d in _kept(drafts):
            yield from self._statement(d, quotes, people, article)

    # -- reporting words ------------------------------------------------------------------------------------------

    def _drafts_at(self, token: Token, article: Article) -> Iterator[Draft]:
        if token.pos_ in ("VERB", "AUX"):
            yield from self._by_verb(token)
        elif token.pos_ == "NOUN":
            yield from self._by_noun(token)
        if token.lower_ in ("according", "in", "as", "per"):
            yield from self._by_preposition(token)
        if token.tag_ in ("JJ", "VBN", "IN", "RB"):
            yield from self._by_adjective(token)

    def _by_verb(self, verb: Token) -> Iterator[Draft]:
        particle = grammar.child(verb, "compound:prt")
        rows = (particle is not None and self._verbs.get(f"{verb.lemma_.lower()} {particle.lower_}")) or self._verbs.get(verb.lemma_.lower())
        if not rows:
            return
        speakers = _speakers(verb, self._media)
        for row in rows:
            content = reporting.content_of(verb, row.frames, row.hearer) or self._inserted(verb, row)
            if content is None or not self._is_said(verb, row, content, speakers):
                continue
            act = row.act
            if act == "demands" and content.frame == "inf" and verb.lemma_ in ("want", "ask", "propose", "seek") and _own_act(verb, content):
                act = "pledges"
            end = max(content.cue_end, particle.i + 1 if particle is not None and particle.i == verb.i + 1 else 0)
            yield self._draft(verb, end, content, replace(row, act=act), speakers)
            return

    def _inserted(self, verb: Token, row: Cue) -> Content | None:
        """A reporting clause set between commas or at the end, when the tree hangs it on what it reports: "It is, he said, over"."""
        if not {"quote", "that"} & row.frames or grammar.child(verb, "obj", "ccomp", "xcomp") is not None:
            return None
        if verb.dep_ == "parataxis" and verb.head.i != verb.i and grammar.child(verb, *grammar.SUBJECTS) is not None:
            start, end = reporting.around(verb.head, verb)
            return Content(start, end, "that", verb.i + 1, verb.head.i)
        subject = grammar.child(verb, *grammar.SUBJECTS)
        if subject is None or verb.dep_ not in ("acl:relcl", "acl", "dep", "conj", "advcl", "appos", "parataxis"):
            return None
        doc, sent = verb.doc, verb.sent
        left, right = min(t.i for t in verb.subtree if abs(t.i - verb.i) <= REACH), verb.i + 1
        before = left - 1 if left > sent.start else None
        if before is None or doc[before].text not in (",", "–", "—", "-") or subject.tag_ in ("WDT", "WP"):
            return None
        right = next((i for i in range(right, min(sent.end, verb.i + 8)) if doc[i].text in (",", ".", "–", "—")), sent.end)
        last = sent.end if right < sent.end - 1 and doc[right].text == "," else before
        start, end = grammar.trimmed(doc, sent.start, last, keep=sent.start)
        return Content(start, end, "that", verb.i + 1, sent.root.i) if end > start else None

    def _is_said(self, verb: Token, row: Cue, content: Content, speakers: list[Token]) -> bool:
        """Positions and promises need someone who can speak; a hearer alone is no content; "a truce announced by" is none."""
        if content.frame in ("that", "wh", "quote") or grammar.is_passive(verb):
            return verb.dep_ != "amod" and not (verb.dep_ == "acl" and content.frame != "that")
        if content.frame == "obj":
            head = verb.doc[content.head]
            if row.hearer == "obj" and (self._speaks(head) or head.ent_type_ == "PER"):
                return False
            if head.pos_ == "PRON" and head.lower_ in ("himself", "themselves", "itself", "herself", "each", "who", "whom"):
                return False
        return bool(speakers) and any(self._speaks(s) for s in speakers)

    def _speaks(self, token: Token) -> bool:
        return (
            token.pos_ == "PROPN" or bool(token.ent_type_) or (token.tag_ in PRONOUNS and token.lower_ not in ("that", "this", "what"))
            or token.lemma_.lower() in self._people
        )

    def _by_noun(self, noun: Token) -> Iterator[Draft]:
        for row in self._nouns.get(noun.lemma_.lower(), ()):
            content = reporting.content_of(noun, row.frames)
            if content is None or content.start <= noun.i:
                continue
            speakers = _speakers(noun, self._media)
            if content.frame in ("of", "to", "for", "at", "over", "about") and not any(self._speaks(s) for s in speakers):
                continue
            yield self._draft(noun, content.cue_end, content, row, speakers)
            return

    def _by_preposition(self, token: Token) -> Iterator[Draft]:
        """ "According to police, …": the clause that the phrase stands in, without the phrase."""
        for words, row in self._prepositions.items():
            if not _stands(token, words):
                continue
            last = token.i + len(words) - 1
            speaker = next((t for t in (*grammar.ancestors(token), *token.doc[last + 1 : last + 6]) if t.i > last and t.pos_ in ("NOUN", "PROPN", "PRON")), None)
            if speaker is None or speaker.sent.start != token.sent.start:
                continue
            content = _beside_phrase(token, last, speaker)
            if content is not None:
                doc = token.doc
                cue = (token.idx, doc[last].idx + len(doc[last]))
                yield Draft(token, cue, _chars(doc, content.start, content.end), row.act, row.where, tuple(_list(speaker)), head=content.head)

    def _by_adjective(self, token: Token) -> Iterator[Draft]:
        for words, row in self._adjectives.items():
            if not _stands(token, words):
                continue
            last = token.doc[token.i + len(words) - 1]
            head = token if token.tag_ != "IN" else last
            hanging = [c for c in head.children if c.i > last.i and c.dep_.split(":")[0] in ("obl", "xcomp", "ccomp", "advcl", "nmod")]
            hanging += [last.head] if last.head.i > last.i else []
            if not hanging:
                continue
            owner = grammar.subject(head) or (head.head if head.dep_ in ("amod", "acl") else None)
            owner = (grammar.antecedent(owner) or owner) if owner is not None else None
            people = list(reporting.issuer_of(owner)) if owner is not None and owner.lemma_.lower() in self._media else _list(owner)
            if not any(self._speaks(s) for s in people):
                continue
            start, end = reporting.span_of(hanging[0])
            start = max(start, last.i + 1) if last.lower_ != "to" or hanging[0].pos_ != "VERB" else last.i
            if start < end:
                cue_end = last.i if start == last.i else last.i + 1
                content = Content(start, end, "obj", cue_end, hanging[0].i)
                yield self._draft(token, cue_end, content, row, people)
            return

    def _draft(self, token: Token, cue_end: int, content: Content, row: Cue, speakers: list[Token]) -> Draft:
        doc = token.doc
        cue_end = min(cue_end, content.start) if content.start > token.i else cue_end
        cue = _chars(doc, token.i, max(cue_end, token.i + 1))
        return Draft(token, cue, _chars(doc, content.start, content.end), row.act, row.where, tuple(speakers), row.hearer, content.head)

    # -- quotation marks ------------------------------------------------------------------------------------------

    def _widened(self, draft: Draft, quotes: list[Quote], article: Article) -> Draft:
        """A content that lies in a quotation is the whole quotation, when the reporting word stands outside of it."""
        start, end = draft.content
        for q in quotes:
            if q.end <= start or q.start >= end or q.start <= draft.cue[0] < q.end:
                continue
            if q.start <= start + 1 and not (q.start < draft.cue[0] < q.end):
                end = max(end, q.end)
            if q.end >= end - 1:
                inside = start >= q.start - 1
                start, end = (q.start if inside else start), max(end, q.end)
        if start < draft.cue[0] < end and not draft.content[0] < draft.cue[0] < draft.content[1]:
            return draft
        return replace(draft, content=(start, end))

    def _with_loose_quotes(self, drafts: list[Draft], quotes: list[Quote], article: Article) -> list[Draft]:
        """Quotations that no draft covers: beside a reporting word, or carried on from the quotation before."""
        text, doc = article.text, article.doc
        assert doc is not None
        for q in quotes:
            if len(text[q.start : q.end].split()) < QUOTE_WORDS or any(_shared(d.content, (q.start, q.end)) > 0.5 for d in drafts):
                continue
            carried = next((d for d in reversed(drafts) if _carries_on(d, q, text)), None)
            if carried is not None:
                drafts[drafts.index(carried)] = replace(carried, content=(carried.content[0], max(q.end, carried.content[1])))
                continue
            near = self._beside(q, doc, drafts)
            if near is not None:
                drafts.append(near)
        return sorted(drafts, key=lambda d: d.cue)

    def _beside(self, q: Quote, doc: Doc, drafts: list[Draft]) -> Draft | None:
        """The reporting verb right after the quotation ("…”, he said"), or right before it ("He said: “…")."""
        inner = doc.char_span(q.start, q.end, alignment_mode="expand")
        if inner is None:
            return None
        after = [t for t in doc[inner.end : inner.end + REACH] if not t.is_space]
        before = [t for t in doc[max(0, inner.start - REACH) : inner.start] if not t.is_space]
        for tokens in (_until_stop(after), _until_stop(before[::-1], colon=True)):
            for t in tokens:
                row = next((r for r in self._verbs.get(t.lemma_.lower(), ()) if "quote" in r.frames), None)
                if row is None or t.pos_ != "VERB" or (any(d.token.i == t.i and d.content[0] < d.cue[0] for d in drafts) and t.i > inner.end):
                    continue
                if any(d.token.i == t.i for d in drafts):
                    continue
                speakers = _speakers(t, self._media)
                if speakers:
                    return Draft(t, _chars(doc, t.i, t.i + 1), (q.start, q.end), row.act, row.where, tuple(speakers), row.hearer)
        return None

    # -- records --------------------------------------------------------------------------------------------------

    def _statement(self, d: Draft, quotes: list[Quote], people: _Speakers, article: Article) -> Iterator[Statement | Unresolved]:
        text = article.text
        start, end = _trimmed(text, *d.content)
        if start >= end:
            return
        ids, spans, why = people.resolve(d)
        cue = article.span(*d.cue)
        medium, hearers = self._medium(d), self._hearers(d, people)
        yield Statement(
            article.content_id("s", cue.start, start, end), cue, article.span(start, end), _form((start, end), quotes), _act(d, text[start:end], article),
            ids, spans, hearers, medium, _said_at(d, article), d.rule,
        )
        if why is not None:
            yield Unresolved(why[0].start, why[0].end, why[0].text, "speaker", why[1])

    def _medium(self, d: Draft) -> str | None:
        """ "in a statement", "told VOA": the words without the preposition."""
        doc = d.token.doc
        for c in grammar.children(d.token, "obl", "obj", "iobj"):
            if d.content[0] <= c.idx < d.content[1]:
                continue
            if c.lemma_.lower() in self._media and (c.dep_.startswith("obl") or c.ent_type_ == "ORG"):
                a, b = grammar.noun_phrase(c)
                a = next((i for i in range(a, c.i + 1) if doc[i].dep_ != "case"), c.i)
                return str(doc[a:b].text)
        if d.token.dep_ == "acl" and d.token.head.lemma_.lower() in self._media:
            a, b = grammar.noun_phrase(d.token.head)
            return str(doc[a : min(b, d.token.i)].text) or None
        return None

    def _hearers(self, d: Draft, people: _Speakers) -> tuple[str, ...]:
        if not d.hearer or d.token.pos_ == "NOUN":
            return ()
        found: list[str] = []
        for c in grammar.children(d.token, "obj", "iobj", "obl", "nsubj:pass"):
            direct = c.dep_ in ("obj", "iobj", "nsubj:pass")
            if d.content[0] <= c.idx < d.content[1] or not ((direct and d.hearer == "obj") or grammar.preposition(c) == d.hearer):
                continue
            found += [i for t in _list(c) for i in people.ids_at(t) if i not in found]
        return tuple(found)


class _Speakers:
    """Resolves the words of a speaker to actors of the article; a pronoun also gets the words that it stands for."""

    def __init__(self, article: Article, media: frozenset[str]) -> None:
        self.article = article
        self.mentions: list[tuple[Mention, Actor]] = sorted(((m, a) for a in article.actors for m in a.mentions), key=lambda x: (x[0].start, -x[0].end))

    def ids_at(self, token: Token) -> list[str]:
        at = self._mention_of(token)
        return [at[1].id] if at is not None else []

    def _mention_of(self, token: Token) -> tuple[Mention, Actor] | None:
        covering = [(m, a) for m, a in self.mentions if m.start <= token.idx < m.end]
        return min(covering, key=lambda x: x[0].end - x[0].start, default=None)

    def resolve(self, d: Draft) -> tuple[tuple[str, ...], tuple[Span, ...], tuple[Span, str] | None]:
        """(actor ids, spans in text order, (words, reason) where a pronoun stays open)."""
        ids: list[str] = []
        spans: set[Span] = set()
        why = None
        for token in d.speakers:
            start, end = grammar.noun_phrase(token)
            words = self.article.span(*_chars(token.doc, start, end))
            spans.add(words)
            at = self._mention_of(token)
            if at is not None:
                ids += [at[1].id] if at[1].id not in ids else []
            if token.tag_ not in PRONOUNS or token.lower_ in OWN_VOICE:
                continue
            named = self._named_before(token, at) if at is not None else None
            if named is None and at is None:
                named = _subject_before(token, self.article)
            if named is not None:
                spans.add(named)
            else:
                why = (words, "who this pronoun stands for is not certain")
        return tuple(ids), tuple(sorted(spans)), why

    def _named_before(self, token: Token, at: tuple[Mention, Actor]) -> Span | None:
        named = [m for m in at[1].mentions if m.how != "pronoun" and m.start < token.idx] or [m for m in at[1].mentions if m.how != "pronoun"]
        best = named[-1] if named and named[-1].start < token.idx else next(iter(named), None)
        return self.article.span(best.start, best.end) if best is not None else None


def _subject_before(token: Token, article: Article) -> Span | None:
    """The subject that a pronoun most likely takes up: of the clause it hangs on, else of the sentence before. None for "it" across sentences."""
    doc, sent = token.doc, token.sent
    plural = token.lower_ in ("they", "their", "them")
    candidates = []
    for t in sent:
        if t.i < token.i and t.dep_ in grammar.SUBJECTS:
            candidates.append(t)
    if not candidates and sent.start > 0:
        candidates = [t for t in doc[sent.start - 1].sent if t.dep_ in grammar.SUBJECTS][:1]
    for t in candidates:
        if t.pos_ not in ("NOUN", "PROPN") or (token.lower_ in ("he", "she") and t.tag_ in ("NNS", "NNPS")) or (plural and t.tag_ == "NNP" and t.ent_type_ == "PER"):
            continue
        return article.span(*_chars(doc, *grammar.noun_phrase(t)))
    return None


def _cues(name: str, config: Config, *more: str) -> dict[str, list[Cue]]:
    found: dict[str, list[Cue]] = {}
    for row in lexicon.table(f"lexicons/en/statements/{name}", ("lemma", "frames", "act", *more, "note"), own=config.data):
        found.setdefault(row["lemma"], []).append(_cue(row))
    return found


def _cue(row: lexicon.Row) -> Cue:
    frames = frozenset(row.list("frames")) if "frames" in row.cells else frozenset()
    for frame in frames - FRAMES:
        raise DataError(f"{row.where}: unknown frame {frame!r}. {lexicon.suggestion(frame, FRAMES)}")
    return Cue(frames, row.one_of("act", ACTS), row.cells.get("hearer", ""), row.where)


def _chars(doc: Doc, start: int, end: int) -> tuple[int, int]:
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _list(token: Token | None) -> list[Token]:
    if token is None:
        return []
    return [token, *(t for t in grammar.coordinated(token) if t.i > token.i and t.pos_ in ("NOUN", "PROPN", "PRON"))]


def _stands(token: Token, words: tuple[str, ...]) -> bool:
    return token.i + len(words) <= len(token.doc) and all(token.nbor(k).lower_ == w for k, w in enumerate(words))


def _speakers(cue: Token, media: frozenset[str]) -> list[Token]:
    """Who speaks; where a statement, report or video is the subject, who issued it."""
    found = reporting.speakers_of(cue)
    if len(found) == 1 and found[0].lemma_.lower() in media and (cue.dep_ == "acl" or found[0].i < cue.i):
        return reporting.issuer_of(found[0])
    return found


def _own_act(verb: Token, content: Content) -> bool:
    """ "wants to leave" is the speaker's own act, "wants X to leave" is not."""
    return not any(c.i < content.head for c in grammar.children(verb, "obj", "iobj") if c.i > verb.i) and grammar.child(
        verb.doc[content.head], *grammar.SUBJECTS
    ) is None


def _beside_phrase(token: Token, last: int, speaker: Token) -> Content | None:
    """The clause beside "according to X"."""
    doc, sent = token.doc, token.sent
    phrase = {t.i for t in speaker.subtree} | set(range(token.i, last + 1))
    left, right = token.i, max(i for i in phrase if i >= last)
    head = speaker.head if speaker.head.i not in phrase else token.head
    if head.i in phrase:
        return None
    opening = not any(t.is_alpha for t in doc[sent.start : left])
    if opening:
        start, end = grammar.trimmed(doc, right + 1, sent.end, keep=max(head.i, right + 1))
    else:
        clause = grammar.clause_of(head)
        words = sorted({t.i for t in clause.subtree} - phrase)
        rest = [i for i in range(right + 1, sent.end) if not doc[i].is_punct and not doc[i].is_space]
        if clause.dep_ in ("root", "ROOT") and (not rest or doc[left - 1].text == ","):
            end_at = left if not rest or doc[rest[0]].dep_ in ("cc", "mark") or doc[rest[0]].tag_ in ("WDT", "WP", "WRB") else sent.end
            words = list(range(sent.start, end_at))
        if not words:
            return None
        start, end = grammar.trimmed(doc, words[0], words[-1] + 1, keep=words[0])
    return Content(start, end, "that", last + 1, head.i) if start < end else None


def _until_stop(tokens: list[Token], *, colon: bool = False) -> Iterator[Token]:
    """The tokens up to the end of a sentence or another quotation; the marks next to the quotation itself are skipped."""
    for k, t in enumerate(tokens):
        if k > 1 and ((is_quotation_mark(t.text[0]) and len(t.text) == 1) or t.text in {".", "!", "?"}):
            return
        if k <= 1 and colon and t.text == "." and k == 0:
            return
        yield t


def _carries_on(d: Draft, q: Quote, text: str) -> bool:
    """Does the quotation go on with the draft's: "…”, he said. “…", or a paragraph that opens with marks left open before?"""
    start, end = d.content
    last = max(end, d.cue[1])
    if q.start <= last or not any(is_quotation_mark(c) for c in text[max(0, start - 2) : start + 1]):
        return False
    between = text[last : q.start]
    if q.continues:
        return "\n" in between and len(between.split()) <= 3
    return end <= d.cue[0] and "\n" not in between and len(between.split()) <= REACH and between.count(".") <= 2


def _shared(content: tuple[int, int], quote: tuple[int, int]) -> float:
    return max(0, min(content[1], quote[1]) - max(content[0], quote[0])) / (quote[1] - quote[0])


def _kept(drafts: list[Draft]) -> list[Draft]:
    """One statement for one cue, and no two with the same content and speaker."""
    kept: list[Draft] = []
    for d in sorted(drafts, key=lambda d: (d.cue[0], d.content)):
        if any(k.cue == d.cue or k.content == d.content for k in kept):
            continue
        kept.append(d)
    return kept


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks, commas and the outer pair of quotation marks."""
    while start < end and (text[start] in TRIM or (text[start] in "“\"«‘" and not any(c in "”\"»’" for c in text[start + 1 : end - 1]))):
        start += 1
    while end > start and (text[end - 1] in TRIM or (text[end - 1] in ".”\"»" and not (text[end - 1] != "." and any(c in "“\"«" for c in text[start : end - 1])))):
        end -= 1
    if end - start > 2 and text[start] in "“\"«" and text[end - 1] in "”\"»" and not any(c in "“”\"«»" for c in text[start + 1 : end - 1]):
        start, end = start + 1, end - 1
    return start, end


def _form(content: tuple[int, int], quotes: list[Quote]) -> str:
    inside = sum(max(0, min(content[1], q.end) - max(content[0], q.start)) for q in quotes)
    if inside >= 0.9 * (content[1] - content[0]):
        return "direct"
    begins = any(q.start <= content[0] <= q.end for q in quotes)
    ends = any(q.start < content[1] <= q.end + 1 for q in quotes)
    return "direct" if begins and ends and inside > 0.6 * (content[1] - content[0]) else "mixed" if inside else "indirect"


def _act(d: Draft, content: str, article: Article) -> str:
    """The row's act; "says it will leave" is a pledge, "says they must leave" a demand."""
    if d.act not in ("says", "claims") or d.head is None:
        return d.act
    doc = d.token.doc
    head = doc[d.head]
    modal = grammar.modal(head)
    subject = grammar.child(head, "nsubj")
    if modal is None or subject is None:
        return d.act
    if modal.lower_ in ("must", "should"):
        return "demands"
    own = subject.lower_ in ("it", "he", "she", "they", "we", "i") or any(subject.lower_ == s.lower_ for s in d.speakers)
    return "pledges" if own and modal.lower_ in ("will", "would", "'ll", "’ll", "shall") and d.act == "says" else d.act


def _said_at(d: Draft, article: Article) -> str | None:
    """The time that hangs on the reporting word and stands outside the content."""
    doc = d.token.doc
    for t in article.times:
        if t.start < d.content[1] and d.content[0] < t.end:
            continue
        span = doc.char_span(t.start, t.end, alignment_mode="expand")
        if span is None or span.root.sent.start != d.token.sent.start:
            continue
        head = span.root.head
        if head.i == d.token.i or (head.head.i == d.token.i and span.root.dep_ in ("nmod", "compound") and head.dep_.startswith("obl")):
            return str(t.id)
    return None
