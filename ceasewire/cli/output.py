"""Where output goes: a file or standard output, complaints on standard error, a counter for long work."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

import typer


class Format(StrEnum):
    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    table = "table"


def chosen_format(format: Format | None, output: Path | None) -> Format:
    """What was asked for, else as the output file is named, a table on a terminal, JSONL into a pipe."""
    named = output.suffix.lower().lstrip(".") if output is not None else ""
    by_name = Format(named) if named in (Format.csv, Format.json, Format.jsonl) else None
    return format or by_name or (Format.table if output is None and sys.stdout.isatty() else Format.jsonl)


class Out:
    """Standard output or a file, in UTF-8; a closed pipe (`| head`) ends the program in peace."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.stream: TextIO = sys.stdout

    def __enter__(self) -> TextIO:
        if self.path is not None:
            try:
                self.stream = self.path.open("w", encoding="utf-8", newline="\n")
            except OSError as error:
                complain(f"{self.path}: cannot be written: {error.strerror}")
                raise typer.Exit(1) from error
        elif hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")
        return self.stream

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if self.path is not None:
            self.stream.close()
        if kind is BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(0)


def with_progress(pages: Iterable[Any]) -> Iterator[Any]:
    """A counter on stderr for long work, only on a terminal."""
    if not sys.stderr.isatty():
        yield from pages
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for page in pages:
            yield page
            progress.advance(task)


def complain(message: str) -> None:
    print(f"ceasewire: {message}", file=sys.stderr)
