"""An event as one flat row, for tables: the words of every field, and the values read from them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

COLUMNS = (
    "article_id", "event_id", "published", "type", "mode", "plover_type", "status", "source", "target", "trigger",
    "time_words", "earliest", "latest", "place_words", "place", "country", "precision", "lat", "lon",
    "killed", "wounded", "said_by", "status_words", "sentence", "rule",
)


def event_rows(record: dict[str, Any]) -> list[dict[str, Any]]:
    """One row an event of the record, in text order; a field without words is empty."""
    by_id = {r["id"]: r for name in ("times", "places", "quantities", "statements") for r in record[name]}
    return [_row(record["article"], event, by_id) for event in record["events"]]


def words(spans: list[dict[str, Any]]) -> str:
    return "; ".join(" ".join(s["text"].split()) for s in spans)


def dyad(source: str, target: str) -> str:
    """Who → to whom; the arrow stands before a target without a named source."""
    return f"{source} → {target}".strip() if target else source


def number(x: float) -> str:
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


def days(earliest: str | None, latest: str | None) -> str:
    """A half-open interval of ISO days in words: "2024-03-14", "2024-03-01 to 2024-03-31", "by 2024-04-30", "since 2024-02-05"."""
    last = latest
    if latest and len(latest) == 10:
        last = (date.fromisoformat(latest) - timedelta(days=1)).isoformat()
    if earliest is None:
        return f"by {last}" if last else ""
    if last is None:
        return f"since {earliest}"
    return earliest if earliest == last else f"{earliest} to {last}"


def _row(article: dict[str, Any], event: dict[str, Any], by_id: dict[str, Any]) -> dict[str, Any]:
    time = event["time"] or {}
    place = by_id.get((event["place"] or {}).get("ref") or "", {})
    said = by_id.get(event["said_in"] or "", {})
    quantities = [by_id[q] for q in event["quantities"] if q in by_id]
    start, end = event["sentence"]["start"], event["sentence"]["end"]
    row = {
        "article_id": article["id"], "event_id": event["id"], "published": article["published"],
        **{k: event[k] for k in ("type", "mode", "plover_type", "status", "rule")},
        "source": words(event["source_spans"]), "target": words(event["target_spans"]), "trigger": event["trigger"]["text"],
        "time_words": by_id.get(time.get("ref") or "", {}).get("text"), "earliest": time.get("earliest"), "latest": time.get("latest"),
        "place_words": place.get("text"), "place": place.get("name"),
        **{k: place.get(k) for k in ("country", "precision", "lat", "lon")},
        **{w: " + ".join(amount(q) for q in quantities if q["what"] == w and not q["part_of"]) for w in ("killed", "wounded")},
        "said_by": words(said["speaker_spans"]) if said else None, "status_words": words(event["status_spans"]),
        "sentence": " ".join(article["text"][start:end].split()),
    }
    return {k: "" if row[k] is None else row[k] for k in COLUMNS}
