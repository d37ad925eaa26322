"""Claims about one thing that don't fit together, in invented articles; and those that do, although they differ."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasewire.link.disputes import Dispute, read_disputes
from tests.link.test_commitments import record

DAY = "2021-06-02"


def disputes(*articles: tuple[str, str]) -> list[Dispute]:
    """Of articles given as (day, text); their ids are a1, a2 …"""
    return read_disputes(record(f"a{n}", day, text) for n, (day, text) in enumerate(articles, 1))


def sides(found: Dispute) -> list[tuple[str, str | None, str]]:
    return [(c.article, c.who_says, c.value) for c in found.claims]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The army of Varonia said 11 rebels had been killed. The Tide Front said 26 rebels had been killed there.", ["11", "26"]),
        ("State television in Varonia said 8,000 people had left Verin. The Relief League made it about 3,000.", ["8000", "3000"]),
        ("The navy of Varonia said it had turned back four vessels. The harbour captain, Ludo Ferel, counted eleven.", ["4", "11"]),
    ],
)
def test_numbers(text: str, values: list[str]) -> None:
    (found,) = disputes((DAY, text))
    assert found.kind == "how many" and [c.value for c in found.claims] == values
    assert all(c.who_says for c in found.claims) and found.reasons


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # a number that says nothing of what it counts
        ("General Tarp said 4,800 had reported to the camps. The commission has registered 2,700, some unarmed.", ["4800", "2700"]),
        (
            "The ministry of Varonia said it had paid 1.1 billion francs. Captain Idder said his clerks had counted 800 million.",
            ["1100000000", "800000000"],
        ),
        # two voices in one sentence
        (
            "Some 110,000 people live in the east of Verin, according to the Relief League; Varonia says the figure is nearer 35,000.",
            ["110000", "35000"],
        ),
    ],
)
def test_numbers_in_other_words(text: str, values: list[str]) -> None:
    (found,) = disputes((DAY, text))
    assert found.kind == "how many" and [c.value for c in found.claims] == values


def test_who_is_told_to_have_done_it_denies_it() -> None:
    text = "Police in Varonia said Coast Front gunmen had burned the mill of Verin. The Coast Front said nobody of its own had been near."
    (found,) = disputes((DAY, text))
    assert found.kind == "whether" and [c.value for c in found.claims] == ["said", "denied"]


@pytest.mark.parametrize(
    "text",
    [
        # a number in a name, a day, and two numbers of which nobody says that they count one thing
        "The army of Varonia said shots had come from Hill 90. The Tide Front said its men had left Hill 14.",
        "The army of Varonia said the bridge fell on June 3. The Tide Front said the town was lost on June 1.",
        "The army of Varonia said 40 had crossed the river. The Tide Front said it wanted 15 back.",
        # bare numbers are bounds where their words say so
        "General Tarp said more than 4,800 had reported to the camps. The commission has registered 5,200, some unarmed.",
        "General Tarp said up to 4,800 had reported to the camps. The commission has registered 2,700, some unarmed.",
        "General Tarp said 4,800 to 5,300 had reported to the camps. The commission has registered 5,200, some unarmed.",
        # ranges that overlap
        "The army of Varonia said at least 11 rebels had been killed. The Tide Front said more than ten rebels had been killed.",
        # one voice
        "The army of Varonia said 11 rebels had been killed at Verin. It said later that 26 rebels had been killed.",
        # other people
        "The army of Varonia said 11 soldiers had been wounded at Verin. The Tide Front said 26 shops had been burned.",
        # a length of time is no count
        "The army of Varonia said the fight lasted 48 hours. The Tide Front said two bridges were lost in the fight.",
    ],
)
def test_what_fits_together(text: str) -> None:
    assert disputes((DAY, text)) == []


def test_a_toll_that_rises_is_no_dispute() -> None:
    first = "VERIN - At least 11 people were killed in the market of Verin on Tuesday, police in Varonia said."
    later = "VERIN - The death toll of the attack on the market of Verin rose to 19 people killed, the hospital in Varonia said."
    assert disputes((DAY, first), ("2021-06-03", later)) == []


def test_whether_it_happened_across_articles() -> None:
    claim = "VERIN - The navy of Varonia said on Tuesday that rebel drones had struck the frigate Steadfast in the salt lane."
    denial = "VERIN - The Tide Front said on Thursday that none of its drones had struck the frigate Steadfast in the lane off Varonia."
    (found,) = disputes((DAY, claim), ("2021-06-04", denial))
    assert found.kind == "whether"
    assert sides(found) == [("a1", "The navy of Varonia", "said"), ("a2", "The Tide Front", "denied")]
    assert [c.reported for c in found.claims] == [DAY, "2021-06-04"]


def test_what_the_article_itself_sets_against_each_other_is_taken_over() -> None:
    text = "The army said that gunmen of the front had burned the mill of Verin. The front denied the accusation."
    (found,) = disputes((DAY, text))
    assert [c.value for c in found.claims][1] == "denied"


def test_reprints_count_once() -> None:
    text = "The army of Varonia said 11 rebels had been killed at Verin. The Tide Front said 26 rebels had been killed there."
    (found,) = disputes((DAY, text), ("2021-06-03", text.upper()))
    assert {c.article for c in found.claims} == {"a1"}


def test_json() -> None:
    text = "The army of Varonia said 11 rebels had been killed at Verin. The Tide Front said 26 rebels had been killed there."
    (found,) = disputes((DAY, text))
    told: dict[str, Any] = found.as_dict()
    assert set(told) == {"id", "kind", "claims", "reasons"}
    for claim in told["claims"]:
        assert set(claim) == {"value", "who_says", "article", "reported", "span"}
        assert text[claim["span"]["start"] : claim["span"]["end"]] == claim["span"]["text"]


@given(order=st.permutations(range(3)))
@settings(max_examples=6, deadline=None)
def test_the_order_of_the_records_changes_nothing(order: list[int]) -> None:
    texts = (
        "VERIN - The navy of Varonia said on Tuesday that rebel drones had struck the frigate Steadfast in the salt lane.",
        "VERIN - The Tide Front said on Thursday that none of its drones had struck the frigate Steadfast in the lane off Varonia.",
        "State television in Varonia said 8,000 people had left Verin. The Relief League made it about 3,000.",
    )
    records = [record(f"a{n}", DAY, text) for n, text in enumerate(texts, 1)]
    assert read_disputes([records[n] for n in order]) == read_disputes(records)
