"""Which format is written: asked for, named by the file, or usual; every format of records is known from its own file alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasewire.cli.output import RowFormat, record_format, row_format
from ceasewire.errors import UsageError
from ceasewire.serve.export import formats

STREAMING = sorted(name for name, format in formats().items() if format.across is None)


@pytest.mark.parametrize("name", STREAMING)
def test_every_format_that_needs_no_other_article_is_printed(name: str) -> None:
    assert record_format(name, None) is formats()[name]


@pytest.mark.parametrize(("file", "name"), [
    ("a.csv", "csv"), ("a.CSV", "csv"), ("a.json", "json"), ("a.geojson", "geojson"), ("a.jsonl", "jsonl"), ("a.txt", "jsonl"),
    ("a.table", "jsonl"), ("a.ics", "jsonl"), ("a", "jsonl"),
])  # fmt: skip
def test_as_the_file_is_named(file: str, name: str) -> None:
    assert record_format(None, Path(file)).name == name
    assert row_format(None, Path(file), bom=False).value == (name if name in ("csv", "jsonl") else "jsonl")


@pytest.mark.parametrize(("name", "bom", "said"), [
    ("geojsn", False, "no format is called 'geojsn'. Did you mean 'geojson'? Allowed: csv"),
    ("jsonl", True, "--bom: a file of jsonl must not begin"),
    *((name, False, f"then `ceasewire export {name} --db FILE`") for name in formats() if name not in STREAMING),
])  # fmt: skip
def test_what_cannot_be(name: str, bom: bool, said: str) -> None:
    with pytest.raises(UsageError) as error:
        record_format(name, None, bom=bom)
    assert said in str(error.value)
    assert not any(f" {other}," in str(error.value).partition("Allowed")[2] for other in formats() if other not in STREAMING)


def test_rows_begin_with_a_mark_only_in_csv() -> None:
    assert row_format(None, Path("a.csv"), bom=True) is RowFormat.csv
    for format in (RowFormat.jsonl, RowFormat.table):
        with pytest.raises(UsageError, match=f"--bom: a file of {format.value} must not begin"):
            row_format(format, Path("a.csv"), bom=True)
