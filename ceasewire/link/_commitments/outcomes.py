"""What a later article tells of a commitment without promising it again: kept, missed, moved, taken back, disputed, still due.

A sentence is about a commitment when it has the words of its act, or names its debtor beside a noun such as "promise" or
"deadline". What it tells, its cues say, or an event of the same type that has happened, or the verb of the act in the past.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ceasewire import lexicon
from ceasewire.link._commitments.chains import ENDED, Chain, around, is_same_day, moved
from ceasewire.link._commitments.cues import Cue, cues
from ceasewire.link._commitments.days import NO_DAYS, Days, days_of, last_day
from ceasewire.link._commitments.matching import Known
from ceasewire.link._commitments.reports import Json, Report, Sentence
from ceasewire.link._commitments.words import is_past, names
from ceasewire.link.stemming import stem
from ceasewire.records import FACTS, Span

NARRATED = 0.6  #: how much of the act's words a sentence must have that only tells them of the past
BESIDE = 0.3  #: how much less surely a sentence may be about a second commitment
DAY = 0.25  #: what it is worth that the sentence names the day by which it is due
#: how much of the act's words a sentence must have: where its party is named, where it is not, and where a cue needs less
WITH_PARTY, ALONE, STRONG_CUE = 0.45, 0.55, 0.3
UNDONE = frozenset({"negated", "denied"})
NOT = frozenset({"not", "never", "no", "nobody", "none", "nothing", "neither", "nor", "without", "if", "unless", "until"})
#: kinds whose nouns are rarely used of anything else: "the ultimatum", "its offer"
NAMED = frozenset({"threat", "offer"})
OWN = frozenset({"i", "we", "our", "us", "my"})  #: who speaks tells of himself
TO_COME = frozenset({"will", "would", "shall", "must", "should", "may", "could", "might"})
#: where a sentence has cues of several kinds, the first of these is what it tells
ORDER = ("disputed", "withdrawn", "broken", "missed", "undone", "revised", "met", "due", "repeated")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sentence tells of a chain. score: how surely it is about it; due: the new deadline, where one is told."""

    change: str
    sentence: Sentence
    score: float
    who_says: str | None
    happened: Days
    due: Days
    reason: str


