"""An iCalendar file (RFC 5545) of deadlines: who must do what by when, as all-day events that every calendar shows.

A deadline that moves keeps its UID and raises SEQUENCE, so that a calendar that reads the file again moves the entry. "By May 1" is May 1,
"in March" all of March: nothing is more exact than the words. Loses: commitments without a day, and everything that is no commitment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

from ceasewire import __version__
from ceasewire.serve.export.deadlines import Deadline, deadlines
from ceasewire.serve.export.format import Format, Json, Written
from ceasewire.serve.export.origin import run_id
from ceasewire.serve.export.parties import parties
from ceasewire.serve.export.period import ALWAYS, Period
from ceasewire.serve.export.rows import days, words

OCTETS = 75  #: longest line, its break not counted (RFC 5545, 3.1)
#: kinds and states that bind nobody for sure: a condition, an offer, a threat, terms that the other side rejects
TENTATIVE_KINDS, TENTATIVE_STATES = ("offer", "threat", "plan"), ("disputed",)
#: DTSTAMP of records that no database holds: the same bytes every time
NEVER = "19700101T000000Z"
_ODD = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def write(records: Iterable[Json], out: TextIO, period: Period = ALWAYS) -> Written:
    """The calendar, when all records have been read: the last telling decides. `period` is asked of the deadline as it stands now."""
    written = Written()
    found = deadlines(records, written)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Ceasewire//ceasewire {__version__}//EN", "CALSCALE:GREGORIAN"]
    _put(out, [*lines, f"X-WR-CALNAME:{_text('Deadlines of commitments (Ceasewire)')}"])
    for deadline in found:
        if period.holds(deadline.first.isoformat(), deadline.after.isoformat(), None):
            _put(out, _entry(deadline))
            written.rows += 1
    _put(out, ["END:VCALENDAR"])
    return written


def _entry(deadline: Deadline) -> Iterator[str]:
    article, commitment = deadline.record["article"], deadline.commitment
    stamp = _stamp(deadline.record["recorded_at"])
    yield from ("BEGIN:VEVENT", f"UID:{deadline.key}@ceasewire", f"SEQUENCE:{deadline.changes}", f"DTSTAMP:{stamp}")
    yield f"DTSTART;VALUE=DATE:{_date(deadline.first)}"
    yield f"DTEND;VALUE=DATE:{_date(deadline.after)}"
    yield f"SUMMARY:{_text(_summary(deadline))}"
    yield f"DESCRIPTION:{_text(chr(10).join(_reading(deadline)))}"
    if article["url"] and re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", article["url"]):
        yield f"URL:{_uri(article['url'])}"
    yield f"STATUS:{_status(commitment)}"
    yield "CATEGORIES:" + ",".join(map(_text, (x for x in (commitment["kind"], commitment["type"], commitment["status"]) if x)))
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _summary(deadline: Deadline) -> str:
    commitment = deadline.commitment
    who = ", ".join(party.name for party in parties(deadline.record, commitment["debtors"], commitment["debtor_spans"]))
    state = "" if commitment["status"] == "open" else f" [{commitment['status']}]"
    return f"{who or 'Somebody'}: {words([commitment['action']])}{state}"


def _reading(deadline: Deadline) -> Iterator[str]:
    """The words, then what was read from them, then where they stand."""
    record, commitment = deadline.record, deadline.commitment
    article, interval = record["article"], commitment["deadline"]
    said = [s for s in record["statements"] if s["id"] == commitment["said_in"]]
    by = [time["text"] for time in record["times"] if time["id"] == interval["ref"]]
    owed = parties(record, commitment["creditors"], commitment["creditor_spans"])
    yield f"“{record['words']}”"
    yield f"Day: {days(interval['earliest'], interval['latest'])}" + (f" (“{words(by and [{'text': by[0]}])}”)" if by else "")
    if deadline.moved:
        yield f"Moved, from {', then '.join(day.isoformat() for day in deadline.moved)}"
    if owed:
        yield f"To: {', '.join(party.name for party in owed)}"
    if commitment["condition"]:
        yield f"Condition: {words([commitment['condition']])}"
    yield f"Kind: {commitment['kind']}. State as told last: {commitment['status']}"
    if said:
        yield f"{said[0]['act'].capitalize()}: {words(said[0]['speaker_spans']) or 'nobody named'}"
    source = (article["publisher"], article["published"] and article["published"][:10], article["title"], article["id"])
    yield f"Source: {', '.join(part for part in source if part)}"
    yield f"Read by machine ({run_id(record)}): look at the words before you rely on it."


def _status(commitment: Json) -> str:
    if commitment["status"] == "withdrawn":
        return "CANCELLED"
    open_to_doubt = commitment["condition"] or commitment["kind"] in TENTATIVE_KINDS or commitment["status"] in TENTATIVE_STATES
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


FORMAT = Format("ics", "deadlines of commitments as calendar entries; a moved one keeps its UID and raises SEQUENCE", write)
