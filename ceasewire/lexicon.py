"""The only module that opens data/. Tables are CSV with a header, codebook pages are YAML; both are checked as they are read.

A row remembers where it stands, so that every complaint names file and line. A user's own folder (CEASEWIRE_DATA or
`Config.data`) is read after ours: its rows are added behind the shipped ones and carry `own=True`.
"""

from __future__ import annotations

import csv
import difflib
import functools
import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from ceasewire.errors import DataError

DATA = Path(str(resources.files("ceasewire"))) / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column name, and where it stands ("actors/groups.csv:12")."""

    cells: dict[str, str]
    where: str
    own: bool = False

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def list(self, column: str) -> list[str]:
        """A cell that holds several values, separated by semicolons."""
        return [x.strip() for x in self.cells[column].split(";") if x.strip()]

    def one_of(self, column: str, allowed: Collection[str], *, empty: bool = False) -> str:
        """The cell, which must be one of the allowed codes (or empty)."""
        value = self.cells[column]
        if value in allowed or (empty and not value):
            return value
        raise DataError(f"{self.where}: column {column!r} has {value!r}. {suggestion(value, allowed)}")


def suggestion(value: str, allowed: Collection[str]) -> str:
    """ "Did you mean 'week'? Allowed: day, hour, week." """
    near = difflib.get_close_matches(value, list(allowed), n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return f"{hint}Allowed: {', '.join(sorted(allowed))}."


def table(name: str, columns: Collection[str], *, optional: Collection[str] = (), own: Path | None = None) -> list[Row]:
    """All rows of data/NAME.csv, then those of the user's folder when it has the same file.

    Errors: DataError on an unknown or missing column or a row with too many cells. Lines that begin with # are comments.
    """
    rows = list(_rows(DATA, name, columns, optional, own=False))
    if own is not None and (own / f"{name}.csv").exists():
        rows += _rows(own, name, columns, optional, own=True)
    return rows


def _rows(folder: Path, name: str, columns: Collection[str], optional: Collection[str], *, own: bool) -> Iterator[Row]:
    path = folder / f"{name}.csv"
    if not path.exists():
        raise DataError(f"{path}: no such table")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        header: list[str] | None = None
        reader = csv.reader(lines)
        for cells in reader:
            if not cells or cells[0].startswith("#"):
                continue
            where = f"{'own/' if own else ''}{name}.csv:{reader.line_num}"
            if header is None:
                header = [c.strip() for c in cells]
                for c in header:
                    if c not in columns and c not in optional:
                        raise DataError(f"{where}: unknown column {c!r}. {suggestion(c, [*columns, *optional])}")
                missing = [c for c in columns if c not in header]
                if missing:
                    raise DataError(f"{where}: missing column {missing[0]!r}. Needed: {', '.join(columns)}.")
                continue
            if len(cells) > len(header):
                raise DataError(f"{where}: {len(cells)} cells, but the header has {len(header)}. Quote cells with commas.")
            values = dict.fromkeys([*columns, *optional], "")
            values.update(zip(header, (c.strip() for c in cells), strict=False))
            yield Row(values, where, own)


def words(name: str) -> list[str]:
    """The phrases of data/lexicons/en/NAME.txt: one a line, # begins a comment."""
    path = DATA / "lexicons" / "en" / f"{name}.txt"
    if not path.exists():
        raise DataError(f"{path}: no such word list")
    lines = (line.split("#", 1)[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def page(name: str) -> Any:
    """data/NAME.yaml as plain Python objects."""
    import yaml

    path = DATA / f"{name}.yaml"
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise DataError(f"{name}.yaml: {' '.join(str(error).split())}") from error


def pages(folder: str) -> list[str]:
    """The names of the YAML pages in data/FOLDER, sorted."""
    return sorted(f"{folder}/{p.stem}" for p in (DATA / folder).glob("*.yaml"))


def binary(name: str) -> Path:
    """The path of a file in data/ that a module maps into memory itself (the gazetteer)."""
    path = DATA / name
    if not path.exists():
        raise DataError(f"{path}: missing; the package is not whole, install it again")
    return path


@functools.lru_cache(maxsize=4)
def fingerprint(own: Path | None = None) -> str:
    """SHA-256 over all data files (ours and the user's): part of every run's identity."""
    digest = hashlib.sha256()
    for folder in [DATA] + ([own] if own else []):
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
