"""Times: every date, time of day, duration and repetition of an article as TIMEX3, with the days that its words allow.

Source: TimeML 1.2.1 TIMEX3; spans as TimeBank marks them (with "the" and modifiers, without a preposition).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ceasewire.config import Config
from ceasewire.records import UNREAD, Article, Block, Record, Time, Unresolved
from ceasewire.reference.timex import anchor, bounds
from ceasewire.reference.timex.grammar import Grammar, names_quarter
from ceasewire.reference.timex.narrative import counts_from_mention, is_aside, narrates, told_by
from ceasewire.reference.timex.reading import Reading
from ceasewire.reference.timex.tense import Tense
from ceasewire.reference.timex.where import Resolved, Told, Where
from ceasewire.reference.timex.words import Tokens, Vocabulary

#: characters within which a part of a day belongs to the day told before in its paragraph, a clock time to that told before at all,
#: and a comparison to the quarter told before
_NEAR, _CLOCK_NEAR, _QUARTER_NEAR = 400, 1500, 1500
#: what joins two dates that share a year
_JOINS = ("&", ">", "-", "/", "-t", ",", ",&")

#: a reading, its days and the id of its record
Row = tuple[Reading, Resolved, str]


class Times:
    """Step of the line: reads the words (reference/timex), then dates each expression by those told before it."""

    needs, gives = ("doc",), ("times",)

    def __init__(self, config: Config) -> None:
        self.vocabulary = Vocabulary(config.data)
        self.grammar = Grammar(self.vocabulary)
        self.tense = Tense(config.data)

    def __call__(self, article: Article) -> Iterator[Record]:
        """All times of the article in text order.

        Shape:  one Article in; Times that do not overlap out, and an Unresolved row beside each that no date could be given.
        Units:  earliest and latest are ISO days, half-open.
        Errors: none here; a bad lexicon row already failed when Times was built.
        Source: TimeML 1.2.1 TIMEX3; spans as TimeBank marks them.
        Misses: times named by events ("after the war", "his second term").
        """
        blocks = [(b.start, b.end) for b in article.blocks if b.kind not in UNREAD or _is_year(article, b)] or [(0, len(article.text))]
        view = self.tense.view(article.doc)
        scanned = [self.vocabulary.scan(article.text, *b, view) for b in blocks]
        quarterly = any(map(names_quarter, scanned))
        for tokens in scanned:
            tokens.quarterly = quarterly
        read = [(tokens, list(self.grammar.read(tokens))) for tokens in scanned]
        report, name = _report(article)
        narrative = narrates((r for _, readings in read for r in readings), report)
        told = _opening(article, read) if narrative else None  # the date that a history stands at, in a report the date told last
        mentioned: Told | None = None  # the day told last, be it in passing
        quarter: Told | None = None
        for tokens, readings in read:
            rows: list[Row] = []
            for n, reading in enumerate(readings):
                at = tokens.starts[reading.first]
                ahead = view.direction(at, tokens.ends[reading.last - 1])
                base = mentioned if narrative and mentioned and counts_from_mention(reading) else told
                where = Where(report, name, base, narrative, ahead, _close(quarter, at, _QUARTER_NEAR), _near(base, tokens, at, reading))
                found = anchor.resolve(_shared_year(tokens, readings, n), where)
                id = article.content_id("t", at, tokens.ends[reading.last - 1])
                rows.append((reading, found, id))
                if reading.kind != "shift" or reading.unit != "Y":
                    new = told_by(found, reading, id, at) or told
                    mentioned = new if new is not None and len(new.value) >= 10 else mentioned
                    counted = narrative or report is None
                    told = told if counted and is_aside(tokens, reading, new, told, narrative=narrative) else new
                    quarter = told if reading.division.startswith("Q") else quarter
            yield from self._records(article, tokens, rows, report)

    def _records(self, article: Article, tokens: Tokens, rows: list[Row], report: date | None) -> Iterator[Record]:
        days = bounds.bounds(self.grammar, tokens, [(r, found) for r, found, _ in rows], report)
        for (r, found, id), around in zip(rows, days, strict=True):
            start, end = tokens.starts[r.first], tokens.ends[r.last - 1]
            begin, finish, text = around.earliest, around.latest, article.text[start:end]
            yield Time(
                id=id, start=start, end=end, text=text, type=r.type, value=found.value, mod=around.mod, anchor=found.anchor, rule=r.rule,
                earliest=begin.isoformat() if begin else None, latest=finish.isoformat() if finish else None,
            )
            if found.reason:
                yield Unresolved(start, end, text, "time", found.reason)


def _is_year(article: Article, block: Block) -> bool:
    """Is a line at the top the year that the first part of a history is headed by?"""
    line = article.text[block.start : block.end].strip()
    return len(line) == 4 and line.isdigit()


def _opening(article: Article, read: list[tuple[Tokens, list[Reading]]]) -> Told | None:
    """The first year told: a history's dates before it are of that year too."""
    for tokens, readings in read:
        for r in readings:
            if r.kind == "date" and r.year is not None and not r.bc and not r.calendar and 1 <= r.year < 9998:
                at, end = tokens.starts[r.first], tokens.ends[r.last - 1]
                return Told(f"{r.year:04}", date(r.year, 1, 1), date(r.year + 1, 1, 1), article.content_id("t", at, end), at, r.year)
    return None


def _close(told: Told | None, at: int, within: int) -> Told | None:
    return told if told is not None and at - told.at < within else None


def _near(told: Told | None, tokens: Tokens, at: int, r: Reading) -> bool:
    """Does the date told last stand close before, in the same paragraph? A clock time may be farther from its day."""
    if told is None:
        return False
    if r.rule == "time":
        return at - told.at < _CLOCK_NEAR
    return tokens.starts[0] <= told.at and at - told.at < _NEAR and "\n\n" not in tokens.text[told.at : at]


def _report(article: Article) -> tuple[date | None, str]:
    for name, text in (("published", article.published), ("dateline", article.dateline and article.dateline.date)):
        if text:
            return date.fromisoformat(text[:10]), name
    return None, ""


def _shared_year(tokens: Tokens, readings: list[Reading], n: int) -> Reading:
    """"May and July 2021", "March 5 to May 7, 1918": the year behind the second date is that of the first as well."""
    r = readings[n]
    if r.kind != "date" or r.year is not None or r.month is None or r.pointer or n + 1 == len(readings):
        return r
    after = readings[n + 1]
    if after.kind == "date" and after.year is not None and after.month is not None and tokens.codes[r.last : after.first] in _JOINS:
        return replace(r, year=after.year if r.month <= after.month else after.year - 1)
    return r
