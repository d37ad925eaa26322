"""What the article says around a promise: who is meant, the day, the agreement, the statement that holds it."""

from __future__ import annotations

from spacy.tokens import Token

from ceasewire.extract._commitments.clauses import Promise, noun_range
from ceasewire.extract._commitments.days import day_before, end_of
from ceasewire.language.grammar import modal, negation, preposition, subject
from ceasewire.records import Actor, Article, Event, Interval, Span, Statement, Time

#: acts to which one can be held by a bare "will"
DEEDS = frozenset({"RETREAT", "CONCEDE", "AID", "COOPERATE", "MOBILIZE", "SANCTION", "SUPPORT", "CONSULT"})
#: actors that can be held to their word
BINDING = frozenset({
    "country", "government", "military", "police", "intelligence", "judiciary", "legislature", "rebel", "militia", "terrorist",
    "party", "opposition", "igo", "ngo", "group", "person",
})
PRIVATE = frozenset({"business", "media", "criminal"})
BEGINNING = frozenset({"start", "begin"})
SPEAKING = frozenset({"i", "we", "you"})


class Scene:
    """The article's earlier records by token, so that a promise can be tied to them."""

    def __init__(self, article: Article) -> None:
        assert article.doc is not None
        self.article, self.doc = article, article.doc
        self._token = {}
        for t in article.doc:
            for at in range(t.idx, t.idx + len(t.text)):
                self._token[at] = t.i
        self._events: dict[int, Event] = {}
        for event in article.events:
            for span in (event.trigger, *event.mentions):
                for at in self._tokens(span.start, span.end):
                    self._events.setdefault(at, event)
        self._mention: dict[int, Actor] = {}
        for actor in article.actors:
            for m in actor.mentions:
                for at in range(m.start, m.end):
                    self._mention.setdefault(at, actor)
        self._times: dict[int, list[tuple[Time, Token]]] = {}
        for time in article.times:
            tokens = self._tokens(time.start, time.end)
            if tokens and time.type != "SET":
                top = next((self.doc[i] for i in tokens if self.doc[i].head.i not in tokens), self.doc[tokens[0]])
                self._times.setdefault(self.doc[tokens[0]].sent.start, []).append((time, top))

    def _tokens(self, start: int, end: int) -> list[int]:
        return sorted({self._token[at] for at in range(start, end) if at in self._token})

    def span(self, start: int, end: int) -> Span:
        return self.article.span(self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1].text))

    def event_in(self, at: int) -> Event | None:
        return self._events.get(at)

    def deed_in(self, promise: Promise) -> bool:
        """Does an event of a type that binds stand at the act or just behind it ("will ease sanctions"), told as to come?"""
        for at in range(promise.head.i, min(promise.end, promise.head.i + 6)):
            event = self._events.get(at)
            if event is not None and event.type in DEEDS:
                of_act = at == promise.head.i or self.doc[at].head.i == promise.head.i
                return of_act and event.status in ("planned", "scheduled", "conditional", "occurred")
        return False

    def named(self, token: Token) -> Span | None:
        """The full phrase; a pronoun gives way to its actor's nearest earlier name."""
        if token.pos_ == "PRON":
            actor = self._mention.get(token.idx)
            if actor is None and token.lower_ in SPEAKING:
                said = self.statement_of(token)
                return said.speaker_spans[0] if said is not None and said.speaker_spans and token.lower_ != "you" else None
            if actor is None:
                speaker = self._speaker_over(token)
                return self.named(speaker) if speaker is not None else self.span(token.i, token.i + 1)
            earlier = [m for m in actor.mentions if m.how != "pronoun" and m.start < token.idx]
            return Span(earlier[-1].start, earlier[-1].end, earlier[-1].text) if earlier else self.span(token.i, token.i + 1)
        return self.span(*noun_range(token))

    @staticmethod
    def _speaker_over(pronoun: Token) -> Token | None:
        """ "The front said it was ready": an unresolved pronoun in what is said stands for the speaker."""
        clause = pronoun.head
        if clause.dep_ != "ccomp" or pronoun.dep_ not in ("nsubj", "nsubj:pass", "expl"):
            return None
        speaker = subject(clause.head)
        return speaker if speaker is not None and speaker.pos_ in ("NOUN", "PROPN") else None

    def actor_ids(self, spans: list[Span]) -> tuple[str, ...]:
        found: list[str] = []
        for span in spans:
            inside = [a for at in range(span.start, span.end) if (a := self._mention.get(at)) is not None]
            if inside:
                best = max(inside, key=lambda a: sum(m.end - m.start for m in a.mentions if span.start <= m.start and m.end <= span.end))
                if best.id not in found:
                    found.append(best.id)
        return tuple(found)

    def deadline(self, promise: Promise) -> Time | None:
        """The time that dates the act: inside its words, or hanging from it; not the one that dates the cue."""
        best: Time | None = None
        for time, top in self.times_near(promise.head):
            moved_to = promise.status == "revised" and preposition(top) in ("to", "until", "till") and top.head.i == promise.cue.i
            due = moved_to or self._dated(time, top, promise) or self._hung_on_cue(time, top, promise) or self._due_by_word(top, promise)
            if not due or self._no_deadline(time) or (promise.agreement and not self._ends(time, top, promise)):
                continue
            later = best is not None and self._is_bound(time) and not self._to_come(best)  # "agreed early on Wednesday to … by Thursday"
            if best is None or moved_to or later or (time.latest is not None and best.latest is None):
                best = time
        return best if best is not None or promise.agreement else self._bound_inside(promise)

    def _bound_inside(self, promise: Promise) -> Time | None:
        """ "To have a post working by February 25": the one bound to come that the act's own words give, but for their relative clauses."""
        inside = [(t, top) for t, top in self.times_near(promise.head) if promise.head.i < top.i < promise.end and self._is_bound(t)]
        own = [t for t, top in inside if not any(a.dep_ == "acl:relcl" and a.i > promise.head.i for a in top.ancestors)]
        return own[0] if len(own) == 1 else None

    def _is_bound(self, time: Time) -> bool:
        """ "By May 1", with May still to come."""
        return time.earliest is None and time.latest is not None and self._to_come(time)

    def made(self, promise: Promise) -> Interval | None:
        """When the word was given: the day that dates the cue ("signed in February", "said on Monday that it would").

        Once a change is told, the day is that of the change.
        """
        if promise.status != "open":
            return None
        cue = promise.under or promise.cue
        for time, top in self.times_near(promise.head):
            verb = next((a for a in top.ancestors if a.pos_ == "VERB"), None)
            of_cue = verb is not None and (verb.i == cue.i or (verb.head.i == cue.i and verb.dep_.startswith("acl")))
            if of_cue and time.type in ("DATE", "TIME") and time.earliest and self._past(time) and not self._dated(time, top, promise):
                return Interval(time.id, time.earliest[:10], time.latest[:10] if time.latest else None)
        return None

    def day_of_cue(self, cue: Token) -> str | None:
        """The past day that hangs from the word ("on Monday revised the deadline")."""
        for time, top in self.times_near(cue):
            if top.head.i == cue.i and time.type == "DATE" and time.earliest and self._past(time):
                return time.earliest[:10]
        return None

    def is_accused(self, promise: Promise) -> bool:
        """Is the breach only what one side blames the other for ("accused the front of violating the truce")?"""
        around = self.statement_around(self.span(promise.head.i, promise.head.i + 1))
        return any(s.id == around and s.act == "claims" for s in self.article.statements)

    def says_of_himself(self, promise: Promise) -> bool:
        """ "The rebel leader said he would return on Friday": the one who speaks is the one who will act."""
        speaker, doer = subject(promise.cue), subject(promise.head)
        if speaker is None or doer is None or promise.cue.i == promise.head.i:
            return False
        if doer.tag_ == "PRP" and speaker.i in {t.i for t in promise.debtors}:
            return True  # "the council said it would …"
        return self.actor_at(speaker) is not None and self.actor_at(speaker) == self.actor_at(doer)

    def acts(self, token: Token) -> bool:
        """Can it bind itself: a known actor, a name, a pronoun, one of the sides? ("Clashes endanger the truce" names nobody.)"""
        return token.pos_ in ("PROPN", "PRON") or token.idx in self._mention or token.tag_ == "JJ"

    def is_bindable(self, token: Token) -> bool:
        """Can it be held to its word: a name, or an actor that is a state, an organ of one, an armed group, a body, an office?"""
        actor = self._mention.get(token.idx)
        named = token.pos_ == "PROPN" and (actor is None or actor.kind not in PRIVATE)
        return named or token.tag_ == "PRP" or (actor is not None and actor.kind in BINDING)

    def voice_over(self, promise: Promise) -> tuple[Span, ...]:
        """Who says that it will be so, where he can be held to it."""
        around = self.statement_around(self.span(promise.start, promise.end))
        said = next((s for s in self.article.statements if s.id == around), None)
        if said is None or said.act in ("demands", "denies", "claims", "warns"):
            return ()
        heads = [found.root for s in said.speaker_spans if (found := self.doc.char_span(s.start, s.end)) is not None]
        return said.speaker_spans if any(map(self.is_bindable, heads)) else ()

    def actor_at(self, token: Token | None) -> str | None:
        actor = self._mention.get(token.idx) if token is not None else None
        return actor.id if actor is not None else None

    def times_near(self, token: Token) -> list[tuple[Time, Token]]:
        """The times of the token's sentence, each with its highest token."""
        return self._times.get(token.sent.start, [])

    def _dated(self, time: Time, top: Token, promise: Promise) -> bool:
        """Does the time say when the act is due: does it hang from the act, with no other clause between?

        "Starting on July 1" is no clause of its own, and a day to come ("by Nov 12") cannot date what a relative clause tells of today.
        """
        for above in top.ancestors:
            if above.i == promise.head.i:
                return True
            if above.i == promise.cue.i:
                return False
            base = above.dep_.split(":")[0]
            dated = time.earliest is not None or time.latest is not None
            aside = base == "acl" and dated and self._to_come(time) and modal(above) is None and above.tag_ != "VBG"
            if base in ("acl", "advcl", "ccomp", "parataxis") and not aside and not (above.tag_ == "VBG" and above.lemma_ in BEGINNING):
                return False
        return False

    @staticmethod
    def _due_by_word(top: Token, promise: Promise) -> bool:
        return promise.due is not None and promise.due.i in {top.head.i, top.head.head.i}

    def _hung_on_cue(self, time: Time, top: Token, promise: Promise) -> bool:
        """Behind the act but hung by the parser on the cue: a day to come, or a bound, does not date what was said."""
        if promise.cue.i not in (top.head.i, top.head.head.i) or top.i < promise.head.i or promise.agreement:
            return False
        published = (self.article.published or "9999")[:10]
        return time.latest is not None and (time.earliest is None or time.earliest[:10] > published)

    def bound_in(self, words: Span) -> Time | None:
        """The day to come by which what these words say must be so; a day before a time of day ("by noon on Aug. 20")."""
        inside = [t for t in self.article.times if words.start <= t.start < words.end and t.latest is not None and self._to_come(t)]
        return next((t for kind in ("DATE", "TIME") for t in inside if t.type == kind), None)

    def is_refused(self, condition: Span) -> bool:
        """Does the act come if something is not done ("unless the men are paid", "if no day is named")?"""
        found = self.doc.char_span(condition.start, condition.end, alignment_mode="expand")
        if found is None:
            return False
        opener = self.doc[found.start - 1].lower_ if found.start else ""
        return opener == "unless" or any(negation(t) is not None for t in (found.root, *found.root.children))

    def _to_come(self, time: Time) -> bool:
        """A day, or a bound, after the day of publication."""
        published = (self.article.published or "9999")[:10]
        return (time.latest or "9999")[:10] > published and (time.earliest is None or time.earliest[:10] > published)

    def _no_deadline(self, time: Time) -> bool:
        """It dates what the act is about ("held since April", "the killings of May 3"): begun before, or over before publication.

        A bound without beginning ("by May 1") stays a deadline when it has passed.
        """
        begins = time.latest is None and time.earliest is not None and time.earliest[:10] > (self.article.published or "9999")[:10]
        return (time.latest is None and time.type != "DURATION" and not begins) or (time.earliest is not None and self._past(time))

    @staticmethod
    def _ends(time: Time, top: Token, promise: Promise) -> bool:
        """For an agreement: does it tell how long it holds, and not when it was made ("the February truce")?"""
        return time.type == "DURATION" or time.earliest is None or top.i > promise.head.i

    def under(self, promise: Promise) -> str | None:
        """The agreement that the act is a term of: "a deal which requires …", "as part of the Verin accord"."""
        return self.span(*noun_range(promise.under)).text if promise.under is not None else None

    def _past(self, time: Time) -> bool:
        published = (self.article.published or "")[:10]
        return bool(published and time.latest and time.latest[:10] <= published)

    def interval(self, time: Time, promise: Promise) -> Interval:
        """By when: for "within N days" from publication on, "for N days from Monday" all of them; a bare length has no dates."""
        earliest, latest = self._lasting(time) or (time.earliest, time.latest)
        if promise.status == "revised" and earliest and len(time.value) == 10 and earliest[:10] < time.value < (latest or ""):
            earliest = time.value  # "from May 1 to September 11" moves it, and is no stretch of time
        if latest is None and time.type == "DURATION" and time.mod in ("EQUAL_OR_LESS", "LESS_THAN") and self.article.published:
            latest = end_of(self.article.published[:10], time.value)
        return Interval(time.id, earliest[:10] if earliest else None, latest[:10] if latest else None)

    def _lasting(self, time: Time) -> tuple[str, str] | None:
        """From when to when "for ten days from October 11" is: the day that it begins, and the day after its last."""
        begins = next((t for t in self.article.times if t.start >= time.end and t.type == "DATE" and t.earliest is not None), None)
        if time.type != "DURATION" or time.mod is not None or begins is None or begins.earliest is None:
            return None
        before, between = self._tokens(time.start, time.end), self._tokens(time.end, begins.start)
        told_for = bool(before) and before[0] > 0 and self.doc[before[0] - 1].lower_ == "for"
        opened = {self.doc[i].lemma_.lower() for i in between if not self.doc[i].is_punct}
        if not told_for or not opened & {"from", *BEGINNING} or opened - {"from", "on", "as", "of", *BEGINNING}:
            return None
        after = end_of(begins.earliest[:10], time.value)
        return (begins.earliest[:10], day_before(after)) if after is not None else None

    def statement_of(self, token: Token) -> Statement | None:
        """The innermost statement that holds the word."""
        id = self.statement_around(self.span(token.i, token.i + 1))
        return next((s for s in self.article.statements if s.id == id), None)

    def statement_around(self, span: Span) -> str | None:
        holding = [s for s in self.article.statements if s.content.holds(span) or (s.content.overlaps(span) and not span.holds(s.content))]
        return min(holding, key=lambda s: s.content.end - s.content.start).id if holding else None
