"""Values of lengths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.reference.timex.reading import length_value


@pytest.mark.parametrize(
    ("amount", "unit", "value"),
    [
        (3, "D", "P3D"),
        (3, "H", "PT3H"),
        (5, "N", "PT5M"),
        (5, "M", "P5M"),
        (None, "W", "PXW"),
        (None, "H", "PTXH"),
        (None, "Q", "PXM"),
        (2, "E", "P20Y"),
        (1, "C", "P100Y"),
        (2, "Q", "P6M"),
        (4, "NI", "P4D"),
        (1.5, "Y", "P1Y6M"),
        (0.5, "Y", "P6M"),
        (5.5, "H", "PT5H30M"),
        (0.5, "H", "PT30M"),
        (1.5, "N", "PT1M30S"),
        (1.5, "D", "P1DT12H"),
        (0.5, "D", "PT12H"),
        (0.5, "C", "P50Y"),
    ],
)
def test_length_value(amount: float | None, unit: str, value: str) -> None:
    assert length_value(amount, unit) == value


def test_a_fortnight_is_two_weeks() -> None:
    assert length_value(2, "W", times=2) == "P4W"


@given(st.integers(1, 10_000), st.sampled_from("SNHDWMY"))
def test_whole_numbers_are_kept(amount: int, unit: str) -> None:
    value = length_value(float(amount), unit)
    assert "".join(c for c in value if c.isdigit()) == str(amount)
    assert ("T" in value) == (unit in "SNH")
