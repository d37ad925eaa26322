"""dateparser's search (extra `bench`): finds dates in running text and reads them, relative ones from the document's date.

It gives a point in time and its period, from which the TIMEX3 value follows; lengths of time and sets ("every week") it does not
know. English is said beforehand, all else is its default: its other strategy (`ngram`, `value` F1 40.5, 30.3 and 32.9 on AQUAINT,
TimeBank and WikiWars against 40.9, 27.8 and 34.5) has 6 to 11 points less in relaxed F1 and a twentieth of the speed;
PREFER_DATES_FROM=past was no better on the first documents of any set.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

Row = dict[str, Any]
FORMATS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d", "part_of_day": "%Y-%m-%dT%H:%M", "time": "%Y-%m-%dT%H:%M"}


def tag(rows: list[Row], narrative: bool, strategy: str = "split") -> list[Row]:
    """The times of each row {"id", "text", "published"?}; ImportError where it is not here. It reads narratives as it reads news."""
    from dateparser.search import search_dates

    out = []
    for row in rows:
        settings: dict[str, Any] = {"RETURN_TIME_AS_PERIOD": True}
        if row.get("published"):
            settings["RELATIVE_BASE"] = datetime.fromisoformat(row["published"])
        found = search_dates(row["text"], languages=["en"], settings=settings, strategy=strategy, add_period=True) or []
        out.append({"id": row["id"], "times": _times(row["text"], found)})
    return out


def _times(text: str, found: list[tuple[Any, ...]]) -> list[Row]:
    """Spans for the phrases, which come in the order of the text without saying where they stand."""
    out, at = [], 0
    for phrase, moment, period in found:
        start = text.find(phrase, at)
        if start < 0:
            continue
        at = start + len(phrase)
        kind = "TIME" if "T" in FORMATS[period] else "DATE"
        out.append({"start": start, "end": at, "type": kind, "value": moment.strftime(FORMATS[period])})
    return out
