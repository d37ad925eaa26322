"""Times: every date, time of day, duration and repetition of an article as TIMEX3, with the days that its words allow.

Source: TimeML 1.2.1 TIMEX3; spans as TimeBank marks them (with "the" and modifiers, without a preposition).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ceasewire.config import Config
from ceasewire.records import Article, Record, Time, Unresolved
from ceasewire.reference.timex import anchor, calendar
from ceasewire.reference.timex.calendar import Interval
from ceasewire.reference.timex.grammar import Grammar
from ceasewire.reference.timex.reading import Reading
from ceasewire.reference.timex.tense import Tense
from ceasewire.reference.timex.where import Resolved, Told, Where
from ceasewire.reference.timex.words import Tokens, Vocabulary

#: characters within which a part of a day belongs to the day told before in its paragraph, a clock time to that told before at all,
#: and a comparison to the quarter told before
_NEAR, _CLOCK_NEAR, _QUARTER_NEAR = 400, 1500, 1500
_UNREAD = ("header", "credit", "junk")
#: an article narrates history if it has so many dates of years long past, and so many for each that points at the report's own days
_OLD, _OLD_TO_NEAR = 3, 4
_DAY = timedelta(days=1)
#: what joins two dates that share a year
_JOINS = ("&", ">", "-", "/", "-t", ",", ",&")

#: a reading, its days and the id of its record
Row = tuple[Reading, Resolved, str]


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
            rows: list[Row] = []
            for n, reading in enumerate(readings):
                at = tokens.starts[reading.first]
                ahead = view.direction(at, tokens.ends[reading.last - 1])
                where = Where(report, name, told, narrative, ahead, _close(quarter, at, _QUARTER_NEAR), _near(told, tokens, at, reading))
                found = anchor.resolve(_shared_year(tokens, readings, n), where)
                id = article.content_id("t", at, tokens.ends[reading.last - 1])
                rows.append((reading, found, id))
                if reading.kind != "shift" or reading.unit != "Y":
                    new = _told(found, reading, id, at) or told
                    told = told if narrative and _is_aside(tokens, reading, new, told) else new
                    quarter = told if reading.division.startswith("Q") else quarter
            yield from self._records(article, tokens, rows, report)

    def _records(self, article: Article, tokens: Tokens, rows: list[Row], report: date | None) -> Iterator[Record]:
        """Times with the days on the side that their prepositions name; two joined by "to" or "between … and" share the whole range."""
        ranges = _ranges(tokens, [(r, *_bent(found, r, report)) for r, found, _ in rows])
        for n, (r, found, id) in enumerate(rows):
            start, end = tokens.starts[r.first], tokens.ends[r.last - 1]
            begin, finish, mod = *_bent(found, r, report), r.mod
            if n in ranges:
                begin, finish = ranges[n]
            elif r.type in ("DATE", "TIME"):
                side, outer = self.grammar.border(tokens, r)
                if side == "from" and tokens.is_attribute_before(r.last):  # "images from 2017" are of that year
                    side = ""
                begin, finish, mod = *_beside(begin, finish, side, r.type), mod or outer
            elif r.type == "DURATION" and mod is None:
                side, outer = self.grammar.border(tokens, r)
                mod = outer if side == "within" else None
            text = article.text[start:end]
            yield Time(
                id=id, start=start, end=end, text=text, type=r.type, value=found.value, mod=mod, anchor=found.anchor, rule=r.rule,
                earliest=begin.isoformat() if begin else None, latest=finish.isoformat() if finish else None,
            )
            if found.reason:
                yield Unresolved(start, end, text, "time", found.reason)


def _close(told: Told | None, at: int, within: int) -> Told | None:
    return told if told is not None and at - told.at < within else None


def _near(told: Told | None, tokens: Tokens, at: int, r: Reading) -> bool:
    """Does the date told last stand close before, in the same paragraph? A clock time may be farther from its day."""
    if told is None:
        return False
    if r.rule == "time":
        return at - told.at < _CLOCK_NEAR
    return tokens.starts[0] <= told.at and at - told.at < _NEAR and "\n\n" not in tokens.text[told.at : at]


def _ranges(tokens: Tokens, rows: list[tuple[Reading, date | None, date | None]]) -> dict[int, Interval]:
    """{row: whole range} for "from 2 to 5 March", "May 2-5", "between May and July"."""
    out: dict[int, Interval] = {}
    for n in range(len(rows) - 1):
        (a, begin, _), (b, _, end) = rows[n], rows[n + 1]
        between = tokens.codes[a.last : b.first].replace("t", "")
        joined = between in (">", "-") or (between == "&" and tokens.codes[max(0, a.first - 2) : a.first].replace("t", "").endswith("="))
        if joined and a.type in ("DATE", "TIME") and begin and end and begin < end:
            out[n] = out[n + 1] = (begin, end)
    return out


def _bent(found: Resolved, r: Reading, report: date | None) -> tuple[date | None, date | None]:
    """The part that a modifier names: a third for "early May", up to or from today for "earlier this month", "later this year"."""
    begin, end = found.begin, found.end
    if r.type not in ("DATE", "TIME") or begin is None or end is None or r.mod is None or r.mod not in calendar.THIRDS:
        return begin, end
    if r.turn and r.pointer == "this" and report is not None and begin <= report < end:
        return (begin, max(report, begin + _DAY)) if r.turn < 0 else (report, end)
    return (begin, end) if r.turn else calendar.third((begin, end), r.mod)


def _report(article: Article) -> tuple[date | None, str]:
    for name, text in (("published", article.published), ("dateline", article.dateline and article.dateline.date)):
        if text:
            return date.fromisoformat(text[:10]), name
    return None, ""


def _beside(begin: date | None, end: date | None, side: str, type: str) -> tuple[date | None, date | None]:
    """The days on the side of the time that its preposition names; "before noon on Friday" may still be Friday."""
    within_day = type == "TIME"
    if side == "until" or (side == "before" and within_day):
        return None, end
    if side == "before":
        return None, begin
    if side in ("since", "from") or (side == "after" and within_day):
        return begin, None
    if side == "after":
        return end, None
    return begin, end


def _narrates(read: list[tuple[Tokens, list[Reading]]], report: date | None) -> bool:
    """Does the article narrate history? Many dates of years long past, and hardly a word that points at the report's own days."""
    old = near = 0
    for _, readings in read:
        for r in readings:
            if r.kind == "date" and r.year is not None and (report is None or r.year < report.year - 1):
                old += 1
            elif r.rule in ("rel-day", "weekday") or r.base == "report" or r.pointer in ("last", "this"):
                near += 1
    return old >= _OLD and old > _OLD_TO_NEAR * near


