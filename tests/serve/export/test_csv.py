"""Rows of events and of reports, read back with the csv module."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from ceasewire.serve.export import reports_csv
from tests.conftest import coder
from tests.serve.export.written import Json, written
from tests.store.invented import NEWER, REPORT, report

TOLD = (
    "An airstrike on a market in Port Ostrel killed at least 14 people on Monday, doctors said. The Coast Front accused Varonia of bombing "
    "the market. Varonia denied that its warplanes had carried out the strike."
)


def rows(name: str, *records: Json) -> list[dict[str, str]]:
    text, said = written(name, records)
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(found) == said.rows
    assert all(None not in row and None not in row.values() for row in found), "a row has more or fewer cells than the header"
    return found


def with_place(precision: str) -> Json:
    record = report()
    record["places"][0]["precision"] = precision
    return record


@pytest.mark.parametrize("name", ["events-csv", "reports-csv"])
def test_two_runs_differ_in_the_run_alone(name: str) -> None:
    """Another version of the code over the same article, recorded another day."""
    first = {**report(), "recorded_at": "2026-11-28T10:00:00.000000Z"}
    second = {**report(run=NEWER), "recorded_at": "2026-11-29T10:00:00.000000Z"}
    for a, b in zip(rows(name, first), rows(name, second), strict=True):
        assert {column for column in a if a[column] != b[column]} == {"run_id", "recorded_at"}
        assert a["run_id"].startswith("run") and a["recorded_at"] == "2026-11-28T10:00:00.000000Z"


@pytest.mark.parametrize("name", ["events-csv", "reports-csv"])
def test_articles_of_one_text_have_rows_of_their_own(name: str) -> None:
    """They share the ids of their events, which come from the text."""
    found = rows(name, report("a1"), report("a2"))
    assert len({row["event_id"] for row in found}) == 1 and len({row["report_id"] for row in found}) == len(found)


@pytest.mark.parametrize("precision", ["point", "adm1", "country", "area", "unresolved"])
def test_a_point_stands_only_where_the_words_name_one(precision: str) -> None:
    known = precision == "point"
    (event,), (told, _) = rows("events-csv", with_place(precision)), rows("reports-csv", with_place(precision))
    assert (event["lat"], event["lon"]) == (told["latitude"], told["longitude"]) == (("1.5", "2.25") if known else ("", ""))
    assert event["place"] == told["location"] == "Verin" and (told["city"] == "Verin") is known


def test_what_users_put_in_runs_nowhere_and_lasts() -> None:
    record = report("0017", title="=HYPERLINK(\"http://x.example\")\nsecond line")
    (event,) = rows("events-csv", record)
    assert event["article_id"] == "id:0017" and event["title"] == "'=HYPERLINK(\"http://x.example\") second line"
    (plain,) = rows("csv", record)
    assert plain["article_id"] == "id:0017"


@pytest.mark.parametrize(("code", "written_as"), [("043", "C043"), ("190", "C190"), (None, "")])
def test_codes_keep_their_zeros(code: str | None, written_as: str) -> None:
    record = report()
    record["events"][0]["cameo"] = code
    assert rows("events-csv", record)[0]["cameo"] == written_as and rows("csv", record)[0]["cameo"] == (code or "")


def test_every_value_that_can_be_vague_has_its_precision() -> None:
    for name in ("location", "date", "deaths", "wounded"):
        assert f"{name}_precision" in reports_csv.COLUMNS
    assert {"event_id", "country", "city", "location", "date_start", "date_end", "latitude", "longitude", "actor1", "actor6_type", "target",
            "event_context", "deaths_best", "source"} <= set(reports_csv.COLUMNS)  # fmt: skip


def test_a_telling_has_the_columns_filled() -> None:
    told, claim = rows("reports-csv", report(title="Attack on Verin"))
    assert told["report_kind"] == "telling" and told["source"] == "a1 (2024-03-12) Attack on Verin"
    assert (told["date_start"], told["date_end"], told["date_precision"]) == ("2024-03-11", "2024-03-11", "4")
    assert [told[f"deaths_{x}"] for x in ("low", "best", "high", "precision")] == ["3", "3", "3", "3"]
    assert (told["actor1"], told["actor1_type"], told["actor1_subtype"], told["actor2"]) == ("Coast Front", "rebel", "REB", "")
    assert (told["said_by"], told["said_how"], told["disputed"]) == ("Varonian police", "says", "how many")
    assert claim["report_kind"] == "claim" and claim["deaths_best"] == "3" and not claim["said_by"] and not claim["country"]


@pytest.mark.parametrize(("quantity", "want"), [
    ({"best": 3}, ("3", "3", "3", "3")), ({"best": 1100, "approx": True}, ("", "1100", "", "2")), ({"low": 14}, ("14", "", "", "1")),
    ({"high": 20}, ("", "", "20", "1")),
    ({"low": 30, "high": 44}, ("30", "", "44", "2")), ({"what": "wounded", "best": 3}, ("", "", "", "")),
])
def test_numbers_are_no_more_exact_than_the_words(quantity: Json, want: tuple[str, ...]) -> None:
    record = report()
    record["quantities"][0] |= {"low": None, "best": None, "high": None, "approx": False, **quantity}
    told = rows("reports-csv", record)[0]
    assert tuple(told[f"deaths_{x}"] for x in ("low", "best", "high", "precision")) == want


@pytest.mark.parametrize(("earliest", "latest", "want"), [
    ("2024-03-11", "2024-03-12", ("2024-03-11", "2024-03-11", "4")), ("2024-03-01", "2024-04-01", ("2024-03-01", "2024-03-31", "2")),
    ("2024-03-04", "2024-03-11", ("2024-03-04", "2024-03-10", "3")), (None, "2024-05-01", ("", "2024-04-30", "1")),
    ("2024-02-05", None, ("2024-02-05", "", "1")), ("2024-01-01", "2025-01-01", ("2024-01-01", "2024-12-31", "1")),
    ("2024-03-14T14:00", "2024-03-14T15:00", ("2024-03-14", "2024-03-14", "4")),
    ("2024-03-14T22:00", "2024-03-15T00:00", ("2024-03-14", "2024-03-14", "4")),
    (None, None, ("", "", "")),
])
def test_days_are_no_more_exact_than_the_words(earliest: Any, latest: Any, want: tuple[str, ...]) -> None:
    record = report()
    record["events"][0]["time"] = {"ref": None, "earliest": earliest, "latest": latest}
    told = rows("reports-csv", record)[0]
    assert (told["date_start"], told["date_end"], told["date_precision"]) == want


def test_who_denies_an_event_has_a_report_of_it() -> None:
    """The claim is a row of the same event: what it does not say is empty."""
    found = rows("reports-csv", coder().code(TOLD, published="2024-05-21", id="told"))
    (denial,) = [row for row in found if row["report_kind"] == "claim" and row["status"] == "denied"]
    (told,) = [row for row in found if row["report_kind"] == "telling" and row["event_id"] == denial["event_id"]]
    assert denial["said_by"] == "Varonia" and told["status"] == "occurred" and told["said_by"] == "The Coast Front"
    assert "whether" in told["disputed"] and not denial["actor1"] and not denial["plover_type"]


def test_more_sides_than_columns_are_all_there() -> None:
    record = report()
    actor = record["actors"][0]
    record["actors"] = [{**actor, "id": f"a{n}", "name": f"Side {n}"} for n in range(8)]
    record["events"][0] |= {"sources": [f"a{n}" for n in range(8)], "source_spans": []}
    told = rows("reports-csv", record)[0]
    assert told["actor6"] == "Side 5" and told["actors"] == "; ".join(f"Side {n}" for n in range(8))


def test_the_text_of_the_report_is_where_it_was(tmp_path: Any) -> None:
    assert rows("events-csv", report())[0]["sentence"] == REPORT[:-1]
