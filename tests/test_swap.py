"""The same story with other names, places, dates and numbers must give the same record with only those changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasewire.lexicon import DATA
from tests.conftest import coder
from tests.swap import Pairs, swapped, told

ARTICLE = Path(__file__).parents[2] / "shared" / "articles" / "peace_talks_2021-06-01.txt"

#: a real article's names for others of their kind: another war, another insurgent group, other hosts, other days and numbers
OTHER_WAR: Pairs = {
    "Afghanistan": "Colombia", "Afghan": "Colombian", "intra-Afghan": "intra-Colombian", "Kabul": "Bogota", "Taliban": "FARC",
    "Pakistan": "Venezuela", "Pakistani": "Venezuelan", "Islamabad": "Caracas", "ISLAMABAD": "CARACAS", "Qatar": "Cuba", "Qatari": "Cuban",
    "Doha": "Havana", "Mohammad Naeem": "Rodrigo Pardo", "Imran Khan": "Carlos Rojas", "Khan": "Rojas",
    "July 4": "July 9", "September 11": "September 17", "May 1": "May 6", "2,500": "3,400", "7,000": "6,200", "30%": "25%", "44%": "41%",
    "Thursday": "Friday",
}


def swaps() -> dict[str, Pairs]:
    """demo article → pairs (data/demo/swaps are only used here)."""
    from tests.demo_swaps import SWAPS

    return SWAPS


def both(text: str, pairs: Pairs) -> tuple[list[str], list[str]]:
    back = {new: old for old, new in pairs.items()}
    assert len(back) == len(pairs)
    return told(coder().code(text, published=None), {}), told(coder().code(swapped(text, pairs), published=None), back)


@pytest.mark.parametrize("name", sorted(p.name for p in (DATA / "demo").glob("*.txt")))
def test_demo_article(name: str) -> None:
    text = (DATA / "demo" / name).read_text(encoding="utf-8")
    before, after = both(text, swaps()[name])
    assert after == before


@pytest.mark.skipif(not ARTICLE.exists(), reason="the real article lies outside the repository")
def test_real_article() -> None:
    before, after = both(ARTICLE.read_text(encoding="utf-8"), OTHER_WAR)
    assert after == before


def test_swapping_takes_whole_words_and_the_longest() -> None:
    assert swapped("Imran Khan met Khan in Khanpur", {"Khan": "Rojas", "Imran Khan": "Carlos Rojas"}) == "Carlos Rojas met Rojas in Khanpur"
