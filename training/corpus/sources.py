"""The texts that labels belong to: JSON lines with id and text, and CoNLL-U, whose sentences are texts under their sent_id."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

INVENTED = Path(__file__).parent / "invented"


def texts(paths: list[Path]) -> dict[str, tuple[str, str | None]]:
    """{id: (text, published or None)} of the files, of all files in the folders, and of the invented reports that ship with the corpus."""
    return {ident: (text, published) for path in (INVENTED, *paths) for file in _files(path) for ident, text, published in _read(file)}


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix in (".jsonl", ".conllu"))


def _read(path: Path) -> Iterator[tuple[str, str, str | None]]:
    with path.open(encoding="utf-8") as lines:
        if path.suffix == ".conllu":
            ident = ""
            for line in lines:
                if line.startswith("# sent_id = "):
                    ident = line.removeprefix("# sent_id = ").strip()
                elif line.startswith("# text = "):
                    yield ident, line.removeprefix("# text = ").rstrip("\n"), None
        else:
            for line in lines:
                row = json.loads(line) if line.strip() else {}
                if isinstance(row, dict) and "id" in row and "text" in row:
                    yield row["id"], row["text"], row.get("published")
