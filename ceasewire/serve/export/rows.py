"""An event as one flat row, for tables: the words of every field, and the values read from them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

#: docs/csv.md says what each column is
COLUMNS = (
    "article_id", "event_id", "published", "type", "mode", "plover_type", "status", "trigger",
    "source", "source_ids", "source_countries", "source_sectors", "target", "target_ids", "target_countries", "target_sectors",
    "time_words", "earliest", "latest", "last_day", "place_words", "place", "place_country", "place_adm1", "precision", "lat", "lon",
    "killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high",
    "said_by", "status_words", "contexts", "cameo", "goldstein", "quad", "sentence", "rule",
)


def event_rows(record: dict[str, Any]) -> list[dict[str, Any]]:
    """One row an event of the record, in text order; a field without words is empty."""
    by_id = {r["id"]: r for name in ("actors", "times", "places", "quantities", "statements") for r in record[name]}
    return [_row(record["article"], event, by_id) for event in record["events"]]


def words(spans: list[dict[str, Any]]) -> str:
    """The words of several spans, line breaks as blanks."""
    return "; ".join(" ".join(s["text"].split()) for s in spans)


def dyad(source: str, target: str) -> str:
    """Who → to whom; the arrow stands before a target without a named source."""
    return f"{source} → {target}".strip() if target else source


def number(x: float) -> str:
    """A number without the ".0" of a whole one."""
    return str(int(x)) if x == int(x) else str(x)


def amount(quantity: dict[str, Any]) -> str:
    """ "14", "at least 14", "up to 14", "30 to 44", with "about" where the text is vague."""
    low, best, high = quantity["low"], quantity["best"], quantity["high"]
    about = "about " if quantity["approx"] else ""
    if best is not None:
        return about + number(best)
    if low is not None and high is not None:
        return f"{about}{number(low)} to {number(high)}"
    if low is not None:
        return f"at least {number(low)}"
    return f"up to {number(high)}" if high is not None else quantity["text"]


def last_day(latest: str | None) -> str | None:
    """The last day inside a half-open interval of days; a time of day stays as it is."""
    if latest is None or len(latest) != 10:
        return latest
    return last_date(latest).isoformat()


def last_date(latest: str) -> date:
    """The last day that a half-open interval of days or times touches."""
    end = datetime.fromisoformat(latest)
    return (end - timedelta(microseconds=1)).date() if end > datetime.min else end.date()


def days(earliest: str | None, latest: str | None) -> str:
    """A half-open interval of ISO days in words: "2024-03-14", "2024-03-01 to 2024-03-31", "by 2024-04-30", "since 2024-02-05"."""
    last = last_day(latest)
    if earliest is None:
        return f"by {last}" if last else ""
    if last is None:
        return f"since {earliest}"
    return earliest if earliest == last else f"{earliest} to {last}"


def _side(name: str, spans: list[dict[str, Any]], actors: list[dict[str, Any]]) -> dict[str, str]:
    """The words of one side, its actors' ids, and the countries and sectors that are known of them."""
    codes = {key: dict.fromkeys(a[key] for a in actors if a[key]) for key in ("country", "sector")}
    return {
        name: words(spans), f"{name}_ids": "; ".join(a["id"] for a in actors),
        f"{name}_countries": "; ".join(codes["country"]), f"{name}_sectors": "; ".join(codes["sector"]),
    }


def _people(what: str, event: dict[str, Any], by_id: dict[str, Any]) -> dict[str, float | None]:
    """Lowest, stated and highest number of people, groups of victims added up; empty where a group has no such bound."""
    counted = [by_id[q] for q in event["quantities"] if q in by_id]
    groups = [q for q in counted if q["what"] == what and not q["part_of"]]
    bounds: dict[str, list[float | None]] = {
        "low": [q["best"] if q["low"] is None else q["low"] for q in groups], "best": [q["best"] for q in groups],
        "high": [q["best"] if q["high"] is None else q["high"] for q in groups],
    }
    known = {k: [v for v in values if v is not None] for k, values in bounds.items()}
    return {f"{what}_{k}": _whole(sum(found)) if found and len(found) == len(groups) else None for k, found in known.items()}


def _whole(x: float) -> float:
    return int(x) if x == int(x) else x


def _row(article: dict[str, Any], event: dict[str, Any], by_id: dict[str, Any]) -> dict[str, Any]:
    time = event["time"] or {}
    place = by_id.get((event["place"] or {}).get("ref") or "", {})
    said = by_id.get(event["said_in"] or "", {})
    start, end = event["sentence"]["start"], event["sentence"]["end"]
    row = {
        "article_id": article["id"], "event_id": event["id"], "published": article["published"],
        **{k: event[k] for k in ("type", "mode", "plover_type", "status", "cameo", "goldstein", "quad", "rule")},
        "trigger": event["trigger"]["text"], "contexts": "; ".join(event["contexts"]),
        **_side("source", event["source_spans"], [by_id[a] for a in event["sources"]]),
        **_side("target", event["target_spans"], [by_id[a] for a in event["targets"]]),
        "time_words": by_id.get(time.get("ref") or "", {}).get("text"), "earliest": time.get("earliest"), "latest": time.get("latest"),
        "last_day": last_day(time.get("latest")),
        "place_words": place.get("text"), "place": place.get("name"), "place_country": place.get("country"),
        "place_adm1": place.get("adm1"), **{k: place.get(k) for k in ("precision", "lat", "lon")},
        **_people("killed", event, by_id), **_people("wounded", event, by_id),
        "said_by": words(said["speaker_spans"]) if said else None, "status_words": words(event["status_spans"]),
        "sentence": " ".join(article["text"][start:end].split()),
    }
    return {k: "" if row[k] is None else row[k] for k in COLUMNS}
