"""`ledger`: who promised what by when and what became of it, article by article; `disputes`: which claims don't fit together."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ceasewire.cli.database import AsOf, Where, named
from ceasewire.cli.output import Bom, Out, Output, RowFormat, Rows, answered, complain, row_format, with_progress
from ceasewire.records import COMMITMENT_STATUSES

if TYPE_CHECKING:
    from ceasewire.link.disputes import Dispute

Json = dict[str, Any]
OVERDUE = "overdue"
LEDGER_COLUMNS = (
    "id", "kind", "status", "overdue", "debtors", "creditors", "action", "condition", "deadline", "slips", "made", "last_reported",
    "last_change", "last_words", "article", "changes",
)  # fmt: skip
DISPUTE_COLUMNS = ("id", "kind", "reported", "article", "who_says", "value", "words")


Reported = Annotated[
    str | None, typer.Option("--reported-by", help="Only what was published by then, whenever it was recorded: 2026, 2026-11, 2026-11-29.")
]


def ledger(
    db: Where = None,
    actor: Annotated[list[str] | None, typer.Option(help="Words of the name of who is bound, or to whom. Repeat for more.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="open, revised, met, missed, broken, withdrawn, disputed or overdue.")] = None,
    due: Annotated[int | None, typer.Option(min=0, help="Open ones whose last day is at most so many days ahead, the next first.")] = None,
    moved_since: Annotated[str | None, typer.Option(help="Those whose deadline was reported to be moved then or later.")] = None,
    as_of: AsOf = None,
    reported_by: Reported = None,
    format: Rows = None,
    output: Output = None,
    bom: Bom = False,
) -> None:
    """Follow each commitment through the articles of a database: made, repeated, revised, met, missed, broken, withdrawn, disputed.

    Computed anew each time; a deadline that passes without a report is overdue, never missed. Reprints count once. Days are counted
    from --reported-by, else --as-of, else today.
    """
    from ceasewire.link.commitments import read_ledger
    from ceasewire.store.periods import day_of, last_day, period

    with answered():
        chosen = row_format(format, output, bom=bom)
        since = period(moved_since, "--moved-since")[0] if moved_since else None
        until = last_day(reported_by, "--reported-by") if reported_by else None
        today = dt.date.today().isoformat()
        today = until or (min(today, day_of(as_of)) if as_of else today)
        asked = _statuses(status)
        records, undated = _records(db, as_of, until)
        found = read_ledger(records)
    told = [
        c for c in found.objects(today)
        if _has_actor(c, actor) and (not asked or c["status"] in asked or (OVERDUE in asked and c["overdue"])) and _is_due(c, today, due)
        and (since is None or any(h["what"] == "deadline" and (h["reported"] or "") >= since for h in c["history"]))
    ]  # fmt: skip
    if due is not None:
        told.sort(key=lambda c: (c["slips"][-1], c["id"]))
    _write(told, chosen, output, bom, _ledger_lines, LEDGER_COLUMNS, _ledger_row)
    late = sum(c["overdue"] for c in told)
    complain(
        f"{len(told)} of {len(found.chains)} commitments in {found.articles} articles, {late} overdue on {today}; "
        f"{len(found.reprints)} reprints count with their originals"
    )
    if undated:
        complain(f"{undated} articles without a day of publication are left out (--reported-by)")


def disputes(
    db: Where = None, as_of: AsOf = None, reported_by: Reported = None, format: Rows = None, output: Output = None, bom: Bom = False
) -> None:
    """Set claims side by side that don't fit together: dates, numbers, whether it happened, who did it. Each with who says so."""
    from ceasewire.link.disputes import read_disputes
    from ceasewire.store.periods import last_day

    with answered():
        chosen = row_format(format, output, bom=bom)
        records, undated = _records(db, as_of, last_day(reported_by, "--reported-by") if reported_by else None)
        found = read_disputes(records)
    rows = [d.as_dict() for d in found]
    _write(rows, chosen, output, bom, lambda _: _dispute_lines(found), DISPUTE_COLUMNS, _dispute_rows)
    complain(f"{len(found)} disputes in {len(records)} articles")
    if undated:
        complain(f"{undated} articles without a day of publication are left out (--reported-by)")


def _records(db: str | None, as_of: str | None, until: str | None) -> tuple[list[Json], int]:
    """The records that hold, or held then; of them those published by the day, and how many have no day to go by."""
    from ceasewire.store import open_store

    with open_store(named(db)) as store:
        records = list(with_progress(store.records(as_of=as_of)))
    if until is None:
        return records, 0
    dated = [r for r in records if r["article"]["published"]]
    return [r for r in dated if r["article"]["published"][:10] <= until], len(records) - len(dated)


