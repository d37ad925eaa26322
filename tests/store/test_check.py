"""`check` is quiet about what is as it was written, and names what is not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from ceasewire.errors import StoreError
from ceasewire.store import EventQuery, open_store
from ceasewire.store.check import Checked
from ceasewire.store.connect import writing
from ceasewire.store.judgements import TAKEN_BACK, Judgements
from tests.store.invented import NEWER, REPORT, report

#: one record says something else than what was read
STATUS = "UPDATE events SET body = replace(CAST(body AS TEXT), 'occurred', 'ongoing!')::json WHERE coding = 1"


@pytest.mark.parametrize(("sql", "says"), [
    ("UPDATE texts SET text = replace(text, 'three', 'eight')", "its SHA-256 is another"),
    ("UPDATE texts SET text = replace(text, 'three', 'eight')", "says 'three', the text has 'eight'"),
    ("UPDATE texts SET text = text || '.'", "its SHA-256 is another"),
    (STATUS, "its digest is another"),
    (STATUS, "status is 'occurred', not 'ongoing!'"),
    ("UPDATE events SET status = 'denied'", "events e1: the columns differ from the record: status is 'denied', not 'occurred'"),
    ("UPDATE actors SET names = '| someone |' WHERE id = 'a1'", "actors a1: the columns differ"),
    ("UPDATE places SET lat = 1.25", "lat is 1.25, not 1.5"),
    ("UPDATE unresolved SET position = 7", "unresolved 0: the columns differ from the record: a position is missing"),
    ("UPDATE articles SET title = 'Another'", "article 'a1': column title is 'Another', the article has 'Attack on Verin'"),
    ("UPDATE articles SET body = replace(CAST(body AS TEXT), 'Attack', 'attack')::json", "title, date or another field was changed"),
    ("UPDATE runs SET body = replace(CAST(body AS TEXT), 'm1', 'm2')::json WHERE number = 1", "run 1: was changed"),
    ("UPDATE runs SET model = 'm2' WHERE number = 1", "run 1: column model is 'm2', the run has 'm1'"),
    ("UPDATE codings SET body = replace(CAST(body AS TEXT), 'body', 'junk')::json WHERE number = 1", "coding 1: the record was changed"),
    ("DELETE FROM quantities WHERE id = 'none'", ""),
    ("DELETE FROM commitment_actors WHERE coding = 1", "'commitment': 'c1', 'side': 'debtor'} is not there"),
    ("INSERT INTO event_actors VALUES (1, 'e1', 'target', 'a2')", "'event': 'e1', 'side': 'target'} is in no record"),
    ("DELETE FROM disagreements WHERE coding = 1", "coding 1: the record was changed"),
])  # fmt: skip
def test_what_was_changed_is_named(address: str, sql: str, says: str) -> None:
    with open_store(address, create=True) as store:
        store.add(report())
        store.add(report(run=NEWER))
        assert list(store.check()) == []
        with writing(store._engine) as connection:
            connection.execute(text(sql if connection.dialect.name == "postgresql" else sql.replace("::json", "")))
        seen = Checked()
        faults = list(store.check(seen))
        assert seen.faults == len(faults) and bool(faults) is bool(says)
        assert says in "\n".join(faults), faults


@pytest.mark.parametrize(("sql", "says"), [
    ("UPDATE judgements SET first_words = 'left'", "judgement 1: 'a1' 19…27: says 'left', the text has 'attacked'"),
    ("UPDATE judgements SET first_end = 500 WHERE number = 1", "lies outside of the text of 89 characters"),
    ("UPDATE judgements SET first_start = -3", "'a1' -3…27: lies outside"),
    ("UPDATE judgements SET second_article = 'gone' WHERE number = 1", "'gone' 26…34: no article of this id has that text"),
    ("UPDATE judgements SET second_article = 'a1' WHERE number = 1", "no article of this id has that text"),
    ("UPDATE judgements SET first_start = 0, first_end = 5, first_words = 'Coast'", "'Coast' tells of no act in any record of the article"),
    ("UPDATE judgements SET verdict = 'maybe' WHERE number = 1", "the verdict 'maybe' is none of same, not, unsure, taken back"),
    ("UPDATE judgements SET verdict = 'taken back' WHERE number = 1", "judgement 1: takes back what nobody had said"),
    ("UPDATE judgements SET recorded_at = 'yesterday' WHERE number = 1", "'yesterday' is no moment"),
    ("DELETE FROM judgements WHERE number = 1", "judgement 2: takes back what nobody had said"),
    (
        "UPDATE judgements SET second_article = first_article, second_sha256 = first_sha256, second_start = first_start, "
        "second_end = first_end, second_words = first_words", "judgement 1: both acts are one",
    ),
    ("UPDATE judgements SET reason = 'otherwise'", ""),
])  # fmt: skip
def test_what_was_changed_in_the_ledger_of_judgements_is_named(address: str, sql: str, says: str) -> None:
    with open_store(address, create=True) as store:
        store.add(report())
        store.add(report("b1", f"Later: {REPORT[:-1]} again."))
        ledger = Judgements(store)
        first, second = (ledger.marks(f"{article}:e1")[0] for article in ("a1", "b1"))
        ledger.add(first, second, "same", by="ana", why="one raid")
        ledger.add(second, first, TAKEN_BACK)
        seen = Checked()
        assert list(store.check(seen)) == [] and seen.judgements == 2
        with writing(store._engine) as connection:
            connection.execute(text(sql))
        faults = list(store.check())
        assert bool(faults) is bool(says) and says in "\n".join(faults), faults


def test_a_judgement_of_an_act_that_a_newer_run_does_not_find_is_no_orphan(address: str) -> None:
    """Some run told the act; that the latest does not is news for `incidents`, not damage."""
    with open_store(address, create=True) as store:
        store.add(report())
        store.add(report("b1", f"Later: {REPORT}"))
        ledger = Judgements(store)
        ledger.add(ledger.marks("a1:e1")[0], ledger.marks("b1:e1")[0], "same")
        store.add({**report(run=NEWER), "events": []})
        assert ledger.marks("a1:e1") == [] and list(store.check()) == []


def test_a_reason_that_is_no_text_any_more_is_named(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    with open_store(str(file), create=True) as store:
        store.add(report())
        store.add(report("b1", f"Later: {REPORT}"))
        ledger = Judgements(store)
        ledger.add(ledger.marks("a1:e1")[0], ledger.marks("b1:e1")[0], "same", why="ONE RAID")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE judgements SET reason = CAST(x'4f4e4520ff' AS TEXT)")
    with open_store(str(file)) as store:
        assert "judgement 1: why cannot be read: 'ONE \\udcff'" in list(store.check())


def test_what_was_looked_at_is_counted(address: str) -> None:
    with open_store(address, create=True) as store:
        store.add(report())
        store.add(report(run=NEWER))
        store.add(report("b1"))
        seen = Checked()
        assert list(store.check(seen)) == []
        assert (seen.texts, seen.articles, seen.codings, seen.records, seen.faults) == (1, 2, 3, 30, 0)
        assert seen.spans > 40


@pytest.mark.parametrize(("there", "instead", "says"), [
    (b"police said.", b"police sayd.", "its SHA-256 is another"),
    (b"police said.", b"police sa\xffd.", "its SHA-256 is another"),
    (b'"status":"occurred"', b'"status":"occurrex"', "its digest is another"),
    (b'"status":"occurred"', b'"status":"occurred\'', "JSON that cannot be read"),
    (b'"kind":"pronoun"', b'"kind":"pron\xffun"', "its digest is another"),
])  # fmt: skip
def test_a_changed_byte_of_the_file_is_found(tmp_path: Path, there: bytes, instead: bytes, says: str) -> None:
    file = tmp_path / "record.db"
    with open_store(str(file), create=True) as store:
        store.add(report())
    whole = file.read_bytes()
    assert whole.count(there) == 1
    file.write_bytes(whole.replace(there, instead))
    with open_store(str(file)) as store:
        assert says in "\n".join(store.check())


def test_a_damaged_record_is_refused_on_every_read(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    with open_store(str(file), create=True) as store:
        store.add(report())
        with writing(store._engine) as connection:
            connection.execute(text("UPDATE actors SET body = '{' WHERE id = 'a1'"))
        for call in (store.records, lambda: store.events(EventQuery())):
            with pytest.raises(StoreError, match="the record of 'a1' is damaged; `ceasewire db check` names all that are"):
                list(call())


def test_a_torn_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    with open_store(str(file), create=True) as store:
        for n in range(20):
            store.add(report(f"r{n}", f"{n} " + report()["article"]["text"]))
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2 :] = b"\0" * (len(whole) - len(whole) // 2)
    file.write_bytes(whole)
    try:
        with open_store(str(file)) as store:
            assert list(store.check())
    except StoreError as error:
        assert "damaged" in str(error)
