"""What comes out: any record as it went in, as it was known on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from ceasewire.errors import UsageError
from ceasewire.store import EventQuery, Store, open_store, periods
from tests.store.conftest import DATABASES
from tests.store.invented import NEWER, REPORT, any_record, report, reports


@pytest.fixture(scope="module", params=DATABASES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One store that all examples go into, so that each is read from among others."""
    if request.param == "sqlite":
        with open_store(str(tmp_path_factory.mktemp("any") / "record.db"), create=True) as store:
            yield store
        return
    from tests.store import postgres

    with postgres.database(request.getfixturevalue("postgres_server")) as url, open_store(url, create=True) as store:
        yield store


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(any_record())
def test_any_record_comes_back_as_it_went_in(filled: Store, record: dict[str, Any]) -> None:
    first = filled.add(record)
    assert filled.add(record) == "known"
    assert filled.find(record["article"], record["run"]) == record
    if first != "known":
        assert list(filled.records(id=record["article"]["id"]))[-1] == record


def test_all_of_them_check(filled: Store) -> None:
    """Runs after the examples above, over what they left."""
    assert list(filled.check()) == []
    assert filled.info()["articles"] > 5


@pytest.fixture
def history(address: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """One article read in January, read by newer code in March, corrected by its paper in May; another one added in March."""
    with open_store(address, create=True) as store:
        for day, record in (
            ("2026-01-10", report(status="occurred")),
            ("2026-03-05", report(status="denied", run=NEWER)),
            ("2026-03-20", report("b1", f"Also: {REPORT}", status="planned")),
            ("2026-05-01", report(text=f"Correction: {REPORT}", status="negated", run=NEWER)),
        ):
            monkeypatch.setattr(periods, "now", lambda day=day: f"{day}T12:00:00.000000Z")
            store.add(record)
        yield store


@pytest.mark.parametrize(("as_of", "known"), [
    ("2025", []), ("2026-01-09", []), ("2026-01-10T11:59", []), ("2026-01-10T14:00+02:00", []), ("2026-01-10T12:01", ["occurred"]),
    ("2026-01-10", ["occurred"]), ("2026-02", ["occurred"]), ("2026-03-05", ["denied"]), ("2026-03", ["denied", "planned"]),
    ("2026-04-30", ["denied", "planned"]), ("2026-05", ["planned", "negated"]), ("2026", ["planned", "negated"]),
    (None, ["planned", "negated"]),
])  # fmt: skip
def test_as_of(history: Store, as_of: str | None, known: list[str]) -> None:
    assert [record["events"][0]["status"] for record in history.records(as_of=as_of)] == known
    assert history.info(as_of=as_of)["articles"] == len(known)
    assert sorted(record["events"][0]["status"] for record in history.events(EventQuery(as_of=as_of))) == sorted(known)


def test_all_versions_can_be_counted(history: Store) -> None:
    found = history.info()
    assert (found["articles"], found["earlier"], found["texts"], len(found["runs"])) == (2, 2, 3, 2)
    assert found["recorded"] == ["2026-01-10T12:00:00.000000Z", "2026-05-01T12:00:00.000000Z"]
    assert history.info(as_of="2026-03-10")["earlier"] == 1 and history.info(as_of="2026-03-10")["texts"] == 1


@pytest.mark.parametrize("as_of", ["yesterday", "2026-13", "2026-02-30", "2026-01-10T25:00", ""])
def test_a_day_that_is_none(history: Store, as_of: str) -> None:
    with pytest.raises(UsageError, match="--as-of"):
        list(history.records(as_of=as_of))


def test_more_than_one_batch_keeps_the_order(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "record.db"), create=True) as store:
        for record in reports(230):
            store.add(record)
        assert [r["article"]["id"] for r in store.records()] == [f"r{n}" for n in range(230)]
        assert len(list(store.events(EventQuery(statuses=("occurred",))))) == 230
