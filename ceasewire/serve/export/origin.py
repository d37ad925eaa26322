"""Where a row comes from: its article, the run that read it and when, an id that is its own, a point if the words name one."""

from __future__ import annotations

import hashlib
from typing import Any

from ceasewire.serve.export.format import Json

#: columns that say where a row comes from
ORIGIN = ("title", "publisher", "url", "sha256", "run_id", "recorded_at")


def origin(record: Json) -> dict[str, Any]:
    """The article, and the two values that differ between two runs over the same articles: run_id and recorded_at (UTC)."""
    return {**{name: record["article"][name] for name in ORIGIN[:4]}, "run_id": run_id(record), "recorded_at": record.get("recorded_at")}


def run_id(record: Json) -> str:
    """One id for a version of the code with its model, data and settings."""
    return _id("run", *(f"{name}={value}" for name, value in sorted(record["run"].items())))


def report_id(record: Json, event: Json, *parts: str) -> str:
    """An id of this event in this article: two articles with the same text share the ids of their events, never these."""
    return report_of(record["article"]["id"], event["id"], *parts)


def report_of(article: str, event: str, *parts: str) -> str:
    """The same, by the two ids."""
    return _id("r", article, event, *parts)


def point(place: Json) -> tuple[float | None, float | None]:
    """Latitude and longitude of a place or a row, if its words name a point and not a province, country or area."""
    lat, lon = place.get("lat"), place.get("lon")
    if place.get("precision") != "point" or not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None, None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else (None, None)


def _id(prefix: str, *parts: str) -> str:
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return prefix + digest[:12]
