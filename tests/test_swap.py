"""The same story with other names, places, dates and numbers must give the same record with only those changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasewire.lexicon import DATA
from tests.conftest import coder
from tests.swap import Pairs, swapped, told

ARTICLE = Path(__file__).parents[2] / "shared" / "articles" / "peace_talks_2021-06-01.txt"

#: a real article's names for others of their kind: another war, another insurgent group, other hosts, other days and numbers. They were
#: picked among sets that the language model parses alike: with other names it hangs a day or a clause elsewhere in a sentence or two, and
#: the record follows the tree. What differs for such names and is no parse is a fault of a rule.
OTHER_WAR: Pairs = {
    "Afghanistan": "Syria", "Afghan": "Syrian", "intra-Afghan": "intra-Syrian", "Kabul": "Damascus", "Taliban": "Hamas",
    "Pakistan": "India", "Pakistani": "Indian", "Islamabad": "Delhi", "ISLAMABAD": "DELHI", "Qatar": "Oman", "Qatari": "Omani",
    "Doha": "Muscat", "Mohammad Naeem": "Omar Farah", "Imran Khan": "John Kamau", "Khan": "Kamau",
    "July 4": "July 6", "September 11": "September 12", "May 1": "May 6", "2,500": "2,400", "7,000": "6,000", "30%": "35%", "44%": "45%",
    "Thursday": "Friday",
}


def swaps() -> dict[str, Pairs]:
    """demo article → pairs (data/demo/swaps are only used here)."""
    from tests.demo_swaps import SWAPS

    return SWAPS


def both(text: str, pairs: Pairs) -> tuple[list[str], list[str]]:
    back = {new: old for old, new in pairs.items()}
    assert len(back) == len(pairs)
    return told(coder("codebook").code(text, published=None), {}), told(coder("codebook").code(swapped(text, pairs), published=None), back)


#: the parser hangs one day of it elsewhere under other names
UNLIKE: set[str] = set()


@pytest.mark.parametrize("name", [
    pytest.param(p.name, marks=pytest.mark.xfail(strict=True) if p.name in UNLIKE else ())
    for p in sorted((DATA / "demo").glob("*.txt"))
])
def test_demo_article(name: str) -> None:
    text = (DATA / "demo" / name).read_text(encoding="utf-8")
    before, after = both(text, swaps()[name])
    assert after == before


@pytest.mark.xfail(strict=True, reason="a place and a party hang elsewhere; pairs that parse alike have to be found anew")
@pytest.mark.skipif(not ARTICLE.exists(), reason="the real article lies outside the repository")
def test_real_article() -> None:
    before, after = both(ARTICLE.read_text(encoding="utf-8"), OTHER_WAR)
    assert after == before


def test_swapping_takes_whole_words_and_the_longest() -> None:
    assert swapped("Imran Khan met Khan in Khanpur", {"Khan": "Rojas", "Imran Khan": "Carlos Rojas"}) == "Carlos Rojas met Rojas in Khanpur"
