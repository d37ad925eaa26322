"""The program as a user runs it: real processes, real files, exit codes, what stands on stderr."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ceasewire.lexicon import DATA

REPORT = "date 2021-06-01\n\nVERIN – Gunmen shot dead three farmers near Verin on Monday, police said.\n"


def ceasewire(*words: object, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run([sys.executable, "-m", "ceasewire", *map(str, words)], input=data, capture_output=True, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one good article and one of each bad kind."""
    home = tmp_path_factory.mktemp("articles")
    (home / "good.txt").write_text(REPORT, encoding="utf-8")
    (home / "empty.txt").write_bytes(b"")
    (home / "binary.txt").write_bytes(bytes(range(256)) * 40)
    rows = (b'{"id": "b1", "text": "Talks opened in Verin."}', b'{"id": "b2", ', b'{"id": "b3", "text": "\xff\xfe"}')
    (home / "broken.jsonl").write_bytes(b"\n".join((*rows, b"")))
    (home / "letter.docx").write_bytes(b"PK\x03\x04" + b"x" * 100)
    (home / "paper.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\n" + b"x" * 100)
    french = "Le gouvernement a annoncé que les troupes quitteront la ville avant la fin du mois. "
    (home / "french.txt").write_text(french * 3, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def coded(folder: Path) -> subprocess.CompletedProcess[str]:
    return ceasewire("code", folder, "--format", "jsonl")


def test_code_a_folder_delivers_the_good_and_names_the_bad(coded: subprocess.CompletedProcess[str]) -> None:
    records = [json.loads(line) for line in coded.stdout.splitlines()]
    assert coded.returncode == 3
    assert {r["article"]["id"].split("/")[-1] for r in records} == {"b1", "good.txt"}
    for name in ("empty.txt", "binary.txt", "broken.jsonl:2", "broken.jsonl:3", "letter.docx", "paper.pdf", "french.txt"):
        assert name in coded.stderr, name
    assert "2 read, 7 skipped" in coded.stderr


def test_the_record_has_every_layer_and_its_words(coded: subprocess.CompletedProcess[str]) -> None:
    record = next(r for r in map(json.loads, coded.stdout.splitlines()) if "good" in r["article"]["id"])
    assert record["article"]["published"] == "2021-06-01" and record["article"]["text"] == REPORT
    assert set(record) == {
        "article", "actors", "times", "places", "quantities", "statements", "events", "commitments", "disagreements", "unresolved", "run",
    }
    (event,) = record["events"]
    assert (event["type"], event["status"]) == ("ASSAULT", "occurred")
    assert [s["text"] for s in event["source_spans"]] == ["Gunmen"]
    assert event["time"]["earliest"] == "2021-05-31"


def every_span(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= set(value) and "sha256" not in value else []
        return own + [s for v in value.values() for s in every_span(v)]
    return [s for v in value for s in every_span(v)] if isinstance(value, list) else []


def test_every_span_is_its_words(coded: subprocess.CompletedProcess[str]) -> None:
    for line in coded.stdout.splitlines():
        record = json.loads(line)
        text = record["article"]["text"]
        spans = every_span(record)
        assert spans
        assert all(text[s["start"] : s["end"]] == s["text"] for s in spans)  # type: ignore[index,misc]


def test_same_input_same_bytes(folder: Path, coded: subprocess.CompletedProcess[str]) -> None:
    assert ceasewire("code", folder, "--format", "jsonl").stdout == coded.stdout


def test_alone_or_in_a_batch_the_same(folder: Path, coded: subprocess.CompletedProcess[str]) -> None:
    assert ceasewire("code", folder / "good.txt", "--format", "jsonl").stdout.strip() in coded.stdout.splitlines()


def test_standard_input_csv_and_output_file(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    words = "Gunmen shot dead three farmers near Verin on Monday."
    done = ceasewire("code", "-", "--published", "2021-06-01", "--format", "csv", "-o", out, stdin=words)
    assert (done.returncode, done.stdout) == (0, "")
    header, row = out.read_text(encoding="utf-8").splitlines()
    assert header.startswith("article_id,event_id,published,type,mode") and ",ASSAULT,firearms," in row


def test_json_is_one_array(folder: Path) -> None:
    records = json.loads(ceasewire("code", folder / "good.txt", "--format", "json").stdout)
    assert [r["article"]["published"] for r in records] == ["2021-06-01"]


def test_table_and_show_are_readable_without_colour(folder: Path) -> None:
    table = ceasewire("code", folder / "good.txt", "--format", "table").stdout
    shown = ceasewire("show", folder / "good.txt").stdout
    assert "ASSAULT" in table and "Gunmen" in table
    assert "E1" in shown and "ASSAULT" in shown and "\x1b" not in shown


def test_nothing_could_be_done(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    done = ceasewire("code", empty)
    assert done.returncode == 1 and "empty.txt" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [("code",), ("code", "x.txt", "--format", "xml"), ("code", "-", "--published", "yesterday"), ("nonsense",)]
)
def test_wrong_usage(words: tuple[str, ...]) -> None:
    done = ceasewire(*words, stdin="The army left Verin.")
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_a_missing_input_is_named() -> None:
    done = ceasewire("code", "no-such-file.txt")
    assert done.returncode in (1, 2) and "no-such-file.txt" in done.stderr and "Traceback" not in done.stderr


def test_an_unwritable_output_is_named(folder: Path) -> None:
    done = ceasewire("code", folder / "good.txt", "-o", "/nowhere/out.jsonl")
    assert done.returncode == 1 and "/nowhere/out.jsonl" in done.stderr and "Traceback" not in done.stderr


def test_without_a_date_relative_days_stay_open_and_say_so() -> None:
    record = json.loads(ceasewire("code", "-", "--format", "jsonl", stdin="Gunmen shot dead three farmers near Verin on Monday.").stdout)
    assert record["times"][0]["earliest"] is None
    assert any("Monday" in u["text"] for u in record["unresolved"])


def test_parse_conllu_and_jsonl(folder: Path) -> None:
    trees = ceasewire("parse", folder / "good.txt").stdout
    assert "\tshoot\tVERB\t" in trees and "Roleset=" in trees
    row = json.loads(ceasewire("parse", folder / "good.txt", "--format", "jsonl").stdout)
    assert set(row) == {"id", "text", "tokens", "names", "predicates"} and row["text"] == REPORT


def test_parse_conllu_input(tmp_path: Path) -> None:
    tree = tmp_path / "one.conllu"
    tree.write_text("# sent_id = 1\n1\tTalks\t_\t_\t_\t_\t_\t_\t_\t_\n2\tfailed\t_\t_\t_\t_\t_\t_\t_\t_\n\n", encoding="utf-8")
    assert "2\tfailed\tfail\tVERB\tVBD\tMood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin\t0\troot" in ceasewire("parse", tree).stdout


def test_resolve_a_name_without_loading_spacy() -> None:
    program = (
        "import sys; from ceasewire.resolve import resolve_name; "
        "print(resolve_name('Taliban', date='2012-01-01').as_dict()); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "AFG" in done.stdout and done.stdout.strip().endswith("False")


def test_resolve_rows(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "1", "text": "Syrian rebels"}\n{"id": "2", "text": "Taliban", "date": "2012-01-01"}\n', encoding="utf-8")
    answers = [json.loads(line) for line in ceasewire("resolve", rows, "--format", "jsonl").stdout.splitlines()]
    assert [(a["id"], a["country"], a["sector"]) for a in answers] == [("1", "SYR", "REB"), ("2", "AFG", "REB")]
    assert set(answers[0]) >= {"id", "id_resolved", "name", "country", "sector", "reason"}


def test_version_and_help() -> None:
    assert ceasewire("--version").stdout.startswith("ceasewire 0.")
    assert "Offline" in ceasewire("--help").stdout


def test_help_imports_nothing_heavy() -> None:
    program = "import sys, ceasewire.cli; print([m for m in ('spacy', 'onnxruntime', 'numpy', 'yaml', 'rich.table') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_gazetteer_of_ones_own_is_built_and_read(tmp_path: Path) -> None:
    town = ["1", "Blargovo", "Blargovo", "", "48.5", "37.5", "P", "PPL", "UA", "", "", "", "", "", "40", "", "", "", "2024-01-01"]
    (tmp_path / "UA.txt").write_text("\t".join(town) + "\n", encoding="utf-8")
    done = ceasewire("gazetteer", "build", tmp_path / "UA.txt", "--data", tmp_path / "own")
    assert (done.returncode, done.stdout) == (0, f"1 places in {tmp_path / 'own' / 'gazetteer' / 'places.bin'}\n")
    (tmp_path / "bad.txt").write_text("name\n", encoding="utf-8")
    assert ceasewire("gazetteer", "build", tmp_path / "bad.txt", "--data", tmp_path).returncode == 1
    assert ceasewire("gazetteer", "build", tmp_path / "none.txt", "--data", tmp_path).returncode == 1
    assert ceasewire("gazetteer", "build", tmp_path / "UA.txt").returncode == 2


def test_a_dictionary_of_ones_own_becomes_actors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").mkdir()
    book = tmp_path / "kzx.actors.txt"
    book.write_text("TIDE_FRONT_ [NGOHLH <20040210]\n+TLF_\nGULLS_ [XQZGOV]\n", encoding="utf-8")
    done = ceasewire("actors", "import", book, "--data", tmp_path / "own")
    table = tmp_path / "own" / "actors" / "ngos.csv"
    assert (done.returncode, done.stdout) == (3, f"1 new rows in {table}\n1 added, 0 known already, 1 left out\n")
    assert done.stderr.startswith(f"ceasewire: left out {book}:3: code 'XQZGOV' begins with 'XQZ'")
    monkeypatch.setenv("CEASEWIRE_DATA", str(tmp_path / "own"))
    known = json.loads(ceasewire("resolve", "the TLF", "--date", "2004-01-01", "--format", "jsonl").stdout)
    assert (known["name"], known["country"], known["sector"]) == ("Tide Front", "NGO", "MED")
    table.write_text("name,alias\n", encoding="utf-8")
    wrong = ceasewire("actors", "import", book)
    assert wrong.returncode == 1 and "own/actors/ngos.csv:1: unknown column 'alias'" in wrong.stderr and "Traceback" not in wrong.stderr


def test_a_dictionary_needs_a_file_and_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CEASEWIRE_DATA", raising=False)
    assert ceasewire("actors", "import", tmp_path / "none.txt").returncode == 2
    done = ceasewire("actors", "import", tmp_path / "none.txt", "--data", tmp_path)
    assert done.returncode == 1 and f"{tmp_path / 'none.txt'}: cannot be read" in done.stderr and "Traceback" not in done.stderr


def test_the_output_file_names_the_format(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    assert ceasewire("code", folder / "good.txt", "-o", out, "--bom").returncode == 0
    assert out.read_text(encoding="utf-8").startswith("\ufeffarticle_id,event_id,")


def test_a_data_folder_that_is_not_there_is_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CEASEWIRE_DATA", str(tmp_path / "nowhere"))
    done = ceasewire("code", folder / "good.txt")
    assert done.returncode == 2 and "nowhere" in done.stderr and "Traceback" not in done.stderr
    (tmp_path / "mine" / "actor").mkdir(parents=True)
    monkeypatch.setenv("CEASEWIRE_DATA", str(tmp_path / "mine"))
    assert "Allowed: actors, codebook" in ceasewire("code", folder / "good.txt").stderr


def test_a_bad_row_of_ones_own_is_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook" / "predicates.csv").write_text("predicate,pos,kind\nraze,verb,ASSAULT\n", encoding="utf-8")
    monkeypatch.setenv("CEASEWIRE_DATA", str(tmp_path))
    done = ceasewire("code", folder / "good.txt")
    assert done.returncode == 1 and "own/codebook/predicates.csv:1: unknown column 'kind'" in done.stderr and "Traceback" not in done.stderr


def test_demo_ends_with_the_ledger_of_invented_stories() -> None:
    done = ceasewire("demo")
    assert done.returncode == 0
    assert "14 articles of two invented stories" in done.stdout
    assert re.search(r"^met +Temesia +clear the mines it laid .* 28 Feb", done.stdout, re.MULTILINE)
    assert "Claims that don't fit together:" in done.stdout


def test_the_stories_of_the_demo_are_those_of_the_tests() -> None:
    for path in sorted((DATA / "demo_stories").glob("*.jsonl")):
        assert path.read_bytes() == (Path(__file__).parent / "stories" / path.stem / "articles.jsonl").read_bytes()
