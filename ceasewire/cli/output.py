"""Where output goes: a file or standard output, complaints on standard error, a counter for long work."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO, TypeVar

import typer

from ceasewire.errors import CeasewireError, UsageError

Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write here instead of to standard output.")]
Bom = Annotated[bool, typer.Option("--bom", help="Begin the file with a byte order mark, so that Excel reads CSV as UTF-8.")]


class Format(StrEnum):
    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    table = "table"


class StoryFormat(StrEnum):
    jsonl = "jsonl"
    table = "table"


AnyFormat = TypeVar("AnyFormat", Format, StoryFormat)


def chosen_format(format: AnyFormat | None, output: Path | None, formats: type[AnyFormat]) -> AnyFormat:
    """What was asked for, else as the output file is named, a table on a terminal, JSONL into a pipe."""
    if format is not None:
        return format
    if output is None:
        return formats.table if sys.stdout.isatty() else formats.jsonl
    named = output.suffix.lower().lstrip(".")
    return formats(named) if named in set(formats) - {formats.table} else formats.jsonl


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


@contextmanager
def answered() -> Iterator[None]:
    """An error of the call ends the program with 2, any other of ours with 1, each with its one line."""
    try:
        yield
    except CeasewireError as error:
        complain(str(error))
        raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error


def complain(message: str) -> None:
    print(f"ceasewire: {message}", file=sys.stderr)
