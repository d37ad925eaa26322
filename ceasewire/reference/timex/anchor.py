"""Readings to days: which year, which Tuesday, two weeks before what.

Three anchors: the day of the report (published or dateline), the date told before in the text, and none. An article that narrates
history counts from the date told before; a news report from its own day. Without an anchor a relative time keeps its X's and says so.
"""

from __future__ import annotations

from collections.abc import Callable

from ceasewire.reference.timex import partial, relative
from ceasewire.reference.timex.reading import Reading
from ceasewire.reference.timex.where import Resolved, Where, of_value


def resolve(r: Reading, where: Where) -> Resolved:
    """The value and the half-open days of a reading."""
    by_kind: dict[str, Callable[[Reading, Where], Resolved]] = {
        "fixed": _fixed,
        "date": partial.resolve,
        "pointer": relative.resolve_pointer,
        "shift": relative.resolve_shift,
        "length": relative.resolve_length,
    }
    return by_kind[r.kind](r, where)


def _fixed(r: Reading, where: Where) -> Resolved:
    if r.value == "XXXX-XX-XX":
        return Resolved(r.value, reason="a day that is named by an event has no date of its own")
    return of_value(r.value) if r.type in ("DATE", "TIME") else Resolved(r.value)
