"""The three ways of one value from many reports, the disagreement between them, and that the reports stay as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.errors import UsageError
from ceasewire.link._incidents.report import Number, Party, Report, When, Where
from ceasewire.link.incidents import Incident, Member
from ceasewire.link.merging import MERGES, disagreement, merge

VERIN = Where("Verin", "point", 1, 1.5, 2.25, "VRN", "North Tamar")
MAREDO = Where("Maredo", "point", 2, 3.0, 2.25, "VRN", "North Tamar")
TAMAR = Where("North Tamar", "adm1", 8, 1.0, 2.0, "VRN", "North Tamar")
COUNTRY = Where("Varonia", "country", 9, 1.0, 2.0, "VRN")
FRONT, GUNMEN, GUARD = (
    Party("Coast Front", "coast front", True, "rebel", head="front"), Party("gunmen", "gunmen", False, "group", head="gunman"),
    Party("Hill Guard", "hill guard", True, "militia", head="guard"),
)  # fmt: skip
DAY = 738_000  #: 2021-07-29
BASE = Report("a", "0" * 64, "e0", 0, 6, "attack", "ASSAULT", None, "occurred", "2021-07-30")


def incident(*told: Report, stories: tuple[str, ...] = (), reprints: tuple[bool, ...] = ()) -> Incident:
    """Reports of one event in articles of their own, the first printed first."""
    numbered = [replace(r, article=f"a{n}", published=f"2021-07-{10 + n}") for n, r in enumerate(told)]
    stories = stories or tuple(r.article for r in numbered)
    reprints = reprints or (False,) * len(told)
    return Incident("i0", tuple(Member(r, None, s, p) for r, s, p in zip(numbered, stories, reprints, strict=True)))


def killed(*numbers: Number) -> tuple[Report, ...]:
    return tuple(replace(BASE, numbers={"killed": n}) for n in numbers)


def exactly(n: float) -> Number:
    return Number(n, n, n)


def at_least(n: float) -> Number:
    return Number(n, None, None)


@pytest.mark.parametrize(
    "told, want",
    [
        ((exactly(12), exactly(12), exactly(14)), (12, 14, 12)),
        ((exactly(14), exactly(14), exactly(12)), (12, 14, 14)),
        ((at_least(10), at_least(10), exactly(12)), (10, 12, 10)),
        ((Number(24, None, None, approx=True), at_least(30)), (24, 30, 30)),  # "dozens" is the vaguest
        ((exactly(9), exactly(11)), (9, 11, 11)),  # a tie goes to the larger count, as find_max does
        ((exactly(7),), (7, 7, 7)),
    ],
)
def test_numbers(told: tuple[Number, ...], want: tuple[float, ...]) -> None:
    one = incident(*killed(*told))
    assert tuple(merge(one, how)["killed"].value for how in MERGES) == want
    merged = merge(one, "representative")["killed"]
    assert merged.low is not None and merged.high is not None and merged.low <= min(want) and max(want) <= merged.high


@pytest.mark.parametrize(
    "told, want",
    [
        ((VERIN, VERIN, TAMAR), ("North Tamar", "Verin", "Verin")),
        ((VERIN, TAMAR, TAMAR), ("North Tamar", "Verin", "North Tamar")),
        ((VERIN, MAREDO), ("North Tamar", "Verin", "Verin")),
        ((VERIN, COUNTRY), ("VRN", "Verin", "Verin")),
        ((COUNTRY, Where("Ostrel", "point", 5, 9.0, 9.0, "OST")), (None, "Ostrel", "Ostrel")),
        ((VERIN, VERIN), ("Verin", "Verin", "Verin")),
    ],
)
def test_places(told: tuple[Where, ...], want: tuple[str | None, ...]) -> None:
    one = incident(*(replace(BASE, where=w) for w in told))
    places = [merge(one, how)["where"].value for how in MERGES]
    assert tuple(p and p.name for p in places) == want


def test_times() -> None:
    week, day = When(DAY, DAY + 7, told=True), When(DAY + 3, DAY + 4, told=True)
    one = incident(*(replace(BASE, when=w) for w in (week, day, week, When(DAY - 30, DAY + 9))))  # the last is no date that anyone tells
    assert [merge(one, how)["when"].value for how in MERGES] == [
        ("2021-07-29", "2021-08-05"), ("2021-08-01", "2021-08-02"), ("2021-07-29", "2021-08-05"),
    ]  # fmt: skip
    assert merge(one, "informative")["when"].told == 3


def test_parties() -> None:
    one = incident(*(replace(BASE, sources=s) for s in ((GUNMEN,), (FRONT, GUNMEN), (GUNMEN,))))
    assert [merge(one, how)["sources"].value for how in MERGES] == [("gunmen",), ("Coast Front", "gunmen"), ("gunmen",)]
    blamed = incident(replace(BASE, sources=(FRONT,)), replace(BASE, sources=(GUARD,)))
    assert merge(blamed, "conservative")["sources"].value is None and merge(blamed, "conservative")["sources"].disagreement == 1.0


def test_words_and_silence() -> None:
    one = incident(replace(BASE, mode="drone"), replace(BASE, mode="aerial"), replace(BASE, mode="drone"), BASE)
    assert [merge(one, how)["mode"].value for how in MERGES] == [None, "drone", "drone"]
    assert merge(one, "representative")["mode"].told == 3
    silent = merge(incident(BASE), "conservative")["where"]
    assert (silent.value, silent.told, silent.disagreement, silent.reports) == (None, 0, None, ())


def test_an_article_and_its_reprints_have_one_voice() -> None:
    """Three tellings of one article and two prints of it do not outvote two other papers."""
    told = killed(exactly(5), exactly(5), exactly(5), exactly(8), exactly(8), exactly(5), exactly(5))
    one = incident(*told, stories=("s", "s", "s", "x", "y", "s", "s"), reprints=(False,) * 5 + (True, True))
    merged = merge(one, "representative")["killed"]
    assert merged.value == 8 and merged.told == 5 and [r.article for r in merged.reports] == ["a3", "a4"]


def test_disagreement_is_the_share_of_pairs_that_contradict_each_other() -> None:
    one = incident(*killed(exactly(12), exactly(12), exactly(14)))
    assert merge(one, "representative")["killed"].disagreement == pytest.approx(0.667)
    assert merge(incident(*killed(at_least(10), exactly(12))), "representative")["killed"].disagreement == 0.0  # both may be right
    whole = merge(incident(*(replace(r, where=VERIN) for r in killed(exactly(1), exactly(2)))), "representative")
    assert disagreement(whole) == pytest.approx(1 / 3, abs=0.001)  # type and place agree, the number does not
    assert disagreement(merge(incident(BASE), "representative")) is None


def test_status_is_that_of_the_latest_news() -> None:
    one = incident(*(replace(BASE, status=s) for s in ("occurred", "ongoing", "historical")))
    assert {merge(one, how)["status"].value for how in MERGES} == {"ongoing"}
    assert merge(incident(replace(BASE, status="historical")), "conservative")["status"].value == "historical"


def test_an_unknown_merge_is_refused() -> None:
    with pytest.raises(UsageError, match=r"'average' is unknown\. Allowed: conservative, informative, representative"):
        merge(incident(BASE), "average")


NUMBERS = st.builds(exactly, st.integers(0, 50)) | st.builds(at_least, st.integers(0, 50))
SOMEWHERE = st.sampled_from([None, VERIN, MAREDO, TAMAR, COUNTRY])
SOMETIME = st.just(When()) | st.builds(lambda n, days: When(DAY + n, DAY + n + days, told=True), st.integers(0, 40), st.integers(1, 30))
TOLD = st.builds(lambda n, where, when: replace(BASE, numbers={"killed": n}, where=where, when=when), NUMBERS, SOMEWHERE, SOMETIME)


@given(st.lists(TOLD, min_size=1, max_size=6))
def test_what_each_merge_promises(told: list[Report]) -> None:
    """Whatever is told: the least is the least, what is said comes from a report, scores are shares, and nothing of a report changes."""
    one = incident(*told)
    before = repr(one)
    by_way: dict[str, dict[str, Any]] = {how: merge(one, how) for how in MERGES}
    assert repr(one) == before
    for merged in by_way.values():
        for name, field in merged.items():
            assert field.disagreement is None or 0 <= field.disagreement <= 1
            assert field.value is None or field.reports, name
    numbers = [n.low for n in (r.numbers["killed"] for r in told)]
    assert by_way["conservative"]["killed"].value == min(numbers)
    assert all(by_way[how]["killed"].value in numbers for how in MERGES)
    whole, finest = by_way["conservative"]["when"].value, by_way["informative"]["when"].value
    assert (whole is None) == (finest is None) and (whole is None or (whole[0] <= finest[0] and finest[1] <= whole[1]))
