"""Where output goes: a file or standard output, complaints on standard error, a counter for long work."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO, TypeVar

import typer

from ceasewire.errors import CeasewireError, UsageError

if TYPE_CHECKING:
    from ceasewire.serve.export import Format

Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write here instead of to standard output.")]
Bom = Annotated[bool, typer.Option("--bom", help="Begin the file with a byte order mark, so that Excel reads CSV as UTF-8.")]
RecordFormat = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORMAT",
        help="jsonl: whole records, one a line; csv, table, geojson …: `ceasewire export --list`. Default: as the output file is named, "
        "table on a terminal, else jsonl.",
    ),
]  # fmt: skip


class RowFormat(StrEnum):
    """Ways to print what is no record of an article: ledger, disputes, incidents, actors. Those of records are one file each."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class StoryFormat(StrEnum):
    jsonl = "jsonl"
    table = "table"


Rows = Annotated[RowFormat | None, typer.Option("--format", help="Default: as the output file is named, table on a terminal, else jsonl.")]
AnyFormat = TypeVar("AnyFormat", RowFormat, StoryFormat)


def chosen_format(format: AnyFormat | None, output: Path | None, formats: type[AnyFormat]) -> AnyFormat:
    """What was asked for, else as the output file is named, a table on a terminal, JSONL into a pipe."""
    return format if format is not None else formats(_usual(output, set(formats)))


def record_format(name: str | None, output: Path | None, *, bom: bool = False) -> Format:
    """The same of the formats of records, all that write them as they come.

    Errors: UsageError for a name that is none of them, and for a byte order mark in front of what is no CSV.
    """
    from ceasewire.lexicon import suggestion
    from ceasewire.serve.export import formats

    known = formats()
    streaming = {format.name: format for format in known.values() if format.across is None}
    chosen = _usual(output, set(streaming)) if name is None else name
    if chosen in known and chosen not in streaming:
        raise UsageError(f"--format: {chosen} looks across articles: keep them (--db FILE), then `ceasewire export {chosen} --db FILE`")
    if chosen not in streaming:
        raise UsageError(f"--format: no format is called {chosen!r}. {suggestion(chosen, streaming)}")
    return with_bom(streaming[chosen], bom)


def with_bom(format: Format, bom: bool) -> Format:
    """The format, if it may begin as was asked for."""
    if bom and not format.spreadsheet:
        raise _marked(format.name)
    return format


def row_format(format: RowFormat | None, output: Path | None, *, bom: bool) -> RowFormat:
    """The same of rows.

    Errors: UsageError for a byte order mark in front of what is no CSV.
    """
    chosen = chosen_format(format, output, RowFormat)
    if bom and chosen is not RowFormat.csv:
        raise _marked(chosen.value)
    return chosen


def _marked(name: str) -> UsageError:
    return UsageError(f"--bom: a file of {name} must not begin with a byte order mark; only CSV may")


def _usual(output: Path | None, names: set[str]) -> str:
    """As the output file is named, a table on a terminal, JSONL into a pipe."""
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    named = output.suffix.lower().lstrip(".")
    return named if named in names - {"table"} else "jsonl"


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