class Outcomes:
    """Reads outcomes of the known chains."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def told(self, report: Report, chains: Sequence[tuple[Chain, int]], making: Collection[int]) -> Iterator[tuple[Chain, Outcome]]:
        """The surest outcome that the article tells of each chain, if it tells one.

        chains: each with the number of the sentence that made it, -1 for earlier articles: only what follows is read. making: sentences
        that begin a commitment of their own, and so tell that none is met or missed. A sentence is about the chains that it fits best.
        """
        found: dict[int, list[Outcome]] = {}
        best: dict[int, float] = {}
        for n, (chain, after) in enumerate(chains):
            outcomes = [o for s in report.sentences if s.number > after and (o := self._read(chain, report, s)) is not None]
            found[n] = [o for o in outcomes if o.sentence.number not in making or o.change not in ("met", "missed")]
            for o in found[n]:
                best[o.sentence.number] = max(best.get(o.sentence.number, 0.0), o.score)
        for n, (chain, _) in enumerate(chains):
            fitting = [o for o in found[n] if o.score >= best[o.sentence.number] - BESIDE]
            if fitting:
                yield chain, max(fitting, key=lambda o: (o.change != "repeated", o.score, -o.sentence.number))

    def _read(self, chain: Chain, report: Report, sentence: Sentence) -> Outcome | None:
        share, party = self._about(chain, report, sentence)
        found = cues().find(sentence.words)
        named = cues().names_kind(sentence.words, chain.kind)
        reference = named and ((party and share > 0) or self._is_only_one(chain, report, party=party))
        fitting = [c for c in found if _fits(c, share, party=party, reference=reference) and not (chain.refuses and c.refuses)]
        if party and OWN & {*sentence.words} and self._is_only_one_of_his(chain, report):
            fitting += [c for c in found if c.needs == "own"]
        told = next((c for change in ORDER for c in _nearest(fitting, chain, sentence) if c.change == change), None)
        enough = share >= (WITH_PARTY if party else ALONE)
        change, reason = _by_cue(chain, report, sentence, fitting, told) if told is not None else ("", "")
        due = _new_day(chain, report, sentence) if enough or change == "revised" else NO_DAYS
        if due[1] is not None and any(c.phrase.endswith("until") for c in fitting):
            due = last_day(due), due[1]  # "not until September 15": on that day, and not by it
        if due != NO_DAYS and change in ("", "repeated", "met", "missed"):
            change, reason = "revised", "another day to come is told"
        elif enough and (told is None or (change == "repeated" and told.needs)):
            by_event = _by_event(chain, report, sentence, sure=share >= (NARRATED if party else ALONE + 0.2))
            if by_event is not None:
                change, reason = by_event
        if not change:
            return None
        voice = report.voice(_middle(sentence))
        change = self._heard(change, chain, report, voice)
        who = report.speakers(voice["id"]) if voice is not None else None
        score = share + (0.25 if party else 0.0) + (0.2 if reference else 0.0)
        return Outcome(change, sentence, score, who, _happened(report, sentence), due if change == "revised" else NO_DAYS, reason)

    def _is_only_one(self, chain: Chain, report: Report, *, party: bool) -> bool:
        """Is it the only commitment of its kind that "the ultimatum" can mean here, or "its promise" beside the debtor's name?"""
        alike = [c for c in self._known.on_scene(report) if c.kind == chain.kind and c.status not in ENDED]
        if chain.kind in NAMED and alike == [chain] and bool(chain.parties & report.parties):
            return True
        return party and [c for c in alike if self._known.same_party(c.parties, chain.parties)] == [chain]

    def _is_only_one_of_his(self, chain: Chain, report: Report) -> bool:
        """Has the debtor no other commitment that stands there?"""
        standing = (c for c in self._known.on_scene(report) if c.status not in ENDED)
        return [c for c in standing if self._known.same_party(c.parties, chain.parties)] == [chain]

    def _about(self, chain: Chain, report: Report, sentence: Sentence) -> tuple[float, bool]:
        """Which share of the act's words the sentence has (those of the one before count less), and whether it names the debtor."""
        share = self._known.about(chain, sentence.topic, around(report, sentence))
        named = sentence.parties | (report.sentences[sentence.number - 1].parties if sentence.number else frozenset())
        if OWN & {*sentence.words} and (voice := report.voice(_middle(sentence))) is not None:
            named = named.union(*(names(s["text"]) for s in voice["speaker_spans"]), *report.known(voice["speakers"]))
        party = bool(chain.parties) and self._known.same_party(chain.parties & named, chain.parties)
        if (share or party) and any(is_same_day(days_of(t), chain.due) for t in sentence.times):
            share = min(1.0, share + DAY)
        return share, party

    def _heard(self, change: str, chain: Chain, report: Report, voice: Json | None) -> str:
        """A breach that the other side tells is an accusation; the debtor's own word, and a third party's, is taken as it is."""
        if voice is None or change not in ("broken", "missed"):
            return change
        speakers = frozenset().union(*(names(s["text"]) for s in voice["speaker_spans"]), *report.known(voice["speakers"]))
        if speakers and chain.parties and self._known.same_party(speakers, chain.parties):
            return change
        owed = frozenset().union(*(names(s["text"]) for s in chain.first.record["creditor_spans"]))
        creditor = bool(speakers and owed) and self._known.same_party(speakers, owed)
        charged = creditor or voice["act"] == "claims" or change == "broken" or chain.status == "met"
        return "disputed" if charged else change


def _fits(cue: Cue, share: float, *, party: bool, reference: bool) -> bool:
    """Is the cue said of this commitment?"""
    if cue.needs == "act":
        return share >= (WITH_PARTY if party else ALONE)
    if cue.needs in ("word", "own"):
        return reference
    return reference or share >= (STRONG_CUE if party else WITH_PARTY)


def _nearest(fitting: list[Cue], chain: Chain, sentence: Sentence) -> list[Cue]:
    """Of "was paid in full" and "had not been flown" in one sentence the one that is said of the act: nearer to its words."""
    kept = [c for c in fitting if c.change == "met" and c.needs == "act"]
    undone = [c for c in fitting if c.change == "undone"]
    act = [n for n, word in enumerate(sentence.words) if word in chain.topic]
    if not kept or not undone or not act:
        return fitting

    def far(cue: Cue) -> int:
        return min(max(cue.at[0] - n, n - cue.at[1] + 1, 0) for n in act)

    lost = undone if min(map(far, kept)) < min(map(far, undone)) else kept
    return [c for c in fitting if c not in lost]


def _by_cue(chain: Chain, report: Report, sentence: Sentence, fitting: list[Cue], told: Cue) -> tuple[str, str]:
    """The change that the first of the cues tells, in the light of the others and of the day."""
    changes = {c.change for c in fitting}
    change = told.change
    if change == "withdrawn" and "revised" in changes and told.needs == "act":
        change = "revised"  # "will not be paid until 15 September"
    if change in ("undone", "due"):
        done = change == "due" and _narrates(sentence)
        change = "missed" if _is_over(chain, report) else "met" if done else "repeated"
    if change == "met" and any(q["what"] == "percent" and (q["best"] or q["high"] or 100) < 100 for q in sentence.figures):
        return "repeated", "done in part"
    if change == "met" and _is_put_off(sentence, fitting) and not any(e["status"] in FACTS for e in sentence.events):
        change = "repeated"
    return change, f"the words {told.phrase!r}"


