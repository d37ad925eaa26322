"""`show`: every record has its line, marks need no colour, widths are kept."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from ceasewire.serve.terminal import show
from tests.conftest import coder

TEXT = (
    "The Coast Front said on Monday it would release 40 prisoners by June 30 unless Northland attacks the harbor.\n\n"
    "Northland denied that an attack was planned."
)


def shown(width: int, *, colour: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, no_color=not colour, color_system="standard" if colour else None)
    show(coder().code(TEXT, published="2024-06-04", id="/some/where/report.txt"), console)
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_lines_keep_to_the_width_and_records_are_all_there(width: int) -> None:
    page = shown(width, colour=False)
    assert all(len(line) <= width for line in page.splitlines())
    record = coder().code(TEXT, published="2024-06-04")
    for letter, layer in (("E", "events"), ("S", "statements"), ("C", "commitments")):
        assert record[layer]
        for n in range(1, len(record[layer]) + 1):
            assert re.search(rf"• {letter}{n} ", page), f"{letter}{n}"


def test_without_colour_acts_carry_brackets_and_their_number() -> None:
    page = shown(80, colour=False)
    assert "[release]E" in page and "\x1b" not in page


def test_colour_replaces_the_brackets() -> None:
    page = shown(80, colour=True)
    assert "\x1b[" in page and "]E1" not in page


def test_the_heading_names_the_file_not_the_folder() -> None:
    assert shown(80, colour=False).startswith("report.txt · 2024-06-04")
