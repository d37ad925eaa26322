"""Statements that marked lines cannot show: two with one content, contents inside one another."""

from __future__ import annotations

import pytest

from tests.conftest import coder

CASES = [
    (
        "An agreement brokered by Verin was accepted by Northland but rejected by Southland.",
        [("pledges", "Northland", "An agreement brokered by Verin"), ("declines", "Southland", "An agreement brokered by Verin")],
    ),
    (
        "Northland says the rebels claimed the raid, adding that two soldiers died.",
        [
            ("says", "Northland", "the rebels claimed the raid, adding that two soldiers died"),
            ("claims", "the rebels", "the raid"),
            ("says", "the rebels", "two soldiers died"),
        ],
    ),
    (
        "Northland's army said it had told the front that the truce was over, according to Radio Verin.",
        [
            ("says", "Northland's army", "it had told the front that the truce was over"),
            ("says", "it; Northland's army", "the truce was over"),
            ("says", "Radio Verin", "Northland's army said it had told the front that the truce was over"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "want"), CASES, ids=range(len(CASES)))
def test_statements(text: str, want: list[tuple[str, str, str]]) -> None:
    article = coder().read(text, published="2021-06-01", id="case")
    found = [(s.act, "; ".join(sorted((x.text for x in s.speaker_spans), key=str.casefold)), s.content.text) for s in article.statements]
    assert found == want
