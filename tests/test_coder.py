"""The Python call: what it refuses."""

from __future__ import annotations

import pytest

from ceasewire.errors import InputError, UsageError
from tests.conftest import coder

FRENCH = "Les forces armées ont annoncé que le cessez-le-feu est entré en vigueur dans la nuit de lundi."


@pytest.mark.parametrize("text", ["", " \n", FRENCH])
def test_what_is_no_english_text_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        coder().code(text)


def test_wrong_calls_say_what_is_needed() -> None:
    with pytest.raises(UsageError, match="a string is needed"):
        coder().code(None)
    with pytest.raises(UsageError, match="can be read in two ways"):
        coder().code("The army left Verin.", published="03/04/2025")


@pytest.mark.parametrize(("written", "day"), [("22.11.2023", "2023-11-22"), ("11/22/2023", "2023-11-22"), ("2023-11-22", "2023-11-22")])
def test_days_that_can_be_read_one_way_only(written: str, day: str) -> None:
    assert coder().code("The army left Verin.", published=written)["article"]["published"] == day
