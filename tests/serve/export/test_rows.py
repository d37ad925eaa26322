"""What a row says of intervals and numbers."""

from __future__ import annotations

import pytest

from ceasewire.serve.export.rows import amount, days, dyad


@pytest.mark.parametrize(("earliest", "latest", "said"), [
    ("2024-03-14", "2024-03-15", "2024-03-14"),
    ("2024-03-01", "2024-04-01", "2024-03-01 to 2024-03-31"),
    (None, "2024-05-01", "by 2024-04-30"),
    ("2024-02-05", None, "since 2024-02-05"),
    ("2024-03-14T14:00", "2024-03-14T15:00", "2024-03-14T14:00 to 2024-03-14T15:00"),
    (None, None, ""),
])
def test_days(earliest: str | None, latest: str | None, said: str) -> None:
    """Half-open in the record, as people say it in a table."""
    assert days(earliest, latest) == said


def test_dyad() -> None:
    assert dyad("rebels", "the town") == "rebels → the town"
    assert dyad("", "3 farmers") == "→ 3 farmers" and dyad("both sides", "") == "both sides" and dyad("", "") == ""


@pytest.mark.parametrize(("low", "best", "high", "approx", "said"), [
    (None, 14, None, False, "14"), (None, 7000, None, True, "about 7000"), (14, None, None, False, "at least 14"),
    (None, None, 14, False, "up to 14"), (30, None, 44, False, "30 to 44"), (None, None, None, False, "scores"),
])
def test_amount(low: float | None, best: float | None, high: float | None, approx: bool, said: str) -> None:
    assert amount({"low": low, "best": best, "high": high, "approx": approx, "text": "scores"}) == said
