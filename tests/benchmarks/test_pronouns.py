from __future__ import annotations

from typing import Any

import pytest

from benchmarks.scorers.pronouns import score

TEXT = "Mara Oll met Dova Ren before Ima Tul left her town."


def mention(words: str, how: str = "name") -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, "how": how}


HER = mention("her", "pronoun")
MARA, DOVA, IMA = mention("Mara Oll"), mention("Dova Ren"), mention("Ima Tul")


def figures(true: str, *actors: list[dict[str, Any]]) -> dict[str, Any]:
    names = {k: {"text": m["text"], "start": m["start"], "coref": k == true} for k, m in (("A", MARA), ("B", DOVA))}
    row = {"id": "g1", "text": TEXT, "pronoun": {"text": "her", "start": HER["start"]}, **names}
    return score([row], {"g1": {"actors": [{"mentions": m} for m in actors]}})[0]


@pytest.mark.parametrize(
    ("actors", "precision", "coverage"),
    [
        ([[MARA, HER], [DOVA]], 100.0, 100.0),
        ([[MARA], [DOVA, HER]], 0.0, 100.0),
        ([[MARA], [DOVA], [IMA, HER]], 0.0, 100.0),
        ([[MARA, DOVA, HER]], 0.0, 100.0),
        ([[MARA], [DOVA]], 0.0, 0.0),
        ([[MARA], [HER]], 0.0, 0.0),
        ([[MARA, HER], [DOVA, HER]], 0.0, 0.0),
    ],
    ids=["right", "the other", "a third", "both in one", "refused", "only pronouns", "two actors"],
)
def test_answers(actors: list[list[dict[str, Any]]], precision: float, coverage: float) -> None:
    found = figures("A", *actors)
    assert (found["precision"], found["coverage"], found["feminine_coverage"]) == (precision, coverage, coverage)


def test_where_it_is_neither_a_third_is_not_judged() -> None:
    third, other = figures("", [MARA], [DOVA], [IMA, HER]), figures("", [MARA, HER], [DOVA])
    assert (third["neither_kept_apart"], third["n"]) == (100.0, 0)
    assert (other["neither_kept_apart"], other["precision"]) == (0.0, 0.0)


def test_a_title_is_part_of_the_name_and_a_relative_is_not() -> None:
    relative = {"start": 0, "end": len("Mara Oll met Dova Ren"), "text": "Mara Oll met Dova Ren", "how": "description"}
    assert figures("A", [relative, HER], [MARA], [DOVA])["precision"] == 0.0
    titled = {**MARA, "end": MARA["end"] + 4}
    assert figures("A", [titled, HER], [DOVA])["precision"] == 100.0
