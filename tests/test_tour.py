"""docs/tour.md is run as it stands: its output is the program's."""

from __future__ import annotations

import doctest
from pathlib import Path


def test_tour() -> None:
    path = Path(__file__).parents[1] / "docs" / "tour.md"
    failed, tried = doctest.testfile(str(path), module_relative=False, encoding="utf-8", optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried > 20 and not failed
