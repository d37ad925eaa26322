"""Can two claims both be so? What they are about must be one thing, two voices must stand behind them, and their values exclude each other.

Ranges that overlap agree; a later total replaces an earlier one, so that a toll that grows is no dispute.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ceasewire.link._commitments.chains import Weights
from ceasewire.link._commitments.reports import Json
from ceasewire.link._commitments.words import names
from ceasewire.link._disputes.claims import COUNTS, Claim, bounds, has, said
from ceasewire.link.stemming import stem

NEAR = 3  #: sentences between two claims of one article
DAYS = 45  #: between two articles whose claims are of one thing
FRESH = 2  #: days between two articles whose counts are of one state of things
ALIKE, FAR_ALIKE = 0.34, 0.5  #: share of the lighter claim's words that the other has: in one article, across articles
TOLLS = frozenset({"killed", "wounded", "missing", "detained", "displaced", "refugees"})
#: acts of which it can be told that they did not happen; "did not support" withholds
DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID", "SANCTION", "CONSULT"})
HARM = frozenset({"ASSAULT", "COERCE", "SANCTION"})  #: deeds of which nobody likes to be told
DONE, UNDONE = frozenset({"occurred", "ongoing"}), frozenset({"denied", "negated"})
LOOSE = frozenset({"count", "people", "equipment", "other"})
#: units of which two figures side by side are of one thing only where the words say so
BARE = frozenset({"percent", "duration", "age", "distance"})

Found = tuple[str, tuple[str, Claim], tuple[str, Claim], str]  #: kind, (value, claim) twice, reason


class Contradictions:
    """Judges pairs of claims."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def between(self, a: Claim, b: Claim) -> Iterator[Found]:
        """What of two claims, the first told first, cannot both be so."""
        if not self._apart(a, b):
            return
        number = self._numbers(a, b)
        if number is not None:
            yield number
        elif self._blame(a, b):
            yield "who", (a.span.text, a), (b.span.text, b), "each side says who did it, one after the other"
        elif (why := self._why_not_both(a, b)) is not None:
            yes, no = ("denied", "said") if a.denies and not b.denies else ("said", "denied")
            yield "whether", (yes, a), (no, b), why

    def _why_not_both(self, a: Claim, b: Claim) -> str | None:
        """In which way one says what the other denies, if it does."""
        if self._is_answered(a, b):
            return "who is accused denies it"
        if self._one_deed(a, b):
            return "one tells as done what the other tells as not done"
        denied = self._are_of_facts(a, b) and a.denies != b.denies and self._one_thing(a, b)
        return "one says what the other denies, in the same words" if denied else None

    def _apart(self, a: Claim, b: Claim) -> bool:
        """Two voices, near enough to each other in text or time."""
        if a.parties & b.parties or a.speaker.lower() == b.speaker.lower():
            return False
        if a.report is b.report:
            return not a.span.overlaps(b.span) and abs(a.sentence.number - b.sentence.number) <= NEAR
        days = between(a, b)
        return days is not None and days <= DAYS

    @staticmethod
    def _are_of_facts(a: Claim, b: Claim) -> bool:
        """Neither only counts, nor tells of what is to come."""
        return COUNTS not in (a.act, b.act) and not any(has(c.span.text, "future") for c in (a, b))

    @staticmethod
    def _is_answered(a: Claim, b: Claim) -> bool:
        """Does the one who is accused deny it ("accused the army of …", "the army said no shot had been fired")?

        In the sentence after an accusation, whoever it names; after other words, whoever they tell the deed of.
        """
        if not b.denies or a.report is not b.report or not 0 <= b.sentence.number - a.sentence.number <= 1:
            return False
        if a.act == "claims":
            return bool(b.behind & names(a.sentence.span.text))
        harm = (e for e in a.events if e["type"] in HARM and e["status"] in DONE)
        doers = (names(s["text"]) for e in harm for s in e["source_spans"])
        return any(b.behind & named for named in doers)

    @staticmethod
    def _one_deed(a: Claim, b: Claim) -> bool:
        """An act that one tells as done and the other as not done: of one type, by or against one party."""
        for e in a.events:
            for f in b.events:
                statuses = {e["status"], f["status"]}
                parties = [names(" ".join(s["text"] for s in x["source_spans"] + x["target_spans"])) for x in (e, f)]
                if e["type"] == f["type"] in DEEDS and statuses & DONE and statuses & UNDONE and parties[0] & parties[1]:
                    return True
        return False

    @staticmethod
    def _blame(a: Claim, b: Claim) -> bool:
        """Two accusations, one after the other."""
        return a.report is b.report and a.act == b.act == "claims" and abs(a.sentence.number - b.sentence.number) <= 1

    def _one_thing(self, a: Claim, b: Claim) -> bool:
        shared = {s for s in a.topic & b.topic if not s[0].isdigit()}
        least = min(self._weights.of(a.topic), self._weights.of(b.topic))
        same = a.report is b.report
        answered = same and b.denies and b.sentence.number - a.sentence.number in (0, 1)  # "A said … B said that no …"
        if not least or len(shared) < (1 if answered else 2):
            return False
        return answered or self._weights.of(shared) >= (ALIKE if same else FAR_ALIKE) * least

    def _numbers(self, a: Claim, b: Claim) -> Found | None:
        for p in a.figures:
            for q in b.figures:
                (low, high), (other_low, other_high) = bounds(p), bounds(q)
                if (low <= other_high and other_low <= high) or not self._one_count(p, q, a, b):
                    continue
                if a.report is not b.report and p["what"] in TOLLS and other_low >= low:
                    continue  # the toll has grown
                return "how many", (said(p), a), (said(q), b), f"{p['text']!r} and {q['text']!r} of one thing"
        return None

    def _one_count(self, p: Json, q: Json, a: Claim, b: Claim) -> bool:
        """Do both figures count the same: the same sort, the same noun, and neither only some more of them?"""
        kinds = {p["what"], q["what"]}
        units = {x["unit"] for x in (p, q) if x["unit"]}
        if len(kinds) > 1 and (not kinds & LOOSE or kinds & BARE):
            return False
        if len(units) > 1:
            return False
        if p["part_of"] or q["part_of"] or any(has(x["text"], "apart") or (x["of"] and has(x["of"]["text"], "apart")) for x in (p, q)):
            return False
        nouns = [_noun(p), _noun(q)]
        same = a.report is b.report
        if all(nouns):
            if len(kinds) > 1 and kinds & TOLLS:
                return False  # "1,200 people left" and "31,000 people died"
            if nouns[0] != nouns[1] and not (same and kinds <= TOLLS and len(kinds) == 1):
                return False
        elif not same:
            return False
        days = between(a, b)
        if not same and (days is None or days > FRESH):
            return False
        shared = {s for s in a.topic & b.topic if not s[0].isdigit()}
        close = abs(a.sentence.number - b.sentence.number) <= (1 if None in nouns else NEAR)
        bare = any(figure["what"] == "count" and noun is None for figure, noun in zip((p, q), nouns, strict=True))
        if bare and not shared and not any(map(_counts, (a, b))):
            return False  # a number alone is of the same thing only where somebody counts, or both speak of it
        return (same and close) or len(shared) > 1


def _counts(claim: Claim) -> bool:
    """Is its number given as a count ("counted 800", "the figure is nearer 35,000")?"""
    return claim.act == COUNTS or has(claim.span.text, "tally") or has(claim.span.text, "total")


def between(a: Claim, b: Claim) -> int | None:
    """Days between two articles."""
    if a.report.day is None or b.report.day is None:
        return None
    return abs((dt.date.fromisoformat(a.report.day) - dt.date.fromisoformat(b.report.day)).days)


def _noun(figure: Json) -> str | None:
    """The noun that is counted."""
    if not figure["of"]:
        return None
    words = figure["of"]["text"].split(" of ")[0].split(" from ")[0].split()
    return stem(words[-1]) if words else None
