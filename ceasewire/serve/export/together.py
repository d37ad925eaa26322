"""Which events of several articles are one: the incidents of link/incidents.py as a field of each event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ceasewire.serve.export.format import Json

if TYPE_CHECKING:
    from ceasewire.link.incidents import Opinion


@dataclass(frozen=True, slots=True)
class Place:
    """Where a telling of an event stands: its incident, and the article that it is a reprint of, if it is one."""

    incident: str
    reprint_of: str | None


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
        (member.report.article, member.report.event): Place(incident.id, member.story if member.reprint else None)
        for incident in found.incidents for member in incident.members
    }  # fmt: skip


def told_together(records: Iterable[Json], places: Mapping[tuple[str, str], Place]) -> Iterator[Json]:
    """The records, each event with `incident` (empty where it is of none) and `reprint_of`."""
    for record in records:
        events = []
        for event in record["events"]:
            place = places.get((record["article"]["id"], event["id"]), NOWHERE)
            events.append({**event, "incident": place.incident, "reprint_of": place.reprint_of})
        yield {**record, "events": events}
