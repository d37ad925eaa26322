"""A folder: every file below it, in sorted order. Files of unknown kinds are named and skipped; hidden ones are no input."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ceasewire.errors import InputError

KNOWN = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json", ".csv", ".tsv"})


def files(folder: str) -> Iterator[str | InputError]:
    """Paths below the folder as given, sorted by name, folders after the files beside them; links to folders are not followed.

    Errors: an InputError takes the place of a file that is not read and of a folder that cannot be opened.
    """
    faults: list[InputError] = []

    def note(error: OSError) -> None:
        faults.append(InputError(str(error.filename or folder), f"cannot be opened: {error.strerror or error}"))

    any_file = False
    for root, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            any_file = True
            path = f"{root.rstrip(os.sep)}{os.sep}{name}"
            suffix = Path(name).suffix.lower()
            if not Path(path).is_file():
                yield InputError(path, "is no regular file" if Path(path).exists() else "is a link to nothing")
            elif suffix in KNOWN:
                yield path
            elif suffix in (".pdf", ".docx", ".doc", ".odt", ".rtf"):
                yield InputError(path, f"{suffix[1:].upper()} is not read; save it as plain text (.txt), a PDF with pdftotext")
            else:
                found = f"kind {suffix!r}" if suffix else "a file without suffix"
                yield InputError(path, f"{found} is not read in a folder; read are {', '.join(sorted(KNOWN))}")
        yield from faults
        faults.clear()
    yield from faults
    if not any_file and not faults:
        yield InputError(folder, "a folder without files")
