"""What only all articles together tell, as fields of each record: which events are one, and what became of which commitment.

A format that wants it names one of the two functions at the end as its `across`. They come before masking and before any period is cut
out, so that neither ids nor chains depend on what is shown.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ceasewire.serve.export.format import Json, Read
from ceasewire.serve.export.origin import report_of

if TYPE_CHECKING:
    from ceasewire.link.incidents import Link, Opinion


@dataclass(frozen=True, slots=True)
class Place:
    """Where a telling of an event stands: its incident, the article that it is a reprint of, if it is one, and why it is there."""

    incident: str
    reprint_of: str | None
    linked: Json | None = None


NOWHERE = Place("", None)


def incident_places(records: Iterable[Json], opinions: Iterable[Opinion] = (), data: Path | None = None) -> dict[tuple[str, str], Place]:
    """(article id, event id) → its place, for the events that are of an incident: a planned or denied act alone is of none.

    opinions: what people judged. data: the user's own folder. Memory: some 2 kB an event.
    """
    from ceasewire.link.incidents import Incidents

    finder = Incidents(data)
    for record in records:
        finder.add(record)
    found = finder.find(opinions)
    return {
        (member.report.article, member.report.event): Place(incident.id, member.story if member.reprint else None, _linked(member.link))
        for incident in found.incidents for member in incident.members
    }  # fmt: skip


def _linked(link: Link | None) -> Json | None:
    """Why a report is one with another: that one, by whom it is judged so, the sum of the evidence in bits, and each finding."""
    if link is None:
        return None
    found = "; ".join(f"{reason.evidence} {reason.bits:+g}" for reason in link.reasons)
    return {"to": report_of(link.to.article, link.to.event), "by": link.by, "bits": link.bits, "reasons": found, "why": link.why}


def told_together(records: Iterable[Json], places: Mapping[tuple[str, str], Place]) -> Iterator[Json]:
    """The records, each event with `incident` (empty where it is of none), `reprint_of` and `linked`."""
    for record in records:
        events = []
        for event in record["events"]:
            place = places.get((record["article"]["id"], event["id"]), NOWHERE)
            events.append({**event, "incident": place.incident, "reprint_of": place.reprint_of, "linked": place.linked})
        yield {**record, "events": events}


def followed(records: Iterable[Json]) -> Iterator[Json]:
    """The records, each with `changes`: what the article tells of the commitments of all (link/commitments.py); [] for a reprint.

    Each is an entry of a history (docs/how-to/ledger.md) with the fields that `Ledger.changes` adds. Records that have them stay as they
    are. Memory: all records, if they have not.
    """
    from ceasewire.link.commitments import read_ledger

    coming = iter(records)
    first = next(coming, None)
    if first is None:
        return
    if "changes" in first:
        yield from itertools.chain([first], coming)
        return
    whole = [first, *coming]
    told = defaultdict(list)
    for change in read_ledger(whole).changes():
        told[change["article"]].append(change)
    for record in whole:
        yield {**record, "changes": told[record["article"]["id"]]}


def with_incidents(read: Read, opinions: Iterable[Opinion], data: Path | None) -> Iterator[Json]:
    """Every event knows its incident. The records are read twice, and never all in memory."""
    return told_together(read(), incident_places(read(), opinions, data))


def with_commitments(read: Read, opinions: Iterable[Opinion], data: Path | None) -> Iterator[Json]:
    """Every article knows what it tells of which commitment. What people judge is about events and plays no part."""
    return followed(read())
