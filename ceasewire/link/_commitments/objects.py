"""A chain as the commitment object of docs/record.md, with its whole history: plain JSON values, ISO days."""

from __future__ import annotations

from typing import Any

from ceasewire.link._commitments.chains import ENDED, Chain, Entry
from ceasewire.link._commitments.days import Days, last_day
from ceasewire.link._commitments.reports import Json


def commitment(chain: Chain, today: str) -> Json:
    """The commitment as it was made, its deadline and status as they are now, and every change.

    Fields are those of docs/record.md, whose spans and ids are of the article named in `article`. Added: `commitment` (its id there),
    `reported`, `overdue` (its day is over and nothing was reported of it; never a status), `slips` (its deadlines in turn, last days),
    and in each change `change`, `article`, `reported`, `words`, `deadline`, `happened` and `reason`.
    """
    made = chain.first.record
    same = chain.due == chain.first.due
    return {
        **made,
        "id": chain.id,
        "article": chain.first.report.id,
        "commitment": made["id"],
        "reported": chain.first.report.day,
        "status": chain.status,
        "overdue": is_overdue(chain, today),
        "deadline": {"ref": (made["deadline"] or {}).get("ref") if same else None, **_days(chain.due)} if any(chain.due) else None,
        "slips": slips(chain),
        "history": [change(entry) for entry in chain.history],
    }


def is_overdue(chain: Chain, today: str) -> bool:
    """Is its day over, with no report of what became of it? The last day of a truce is its end, and nothing that was owed by then."""
    lasts = chain.first.record["rule"] == "agreement"
    return not lasts and chain.status not in ENDED and chain.due[1] is not None and chain.due[1] <= today


def slips(chain: Chain) -> list[str]:
    """The deadlines in turn, each as one day: where it ends, else where it begins."""
    found: list[str] = []
    for entry in chain.history:
        day = last_day(entry.due)
        if day is not None and found[-1:] != [day]:
            found.append(day)
    return found


def change(entry: Entry) -> dict[str, Any]:
    """One entry of a history."""
    return {
        "what": entry.what,
        "span": {"start": entry.words.start, "end": entry.words.end, "text": entry.words.text},
        "before": entry.before,
        "after": entry.after,
        "when": entry.happened[0] or entry.happened[1],
        "who_says": entry.who_says,
        "change": entry.change,
        "article": entry.report.id,
        "reported": entry.report.day,
        "words": entry.words.text,
        "deadline": _days(entry.due) if any(entry.due) else None,
        "happened": _days(entry.happened) if any(entry.happened) else None,
        "reason": entry.reason,
    }


def _days(days: Days) -> Json:
    return {"earliest": days[0], "latest": days[1]}
