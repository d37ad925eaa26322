"""A year, month, day or moment as a half-open stretch of time in ISO strings, which sort as time does."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from ceasewire.errors import UsageError

_PARTS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def period(text: str, option: str) -> tuple[str, str]:
    """First day and the day after the last.

    Errors: UsageError, naming the option, for anything else than YYYY, YYYY-MM or YYYY-MM-DD of the calendar.

    >>> period("2021-05", "--since"), period("2021", "--since")
    (('2021-05-01', '2021-06-01'), ('2021-01-01', '2022-01-01'))
    """
    match = _PARTS.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError("not of that form")
        year, month, day = (int(x) if x else None for x in match.groups())
        assert year is not None
        first = date(year, month or 1, day or 1)
        if day:
            after = first + timedelta(days=1)
        elif month:
            after = date(year + month // 12, month % 12 + 1, 1)
        else:
            after = date(year + 1, 1, 1)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{option}: {text!r} is no day of the calendar. Allowed: 2021, 2021-05 or 2021-05-31") from error
    return first.isoformat(), after.isoformat()


def last_day(text: str, option: str) -> str:
    """The last day of a year, month or day.

    >>> last_day("2024-02", "--reported-by")
    '2024-02-29'
    """
    return (date.fromisoformat(period(text, option)[1]) - timedelta(days=1)).isoformat()


def day_of(text: str) -> str:
    """The day (UTC) on which the time of --as-of ends: what was due before it was overdue then.

    >>> day_of("2026-11"), day_of("2026-11-29T14:00")
    ('2026-11-30', '2026-11-29')
    """
    last = datetime.fromisoformat(moment(text)) - timedelta(microseconds=1)
    return last.date().isoformat()


def moment(text: str) -> str:
    """The first moment (UTC) that is no longer part of `text`: what was recorded before it was known then.

    A day, month or year is meant to its end; a time such as 2026-11-29T14:00 is itself that moment. Without a zone it is UTC.

    >>> moment("2026-11-29"), moment("2026-11-29T14:00+02:00")
    ('2026-11-30T00:00:00.000000Z', '2026-11-29T12:00:00.000000Z')
    """
    if "T" in text or " " in text.strip():
        try:
            when = datetime.fromisoformat(text.strip())
            return stamp(when if when.tzinfo else when.replace(tzinfo=UTC))
        except (ValueError, OverflowError) as error:
            raise UsageError(f"--as-of: {text!r} is no time. Allowed: 2026-11-29 or 2026-11-29T14:00") from error
    return f"{period(text, '--as-of')[1]}T00:00:00.000000Z"


def stamp(when: datetime) -> str:
    """A moment as it stands in the tables: UTC, microseconds, always the same length."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"


def now() -> str:
    """This moment."""
    return stamp(datetime.now(UTC))
