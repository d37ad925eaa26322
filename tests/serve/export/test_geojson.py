"""GeoJSON, read back with the geojson package."""

from __future__ import annotations

import geojson
import pytest
from hypothesis import given, settings

from ceasewire.serve.export.rows import COLUMNS
from tests.serve.export.written import Json, written
from tests.store.invented import any_record, report


def collection(*records: Json) -> geojson.FeatureCollection:
    text, said = written("geojson", records)
    found = geojson.loads(text)
    assert isinstance(found, geojson.FeatureCollection) and found.is_valid, found.errors()
    assert len(found["features"]) == said.rows and "crs" not in found
    return found


def test_a_point_is_longitude_first() -> None:
    (feature,) = collection(report())["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [2.25, 1.5]}
    assert feature["id"].startswith("r") and feature["properties"]["event_id"] == "e1"
    assert set(COLUMNS) - {"lat", "lon"} <= set(feature["properties"]) and feature["properties"]["killed_best"] == 3


@pytest.mark.parametrize("precision", ["adm1", "country", "area", "unresolved"])
def test_no_point_finer_than_the_words(precision: str) -> None:
    record = report()
    record["places"][0]["precision"] = precision
    (feature,) = collection(record)["features"]
    assert feature["geometry"] is None and feature["properties"]["precision"] == precision
    assert "lat" not in feature["properties"] and 1.5 not in feature["properties"].values()


def test_an_event_without_a_place_has_no_geometry() -> None:
    record = report()
    record["events"][0]["place"] = None
    (feature,) = collection(record)["features"]
    assert feature["geometry"] is None and feature["properties"]["place_words"] is None


def test_coordinates_off_the_globe_are_none() -> None:
    record = report()
    record["places"][0]["lat"] = 91.0
    assert collection(record)["features"][0]["geometry"] is None


@settings(max_examples=40, deadline=None)
@given(any_record())
def test_any_record_gives_valid_features(record: Json) -> None:
    found = collection(record)
    assert len({feature["id"] for feature in found["features"]}) == len(record["events"])
