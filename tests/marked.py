"""Marked sentences: one line, one test. The only parser of tests/cases/*.txt and of the codebook's examples.

    published=2021-06-01 | Forces will leave by [4 July](value=2021-07-04 mod=ON_OR_BEFORE).

A mark is `[words](keys)`; keys are `key=value`, a value with blanks stands in double quotes, `-` means "none". Before " | " may
stand settings of the article (published; in blocks.txt also dateline, day …). "?" in front of a line is a known failure (strict:
the suite says when it is fixed); "#" begins a comment line. Only the keys that are written are compared, but the list of records is
compared whole: a missing record fails, and so does an extra one. A literal bracket is written \\[ or \\].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"(?<!\\)\[((?:\\.|[^\[\]\\])+)\]\(([^()]*)\)")
_KEY = re.compile(r'([\w.]+)=("[^"]*"|\S+)')


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    text: str
    keys: dict[str, str | None]


@dataclass(frozen=True)
class Case:
    where: str
    text: str
    settings: dict[str, str]
    marks: tuple[Mark, ...]
    known_failure: bool


def keys_of(words: str) -> dict[str, str | None]:
    found = {k: v.strip('"') for k, v in _KEY.findall(words)}
    left = _KEY.sub("", words).strip()
    if left:
        raise ValueError(f"not a key=value: {left!r}")
    return {k: None if v == "-" else v for k, v in found.items()}


def parse(line: str, where: str = "") -> Case:
    """One marked line as text without marks, and the marks with offsets into that text."""
    known_failure = line.startswith("?")
    line = line.removeprefix("?").strip()
    settings: dict[str, str] = {}
    head, bar, rest = line.partition(" | ")
    if bar and "=" in head and "[" not in head:
        settings, line = {k: v or "" for k, v in keys_of(head).items()}, rest
    text, marks, at = "", [], 0
    for m in _MARK.finditer(line):
        text += _plain(line[at : m.start()])
        words = _plain(m[1])
        marks.append(Mark(len(text), len(text) + len(words), words, keys_of(m[2])))
        text += words
        at = m.end()
    text += _plain(line[at:])
    return Case(where, text, settings, tuple(marks), known_failure)


def _plain(text: str) -> str:
    return text.replace("\\[", "[").replace("\\]", "]").replace("\\n", "\n")


def cases(stem: str) -> Iterator[Case]:
    """All lines of tests/cases/STEM.txt."""
    path = CASES / f"{stem}.txt"
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield parse(line, f"{stem}:{n}")


def expectation(case: Case) -> list[pytest.MarkDecorator]:
    """The pytest marks of a case: a known failure must fail by its comparison, not by a crash or a bad line."""
    return [pytest.mark.xfail(raises=AssertionError, strict=True)] if case.known_failure else []
