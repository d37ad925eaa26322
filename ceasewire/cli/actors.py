"""`actors`: who is who across the articles of a database; `actors import`: actors of your own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from ceasewire.cli.database import AsOf, Where
from ceasewire.cli.output import Bom, Out, Output, RowFormat, Rows, answered, complain, row_format, with_progress

if TYPE_CHECKING:
    from ceasewire.link.actors import Bare, Form, Found, Group, Unsure

app = typer.Typer(
    help="Say which names in a database are one person, one group, one state, and by what reason; nothing is merged on a last name alone. "
    "Or bring actors of your own."
)

OwnFolder = Annotated[Path | None, typer.Option("--data", help="Your data folder; default: CEASEWIRE_DATA.")]
#: columns of the CSV: a row a form of a name
COLUMNS = (
    "id", "name", "kind", "country", "sector", "listed", "form", "how", "rule", "reason", "mentions", "articles", "stories",
    "first", "last", "examples", "perhaps", "unsure",
)  # fmt: skip
#: columns of the CSV of unmatched names, the first as the tables of one's own have them
UNMATCHED_COLUMNS = (
    "name", "aliases", "country", "sector", "kind", "role", "mentions", "articles", "stories", "first", "last",
    "article", "published", "sentence", "id", "perhaps",
)  # fmt: skip


def own_folder(folder: Path | None) -> Path:
    """The user's data folder, which must be named.

    Errors: typer.BadParameter where it is not.
    """
    from ceasewire.config import Config

    with answered():
        own = folder or Config().data
    if own is None:
        raise typer.BadParameter("say where to: set CEASEWIRE_DATA, or give --data FOLDER")
    return own


@app.callback(invoke_without_command=True)
def across(
    context: typer.Context,
    db: Where = None,
    unmatched: Annotated[bool, typer.Option("--unmatched", help="Only names of which the lists of actors know nothing.")] = False,
    since: Annotated[str | None, typer.Option(help="Articles published then or later: 2021, 2021-05 or 2021-05-31.")] = None,
    until: Annotated[str | None, typer.Option(help="Articles published then or earlier, the whole year, month or day included.")] = None,
    as_of: AsOf = None,
    format: Rows = None,
    output: Output = None,
    bom: Bom = False,
) -> None:
    """Who is who across the articles of a database. Given nothing else to do, this runs."""
    if context.invoked_subcommand is not None:
        return
    from ceasewire.config import Config
    from ceasewire.link.actors import ActorsAcross
    from ceasewire.store import EventQuery, open_store

    if db is None:
        raise typer.BadParameter("say which database: --db FILE, or CEASEWIRE_DB")
    with answered():
        chosen = row_format(format, output, bom=bom)
        first, after = EventQuery(since=since, until=until, as_of=as_of).bounds  # all that was asked is checked before a file is made
        left_out: Counter[str] = Counter()
        with open_store(db) as store, ActorsAcross(Config().data) as together:
            for record in with_progress(_between(store.records(as_of=as_of), first, after, left_out)):
                together.add(record)
            found = together.find()
    with Out(output) as out:
        if bom:
            out.write("\ufeff")
        (_write_unmatched if unmatched else _write)[chosen](found, out)
    complain(_summary(found))
    known = sum(g.known is not None for g in found.groups) + sum(b.known is not None for b in found.bare)
    if unmatched and known:
        complain(f"{known} names are left out that a list has: since the articles were coded, or in another meaning than they were read")
    if left_out["undated"]:
        complain(f"{left_out['undated']} articles without a day of publication are left out")


@app.command("import")
def import_actors(
    files: Annotated[list[Path], typer.Argument(help="Actor and agent dictionaries of PETRARCH, PETRARCH2 or TABARI.")],
    folder: OwnFolder = None,
) -> None:
    """Add the actors of PETRARCH-style dictionaries to the tables in your data folder. Lines that cannot be used are named."""
    from ceasewire.errors import CeasewireError
    from ceasewire.reference.who.own_tables import add_dictionaries, path_of

    own = own_folder(folder)
    try:
        done = add_dictionaries(files, own)
    except (OSError, UnicodeDecodeError, CeasewireError) as error:
        complain(str(error))
        raise typer.Exit(1) from error
    for table, rows in done.rows.items():
        print(f"{len(rows)} new rows in {path_of(own, table)}")
    print(f"{done.added} added, {done.known} known already, {len(done.left_out)} left out")
    for problem in done.left_out:
        complain(f"left out {problem}")
    if done.left_out:
        raise typer.Exit(3 if done.added or done.known else 1)


def _between(records: Iterable[dict[str, Any]], first: str | None, after: str | None, left_out: Counter[str]) -> Iterator[dict[str, Any]]:
    """Records of articles published in [first, after)."""
    for record in records:
        day = record["article"]["published"]
        if (first or after) and not day:
            left_out["undated"] += 1
        elif not (first and day[:10] < first) and not (after and day[:10] >= after):
            yield record


def _summary(found: Found) -> str:
    return (
        f"{found.articles:,} articles, {found.stories:,} stories: {len(found.groups):,} actors by name; {len(found.bare):,} names that do "
        f"not say whose they are, joined with nobody; {len(found.unsure):,} pairs to look at; {len(found.unmatched()):,} names in no list; "
        f"{found.unnamed:,} actors are only described and not followed"
    )


# JSONL -------------------------------------------------------------------------------------------------------------------


def _jsonl(found: Found, out: TextIO) -> None:
    """A line each: {"row": "actor", …}, {"row": "name", …}, {"row": "unsure", …}."""
    for row, items in (("actor", found.groups), ("name", found.bare), ("unsure", found.unsure)):
        _lines(((row, item) for item in items), out)


def _unmatched_jsonl(found: Found, out: TextIO) -> None:
    _lines((("actor" if hasattr(item, "members") else "name", item) for item in found.unmatched()), out)


def _lines(items: Iterable[tuple[str, Group | Bare | Unsure]], out: TextIO) -> None:
    for row, item in items:
        out.write(json.dumps({"row": row, **asdict(item)}, ensure_ascii=False) + "\n")


# CSV ---------------------------------------------------------------------------------------------------------------------


def _cells(out: TextIO, columns: Sequence[str]) -> Callable[[Sequence[Any]], None]:
    """Writes the header; gives what writes a row, in the order of the columns, as every other table does it (formulas, line breaks)."""
    from ceasewire.serve.export.sheet import Sheet

    sheet = Sheet(out, columns)
    return lambda row: sheet.add(dict(zip(columns, row, strict=True)))


def _csv(found: Found, out: TextIO) -> None:
    write = _cells(out, COLUMNS)
    doubts: dict[str, list[str]] = {}
    for pair in found.unsure:
        for mine, other, name in zip(pair.groups, pair.groups[::-1], pair.names[::-1], strict=True):
            doubts.setdefault(mine, []).append(f"{other} {name}: {pair.reason}")
    for group in found.groups:
        about = (group.id, group.name, group.kind, group.country, group.sector, group.listed)
        for member in group.members:
            for form in member.forms:
                write((*about, *_form_cells(form, member.rule, member.reason), "", "; ".join(doubts.get(group.id, ()))))
    for bare in found.bare:
        for form in bare.forms:
            write((bare.id, bare.name, bare.kind, "", "", "", *_form_cells(form, "joined with nobody", bare.why), _perhaps(bare), ""))


def _form_cells(form: Form, rule: str, reason: str) -> tuple[Any, ...]:
    count = form.count
    return (
        form.text, form.how, rule, reason, count.mentions, count.articles, count.stories, form.first, form.last, "; ".join(form.examples)
    )  # fmt: skip


def _unmatched_csv(found: Found, out: TextIO) -> None:
    write = _cells(out, UNMATCHED_COLUMNS)
    for item in found.unmatched():
        count, example = item.count, item.example
        names = dict.fromkeys(form.text for form in _forms(item) if form.how == "name" and form.text != item.name)
        role = max(item.offices, key=lambda h: (h.count.articles, h.role)).role if item.offices else ""
        country, sector = getattr(item, "country", None), getattr(item, "sector", None)
        write((
            item.name, "; ".join(names), country, sector, item.kind, role, count.mentions, count.articles, count.stories,
            item.first, item.last, example.article, example.published, " ".join(example.sentence.split()), item.id, _perhaps(item),
        ))  # fmt: skip


def _forms(item: Group | Bare) -> Iterator[Form]:
    if hasattr(item, "members"):
        yield from (form for member in item.members for form in member.forms)
    else:
        yield from item.forms


def _perhaps(item: Group | Bare) -> str:
    return "; ".join(f"{other.group} {other.name}: {other.reason}" for other in getattr(item, "perhaps", ()))


# table -------------------------------------------------------------------------------------------------------------------


def _table(found: Found, out: TextIO) -> None:
    for group in found.groups:
        out.write(f"{_head(group)}\n")
        for member in group.members:
            forms = ", ".join(f"{form.text} ({form.how}, {form.count.articles})" for form in member.forms)
            out.write(f"    {forms}\n        {member.rule}: {member.reason}\n")
        for office in group.offices:
            words = f"“{office.words}” in {office.article}" if office.words else "by the list of actors"
            out.write(f"    {office.role}, {_days(office.first, office.last)}: {words}\n")
        for note in group.notes:
            out.write(f"    note: {note}\n")
    if found.bare:
        out.write("\nNames that do not say whose they are, joined with nobody:\n")
    for bare in found.bare:
        out.write(f"{_head(bare)}\n")
        for other in bare.perhaps:
            out.write(f"    perhaps {other.name}: {other.reason}\n")
        if bare.more:
            out.write(f"    or one of {bare.more} others\n")
    if found.unsure:
        out.write("\nNot sure, please look:\n")
    for pair in found.unsure:
        out.write(f"    {pair.names[0]} ({pair.groups[0]}) and {pair.names[1]} ({pair.groups[1]})\n        {pair.reason}\n")


def _unmatched_table(found: Found, out: TextIO) -> None:
    for item in found.unmatched():
        out.write(f"{_head(item)}\n    {item.example.article}: “{' '.join(item.example.sentence.split())}”\n")


def _head(item: Group | Bare) -> str:
    codes = " ".join(code for code in (item.kind, getattr(item, "country", None), getattr(item, "sector", None)) if code)
    count = item.count
    stories, articles = ("story  " if count.stories == 1 else "stories"), ("article " if count.articles == 1 else "articles")
    return f"{count.stories:6} {stories} {count.articles:6} {articles}  {item.name}  [{codes}]  {_days(item.first, item.last)}  {item.id}"


def _days(first: str | None, last: str | None) -> str:
    return "no date" if first is None else first if first == last else f"{first} to {last}"


_write = {RowFormat.table: _table, RowFormat.jsonl: _jsonl, RowFormat.csv: _csv}
_write_unmatched = {RowFormat.table: _unmatched_table, RowFormat.jsonl: _unmatched_jsonl, RowFormat.csv: _unmatched_csv}
