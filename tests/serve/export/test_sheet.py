"""Cells: nothing runs, ids last, what is written is what `csv` reads."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.serve.export.sheet import FORMULA, Sheet, cell, lasting_id

ANY = st.text(st.characters(exclude_categories=()), max_size=20)


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", '=HYPERLINK("http://x")'])
def test_no_cell_begins_a_formula(value: str) -> None:
    assert cell(value).startswith("'")


@given(ANY)
def test_a_cell_is_one_line_without_formula_or_control(value: str) -> None:
    made = cell(value)
    assert not made.lstrip().startswith(FORMULA) and not re.search("[\0-\x1f\x7f\ud800-\udfff]", made)


@given(st.lists(st.tuples(ANY, ANY | st.none() | st.integers() | st.floats(allow_nan=False)), max_size=5))
def test_rows_come_back(rows: list[tuple[str, object]]) -> None:
    out = io.StringIO(newline="")
    sheet = Sheet(out, ("a", "b"))
    for a, b in rows:
        sheet.add({"a": a, "b": b})
    out.getvalue().encode()
    back = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert back == [{"a": cell(a), "b": str(cell(b))} for a, b in rows]
    assert out.getvalue().count("\n") == len(rows) + 1


def test_a_column_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        Sheet(io.StringIO(), ("a", "b")).add({"a": 1})


@pytest.mark.parametrize("id", [
    "0017", "17", "1e5", "1E+05", "12345678901234567", "3.10", "1,5", "2024-03-12", "3/4", "10:30", "MAR1", "Mar-1", "1 March", "march 1",
    "Sept 2", "TRUE", "false", "-5", "+1", "=a", "@x", "$5", "50%", "", " x", "x ", "id:3",
])
def test_an_id_that_would_change_begins_with_letters(id: str) -> None:
    assert lasting_id(id) == f"id:{id}"


@pytest.mark.parametrize("id", ["reports/1_talks.txt", "march", "afp-2024-03-12-17", "http://x.example/1", "e123456789", "1_talks.txt"])
def test_other_ids_stay(id: str) -> None:
    assert lasting_id(id) == id


@given(ANY, ANY)
def test_two_ids_never_become_one(a: str, b: str) -> None:
    assert (lasting_id(a) == lasting_id(b)) == (a == b)
