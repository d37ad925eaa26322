from __future__ import annotations

from typing import Any

import pytest

from training.corpus.check import faults

TEXT = "Northland shelled Verin on Monday, killing 12. It said so."


def event(**changes: Any) -> dict[str, Any]:
    return {
        "type": "ASSAULT", "mode": "heavy-weapons", "trigger": {"start": 10, "end": 17, "text": "shelled"}, "status": "occurred",
        "sources": [{"start": 0, "end": 9, "text": "Northland"}], "targets": [], "place": {"start": 18, "end": 23, "text": "Verin"},
        "time": {"text": "Monday", "earliest": "2021-05-31", "latest": "2021-06-01"}, "killed": 12, "wounded": None,
    } | changes


def found(*events: dict[str, Any], **layers: Any) -> list[str]:
    return list(faults(TEXT, {"id": "x", "events": list(events), "statements": [], "commitments": []} | layers))


def test_a_right_label_has_no_fault() -> None:
    assert found(event()) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"type": "FIGHT"}, "type 'FIGHT'"),
        ({"mode": "demo"}, "mode 'demo': ASSAULT has abduct"),
        ({"status": "done"}, "status 'done'"),
        ({"trigger": None}, "no trigger"),
        ({"trigger": {"start": 11, "end": 17, "text": "shelled"}}, "holds 'helled', not 'shelled'"),
        ({"place": {"start": 17, "end": 23, "text": " Verin"}}, "begins or ends with a space"),
        ({"killed": "12"}, "not a whole number"),
        ({"type": "CONSULT", "mode": None}, "killed 12 on CONSULT"),
        ({"time": {"text": "Tuesday", "earliest": None, "latest": None}}, "don't stand in the text"),
        ({"time": {"text": "Monday", "earliest": "31 May", "latest": None}}, "not a day like"),
        ({"time": {"text": "Monday", "earliest": "2021-05-31", "latest": "2021-05-31"}}, "half-open"),
    ],
)
def test_each_fault_is_told(changes: dict[str, Any], fault: str) -> None:
    assert any(fault in line for line in found(event(**changes))), found(event(**changes))


def test_one_trigger_has_one_event_of_a_type() -> None:
    assert found(event(), event()) == ["event 2: the same type and trigger as event 1"]


def test_statements_and_commitments_are_checked() -> None:
    statement = {"speaker": None, "cue": None, "content": {"start": 50, "end": 57, "text": "said so"}, "act": "mutters"}
    commitment = {"debtors": [], "creditors": [], "kind": "vow", "action": None, "deadline": None, "condition": None, "status": "new"}
    lines = found(statements=[statement], commitments=[commitment])
    for part in ("act 'mutters'", "no cue", "kind 'vow'", "status 'new'", "no action"):
        assert any(part in line for line in lines), lines
