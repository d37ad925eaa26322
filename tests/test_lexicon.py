from __future__ import annotations

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
    import csv

    for path in sorted(lexicon.DATA.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [r for r in csv.reader(lines) if r and not r[0].startswith("#")]
        assert rows, path
        assert not [r for r in rows if len(r) != len(rows[0])][:3], path