def _shared_year(tokens: Tokens, readings: list[Reading], n: int) -> Reading:
    """"May and July 2021", "March 5 to May 7, 1918": the year behind the second date is that of the first as well."""
    r = readings[n]
    if r.kind != "date" or r.year is not None or r.month is None or r.pointer or n + 1 == len(readings):
        return r
    after = readings[n + 1]
    if after.kind == "date" and after.year is not None and after.month is not None and tokens.codes[r.last : after.first] in _JOINS:
        return replace(r, year=after.year if r.month <= after.month else after.year - 1)
    return r


def _is_aside(tokens: Tokens, r: Reading, new: Told | None, told: Told | None) -> bool:
    """A time in passing does not move a narrative: in brackets, looking back ("the year before"), "the 1790 law", "the first since 1812",
    or a year that the date told before lies in.
    """
    if r.sign < 0 or r.pointer in ("previous", "last", "past") or _is_bracketed(tokens, r) or tokens.is_attribute(r.first, r.last):
        return True
    if new is None or told is None or r.month is not None or r.day is not None or r.year is None:
        return False
    if new.year == told.year:
        return True
    opens = tokens.codes[max(0, r.first - 2) : r.first].lstrip("I=gt")[-1:] in ("", ".", "|")
    return abs(new.year - told.year) > 5 and not opens and not tokens.dates_clause(r.first)


def _is_bracketed(tokens: Tokens, r: Reading) -> bool:
    """Does it stand in brackets, and not in a heading's ("Second war (218-201 BC)")?"""
    before, behind = tokens.codes.rfind("(", 0, r.first), tokens.codes.find(")", r.last)
    inside = before >= 0 and behind >= 0 and not {"(", ")", "|", "."} & set(tokens.codes[before + 1 : behind])
    return inside and tokens.codes[behind + 1 : behind + 2] not in ("", "|")


def _told(found: Resolved, r: Reading, id: str, at: int) -> Told | None:
    """The date that later words may count from."""
    if r.type not in ("DATE", "TIME"):
        return None
    if found.value.startswith("BC") and len(found.value.split("-")[0]) == 6 and found.value[2:6].isdigit():
        return Told(found.value, None, None, id, at, -int(found.value[2:6]))
    if found.value.endswith("_REF"):
        return None
    return Told(found.value, found.begin, found.end, id, at, found.begin.year) if found.begin is not None else None
