"""The command line: parse the call, call the library, print. Exit codes: 0 all read, 3 some skipped, 1 nothing done, 2 wrong usage."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ceasewire import __version__
from ceasewire.cli.actors import OwnFolder, own_folder
from ceasewire.cli.actors import app as actors
from ceasewire.cli.codebook import codebook
from ceasewire.cli.database import Database, Keeper
from ceasewire.cli.database import app as database
from ceasewire.cli.database import query as query_events
from ceasewire.cli.explain import Judge, Judging, explain
from ceasewire.cli.export import export
from ceasewire.cli.incidents import app as incidents
from ceasewire.cli.ledger import disputes, ledger
from ceasewire.cli.output import (
    Bom,
    Out,
    Output,
    RecordFormat,
    RowFormat,
    StoryFormat,
    answered,
    chosen_format,
    complain,
    record_format,
    with_progress,
)

if TYPE_CHECKING:
    from ceasewire.config import Config
    from ceasewire.read.page import Page

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False,
    help="Reads news reports about wars and peace processes and keeps the record: who did or said what to whom, when, "
    "where, how many, who promised what by when. Every field points at the exact words. Offline, English only.",
)


class ResolveFormat(StrEnum):
    text = "text"
    jsonl = "jsonl"


class ParseFormat(StrEnum):
    conllu = "conllu"
    jsonl = "jsonl"


Inputs = Annotated[list[str], typer.Argument(help="Files, folders, URLs, or - for standard input (text, HTML, JSONL, CSV).")]
Published = Annotated[
    str | None, typer.Option(help="Day of publication (YYYY-MM-DD) of articles that do not say it themselves.")
]
Threads = Annotated[int, typer.Option(min=1, help="Sentences analysed at a time. Changes the speed, never a result.")]


@app.callback(invoke_without_command=True)
def main(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        print(f"ceasewire {__version__}")
        raise typer.Exit


@app.command()
def code(
    inputs: Inputs,
    published: Published = None,
    format: RecordFormat = None,
    output: Output = None,
    bom: Bom = False,
    threads: Threads = 1,
    db: Database = None,
    judge: Judging = Judge.both,
) -> None:
    """Turn articles into sourced records."""
    with answered():
        chosen = record_format(format, output, bom=bom)
    run = _Run(inputs, published, threads, judge)
    with Keeper(db) as keeper:
        records = run.records(keeper)
        if db is not None and format is None and output is None:
            for _ in records:
                pass
        else:
            with Out(output) as out:
                if bom:
                    out.write("\ufeff")
                chosen.write(records, out)
    run.finish()


@app.command()
def show(inputs: Inputs, published: Published = None, judge: Judging = Judge.both) -> None:
    """Show articles in the terminal with coloured spans and the record beside them."""
    from rich.console import Console

    from ceasewire.serve.terminal import show as show_record

    run = _Run(inputs, published, judge=judge)
    console = Console(highlight=False)
    for record in run.records():
        show_record(record, console)
    run.finish()


@app.command()
def reprints(
    inputs: Inputs,
    published: Published = None,
    format: Annotated[
        StoryFormat | None, typer.Option(help="jsonl: a story with its reprints a line. Default: table on a terminal, else jsonl.")
    ] = None,
    output: Output = None,
) -> None:
    """Find articles that are one report printed again: cut, mangled or rewritten in part. Each with its reason; nothing is dropped."""
    import contextlib

    from ceasewire.link.reprints import Reprints
    from ceasewire.serve import stories

    run = _Run(inputs, published)
    try:
        with contextlib.closing(Reprints()) as together:
            for page in run.pages():
                together.add_page(page)
            found = together.find()
    except OSError as error:
        complain(f"the temporary folder, where texts are kept meanwhile: {error.strerror or error}")
        raise typer.Exit(1) from error
    with Out(output) as out:
        chosen = chosen_format(format, output, StoryFormat)
        (stories.write_table if chosen is StoryFormat.table else stories.write_jsonl)(found, out)
    if run.done:
        complain(stories.summary(found))
    run.finish()


@app.command()
def parse(
    inputs: Inputs,
    format: Annotated[ParseFormat, typer.Option(help="What to print.")] = ParseFormat.conllu,
    output: Output = None,
    threads: Threads = 1,
) -> None:
    """Show what the language model saw: tokens, lemmas, tags, tree, names, predicates. CoNLL-U input keeps its tokens."""
    import json

    from ceasewire.language import conllu

    run = _Run(inputs, None, threads)
    trees = [i for i in inputs if i.endswith(".conllu")]
    if trees and (len(trees) < len(inputs) or format is not ParseFormat.conllu):
        raise typer.BadParameter("CoNLL-U files go alone, and with --format conllu")
    if trees:
        _parse_trees(trees, output, run.config)
        return
    with Out(output) as out:
        for page in run.pages():
            article = run.coder.parse_page(page)
            if format is ParseFormat.conllu:
                out.writelines(conllu.article_blocks(article))
            else:
                out.write(json.dumps(conllu.article_row(article), ensure_ascii=False) + "\n")
    run.finish()


def _parse_trees(files: list[str], output: Path | None, config: Config) -> None:
    from ceasewire.errors import CeasewireError
    from ceasewire.language import conllu
    from ceasewire.language.model import WEIGHTS, SentenceModel

    with answered():
        model = SentenceModel(config.weights or WEIGHTS)
    failed = False
    with Out(output) as out:
        for name in files:
            try:
                with open(name, encoding="utf-8") as lines:
                    out.writelines(conllu.analysed_blocks(conllu.read_blocks(lines, name), model, config.threads))
            except (OSError, UnicodeDecodeError, CeasewireError) as error:
                complain(f"skipped {error}" if isinstance(error, CeasewireError) else f"skipped {name}: {error}")
                failed = True
    if failed:
        raise typer.Exit(3 if len(files) > 1 else 1)


@app.command()
def resolve(
    name: Annotated[str, typer.Argument(help='A name or description ("Taliban", "Chilean miners"), or a JSONL file of rows.')],
    date: Annotated[str | None, typer.Option(help="As of this day; without it, as of the lexicon's own date.")] = None,
    format: Annotated[ResolveFormat, typer.Option(help="jsonl for machines; a file of rows is always answered so.")] = ResolveFormat.text,
    output: Output = None,
) -> None:
    """Say who or what a name is: country, sector, and why. Rows of a file are {id, text, date?, context?}."""
    import json

    from ceasewire.resolve import resolve_name

    with answered():
        if Path(name).suffix == ".jsonl":
            _resolve_file(name, date, output)
            return
        found = resolve_name(name, date=date)
        with Out(output) as out:
            if format is ResolveFormat.jsonl:
                out.write(json.dumps(found.as_dict(), ensure_ascii=False) + "\n")
            else:
                for key, value in found.as_dict().items():
                    out.write(f"{key:12} {value if value is not None else '—'}\n")


def _resolve_file(name: str, date: str | None, output: Path | None) -> None:
    import json

    from ceasewire.errors import InputError
    from ceasewire.resolve import resolve_rows

    done = skipped = 0
    try:
        with open(name, "rb") as lines, Out(output) as out:
            for row in resolve_rows(lines, date=date, where=name):
                if isinstance(row, InputError):
                    complain(f"skipped {row}")
                    skipped += 1
                else:
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
                    done += 1
    except OSError as error:
        raise InputError(name, f"cannot be read: {error.strerror}") from error
    if skipped:
        complain(f"{done} read, {skipped} skipped")
        raise typer.Exit(3 if done else 1)


@app.command()
def demo(format: RecordFormat = None) -> None:
    """Code the three invented articles that come with the package, then follow two invented stories through their articles."""
    from ceasewire.lexicon import DATA

    folder = DATA / "demo"
    if format is not None:
        code([str(folder)], None, format, None, False)
        return
    show([str(p) for p in sorted(folder.glob("*.txt"))])
    print(DEMO_END.format(folder=folder))
    _follow(DATA / "demo_stories")


def _follow(stories: Path) -> None:
    """Ledger and disputes of the invented stories, from a database that is thrown away."""
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        db = str(Path(scratch) / "record.db")
        run = _Run([str(stories)], None)
        with Keeper(db, quiet=True) as keeper:
            for _ in run.records(keeper):
                pass
        print(DEMO_STORIES.format(articles=run.done))
        ledger(db, format=RowFormat.table)
        print("\nClaims that don't fit together:")
        disputes(db, format=RowFormat.table)


DEMO_END = """Three invented articles were read, in {folder}
E: act, with its status; S: what is said by whom; C: who owes what by when. Half of the record is who says so and whether it happened.
Your own:  ceasewire show ARTICLE.txt --published 2021-06-01
           ceasewire code FOLDER --format csv -o events.csv     (or jsonl: whole records with the words of every field)"""


DEMO_STORIES = """
Across articles: {articles} articles of two invented stories, kept in a database; who owes what by when, and what became of it:"""


gazetteer = typer.Typer(no_args_is_help=True, help="Places of your own.")
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(actors, name="actors")
app.add_typer(database, name="db")
app.add_typer(incidents, name="incidents")
app.command("query")(query_events)
app.command("explain")(explain)
app.command()(codebook)
app.command("ledger")(ledger)
app.command("disputes")(disputes)
app.command("export")(export)


@gazetteer.command("build")
def build_gazetteer(
    dump: Annotated[Path, typer.Argument(help="A dump of GeoNames: UA.zip, UA.txt … or allCountries.zip (download.geonames.org).")],
    folder: OwnFolder = None,
) -> None:
    """Add all towns, villages, rivers and camps of a GeoNames dump to the places that come with the package."""
    from ceasewire.errors import CeasewireError
    from ceasewire.reference.gazetteer_build import build

    target = own_folder(folder) / "gazetteer" / "places.bin"
    try:
        print(f"{build(dump, target)} places in {target}")
    except (OSError, UnicodeDecodeError, CeasewireError) as error:
        complain(str(error) if isinstance(error, CeasewireError) else f"{dump}: {error}")
        raise typer.Exit(1) from error


class _Run:
    """One call over inputs: loads the coder when the first page is there, shows progress, counts what was skipped."""

    def __init__(self, inputs: list[str], published: str | None, threads: int = 1, judge: Judge = Judge.both) -> None:
        from ceasewire.config import Config

        with answered():
            self.config = Config(threads=threads, judge=judge.value)
        self.inputs = inputs
        self.published = published
        self.done = self.skipped = 0
        self._coder: Any = None

    @property
    def coder(self) -> Any:
        if self._coder is None:
            from ceasewire.coder import Coder

            with answered():
                self._coder = Coder(self.config)
        return self._coder

    def pages(self) -> Iterator[Page]:
        from ceasewire.errors import InputError
        from ceasewire.read import open_inputs

        with answered():
            for page in with_progress(open_inputs(self.inputs, published=self.published, config=self.config)):
                if isinstance(page, InputError):
                    self.skip(page)
                else:
                    yield page
                    self.done += 1

    def records(self, keeper: Keeper | None = None) -> Iterator[dict[str, Any]]:
        """The record of each article; those that the keeper's database holds already are not coded again."""
        for page in self.pages():
            with answered():  # a bad row of the user's own data shows when the first article loads the tables
                record = keeper.known(page, self.coder) if keeper else None
                if record is None:
                    record = self.coder.record(self.coder.read_page(page))
                    if keeper:
                        keeper.keep(record)
            yield record

    def skip(self, error: Exception) -> None:
        complain(f"skipped {error}")
        self.skipped += 1

    def finish(self) -> None:
        if self.skipped:
            complain(f"{self.done} read, {self.skipped} skipped")
            raise typer.Exit(3 if self.done else 1)
