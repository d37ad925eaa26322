"""The chain from words to codes of one event: everything that the record says is explained, and what was left out is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from ceasewire.cli import app
from ceasewire.config import Config
from ceasewire.errors import UsageError
from ceasewire.lexicon import DATA
from ceasewire.records import Article
from ceasewire.serve.explain import Explanation, event_of
from tests.conftest import coder

TEXT = "Northland said on Tuesday that it would withdraw 300 soldiers from Verin by June 30. Officials called the talks open."


@pytest.fixture(scope="module")
def article() -> Article:
    return coder().read(TEXT, published="2021-06-02")


def lines(article: Article, trigger: str) -> dict[str, str]:
    event = next(e for e in article.events if e.trigger.text == trigger)
    told = list(Explanation(article, event, Config()).lines())
    return {line[:13].strip(): line[13:] for line in told if line[:1].strip()}


def test_every_field_is_explained_by_its_words(article: Article) -> None:
    told = lines(article, "withdraw")
    assert told["trigger"].startswith("“withdraw” (withdraw, verb, withdraw.01)")
    assert "predicates.csv:" in told["found by"] and "RETREAT withdraw" in told["found by"]
    assert told["source"].startswith("“Northland”") or told["source"].startswith("“it”")
    assert told["status"].startswith("planned: because of “") and "would" in told["status"]
    assert told["time"].endswith("= by 2021-06-30") and "in its sentence" in told["time"]
    assert told["number"] == "“300” = troops 300"
    assert told["said by"].startswith("Northland (")
    assert told["codes"].startswith("CAMEO ") and "PLOVER CONCEDE since planned" in told["codes"]


def test_numbers_are_those_of_show_and_a_wrong_one_lists_what_there_is(article: Article) -> None:
    first = article.events[0]
    assert event_of(article, "E1") is first is event_of(article, first.id)
    with pytest.raises(UsageError, match=r"no event 'E99'; there are: E1 \(withdraw\)"):
        event_of(article, "E99")


def test_the_command_prints_what_was_left_out() -> None:
    done = CliRunner().invoke(app, ["explain", str(DATA / "demo" / "1_talks.txt"), "E4"])
    assert done.exit_code == 0
    assert "Considered and left out" in done.stdout
    assert "pull out → SANCTION discontinue: of is not of the class treaties_bodies" in done.stdout


def test_the_command_says_what_is_wrong() -> None:
    done = CliRunner().invoke(app, ["explain", str(DATA / "demo" / "1_talks.txt"), "E99"])
    assert done.exit_code == 2
    assert "no event 'E99'; there are: E1 (" in done.stderr


def test_what_cannot_be_read_is_said_and_nothing_is_done(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = CliRunner().invoke(app, ["explain", str(tmp_path / "empty.txt"), "E1"])
    assert done.exit_code == 1
    assert "empty.txt: empty, nothing to read" in done.stderr
