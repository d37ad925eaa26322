"""Offices and trades by what stands beside them."""

from __future__ import annotations

import pytest

from ceasewire.extract._actors.trades import Trades
from ceasewire.reference.who import directory
from ceasewire.reference.who.phrases import Reader


@pytest.mark.parametrize(("phrase", "head", "kind", "sector"), [
    ("the pilot project", 2, "group", None), ("Verin FC 's artillery", 3, "group", None), ("the army 's artillery", 3, "military", "MIL"),
    ("the president of the company", 1, "business", "BUS"), ("the president of the union", 1, None, "LAB"),
    ("the president of the African Union", 1, None, "GOV"), ("the president", 1, "government", "GOV"),
    ("the president of the Soviet Union", 1, "government", "GOV"), ("the president of Boeing", 1, "business", "BUS"),
    ("the executive", 1, "government", "GOV"), ("executives", 0, "business", "BUS"),
    ("the chief executive", 2, "business", "BUS"), ("Hong Kong 's chief executive", 4, "government", "GOV"),
])  # fmt: skip
def test_settled(phrase: str, head: int, kind: str | None, sector: str | None) -> None:
    reader = Reader(directory.load())
    words = phrase.split()
    found = Trades(reader).settled(reader.read(words, day="2021-06-01", head=head), words)
    assert found is not None and found.sector == sector and kind in (None, found.kind)


def test_nothing_read_is_nothing_settled() -> None:
    assert Trades(Reader(directory.load())).settled(None, ["nobody"]) is None
