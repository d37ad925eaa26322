"""Incidents as plain JSON values: merged values on top, below them every report with the judgement that put it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from ceasewire.link.incidents import Found, Incident, Link, Member, Reason, Report, Unsure
from ceasewire.link.merging import Merged, disagreement, merge

Json = dict[str, Any]


def rows(found: Found, how: str, *, first: str | None = None, after: str | None = None) -> Iterator[Json]:
    """A row for each incident, then for each doubtful pair of them, then for each judgement whose words are in no report any more.

    first, after: ISO days, half-open; only incidents that may lie in between, and pairs with one of these.
    """
    kept = [i for i in found.incidents if _within(i, first, after)]
    of = {m.report.key: i.id for i in kept for m in i.members}
    for incident in kept:
        yield incident_row(incident, how)
    for unsure in found.unsure:
        if unsure.first.key in of or unsure.second.key in of:
            yield _unsure(unsure, of)
    for opinion in found.lost:
        yield {"kind": "lost", **asdict(opinion)}


def incident_row(incident: Incident, how: str) -> Json:
    """One incident merged in one of the three ways, with all its reports."""
    merged = merge(incident, how)
    counted = {what: m for what, m in merged.items() if what not in FIELDS}
    when = merged["when"].value or (None, None)
    place = merged["where"].value
    return {
        "kind": "incident", "id": incident.id, "merge": how, "reports": len(incident.reports), "stories": incident.stories,
        "reprints": len(incident.members) - len(incident.reports), "disagreement": disagreement(merged),
        "type": merged["type"].value, "mode": merged["mode"].value, "status": merged["status"].value,
        "sources": list(merged["sources"].value or ()), "targets": list(merged["targets"].value or ()),
        "time": {"earliest": when[0], "latest": when[1]}, "place": asdict(place) if place is not None else None,
        "numbers": {what: {"value": _whole(m.value), "low": _whole(m.low), "high": _whole(m.high)} for what, m in counted.items()},
        "fields": {name: _field(m) for name, m in merged.items() if m.told},
        "members": [_member(m) for m in incident.members],
    }  # fmt: skip


FIELDS = ("type", "mode", "status", "sources", "targets", "when", "where")


def _field(merged: Merged) -> Json:
    return {"told": merged.told, "disagreement": merged.disagreement, "from": [_name(r) for r in merged.reports]}


def _member(member: Member) -> Json:
    return {**_report(member.report), "story": member.story, "reprint": member.reprint, "link": member.link and _link(member.link)}


def _report(report: Report) -> Json:
    return {
        "article": report.article, "event": report.event, "published": report.published, "publisher": report.publisher,
        "title": report.title,
        "trigger": {"start": report.start, "end": report.end, "text": report.trigger},
        "type": report.type, "mode": report.mode, "status": report.status,
        "sources": [p.name for p in report.sources], "targets": [p.name for p in report.targets],
        "time": {"earliest": _day(report.when.first), "latest": _day(report.when.after)} if report.when.told else None,
        "place": report.where.name if report.where else None,
        "numbers": {what: {"low": _whole(n.low), "best": _whole(n.best), "high": _whole(n.high)} for what, n in report.numbers.items()},
        "said_by": list(report.said_by),
    }  # fmt: skip


def _link(link: Link) -> Json:
    return {"to": _name(link.to), "by": link.by, "bits": link.bits, "why": link.why, "reasons": [_reason(r) for r in link.reasons]}


def _unsure(unsure: Unsure, of: dict[tuple[str, str, int, int], str]) -> Json:
    return {
        "kind": "unsure", "first": _report(unsure.first), "second": _report(unsure.second),
        "incidents": [of.get(r.key) for r in (unsure.first, unsure.second)],
        "by": unsure.by, "bits": unsure.bits, "note": unsure.note, "reasons": [_reason(r) for r in unsure.reasons],
    }  # fmt: skip


def _reason(reason: Reason) -> Json:
    return {"evidence": reason.evidence, "bits": reason.bits, "words": reason.words}


def _name(report: Report) -> str:
    """As `incidents judge` takes it."""
    return f"{report.article}:{report.event}"


def _whole(number: float | None) -> float | int | None:
    """12 and not 12.0: people are counted."""
    return int(number) if number is not None and number == int(number) else number


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def _within(incident: Incident, first: str | None, after: str | None) -> bool:
    """By the days that its reports tell; by the day of its earliest report where none does."""
    told = merge(incident, "conservative")["when"].value
    published = incident.members[0].report.published
    if told is None:
        return not (first or after) or (published is not None and (not first or published >= first) and (not after or published < after))
    return (not first or told[1] > first) and (not after or told[0] < after)
