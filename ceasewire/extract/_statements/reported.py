"""Reporting words and what they report: verbs, nouns, "according to", "critical of". One Draft a reporting word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from ceasewire import lexicon
from ceasewire.clean.quotes import Quote, is_quotation_mark
from ceasewire.config import Config
from ceasewire.errors import DataError
from ceasewire.extract._statements.speakers import OWN_VOICE, Speakers, chars
from ceasewire.language import grammar, reporters, reporting
from ceasewire.language.asides import aside_at
from ceasewire.language.contents import own_words, with_condition
from ceasewire.language.phrases import HYPHENS
from ceasewire.language.reporting import Content
from ceasewire.records import ACTS

PREPOSITIONS = frozenset({"for", "of", "on", "upon", "about", "against", "to", "at", "with", "over", "in", "from", "obj+to"})
FRAMES = reporting.TREE_FRAMES | PREPOSITIONS
#: modals under which no position is taken ("must accept" accepts nothing)
UNMADE = frozenset({"must", "should", "may", "might", "could", "can", "ca"})
#: prepositions before a gerund that leave open whether it was said: "balked at accepting", but "was tried for condemning"
UNTOLD = frozenset({"at", "of", "upon", "on", "without", "from", "to", "about"})
NO_POSITION = frozenset({"himself", "themselves", "itself", "herself", "who", "whom"})
#: how a passive reports what nobody is named for: "it is said that", "is said to have", "is accused of"
UNNAMED = frozenset({"that", "inf", "of"})
#: nor do these praise or condemn yet: "would support the plan"
NOT_YET = frozenset({"will", "would", "'ll", "’ll", "'d", "’d"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of a reporting word, as its row in the lexicon says."""

    frames: frozenset[str]
    act: str
    hearer: str
    where: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement being put together; cue and content in characters of the text, `head` the token that heads the content."""

    token: Token
    cue: tuple[int, int]
    content: tuple[int, int]
    row: Cue
    speakers: tuple[Token, ...]
    head: int | None = None


class Words:
    """The tables of data/lexicons/en/statements and how they are looked up."""

    def __init__(self, config: Config) -> None:
        self.verbs = _cues("verbs", config, "hearer")
        self.nouns = _cues("nouns", config)
        rows = lexicon.table("lexicons/en/statements/phrases", ("words", "pos", "act", "note"), own=config.data)
        self.prepositions = {tuple(r["words"].split()): _cue(r) for r in rows if r.one_of("pos", {"prep", "adj", "colon"}) == "prep"}
        self.colon = next((_cue(r) for r in rows if r["pos"] == "colon"), None)
        self.adjectives = {tuple(r["words"].split()): _cue(r) for r in rows if r["pos"] == "adj"}
        self.media = frozenset(lexicon.words("statements/media"))
        self.people = frozenset(lexicon.words("statements/speakers"))
        self.unnamed = frozenset(lexicon.words("statements/unnamed"))
        self.issuing = frozenset(lexicon.words("statements/issuing"))
        self._openers = frozenset(w[0] for w in (*self.prepositions, *self.adjectives))

    def drafts_at(self, token: Token, people: Speakers, quotes: list[Quote]) -> Iterator[Draft]:
        """What the word reports, if it is a reporting word."""
        if token.pos_ in ("VERB", "AUX"):
            yield from self._by_verb(token, people, quotes)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in self.nouns:
            yield from self._by_noun(token, people)
        if token.lower_ in self._openers:
            yield from self._by_preposition(token)
            yield from self._by_adjective(token, people, quotes)

    def verb_rows(self, verb: Token) -> list[Cue]:
        particle = grammar.child(verb, "compound:prt")
        lemma = verb.lemma_.lower()
        return (self.verbs.get(f"{lemma} {particle.lower_}") if particle is not None else None) or self.verbs.get(lemma) or []

    def speakers_of(self, cue: Token, act: str = "says") -> list[Token]:
        """Who speaks; where a statement, report or video is the subject, who issued it."""
        outer = act == "says" and cue.head.lemma_.lower() not in self.verbs  # "… that rebels reject the claim, saying": the rebels
        found = reporters.speakers_of(cue, through=self.issuing, outer_speaks=outer)
        if len(found) == 1 and found[0].lemma_.lower() in self.media and (cue.dep_ == "acl" or found[0].i < cue.i):
            return reporters.issuer_of(found[0], self.issuing)
        return found

    # -- verbs ----------------------------------------------------------------------------------------------------

    def _by_verb(self, verb: Token, people: Speakers, quotes: list[Quote]) -> Iterator[Draft]:
        silence = self._silence(verb, people)
        if silence is not None:
            yield silence
            return
        if any(self._silence(c, people) is not None for c in grammar.children(verb, "xcomp")):
            return  # "declined to comment" is told at "comment"
        for row in self.verb_rows(verb):
            content = reporting.content_of(verb, row.frames, row.hearer) or _quoted_object(verb, row)
            speakers = self.speakers_of(verb, row.act)
            if {"that", "quote"} <= row.frames:
                aside = aside_at(verb, hearer=row.hearer == "obj")
                said = aside is not None and any(people.can_speak(s) or s.lemma_.lower() in self.media for s in aside.speakers)
                if aside is not None and said and (content is None or _misses(content, aside.content, verb)):
                    content = aside.content
                    own = grammar.child(verb, *grammar.SUBJECTS)
                    if own is None or not aside.first <= own.i < aside.last:
                        speakers = list(aside.speakers)
            if content is None:
                continue
            attached = verb.dep_ == "acl" and verb.head.i == verb.i - 1  # "a sign reminding everyone"
            if verb.tag_ == "VBG" and not attached and not any(people.can_speak(s) for s in speakers):
                speakers = reporters.main_subject(verb) or speakers
            content = self._trimmed(content, verb, quotes)
            if self._is_refused(verb) or not _is_said(verb, row, content, speakers, people) or _echoes(verb, speakers, quotes):
                continue
            act = row.act
            if act == "demands" and content.frame == "inf" and row.hearer != "obj" and _own_act(verb, content):
                act = "pledges"
            elif act == "says" and grammar.negation(verb) is not None and content.frame == "that":
                act = "declines"
            particle = grammar.child(verb, "compound:prt")
            end = max(content.cue_end, particle.i + 1 if particle is not None and particle.i == verb.i + 1 else 0)
            if row.hearer not in ("", "obj") and content.start > verb.i + 1 and verb.nbor().lower_ == row.hearer:
                end = max(end, verb.i + 2)  # "called on both sides to stop"
            yield _draft(verb, end, content, replace(row, act=act), speakers)
            return

    def _silence(self, verb: Token, people: Speakers) -> Draft | None:
        """ "did not comment", "declined to comment": the words that tell so are the content too."""
        row = next((r for r in self.verb_rows(verb) if "silence" in r.frames), None)
        first = verb.head if self._is_refused(verb) else grammar.negation(verb)
        if row is None or first is None:
            return None
        speakers = self.speakers_of(verb.head if self._is_refused(verb) else verb)
        start = min([first.i, verb.i, *(a.i for a in grammar.auxiliaries(verb))])
        if not any(people.can_speak(s) for s in speakers):
            return None
        span = chars(verb.doc, start, verb.i + 1)
        return Draft(verb, span, span, row, tuple(speakers))

    def _is_refused(self, verb: Token) -> bool:
        """ "refused to say whether": what is not said is told by the refusal."""
        return verb.dep_ == "xcomp" and verb.tag_ == "VB" and any(r.act == "declines" for r in self.verb_rows(verb.head))

    def _trimmed(self, content: Content, cue: Token, quotes: list[Quote]) -> Content:
        """Without what the reporter or somebody else adds; quotations and contents around their cue stay whole."""
        doc = cue.doc
        if content.start < cue.i < content.end:
            return content
        content = replace(content, end=with_condition(cue, content.start, content.end))
        end = own_words(doc, content.start, content.end, frame=content.frame, reports=self.verbs)
        if end == content.end or content.head >= end or any(q.start <= doc[end].idx < q.end for q in quotes):
            return content
        return replace(content, end=end)

    # -- nouns ----------------------------------------------------------------------------------------------------

    def _by_noun(self, noun: Token, people: Speakers) -> Iterator[Draft]:
        if noun.dep_ == "obl" and any("that" in r.frames for r in self.verb_rows(noun.head)) and reporting.displaced(noun.head):
            return  # "said in a report that": the verb reports
        for row in self.nouns[noun.lemma_.lower()]:
            content = reporting.content_of(noun, row.frames)
            titled = noun.text[:1].isupper() and noun.i > noun.sent.start
            if content is None or content.start <= noun.i or titled:
                continue
            speakers = self.speakers_of(noun)
            clausal = content.frame in ("that", "inf")
            if not clausal and not any(people.can_speak(s) or s.tag_ == "JJ" for s in speakers):
                continue
            yield _draft(noun, content.cue_end, content, row, speakers)
            return

    # -- phrases --------------------------------------------------------------------------------------------------

    def _by_preposition(self, token: Token) -> Iterator[Draft]:
        """ "According to police, …": the clause that the phrase stands in, without the phrase."""
        for words, row in self.prepositions.items():
            if not _stands(token, words):
                continue
            doc, last = token.doc, token.i + len(words) - 1
            near = (*grammar.ancestors(token), *doc[last + 1 : last + 6])
            speaker = next((t for t in near if t.i > last and t.pos_ in ("NOUN", "PROPN", "PRON")), None)
            if speaker is None or speaker.sent.start != token.sent.start:
                continue
            content = _beside_phrase(token, last, speaker)
            if content is not None:
                yield Draft(
                    token, chars(doc, token.i, last + 1), chars(doc, content.start, content.end), row, tuple(listed(speaker)), content.head
                )

    def _by_adjective(self, token: Token, people: Speakers, quotes: list[Quote]) -> Iterator[Draft]:
        for words, row in self.adjectives.items():
            if not _stands(token, words):
                continue
            last = token.doc[token.i + len(words) - 1]
            head = token if token.tag_ != "IN" else last
            hanging = [c for c in head.children if c.i > last.i and c.dep_.split(":")[0] in ("obl", "xcomp", "ccomp", "advcl", "nmod")]
            hanging += [last.head] if last.head.i > last.i else []
            owner = grammar.subject(head) or (head.head if head.dep_ in ("amod", "acl") else None)
            if not hanging or owner is None:
                continue
            owner = grammar.antecedent(owner) or owner
            speakers = reporters.issuer_of(owner, self.issuing) if owner.lemma_.lower() in self.media else listed(owner)
            start, end = reporting.span_of(hanging[0])
            start = last.i if last.lower_ == "to" and hanging[0].pos_ == "VERB" else max(start, last.i + 1)
            if start < end and any(people.can_speak(s) for s in speakers) and not _echoes(token, speakers, quotes):
                cue_end = min(start, last.i + 1)
                yield _draft(token, cue_end, Content(start, end, "obj", cue_end, hanging[0].i), row, speakers)
            return


def listed(token: Token | None) -> list[Token]:
    """The noun and the nouns that follow it in its list."""
    if token is None:
        return []
    return [token, *(t for t in grammar.coordinated(token) if t.i > token.i and t.pos_ in ("NOUN", "PROPN", "PRON"))]


def _whole_words(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A token range with the other halves of "de-escalation" and "cease-fire" at its edges."""
    while start > 1 and doc[start - 1].text in HYPHENS and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_:
        start -= 2
    while end + 1 < len(doc) and doc[end].text in HYPHENS and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        end += 2
    return start, end


