"""Every marked line of tests/cases/ against the layer of the same name."""

from __future__ import annotations

import pytest

from ceasewire.pipeline import position
from tests import marked
from tests.conftest import read_case
from tests.extract.describe import described

STEMS = ("actors", "times", "places", "quantities", "statements", "events", "status", "commitments")
#: what a stem's lines mark, where the layer has another name
LAYER = {"status": "events"}


def params() -> list[object]:
    return [
        pytest.param(stem, case, id=case.where, marks=[pytest.mark.xfail(strict=True)] if case.known_failure else [])
        for stem in STEMS
        for case in marked.cases(stem)
    ]


@pytest.mark.parametrize(("stem", "case"), params())
def test_case(stem: str, case: marked.Case) -> None:
    article = read_case(case)
    layer = LAYER.get(stem, stem)
    records = list(article.layers[layer])
    if layer == "actors":  # an actor line marks mentions: each stands for itself
        found = sorted(
            (m.start, m.end, described(article, a)[2] | {"how": m.how}) for a in records for m in a.mentions
        )
    else:
        found = [described(article, r) for r in sorted(records, key=position)]
    asked = {(m.start, m.end): m.keys for m in case.marks}
    got = [(article.text[a:b], {k: keys.get(k) for k in asked.get((a, b), {})}) for a, b, keys in sorted(found, key=lambda x: x[:2])]
    assert got == [(m.text, m.keys) for m in case.marks]
