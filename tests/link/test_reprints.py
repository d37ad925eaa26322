"""Which invented articles are one report printed again, and that neither order nor repetition changes it."""

from __future__ import annotations

import random
import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasewire.link.reprints import Found, Reprints, find_reprints
from ceasewire.read.page import Page
from tests.link import articles
from tests.link.articles import BULLETINS, BY_ANOTHER_HAND, FOLLOW_UP, FORMULAS, TALKS

PARAGRAPHS = TALKS.split("\n\n")
LOCAL = "The mayor of Little Wendover followed the news with concern, since two families of the town have relatives in the hills there."


def stories(found: Found) -> set[frozenset[str]]:
    return {frozenset((s.original.id, *(r.id for r in s.reprints))) for s in found.stories}


def misread(text: str) -> str:
    """Every thirtieth letter or so taken for another, as a scanner does."""
    wrong = {"l": "1", "e": "c", "m": "rn", "h": "b", "n": "u", "o": "0", "s": "5"}
    return "".join(wrong.get(c, c) if n % 7 == 3 and n % 4 else c for n, c in enumerate(text))


MANGLED = {
    "cut at the end": TALKS[: len(TALKS) // 3],
    "paragraphs in another order": "\n\n".join(reversed(PARAGRAPHS)),
    "capitals": TALKS.upper(),
    "no blanks behind full stops": re.sub(r"([.,])\s+", r"\1", TALKS),
    "another dateline": TALKS.replace("VERIN (Tide News) — ", "From our correspondent in Port Kelda, 4 June: "),
    "a local paragraph": "\n\n".join([LOCAL, *PARAGRAPHS]),
    "a paragraph left out": "\n\n".join(PARAGRAPHS[:2] + PARAGRAPHS[3:]),
    "misread": misread(TALKS),
    "synonyms": TALKS.replace("signed", "inked").replace("truce", "ceasefire").replace("villages", "hamlets").replace("told", "informed")
    .replace("said", "stated").replace("road", "route").replace("guns", "weapons").replace("weeks", "days"),
    "divided at line ends": TALKS.replace("government", "govern-\nment").replace("ceremony", "cere-\nmony"),
    "typographic": TALKS.replace('"', "“").replace("Solvik", "Sólvik").replace(" ", "\u00a0"),
}  # fmt: skip
DIFFERENT = {
    "by another hand": (TALKS, BY_ANOTHER_HAND),
    "a follow-up with background": (TALKS, FOLLOW_UP),
    "the next day's bulletin": BULLETINS,
    "the same formula": FORMULAS,
}


@pytest.mark.parametrize("text", MANGLED.values(), ids=MANGLED)
def test_mangled_reprints_are_found(text: str) -> None:
    others = [("x", BY_ANOTHER_HAND, "2021-06-01"), ("y", FOLLOW_UP, "2021-06-05"), ("z", BULLETINS[0], "2021-06-01")]
    found = find_reprints([("a", TALKS, "2021-06-01"), *others, ("b", text, "2021-06-03")])
    assert stories(found) == {frozenset("ab")}
    (story,) = found.stories
    assert story.original.id == "a"
    judgement = story.reprints[0].judgement
    assert judgement is not None and judgement.verdict == "reprint" and judgement.reason


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_other_reports_are_none(pair: tuple[str, str]) -> None:
    assert not find_reprints([("a", pair[0], "2021-06-01"), ("b", pair[1], "2021-06-02")]).stories
    assert not find_reprints([("a", pair[0].upper(), None), ("b", pair[1], None)]).stories


def test_three_hundred_prints_are_one_story() -> None:
    rng = random.Random(1)
    prints = [(f"p{n}", rng.choice([TALKS, TALKS.upper(), misread(TALKS), TALKS[:1500]]), f"2021-06-{1 + n % 4:02}") for n in range(300)]
    found = find_reprints([*prints, ("other", BY_ANOTHER_HAND, "2021-06-01")])
    assert (len(found.stories), len(found.stories[0].reprints), found.single, found.articles) == (1, 299, 1, 301)


def test_original_is_the_earliest_then_the_longest() -> None:
    cut = TALKS[:1200]
    assert find_reprints([("late", TALKS, "2021-06-02"), ("early", cut, "2021-06-01")]).stories[0].original.id == "early"
    assert find_reprints([("cut", cut, "2021-06-01"), ("whole", TALKS, "2021-06-01")]).stories[0].original.id == "whole"
    assert find_reprints([("undated", TALKS, None), ("dated", cut, "2021-06-01")]).stories[0].original.id == "dated"


def test_long_afterwards_is_unsure() -> None:
    found = find_reprints([("a", TALKS, "2021-06-01"), ("b", TALKS, "2022-06-01")])
    assert not found.stories
    (judgement,) = found.unsure
    assert (judgement.verdict, judgement.rule) == ("unsure", "days apart") and "365 days" in judgement.reason


def test_a_short_line_on_another_day_is_unsure() -> None:
    line = "No shots were fired in the northern hills during the night, the commission of observers said."
    assert find_reprints([("a", line, "2021-06-01"), ("b", line, "2021-06-01")]).stories
    found = find_reprints([("a", line, "2021-06-01"), ("b", line, "2021-06-09")])
    assert not found.stories and len(found.unsure) == 1


def test_reprint_by_way_of_another_says_so() -> None:
    """Two cuts of one report that are not alike enough themselves still meet through the whole."""
    whole = "\n\n".join(PARAGRAPHS)
    first, last = "\n\n".join(PARAGRAPHS[:4]), "\n\n".join([*PARAGRAPHS[1:], LOCAL])
    found = find_reprints([("first", first, "2021-06-01"), ("whole", whole, "2021-06-02"), ("last", last, "2021-06-03")])
    assert stories(found) == {frozenset(("first", "whole", "last"))}
    for reprint in found.stories[0].reprints:
        assert reprint.judgement is not None and reprint.judgement.articles[1] == reprint.id and reprint.judgement.verdict == "reprint"
    assert [r.judgement.articles[0] for r in found.stories[0].reprints if r.judgement] == ["first", "whole"]


def test_odd_texts_do_no_harm() -> None:
    odd = ["", " ", "one", "one two", "a a a a a a a a a a", "…", "\ud800 half", "1 2 3 4 5 6 7 8 9", "x" * 5000, "word " * 20_000]
    found = find_reprints((str(n), text, None) for n, text in enumerate(odd))
    assert found.articles == len(odd)


def test_no_articles() -> None:
    assert find_reprints([]) == Found((), (), 0, 0)


def test_header_and_credits_of_the_paper_are_not_compared() -> None:
    reprints = Reprints()
    credit = "\n\nSource: Tide News Agency\n\nShare this article\n\nSubscribe to our newsletter"
    for id, text in (("a", BULLETINS[0] + credit), ("b", FORMULAS[0] + credit)):
        reprints.add_page(Page.of(text, id=id))
    assert not reprints.find().stories


CHOICES = (TALKS, BY_ANOTHER_HAND, FOLLOW_UP, *BULLETINS, *FORMULAS, *MANGLED.values())
DAYS = (None, "2021-06-01", "2021-06-02", "2021-08-30")
POOL = st.lists(st.tuples(st.sampled_from(CHOICES), st.sampled_from(DAYS)), min_size=1, max_size=9)


def named(pool: list[tuple[str, str | None]]) -> list[tuple[str, str, str | None]]:
    return [(f"n{k}", text, day) for k, (text, day) in enumerate(pool)]


@settings(max_examples=30, deadline=None)
@given(POOL, st.randoms())
def test_order_changes_nothing(pool: list[tuple[str, str | None]], rng: random.Random) -> None:
    rows = named(pool)
    mixed = rows[:]
    rng.shuffle(mixed)
    assert find_reprints(rows) == find_reprints(mixed)


@settings(max_examples=30, deadline=None)
@given(POOL)
def test_originals_alone_have_no_reprints(pool: list[tuple[str, str | None]]) -> None:
    """Idempotent: what is left once reprints are put aside has none."""
    rows = named(pool)
    aside = {r.id for s in find_reprints(rows).stories for r in s.reprints}
    assert not find_reprints(row for row in rows if row[0] not in aside).stories


@settings(max_examples=20, deadline=None)
@given(POOL)
def test_an_article_given_twice_joins_its_story(pool: list[tuple[str, str | None]]) -> None:
    rows = named(pool)
    once, twice = find_reprints(rows), find_reprints(rows + [(f"{id}+", text, day) for id, text, day in rows])
    apart = {frozenset((id,)) for id, _, _ in rows} - {frozenset((id,)) for story in stories(once) for id in story}
    assert stories(twice) == {story | {f"{id}+" for id in story} for story in stories(once) | apart}


def test_nothing_third_party() -> None:
    """The texts of this folder are our own, and different enough that none is a reprint of another."""
    texts = [v for v in vars(articles).values() if isinstance(v, str) and len(v) > 200]
    for one, other in combinations(texts, 2):
        assert not find_reprints([("a", one, None), ("b", other, None)]).stories
