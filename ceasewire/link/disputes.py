"""Disputes: claims about one thing that don't fit together, across articles as well as inside one, side by side with who says so.

    records → reports (reprints once) → claims → contradictions → disputes

What an article's own sources contradict, extract/disagreements.py has found already; here its findings are joined with those between
the claims of all articles that are about one conflict. Nothing is decided: a dispute names the voices and their words.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ceasewire.link._commitments.chains import Weights
from ceasewire.link._commitments.matching import Known
from ceasewire.link._commitments.printed import originals
from ceasewire.link._commitments.reports import Json, Report
from ceasewire.link._disputes.claims import Claim, claims_of
from ceasewire.link._disputes.contradictions import DAYS, Contradictions
from ceasewire.records import Span

WEEKS = dt.timedelta(days=DAYS)


@dataclass(frozen=True, slots=True)
class Side:
    """One claim: what it says, in which article, when that was reported, whose words these are (None: the reporter's)."""

    article: str
    reported: str | None
    who_says: str | None
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two or more claims that cannot all be so, by day. kind: of what is disputed; reasons: why they were set side by side."""

    id: str
    kind: str
    claims: tuple[Side, ...]
    reasons: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """As JSON values."""
        claims = [
            {"value": c.value, "who_says": c.who_says, "article": c.article, "reported": c.reported, "span": _json(c.span)}
            for c in self.claims
        ]  # fmt: skip
        return {"id": self.id, "kind": self.kind, "claims": claims, "reasons": list(self.reasons)}


def read_disputes(records: Iterable[Json]) -> list[Dispute]:
    """The disputes of all records, by the day of their first claim.

    records: as `Coder.code` or `Store.records` gives them; their order changes nothing.

    Misses: contradictions that share no words ("the river is too low", "a metre over the draught"), and those that need counting.
    """
    reports, _ = originals(records)
    counts = Counter(stem for r in reports for stem in {s for x in r.sentences for s in x.topic | x.parties})
    known = Known(Weights(counts, max(1, len(reports))))
    pairs: list[tuple[str, Side, Side, str]] = []
    for report in reports:
        pairs += _inside(report)
    judge = Contradictions(known.weights)
    claims = {report.id: list(claims_of(report)) for report in reports}
    for one, other in _on_one_scene(reports, known):
        for a, b in combinations(claims[one.id], 2) if one is other else ((x, y) for x in claims[one.id] for y in claims[other.id]):
            pairs += [(kind, _side(*first), _side(*second), why) for kind, first, second, why in judge.between(a, b)]
    return _joined(pairs)


def _on_one_scene(reports: list[Report], known: Known) -> Iterator[tuple[Report, Report]]:
    """Each article with itself, and with those of the weeks before that are about the same conflict, the earlier first."""
    for n, report in enumerate(reports):
        yield report, report
        for other in reversed(reports[:n]):
            if report.day is None or other.day is None or dt.date.fromisoformat(report.day) - dt.date.fromisoformat(other.day) > WEEKS:
                break
            if known.is_one_scene(other, report):
                yield other, report


def _inside(report: Report) -> Iterator[tuple[str, Side, Side, str]]:
    """The disagreements that the article's record has."""
    statements = {s["id"]: s for s in report.record["statements"]}
    for found in report.record["disagreements"]:
        sides = []
        for claim in found["claims"]:
            said = statements.get(claim["statement"])
            who = "; ".join(s["text"] for s in said["speaker_spans"]) or None if said is not None else None
            sides.append(Side(report.id, report.day, who, claim["value"], Span(**claim["span"])))
        why = f"the article itself sets them against each other ({found['rule']})"
        yield from ((found["kind"], sides[0], other, why) for other in sides[1:])


def _side(value: str, claim: Claim) -> Side:
    return Side(claim.report.id, claim.report.day, claim.speaker, value, claim.span)


def _joined(pairs: list[tuple[str, Side, Side, str]]) -> list[Dispute]:
    """Pairs of one kind that share a claim, or tell the same words again, are one dispute."""
    groups: list[tuple[str, dict[tuple[str, int, int], Side], list[str]]] = []
    for kind, a, b, why in sorted(pairs, key=lambda p: (p[0], *_order(p[1]), *_order(p[2]))):
        keys = {_key(a): a, _key(b): b}
        mine = [g for g in groups if g[0] == kind and any(_same(k, old) for k in keys for old in g[1])]
        if not mine:
            groups.append((kind, keys, [why]))
            continue
        for other in mine[1:]:
            mine[0][1].update(other[1])
            mine[0][2].extend(other[2])
            groups.remove(other)
        mine[0][1].update(keys)
        mine[0][2].append(why)
    found = []
    for kind, sides, reasons in groups:
        claims = tuple(sorted(_widest(list(sides.values())), key=_order))
        key = "\0".join([kind, *(f"{c.article}:{c.span.start}" for c in claims[:2])])
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        found.append(Dispute("x" + digest[:10], kind, claims, tuple(dict.fromkeys(reasons))))
    return sorted(found, key=lambda d: (*_order(d.claims[0]), d.kind))


def _widest(sides: list[Side]) -> list[Side]:
    """Of claims inside each other the one with more words: the number, and the sentence that gives it."""
    return [
        s for s in sides
        if not any(o is not s and o.article == s.article and o.span != s.span and o.span.holds(s.span) for o in sides)
    ]  # fmt: skip


def _key(side: Side) -> tuple[str, int, int]:
    return side.article, side.span.start, side.span.end


def _same(a: tuple[str, int, int], b: tuple[str, int, int]) -> bool:
    """One stretch of one article."""
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def _order(side: Side) -> tuple[str, str, int, int]:
    return side.reported or "9999", side.article, side.span.start, side.span.end


def _json(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}
