"""What `ceasewire incidents` prints: for reading, each incident with its reports and why; for spreadsheets, a row each.

A row a report, for R, is `ceasewire export reports-csv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, TextIO

from ceasewire.serve.export.origin import report_of
from ceasewire.serve.export.sheet import Sheet

#: columns of the CSV with a row an incident; days are inclusive, as spreadsheets and R have them
COLUMNS = (
    "incident_id", "aggregation_name", "reports", "stories", "reprints", "disagreement", "type", "mode", "status", "sources", "targets",
    "date_start", "date_end", "place", "place_precision", "adm1", "country", "lat", "lon",
    "killed", "killed_low", "killed_high", "wounded", "wounded_low", "wounded_high", "disagreement_fields", "report_ids",
)  # fmt: skip
Json = dict[str, Any]


def table_lines(rows: Iterable[Json]) -> Iterator[str]:
    """For reading: an incident a line, below it its reports with the reason why each is there; then what a person should look at."""
    doubts = False
    for row in rows:
        if row["kind"] == "incident":
            yield f"{_head(row)}\n"
            if len(row["members"]) > 1:
                yield from (f"    {_told(member)}{_why(member)}\n" for member in row["members"])
        elif row["kind"] == "unsure":
            if not doubts:
                yield "\nNot sure, please look (ceasewire incidents judge EVENT_A EVENT_B same|not|unsure):\n"
            doubts = True
            yield f"    {_told(row['first'])}\n    {_told(row['second'])}\n        {_reasons(row)}\n"


def _head(row: Json) -> str:
    first, last = _days(row)
    day = first if first == last else f"{first} to {last}"
    sides = " → ".join(", ".join(row[side]) for side in ("sources", "targets") if row[side])
    counts = [f"{what} {n['value']:g}" + (f" ({n['low']:g} to {n['high']:g})" if n["low"] != n["high"] else "") for what, n in _counts(row)]
    kind = "-".join(filter(None, (row["type"] or "several types", row["mode"])))
    printed = row["members"][0]["published"]
    day = day if first else f"no date, printed {printed[:10]}" if printed else "no date"
    parts = (day, row["id"], kind, row["status"], sides, row["place"] and row["place"]["name"], *counts)
    many = f"{row['reports']} reports in {row['stories']} articles" if row["reports"] > 1 else ""
    again = "once" if row["reprints"] == 1 else f"{row['reprints']} times"
    many += (", " if many else "") + f"printed {again} more" if row["reprints"] else ""
    many += f", disagreement {row['disagreement']:g}" if row["disagreement"] else ""
    return " · ".join(filter(None, (*parts, many)))


def _counts(row: Json) -> list[tuple[str, Json]]:
    return [(what, n) for what, n in row["numbers"].items() if n["value"] is not None]


def _told(member: Json) -> str:
    status = "" if member["status"] == "occurred" else f" {member['status']}"
    words = " ".join(member["trigger"]["text"].split())
    return f"{member['published'] or 'no date'}  {member['article']}:{member['event']}  “{words}”{status}"


def _why(member: Json) -> str:
    link = member["link"]
    if link is None:
        return ""
    return f"\n        as {link['to']}: " + ("printed again" if link["by"] == "reprint" else _reasons(link))


def _reasons(link: Json) -> str:
    said = [] if link["by"] == "rule" else [f"says {link['by']}" + (f": {link['why']}" if link.get("why") else "")]
    found = [f"{r['evidence']} {r['bits']:+g} ({r['words']})" if r["words"] else f"{r['evidence']} {r['bits']:+g}" for r in link["reasons"]]
    return "; ".join(filter(None, (*said, link.get("note"), f"{link['bits']:+g} bits", *found)))


def write_csv(rows: Iterable[Json], out: TextIO) -> None:
    """A row an incident; its report_ids are those of `ceasewire export reports-csv`."""
    sheet = Sheet(out, COLUMNS)
    for row in rows:
        if row["kind"] == "incident":
            sheet.add(_cells(row))


def _cells(row: Json) -> Json:
    (first, last), place = _days(row), row["place"] or {}
    counted = {what: row["numbers"].get(what, {}) for what in ("killed", "wounded")}
    scores = {name: field["disagreement"] for name, field in row["fields"].items() if field["disagreement"] is not None}
    return {
        **{name: row[name] for name in ("reports", "stories", "reprints", "disagreement", "type", "mode", "status")},
        "incident_id": row["id"], "aggregation_name": row["merge"],
        "sources": "; ".join(row["sources"]), "targets": "; ".join(row["targets"]),
        "date_start": first, "date_end": last,
        "place": place.get("name"), "place_precision": place.get("precision"),
        **{name: place.get(name) for name in ("adm1", "country", "lat", "lon")},
        **{what: n.get("value") for what, n in counted.items()},
        **{f"{what}_{end}": n.get(end) for what, n in counted.items() for end in ("low", "high")},
        "disagreement_fields": "; ".join(f"{name} {score:g}" for name, score in scores.items()),
        "report_ids": "; ".join(report_of(m["article"], m["event"]) for m in row["members"]),
    }  # fmt: skip


def _days(row: Json) -> tuple[str | None, str | None]:
    """The first and the last day."""
    after = row["time"]["latest"]
    return row["time"]["earliest"], after and (date.fromisoformat(after) - timedelta(days=1)).isoformat()
