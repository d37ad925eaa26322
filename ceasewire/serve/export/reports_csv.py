"""One row a report of an event, for R's `eventreport`: reports of one event, from one article or many, share their event_id.

An article's telling of an event is one report. Where a source in the article says otherwise of it (another number, another day, that it
did not happen), that claim is a report of its own: only what it says is filled in. Each value that can be told more or less exactly has a
column NAME_precision beside it, in which the higher number is the more exact one. Which reports are right is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TextIO

from ceasewire.serve.export.format import Format, Json, Written, fitting
from ceasewire.serve.export.origin import ORIGIN, origin, point, report_id
from ceasewire.serve.export.parties import parties
from ceasewire.serve.export.period import ALWAYS, Period
from ceasewire.serve.export.rows import event_rows, last_date, words
from ceasewire.serve.export.sheet import Sheet, lasting_id
from ceasewire.serve.export.together import with_incidents

Bounds = tuple[float | None, float | None, float | None]
SIDES = 6  #: actor1 … actor6, as the data sets have that the package was made for
PARTS = ("", "_id", "_type", "_subtype", "_country")  #: of each actor
PLACES = {"point": 3, "adm1": 2, "country": 1, "area": 1, "unresolved": 0}
NUMBERS = tuple(f"{what}_{bound}" for what in ("deaths", "wounded") for bound in ("low", "best", "high", "precision"))
LINKED = ("to", "by", "bits", "reasons", "why")  #: why this is a report of the event (together.py)
COLUMNS = (
    "report_id", "event_id", "article_id", "event_in_article", "report_kind", "reprint_of",
    "event_type", "event_mode", "plover_type", "status", "event_context",
    "country", "adm1", "city", "location", "location_words", "location_precision", "latitude", "longitude",
    "date_start", "date_end", "date_words", "date_precision", "published",
    *(f"actor{n}{part}" for n in range(1, SIDES + 1) for part in PARTS), "actors", "target", "target_countries", "target_sectors",
    *NUMBERS, *(f"linked_{part}" for part in LINKED), "source", "said_by", "said_how", "disputed", "sentence", *ORIGIN,
)  # fmt: skip
#: fields of the event itself, which every report of it shares
SHARED = ("event_id", "event_in_article", "event_type", "event_mode")


def write(records: Iterable[Json], out: TextIO, period: Period = ALWAYS) -> Written:
    """The header, then the reports of each record as it comes."""
    written = Written()
    sheet = Sheet(out, COLUMNS)
    for record in fitting(records, period, written):
        for row in reports(record):
            sheet.add({**dict.fromkeys(COLUMNS), **row})
            written.rows += 1
        sheet.flush()
    return written


def reports(record: Json) -> Iterator[Json]:
    """One row for each event that the article tells, and one for each other claim about it."""
    article = record["article"]
    common = {
        "article_id": lasting_id(article["id"]), "published": article["published"], "source": _source(article), **origin(record),
    }  # fmt: skip
    for event, row in zip(record["events"], event_rows(record), strict=True):
        told = {**common, **_telling(record, event, row)}
        yield told
        for n, claimed in enumerate(_claims(record, event)):
            shared = {name: told[name] for name in SHARED}
            yield {**common, **shared, "report_kind": "claim", "report_id": report_id(record, event, str(n)), **claimed}


def _telling(record: Json, event: Json, row: Json) -> Json:
    """The event as the article tells it."""
    lat, lon = point(row)
    about = _disputes(record, event)
    sides = parties(record, event["sources"], event["source_spans"])
    told: dict[str, Any] = {
        "report_id": report_id(record, event), "event_id": event.get("incident") or event["id"], "event_in_article": event["id"],
        "report_kind": "telling", "reprint_of": lasting_id(event["reprint_of"]) if event.get("reprint_of") else None,
        **{f"linked_{part}": value for part, value in (event.get("linked") or {}).items()},
        "event_type": row["type"], "event_mode": row["mode"], "plover_type": row["plover_type"], "status": row["status"],
        "event_context": row["contexts"], "country": row["place_country"], "adm1": row["place_adm1"],
        "city": row["place"] if row["precision"] == "point" else None, "location": row["place"], "location_words": row["place_words"],
        "location_precision": PLACES.get(row["precision"]), "latitude": lat, "longitude": lon,
        **_dates(row["earliest"] or None, row["latest"] or None), "date_words": row["time_words"],
        "actors": "; ".join(side.name for side in sides), "target": row["target"],
        "target_countries": row["target_countries"], "target_sectors": row["target_sectors"],
        **_numbers("deaths", _bounds(row, "killed"), _vague(record, event, "killed")),
        **_numbers("wounded", _bounds(row, "wounded"), _vague(record, event, "wounded")),
        "said_by": row["said_by"], "said_how": _statement(record, event["said_in"]).get("act"),
        "disputed": "; ".join(dict.fromkeys(d["kind"] for d in about)), "sentence": row["sentence"],
    }  # fmt: skip
    for n, side in enumerate(sides[:SIDES], start=1):
        values = (side.name, side["id"], side["kind"], side["sector"], side["country"])
        told |= {f"actor{n}{part}": value for part, value in zip(PARTS, values, strict=True)}
    return told


def _claims(record: Json, event: Json) -> Iterator[Json]:
    """What others in the article say of the event, in the order of its disagreements."""
    counted = {(q["start"], q["end"]): q for q in record["quantities"]}
    for disagreement in _disputes(record, event):
        if sum(id.startswith("e") for id in disagreement["about"]) > 1:
            continue  # each of the events in dispute has a row of its own
        for claim in disagreement["claims"]:
            if claim["statement"] == event["said_in"]:
                continue
            said = _statement(record, claim["statement"])
            claimed = {
                "said_by": words(said["speaker_spans"]) if said else None, "said_how": said.get("act"), "disputed": disagreement["kind"],
                "sentence": " ".join((said["content"] if said else claim["span"])["text"].split()),
            }  # fmt: skip
            number = counted.get((claim["span"]["start"], claim["span"]["end"]))
            if disagreement["kind"] == "whether":
                claimed["status"] = claim["value"]
            elif disagreement["kind"] == "when" and _is_day(claim["value"]):
                day = claim["value"]
                claimed |= {"date_start": day, "date_end": day, "date_words": claim["span"]["text"], "date_precision": 4}
            elif disagreement["kind"] == "how many" and number is not None and number["what"] in ("killed", "wounded"):
                name = "deaths" if number["what"] == "killed" else "wounded"
                claimed |= _numbers(name, (number["low"], number["best"], number["high"]), number["approx"])
            yield claimed


def _disputes(record: Json, event: Json) -> list[Json]:
    mine = {event["id"], *event["quantities"]}
    return [disagreement for disagreement in record["disagreements"] if mine & set(disagreement["about"])]


def _statement(record: Json, id: str | None) -> Json:
    return next((s for s in record["statements"] if s["id"] == id), {})


def _source(article: Json) -> str:
    """ "AFP (2011-01-11) headline" """
    day = article["published"][:10] if article["published"] else "no date"
    return " ".join(part for part in (article["publisher"] or article["id"], f"({day})", article["title"]) if part)


def _dates(earliest: str | None, latest: str | None) -> Json:
    """First and last day; 4 a day, 3 up to a week, 2 up to a month, 1 longer or open at one end."""
    first = date.fromisoformat(earliest[:10]) if earliest else None
    last = last_date(latest) if latest else None
    precision = 1 if first or last else None
    if first and last:
        length = (last - first).days
        precision = 4 if length < 1 else 3 if length < 7 else 2 if length < 31 else 1
    return {"date_start": first and first.isoformat(), "date_end": last and last.isoformat(), "date_precision": precision}


def _bounds(row: Json, what: str) -> Bounds:
    low, best, high = (None if row[f"{what}_{bound}"] == "" else row[f"{what}_{bound}"] for bound in ("low", "best", "high"))
    return low, best, high


def _vague(record: Json, event: Json, what: str) -> bool:
    return any(q["approx"] for q in record["quantities"] if q["id"] in event["quantities"] and q["what"] == what)


def _numbers(name: str, bounds: Bounds, vague: bool) -> Json:
    """3 one number, 2 a number with "about" or two bounds, 1 one bound alone."""
    low, best, high = bounds
    if best is not None:  # "about 40" is no bound to either side
        low, high = (None, None) if vague else (best if low is None else low, best if high is None else high)
        precision: int | None = 2 if vague else 3
    else:
        precision = sum(bound is not None for bound in (low, high)) or None
    return {f"{name}_low": low, f"{name}_best": best, f"{name}_high": high, f"{name}_precision": precision}


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == 10


ABOUT = "one row a report of an event, reports of one event under one event_id, as R's eventreport aggregates them"
FORMAT = Format("reports-csv", ABOUT, write, spreadsheet=True, across=with_incidents)
