"""`export`: the record in a database as a file for another program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any

import typer

from ceasewire.cli.database import AsOf, Where
from ceasewire.cli.output import Bom, Out, Output, answered, complain, with_bom, with_progress

Json = dict[str, Any]


def export(
    format: Annotated[str | None, typer.Argument(metavar="FORMAT", help="reports-csv, events-csv, geojson, plover-jsonl, ics …")] = None,
    db: Where = None,
    since: Annotated[str | None, typer.Option(help="Events and deadlines of then or later: 2021, 2021-05 or 2021-05-31.")] = None,
    until: Annotated[str | None, typer.Option(help="… of then or earlier, the whole year, month or day included.")] = None,
    as_of: AsOf = None,
    mask_private: Annotated[
        bool, typer.Option("--mask-private", help="Hide the names of victims, witnesses and others who hold no office.")
    ] = False,
    output: Output = None,
    bom: Bom = False,
    list_formats: Annotated[bool, typer.Option("--list", help="Say what each format is, and stop.")] = False,
) -> None:
    """Write a database for another program: R, Excel, QGIS, a calendar. `ceasewire export --list` names the formats."""
    from ceasewire.config import Config
    from ceasewire.errors import UsageError
    from ceasewire.lexicon import suggestion
    from ceasewire.serve.export import Period, formats

    known = formats()
    if list_formats:
        for name, one in known.items():
            print(f"{name:14}{one.about}")
        return
    with answered():
        if format not in known:
            found = "no format given" if format is None else f"no format is called {format!r}"
            raise UsageError(f"export: {found}. {suggestion(format or '', known)}")
        chosen = with_bom(known[format], bom)
        if db is None:
            raise UsageError("export: say which database: --db FILE, or CEASEWIRE_DB")

        from ceasewire.serve.export.kept import kept
        from ceasewire.serve.export.masking import masked
        from ceasewire.store import EventQuery, open_store
        from ceasewire.store.judgements import Judgements

        period = Period(*EventQuery(since=since, until=until, as_of=as_of).bounds)  # all that was asked is checked before a file is made
        with open_store(db) as store:
            records: Iterable[Json] = kept(store, as_of)
            if chosen.across is not None:
                opinions = Judgements(store).opinions(as_of=as_of)
                if mask_private:  # what a person gave as reason may name whom only another article names
                    opinions = [replace(opinion, why=None) for opinion in opinions]
                records = chosen.across(lambda: with_progress(kept(store, as_of)), opinions, Config().data)
            if mask_private:
                records = map(masked, records)
            with Out(output) as out:
                if bom:
                    out.write("\ufeff")
                written = chosen.write(records if chosen.across else with_progress(records), out, period)
    complain(f"{written.rows} written" if output is None else f"{output}: {written.rows} written")
    for reason, count in written.left_out.items():
        complain(f"left out: {count} {reason}")
