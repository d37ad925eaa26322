"""Publication dates: what a source may write for one, as an ISO day or day and time.

Only forms that can be read in one way are taken; 03/04/2021 is refused, since it is a day in March here and in April there.
A time keeps its own clock: the calendar day is the one that the source wrote, whatever its zone.
"""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass

from ceasewire import lexicon

ALLOWED = "Allowed: 2021-06-01, 2021-06-01T14:00, 2021-06-01T14:00+02:00, June 1, 2021 or 1 June 2021."

_TIME = (
    r"(?:\s*[T,|]?\s*(?:at\s+)?(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*\(?(?:Z|[A-Z]{2,5}|[+-]\d\d:?\d\d)?\)?)?"
)
_NUMERIC = re.compile(r"(?P<year>\d{4})([-/.]?)(?P<month>\d\d)\2(?P<day>\d\d)" + _TIME, re.IGNORECASE)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)Z?")
_MONTH_FIRST = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*,?\s*(?P<year>\d{4}))?" + _TIME, re.IGNORECASE
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-](?P<month>[A-Za-z]{3,9})\.?(?:,?[\s-](?P<year>\d{4}|\d\d(?!\d|[:.h]\d)))?" + _TIME, re.IGNORECASE
)
_WEEKDAY = re.compile(r"([A-Za-z]+)\.?,?\s+(?=\S)")
_SLASHED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
#: a day past 12 tells which of two numbers is the month: 22.11.2023, 11/22/2023
_SURE = re.compile(
    r"(?:(?P<d1>1[3-9]|2\d|3[01])(?P<s1>[/.])(?P<m1>0?[1-9]|1[0-2])(?P=s1)|(?P<m2>0?[1-9]|1[0-2])(?P<s2>[/.])(?P<d2>1[3-9]|2\d|3[01])(?P=s2))"
    r"(?P<year>\d{4})"
)
_MEANT_AS_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?(T\S*)?")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written; year None where the words leave it out ("May 15"), time "14:00" or None."""

    year: int | None
    month: int
    day: int
    time: str | None = None

    @property
    def iso(self) -> str | None:
        """The day, with its time where there is one, as ISO; None without a year."""
        if self.year is None:
            return None
        return f"{self.year:04}-{self.month:02}-{self.day:02}" + (f"T{self.time}" if self.time else "")


@functools.cache
def _months() -> dict[str, int]:
    return {row["word"]: int(row["month"]) for row in lexicon.table("lexicons/en/months", ["word", "month"])}


@functools.cache
def _weekdays() -> frozenset[str]:
    return frozenset(lexicon.words("weekdays"))


@functools.cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    what = {r["label"]: r.one_of("what", ("published", "updated")) for r in lexicon.table("lexicons/en/header_labels", ["label", "what"])}
    longest_first = sorted(what, key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, longest_first))})(?:\s*[:|=-]\s*|\s+)(?=\S)", re.IGNORECASE), what


def read_day(words: str) -> Day | None:
    """The whole string as one day, with or without weekday, year and time; None where it is anything else.

    Two-digit years are those of 1950 to 2049 and stand only in the wire form "3 JAN 90".

    >>> read_day("Thursday, Aug. 8, 2019")
    Day(year=2019, month=8, day=8, time=None)
    """
    words = words.strip().strip(",;|").strip()
    if len(words) > 60:
        return None
    weekday = _WEEKDAY.match(words)
    if weekday and weekday[1].lower() in _weekdays():
        words = words[weekday.end() :]
    for form in (_COMPACT, _NUMERIC, _MONTH_FIRST, _DAY_FIRST):
        found = form.fullmatch(words)
        if found:
            day = _day_of(found)
            if day is not None:
                return day
    return None


def _day_of(found: re.Match[str]) -> Day | None:
    month = int(found["month"]) if found["month"].isdigit() else _months().get(found["month"].lower())
    if month is None:
        return None
    year = int(found["year"]) if found["year"] else None
    if year is not None and len(found["year"]) == 2:
        year += 1900 if year >= 50 else 2000
    try:
        datetime.date(2000 if year is None else year, month, int(found["day"]))
        time = _time_of(found)
    except ValueError:
        return None
    return Day(year, month, int(found["day"]), time)


def _time_of(found: re.Match[str]) -> str | None:
    """ "14:00"; None without one, and for 00:00:00, which programs write where they know only the day."""
    parts = found.groupdict()
    if parts["hour"] is None or (parts["hour"], parts["minute"], parts["second"]) == ("00", "00", "00"):
        return None
    hour = int(parts["hour"])
    half = (parts.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return datetime.time(hour, int(parts["minute"])).isoformat("minutes")


def iso(value: str) -> str:
    """A publication date as ISO day or day and time.

    Errors: ValueError with what was found and what is allowed.

    >>> iso("2021-06-01T23:30:00-05:00")
    '2021-06-01T23:30'
    """
    day = read_day(value)
    if day is not None and day.year is not None:
        return day.iso or ""
    shown = repr(value if len(value) <= 40 else value[:40] + "…")
    sure = _SURE.fullmatch(value.strip())
    if sure:
        try:
            return datetime.date(int(sure["year"]), int(sure["m1"] or sure["m2"]), int(sure["d1"] or sure["d2"])).isoformat()
        except ValueError:
            raise ValueError(f"date {shown} is not a day of the calendar. {ALLOWED}") from None
    if _SLASHED.search(value):
        raise ValueError(f"date {shown} can be read in two ways (day or month first). {ALLOWED}")
    if day is not None:
        raise ValueError(f"date {shown} has no year. {ALLOWED}")
    raise ValueError(f"date {shown} is not a day of the calendar. {ALLOWED}")


def header_line(line: str) -> tuple[str, str] | None:
    """A line that says when the text was published and nothing else: (ISO date, "published" or "updated").

    Errors: ValueError for a label with a date behind it that cannot be read ("date 2021-13-45"); other words are no header line.

    >>> header_line(" date 2021-06-01 ")
    ('2021-06-01', 'published')
    """
    line = line.strip()
    if not line or len(line) > 90:
        return None
    pattern, what = _labels()
    label = pattern.match(line)
    rest = line[label.end() :] if label else line
    day = read_day(rest)
    if day is not None and day.iso is not None:
        return day.iso, what[label[1].lower()] if label else "published"
    if label and _MEANT_AS_DATE.fullmatch(rest):
        iso(rest)
    return None


def header_date(text: str, lines: int = 6) -> str | None:
    """The date of the header lines with which a text begins (leading blanks allowed), None where it has none.

    lines: how many non-blank lines are looked at; the first that is longer than a header can be ends the search.
    Errors: ValueError as `header_line`.
    """
    updated = None
    seen = 0
    for line in text[:4000].splitlines():
        if not line.strip():
            continue
        if seen >= lines or len(line) > 200:
            break
        seen += 1
        found = header_line(line)
        if found and found[1] == "published":
            return found[0]
        updated = updated or (found[0] if found else None)
    return updated
