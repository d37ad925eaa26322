"""Pages whose "$ ceasewire …" lines are run: what stands below each is what the program must print."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path


def commands(page: Path) -> list[tuple[str, list[str]]]:
    """(command without "$ ceasewire", the lines below it), in order."""
    blocks: list[tuple[str, list[str]]] = []
    inside = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("    $ ceasewire "):
            blocks.append((line.removeprefix("    $ ceasewire "), []))
            inside = True
        elif line and not line.startswith("    "):
            inside = False
        elif inside:
            blocks[-1][1].append(line.strip())
    return blocks


def shows(page: Path, run: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """Fails at the first command that prints something else; "…" stands for what differs from day to day."""
    for command, want in commands(page):
        done = run(*shlex.split(command))
        got = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        pattern = "\n".join(re.escape(line).replace("…", ".*") for line in want if line)
        assert re.fullmatch(pattern, "\n".join(got)), f"$ ceasewire {command}\n" + "\n".join(got)
