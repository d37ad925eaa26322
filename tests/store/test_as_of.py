"""`--as-of` means one thing on every read: what was in the database by then, and nothing that came later. As a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ceasewire.cli import app
from ceasewire.serve.export import formats
from ceasewire.store import open_store, periods
from ceasewire.store.judgements import Judgements
from tests.store.invented import NEWER, REPORT, report

READS = (
    ("query", "--format", "jsonl"), ("incidents", "--format", "jsonl"), ("incidents", "judgements", "--format", "jsonl"),
    ("ledger", "--format", "jsonl"), ("disputes", "--format", "jsonl"), ("actors", "--format", "jsonl"), ("db", "info", "--format", "json"),
    *(("export", name) for name in formats()),
)  # fmt: skip
OTHER = "Tide Front raiders burned four barges at Ostrel on Friday, the harbour master said. Also: " + REPORT


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Published in 2024; read on 1, 3 and 5 March 2026, of one article also anew; judged on 7 March."""
    file = str(tmp_path_factory.mktemp("as_of") / "record.db")
    dated = (report("a1"), report("b1", f"Later: {REPORT} {OTHER}", published="2024-03-13"), report("a1", run=NEWER))
    with pytest.MonkeyPatch.context() as patch, open_store(file, create=True) as store:
        for day, record in zip((1, 3, 5), dated, strict=True):
            patch.setattr(periods, "now", lambda day=day: f"2026-03-0{day}T12:00:00.000000Z")
            store.add(record)
        patch.setattr("ceasewire.store.judgements.now", lambda: "2026-03-07T12:00:00.000000Z")
        ledger = Judgements(store)
        first, second = (ledger.marks(f"{article}:e1")[0] for article in ("a1", "b1"))
        ledger.add(first, second, "not")
    return file


def told(*words: str) -> str:
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return str(done.stdout)


@pytest.mark.parametrize("read", READS, ids=" ".join)
def test_every_read_knows_what_was_recorded_and_nothing_else(read: tuple[str, ...], db: str, tmp_path: Path) -> None:
    """As of each day, it says what it says of a database that holds no more than was there."""
    for day in range(8):
        file = str(tmp_path / f"{day}.db")
        held = open_store(db)
        with held, open_store(file, create=True) as store, pytest.MonkeyPatch.context() as patch:
            for at, as_of in ((1, "2026-03-01"), (3, "2026-03-03"), (5, "2026-03-05")):
                if at <= day:
                    patch.setattr(periods, "now", lambda at=at: f"2026-03-0{at}T12:00:00.000000Z")
                    store.add(list(held.records(as_of=as_of))[-1])
            if day == 7:
                patch.setattr("ceasewire.store.judgements.now", lambda: "2026-03-07T12:00:00.000000Z")
                (line,) = Judgements(held).all()
                Judgements(store).add(line.first, line.second, line.verdict)
        as_of = f"2026-03-0{day}" if day else "2026-02"
        assert told(*read, "--db", db, "--as-of", as_of) == told(*read, "--db", file, "--as-of", as_of)


def test_the_moment_counts_and_the_day_of_publication_does_not(db: str) -> None:
    assert told("query", "--db", db, "--as-of", "2024-12", "--format", "jsonl") == ""
    assert told("ledger", "--db", db, "--as-of", "2024-12", "--format", "jsonl") == ""
    noon = [len(told("query", "--db", db, "--as-of", f"2026-03-01T{hour}", "--format", "jsonl")) > 0 for hour in ("11:59", "12:01")]
    assert noon == [False, True]


def test_overdue_is_counted_from_that_day(db: str) -> None:
    def late(*words: str) -> set[bool]:
        return {json.loads(line)["overdue"] for line in told("ledger", "--db", db, "--format", "jsonl", *words).splitlines()}

    assert late("--as-of", "2026-03-02") == {True} == late()  # due on 2024-03-11
    assert late("--as-of", "2026-03-02", "--reported-by", "2024-03-12") == {True}
    assert late("--reported-by", "2024-03-12") == {True} and late("--reported-by", "2024-03-10") == set()
