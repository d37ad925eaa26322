"""`ceasewire actors` as a user runs it. All people and bodies are invented."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ceasewire.store import open_store
from tests.link.articles import TALKS
from tests.link.told import body, told, who


def ceasewire(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ceasewire", *map(str, words)], capture_output=True, text=True, encoding="utf-8", check=False
    )  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("db") / "record.db"
    veles = who("Radan Veles", "General Radan Veles", "Veles", role="general", sector="MIL", rule="title")
    with open_store(str(path), create=True) as store:
        for id in ("a", "b"):
            store.add(told(id, who("Irena Solvik"), text=TALKS, day="2021-06-01"))
        store.add(told("c", veles, body("Tide Front", "Tide Front", "TF"), day="2021-07-01"))
        store.add(told("d", who("Veles", "General Veles", role="general", sector="MIL", rule="title"), day="2021-08-01"))
        store.add(told("e", body("TF"), who("Radann Veles", "General Radann Veles", role="general", sector="MIL", rule="title"), day=None))
        nations = body("United Nations", kind="igo", rule="igos", country="UNO")
        store.add(told("f", nations, who("Irina Solvik"), body("NATO"), day="2022-01-01"))
    return path


def test_jsonl(db: Path) -> None:
    done = ceasewire("actors", "--db", db)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [(r["row"], r["name"]) for r in rows if r["row"] != "unsure"][:2] == [("actor", "Radan Veles"), ("actor", "Tide Front")]
    solvik = next(r for r in rows if r.get("name") == "Irena Solvik")
    assert solvik["count"] == {"mentions": 2, "articles": 2, "stories": 1}
    assert set(solvik) == {
        "row", "id", "name", "kind", "country", "sector", "listed", "count", "first", "last", "members", "offices", "notes",
        "example", "known",
    }  # fmt: skip
    (bare,) = [r for r in rows if r["row"] == "name"]
    assert bare["name"] == "Veles" and bare["perhaps"][0]["name"] == "Radan Veles"
    assert "6 articles, 5 stories" in done.stderr
    assert ceasewire("actors", "--db", db).stdout == done.stdout


def test_table(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "actors.txt"
    done = ceasewire("actors", "--db", db, "--format", "table", "-o", out)
    text = out.read_text(encoding="utf-8")
    assert done.returncode == 0 and done.stdout == ""
    assert "     2 stories      2 articles  Radan Veles  [person MIL]  2021-07-01  actor-" in text
    assert "    general, 2021-07-01: “General” in c" in text
    assert "    perhaps Radan Veles: called so in an article that has the full name; same office: general" in text
    assert "acronym: an article gives 'tide front' the acronym TF" in text


def test_csv(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "actors.csv"
    assert ceasewire("actors", "--db", db, "-o", out, "--bom").returncode == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfid,name,kind")
    with out.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    (other,) = [r for r in rows if r["form"] == "Radann Veles"]
    assert (other["name"], other["rule"], other["articles"], other["examples"]) == ("Radan Veles", "spelling", "1", "e")
    assert [r["perhaps"].partition(" ")[2] for r in rows if r["form"] == "Veles" and r["id"].startswith("name-")] == [
        "Radan Veles: called so in an article that has the full name; same office: general",
    ]  # fmt: skip


def test_unmatched_names_are_rows_for_a_table_of_ones_own(db: Path) -> None:
    done = ceasewire("actors", "--db", db, "--unmatched", "--format", "csv")
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert [(r["name"], r["stories"]) for r in rows[:2]] == [("Radan Veles", "2"), ("Tide Front", "2")]
    (veles,) = [r for r in rows if r["name"] == "Radan Veles"]
    assert (veles["aliases"], veles["role"], veles["article"]) == ("Radann Veles", "general", "c")
    assert veles["sentence"] == "General Radan Veles and Veles spoke in c."
    assert "United Nations" not in done.stdout and "NATO" not in done.stdout
    assert "1 names are left out that a list has" in done.stderr


def test_days(db: Path) -> None:
    done = ceasewire("actors", "--db", db, "--since", "2021-07", "--until", "2021")
    names = [json.loads(line)["name"] for line in done.stdout.splitlines()]
    assert names == ["Radan Veles", "Tide Front", "Veles"]
    assert "1 articles without a day of publication are left out" in done.stderr
    assert ceasewire("actors", "--db", db, "--as-of", "2001").stdout == ""


def test_wrong_calls(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CEASEWIRE_DB", raising=False)
    assert ceasewire("actors").returncode == 2
    assert ceasewire("actors", "--db", db, "--since", "soon").returncode == 2
    assert ceasewire("actors", "--db", tmp_path / "none.db").returncode == 1
    assert "import" in ceasewire("actors", "--help").stdout


def test_a_name_that_a_spreadsheet_would_run_is_text(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(str(path), create=True) as store:
        store.add(told("a", body("=HYPERLINK(1)"), day="2021-06-01"))
    for more in ((), ("--unmatched",)):
        done = ceasewire("actors", "--db", path, "--format", "csv", *more)
        [row] = csv.DictReader(done.stdout.splitlines())
        assert row["name"].startswith("'=")
