"""Every marked line of tests/cases/ against the layer of the same name."""

from __future__ import annotations

import pytest

from ceasewire.pipeline import position
from tests import marked
from tests.conftest import read_case
from tests.extract.describe import as_marked, described

STEMS = ("actors", "times", "places", "quantities", "statements", "events", "status", "commitments")
#: what a stem's lines mark, where the layer has another name
LAYER = {"status": "events"}


def params() -> list[object]:
    return [
        pytest.param(stem, case, id=case.where, marks=marked.expectation(case))
        for stem in STEMS
        for case in marked.cases(stem)
    ]


@pytest.mark.parametrize(("stem", "case"), params())
def test_case(stem: str, case: marked.Case) -> None:
    article = read_case(case)
    layer = LAYER.get(stem, stem)
    records = list(article.layers[layer])
    if layer == "actors":  # an actor line marks mentions: each stands for itself
        found = [(m.start, m.end, described(article, a)[2] | {"how": m.how}) for a in records for m in a.mentions]
    else:
        found = [described(article, r) for r in sorted(records, key=position)]
    assert as_marked(article, found, case) == [(m.text, m.keys) for m in case.marks]
