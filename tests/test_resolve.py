"""`ceasewire resolve`: names and phrases on a day, rows with bad lines between, and what no input may do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasewire.errors import InputError, UsageError
from ceasewire.reference.who.directory import SECTORS
from ceasewire.resolve import resolve_name, resolve_rows

KNOWN = [
    # text, date, country, sector
    ("Taliban", "2012-01-01", "AFG", "REB"),
    ("the Taliban", "2022-05-01", "AFG", "GOV"),
    ("the Zetas cartel", None, "MEX", "CRM"),
    ("Canberra", None, "AUS", "GOV"),
    ("Kyiv police", None, "UKR", "COP"),
    ("Chile's Ministry of Mines", None, "CHL", "GOV"),
    ("Syrian mercenaries", None, "SYR", "UAF"),
    ("a group of tourists", None, None, "CVL"),
    ("a team of heavily armed police", None, None, "COP"),
    ("a congressional committee", None, None, "LEG"),
    ("Northern Cyprus", None, "CYP", "PRE"),
    ("Madras High Court", None, "IND", "JUD"),
    ("Russia's ambassador to Poland", None, "RUS", "GOV"),
    ("people in the UK", None, "GBR", "CVL"),
    ("South Sudanese rebels loyal to Riek Machar", None, "SSD", "REB"),
    ("government armed forces", None, None, "MIL"),
]


@pytest.mark.parametrize(("text", "date", "country", "sector"), KNOWN)
def test_known(text: str, date: str | None, country: str | None, sector: str | None) -> None:
    found = resolve_name(text, date=date)
    assert (found.country, found.sector) == (country, sector), found


def test_an_office_is_held_for_a_time() -> None:
    days = ["2008-01-01", "2019-01-01", "2022-01-01", "2025-03-01"]
    assert [resolve_name("Donald Trump", date=d).sector for d in days] == ["BUS", "GOV", "ELI", "GOV"]


def test_a_title_in_the_words_counts_where_no_date_is_given() -> None:
    name = "Foreign Minister Park Jin"
    assert (resolve_name(name).country, resolve_name(name).sector) == ("KOR", "GOV")
    assert resolve_name(name, date="2025-01-01").sector == "ELI"
    assert resolve_name("Park Jin", date="2023-01-01").role == "foreign minister"


def test_a_town_inside_an_unlisted_name_says_nothing_of_its_bearer() -> None:
    assert resolve_name("Dorvo Valencia").country is None
    assert resolve_name("Valencia").country is not None


def test_a_last_name_alone() -> None:
    assert resolve_name("Mr Putin").name == "Vladimir Putin"
    assert resolve_name("Museveni", date="2022-05-01").sector == "GOV"
    assert resolve_name("Wallace", date="2021-05-01").name is None  # one of many Wallaces was a minister: that is no reason
    assert resolve_name("Defence Secretary Wallace", date="2021-05-01").name == "Ben Wallace"


def test_context_decides_between_namesakes() -> None:
    assert resolve_name("the Defense Ministry", context="Chile sent two frigates. Chile said they were new.").country == "CHL"


@pytest.mark.parametrize("date", ["tomorrow", "2021-13-01", "2021-02-30", "21-1-1", "2021-1"])
def test_a_bad_date_is_wrong_usage(date: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        resolve_name("Taliban", date=date)


def test_bad_lines_are_named_and_the_rest_goes_on() -> None:
    lines = ['{"id": 1, "text": "Taliban"}', "{oops", "", '{"text": 5}', '{"text": "x", "date": 2021}', '[]', '{"id": 2, "text": "he"}']
    rows = list(resolve_rows(lines, where="names.jsonl"))
    assert [row["id"] for row in rows if isinstance(row, dict)] == [1, 2]
    bad = [str(row) for row in rows if isinstance(row, InputError)]
    assert [b.split(": ")[0] for b in bad] == ["names.jsonl:2", "names.jsonl:4", "names.jsonl:5", "names.jsonl:6"]
    assert "not JSON" in bad[0] and "'text'" in bad[1] and "'date'" in bad[2]


def test_bytes_with_a_mark_and_broken_bytes() -> None:
    rows = list(resolve_rows([b'\xef\xbb\xbf{"id": 1, "text": "Hezbollah"}\r\n', b'{"text": "\xff"}\n']))
    assert isinstance(rows[0], dict) and rows[0]["country"] == "LBN"
    assert isinstance(rows[1], InputError)


def _run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "ceasewire", "resolve", *map(str, words)], capture_output=True, text=True, check=False)


def test_exit_codes(tmp_path: Path) -> None:
    file = tmp_path / "names.jsonl"
    file.write_text('{"id": 1, "text": "Taliban"}\n{oops\n', encoding="utf-8")
    some = _run(file, "--format", "jsonl")
    assert some.returncode == 3 and len(some.stdout.splitlines()) == 1 and f"{file}:2" in some.stderr
    file.write_text("", encoding="utf-8")
    assert (_run(file).returncode, _run(file).stdout) == (0, "")
    assert _run(tmp_path / "none.jsonl").returncode == 1
    assert _run("Taliban", "--date", "soon").returncode == 2


_text = st.text(max_size=40) | st.lists(
    st.sampled_from(["the", "Afghan", "rebels", "of", "Kabul", "'s", "-", "Minister", "UN", "former", "John", "Kerry", ",", "group", "("]),
    max_size=8,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_text)
def test_any_text_gets_an_answer_with_a_reason(text: str) -> None:
    found = resolve_name(text)
    assert found.reason and found.text == text and found.sector in (None, *SECTORS)
    assert resolve_name(text) == found


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=30) | st.builds(lambda t: json.dumps({"id": t, "text": t}).encode(), _text), max_size=5))
def test_every_line_that_is_not_blank_comes_out_once(lines: list[bytes]) -> None:
    assert len(list(resolve_rows(lines))) == sum(bool(line.strip()) for line in lines)
