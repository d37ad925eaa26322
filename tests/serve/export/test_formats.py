"""The registry: one file a format, known to everybody who asks."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from ceasewire.serve import export
from ceasewire.serve.export import Period, formats, writers
from tests.serve.export.written import written
from tests.store.invented import report

FOLDER = Path(export.__file__).parent


def test_a_file_with_a_format_is_known_without_an_entry_anywhere() -> None:
    names = []
    for path in FOLDER.glob("*.py"):
        if "\nFORMAT = " in path.read_text(encoding="utf-8"):
            names.append(importlib.import_module(f"ceasewire.serve.export.{path.stem}").FORMAT.name)
    assert sorted(names) == list(formats()) == list(writers())
    known = {"reports-csv", "events-csv", "geojson", "plover-jsonl", "ics", "jsonl", "json", "csv", "table"}
    assert set(formats()) == known  # beside this line, and docs/how-to/export.md, a new format is named nowhere


@pytest.mark.parametrize("name", formats())
def test_each_says_what_it_is_in_a_line_of_a_terminal(name: str) -> None:
    about = formats()[name].about
    assert about and "\n" not in about and len(about) <= 110 and not about.endswith(".")


@pytest.mark.parametrize("name", formats())
def test_the_same_records_give_the_same_bytes(name: str) -> None:
    records = [report(), report("a2", published=None, title='=cmd, "quoted"\nsecond line')]
    assert written(name, records) == written(name, records)


@pytest.mark.parametrize("name", formats())
def test_no_record_is_a_file_too(name: str) -> None:
    _, said = written(name, [])
    assert said.rows == 0 and not said.left_out


@pytest.mark.parametrize("name", [name for name in formats() if name != "ics"])
def test_an_event_without_a_day_is_counted_where_days_are_asked_for(name: str) -> None:
    undated = report("u1", published=None)
    undated["events"][0]["time"] = {"ref": None, "earliest": None, "latest": None}
    _, said = written(name, [report(), undated], Period("2024-03-01", "2024-04-01"))
    assert said.rows == written(name, [report()])[1].rows > 0 and sum(said.left_out.values()) == 1
    _, said = written(name, [report()], Period("2025-01-01", None))
    assert said.rows == 0 and not said.left_out
