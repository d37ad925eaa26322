"""The count of reports without an event, on records written by hand."""

from __future__ import annotations

from benchmarks.clean import named, tally


def event(kind: str, rule: str) -> dict[str, str]:
    return {"type": kind, "rule": rule}


def test_a_report_is_clean_when_nothing_is_left_in_it() -> None:
    refused = {"kind": "not an event", "reason": "sport"}
    records = [
        {"events": [], "unresolved": [refused, {"kind": "time", "reason": "no date"}]},
        {
            "events": [event("ASSAULT", "codebook/predicates.csv:7; codebook/modes.csv:3"), event("ASSAULT", "model")],
            "unresolved": [refused],
        },
    ]
    found = tally(records, {"codebook/predicates.csv:7": "kill"})
    assert (found["reports"], found["clean"], found["share"], found["wrong"]) == (2, 1, 50.0, 2)
    assert found["types"] == {"ASSAULT": 2}
    assert found["rules"] == {"kill": 1, "model": 1}
    assert found["refused"] == {"sport": 2}


def test_no_report_has_no_share() -> None:
    assert tally([], {})["share"] is None


def test_rows_are_called_by_what_they_say() -> None:
    assert "kill (verb) ASSAULT" in named().values()