def _is_put_off(sentence: Sentence, fitting: list[Cue]) -> bool:
    """Is there a "will" or "would" that is not of the phrases themselves ("as they had said they would")?"""
    told = {n for c in fitting for n in range(*c.at)}
    return any(w in TO_COME and n not in told for n, w in enumerate(sentence.words))


def _by_event(chain: Chain, report: Report, sentence: Sentence, *, sure: bool) -> tuple[str, str] | None:
    """An event of the type of the act, or the verb of the act in the past, told as done."""
    if chain.first.record["rule"] == "agreement":
        return None  # a truce is no act that is done once
    type_ = chain.first.record["type"]
    shares = len({s for s in chain.topic & sentence.topic if s[0] != "@"}) > 1
    for event in sentence.events:
        doers = names(" ".join(s["text"] for s in event["source_spans"]))
        alike = event["type"] == type_ or stem(event["trigger"]["text"].split()[0]) in chain.topic
        alike = alike and (shares or bool(doers & chain.parties))
        if alike and event["status"] in FACTS:
            return "met", f"{event['trigger']['text']!r} is told as {event['status']}"
        if alike and event["status"] in UNDONE:
            return ("missed" if _is_over(chain, report) else "repeated"), f"{event['trigger']['text']!r} is told as {event['status']}"
    act = stem(chain.first.record["action"]["text"].split()[0])
    past = _past(sentence, act)
    if past is not None:
        return "met", f"{past!r} is told of the past"
    return ("met", "the act's own words, told of the past") if sure and shares and _narrates(sentence) else None


@functools.cache
def _saying() -> frozenset[str]:
    return frozenset(lexicon.words("commitments/telling_verbs"))


def _narrates(sentence: Sentence) -> bool:
    """Is the sentence told of the past, with nothing that denies it or puts it off?"""
    words = [w.strip(".,;:\"'“”’()").lower() for w in sentence.span.text.split()]
    if {*words} & (TO_COME | NOT):
        return False
    return any(w.endswith("ed") or is_past(w) for w in words if w not in _saying())


def _past(sentence: Sentence, act: str) -> str | None:
    """The form of the act's verb in the past, with nothing before it that puts it off or denies it."""
    words = sentence.span.text.split()
    for n, word in enumerate(words):
        bare = word.strip(".,;:\"'“”’()").lower()
        if bare and stem(bare) == act and (bare.endswith("ed") or is_past(bare)):
            before = {w.strip(",").lower() for w in words[max(0, n - 5) : n]}
            if not before & (TO_COME | NOT | {"to"}):
                return bare
    return None


def _new_day(chain: Chain, report: Report, sentence: Sentence) -> Days:
    """A day to come, other than the one that holds: the last that the sentence gives ("from April 30 to May 20")."""
    for time in reversed(sentence.times):
        days = days_of(time)
        if time["type"] != "DATE" or days[1] is None or report.day is None or days[1] <= report.day:
            continue
        if days[0] is not None and days[0] <= report.day:
            continue  # "this year"
        if chain.due[1] is not None and chain.due[0] is None and days[0] is not None and _one_day(days):
            days = (None, days[1])  # a bound is moved to another bound
        if moved(days, chain.due):
            return days
    return NO_DAYS


def _one_day(days: Days) -> bool:
    return days[0] is not None and days[1] is not None and (dt.date.fromisoformat(days[1]) - dt.date.fromisoformat(days[0])).days == 1


def _is_over(chain: Chain, report: Report) -> bool:
    return chain.due[1] is not None and report.day is not None and report.day >= chain.due[1]


def _middle(sentence: Sentence) -> Span:
    """A word in the midst of the sentence: whose statement it is, is mostly whose the sentence is."""
    at = len(sentence.span.text) // 2
    return Span(sentence.span.start + at, sentence.span.start + at + 1, sentence.span.text[at])


def _happened(report: Report, sentence: Sentence) -> Days:
    """The day that the sentence gives for what is done; none where it gives several."""
    days = [
        (t["earliest"][:10], t["latest"][:10])
        for t in sentence.times
        if t["type"] in ("DATE", "TIME") and t["earliest"] and t["latest"] and report.day and t["earliest"][:10] <= report.day
    ]
    return days[0] if len(set(days)) == 1 else NO_DAYS
