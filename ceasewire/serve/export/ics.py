"""An iCalendar file (RFC 5545) of deadlines: who must do what by when, as all-day events that every calendar shows.

An entry is a commitment as `ceasewire ledger` follows it through the articles. Its UID is the id of the ledger, and every change that is
reported (another day, kept, taken back …) raises SEQUENCE, so that a calendar that reads the file again moves the entry. "By May 1" is
May 1, "in March" all of March: nothing is more exact than the words. Loses: commitments without a day, and all that is no commitment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

from ceasewire import __version__
from ceasewire.serve.export.deadlines import UNCHANGED, Deadline, Telling, deadlines
from ceasewire.serve.export.format import Format, Json, Written
from ceasewire.serve.export.origin import run_id
from ceasewire.serve.export.parties import parties
from ceasewire.serve.export.period import ALWAYS, Period
from ceasewire.serve.export.rows import days, words
from ceasewire.serve.export.together import followed, with_commitments

OCTETS = 75  #: longest line, its break not counted (RFC 5545, 3.1)
#: kinds and states that bind nobody for sure: a condition, an offer, a threat, terms that the other side rejects
TENTATIVE_KINDS, TENTATIVE_STATES = ("offer", "threat", "plan"), ("disputed",)
#: DTSTAMP of records that no database holds: the same bytes every time
NEVER = "19700101T000000Z"
_ODD = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def write(records: Iterable[Json], out: TextIO, period: Period = ALWAYS) -> Written:
    """The calendar, when all records have been read: the last telling decides. `period` is asked of the deadline as it stands now."""
    written = Written()
    found = deadlines(followed(records), written)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Ceasewire//ceasewire {__version__}//EN", "CALSCALE:GREGORIAN"]
    _put(out, [*lines, f"X-WR-CALNAME:{_text('Deadlines of commitments (Ceasewire)')}"])
    for deadline in found:
        if period.holds(deadline.first.isoformat(), deadline.after.isoformat(), None):
            _put(out, _entry(deadline))
            written.rows += 1
    _put(out, ["END:VCALENDAR"])
    return written


def _entry(deadline: Deadline) -> Iterator[str]:
    commitment, last = deadline.commitment, deadline.last
    url, stamp = last.article["url"], _stamp(last.recorded_at)
    yield from ("BEGIN:VEVENT", f"UID:{deadline.key}@ceasewire", f"SEQUENCE:{deadline.changes}", f"DTSTAMP:{stamp}")
    yield f"DTSTART;VALUE=DATE:{_date(deadline.first)}"
    yield f"DTEND;VALUE=DATE:{_date(deadline.after)}"
    yield f"SUMMARY:{_text(_summary(deadline))}"
    yield f"DESCRIPTION:{_text(chr(10).join(_reading(deadline)))}"
    if url and re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", url):
        yield f"URL:{_uri(url)}"
    yield f"STATUS:{_status(deadline)}"
    yield "CATEGORIES:" + ",".join(map(_text, (x for x in (commitment["kind"], commitment["type"], deadline.status) if x)))
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _summary(deadline: Deadline) -> str:
    commitment = deadline.commitment
    who = ", ".join(party.name for party in parties(deadline.record, commitment["debtors"], commitment["debtor_spans"]))
    state = "" if deadline.status == "open" else f" [{deadline.status}]"
    return f"{who or 'Somebody'}: {words([commitment['action']])}{state}"


def _reading(deadline: Deadline) -> Iterator[str]:
    """The words, then what was read from them, then what later articles tell and where it stands."""
    record, commitment = deadline.record, deadline.commitment
    said = [s for s in record["statements"] if s["id"] == commitment["said_in"]]
    owed = parties(record, commitment["creditors"], commitment["creditor_spans"])
    yield f"“{record['words']}”"
    yield f"Day: {_day(deadline)}"
    if deadline.moved:
        yield f"Moved, from {', then '.join(day.isoformat() for day in deadline.moved)}"
    if owed:
        yield f"To: {', '.join(party.name for party in owed)}"
    if commitment["condition"]:
        yield f"Condition: {words([commitment['condition']])}"
    yield f"Kind: {commitment['kind']}. State as told last: {deadline.status}"
    if said:
        yield f"{said[0]['act'].capitalize()}: {words(said[0]['speaker_spans']) or 'nobody named'}"
    for telling in deadline.tellings:
        if telling.change["change"] not in UNCHANGED:
            yield f"{telling.change['change'].capitalize()}: “{words([telling.change['span']])}” ({_source(telling)})"
    yield f"Source: {_source(deadline.tellings[0])}"
    yield f"Read by machine ({run_id({'run': deadline.last.run})}): look at the words before you rely on it."


def _day(deadline: Deadline) -> str:
    """The days that hold, with the words that give them where those are the article's that made it."""
    held = next(t.change["deadline"] for t in reversed(deadline.tellings) if t.change["deadline"])
    ref = (deadline.commitment["deadline"] or {}).get("ref")
    by = [time for time in deadline.record["times"] if time["id"] == ref and not deadline.moved]
    return days(held["earliest"], held["latest"]) + (f" (“{words(by)}”)" if by else "")


def _source(telling: Telling) -> str:
    article = telling.article
    source = (article["publisher"], article["published"] and article["published"][:10], article["title"], article["id"])
    return ", ".join(part for part in source if part)


def _status(deadline: Deadline) -> str:
    commitment = deadline.commitment
    if deadline.status == "withdrawn":
        return "CANCELLED"
    open_to_doubt = commitment["condition"] or commitment["kind"] in TENTATIVE_KINDS or deadline.status in TENTATIVE_STATES
    return "TENTATIVE" if open_to_doubt else "CONFIRMED"


def _date(day: date) -> str:
    return day.isoformat().replace("-", "")


def _stamp(recorded_at: str | None) -> str:
    """ "2026-11-29T14:00:00.000000Z" as 20261129T140000Z"""
    return re.sub(r"[-:]", "", recorded_at[:19]) + "Z" if recorded_at else NEVER


def _text(value: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    plain = _ODD.sub("�", value.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _uri(value: str) -> str:
    return re.sub(r"[\0-\x20\x7f\ud800-\udfff]", "", value)


def _put(out: TextIO, lines: Iterable[str]) -> None:
    """Lines end with CRLF and are folded before the 76th octet, never inside a character."""
    for line in lines:
        rest = line.encode()
        limit = OCTETS
        while len(rest) > limit:
            cut = limit
            while rest[cut] & 0xC0 == 0x80:  # the middle of a character
                cut -= 1
            out.write(rest[:cut].decode() + "\r\n ")
            rest, limit = rest[cut:], OCTETS - 1
        out.write(rest.decode() + "\r\n")


ABOUT = "deadlines of commitments as calendar entries; a moved one keeps its UID and raises SEQUENCE"
FORMAT = Format("ics", ABOUT, write, across=with_commitments)
