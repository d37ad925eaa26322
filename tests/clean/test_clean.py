"""Cleaning: marked lines of cases/blocks.txt, what must hold for every text, and the real pattern where it lies beside us."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasewire.clean import clean
from ceasewire.read import open_inputs
from ceasewire.read.page import Page
from ceasewire.records import Article
from tests import marked

PATTERN = Path(__file__).parents[3] / "shared" / "articles" / "peace_talks_2021-06-01.txt"


def page_of(case: marked.Case) -> Page:
    about = {k: v for k, v in case.settings.items() if k != "day"}
    return Page.of(case.text, **about)


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c.where, marks=marked.expectation(c)) for c in marked.cases("blocks")],
)
def test_blocks(case: marked.Case) -> None:
    article = clean(page_of(case))
    found = [(article.text[b.start : b.end].strip(), b.kind) for b in article.blocks if b.kind != "body"]
    assert [f for f in found if f[0]] == [(m.text.strip(), m.keys["kind"]) for m in case.marks]
    if "day" in case.settings:
        assert (article.published or "") == case.settings["day"]


def holds(article: Article, text: str) -> None:
    """The blocks cover the text in order; the text is the one given; the dateline's words are there."""
    assert article.text == text
    at = 0
    for block in article.blocks:
        assert block.start == at < block.end
        at = block.end
    assert at == len(text)
    if article.dateline is not None:
        d = article.dateline
        assert text[d.start : d.end] == d.text != ""


WORDS = st.sampled_from(
    ["VERIN", "Port Alma", "talks", "the", "war.", "war.", "“", "”", "‘", "'", '"', "–", "--", "-", ":", "(", ")", "(AP)", "Jan. 25, 2013",
     "\n", "\n\n", "\r\n", "\u2028", "\t", "FILE –", "Advertisement", "2012-05-S-027", "date 2021-06-01", "date 2021-13-45", "By Jane Roe",
     "(Reporting by", "[TEXT]", "_", "May 15", "\x00", "\u202e", "é", "戦"]
)  # fmt: skip


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    holds(clean(Page.of(text)), text)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_code_points_even_half_pairs(text: str) -> None:
    holds(clean(Page.of(text)), text)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=40), st.sampled_from(["", " "]))
def test_any_mixture_of_what_reports_are_made_of(words: list[str], joint: str) -> None:
    text = joint.join(words)
    article = clean(Page.of(text))
    holds(article, text)
    assert clean(Page.of(article.text)) == article  # cleaning what is clean changes nothing


@given(st.text(max_size=60))
def test_any_dateline_field(field: str) -> None:
    clean(Page.of("Talks began on Monday.", dateline=field))


def test_the_dateline_field_fills_in_the_day_only() -> None:
    article = clean(Page.of("Talks began on Monday.", dateline="VERIN, Northland (Jan. 25, 2013)"))
    assert article.published == "2013-01-25"
    assert article.dateline is None  # its words are not in the text, so there is nothing to point at


def test_the_dateline_record_is_the_place_with_its_day() -> None:
    article = clean(Page.of("date 2021-06-01\n\nPORT  ALMA, Northland (May 30, 2021) – Talks began."))
    d = article.dateline
    assert d is not None
    assert (d.place, d.text, d.date) == ("PORT ALMA, Northland", "PORT  ALMA, Northland", "2021-05-30")
    assert article.published == "2021-06-01"


@pytest.mark.parametrize(
    "text",
    ["a" * 2_000_000, "word. " * 300_000, "“" * 500_000, "word " * 300_000 + "\n" * 200_000, "Talks\n" * 100_000, "(" * 500_000,
     "VERIN – " * 200_000, "Advertisement\n" * 100_000, "\n" * 1_000_000, "the war. the war.\n" * 60_000],
    ids=["letters", "sentences", "quotes", "blanks", "headings", "brackets", "datelines", "junk", "lines", "copies"],
)  # fmt: skip
def test_time_grows_with_the_text(text: str) -> None:
    """About a second a million characters on a slow core; a square law would take hours."""
    page = Page.of(text)
    begun = time.process_time()
    holds(clean(page), text)
    assert time.process_time() - begun < 15


@pytest.mark.skipif(not PATTERN.exists(), reason="the pattern article is not beside the repository")
def test_the_real_pattern() -> None:
    (page,) = open_inputs([str(PATTERN)])
    assert isinstance(page, Page)
    article = clean(page)
    holds(article, PATTERN.read_text(encoding="utf-8"))
    words = [(b.kind, article.text[b.start : b.end].strip()) for b in article.blocks]
    assert words[0][0] == "header" and article.published == "2021-06-01"
    assert article.dateline is not None and article.dateline.place.isupper()
    assert [kind for kind, _ in words].count("caption") == 2
    junk = [text for kind, text in words if kind == "junk"]
    assert len(junk) == 2 and all(len(text.split()) == 1 for text in junk)  # an echo and a stray leftover of the reprint
