"""The labels as they ship, and the texts that they belong to: JSON lines, and CoNLL-U, whose sentences are texts under their sent_id."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

INVENTED = Path(__file__).parent / "invented"
LABELS = Path(__file__).parent / "labels"
SECOND = Path(__file__).parent / "second"


def corpus(folder: Path = LABELS) -> list[dict[str, Any]]:
    """All labels of a folder, file by file."""
    return [row for file in sorted(folder.glob("*.jsonl")) for row in rows(file)]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file. Ends the program with file and line where one is no JSON object."""
    with path.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise SystemExit(f"{path}:{n}: no JSON object: {error}") from error
            if not isinstance(row, dict):
                raise SystemExit(f"{path}:{n}: no JSON object but {type(row).__name__}")
            yield row


def texts(paths: list[Path]) -> dict[str, tuple[str, str | None]]:
    """{id: (text, published or None)} of the files, of all files in the folders, and of the invented reports that ship with the corpus."""
    return {ident: (text, published) for path in (INVENTED, *paths) for file in _files(path) for ident, text, published in _read(file)}


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix in (".jsonl", ".conllu"))


def _read(path: Path) -> Iterator[tuple[str, str, str | None]]:
    if path.suffix != ".conllu":
        yield from ((row["id"], row["text"], row.get("published")) for row in rows(path) if "id" in row and "text" in row)
        return
    ident = ""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id = "):
                ident = line.removeprefix("# sent_id = ").strip()
            elif line.startswith("# text = "):
                yield ident, line.removeprefix("# text = ").rstrip("\n"), None
