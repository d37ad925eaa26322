"""A GeoJSON FeatureCollection (RFC 7946), one Feature an event, for QGIS, R's sf and web maps.

A Feature has a point only where the words name one; else its geometry is null, which the format allows, and `precision` says what is known.
No crs member (WGS 84, longitude first) and no bbox, which only the end of the stream would know.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from ceasewire.serve.export.format import Format, Json, Written, fitting
from ceasewire.serve.export.jsonl import as_text
from ceasewire.serve.export.origin import origin, point, report_id
from ceasewire.serve.export.period import ALWAYS, Period
from ceasewire.serve.export.rows import event_rows


def write(records: Iterable[Json], out: TextIO, period: Period = ALWAYS) -> Written:
    """The collection, one Feature a line as it comes. The closing bracket comes only at the end: half a file does not pass for a whole."""
    written = Written()
    out.write('{"type": "FeatureCollection", "features": [')
    between = "\n"
    for record in fitting(records, period, written):
        for event, row in zip(record["events"], event_rows(record), strict=True):
            out.write(between + as_text(_feature(record, event, row)))
            between = ",\n"
            written.rows += 1
    out.write("\n]}\n")
    return written


def _feature(record: Json, event: Json, row: Json) -> Json:
    lat, lon = point(row)
    geometry = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
    known: dict[str, Any] = {name: None if value == "" else value for name, value in row.items() if name not in ("lat", "lon")}
    return {"type": "Feature", "id": report_id(record, event), "geometry": geometry, "properties": {**known, **origin(record)}}


FORMAT = Format("geojson", "one Feature an event; a point only where the words name one, else null geometry", write)
