"""PLOVER lines, read back as JSON and held against the manual's fields."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from ceasewire.records import STATUSES
from ceasewire.serve.export.plover_jsonl import AUXILIARY
from tests.conftest import coder
from tests.serve.export.written import Json, written
from tests.store.invented import any_record, report

#: what the manual names
FIELDS = {
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text", "quad_code",
    "event_scale", "size", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date", "coded_time", "comment",
}  # fmt: skip


def lines(*records: Json) -> list[Json]:
    text, said = written("plover-jsonl", records)
    found = [json.loads(line) for line in text.split("\n")[:-1]]
    assert len(found) == said.rows
    for event in found:
        assert set(event) <= FIELDS and all(event[name] for name in ("id", "date", "event")) and isinstance(event["actor"], list)
    return found


def test_an_event_with_all_fields() -> None:
    (event,) = lines({**report(), "recorded_at": "2026-11-29T10:00:00.000000Z"})
    assert (event["date"], event["event"], event["mode"], event["size"]) == ("2024-03-11", ["ASSAULT"], ["beat"], {"dead": 3})
    (actor,) = event["actor"]
    assert (actor["entity_text"], actor["identifier_text"], actor["code"], actor["sector"]) == ("gunmen", "Coast Front", "VRN", "REB")
    assert (event["event_loc"]["resolution"], event["event_loc"]["lat"], event["event_loc"]["city"]) == (4, 1.5, "Verin")
    assert event["comment"] == "status=occurred; act=ASSAULT-beat; said_by=Varonian police; date_from=text"
    assert (event["coded_date"], event["coded_time"]) == ("2026-11-29", "10:00:00.000000Z") and "enddate" not in event


def test_publication_stands_in_for_the_day_and_says_so() -> None:
    record = report()
    record["events"][0]["time"] = {"ref": None, "earliest": None, "latest": None}
    (event,) = lines(record)
    assert event["date"] == "2024-03-12" and event["comment"].endswith("date_from=publication")


def test_without_any_day_it_is_left_out_and_counted() -> None:
    record = report(published=None)
    record["events"][0]["time"] = {"ref": None, "earliest": None, "latest": None}
    text, said = written("plover-jsonl", [record])
    assert text == "" and [n for reason, n in said.left_out.items() if "without a day" in reason] == [1]


def test_a_stretch_has_both_ends() -> None:
    record = report()
    record["events"][0]["time"] = {"ref": None, "earliest": "2024-03-01", "latest": "2024-04-01"}
    (event,) = lines(record)
    assert (event["date"], event["enddate"]) == ("2024-03-01", "2024-03-31")


@pytest.mark.parametrize("status", STATUSES)
def test_what_did_not_happen_never_looks_as_if_it_did(status: str) -> None:
    (event,) = lines(report(status=status))
    assert (status in ("occurred", "ongoing")) == (event["mode"] == ["beat"]) and set(event["mode"]) <= {"beat", *AUXILIARY.values()}


def test_an_act_announced_has_plovers_type_and_no_mode_of_another() -> None:
    record = coder().code("Northland pledged on Monday to withdraw its troops from Verin by June 1.", published="2021-04-06", id="n")
    events = {event["comment"].split("act=")[1].split(";")[0]: event for event in lines(record)}
    assert events["RETREAT-withdraw"]["event"] == ["CONCEDE"] and events["RETREAT-withdraw"]["mode"] == []


@settings(max_examples=40, deadline=None)
@given(any_record())
def test_any_record_gives_lines(record: Json) -> None:
    lines({**record, "events": [event | {"plover_type": event["type"]} for event in record["events"]]})
