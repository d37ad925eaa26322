"""One PLOVER event a line, with the fields of the PLOVER manual. Loses: statements, commitments, spans of fields.

`event` is the type that PLOVER's rules give to acts announced, promised or refused; a mode stands only where it is a mode of that type.
An act that did not (or not yet) happen carries one of the manual's auxiliary modes behind it, so that nobody counts it as done. PLOVER asks
for a day: where the text gives none it is the day of publication, and `comment` says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from ceasewire.serve.export.format import Format, Json, Written, fitting
from ceasewire.serve.export.jsonl import as_text
from ceasewire.serve.export.origin import point, report_id, run_id
from ceasewire.serve.export.parties import Party, parties
from ceasewire.serve.export.period import ALWAYS, Period
from ceasewire.serve.export.rows import event_rows, last_date

#: the manual's auxiliary modes; an act that is done or going on has none
AUXILIARY = {
    "historical": "historical", "scheduled": "future", "planned": "future", "possible": "hypothetical", "conditional": "hypothetical",
    "demanded": "hypothetical", "denied": "negation", "negated": "negation",
}  # fmt: skip
RESOLUTION = {"country": 1, "adm1": 2, "point": 4}  #: of PLOVER's five, from country to within a city
NO_DAY = "events without a day, which PLOVER asks for: neither they nor their article have one"


def write(records: Iterable[Json], out: TextIO, period: Period = ALWAYS) -> Written:
    """A line for each event as it comes."""
    written = Written()
    for record in fitting(records, period, written):
        for event, row in zip(record["events"], event_rows(record), strict=True):
            made = _event(record, event, row)
            if made is None:
                written.left_out[NO_DAY] += 1
                continue
            out.write(as_text(made) + "\n")
            written.rows += 1
        out.flush()
    return written


def _event(record: Json, event: Json, row: Json) -> Json | None:
    article, own = record["article"], event["plover_type"] == event["type"]
    first, last = row["earliest"][:10], last_date(row["latest"]).isoformat() if row["latest"] else ""
    day = first or last or (article["published"] or "")[:10]
    if not day:
        return None
    modes = [event["mode"]] if own and event["mode"] else []
    if own and event["status"] in AUXILIARY:
        modes.append(AUXILIARY[event["status"]])
    recorded = record.get("recorded_at") or ""
    return {
        "id": report_id(record, event), "has_event": True, "date": day, **({"enddate": last} if first and last and last != first else {}),
        "actor": [_entity(party) for party in parties(record, event["sources"], event["source_spans"])],
        "recipient": [_entity(party) for party in parties(record, event["targets"], event["target_spans"])],
        "event": [event["plover_type"]], "mode": modes, "context": event["contexts"],
        "event_text": [event["trigger"]["text"]], "event_loc": _location(row),
        "quad_code": event["quad"], "event_scale": event["goldstein"],
        "size": {name: row[f"{what}_best"] for name, what in (("dead", "killed"), ("injured", "wounded")) if row[f"{what}_best"] != ""},
        "text": row["sentence"], "text_info": {"start": event["sentence"]["start"], "end": event["sentence"]["end"]},
        "cite_info": {
            "citation": article["id"], "url": article["url"], "title": article["title"], "language": article["language"],
            "publication": article["publisher"],
        },
        "coder": f"ceasewire {record['run'].get('version')} {run_id(record)}", "coded_date": recorded[:10] or None,
        "coded_time": recorded[11:] or None, "comment": _comment(event, row, day=first or last),
    }  # fmt: skip


def _entity(party: Party) -> Json:
    return {
        "code": party["country"], "sector": party["sector"], "entity_text": party.words, "identifier_id": party["wikidata"],
        "identifier_text": party.name, "office": party["role"] if party["kind"] == "person" else None,
    }  # fmt: skip


def _location(row: Json) -> Json | None:
    if not row["place_words"]:
        return None
    lat, lon = point(row)
    return {
        "extracted_place": row["place_words"], "resolved_place": row["place"] or None, "lat": lat, "lon": lon,
        "city": row["place"] if row["precision"] == "point" else None, "province": row["place_adm1"] or None,
        "country_code": row["place_country"] or None, "resolution": RESOLUTION.get(row["precision"]),
    }  # fmt: skip


def _comment(event: Json, row: Json, *, day: str) -> str:
    """What PLOVER has no field for, as NAME=VALUE."""
    act = event["type"] + (f"-{event['mode']}" if event["mode"] else "")
    said = {"status": event["status"], "act": act, "said_by": row["said_by"], "date_from": "text" if day else "publication"}
    return "; ".join(f"{name}={value}" for name, value in said.items() if value)


FORMAT = Format("plover-jsonl", "one PLOVER event a line, fields of the PLOVER manual; what did not happen has an auxiliary mode", write)
