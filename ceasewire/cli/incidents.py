"""`incidents`: one event once, with its reports listed; `incidents judge`, `judgements` and `take-back`: what people hold of pairs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ceasewire.cli.database import AsOf, Where
from ceasewire.cli.output import Bom, Out, Output, RowFormat, Rows, StoryFormat, answered, complain, row_format, with_progress

if TYPE_CHECKING:
    from ceasewire.link.incidents import Mark
    from ceasewire.store.judgements import Judgements

app = typer.Typer(help="Find reports of one event across the articles of a database, so that it counts once.")

class Merge(StrEnum):
    conservative = "conservative"
    informative = "informative"
    representative = "representative"


class Said(StrEnum):
    same = "same"
    not_same = "not"
    unsure = "unsure"


By = Annotated[str | None, typer.Option(help="Who says so.")]
Why = Annotated[str | None, typer.Option(help="In a few words.")]


@app.callback(invoke_without_command=True)
def incidents(
    context: typer.Context,
    db: Where = None,
    as_of: AsOf = None,
    since: Annotated[str | None, typer.Option(help="Happened then or later: 2021, 2021-05 or 2021-05-31.")] = None,
    until: Annotated[str | None, typer.Option(help="Happened then or earlier, the whole year, month or day included.")] = None,
    merge: Annotated[
        Merge, typer.Option(help="conservative: what all agree on; informative: the most precise; representative: the most frequent.")
    ] = Merge.representative,
    format: Rows = None,
    output: Output = None,
    bom: Bom = False,
) -> None:
    """One event once: its reports across articles, why they are one, and its values merged in one of three ways. Nothing is overwritten."""
    context.obj = db
    if context.invoked_subcommand is not None:
        return
    from ceasewire.config import Config
    from ceasewire.link._incidents.rows import rows
    from ceasewire.link.incidents import Incidents
    from ceasewire.serve import incidents as incidents_out
    from ceasewire.store import EventQuery, open_store
    from ceasewire.store.judgements import Judgements

    with answered():
        chosen = row_format(format, output, bom=bom)
        first, after = EventQuery(since=since, until=until, as_of=as_of).bounds
        with open_store(_named(context, db)) as store, closing(Incidents(Config().data)) as finder:
            opinions = Judgements(store).opinions(as_of=as_of)
            for record in with_progress(store.records(as_of=as_of)):
                finder.add(record)
            found = finder.find(opinions)
    told = list(rows(found, merge.value, first=first, after=after))
    with Out(output) as out:
        if bom:
            out.write("\ufeff")
        if chosen is RowFormat.jsonl:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in told)
        elif chosen is RowFormat.table:
            out.writelines(incidents_out.table_lines(told))
        else:
            incidents_out.write_csv(told, out)
    many = [row for row in told if row["kind"] == "incident"]
    complain(
        f"{sum(len(row['members']) for row in many)} reports are {len(many)} incidents; {found.apart} more of {found.reports} events are "
        f"none (planned, demanded, denied …), {sum(row['kind'] == 'unsure' for row in told)} pairs are unsure"
    )
    if found.lost:
        complain(f"{len(found.lost)} judgements are about words that no event has now; they are kept (ceasewire incidents judgements)")


@app.command("judge")
def judge(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="EVENT_A", help="Id of an event, or ARTICLE:EVENT where two articles have one text.")],
    second: Annotated[str, typer.Argument(metavar="EVENT_B", help="The other event.")],
    verdict: Annotated[Said, typer.Argument(help="Are they one event?")],
    db: Where = None,
    by: By = None,
    why: Why = None,
) -> None:
    """Say whether two reports tell of the same event. It outranks the rule, and holds when the articles are coded anew."""
    with answered(), _ledger(context, db) as ledger:
        one, other = (_mark(ledger, event) for event in (first, second))
        ledger.add(one, other, verdict.value, by=by, why=why)
    print(f"{verdict.value}: {_said(one)} and {_said(other)}")


@app.command("judgements")
def judgements(
    context: typer.Context,
    db: Where = None,
    as_of: AsOf = None,
    format: Annotated[StoryFormat, typer.Option(help="jsonl for machines.")] = StoryFormat.table,
) -> None:
    """List what people judged, in the order in which they did; * marks what holds today."""
    from dataclasses import asdict

    with answered(), _ledger(context, db, write=False) as ledger:
        lines = ledger.all(as_of=as_of)
    for line in lines:
        if format is StoryFormat.jsonl:
            print(json.dumps(asdict(line), ensure_ascii=False))
        else:
            told = " ".join(filter(None, (line.by and f"by {line.by}", line.why and f"“{line.why}”")))
            both = f"{_said(line.first)} and {_said(line.second)}"
            print(f"{'*' if line.holds else ' '}{line.number:>5}  {line.at[:16]}Z  {line.verdict:10}  {both}  {told}".rstrip())


@app.command("take-back")
def take_back(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="The number that `ceasewire incidents judgements` gives it.")],
    db: Where = None,
    by: By = None,
    why: Why = None,
) -> None:
    """Take back a judgement: the rule decides again. The judgement stays in the list."""
    from ceasewire.errors import UsageError
    from ceasewire.store.judgements import TAKEN_BACK

    with answered(), _ledger(context, db) as ledger:
        line = next((n for n in ledger.all() if n.number == number), None)
        if line is None or not line.holds:
            reason = "is none" if line is None else "holds no more"
            raise UsageError(f"take-back: judgement {number} {reason}; `ceasewire incidents judgements` marks those that hold with *")
        ledger.add(line.first, line.second, TAKEN_BACK, by=by, why=why)
    print(f"taken back: {line.verdict}, {_said(line.first)} and {_said(line.second)}")


@contextmanager
def _ledger(context: typer.Context, db: str | None, *, write: bool = True) -> Iterator[Judgements]:
    """The ledger of the database that is named, open for as long as the block lasts."""
    from ceasewire.store import open_store
    from ceasewire.store.judgements import Judgements

    with open_store(_named(context, db), write=write) as store:
        yield Judgements(store)


def _named(context: typer.Context, db: str | None) -> str:
    """The database, named behind the subcommand or before it."""
    found = db or context.obj or (context.parent and context.parent.obj)
    if found is None:
        raise typer.BadParameter("say which database: --db FILE, or CEASEWIRE_DB")
    return str(found)


def _mark(ledger: Judgements, event: str) -> Mark:
    from ceasewire.errors import UsageError

    found = ledger.marks(event)
    if not found:
        raise UsageError(f"judge: no event {event!r} in the records that hold; `ceasewire incidents` and `ceasewire query` give their ids")
    if len(found) > 1:
        ways = ", ".join(f"{mark.article}:{event.rpartition(':')[2]}" for mark in found[:5])
        raise UsageError(f"judge: {len(found)} articles with the same text have an event {event!r}; name one: {ways}")
    return found[0]


def _said(mark: Mark) -> str:
    return f"“{' '.join(mark.text.split())}” ({mark.type}) in {mark.article}"
