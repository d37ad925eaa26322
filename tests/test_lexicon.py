"""The tables and word lists: how they are read, and that each shipped one is read and says nothing twice."""

from __future__ import annotations

import ast
import csv
from collections import Counter
from pathlib import Path

import pytest

from ceasewire import lexicon
from ceasewire.errors import DataError


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(lexicon, "DATA", tmp_path)
    return tmp_path


def test_rows_know_where_they_stand(data: Path) -> None:
    (data / "units.csv").write_text('# a comment\nphrase,code\nday,D\n"a, b",W\n', encoding="utf-8")
    rows = lexicon.table("units", ("phrase", "code"))
    assert [(r["phrase"], r.where) for r in rows] == [("day", "units.csv:3"), ("a, b", "units.csv:4")]


def test_an_unknown_code_is_answered_with_the_nearest(data: Path) -> None:
    (data / "units.csv").write_text("phrase,code\nfortnight,weak\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"units.csv:2: column 'code' has 'weak'. Did you mean 'week'\? Allowed: day, hour, week."):
        lexicon.table("units", ("phrase", "code"))[0].one_of("code", ("day", "hour", "week"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("phrase,kode\nx,y\n", r"units.csv:1: unknown column 'kode'. Did you mean 'code'\?"),
        ("phrase\nx\n", "missing column 'code'"),
        ("phrase,code\nx,y,z\n", "units.csv:2: 3 cells, but the header has 2"),
    ],
)
def test_a_wrong_table_says_what_is_wrong(data: Path, text: str, complaint: str) -> None:
    (data / "units.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=complaint):
        lexicon.table("units", ("phrase", "code"))


def test_the_users_rows_come_after_ours_and_are_marked(data: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (data / "units.csv").write_text("phrase,code\nday,D\n", encoding="utf-8")
    (own / "units.csv").write_text("phrase,code\nmoon,M\n", encoding="utf-8")
    assert [(r["phrase"], r.own) for r in lexicon.table("units", ("phrase", "code"), own=own)] == [("day", False), ("moon", True)]


def test_every_shipped_table_has_cells_for_its_header() -> None:
    for path in sorted(lexicon.DATA.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [r for r in csv.reader(lines) if r and not r[0].startswith("#")]
        assert rows, path
        assert not [r for r in rows if len(r) != len(rows[0])][:3], path


@pytest.mark.parametrize("path", sorted((*lexicon.DATA.rglob("*.csv"), *(lexicon.DATA / "lexicons").rglob("*.txt"))), ids=lambda p: p.name)
def test_nothing_stands_twice(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [tuple(r) for r in csv.reader(lines) if r and not r[0].startswith("#")]
    assert [r for r, n in Counter(rows).items() if n > 1] == []


def test_every_shipped_table_is_read() -> None:
    """A module names it, as a whole ("times/units") or by its last part."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in lexicon.DATA.parent.rglob("*.py"))
    words = (n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    named = {w.rpartition("/")[2] for w in words}
    tables = [*lexicon.DATA.rglob("*.csv"), *(lexicon.DATA / "lexicons").rglob("*.txt")]
    assert sorted(p.name for p in tables if p.stem not in named) == []
