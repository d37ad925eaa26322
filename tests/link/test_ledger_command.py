"""`ceasewire ledger` and `ceasewire disputes` as a user runs them, over a database of invented reports."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ceasewire.store import open_store
from tests.link.test_commitments import PROMISE, SLIPS, record

CLASH = "The army of Varonia said 11 rebels had been killed. The Tide Front said 26 rebels had been killed there."


def ceasewire(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ceasewire", *map(str, words)], capture_output=True, text=True, encoding="utf-8", check=False
    )  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "record.db"
    articles = [*SLIPS, PROMISE, ("2021-06-05", CLASH), (None, "Northland promised on Monday to open the road to Ostrel.")]
    with open_store(str(path), create=True) as store:
        for n, (day, text) in enumerate(articles, 1):
            store.add(record(f"a{n}", day, text))
    return path


def told(*words: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in ceasewire("ledger", "--format", "jsonl", *words).stdout.splitlines()]


def test_jsonl_is_the_commitment_with_its_history(db: Path) -> None:
    done = ceasewire("ledger", "--db", db, "--reported-by", "2021-06-05")
    first, second = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0 and "2 of 2 commitments in 5 articles, 1 overdue on 2021-06-05" in done.stderr
    assert "1 articles without a day of publication are left out" in done.stderr
    assert {"id", "debtors", "creditors", "kind", "action", "deadline", "condition", "made", "under", "status", "history"} <= set(first)
    assert first["slips"] == ["2021-05-01", "2021-09-11", "2021-07-04"] and not first["overdue"]
    assert second["overdue"] and second["status"] == "open" and second["slips"] == ["2021-06-01"]
    assert {"what", "before", "after", "when", "who_says", "span", "change", "article", "words", "reported"} <= set(first["history"][0])


def test_table_shows_the_slips(db: Path) -> None:
    lines = ceasewire("ledger", "--db", db, "--format", "table", "--reported-by", "2021-06-05").stdout.splitlines()
    assert len(lines) == 2 and lines[0].startswith("revised") and lines[0].endswith("1 May → 11 Sep → 4 Jul 2021")
    assert lines[1].startswith("open, overdue")


def test_csv(db: Path, tmp_path: Path) -> None:
    done = ceasewire("ledger", "--db", db, "--reported-by", "2021-06-05", "-o", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert done.returncode == 0 and done.stdout == ""
    assert rows[0]["slips"] == "2021-05-01 → 2021-09-11 → 2021-07-04" and rows[0]["changes"].startswith("made 2021-03-02 a1; revised")


def test_filters(db: Path) -> None:
    now = ("--db", db, "--reported-by", "2021-06-05")
    assert len(told(*now, "--actor", "coast front")) == 2 and told(*now, "--actor", "coast") and not told(*now, "--actor", "oast")
    assert [c["status"] for c in told(*now, "--status", "revised")] == ["revised"]
    assert [c["status"] for c in told(*now, "--status", "overdue")] == ["open"]
    assert [c["article"] for c in told(*now, "--due", 30)] == ["a1"] and told(*now, "--due", 10) == []
    assert [c["article"] for c in told(*now, "--due", 9_999_999)] == ["a1"]  # behind the end of the calendar
    assert [c["article"] for c in told(*now, "--moved-since", "2021-06")] == ["a1"] and told(*now, "--moved-since", "2021-06-03") == []


def test_reported_by_knows_nothing_of_later_reports(db: Path) -> None:
    (c,) = told("--db", db, "--reported-by", "2021-04-30")
    assert c["slips"] == ["2021-05-01", "2021-09-11"]
    (c,) = told("--db", db, "--reported-by", "2021-03")
    assert c["slips"] == ["2021-05-01"] and c["status"] == "open"


def test_disputes(db: Path) -> None:
    done = ceasewire("disputes", "--db", db)
    (found,) = map(json.loads, done.stdout.splitlines())
    assert found["kind"] == "how many" and [c["value"] for c in found["claims"]] == ["11", "26"]
    table = ceasewire("disputes", "--db", db, "--format", "table").stdout.splitlines()
    assert table[0] == "how many" and "The army of Varonia" in table[1] and table[2].endswith("[a5]")
    assert len(ceasewire("disputes", "--db", db, "--format", "csv").stdout.splitlines()) == 3
    assert ceasewire("disputes", "--db", db, "--reported-by", "2021-06-04").stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ("ledger", "--status", "late"),
        ("ledger", "--reported-by", "soon"),
        ("ledger", "--moved-since", "2021-13"),
        ("disputes", "--reported-by", "soon"),
    ],
)
def test_wrong_usage_says_what_is_allowed(db: Path, words: tuple[str, ...]) -> None:
    done = ceasewire(*words, "--db", db)
    assert done.returncode == 2 and "llowed" in done.stderr and done.stdout == ""


def test_no_database() -> None:
    assert ceasewire("ledger").returncode == 2 and ceasewire("ledger", "--db", "nowhere.db").returncode == 1