def _statuses(status: list[str] | None) -> set[str]:
    from ceasewire.errors import UsageError

    asked = {s.lower() for s in status or ()}
    for value in sorted(asked - {*COMMITMENT_STATUSES, OVERDUE}):
        raise UsageError(f"--status: {value!r} is unknown. Allowed: {', '.join((*COMMITMENT_STATUSES, OVERDUE))}")
    return asked


def _has_actor(commitment: Json, names: list[str] | None) -> bool:
    """Is one of the names, as whole words, in that of a party?"""
    from ceasewire.store.columns import fold

    told = [f" {fold(s['text'])} " for side in ("debtor_spans", "creditor_spans") for s in commitment[side]]
    return not names or any(f" {fold(name)} " in words for name in names for words in told)


def _is_due(commitment: Json, today: str, days: int | None) -> bool:
    """Does its last day lie between today and so many days ahead, with nothing reported of its end?"""
    if days is None:
        return True
    last = commitment["slips"][-1] if commitment["slips"] else None
    ended = commitment["status"] in ("met", "missed", "broken", "withdrawn")
    return last is not None and not ended and 0 <= (dt.date.fromisoformat(last) - dt.date.fromisoformat(today)).days <= days


def _write(rows: list[Json], format: RowFormat, output: Any, bom: bool, lines: Any, columns: tuple[str, ...], cells: Any) -> None:
    from ceasewire.serve.export.sheet import Sheet

    with Out(output) as out:
        if bom:
            out.write("\ufeff")
        if format is RowFormat.jsonl:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        elif format is RowFormat.table:
            out.writelines(line + "\n" for line in lines(rows))
        else:
            sheet = Sheet(out, columns)
            for row in rows:
                for cell in cells(row):
                    sheet.add(cell)


def _ledger_row(c: Json) -> Iterator[Json]:
    last = c["history"][-1]
    yield {
        "id": c["id"], "kind": c["kind"], "status": c["status"], "overdue": "yes" if c["overdue"] else "",
        "debtors": _words(c["debtor_spans"]), "creditors": _words(c["creditor_spans"]), "action": _plain(c["action"]["text"]),
        "condition": _plain(c["condition"]["text"]) if c["condition"] else "", "deadline": c["slips"][-1] if c["slips"] else "",
        "slips": " → ".join(c["slips"]), "made": c["reported"], "last_reported": last["reported"], "last_change": last["change"],
        "last_words": _plain(last["words"]), "article": c["article"],
        "changes": "; ".join(f"{h['change']} {h['reported'] or ''} {h['article']}" for h in c["history"]),
    }  # fmt: skip


def _ledger_lines(rows: list[Json]) -> Iterator[str]:
    """One line each: its state, who owes what, and the deadlines in turn."""
    for c in rows:
        state = f"{c['status']}, overdue" if c["overdue"] else c["status"]
        who = _short(_words(c["debtor_spans"]), 30) or "—"
        yield f"{state:18} {who:30}  {_short(_plain(c['action']['text']), 60):60}  {_slips(c['slips'])}".rstrip()


def _dispute_rows(d: Json) -> Iterator[Json]:
    for c in d["claims"]:
        yield {
            "id": d["id"], "kind": d["kind"], "reported": c["reported"], "article": c["article"], "who_says": c["who_says"] or "",
            "value": c["value"], "words": _plain(c["span"]["text"]),
        }  # fmt: skip


def _dispute_lines(found: list[Dispute]) -> Iterator[str]:
    """A line for what is disputed, below it a line for each claim."""
    for dispute in found:
        yield dispute.kind
        for c in dispute.claims:
            who = _short(c.who_says or "the reporter", 32)
            yield f"    {c.reported or 'no date':10}  {who:32}  {_short(_plain(c.span.text), 90)}   [{c.article}]"


def _slips(days: list[str]) -> str:
    """ "1 May → 11 Sep → 4 Jul 2021": the year is said where it changes, and at the end."""
    found = [dt.date.fromisoformat(d) for d in days]
    said = []
    for n, day in enumerate(found):
        last = n + 1 == len(found) or found[n + 1].year != day.year
        said.append(f"{day.day} {day:%b}{f' {day.year}' if last else ''}")
    return " → ".join(said)


def _words(spans: list[Json]) -> str:
    return "; ".join(_plain(s["text"]) for s in spans)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
