"""The reports of all records, each story once: a reprint neither makes nor repeats anything."""

from __future__ import annotations

from collections.abc import Iterable

from ceasewire.link._commitments.reports import Json, Report, report_of
from ceasewire.link.reprints import Reprints
from ceasewire.records import UNREAD


def originals(records: Iterable[Json]) -> tuple[list[Report], dict[str, str]]:
    """The articles that are no reprints, by day and id; and of each reprint its original, by id."""
    kept = [report_of(record) for record in records]
    together = Reprints()
    for report in kept:
        article = report.record["article"]
        read = "\n".join(article["text"][b["start"] : b["end"]] for b in article["blocks"] if b["kind"] not in UNREAD)
        together.add(report.id, read or article["text"], article["published"], article["title"])
    copies = {r.id: story.original.id for story in together.find().stories for r in story.reprints if r.id != story.original.id}
    return sorted((r for r in kept if r.id not in copies), key=lambda r: r.rank), copies
