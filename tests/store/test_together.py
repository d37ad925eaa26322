"""Several programs at one database: readers beside a writer, writers beside each other, all making it at once."""

from __future__ import annotations

import json
from pathlib import Path

from ceasewire.store import EventQuery, open_store
from tests.store.invented import report, reports
from tests.store.test_killed import write


def test_a_reader_sees_one_state_and_holds_up_no_writer(address: str) -> None:
    with open_store(address, create=True) as writer:
        for record in reports(3):
            writer.add(record)
        with open_store(address) as reader, open_store(address) as other:
            rows = reader.records()
            first = next(rows)
            assert writer.add(report("later")) == "new"
            assert [r["article"]["id"] for r in (first, *rows)] == ["r0", "r1", "r2"]
            assert [s.info()["articles"] for s in (reader, other, writer)] == [4, 4, 4]


def test_writers_at_once_and_readers_beside_them(address: str, tmp_path: Path) -> None:
    """Three processes make the database and write the same articles, two of them in the other order; readers find only whole ones."""
    records = reports(25)
    expected = {record["article"]["id"]: record for record in records}
    for name, rows in (("a", records), ("b", records[::-1]), ("c", records[::-1])):
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    processes = [write(address, tmp_path / name) for name in ("a", "b", "c")]
    assert processes[0].stdout and processes[0].stdout.readline()  # from now on there are tables
    seen = 0
    while any(process.poll() is None for process in processes):
        with open_store(address) as reader:
            found = {record["article"]["id"]: record for record in reader.records()}
            assert all(expected[id] == record for id, record in found.items())
            assert len(found) >= seen
            seen = len(found)
            assert all(record["events"] for record in reader.events(EventQuery(types=("ASSAULT",))))
    for process in processes:
        _, complaints = process.communicate()
        assert process.returncode == 0, complaints
    with open_store(address) as store:
        assert store.info()["articles"] == 25 and store.info()["earlier"] == 0
        assert list(store.check()) == []
