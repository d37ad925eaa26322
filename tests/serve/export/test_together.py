"""Reports of one event share its id, whatever period is asked for; a planned act keeps its own."""

from __future__ import annotations

import csv
import io

from ceasewire.link.incidents import Mark, Opinion
from ceasewire.serve.export import Period
from ceasewire.serve.export.together import incident_places, told_together
from tests.conftest import coder
from tests.serve.export.written import Json, written

TEXTS = {
    "wire": ("2024-03-12", "Gunmen shot dead 14 farmers in Kandahar on Monday, police said. Talks are planned for Friday."),
    "rival": ("2024-03-13", "Kandahar police said 12 farmers were shot dead by gunmen on Monday."),
    "again": ("2024-03-12", "Gunmen shot dead 14 farmers in Kandahar on Monday, police said. Talks are planned for Friday."),
    "other": ("2024-06-20", "Gunmen shot dead three miners in Herat on Wednesday."),
}


def records() -> list[Json]:
    return [coder().code(text, published=day, id=id) for id, (day, text) in TEXTS.items()]


def rows(told: list[Json], period: Period | None = None) -> dict[str, dict[str, str]]:
    """Article → the report of its attack."""
    text, _ = written("reports-csv", told, *([period] if period else []))
    attacks = [row for row in csv.DictReader(io.StringIO(text)) if row["event_type"] == "ASSAULT" and row["report_kind"] == "telling"]
    assert len(attacks) == len({row["article_id"] for row in attacks})
    return {row["article_id"]: row for row in attacks}


def together(opinions: list[Opinion] | None = None) -> list[Json]:
    return list(told_together(records(), incident_places(records(), opinions or [])))


def test_reports_of_one_event_share_its_id() -> None:
    found = rows(together())
    assert found["wire"]["event_id"] == found["rival"]["event_id"] == found["again"]["event_id"] != found["other"]["event_id"]
    assert [found[id]["deaths_best"] for id in ("wire", "rival")] == ["14", "12"]
    assert len({row["report_id"] for row in found.values()}) == 4 and found["wire"]["event_in_article"].startswith("e")
    assert sorted(found[id]["reprint_of"] for id in ("wire", "again")) == ["", "again"] and not found["rival"]["reprint_of"]


def test_the_id_does_not_depend_on_the_period() -> None:
    told = together()
    june, always = rows(told, Period("2024-03-13", None)), rows(told)
    assert set(june) == {"other"} and june["other"]["event_id"] == always["other"]["event_id"]


def test_what_a_person_judged_holds() -> None:
    marks = {}
    for record in records():
        article = record["article"]
        attack = next(event for event in record["events"] if event["type"] == "ASSAULT")
        trigger = attack["trigger"]
        marks[article["id"]] = Mark(article["id"], article["sha256"], trigger["start"], trigger["end"], trigger["text"], attack["type"])
    opinions = [Opinion(marks[id], marks["rival"], "not", "Ana", "two attacks", "2026-11-29T10:00:00.000000Z") for id in ("wire", "again")]
    found = rows(together(opinions))
    assert found["wire"]["event_id"] != found["rival"]["event_id"]


def test_without_knowing_other_articles_each_event_has_its_own_id() -> None:
    found = rows(records())
    assert found["wire"]["event_id"] == found["wire"]["event_in_article"] != found["rival"]["event_id"]
