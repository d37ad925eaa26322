"""The commands over a database, as a user gives them; and the page docs/how-to/store.md, command by command."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ceasewire.cli import app
from ceasewire.lexicon import DATA
from ceasewire.store import open_store
from ceasewire.store.connect import writing
from tests import pages
from tests.store.invented import REPORT, report

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "store.md"


def ceasewire(*words: object) -> subprocess.CompletedProcess[str]:
    """The program inside this process; stdout and stderr apart."""
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    return subprocess.CompletedProcess(list(words), done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def filled(address: str) -> str:
    with open_store(address, create=True) as store:
        store.add(report())
        store.add(report("b1", f"Later: {REPORT}", status="planned", published=None))
    return address


def test_query_in_every_format(filled: str, tmp_path: Path) -> None:
    done = ceasewire("query", "--db", filled, "--type", "assault", "--status", "planned", "--status", "occurred")
    assert done.returncode == 0 and "2 events in 2 articles" in done.stderr
    assert [json.loads(line)["events"][0]["status"] for line in done.stdout.splitlines()] == ["occurred", "planned"]
    rows = list(csv.DictReader(io.StringIO(ceasewire("query", "--db", filled, "--format", "csv", "--text", "later").stdout)))
    assert [(row["article_id"], row["status"], row["killed_best"]) for row in rows] == [("b1", "planned", "3")]
    table = ceasewire("query", "--db", filled, "--format", "table", "--actor", "coast front", "--country", "OST").stdout
    assert "Attack on Verin" in table and "gunmen" in table
    out = tmp_path / "events.csv"
    assert ceasewire("query", "--db", filled, "-o", out, "--bom").returncode == 0
    assert out.read_text(encoding="utf-8").startswith("\ufeffarticle_id,event_id,")


def test_query_says_what_it_left_out(filled: str) -> None:
    with open_store(filled, write=True) as store:
        record = report("c1", f"Undated: {REPORT}", published=None)
        record["events"][0]["time"] = {"ref": None, "earliest": None, "latest": None}
        store.add(record)
    done = ceasewire("query", "--db", filled, "--since", "2024")
    assert "2 events in 2 articles" in done.stderr and "1 more fit but for their date" in done.stderr


def test_query_as_of_before_anything(filled: str) -> None:
    assert ceasewire("query", "--db", filled, "--as-of", "2020").stdout == ""
    assert json.loads(ceasewire("db", "info", "--db", filled, "--as-of", "2020", "--format", "json").stdout)["articles"] == 0


def test_db(filled: str) -> None:
    assert ceasewire("db", "check", "--db", filled).stdout == "OK (2 articles, 2 texts, 20 records, 34 spans, 0 judgements)\n"
    info = ceasewire("db", "info", "--db", filled)
    assert re.search(r"^articles +2$", info.stdout, re.MULTILINE)
    assert "schema 0003_judgements" in info.stdout and "version 0.1.0" in info.stdout
    assert ceasewire("db", "migrate", "--db", filled).stdout == "nothing to do\n"
    with open_store(filled, write=True) as store, writing(store._engine) as connection:
        connection.exec_driver_sql("UPDATE events SET status = 'denied'")
    wrong = ceasewire("db", "check", "--db", filled)
    assert wrong.returncode == 1 and "status is 'denied', not 'occurred'" in wrong.stdout and "2 differ" in wrong.stdout


@pytest.mark.parametrize(("words", "code", "says"), [
    (("query", "--type", "kill"), 2, "--type: 'KILL' is unknown. Allowed:"),
    (("query", "--since", "soon"), 2, "--since: 'soon' is no day"),
    (("query", "--as-of", "soon"), 2, "--as-of: 'soon' is no day"),
    (("db", "info", "--as-of", "soon"), 2, "--as-of: 'soon' is no day"),
])  # fmt: skip
def test_a_wrong_call(filled: str, words: tuple[str, ...], code: int, says: str) -> None:
    done = ceasewire(*words, "--db", filled)
    assert done.returncode == code and says in done.stderr and not done.stdout


def test_no_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CEASEWIRE_DB", raising=False)
    assert ceasewire("query").returncode == 2
    for words in (("query",), ("db", "check"), ("db", "info"), ("db", "migrate")):
        done = ceasewire(*words, "--db", tmp_path / "none.db")
        assert done.returncode == 1 and "no such file" in done.stderr
    monkeypatch.setenv("CEASEWIRE_DB", str(tmp_path / "other.db"))
    assert "other.db: no such file" in ceasewire("db", "info").stderr
    assert ceasewire("code", "x.txt", "--db", "mysql://x").returncode == 2


def test_code_keeps_and_delivers(address: str, tmp_path: Path) -> None:
    """With --db alone nothing is printed; with a format as well, the same bytes whether coded now or read back."""
    (tmp_path / "a.txt").write_text(f"date 2024-03-12\n\n{REPORT}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    plain = ceasewire("code", tmp_path / "a.txt", "--format", "jsonl").stdout
    done = ceasewire("code", tmp_path / "a.txt", tmp_path / "b.txt", "--db", address)
    assert (done.returncode, done.stdout) == (3, "") and "1 new" in done.stderr and "skipped" in done.stderr
    again = ceasewire("code", tmp_path / "a.txt", "--db", address, "--format", "jsonl")
    assert again.stdout == plain and "1 there already" in again.stderr
    (tmp_path / "a.txt").write_text(f"date 2024-03-12\n\n{REPORT} It was corrected.\n", encoding="utf-8")
    assert "1 revised (same id, another text)" in ceasewire("code", tmp_path / "a.txt", "--db", address).stderr
    assert ceasewire("db", "check", "--db", address).returncode == 0


def test_help_loads_no_database() -> None:
    program = "import sys, ceasewire.cli; print([m for m in ('sqlalchemy', 'psycopg', 'sqlite3') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_page_shows_what_the_program_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every "$ ceasewire …" of the page, with the lines below it. "…" stands for what differs from day to day."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").symlink_to(DATA / "demo")
    monkeypatch.setenv("COLUMNS", "100")
    assert len(pages.commands(PAGE)) > 5
    pages.shows(PAGE, ceasewire)
