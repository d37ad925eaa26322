"""`ceasewire export`, as a user gives it; and the page docs/how-to/export.md, command by command."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ceasewire.cli import app
from ceasewire.lexicon import DATA
from ceasewire.serve.export import formats
from ceasewire.store import open_store
from tests import pages
from tests.store.invented import REPORT, report

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "export.md"


def ceasewire(*words: object) -> subprocess.CompletedProcess[str]:
    """The program inside this process; stdout and stderr apart."""
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    return subprocess.CompletedProcess(list(words), done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def filled(tmp_path: Path) -> str:
    file = str(tmp_path / "record.db")
    with open_store(file, create=True) as store:
        store.add(report())
        store.add(report("b1", f"Later: {REPORT}", published=None))
        undated = report("u1", f"Undated: {REPORT}", published=None)
        undated["events"][0]["time"] = {"ref": None, "earliest": None, "latest": None}
        store.add(undated)
    return file


def test_list_names_every_format_without_a_database() -> None:
    done = ceasewire("export", "--list")
    assert done.returncode == 0 and [line.split()[0] for line in done.stdout.splitlines()] == list(formats())


@pytest.mark.parametrize("name", formats())
def test_each_format_fills_a_file(name: str, filled: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = ceasewire("export", name, "--db", filled, "-o", out)
    assert done.returncode == 0 and done.stdout == "" and re.match(rf"ceasewire: {re.escape(str(out))}: [1-9]\d* written", done.stderr)
    assert out.stat().st_size > 0


def test_the_period_and_what_it_leaves_out(filled: str) -> None:
    done = ceasewire("export", "jsonl", "--db", filled, "--since", "2024-03", "--until", "2024-03-11")
    assert {json.loads(line)["article"]["id"] for line in done.stdout.splitlines()} == {"a1", "b1"}
    assert "left out: 1 events without a day" in done.stderr
    assert ceasewire("export", "jsonl", "--db", filled, "--since", "2025").stdout == ""
    assert ceasewire("export", "jsonl", "--db", filled, "--as-of", "2020").stdout == ""


def test_the_mark_that_excel_wants(filled: str, tmp_path: Path) -> None:
    out = tmp_path / "reports.csv"
    assert ceasewire("export", "reports-csv", "--db", filled, "--bom", "-o", out).returncode == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfreport_id,")
    with out.open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 6


@pytest.mark.parametrize(("words", "said"), [
    (["geojsn"], "no format is called 'geojsn'. Did you mean 'geojson'?"), ([], "no format given"),
    (["geojson", "--bom"], "--bom"), (["ics", "--since", "May"], "--since"), (["ics", "--as-of", "x"], "--as-of"),
    (["ics", "--since", "2025", "--until", "2024"], "lies after"),
])
def test_what_cannot_be_is_said_before_a_file_is_touched(words: list[str], said: str, filled: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("precious", encoding="utf-8")
    done = ceasewire("export", *words, "--db", filled, "-o", out)
    assert done.returncode == 2 and said in done.stderr and out.read_text(encoding="utf-8") == "precious"


def test_a_database_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CEASEWIRE_DB", raising=False)
    assert ceasewire("export", "ics").returncode == 2
    done = ceasewire("export", "ics", "--db", tmp_path / "no.db", "-o", tmp_path / "out")
    assert done.returncode == 1 and "no.db: no such file" in done.stderr and not (tmp_path / "out").exists()


def test_help_and_list_stay_light() -> None:
    program = (
        "import sys; from ceasewire.cli import app; from ceasewire.serve.export import formats; formats()\n"
        "print([m for m in ('sqlalchemy', 'spacy', 'numpy', 'onnxruntime') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_page_shows_what_the_program_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every "$ ceasewire …" of the page, with the lines below it. "…" stands for what differs from day to day."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").symlink_to(DATA / "demo")
    monkeypatch.setenv("COLUMNS", "100")
    assert len(pages.commands(PAGE)) == 5
    pages.shows(PAGE, ceasewire)


def test_every_format_and_column_is_on_the_page() -> None:
    from ceasewire.serve.export.origin import ORIGIN
    from ceasewire.serve.export.reports_csv import COLUMNS

    page = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w-]+)`", page))
    assert set(formats()) <= named and set(ORIGIN) <= named
    assert {re.sub(r"^actor\d", "actorN", column) for column in COLUMNS} <= named
