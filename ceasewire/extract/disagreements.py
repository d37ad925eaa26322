"""What the article's own sources contradict: when, whether, how many, who.

Precision first: two claims are set side by side only where the record says that they are about one thing and that two
different voices stand behind them. Ranges that overlap agree; a later total of one speaker replaces his earlier one.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from ceasewire import lexicon
from ceasewire.config import Config
from ceasewire.records import FACTS, Article, Claim, Disagreement, Event, Quantity, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

SENSES = ("date", "fix", "contrast", "charge", "other", "tally")
TOLLS = frozenset({"killed", "wounded", "missing", "detained", "captured", "abducted", "casualties", "displaced"})
CHARGEABLE = frozenset({"ASSAULT", "COERCE", "PROTEST"})
TO_COME = frozenset({"scheduled", "planned"})
REFUSED = frozenset({"denied", "negated"})
#: acts of which it can be denied that they happened; "denied a request" and "did not support" refuse or withhold
DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID", "SANCTION", "CONSULT", "CONCEDE"})
POSSESSIVES = ("its ", "their ", "his ", "her ", "our ")
TELLING = frozenset({"says", "claims", "confirms", "announces", "warns"})
BARE = 3  # words: "the latest claims", "this"
NEAR = 3  # sentences between an act and the denial of it, unless more than the doer ties them


class Disagreements:
    """Disagreements inside one article.

    Shape:  0..n Disagreement, each with two claims in text order; `kind` is when, whether, how many or who.
    Source: docs/record.md; a claim's `value` is a day, "no date set", an event status, a number or range, or the words for a side.
    Misses: contradictions told without two statements ("both sides blame each other"), and sums that do not add up.
    """

    needs = ("doc", "times", "quantities", "statements", "events")
    gives = ("disagreements",)

    def __init__(self, config: Config) -> None:
        self._words: dict[str, set[str]] = {sense: set() for sense in SENSES}
        for row in lexicon.table("lexicons/en/disagreements/words", ("lemma", "sense"), own=config.data):
            self._words[row.one_of("sense", SENSES)].add(row["lemma"])

    def __call__(self, article: Article) -> Iterator[Disagreement]:
        if article.doc is None:
            return
        scene = _Voices(article)
        seen: set[str] = set()
        for found in (self._when, self._whether, self._who, self._how_many):
            for kind, about, claims in found(article, scene):
                claims = sorted(claims, key=lambda c: c.span.start)
                key = article.content_id("d", kind, *sorted(about))
                if key not in seen:
                    seen.add(key)
                    yield Disagreement(key, kind, tuple(dict.fromkeys(about)), tuple(claims), found.__name__.strip("_"))

    def _when(self, article: Article, scene: _Voices) -> Iterator[tuple[str, list[str], list[Claim]]]:
        """A day given for an act, and another voice that says no date is set; or two days that exclude each other."""
        coming = [e for e in article.events if e.status in TO_COME and e.time.ref]
        for span, statement in self._unset(article, scene):
            near = [e for e in coming if scene.apart(scene.voice(e), statement) and e.trigger.start < span.start]
            alike = {e.type for e in article.events if scene.inside(e, statement)}
            fitting = [e for e in near if not alike or e.type in alike] or [e for e in near if e.type == "CONSULT"]
            if fitting:
                event = fitting[-1]
                day = event.time.earliest or event.time.latest or ""
                claims = [Claim(day, event.said_in, scene.time_span(event)), Claim("no date set", statement.id, span)]
                yield "when", [event.id], claims
        for a, b in combinations(coming, 2):
            voices = scene.voice(a), scene.voice(b)
            days = a.time.earliest, b.time.earliest
            if scene.same_act(a, b) and scene.apart(*voices) and days[0] and days[1] and days[0][:10] != days[1][:10]:
                yield "when", [a.id, b.id], [Claim(e.time.earliest or "", e.said_in, scene.time_span(e)) for e in (a, b)]

    def _unset(self, article: Article, scene: _Voices) -> Iterator[tuple[Span, Statement]]:
        """ "no date has been set", "the date is not yet fixed", said by somebody."""
        for sentence in article.sentences():
            for token in sentence:
                if token.lemma_.lower() not in self._words["date"] or token.pos_ != "NOUN":
                    continue
                verb = next((a for a in token.ancestors if a.lemma_.lower() in self._words["fix"]), None)
                denied = any(c.lower_ == "no" for c in token.children) or (verb is not None and _negated(verb))
                if verb is None or not denied:
                    continue
                first, last = min(token.left_edge.i, verb.i), max(token.i, verb.i)
                span = article.span(sentence.doc[first].idx, sentence.doc[last].idx + len(sentence.doc[last].text))
                statement = scene.around(span)
                if statement is not None:
                    yield span, statement

    def _whether(self, article: Article, scene: _Voices) -> Iterator[tuple[str, list[str], list[Claim]]]:
        """One voice tells the act, another denies it."""
        told = [e for e in article.events if e.status in FACTS]
        denied: set[str] = set()  # statements: one denial is one side of one disagreement
        for no in (e for e in article.events if e.status in REFUSED and e.type in DEEDS):
            voice = scene.voice(no)
            if voice is None or voice.id in denied or not scene.is_of_the_past(no, voice):
                continue
            yes = next((e for e in told if scene.is_same_deed(e, no, voice) and scene.apart(scene.voice(e), voice)), None)
            if yes is not None:
                denied.add(voice.id)
                yield "whether", [yes.id, no.id], [Claim(e.status, e.said_in, e.trigger) for e in (yes, no)]
        for denial in (s for s in article.statements if s.act == "denies" and s.id not in denied and self._of_a_charge(s)):
            charged = [e for e in told if e.type in CHARGEABLE and _shared(_doers(e), _speakers(denial))]
            before = [e for e in charged if e.trigger.start < denial.cue.start and scene.distance(e.trigger, denial.cue) <= NEAR]
            if before and scene.apart(scene.voice(before[-1]), denial):
                event = before[-1]
                claims = [Claim(event.status, event.said_in, event.trigger), Claim("denied", denial.id, denial.content)]
                yield "whether", [event.id], claims
            elif (claim := self._claim_before(denial, article, scene)) is not None:
                claims = [Claim("said", claim.id, claim.content), Claim("denied", denial.id, denial.content)]
                yield "whether", [claim.id], claims

    def _claim_before(self, denial: Statement, article: Article, scene: _Voices) -> Statement | None:
        """For "denies this", "denied the report": what another voice said last, in this sentence or the one before."""
        last = denial.content.text.lower().split()[-1].strip(".,”\"'")
        if not self._is_charge(last) or len(denial.content.text.split()) > BARE:
            return None
        before = [s for s in article.statements if s.content.end <= denial.cue.start and scene.distance(s.cue, denial.cue) <= 1]
        nearest = max(before, key=lambda s: (s.content.end, -s.content.start), default=None)
        said = nearest is not None and nearest.act in TELLING and not self._of_a_charge(nearest) and scene.apart(nearest, denial)
        return nearest if said else None

    def _of_a_charge(self, statement: Statement) -> bool:
        """Is the content only a noun for what was said before ("denied the accusation", "denied any involvement")?"""
        words = [w.strip(".,”\"'") for w in statement.content.text.lower().split()]
        at = next((n for n, w in enumerate(words[:4]) if self._is_charge(w)), None)
        if at is None or words[0] == "to":
            return False  # "refused to take responsibility"
        return words[at + 1 : at + 2] not in (["of"], ["about"], ["that"], ["regarding"])  # its own words say what is denied

    def _is_charge(self, word: str) -> bool:
        return word in self._words["charge"] or word.removesuffix("s") in self._words["charge"]

    def _who(self, article: Article, scene: _Voices) -> Iterator[tuple[str, list[str], list[Claim]]]:
        """Each side says that the other did it; the value is who is blamed."""
        for said in article.statements:  # "A and B accused each other of breaking the truce"
            if said.act == "claims" and len(said.speaker_spans) == 2 and scene.is_mutual(said):
                about = [e.id for e in article.events if scene.inside(e, said)] or [said.id]
                yield "who", about, [Claim(s.text, said.id, s) for s in said.speaker_spans]
        acts = [e for e in article.events if e.said_in and e.sources and e.status in FACTS and e.type in ("ASSAULT", "COERCE")]
        for a, b in combinations(acts, 2):
            one, two = scene.voice(a), scene.voice(b)
            if one is None or two is None or not scene.apart(one, two) or a.type != b.type or not scene.compatible(a, b):
                continue
            if _shared(_doers(a), _speakers(two)) and _shared(_doers(b), _speakers(one)):
                yield "who", [a.id, b.id], [Claim("; ".join(s.text for s in e.source_spans), e.said_in, e.trigger) for e in (a, b)]

    def _how_many(self, article: Article, scene: _Voices) -> Iterator[tuple[str, list[str], list[Claim]]]:
        """Two numbers for one toll that cannot both be right."""
        counted = [q for q in article.quantities if q.what in TOLLS and not q.part_of and q.rule != "single"]
        for a, b in combinations(counted, 2):
            if (a.what != b.what) or _overlap(a, b) or not self._one_toll(a, b, article, scene):
                continue
            one, two = scene.around(_span(a)), scene.around(_span(b))
            names = [self._names_of(q, s, scene) for q, s in ((a, one), (b, two))]
            if not any(names) or names[0] & names[1] or (one is not None and two is not None and not scene.apart(one, two)):
                continue
            if not all(names) and not self._goes_against(b, scene):
                continue  # the reporter's number and a source's later one: as a rule another act, or the toll that grew
            yield "how many", [a.id, b.id], [Claim(_range(q), s.id if s else None, _span(q)) for q, s in ((a, one), (b, two))]

    def _one_toll(self, a: Quantity, b: Quantity, article: Article, scene: _Voices) -> bool:
        """Do both numbers count the same people of the same act?"""
        for q in (a, b):
            words = (f"{q.text} {q.of.text}" if q.of else q.text).lower().split()
            if (set(words) | scene.next_word(q.end)) & self._words["other"] and "than" not in words:
                return False
        if a.of and b.of and scene.head(a.of) != scene.head(b.of):
            return False
        holders = {q.id: {e.id for e in article.events if q.id in e.quantities} for q in (a, b)}
        if holders[a.id] & holders[b.id]:
            return True
        acts = [[e for e in article.events if e.id in holders[q.id]] for q in (a, b)]
        if acts[0] and acts[1] and not any(scene.compatible(x, y) for x in acts[0] for y in acts[1]):
            return False
        if scene.distance(_span(a), _span(b)) > 2:
            return False
        if a.scope == b.scope == "total" or self._goes_against(b, scene):
            return True
        counts = [q for q in (a, b) if q.scope != "total"]
        return len(counts) == 1 and not holders[counts[0].id] and not scene.is_set_apart(_span(counts[0]))

    def _names_of(self, q: Quantity, said: Statement | None, scene: _Voices) -> set[str]:
        """Whose number it is; empty for the reporter's own."""
        from ceasewire.language.grammar import noun_phrase, subject

        if said is not None:
            return _speakers(said)
        teller = next((subject(v) for v in scene.over(_span(q)) if v.lemma_.lower() in self._words["tally"]), None)
        if teller is None or teller.left_edge.idx <= q.start < teller.idx + len(teller):
            return set()
        start, end = noun_phrase(teller)
        return {str(teller.doc[start:end].text).lower().removeprefix("the ")}

    def _goes_against(self, later: Quantity, scene: _Voices) -> bool:
        return any(t.lower_ in self._words["contrast"] for t in scene.before(later.start))


