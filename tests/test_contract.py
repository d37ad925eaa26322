"""Every record keeps what docs/record.md promises, however the text is damaged; the same text gives the same bytes, alone or in a batch."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceasewire.lexicon import DATA
from ceasewire.read.page import Page
from tests import marked
from tests.conftest import coder
from tests.contract import breaches

ARTICLES = Path(__file__).parents[2] / "shared" / "articles"
DEMO = [p.read_text(encoding="utf-8") for p in sorted((DATA / "demo").glob("*.txt"))]
SENTENCES = [case.text for name in ("events", "statements", "commitments", "quantities") for case in marked.cases(name)]


def damages(text: str, rng: random.Random) -> str:
    """What reprinting does: pieces lost and doubled, marks mangled, blanks gone, all in capitals."""
    pieces = [text[i : i + 40] for i in range(0, len(text), 40)]
    for _ in range(4):
        i = rng.randrange(len(pieces))
        pieces[i : i + 1] = rng.choice([[], [pieces[i]] * 2, [pieces[i].upper()], [pieces[i].replace(" ", "", 2)], [pieces[i], "\n"]])
    worse = "".join(pieces)
    for old, new in rng.sample([("“", '"'), ("”", ""), ('"', "``"), (". ", "."), ("’", "'"), ("\n\n", " "), (",", " ,")], 3):
        worse = worse.replace(old, new)
    return worse


@pytest.mark.parametrize("text", DEMO)
def test_demo_articles(text: str) -> None:
    assert breaches(coder().code(text)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.sampled_from(DEMO))
def test_damaged_articles(rng: random.Random, text: str) -> None:
    assert breaches(coder().code(damages(text, rng), published="2024-03-12")) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_sentences_in_any_company(sentences: list[str]) -> None:
    assert breaches(coder().code(" ".join(sentences), published="2024-03-12")) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all(text: str) -> None:
    page = Page.of(text, published="2024-03-12")  # not asked whether it is English
    assert breaches(coder().record(coder().read_page(page))) == []


def test_a_record_does_not_depend_on_the_articles_before_it() -> None:
    one = [json.dumps(coder().code(text)) for text in DEMO]
    again = [json.dumps(coder().code(text)) for text in reversed(DEMO)]
    assert one == again[::-1]


@pytest.mark.skipif(not ARTICLES.exists(), reason="the real articles lie outside the repository")
@pytest.mark.parametrize("name", ["wikinews.jsonl", "current_events_to_2018.jsonl"])
def test_real_articles(name: str) -> None:
    with open(ARTICLES / name, encoding="utf-8") as lines:
        for line in itertools.islice(lines, 40):
            row = json.loads(line)
            assert breaches(coder().code(row["text"], published=row.get("published"), id=row["id"])) == [], row["id"]


def test_a_breach_is_noticed() -> None:
    record = json.loads(json.dumps(coder().code(DEMO[0])))
    record["events"][0]["trigger"]["text"] = "other words"
    record["events"][1]["id"] = record["events"][0]["id"]
    record["events"][2]["sources"] = ["a-nobody"]
    record["times"][0] |= {"earliest": "2024-03-02", "latest": "2024-03-01"}
    record["places"].reverse()
    found = "\n".join(breaches(record))
    for words in ("does not hold its words", "given twice", "names a-nobody", "is empty", "not in text order"):
        assert words in found
