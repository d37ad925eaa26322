"""`ceasewire reprints` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.link.articles import BY_ANOTHER_HAND, TALKS


def ceasewire(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ceasewire", *map(str, words)], capture_output=True, text=True, encoding="utf-8", check=False
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("papers")
    rows = [
        {"id": "a", "text": TALKS, "published": "2021-06-01", "title": "Truce in Ostrel"},
        {"id": "b", "text": TALKS.upper(), "published": "2021-06-02"},
        {"id": "c", "text": BY_ANOTHER_HAND, "published": "2021-06-01"},
    ]
    (home / "papers.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return home


def test_jsonl(folder: Path) -> None:
    done = ceasewire("reprints", folder / "papers.jsonl")
    (story,) = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0 and "3 articles are 2 stories" in done.stderr
    assert story["kind"] == "story" and story["original"] == {"id": "a", "published": "2021-06-01", "title": "Truce in Ostrel"}
    (reprint,) = story["reprints"]
    assert reprint["id"] == "b"
    assert set(reprint["judgement"]) == {"articles", "verdict", "rule", "reason", "contained", "covered"}
    assert ceasewire("reprints", folder / "papers.jsonl").stdout == done.stdout


def test_table(folder: Path, tmp_path: Path) -> None:
    done = ceasewire("reprints", folder / "papers.jsonl", "--format", "table", "-o", tmp_path / "out.txt")
    lines = (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines()
    assert done.returncode == 0 and done.stdout == ""
    assert lines[0] == "2021-06-01  a  Truce in Ostrel   printed 2 times" and lines[1] == "    2021-06-02  b"
    assert "shingles in common" in lines[2]


def test_what_cannot_be_read_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = ceasewire("reprints", folder, tmp_path)
    assert done.returncode == 3 and "empty.txt" in done.stderr and len(done.stdout.splitlines()) == 1
    assert ceasewire("reprints", tmp_path).returncode == 1
    assert ceasewire("reprints").returncode == 2
