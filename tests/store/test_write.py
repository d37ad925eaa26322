"""What goes in: once, whole, beside what was there, and nothing that is not true to its text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from ceasewire.errors import StoreError
from ceasewire.store import Store, open_store
from ceasewire.store.connect import reading
from ceasewire.store.schema import METADATA
from tests.store.invented import NEWER, REPORT, report


def contents(store: Store) -> dict[str, list[Any]]:
    """Every row of every table."""
    with reading(store._engine) as connection:
        return {t.name: sorted(map(repr, connection.execute(select(t)))) for t in METADATA.sorted_tables}


def test_the_same_record_twice_changes_nothing(address: str) -> None:
    with open_store(address, create=True) as store:
        assert store.add(report()) == "new"
        before = contents(store)
        assert store.add(report()) == "known"
        assert contents(store) == before
    with open_store(address, create=True) as store:
        assert store.add(report()) == "known" and contents(store) == before


def test_nothing_is_overwritten(address: str) -> None:
    with open_store(address, create=True) as store:
        assert store.add(report()) == "new"
        before = contents(store)
        assert store.add(report(status="denied", run=NEWER)) == "recoded"
        assert store.add(report(text=f"{REPORT} It was corrected.")) == "revised"
        assert store.add(report(published="2024-03-13")) == "revised"
        assert store.add(report("another")) == "new"
        after = contents(store)
        assert all(set(rows) <= set(after[name]) for name, rows in before.items())
        assert len(after["codings"]) == 5 and len(after["articles"]) == 4 and len(after["runs"]) == 2


def test_a_reprint_shares_its_text(address: str) -> None:
    with open_store(address, create=True) as store:
        for n in range(3):
            store.add(report(f"paper {n}"))
        assert store.info()["texts"] == 1 and store.info()["articles"] == 3


def changed(path: str, value: Any) -> dict[str, Any]:
    record = report()
    *steps, last = path.split("/")
    at: Any = record
    for step in steps:
        at = at[int(step) if step.isdigit() else step]
    at[int(last) if last.isdigit() else last] = value
    return record


@pytest.mark.parametrize(("record", "says"), [
    (changed("events/0/trigger/text", "attached"), "span 19…27 says 'attached', the text has 'attacked'"),
    (changed("events/0/sentence/end", 4000), "span 0…4000 lies outside of the text of 89 characters"),
    (changed("article/text", REPORT + " "), "sha256 is not that of the text"),
    (changed("events/0/sources", ["a9"]), "names an id that it does not have"),
    (changed("events/0/said_in", "s9"), "names an id that it does not have"),
    (changed("actors/1/id", "a1"), "or has one twice"),
    (changed("incidents", []), "a layer 'incidents' that this version cannot keep"),
])  # fmt: skip
def test_what_is_not_true_to_its_text_is_refused_whole(address: str, record: dict[str, Any], says: str) -> None:
    with open_store(address, create=True) as store:
        store.add(report("before"))
        before = contents(store)
        with pytest.raises(StoreError, match=says):
            store.add(record)
        assert contents(store) == before
        assert store.add(report()) == "new"  # the connection is as good as before


def test_foreign_keys_hold_against_other_programs(address: str) -> None:
    with open_store(address, create=True) as store:
        store.add(report())
        events = METADATA.tables["events"]
        with reading(store._engine) as connection:
            assert connection.execute(select(func.count()).select_from(events)).scalar() == 1
        with pytest.raises(IntegrityError), store._engine.begin() as connection:
            connection.execute(events.insert(), {"coding": 99, "id": "e9", "position": 0, "body": {}})


def test_what_comes_out_is_what_went_in_to_the_byte(address: str) -> None:
    from tests.conftest import coder
    from tests.test_contract import DEMO

    coded = [coder().code(text, id=f"d{n}") for n, text in enumerate(DEMO)]
    with open_store(address, create=True) as store:
        for record in coded:
            store.add(record)
        assert [json.dumps(r) for r in store.records()] == [json.dumps(r) for r in coded]
        assert json.dumps(store.find(coded[1]["article"], coded[1]["run"])) == json.dumps(coded[1])
        assert store.find(coded[1]["article"], NEWER) is None
        assert not list(store.check())
