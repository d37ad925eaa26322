"""What the dates say of an act: a plan with a day to come is scheduled, what is long past is history. Start at `Dating.dated`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from spacy.tokens import Token

from ceasewire.extract._status import clauses
from ceasewire.extract._status.tables import FACT, Reading, Rows
from ceasewire.language import grammar
from ceasewire.records import Article, Interval

HISTORY_DAYS = 30  # annotation.md, rule 4
#: acts that are told in the present tense ahead of their day
TIMETABLED = frozenset({"CONSULT", "RETREAT", "COOPERATE", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Dating:
    """The dates of one act of one article."""

    article: Article
    rows: Rows
    type: str
    time: Interval

    def dated(self, token: Token, reading: Reading, *, told: bool) -> Reading:
        """The reading with what the dates make of it. told: the act stands in what somebody says."""
        published = _day(self.article.published)
        earliest, latest = _day(self.time.earliest), _day(self.time.latest)
        if reading.status == "planned" and earliest is not None and (published is None or earliest >= published):
            return replace(reading, status="scheduled")
        if reading.status == "planned" and self._is_put_off(reading):
            return replace(reading, status="scheduled")
        if published is not None and earliest is not None and earliest > published and self._is_timetabled(token, reading):
            return replace(reading, status="scheduled")
        if reading.status == FACT and earliest is None and latest is None and not told and _is_background(token):
            return reading.because("historical")
        if published is None:
            return reading
        history = published - datetime.timedelta(days=HISTORY_DAYS)
        past = latest is not None and latest <= history
        if reading.status == FACT:
            if past:
                return replace(reading, status="historical")
            if earliest is not None and earliest > published and token.pos_ == "NOUN" and self.type != "ASSAULT":
                return replace(reading, status="scheduled")
            if earliest is None and latest is None:
                ago = self._long_after(token)
                if ago is not None:
                    return reading.because("historical", ago)
            since = earliest is not None and latest is None and earliest <= history
            if since and any(a.lower_ in ("was", "were", "had") for a in grammar.children(token, "aux", "aux:pass")):
                return replace(reading, status="historical")  # "was held from June 2009"
        if past and earliest is not None and reading.status in ("planned", "scheduled", "demanded"):
            return Reading("historical")  # what is long past is no plan: "derails the deal of 2014"
        if past and reading.status == "ongoing" and self.type == "CONSULT":
            return Reading("historical")  # talks that opened long ago
        if reading.status == "historical" and reading.words and earliest is not None and earliest > history:
            return Reading()
        return reading

    def _is_put_off(self, reading: Reading) -> bool:
        """ "Were postponed to Friday": the day stands with the postponing."""
        day = self.article.published or ""
        for word in reading.words:
            for c in grammar.children(word, "obl") if self.rows.has("putting off", word.lemma_.lower()) else ():
                dated = (t.earliest or t.latest or "" for t in self.article.times if t.start <= c.idx < t.end)
                if any(d and d >= day[:10] for d in dated):
                    return True
        return False

    def _is_timetabled(self, token: Token, reading: Reading) -> bool:
        """ "Meet on Thursday", "takes effect at midnight": the present tense with a day to come."""
        if self.type not in TIMETABLED or reading.status not in (FACT, "ongoing"):
            return False
        verb = next((w for w in reading.words if w.pos_ == "VERB"), token)
        return verb.tag_ in ("VBP", "VBZ") or (verb.tag_ == "VBG" and reading.status == "ongoing")

    def _long_after(self, token: Token) -> Token | None:
        """ "Six years after the rebels seized the town": the word that says how long ago."""
        for opened in grammar.children(token, "mark", "case"):
            before = token.doc[opened.i - 1] if opened.i > token.sent.start else opened
            if opened.lower_ in ("after", "since") and self.rows.has("long ago", before.lower_):
                return before
        return None


def _is_background(token: Token) -> bool:
    """Past perfect in the reporter's own words; "because they had seized it" is a step in the chain."""
    if token.pos_ != "VERB" or token.dep_ == "advcl":
        return False
    if any(clauses.is_timed(c) for c in grammar.children(token, "advcl")):
        return False  # "had shelled the port before envoys met": a step on the way
    return any(a.lower_ == "had" for a in grammar.auxiliaries(token))


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value[:10]) if value else None
