"""Private persons' names are nowhere in a masked record, officials' stay, and spans still hold their words. All names are invented."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasewire.serve.export import formats
from ceasewire.serve.export.masking import masked
from ceasewire.serve.export.private import is_private
from ceasewire.store.spans import misplaced
from tests.conftest import coder
from tests.serve.export.written import Json, written
from tests.store.invented import any_record

STORY = (
    "VERIN - Gunmen shot dead farmer Ali Rahimov, 34, and his daughter Sara Rahimov near Ostrel on Monday, Defense Minister Hassan Karimov "
    "said. \"They took Sara from the house,\" said Rahimov's neighbour Amina Yusova, who saw it. Yusova, a teacher, said three men fled. "
    "Rahimov's brother Omar Rahimov was wounded. President Viktor Orlan condemned the killing of the Rahimov family.\n\n"
    "The Coast Front pledged to release Lena Marsk, a journalist, by March 20. \"Lena will be free,\" the front's spokesman, Tomas Arvell, "
    "said. Police identified the dead as Petra Novakova, Ivan Novakov and ELENA\nNOVAKOVA. Karimov and Leila Karimov, "
    "a nurse, met Colonel Jan Brek."
)
TITLE = "Farmer Ali Rahimov killed; Karimov blames front"
PRIVATE = ("Ali", "Rahimov", "Sara", "Amina", "Yusova", "Omar", "Lena", "Marsk", "Petra", "Novakov", "Novakova", "Elena", "Leila")
OFFICIAL = ("Hassan Karimov", "Viktor Orlan", "Tomas Arvell", "Jan Brek", "Coast Front")


@pytest.fixture(scope="module")
def story() -> Json:
    url = "https://demo.example/2024/ali-rahimov-killed"
    return coder().code(STORY, published="2024-03-12", id="story", title=TITLE, url=url)


def names_in(text: str) -> list[str]:
    return [name for name in PRIVATE if re.search(rf"(?<!\w){name}(?!\w)", text, re.IGNORECASE)]


def test_no_private_name_is_left_anywhere(story: Json) -> None:
    assert set(names_in(json.dumps(story))) == set(PRIVATE)
    assert names_in(json.dumps(masked(story))) == []


@pytest.mark.parametrize("name", formats())
def test_nor_in_any_format(name: str, story: Json) -> None:
    text, said = written(name, [masked(story)])
    assert said.rows and names_in(text.replace("\r\n ", "")) == []


def test_officials_keep_their_names(story: Json) -> None:
    text = masked(story)["article"]["text"]
    assert [name for name in OFFICIAL if name not in text] == [] and "Karimov and [person" in text


def test_the_title_too_and_an_address_that_tells(story: Json) -> None:
    article = masked(story)["article"]
    assert article["title"].startswith("Farmer [person 1] killed") and article["url"] is None
    other = {**story, "article": {**story["article"], "url": "https://demo.example/2024/farmer-killed"}}
    assert masked(other)["article"]["url"] == "https://demo.example/2024/farmer-killed"


def test_each_person_has_one_mark_and_other_words_stay(story: Json) -> None:
    text = masked(story)["article"]["text"]
    assert "shot dead farmer [person 1], 34, and his daughter [person 2] near" in text
    assert '"They took [person 2] from the house," said' in text and "the killing of the [person] family" in text
    at = 0
    for between in re.split(r"\[person(?: \d+)?\]", text):
        at = STORY.index(between, at) + len(between)


def test_spans_hold_their_words_and_ids_stay(story: Json) -> None:
    out = masked(story)
    assert list(misplaced(out)) == []
    for layer in ("actors", "events", "statements", "commitments", "quantities"):
        assert [row["id"] for row in out[layer]] == [row["id"] for row in story[layer]]
    assert out["article"]["sha256"] == story["article"]["sha256"] and out["article"]["id"] == "story"


def test_a_record_without_private_persons_is_untouched() -> None:
    record = coder().code("President Viktor Orlan met Colonel Jan Brek in Paris on Monday.", published="2024-03-12", id="a")
    assert masked(record) == record


def person(text: str, name: str, how: str = "name", **fields: Any) -> Json:
    mentions = [{"start": m.start(), "end": m.end(), "text": name, "how": how} for m in re.finditer(re.escape(name), text)]
    usual = {"kind": "person", "sector": None, "role": None, "rule": "person"}
    return {"id": "a" + name, "name": name, "mentions": mentions, **usual, **fields}


@pytest.mark.parametrize(("fields", "private"), [
    ({}, True), ({"sector": "AGR", "role": "farmer"}, True), ({"sector": "JRN", "role": "journalist"}, True),
    ({"sector": "CRM", "role": "suspect"}, True), ({"sector": "UAF", "role": "gunman"}, True),
    ({"sector": "GOV", "role": "minister"}, False), ({"sector": "MIL"}, False), ({"sector": "REB", "role": "rebel commander"}, False),
    ({"sector": "OPP"}, False), ({"role": "spokesman"}, False),
    ({"sector": "SOC", "role": "director"}, False), ({"sector": "CVL", "rule": "offices", "role": "activist"}, False),
    ({"kind": "government"}, False), ({"kind": "group"}, False),
])
def test_who_is_private(fields: Json, private: bool) -> None:
    assert is_private(person("Sara Velm", "Sara Velm", **fields)) is private
    assert not is_private(person("a farmer", "a farmer", "description", **fields)), "nobody is named"


def small(text: str, *actors: Json, places: list[Json] | None = None, **article: Any) -> Json:
    """A record of a text with these actors."""
    return {"article": {"text": text, "title": None, "url": None, **article}, "actors": list(actors), "places": places or [], "times": []}


def test_an_official_told_again_without_the_office_is_no_private_person() -> None:
    text = "President Hana Velm spoke. Hana Velm left. Velm smiled."
    official = person(text, "Hana Velm", role="president", sector="GOV")
    assert masked(small(text, official, person(text, "Velm")))["article"]["text"] == text
    also = small(text + " Ivo Velm fell.", official, person(text + " Ivo Velm fell.", "Ivo Velm"))
    assert masked(also)["article"]["text"] == "President Hana Velm spoke. Hana Velm left. [person 1] smiled. [person 1] fell."


def test_a_place_that_is_known_and_common_words_keep_their_letters() -> None:
    text = "Hope Marsh fled to Marsh Bay in hope. HOPE MARSH is dead."
    bay = {"start": 19, "end": 28, "text": "Marsh Bay", "name": "Marsh Bay", "precision": "point"}
    out = masked(small(text, person(text, "Hope Marsh"), places=[bay]))
    assert out["article"]["text"] == "[person 1] fled to Marsh Bay in hope. [person 1] is dead."


def test_the_whole_name_is_hidden_even_inside_an_officials_mention() -> None:
    text = "Ivo Velm's friend Hana Brek, the mayor, wept for Ivo Velm."
    mayor = person(text, "Hana Brek", sector="GOV", role="mayor")
    mayor["mentions"] = [{"start": 0, "end": 27, "text": text[:27], "how": "name"}]
    out = masked(small(text, person(text, "Ivo Velm"), mayor))
    assert out["article"]["text"] == "[person 1]'s friend Hana Brek, the mayor, wept for [person 1]."


@settings(max_examples=80, deadline=None)
@given(any_record(), st.data())
def test_any_record_stays_a_record(record: Json, data: st.DataObject) -> None:
    """Whoever is private in it, spans hold their words, and masking what is masked changes nothing but the numbers."""
    for actor in record["actors"]:
        start = data.draw(st.integers(0, len(record["article"]["text"]) - 1))
        words = record["article"]["text"][start : start + 5]
        actor |= {"kind": "person", "name": words, "sector": None, "role": None, "mentions": [
            {"start": start, "end": start + len(words), "text": words, "how": "name"},
        ]}  # fmt: skip
    out = masked(record)
    assert list(misplaced(out)) == []
    assert out["run"] == record["run"] and [event["id"] for event in out["events"]] == [event["id"] for event in record["events"]]
