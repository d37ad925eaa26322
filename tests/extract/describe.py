"""How a record is described in a marked sentence: its span, and the keys that a mark may name.

Every plain field of the record is a key. Records with several spans also have derived keys with the words themselves
(source, target, place, time …), so that a line stays readable without ids.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from ceasewire.pipeline import position
from ceasewire.records import Article, Commitment, Event, Quantity, Statement
from tests.marked import Case

#: start, end and keys of one record
Described = tuple[int, int, dict[str, str | None]]


def _joined(spans: Any) -> str | None:
    return "; ".join(s.text for s in spans) or None


def _value(x: Any) -> str | None:
    if x is None or x == ():
        return None
    if isinstance(x, bool):
        return "yes" if x else None
    if isinstance(x, float) and x == int(x):
        return str(int(x))
    return "; ".join(map(str, x)) if isinstance(x, tuple) else str(x)


def as_marked(article: Article, found: list[Described], case: Case) -> list[tuple[str, dict[str, str | None]]]:
    """The records in text order, each as its words and the keys that the mark on the same words asks for.

    Errors: ValueError for a key that the record does not have (a mistyped "contry=-" would always hold) or an unknown setting.
    """
    if not case.settings.keys() <= {"published"}:
        raise ValueError(f"{case.where}: unknown setting in {case.settings}; allowed: published")
    asked = {(m.start, m.end): m.keys for m in case.marks}
    out = []
    for start, end, keys in sorted(found, key=lambda x: x[:2]):
        wanted = asked.get((start, end), {})
        if unknown := wanted.keys() - keys.keys():
            raise ValueError(f"{case.where}: no such key: {', '.join(sorted(unknown))}")
        out.append((article.text[start:end], {k: keys[k] for k in wanted}))
    return out


def described(article: Article, record: Any) -> Described:
    """(start, end, keys) of the record's main span: trigger, content, action or the words themselves."""
    keys = {f.name: _value(getattr(record, f.name)) for f in dataclasses.fields(record)}
    by_id = {r.id: r for rows in article.layers.values() for r in rows if hasattr(r, "id")}
    start, end = position(record)
    if isinstance(record, Statement):
        start, end = record.content.start, record.content.end
        keys |= {"speaker": _joined(record.speaker_spans), "cue": record.cue.text}
        keys["time"] = by_id[record.time].text if record.time else None
    if isinstance(record, Event):
        keys |= {"source": _joined(record.source_spans), "target": _joined(record.target_spans)}
        keys |= {"earliest": record.time.earliest, "latest": record.time.latest}
        keys["time"] = by_id[record.time.ref].text if record.time.ref else None
        keys["place"] = by_id[record.place.ref].text if record.place else None
        keys["said_by"] = _joined(by_id[record.said_in].speaker_spans) if record.said_in else None
        for what in ("killed", "wounded"):
            numbers = [q.best if q.best is not None else q.low for q in map(by_id.get, record.quantities) if q and q.what == what]
            keys[what] = _value(float(sum(n or 0 for n in numbers))) if numbers else None
        keys["because"] = _joined(record.status_spans)
    if isinstance(record, Commitment):
        keys |= {"debtor": _joined(record.debtor_spans), "creditor": _joined(record.creditor_spans)}
        keys["condition"] = record.condition.text if record.condition else None
        keys["earliest"] = record.deadline.earliest if record.deadline else None
        keys["latest"] = record.deadline.latest if record.deadline else None
        keys["made"] = record.made.earliest if record.made else None
        keys["history"] = "; ".join(f"{h.what} {h.before} > {h.after}" for h in record.history) or None
    if isinstance(record, Quantity):
        keys["of"] = record.of.text if record.of else None
        keys["part_of"] = by_id[record.part_of].text if record.part_of else None
    return start, end, keys
