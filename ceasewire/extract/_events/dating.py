"""When: which act a date belongs to. Read from the date outwards: the first act or verb above it is what it dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._events.acts import Act
from ceasewire.extract._events.scene import Scene
from ceasewire.language import grammar, roles
from ceasewire.records import Interval, Time

_BEFORE_NOUNS = ("compound", "amod", "nmod", "nummod", "det")
_CLAUSAL = ("acl", "advcl", "ccomp", "csubj", "parataxis")
#: phrases in which an act is told as the ground or the time of another: the other's date is not theirs
_ASIDE = frozenset((
    "after", "following", "since", "before", "until", "despite", "over", "against", "because", "from", "for", "than", "to", "without",
    "on", "about",
))  # fmt: skip
#: … and a date that follows such a phrase dates what it tells: "deployed police after (in response to) the attack on Friday"
_AFTER = frozenset(("after", "following", "since", "before", "until"))
#: "an operation on Friday which resulted in three arrests": what came of it is dated as it is
_RESULTS = frozenset(lexicon.words("event_results"))
_MEANWHILE = frozenset(("as", "while"))
_GROUNDS = frozenset(lexicon.words("event_grounds"))
#: "the first attack since 2014" did not happen since 2014
_RANKED = frozenset(lexicon.words("ranks"))
_FAR = 10_000  # days: wider than any interval that dates an act
_STEPS = 12


class Dated(NamedTuple):
    """A date, its head and how many words lie between that and the word it belongs to."""

    time: Time
    head: Token
    steps: int


class Dating:
    """Dates of acts in one article; `owner` is the act whose words hold a token."""

    def __init__(self, scene: Scene, owner: Mapping[int, Act]) -> None:
        self.scene = scene
        self.owner = owner
        self._sentences: dict[int, dict[int, list[Dated]]] = {}

    def time(self, act: Act) -> Interval | None:
        """The date on the act's own words, else on the verb that carries them; never the date of saying."""
        dates = []
        for anchor in dict.fromkeys([act.token, act.verb, *act.anchors]):
            lent = self.owner.get(anchor.i, act) is not act  # the verb is an act of its own: "announced on Monday a truce from Friday"
            found = self._on(anchor, after=act.token.i if lent else -1) or self._within(anchor)
            if found is not None:
                dates.append(found)
        narrowest = min(dates, key=_days, default=None)  # "were killed on Monday in the worst attack this year"
        return narrowest or self._above(act) or self._behind(act) or self._setting(act) or self._during(act)

    def _above(self, act: Act) -> Interval | None:
        """The date of the verb that the act is subject, object or part of ("talks resumed on Friday"), as long as that is no other act."""
        at = act.verb
        for _ in range(5):
            base, head = at.dep_.split(":")[0], at.head
            if head is at:
                return None
            other = self.owner.get(head.i)
            if other is not None and other is not act and (base == "conj" or _is_manner(at)):
                return self._shared(head, act)
            if other not in (None, act) or not self._passes(at, base):
                return None
            at = head
            if roles.is_verbal(at) or grammar.is_clause(at):
                found = (self._on(at) or self._below(at)) if grammar.child(at, "ccomp") is None else None
                chained = at.dep_ == "conj" and grammar.child(at, *grammar.SUBJECTS) is None
                if found is not None or not (chained or _is_result(at)):
                    return found
        return None

    def _below(self, clause: Token) -> Interval | None:
        """ "talks are set to open tomorrow": the date stands with the infinitive."""
        for c in grammar.children(clause, "xcomp"):
            if c.i not in self.owner and grammar.child(c, *grammar.SUBJECTS) is None:
                return self._on(c) or self._below(c)
        return None

    def _passes(self, token: Token, base: str) -> bool:
        """Does the date of the word above hold for this one as well?"""
        if base == "conj":
            return True
        if roles.is_verbal(token):
            if _is_result(token):
                return True
            phase = base == "xcomp" and grammar.child(token, *grammar.SUBJECTS) is None and self.scene.is_phase(token.head)
            return phase or _is_manner(token)
        if base in ("obl", "nmod"):
            return not _ASIDE & set(grammar.preposition(token).split()) or self.scene.is_phase(token.head)
        return base in ("obj", "nsubj", "compound", "amod")

    def _shared(self, first: Token, act: Act) -> Interval | None:
        """A date in front of two acts or behind them is both acts' date: "On Friday, they stormed the town and burned it"."""
        if grammar.child(act.verb, *grammar.SUBJECTS) is not None or not roles.is_verbal(first):
            return None
        between = any(first.i < d.head.i < act.verb.i for d in self._at(first))
        return None if between else self._on(first) or self._fronted(first)

    def _behind(self, act: Act) -> Interval | None:
        """ "They killed one man and searched a house on Friday": a date at the end of a chain of acts is the date of all.

        So is one at the end of what was done with it: "raided a village, detaining many yesterday".
        """
        if not roles.is_verbal(act.verb):
            return None
        for c in grammar.children(act.verb, "conj", "advcl"):
            chained = c.dep_ == "conj" or (c.tag_ == "VBG" and c.i > act.verb.i and grammar.child(c, "mark") is None)
            bare = chained and grammar.child(c, *grammar.SUBJECTS) is None
            if roles.is_verbal(c) and bare and all(d.head.i > c.i for d in self._at(c)):
                return self._on(c)
        return None

    def _fronted(self, verb: Token) -> Interval | None:
        """ "In an operation on Monday, forces killed three and arrested two": what stands in front is the time of all."""
        front = (c for c in grammar.children(verb, "obl") if c.i < verb.i and grammar.preposition(c) in ("during", "in"))
        return next((found for c in front if (found := self._on(c)) is not None), None)

    def _setting(self, act: Act) -> Interval | None:
        """ "Detained two men during an operation to arrest a leader on Friday", "… as they searched the town last night": at one time."""
        for c in grammar.children(act.verb, "obl", "advcl"):
            found = None
            if not c.dep_.startswith("advcl"):
                found = (self._aim(c) or self._on(c)) if grammar.preposition(c) in ("during", "in") else None
            elif c.tag_ in ("VBD", "VBZ", "VBP") and {m.lower_ for m in grammar.children(c, "mark", "advmod")} & _MEANWHILE:
                found = self._on(c)
            if found is not None:
                return found
        return None

    def _aim(self, noun: Token) -> Interval | None:
        """The date that hangs from what the noun is for: "an operation (aimed at) capturing a leader on Friday"."""
        beside = grammar.children(noun.head, "advcl") if noun.dep_ == "obj" else []  # where the parser may hang "to capture a leader"
        aims = [c for c in beside if any(m.lower_ == "to" for m in grammar.children(c, "mark"))]
        for clause in (*grammar.children(noun, "acl"), *aims):
            for verb in (clause, *grammar.children(clause, "advcl", "xcomp")):
                found = self._on(verb)
                if found is not None:
                    return found
        return None

    def _during(self, act: Act) -> Interval | None:
        """ "During the operation, they killed …": the day of the operation, where one of the two sentences before has told it."""
        for c in self._phrases_beside(act):
            pointing = any(d.lower_ in ("the", "this", "that") for d in grammar.children(c, "det"))
            if grammar.preposition(c) != "during" or not pointing or c.i in self.owner:
                continue
            sentence = act.verb.sent
            for i in range(sentence.start - 1, max(-1, sentence.start - 120), -1):
                earlier = c.doc[i]
                if earlier.lemma_ == c.lemma_ and earlier.tag_.startswith("NN"):
                    return self._on(earlier) or self._on(grammar.clause_of(earlier)) or self._aim(earlier)
        return None

    def _phrases_beside(self, act: Act) -> list[Token]:
        """Phrases with a preposition on the act's clause, on its object (where the parser may hang them), on the act opening its chain."""
        clause = grammar.clause_of(act.verb)
        first = clause.head if clause.dep_ == "conj" and grammar.child(clause, *grammar.SUBJECTS) is None else clause
        objects = (c for o in grammar.children(clause, "obj") for c in grammar.children(o, "nmod"))
        return [*grammar.children(clause, "obl"), *objects, *(grammar.children(first, "obl") if first is not clause else ())]

    def _within(self, noun: Token) -> Interval | None:
        """The date in what a clause on the noun says of it: "a siege that began on Friday", "talks due to open in May"."""
        if roles.is_verbal(noun):
            clauses = grammar.children(noun, "advcl", "acl")  # "…, starting on Friday"
            todo = [c for c in clauses if c.tag_ == "VBG" and self.scene.is_phase(c)]
        else:
            todo = [c for c in noun.children if c.dep_.split(":")[0] in ("acl", "amod") and c.i > noun.i]
        while todo:
            clause = todo.pop(0)
            if clause.i in self.owner:
                continue
            subject = grammar.child(clause, *grammar.SUBJECTS)
            if subject is not None and subject.tag_ not in roles.RELATIVE:
                continue
            found = self._on(clause)
            if found is not None:
                return found
            todo += grammar.children(clause, "xcomp")
        return None

    # ---- from the date outwards

    def _on(self, token: Token, after: int = -1) -> Interval | None:
        """The narrowest date that belongs to this very word; two that stand together as one ("Thursday and Friday", "from … until …")."""
        found = [d for d in self._at(token) if d.head.i > after]
        if not found:
            return None
        time, head, _ = min(found, key=lambda x: (x[2], _days(x[0]), x[0].start))
        earliest, latest = time.earliest, time.latest
        for other, its_head, _ in found:
            if earliest is not None and latest is not None and other.earliest is not None and other.latest is not None:
                if (head.head is its_head and head.dep_ == "conj") or (its_head.head is head and its_head.dep_ == "conj"):
                    earliest, latest = min(earliest, other.earliest), max(latest, other.latest)
            elif other.latest is None and earliest is None and latest is not None:
                earliest = other.earliest
            elif other.earliest is None and latest is None and earliest is not None:
                latest = other.latest
        return Interval(time.id, earliest, latest)

    def _at(self, token: Token) -> list[Dated]:
        """The dates of this very word."""
        start = token.sent.start
        if start not in self._sentences:
            self._sentences[start] = self._hosts(token)
        return self._sentences[start].get(token.i, [])

    def _hosts(self, token: Token) -> dict[int, list[Dated]]:
        hosts: dict[int, list[Dated]] = {}
        for time, head in self.scene.times_in(token.sent):
            if time.type == "SET" or not (time.earliest or time.latest):
                continue
            if self.scene.is_caption(head) and not grammar.preposition(head):
                continue  # "…, April 1, 2019" is the day of the photo
            host, steps = self._host(head)
            if host is not None:
                hosts.setdefault(host.i, []).append(Dated(time, head, steps))
        return hosts

    def _host(self, at: Token) -> tuple[Token | None, int]:
        """The word that a date (its head `at`) belongs to: the first act or clause on the way up; None if it dates a mere thing."""
        for steps in range(_STEPS):
            parent, base = at.head, at.dep_.split(":")[0]
            if parent is at or base in _CLAUSAL:
                return at, steps
            opened = grammar.preposition(at)
            if parent.lemma_ in ("time", "anniversary") or (opened in ("since", "in") and _ranks(at) and self._is_span(at, opened)):
                return None, 0
            if parent.i in self.owner or roles.is_verbal(parent) or grammar.is_clause(parent):
                return self._told_just_before(parent, at) or parent, steps
            of_noun = opened == "of" or (at.i < parent.i and base in _BEFORE_NOUNS)
            if of_noun and self.scene.time_at(parent) is None and parent.tag_[:2] in ("NN", "CD"):
                return None, 0  # "the deadline of May 1", "the 2015 law"
            for c in grammar.children(parent, "nmod"):
                if c.i in self.owner and c.i < at.i and grammar.preposition(c) == "of":
                    return c, steps  # "a wave of attacks in May"
            at = parent
        return None, 0

    def _is_span(self, at: Token, opened: str) -> bool:
        """ "since 2014", "in over 20 years": how far back a rank reaches."""
        time = self.scene.time_at(at)
        return opened == "since" or (time is not None and time.type == "DURATION")

    def _told_just_before(self, parent: Token, at: Token) -> Token | None:
        """The act of the phrase that ends right before the date, where that phrase is only the ground or the time of what stands above."""
        mine, end = self.owner.get(parent.i), at.left_edge.i
        for token in reversed(parent.doc[parent.i + 1 : end]):
            if self.owner.get(token.i) in (None, mine):
                continue
            aside = mine is None or _AFTER & {m.lower_ for m in grammar.children(token, "case", "mark")} or token.head.lemma_ in _GROUNDS
            gap = parent.doc[token.right_edge.i + 1 : end]
            return token if aside and token.right_edge.i < end and all(t.is_punct for t in gap) else None
        return None


def _is_manner(verb: Token) -> bool:
    """A participle that tells how or with what end ("raided the house, detaining two"): at the same time as what it hangs on."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and not grammar.children(verb, "mark", "case", "aux")


def _is_result(verb: Token) -> bool:
    """ "…, which resulted in": said of what is told before."""
    subject = grammar.child(verb, *grammar.SUBJECTS)
    return verb.lemma_ in _RESULTS and verb.dep_ == "acl:relcl" and subject is not None and subject.tag_ in roles.RELATIVE


def _ranks(since: Token) -> bool:
    """Does "since …" close a rank: "the deadliest attack since 2014", wherever the parser hung it?"""
    start = since.left_edge.i
    before = (since.doc[start - 1], since.doc[start - 1].head) if start > 0 else ()
    words = [w for t in (since.head, *before) for w in (t, *t.children)]
    return any(w.i < start and (w.tag_ == "JJS" or w.lower_ in _RANKED) for w in words)


def _days(time: Time | Interval) -> int:
    """How many days the words leave open."""
    if time.earliest is None or time.latest is None:
        return _FAR
    return (date.fromisoformat(time.latest[:10]) - date.fromisoformat(time.earliest[:10])).days