class _Voices:
    """Who says what: statements around spans, and what makes two events one act."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._statements = {s.id: s for s in article.statements}
        self._times = {t.id: t for t in article.times}
        self._sentences = [s.start_char for s in article.doc.sents] if article.doc is not None else []

    def around(self, span: Span) -> Statement | None:
        holding = [s for s in self.article.statements if s.content.holds(span)]
        return min(holding, key=lambda s: s.content.end - s.content.start, default=None)

    def voice(self, event: Event) -> Statement | None:
        return self._statements.get(event.said_in) if event.said_in else None

    @staticmethod
    def inside(event: Event, statement: Statement) -> bool:
        return statement.content.holds(event.trigger)

    @staticmethod
    def apart(a: Statement | None, b: Statement | None) -> bool:
        """Two different voices; the reporter is one too."""
        if a is None or b is None:
            return a is not b
        return bool(a.speaker_spans and b.speaker_spans) and not _shared(_speakers(a), _speakers(b))

    def same_act(self, a: Event, b: Event) -> bool:
        """One type, a shared party, and nothing that sets them apart."""
        if a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
            return False
        return _shared(_parties(a), _parties(b)) and self.compatible(a, b)

    def is_same_deed(self, a: Event, b: Event, voice: Statement) -> bool:
        """`same_act`, by one doer, and tied by more than that: who was hit, where, or that they are told close together.

        voice: who denies `b`; "denied that its planes had hit it" is about the speaker's own deed.
        """
        mine, theirs = self._own(a), _doers(b) | _speakers(voice)
        if a.type != b.type or (a.mode and b.mode and a.mode != b.mode) or not self.compatible(a, b):
            return False
        if not _shared(mine | _parties(a), theirs | _parties(b)) or (mine and _doers(b) and not _shared(mine, theirs)):
            return False
        hit = _names(a.targets, a.target_spans), _names(b.targets, b.target_spans)
        if hit[0] and hit[1]:
            return _shared(*hit) or _shared(*({w for name in side for w in name.split() if len(w) > 3} for side in hit))
        placed = a.place is not None and b.place is not None
        return placed or self.distance(a.trigger, b.trigger) <= NEAR

    def _own(self, event: Event) -> set[str]:
        """The doers, with the speaker where the words are his ("said its troops had captured")."""
        voice = self.voice(event)
        owned = voice is not None and any(s.text.lower().startswith(POSSESSIVES) for s in event.source_spans)
        return _doers(event) | (_speakers(voice) if owned and voice is not None else set())

    @staticmethod
    def compatible(a: Event, b: Event) -> bool:
        """Time and place leave it open that it is the same."""
        if a.place and b.place and a.place.ref != b.place.ref:
            return False
        if a.time.earliest and b.time.latest and a.time.earliest >= b.time.latest and a.status not in TO_COME:
            return False
        return not (b.time.earliest and a.time.latest and b.time.earliest >= a.time.latest and a.status not in TO_COME)

    def time_span(self, event: Event) -> Span:
        time = self._times.get(event.time.ref or "")
        return Span(time.start, time.end, time.text) if time is not None else event.trigger

    def head(self, span: Span) -> str:
        doc = self.article.doc
        assert doc is not None
        found = doc.char_span(span.start, span.end, alignment_mode="expand")
        return found.root.lemma_.lower() if found is not None else span.text.lower()

    def is_mutual(self, statement: Statement) -> bool:
        """Does "each other" stand between the cue and what is said?"""
        between = self.article.text[statement.cue.start : statement.content.start].lower()
        return "each other" in between or "one another" in between

    def is_of_the_past(self, event: Event, voice: Statement) -> bool:
        """Is it denied that it happened? ("Will not negotiate" and "rejects talks" contradict nobody who tells of talks.)"""
        from ceasewire.language.grammar import clause_of, tense

        if voice.act == "denies":
            return True
        doc = self.article.doc
        assert doc is not None
        found = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
        return found is not None and tense(clause_of(found.root)) in ("past", "perfect", "past perfect")

    def over(self, span: Span) -> list[Token]:
        """The verbs that the words hang from, the nearest first."""
        doc = self.article.doc
        assert doc is not None
        found = doc.char_span(span.start, span.end, alignment_mode="expand")
        return [a for a in found.root.ancestors if a.pos_ == "VERB"] if found is not None else []

    def is_set_apart(self, span: Span) -> bool:
        """Do the words around the number have a day or place of their own ("22 people had died in the north on Friday")?"""
        holder = self.around(span)
        inside = holder.content if holder is not None else None
        if inside is None:
            return True
        own = [(x.start, x.end) for x in self.article.times] + [(x.start, x.end) for x in self.article.places]
        return any(inside.start <= start and end <= inside.end for start, end in own)

    def next_word(self, end: int) -> set[str]:
        """The word behind the offset: "dozens more"."""
        doc = self.article.doc
        assert doc is not None
        last = doc.char_span(end - 1, end, alignment_mode="expand")
        return {doc[last.end].lower_} if last is not None and last.end < len(doc) else set()

    def distance(self, a: Span, b: Span) -> int:
        """How many sentences apart."""
        return abs(bisect.bisect_right(self._sentences, a.start) - bisect.bisect_right(self._sentences, b.start))

    def before(self, start: int) -> list[Token]:
        """The tokens of the sentence before the offset."""
        doc = self.article.doc
        assert doc is not None
        at = bisect.bisect_right(self._sentences, start) - 1
        x = self._sentences[at] if at >= 0 else start
        found = doc.char_span(x, start, alignment_mode="expand") if x < start else None
        return list(found) if found is not None else []


def _names(ids: tuple[str, ...], spans: tuple[Span, ...]) -> set[str]:
    """Actors by id, and by their words without article, for those that no actor record holds."""
    return set(ids) | {s.text.lower().removeprefix("the ") for s in spans}


def _doers(event: Event) -> set[str]:
    return _names(event.sources, event.source_spans)


def _parties(event: Event) -> set[str]:
    return _names(event.sources + event.targets, event.source_spans + event.target_spans)


def _speakers(statement: Statement) -> set[str]:
    return _names(statement.speakers, statement.speaker_spans)


def _shared(a: set[str], b: set[str]) -> bool:
    return bool(a & b)


def _negated(verb: Token) -> bool:
    return any(c.lower_ in ("not", "n't", "n’t", "yet", "never") and c.lower_ != "yet" for c in verb.children)


def _bounds(q: Quantity) -> tuple[float, float]:
    """The least and the most that the words allow; an approximate number leaves a tenth on either side."""
    low = q.best if q.best is not None else q.low or 0.0
    high = q.best if q.best is not None else q.high if q.high is not None else float("inf")
    slack = 0.1 if q.approx and q.best is not None else 0.0
    return low * (1 - slack), high * (1 + slack)


def _overlap(a: Quantity, b: Quantity) -> bool:
    (p, q), (r, s) = _bounds(a), _bounds(b)
    return p <= s and r <= q


def _range(q: Quantity) -> str:
    if q.best is not None:
        return f"{q.best:g}"
    if q.high is None:
        return f"{q.low:g} or more"
    return f"up to {q.high:g}" if q.low is None else f"{q.low:g} to {q.high:g}"


def _span(q: Quantity) -> Span:
    return Span(q.start, q.end, q.text)
