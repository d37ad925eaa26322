"""The ledger: nothing in it changes, the later judgement holds, and it holds when the articles are coded anew. On both databases."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

from ceasewire.cli import app
from ceasewire.errors import StoreError, UsageError
from ceasewire.link.incidents import Mark, Opinion, find_incidents
from ceasewire.store import judgements as ledger_module
from ceasewire.store import open_store
from ceasewire.store.connect import reading
from ceasewire.store.judgements import TAKEN_BACK, Judgements
from ceasewire.store.schema import JUDGEMENTS
from tests.link.invented import FRIDAY, HERALD, MONDAY, record
from tests.store.invented import NEWER

TIDE, PAPER, LATER = record("tide", "2024-03-12", MONDAY), record("herald", "2024-03-12", HERALD), record("later", "2024-03-16", FRIDAY)


def ceasewire(*words: object) -> subprocess.CompletedProcess[str]:
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    return subprocess.CompletedProcess(list(words), done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def filled(address: str) -> str:
    with open_store(address, create=True) as store:
        for one in (TIDE, PAPER, LATER):
            store.add(one)
    return address


def mark(ledger: Judgements, article: str) -> Mark:
    (found,) = ledger.marks(f"{article}:e0assault")
    return found


def test_what_is_written_is_what_is_read(filled: str) -> None:
    with open_store(filled, write=True) as store:
        ledger = Judgements(store)
        tide, herald = mark(ledger, "tide"), mark(ledger, "herald")
        assert (tide.text, tide.type, tide.sha256) == ("attacked", "ASSAULT", TIDE["article"]["sha256"])
        ledger.add(tide, herald, "not", by="Ána", why="two markets\nfar apart")
        (line,) = ledger.all()
        assert (line.number, line.first, line.second, line.verdict, line.by, line.why, line.holds) == (
            1, tide, herald, "not", "Ána", "two markets\nfar apart", True,
        )  # fmt: skip
        assert ledger.opinions() == [Opinion(tide, herald, "not", "Ána", "two markets\nfar apart", line.at)]
        assert list(store.check()) == []


def test_the_later_holds_and_nothing_goes(filled: str) -> None:
    with open_store(filled, write=True) as store:
        ledger = Judgements(store)
        tide, herald, later = (mark(ledger, name) for name in ("tide", "herald", "later"))
        ledger.add(tide, herald, "not")
        ledger.add(tide, later, "unsure")
        ledger.add(herald, tide, "same")  # the other way round: still the same pair
        assert [(n.verdict, n.holds) for n in ledger.all()] == [("not", False), ("unsure", True), ("same", True)]
        assert [o.verdict for o in ledger.opinions()] == ["same", "unsure"]
        ledger.add(tide, herald, TAKEN_BACK)
        assert [o.verdict for o in ledger.opinions()] == ["unsure"]
        ledger.add(tide, herald, "not")  # and can be judged again
        assert [o.verdict for o in ledger.opinions()] == ["not", "unsure"]
        with reading(store._engine) as connection:
            assert connection.execute(select(func.count()).select_from(JUDGEMENTS)).scalar_one() == 5


def test_as_of_an_earlier_day(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(filled, write=True) as store:
        ledger = Judgements(store)
        tide, herald = mark(ledger, "tide"), mark(ledger, "herald")
        for day, verdict in ((1, "not"), (5, "same"), (9, TAKEN_BACK)):
            monkeypatch.setattr(ledger_module, "now", lambda day=day: f"2026-03-0{day}T12:00:00.000000Z")
            ledger.add(tide, herald, verdict)
        told = [[o.verdict for o in ledger.opinions(as_of=f"2026-03-0{day}")] for day in (1, 4, 5, 8, 9)]
        assert told == [["not"], ["not"], ["same"], ["same"], []] and ledger.opinions(as_of="2026-02") == []


@pytest.mark.parametrize("fault", ["verdict", "itself", "text"])
def test_what_cannot_be_judged_is_refused(filled: str, fault: str) -> None:
    with open_store(filled, write=True) as store:
        ledger = Judgements(store)
        tide, herald = mark(ledger, "tide"), mark(ledger, "herald")
        if fault == "verdict":
            with pytest.raises(UsageError, match=r"'maybe' is no verdict\. Allowed: same, not, unsure"):
                ledger.add(tide, herald, "maybe")
        elif fault == "itself":
            with pytest.raises(UsageError, match="named twice"):
                ledger.add(tide, replace(tide, type="COERCE"), "same")
        else:
            with pytest.raises(StoreError):  # words of a text that is not here
                ledger.add(tide, replace(herald, sha256="0" * 64), "same")
        assert ledger.all() == []


def test_a_judgement_survives_another_run(filled: str) -> None:
    """The newer code finds the act at more words, calls it something else and gives it another id."""
    with open_store(filled, write=True) as store:
        ledger = Judgements(store)
        ledger.add(mark(ledger, "tide"), mark(ledger, "herald"), "same", by="ana")
        anew = record("tide", "2024-03-12", replace(MONDAY, trigger="attacked a market", type="COERCE", mode=None))
        store.add({**anew, "run": NEWER})
        assert mark_ids(ledger, "e0assault") == ["herald", "later"]
        found = find_incidents(store.records(), ledger.opinions())
        assert [[m.report.article for m in i.members] for i in found.incidents] == [["herald", "tide"], ["later"]]
        assert len(find_incidents(store.records()).incidents) == 3


def mark_ids(ledger: Judgements, event: str) -> list[str]:
    return [m.article for m in ledger.marks(event)]


# ---- as a user calls it


def test_judge_list_and_take_back(filled: str) -> None:
    before = [json.loads(line) for line in ceasewire("incidents", "--db", filled).stdout.splitlines()]
    assert [(row["reports"], row["stories"]) for row in before] == [(2, 2), (1, 1)]
    both = ("tide:e0assault", "herald:e0assault")
    done = ceasewire("incidents", "judge", *both, "not", "--db", filled, "--by", "ana", "--why", "two markets")
    assert (done.returncode, done.stdout) == (0, "not: “attacked” (ASSAULT) in tide and “attacked” (ASSAULT) in herald\n")
    assert len(ceasewire("incidents", "--db", filled).stdout.splitlines()) == 3
    listed = ceasewire("incidents", "--db", filled, "judgements").stdout
    assert listed.startswith("*    1  20") and listed.endswith("by ana “two markets”\n")
    taken = ceasewire("incidents", "take-back", 1, "--db", filled, "--by", "ben")
    assert taken.returncode == 0 and taken.stdout.startswith("taken back: not, “attacked”")
    lines = [json.loads(line) for line in ceasewire("incidents", "judgements", "--db", filled, "--format", "jsonl").stdout.splitlines()]
    assert [(line["verdict"], line["by"], line["holds"]) for line in lines] == [("not", "ana", False), ("taken back", "ben", False)]
    after = [json.loads(line) for line in ceasewire("incidents", "--db", filled).stdout.splitlines()]
    assert after == before


def test_a_persons_judgement_shows_in_the_incident(filled: str) -> None:
    ceasewire("incidents", "judge", "later:e0assault", "tide:e0assault", "same", "--db", filled, "--by", "ana", "--why", "the same raid")
    table = ceasewire("incidents", "--db", filled, "--format", "table").stdout
    assert "3 reports in 3 articles" in table and "says ana: the same raid" in table
    rows = list(csv.DictReader(io.StringIO(ceasewire("export", "reports-csv", "--db", filled).stdout)))
    assert {row["event_id"] for row in rows} == {rows[0]["event_id"]}
    assert [(row["article_id"], row["linked_by"], row["linked_why"]) for row in rows] == [
        ("herald", "", ""), ("tide", "ana", "the same raid"), ("later", "ana", "the same raid"),
    ]  # fmt: skip
    named = {row["report_id"] for row in rows}
    assert all(row["linked_to"] in named and float(row["linked_bits"]) and row["linked_reasons"] for row in rows[1:])
    hidden = csv.DictReader(io.StringIO(ceasewire("export", "reports-csv", "--db", filled, "--mask-private").stdout))
    assert [(row["linked_by"], row["linked_why"]) for row in hidden] == [("", ""), ("ana", ""), ("ana", "")]


def test_merges_and_days(filled: str) -> None:
    for merge, days in (("conservative", "2024-03-11"), ("informative", "2024-03-11"), ("representative", "2024-03-11")):
        done = ceasewire("incidents", "--db", filled, "--merge", merge, "--format", "csv", "--until", "2024-03-12")
        (row,) = csv.DictReader(io.StringIO(done.stdout))
        assert (row["aggregation_name"], row["date_start"], row["date_end"]) == (merge, days, days)
        assert (row["killed"], row["place"]) == ("12", "Verin")
    assert "2 reports are 1 incidents" in done.stderr
    assert ceasewire("incidents", "--db", filled, "--since", "2024-03-12", "--until", "2024-03-14").stdout == ""
    assert ceasewire("incidents", "--db", filled, "--as-of", "2001").stdout == ""


@pytest.mark.parametrize(
    "words, message, code",
    [
        (("judge", "e0assault", "herald:e0assault", "same"), "3 articles with the same text have an event 'e0assault'", 2),
        (("judge", "nowhere:e1", "herald:e0assault", "same"), "no event 'nowhere:e1' in the records that hold", 2),
        (("take-back", "7"), "judgement 7 is none", 2),
        (("--since", "March"), "--since: 'March' is no day of the calendar", 2),
    ],
)
def test_wrong_calls(filled: str, words: tuple[str, ...], message: str, code: int) -> None:
    done = ceasewire("incidents", *words, "--db", filled)
    assert done.returncode == code and message in done.stderr and done.stdout == ""


def test_without_a_database_it_says_so() -> None:
    for words in ((), ("judgements",), ("judge", "a", "b", "same")):
        done = ceasewire("incidents", *words)
        assert done.returncode == 2 and "say which database" in done.stderr
