"""Which events fit: the same answers from both databases."""

from __future__ import annotations

from typing import Any

import pytest

from ceasewire.errors import UsageError
from ceasewire.store import EventQuery, Store, open_store
from tests.store.conftest import DATABASES
from tests.store.invented import REPORT, report


def with_interval(record: dict[str, Any], earliest: str | None, latest: str | None) -> dict[str, Any]:
    record["events"][0]["time"] = {"ref": "t1" if earliest or latest else None, "earliest": earliest, "latest": latest}
    return record


def articles() -> list[dict[str, Any]]:
    """monday: on 11 March 2024. may: by 1 May, said on 12 March. none: no date of its own. never: no date at all."""
    monday = report("monday")
    may = report("may", f"By May. {REPORT}", type="RETREAT", status="planned", title="The valley’s siege")
    may = with_interval(may, None, "2024-05-02")
    undated = with_interval(report("none", f"Some day. {REPORT} Nobody in Émile Ward’s cease-fire talks agreed."), None, None)
    never = with_interval(report("never", f"Never. {REPORT}", published=None, status="denied"), None, None)
    never["actors"][0] |= {"name": "Áine O’Dowd Brigade", "country": "OST"}
    since = with_interval(report("since", f"Since April. {REPORT}", published="2024-06-01", status="ongoing"), "2024-04-01", None)
    return [monday, may, undated, never, since]


@pytest.fixture(scope="module", params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    def fill(address: str) -> Store:
        opened = open_store(address, create=True)
        for record in articles():
            opened.add(record)
        return opened

    if request.param == "sqlite":
        with fill(str(tmp_path_factory.mktemp("query") / "record.db")) as opened:
            yield opened
        return
    from tests.store import postgres

    with postgres.database(request.getfixturevalue("postgres_server")) as url, fill(url) as opened:
        yield opened


EVERYTHING = ["may", "monday", "none", "since", "never"]


@pytest.mark.parametrize(("asked", "found"), [
    ({}, EVERYTHING),
    ({"types": ("RETREAT",)}, ["may"]),
    ({"types": ("assault-BEAT", "retreat")}, EVERYTHING),
    ({"types": ("assault-firearms",)}, []),
    ({"statuses": ("denied", "Planned")}, ["may", "never"]),
    ({"types": ("ASSAULT",), "statuses": ("planned",)}, []),
    ({"actors": ("coast front",)}, EVERYTHING),  # the mention is still called so where the name is another
    ({"actors": ("aine o'dowd",)}, ["never"]),
    ({"actors": ("coast fr",)}, []),
    ({"actors": ("police",)}, []),  # it speaks; it is no party of the act
    ({"actors": ("%",)}, UsageError),
    ({"countries": ("VRN",)}, ["may", "monday", "none", "since"]),
    ({"countries": ("ost",)}, EVERYTHING),  # by the place, or by the party
    ({"since": "2024-03-11"}, ["may", "monday", "none", "since"]),
    ({"since": "2024-03-12"}, ["may", "none", "since"]),
    ({"since": "2024-05-02"}, ["since"]),
    ({"since": "2030"}, ["since"]),  # lasts, as far as is told
    ({"until": "2024-03-10"}, []),
    ({"until": "2024-03-11"}, ["monday"]),
    ({"until": "2024-03"}, ["may", "monday", "none"]),
    ({"since": "2024-03-12", "until": "2024-03-12"}, ["may", "none"]),
    ({"since": "2024", "until": "2024"}, ["may", "monday", "none", "since"]),
    ({"text": "cease-fire"}, ["none"]),
    ({"text": "ceasefire talk"}, []),
    ({"text": "talking EMILE"}, ["none"]),
    ({"text": "siege"}, ["may"]),  # the title
    ({"text": '"valleys siege" OR "valley s siege"'}, ["may"]),
    ({"text": "farmer -may"}, ["monday", "none", "since", "never"]),
    ({"text": "farmer -may -never -april"}, ["monday", "none"]),
    ({"text": "some day OR never"}, ["none", "never"]),
    ({"text": '"the farmers"'}, []),
    ({"text": '"three farmers"'}, EVERYTHING),
    ({"text": "or"}, []),
    ({"text": "not the and"}, []),
    ({"text": "nobody' OR 1=1; drop table"}, ["none"]),
    ({"text": "NEAR(nobody) AND * ^ :"}, []),
    ({"text": "lobster"}, []),
    ({"text": "-lobster"}, UsageError),
    ({"text": "talks OR -lobster"}, UsageError),
    ({"text": " "}, UsageError),
    ({"types": ("KILL",)}, UsageError),
    ({"statuses": ("done",)}, UsageError),
    ({"countries": ("Afghanistan",)}, UsageError),
    ({"since": "May 2021"}, UsageError),
    ({"since": "2025", "until": "2024"}, UsageError),
    ({"as_of": "2020"}, []),
])  # fmt: skip
def test_query(store: Store, asked: dict[str, Any], found: list[str] | type[Exception]) -> None:
    if not isinstance(found, list):
        with pytest.raises(found):
            EventQuery(**asked)
        return
    assert [record["article"]["id"] for record in store.events(EventQuery(**asked))] == found


def test_a_refusal_says_what_is_allowed() -> None:
    with pytest.raises(UsageError, match=r"--type: 'KILL' is unknown. Allowed: AGREE, CONSULT"):
        EventQuery(types=("kill",))
    with pytest.raises(UsageError, match=r"--since: '2021-02-30' is no day of the calendar. Allowed: 2021, 2021-05 or 2021-05-31"):
        EventQuery(since="2021-02-30")


def test_what_has_no_date_is_counted(store: Store) -> None:
    assert store.undated(EventQuery(since="2024")) == 1
    assert store.undated(EventQuery(since="2024", statuses=("occurred",))) == 0
    assert store.undated(EventQuery()) == 0


def test_a_record_holds_only_the_events_that_fit(tmp_path: Any) -> None:
    record = report()
    record["events"].append(record["events"][0] | {"id": "e2", "status": "planned"})
    with open_store(str(tmp_path / "record.db"), create=True) as store:
        store.add(record)
        (found,) = store.events(EventQuery(statuses=("planned",)))
    assert [event["id"] for event in found["events"]] == ["e2"]
    assert {**found, "events": record["events"]} == record
