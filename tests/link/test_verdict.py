"""The judgement of a pair: the same from both sides, with measures that are shares."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from ceasewire.link._reprints.verdict import VERDICTS, Verdict, judge
from ceasewire.link._reprints.words import Words
from tests.link.articles import BULLETINS, BY_ANOTHER_HAND, FOLLOW_UP, FORMULAS, TALKS

TEXTS = (TALKS, BY_ANOTHER_HAND, FOLLOW_UP, *BULLETINS, *FORMULAS)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A text with words dropped, doubled and moved, in any case."""
    words = draw(st.sampled_from(TEXTS)).split(" ")
    rng = random.Random(draw(st.integers(0, 10_000)))
    share = draw(st.sampled_from((0.0, 0.05, 0.2, 0.5)))
    words = [w for w in words if rng.random() >= share / 2]
    words = [rng.choice(words) if rng.random() < share / 2 else w for w in words]
    cut = rng.randrange(len(words) + 1)
    words = draw(st.sampled_from((words, words[cut:] + words[:cut], words[:cut])))
    return draw(st.sampled_from((str, str.upper, str.lower)))(" ".join(words))


@settings(max_examples=60, deadline=None)
@given(mangled() | st.text(max_size=80), mangled() | st.text(max_size=80), st.sampled_from((None, 0, 1, 9, 400)))
def test_both_sides_judge_alike(one: str, other: str, days: int | None) -> None:
    there = judge(Words.of(one), Words.of(other), days)
    back = judge(Words.of(other), Words.of(one), days)
    assert (there.verdict, there.rule) == (back.verdict, back.rule)
    assert (there.first, there.second) == (back.second, back.first)
    assert there.verdict in VERDICTS and there.reason
    for share in (there.first.contained, there.first.covered, there.first.lead, there.first.likeness):
        assert 0 <= share <= 1


@settings(max_examples=40, deadline=None)
@given(mangled())
def test_a_text_is_its_own_reprint(text: str) -> None:
    found = judge(Words.of(text), Words.of(text), 0)
    assert found.verdict == "reprint" or len(Words.of(text).raw) < 3


def judged(one: str, other: str) -> Verdict:
    return judge(Words.of(one), Words.of(other), 1)


def test_rules_name_themselves() -> None:
    assert judged(*BULLETINS).rule == "other figures"
    assert judged(TALKS, BY_ANOTHER_HAND).verdict == "apart"
    assert judged(TALKS, TALKS.lower()).rule == "identical"
    assert judged(TALKS, TALKS[:900]).rule == "begin alike"
    assert judged(FORMULAS[0], FORMULAS[1]).rule in ("other names", "other figures", "other words")


def test_the_reason_shows_what_differs() -> None:
    assert "12" in judged(*BULLETINS).reason


def test_containment_is_told_each_way() -> None:
    found = judged(TALKS, TALKS[: len(TALKS) // 2])
    assert found.second.contained > 0.95 and 0.4 < found.first.contained < 0.6