def _draft(token: Token, cue_end: int, content: Content, row: Cue, speakers: list[Token]) -> Draft:
    doc = token.doc
    cue_end = min(cue_end, content.start) if content.start > token.i else cue_end
    cue = chars(doc, token.i, max(cue_end, token.i + 1))
    return Draft(token, cue, chars(doc, *_whole_words(doc, content.start, content.end)), row, tuple(speakers), content.head)


def _is_said(verb: Token, row: Cue, content: Content, speakers: list[Token], people: Speakers) -> bool:
    """Positions and promises need someone who can speak and who states them; "a truce announced by" is no statement."""
    if verb.dep_ == "amod" or (verb.dep_ == "acl" and verb.tag_ == "VBN" and content.frame != "that"):
        return False
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not grammar.children(verb, "aux"):
        return False  # "Asked about the raid, …": the main clause has the answer and its speaker
    if reporting.is_passive(verb):
        told = grammar.child(verb, "nsubj:pass")
        named = told is not None and told.tag_ not in ("PRP", "EX") and content.frame == "that" and content.start > verb.i
        return bool(speakers) or (content.frame in UNNAMED and (not named or row.hearer == "obj"))
    if content.frame == "that":
        return True
    modal = grammar.modal(verb)
    negated = grammar.negation(verb) is not None and row.act != "says"
    infinitive = any(m.lower_ == "to" for m in grammar.children(verb, "mark"))
    governed = (verb.dep_ == "xcomp" and (infinitive or verb.tag_ == "VB")) or (infinitive and row.act == "says")
    governed |= infinitive and verb.dep_ in ("advcl", "acl")  # a purpose: "worked to support the truce"
    governed |= verb.tag_ == "VBG" and any(m.lower_ in UNTOLD for m in grammar.children(verb, "mark", "case"))
    not_yet = NOT_YET if row.act in ("praises", "condemns", "declines") else frozenset()
    if negated or governed or (modal is not None and modal.lower_ in UNMADE | not_yet):
        return False
    if content.frame == "obj":
        head = verb.doc[content.head]
        new = any(c.lower_ in ("a", "an") for c in grammar.children(head, "det"))  # "promised a government", not "promised the men"
        if (row.hearer == "obj" and people.is_named_or_listed(head) and not new) or head.lower_ in NO_POSITION:
            return False
        if "matter" in row.frames and (people.can_speak(head) or people.is_named_or_listed(head)):
            return False
    return any(people.can_speak(s) for s in speakers)


