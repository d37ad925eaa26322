"""What comes out of a database: an order by content, the moment of recording, the past; from both databases the same."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from ceasewire.serve.export.kept import kept
from ceasewire.store import open_store
from tests.serve.export.written import Json, written
from tests.store.invented import NEWER, REPORT, report


def articles() -> list[Json]:
    return [
        report("b", f"B. {REPORT}", published="2024-03-12"), report("never", f"Never. {REPORT}", published=None),
        report("a", f"A. {REPORT}", published="2024-03-12"), report("first", f"First. {REPORT}", published="2024-01-01"),
    ]  # fmt: skip


def fill(address: str, records: list[Json]) -> None:
    with open_store(address, create=True) as store:
        for record in records:
            store.add(record)


def test_by_day_and_article_with_the_moment(address: str) -> None:
    fill(address, articles())
    with open_store(address) as store:
        found = list(kept(store))
        whole = {record["article"]["id"]: record for record in store.records()}
    assert [record["article"]["id"] for record in found] == ["first", "a", "b", "never"]
    for record in found:
        assert record.pop("recorded_at").endswith("Z") and record == whole[record["article"]["id"]]


def test_as_of_and_the_run_recorded_last(address: str) -> None:
    fill(address, [report(), report(run=NEWER)])
    with open_store(address) as store:
        assert [record["run"] for record in kept(store)] == [NEWER]
        assert list(kept(store, "2020")) == []


@pytest.mark.parametrize("name", ["reports-csv", "events-csv"])
def test_two_databases_of_the_same_articles_export_the_same_rows(name: str, tmp_path: Path) -> None:
    """Whatever order they came in; only run_id and recorded_at may differ, so that a diff of two files is news."""
    rows = []
    for n, records in enumerate((articles(), articles()[::-1])):
        fill(str(tmp_path / f"{n}.db"), records)
        with open_store(str(tmp_path / f"{n}.db")) as store:
            text, _ = written(name, kept(store))
        rows.append([{k: v for k, v in row.items() if k not in ("run_id", "recorded_at")} for row in csv.DictReader(io.StringIO(text))])
    assert rows[0] == rows[1] and len(rows[0]) >= 4


def test_more_articles_than_are_read_at_a_time(tmp_path: Path) -> None:
    from ceasewire.store.read import BATCH

    file = str(tmp_path / "record.db")
    fill(file, [report(f"r{n:03}", f"{n}. {REPORT}") for n in range(BATCH + 3)])
    with open_store(file) as store:
        assert [record["article"]["id"] for record in kept(store)] == [f"r{n:03}" for n in range(BATCH + 3)]
