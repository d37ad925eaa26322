"""The README shows what the program prints, and every file it names is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_screen_is_the_programs() -> None:
    shown = re.search(r"<!-- the output of: ceasewire (show \S+), 100 columns.*?-->\n```\n(.*?)```\n", README, re.DOTALL)
    assert shown, "README.md has no block with the program's output"
    command = [sys.executable, "-m", "ceasewire", *shown[1].split()]
    env = os.environ | {"COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert [line.rstrip() for line in done.stdout.strip().splitlines()] == [line.rstrip() for line in shown[2].strip().splitlines()]


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md"), ROOT / "training" / "MODEL_CARD.md"):
        for target in re.findall(r"\]\(([^)#:=]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} names {target}"