def _echoes(verb: Token, speakers: list[Token], quotes: list[Quote]) -> bool:
    """ "I think" inside a quotation says nothing that the quotation does not."""
    own = bool(speakers) and all(s.lower_ in OWN_VOICE for s in speakers)
    return own and (all(s.lower_ == "you" for s in speakers) or any(q.start <= verb.idx < q.end for q in quotes))


def _misses(content: Content, aside: Content, verb: Token) -> bool:
    """The tree took the reporting clause's subject into what it reports, or of "The truce, he said, would hold" only an end."""
    if content.end <= verb.i:
        return aside.end < content.end or aside.start == verb.i + 1
    if content.start <= verb.i or not aside.start < verb.i < aside.end or verb.nbor().text != ",":
        return False
    return not is_quotation_mark(verb.doc[verb.i + 2].text[0])  # In one exchange, he said, "Stop."


def _quoted_object(verb: Token, row: Cue) -> Content | None:
    """One quoted word as object: shouted "Freedom"."""
    topic = grammar.child(verb, "obj") if "quote" in row.frames else None
    if topic is None or topic.i <= verb.i:
        return None
    start, end = reporting.span_of(topic)
    if start > verb.i and start > 0 and is_quotation_mark(verb.doc[start - 1].text[0]):
        return Content(start, end, "quote", verb.i + 1, topic.i)
    return None


