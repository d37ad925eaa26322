"""A period means the same here and in `ceasewire query`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceasewire.serve.export import Period, Written
from ceasewire.serve.export.format import fitting
from ceasewire.store import EventQuery, open_store
from tests.store.invented import REPORT, report

DAYS = st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 9)).map(date.isoformat)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(DAYS, DAYS, DAYS), min_size=1, max_size=8),
    st.lists(st.tuples(DAYS, DAYS).filter(lambda p: any(p) and (None in p or p[0] <= p[1])), min_size=1, max_size=6),  # type: ignore[operator]
)
def test_the_same_events_as_a_query(
    tmp_path: Path, intervals: list[tuple[str | None, str | None, str | None]], periods: list[tuple[str | None, str | None]]
) -> None:
    records = []
    for n, (earliest, latest, published) in enumerate(intervals):
        if earliest and latest and earliest >= latest:
            latest = None
        record = report(f"a{n}", f"{n}. {REPORT}", published=published)
        record["events"][0]["time"] = {"ref": "t1", "earliest": earliest, "latest": latest}
        records.append(record)
    file = tmp_path / "record.db"
    file.unlink(missing_ok=True)
    with open_store(str(file), create=True) as store:
        for record in records:
            store.add(record)
        for since, until in periods:
            asked, counted = EventQuery(since=since, until=until), Written()
            ours = sorted(record["article"]["id"] for record in fitting(records, Period(*asked.bounds), counted))
            assert ours == sorted(record["article"]["id"] for record in store.events(asked))
            assert sum(counted.left_out.values()) == store.undated(asked)


def test_all_records_where_no_period_is_asked_for() -> None:
    eventless = {**report(), "events": []}
    assert list(fitting([eventless], Period(), Written())) == [eventless]
    assert list(fitting([eventless], Period("2024-01-01"), Written())) == []
