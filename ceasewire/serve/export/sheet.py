"""CSV that R, Python and a spreadsheet read alike: UTF-8, comma, one line a row, no cell that runs, no id that changes."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Sequence
from typing import Any, TextIO

from ceasewire import lexicon

#: what a spreadsheet takes for the beginning of a formula, also in the wide forms of East Asian keyboards (OWASP, CSV injection)
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAK = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")
#: characters that no text file should hold: controls and halves of surrogate pairs
_ODD = re.compile("[\0-\x08\x0e-\x1f\x7f\ud800-\udfff]")
#: signs of which numbers, amounts, days and times are made
_NUMERIC = re.compile(r"[\d\s.,:/%()$€£¥'+\-]*(?:\d[eE][+\-]?\d+)?")


class Sheet:
    """Writes the header, then row by row. A column that is not in the row is a mistake of ours and raises KeyError."""

    def __init__(self, out: TextIO, columns: Sequence[str]) -> None:
        self._out = out
        self._columns = columns
        self._writer = csv.writer(out, lineterminator="\n")
        self._writer.writerow(columns)

    def add(self, row: dict[str, Any]) -> None:
        self._writer.writerow([cell(row[name]) for name in self._columns])

    def flush(self) -> None:
        self._out.flush()


def cell(value: Any) -> Any:
    """One value as it may stand in a cell: a formula with an apostrophe in front, in one line, nothing for None.

    >>> cell("=1+1"), cell("a\\nb"), cell(None), cell(-3.5)
    ("'=1+1", 'a b', '', -3.5)
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    plain = _ODD.sub("�", _BREAK.sub(" ", value))
    return "'" + plain if plain.lstrip().startswith(FORMULA) else plain


def lasting_id(id: str) -> str:
    """The user's own id of an article so that a spreadsheet keeps it: with "id:" in front where it looks like a number, a day or a formula.

    Ids that begin with "id:" get it too, so that two ids never become one.

    >>> [lasting_id(id) for id in ("reports/1.txt", "00123", "1e5", "2024-03-12", "MAR 1", "=a", "id:7")]
    ['reports/1.txt', 'id:00123', 'id:1e5', 'id:2024-03-12', 'id:MAR 1', 'id:=a', 'id:id:7']
    """
    bare = id.strip()
    changed = bare != id or bare.startswith((*FORMULA, "id:")) or _NUMERIC.fullmatch(bare) or bare.lower() in ("true", "false")
    return "id:" + id if changed or _is_day(bare) else id


def _is_day(text: str) -> bool:
    """ "Mar-1", "1 March 2024", "SEPT2": a month and digits, which spreadsheets make a day of."""
    found = re.fullmatch(r"\d{0,4}[\s./\-]*([^\W\d_]+)[\s./\-]*\d{0,4}", text)
    return found is not None and len(found[1]) < len(text) and found[1].lower() in _months()


@functools.cache
def _months() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("lexicons/en/months", ("word", "month")))