def _own_act(verb: Token, content: Content) -> bool:
    """ "wants to leave" is the speaker's own act, "wants X to leave" is not."""
    between = any(verb.i < c.i < content.head for c in grammar.children(verb, "obj", "iobj", "obl"))
    return not between and grammar.child(verb.doc[content.head], *grammar.SUBJECTS) is None


def _beside_phrase(token: Token, last: int, speaker: Token) -> Content | None:
    """The clause beside "according to X"."""
    doc, sent = token.doc, token.sent
    phrase = {t.i for t in speaker.subtree} | set(range(token.i, last + 1))
    left, right = token.i, max(i for i in phrase if i >= last)
    head = speaker.head if speaker.head.i not in phrase else token.head
    if head.i in phrase:
        return None
    if not any(t.is_alpha for t in doc[sent.start : left]):
        start, end = grammar.trimmed(doc, right + 1, sent.end, keep=max(head.i, right + 1)) if right + 1 < sent.end else (0, 0)
    else:
        clause = grammar.clause_of(head)
        rest = [i for i in range(right + 1, sent.end) if not doc[i].is_punct and not doc[i].is_space]
        final = not rest and doc[left - 1].text == ","
        while final and clause.head.i != clause.i and not _contrasted(clause):
            clause = clause.head  # at the end of the sentence it is said of all of it
        words = sorted({t.i for t in clause.subtree} - phrase)
        if clause.dep_ in ("root", "ROOT") and (not rest or doc[left - 1].text == ","):
            goes_on = rest and doc[rest[0]].dep_ not in ("cc", "mark") and doc[rest[0]].tag_ not in ("WDT", "WP", "WRB")
            words = list(range(sent.start, sent.end if goes_on else left))
        if all(doc[i].dep_ == "mark" or doc[i].is_punct or doc[i].tag_ in ("WP", "WDT") for i in words if i < left):
            words = [i for i in words if i > right]  # "said that, according to its staff, ten died"
        if not words:
            return None
        first = next((i for i in words if not doc[i].is_punct and doc[i].tag_ != "CC"), words[0])
        start, end = grammar.trimmed(doc, first, words[-1] + 1, keep=first)
    return Content(start, end, "that", last + 1, head.i) if start < end else None


def _contrasted(clause: Token) -> bool:
    """ "The army denied it, but ten people died, according to police": only the second is what police say."""
    but = any(c.lower_ in ("but", "yet") for c in grammar.children(clause, "cc"))
    return but and grammar.child(clause, *grammar.SUBJECTS) is not None


def _stands(token: Token, words: tuple[str, ...]) -> bool:
    return token.i + len(words) <= len(token.doc) and all(token.nbor(k).lower_ == w for k, w in enumerate(words))


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
