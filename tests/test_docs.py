"""docs/record.md names every field and every value that a record can have."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from ceasewire import records
from ceasewire.records import LAYERS
from ceasewire.reference.codebook_page import page
from ceasewire.serve.export.rows import COLUMNS

PAGE = (Path(__file__).parents[1] / "docs" / "record.md").read_text(encoding="utf-8")


def test_every_column_of_the_csv_is_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "csv.md").read_text(encoding="utf-8")
    named = {name for line in page.splitlines() if line.startswith("| `") for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert named == set(COLUMNS)


@pytest.mark.parametrize("layer", LAYERS)
def test_every_field_is_documented(layer: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{layer}` |"))
    kind = LAYERS[layer]
    missing = [f.name for f in dataclasses.fields(kind) if f.name not in row and f.name not in ("start", "end", "text", "span")]
    assert not missing, f"docs/record.md says nothing of {layer}: {missing}"


@pytest.mark.parametrize("name", [
    "ACTOR_KINDS", "MENTION_HOWS", "TIMEX3_TYPES", "PRECISIONS", "PLACE_USES", "SCOPES", "FORMS", "ACTS", "EVENT_TYPES", "STATUSES",
    "COMMITMENT_KINDS", "COMMITMENT_STATUSES", "BLOCKS",
])
def test_every_value_is_documented(name: str) -> None:
    missing = [value for value in getattr(records, name) if value not in PAGE]
    assert not missing, f"docs/record.md does not name {missing} of records.{name}"


def test_the_codebook_is_the_one_that_the_program_codes_with() -> None:
    told = (Path(__file__).parents[1] / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert told == page(), "docs/codebook.md is not of today: ceasewire codebook -o docs/codebook.md"
