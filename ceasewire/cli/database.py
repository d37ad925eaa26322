"""The commands over a database: `code --db` keeps records in it, `db` looks after it, `query` asks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ceasewire.cli.output import Bom, Out, Output, RecordFormat, answered, complain, record_format

if TYPE_CHECKING:
    from ceasewire.coder import Coder
    from ceasewire.read.page import Page
    from ceasewire.store import Store

Database = Annotated[
    str | None,
    typer.Option("--db", envvar="CEASEWIRE_DB", help="Keep the records here: a file (SQLite), or postgresql://USER@HOST/DATABASE."),
]
Where = Annotated[str | None, typer.Option("--db", envvar="CEASEWIRE_DB", help="The database: a file, or postgresql://USER@HOST/DATABASE.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="As it was known then: 2026, 2026-11, 2026-11-29 or 2026-11-29T14:00 (UTC).")]


class InfoFormat(StrEnum):
    text = "text"
    json = "json"


app = typer.Typer(no_args_is_help=True, help="Look after a database of records.")


class Keeper:
    """Keeps the records of a run in a database, if one is named, and says at the end what became of them."""

    def __init__(self, db: str | None, *, quiet: bool = False) -> None:
        self.db = db
        self.quiet = quiet
        self._store: Store | None = None
        self._outcomes: Counter[str] = Counter()

    def __enter__(self) -> Keeper:
        if self.db is not None:
            from ceasewire.store import open_store

            with answered():
                self._store = open_store(self.db, create=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._store is None:
            return
        with answered():
            self._store.close()
        if self.quiet:
            return
        said = {"new": "new", "recoded": "coded anew", "revised": "revised (same id, another text)", "known": "there already"}
        counts = ", ".join(f"{self._outcomes[name]} {words}" for name, words in said.items() if self._outcomes[name])
        complain(f"{self._store.where}: {counts or 'nothing kept'}")

    def known(self, page: Page, coder: Coder) -> dict[str, Any] | None:
        """The record that is there already, made by this version of this page."""
        if self._store is None:
            return None
        with answered():
            found = self._store.find(coder.article(page), coder.run)
        if found is not None:
            self._outcomes["known"] += 1
        return found

    def keep(self, record: dict[str, Any]) -> None:
        if self._store is not None:
            with answered():
                self._outcomes[self._store.add(record).value] += 1


@app.command("info")
def info(
    db: Where = None, as_of: AsOf = None, format: Annotated[InfoFormat, typer.Option(help="json for machines.")] = InfoFormat.text
) -> None:
    """Say what a database holds."""
    import json

    with answered(), _opened(db) as store:
        found = store.info(as_of=as_of)
    if format is InfoFormat.json:
        print(json.dumps(found))
        return
    print(f"{store.where}: {found['database']}, schema {found['schema']}")
    print(f"{'articles':14}{found['articles']}")
    if found["earlier"]:
        print(f"{'':14}{found['earlier']} earlier records of them are kept beside (--as-of)")
    for layer, number in found["records"].items():
        print(f"{layer:14}{number}")
    if found["recorded"][0]:
        print(f"{'recorded':14}{' to '.join(moment[:16] + 'Z' for moment in found['recorded'])}")
    for run in found["runs"]:
        about = ", ".join(f"{name} {run[name]}" for name in ("version", "model", "data", "config"))
        print(f"{'run':14}{about}: {run['codings']} articles")


@app.command("check")
def check(db: Where = None) -> None:
    """Verify every span and judgement against its text and every text against its SHA-256. Says OK, or what differs (exit 1)."""
    from ceasewire.store.check import Checked

    seen = Checked()
    with answered(), _opened(db) as store:
        for fault in store.check(seen):
            print(fault)
    size = f"{seen.articles} articles, {seen.texts} texts, {seen.records} records, {seen.spans} spans, {seen.judgements} judgements"
    if seen.faults:
        print(f"{seen.faults} differ ({size})")
        raise typer.Exit(1)
    print(f"OK ({size})")


@app.command("migrate")
def migrate(db: Where = None) -> None:
    """Bring the tables of an older database up to this version. Each step is applied once and recorded. Copy the database first."""
    from ceasewire.store import migrate_store

    with answered():
        done = migrate_store(named(db))
    print("\n".join(f"applied {name}" for name in done) or "nothing to do")


def query(
    db: Where = None,
    type: Annotated[list[str] | None, typer.Option(help="PLOVER type, also with a mode: RETREAT-ceasefire. Repeat for more.")] = None,
    actor: Annotated[list[str] | None, typer.Option(help="Words of a party's name. Repeat for more.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Where it happened, or where a party belongs: AFG. Repeat for more.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="occurred, planned, denied … Repeat for more.")] = None,
    since: Annotated[str | None, typer.Option(help="Happened then or later: 2021, 2021-05 or 2021-05-31.")] = None,
    until: Annotated[str | None, typer.Option(help="Happened then or earlier, the whole year, month or day included.")] = None,
    text: Annotated[str | None, typer.Option(help='Words of the article: all of them, "a phrase", -without, OR.')] = None,
    as_of: AsOf = None,
    format: RecordFormat = None,
    output: Output = None,
    bom: Bom = False,
) -> None:
    """Find events in a database. All that is given must fit; of an option that is repeated, one of its values.

    What is printed are records with only the events that fit.
    """
    from ceasewire.store import EventQuery

    with answered(), _opened(db) as store:
        chosen = record_format(format, output, bom=bom)
        asked = EventQuery(
            types=tuple(type or ()), actors=tuple(actor or ()), countries=tuple(country or ()), statuses=tuple(status or ()),
            since=since, until=until, text=text, as_of=as_of,
        )  # fmt: skip
        counted: Counter[str] = Counter()
        with Out(output) as out:
            if bom:
                out.write("\ufeff")
            chosen.write(_counting(store.events(asked), counted), out)
        undated = store.undated(asked)
    complain(f"{counted['events']} events in {counted['articles']} articles")
    if undated:
        complain(f"{undated} more fit but for their date: neither they nor their article have one")


def _counting(records: Iterator[dict[str, Any]], counted: Counter[str]) -> Iterator[dict[str, Any]]:
    for record in records:
        counted["articles"] += 1
        counted["events"] += len(record["events"])
        yield record


def named(db: str | None) -> str:
    """The database, which every command here needs."""
    if db is None:
        raise typer.BadParameter("say which database: --db FILE, or CEASEWIRE_DB")
    return db


def _opened(db: str | None) -> Store:
    from ceasewire.store import open_store

    return open_store(named(db))
