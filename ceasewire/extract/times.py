"""Times: every date, time of day, duration and repetition of an article as TIMEX3, with the days that its words allow.

Source: TimeML 1.2.1 TIMEX3; spans as TimeBank marks them (with "the" and modifiers, without a preposition).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ceasewire.config import Config
from ceasewire.records import Article, Record, Time, Unresolved
from ceasewire.timex import anchor, calendar
from ceasewire.timex.anchor import Resolved, Told, Where
from ceasewire.timex.grammar import Grammar, Reading
from ceasewire.timex.tense import Tense
from ceasewire.timex.words import Tokens, Vocabulary

#: characters within which a clock time belongs to the day told before, and a comparison to the quarter told before
_NEAR, _QUARTER_NEAR = 400, 1500
_UNREAD = ("header", "credit", "junk")


class Times:
    needs, gives = ("doc",), ("times",)

    def __init__(self, config: Config) -> None:
        self.vocabulary = Vocabulary(config.data)
        self.grammar = Grammar(self.vocabulary)
        self.tense = Tense(config.data)

    def __call__(self, article: Article) -> Iterator[Record]:
        """All times of the article in text order.

        Shape:  one Article in; Times that do not overlap out, and an Unresolved row beside each that no date could be given.
        Units:  earliest and latest are ISO days, half-open.
        Misses: times named by events ("after the war", "his second term").
        """
        blocks = [(b.start, b.end) for b in article.blocks if b.kind not in _UNREAD] or [(0, len(article.text))]
        view = self.tense.view(article.doc)
        read = [(tokens, list(self.grammar.read(tokens))) for tokens in (self.vocabulary.scan(article.text, *b, view) for b in blocks)]
        report, name = _report(article)
        narrative = _narrates(read, report)
        told: Told | None = None
        quarter: Told | None = None
        for tokens, readings in read:
            for n, reading in enumerate(readings):
                ahead = view.direction(tokens.starts[reading.first], tokens.ends[reading.last - 1])
                at = tokens.starts[reading.first]
                near = told is not None and tokens.starts[0] <= told.at and at - told.at < _NEAR and "\n\n" not in article.text[told.at : at]
                where = Where(report, name, told, narrative, ahead, quarter if quarter and at - quarter.at < _QUARTER_NEAR else None, near)
                time, found = self._time(article, tokens, _shared_year(tokens, readings, n), where)
                yield time
                if found.reason:
                    yield Unresolved(time.start, time.end, time.text, "time", found.reason)
                if reading.kind != "shift" or reading.unit != "Y":
                    new = _told(time, found, told)
                    told = told if narrative and _is_aside(tokens, reading, new, told) else new
                    if reading.division.startswith("Q") and told is not None:
                        quarter = told

    def _time(self, article: Article, tokens: Tokens, r: Reading, where: Where) -> tuple[Time, Resolved]:
        start, end = tokens.starts[r.first], tokens.ends[r.last - 1]
        found = anchor.resolve(r, where)
        begin, finish, mod = found.begin, found.end, r.mod
        if begin and finish and mod in calendar.THIRDS and r.type in ("DATE", "TIME"):
            begin, finish = calendar.third((begin, finish), mod)
        if r.type in ("DATE", "TIME"):
            side, outer = self.grammar.border(tokens, r.first)
            begin, finish = _beside(begin, finish, side)
            mod = mod or outer
        text = article.text[start:end]
        return Time(
            id=article.content_id("t", start, end), start=start, end=end, text=text, type=r.type, value=found.value, mod=mod,
            earliest=begin.isoformat() if begin else None, latest=finish.isoformat() if finish else None, anchor=found.anchor, rule=r.rule,
        ), found


def _report(article: Article) -> tuple[date | None, str]:
    for name, text in (("published", article.published), ("dateline", article.dateline and article.dateline.date)):
        if text:
            return date.fromisoformat(text[:10]), name
    return None, ""


def _beside(begin: date | None, end: date | None, side: str) -> tuple[date | None, date | None]:
    """The days on the side of the time that its preposition names."""
    if side == "until":
        return None, end
    if side == "before":
        return None, begin
    if side in ("since", "from"):
        return begin, None
    if side == "after":
        return end, None
    return begin, end


def _narrates(read: list[tuple[Tokens, list[Reading]]], report: date | None) -> bool:
    """Does the article narrate history? More dates of years long past than words that point at the report's own days."""
    old = near = 0
    for _, readings in read:
        for r in readings:
            if r.kind == "date" and r.year is not None and r.month is not None and (report is None or r.year < report.year - 1):
                old += 1
            elif r.kind == "date" and r.year is not None and (report is None or r.year < report.year - 1):
                old += 1
            elif r.rule in ("rel-day", "weekday") or r.base == "report" or r.pointer in ("last", "this"):
                near += 1
    return old >= 3 and old > near


def _shared_year(tokens: Tokens, readings: list[Reading], n: int) -> Reading:
    """"May and July 2021", "March 5 to May 7, 1918": the year behind the second date is that of the first as well."""
    r = readings[n]
    if r.kind != "date" or r.year is not None or r.month is None or r.pointer or n + 1 == len(readings):
        return r
    after = readings[n + 1]
    if after.kind == "date" and after.year is not None and after.month is not None and tokens.codes[r.last : after.first] in ("&", ">", "-", "/", "-t", ",", ",&"):
        return replace(r, year=after.year if r.month <= after.month else after.year - 1)
    return r


def _is_aside(tokens: Tokens, r: Reading, new: Told | None, told: Told | None) -> bool:
    """A year in passing ("the first since 1812") does not move a narrative; nor does a year that the date told before lies in."""
    if new is None or told is None or r.month is not None or r.day is not None or r.year is None:
        return False
    if new.year == told.year:
        return True
    opens = tokens.codes[max(0, r.first - 2) : r.first].lstrip("I=gt")[-1:] in ("", ".", "|")
    return abs(new.year - told.year) > 5 and not opens


def _told(time: Time, found: Resolved, before: Told | None) -> Told | None:
    """The date that later words may count from."""
    if time.type not in ("DATE", "TIME"):
        return before
    if found.value.startswith("BC") and found.value[2:6].isdigit():
        return Told(found.value, None, None, time.id, time.start, -int(found.value[2:6]))
    if found.begin is None:
        return before
    return Told(found.value, found.begin, found.end, time.id, time.start, found.begin.year)
