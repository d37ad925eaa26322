"""Commitments across articles: who promised what by when, and what became of it, report by report.

    records → reports → tellings → chains → history

Everything is computed when it is asked for, from the records of the articles; nothing is stored and nothing overwritten. That two
reports tell one commitment is a judgement, and every change says by what words or which rule it was judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ceasewire.link._commitments.chains import RANK, Chain, Entry, Weights, moved
from ceasewire.link._commitments.days import NO_DAYS, Days, last_day
from ceasewire.link._commitments.matching import Known, is_retold
from ceasewire.link._commitments.objects import change, commitment
from ceasewire.link._commitments.outcomes import Outcome, Outcomes
from ceasewire.link._commitments.printed import originals
from ceasewire.link._commitments.reports import Json, Report, Telling
from ceasewire.link._commitments.slips import as_set, moves, slips_told

SAME = 0.95  #: how alike two commitments of one article must be to be one that is told twice


@dataclass(frozen=True, slots=True)
class Ledger:
    """chains: in the order in which they were made. reprints: id of an article that counts for nothing → id of its original."""

    chains: tuple[Chain, ...]
    reprints: dict[str, str]
    articles: int

    def objects(self, today: str) -> Iterator[Json]:
        """Each commitment as the object of docs/record.md with its whole history; today: ISO day, for what is overdue."""
        for chain in self.chains:
            yield commitment(chain, today)

    def changes(self) -> Iterator[Json]:
        """Every change of every commitment as an entry of its history, with `chain` (its id), `status` (where it stands after all of them),
        `number` (its place in the history) and, in the one that makes it, `commitment`: its id in the record of that article."""
        for chain in self.chains:
            for number, entry in enumerate(chain.history):
                own = {"commitment": chain.first.record["id"]} if number == 0 else {}
                yield {**change(entry), "chain": chain.id, "status": chain.status, "number": number, **own}


def read_ledger(records: Iterable[Json]) -> Ledger:
    """The commitments of all records, followed through time.

    records: as `Coder.code` or `Store.records` gives them; their order changes nothing: reports are read by day, then by id.

    Errors: none for records that are whole.
    Misses: a commitment whose making no article tells in words that extract/commitments.py reads, or that is only told as given before,
            where others of the conflict are known already; an outcome told in words that share nothing with those of the promise ("the
            bridge is open" for "the barricades will go").
    """
    reports, copies = originals(records)
    counts = Counter(stem for r in reports for stem in {s for x in r.sentences for s in x.topic | x.parties})
    known = Known(Weights(counts, max(1, len(reports))))
    outcomes = Outcomes(known)
    for report in reports:
        _follow(report, known, outcomes)
    return Ledger(tuple(known.chains), copies, len(reports) + len(copies))


def _follow(report: Report, known: Known, outcomes: Outcomes) -> None:
    """One article: its own commitments are matched or begin a chain, then what it tells of those known is read."""
    standing, made = known.on_scene(report), _Made()
    tellings = list(report.tellings())
    for first, later in slips_told(tellings):
        if known.find(first, standing) is None:
            chain = _begun(as_set(first))
            known.add(chain)
            made.add(chain, first.number)
            for entry in moves(chain, chain.first, later):
                chain.add(entry)
            tellings = [t for t in tellings if t is not first and t not in later]
    for telling in tellings:
        match = known.find(telling, standing + made.chains)
        if match is None and is_retold(telling) and standing:
            continue
        if match is None or (made.at(match[0]) is not None and match[1] < SAME):
            chain = _begun(telling)
            known.add(chain)
            made.add(chain, telling.number)
        elif made.at(match[0]) is None:
            chain, score = match
            made.tell(chain, _again(chain, telling, score))
            chain.also |= telling.topic
    chains = [(chain, -1 if (at := made.at(chain)) is None else at) for chain in standing + made.chains]
    for chain, outcome in outcomes.told(report, chains, made.sentences()):
        if outcome.change != "repeated" or (made.at(chain) is None and chain.status not in ("met", "withdrawn")):
            made.tell(chain, _outcome_entry(chain, report, outcome))
    made.close()


class _Made:
    """What one article makes of the ledger: chains that begin in it, and the one change of each other chain that counts."""

    def __init__(self) -> None:
        self.chains: list[Chain] = []
        self._numbers: dict[int, int] = {}
        self._told: dict[int, tuple[Chain, Entry]] = {}

    def add(self, chain: Chain, number: int) -> None:
        self.chains.append(chain)
        self._numbers[id(chain)] = number

    def at(self, chain: Chain) -> int | None:
        """The sentence that made the chain, where this article did."""
        return self._numbers.get(id(chain))

    def sentences(self) -> frozenset[int]:
        """Those that begin a commitment."""
        return frozenset(self._numbers.values())

    def tell(self, chain: Chain, entry: Entry) -> None:
        """Of several changes in one article the one of higher rank counts; of two alike the first."""
        earlier = self._told.get(id(chain))
        if earlier is None or RANK[entry.change] < RANK[earlier[1].change]:
            self._told[id(chain)] = (chain, entry)

    def close(self) -> None:
        """The changes come into force when the whole article is read."""
        for chain, entry in self._told.values():
            chain.add(entry)


def _begun(telling: Telling) -> Chain:
    """A commitment that no earlier article tells of; where this one tells at once what became of it, that is a change of its own."""
    chain = Chain(telling, telling.topic, telling.setting, telling.parties, telling.due)
    chain.add(_entry(chain, telling, "made", None, "open", "status", telling.due, "told here first"))
    if telling.status not in ("open", "revised"):
        reason = f"the article tells it as {telling.status}"
        chain.add(_entry(chain, telling, telling.status, "open", telling.status, "status", telling.due, reason))
    return chain


def _again(chain: Chain, telling: Telling, score: float) -> Entry:
    """The commitment told again: moved, changed in its state, or only repeated."""
    why = f"the same act and party (likeness {score:.2f})"
    if telling.status not in ("open", "revised"):
        return _entry(chain, telling, telling.status, chain.status, telling.status, "status", _due(chain, telling), why)
    if moved(telling.due, chain.due):
        days = last_day(chain.due), last_day(telling.due)
        return _entry(chain, telling, "revised", *days, "deadline", telling.due, why + ", another deadline")
    if telling.status == "revised" or chain.status in ("withdrawn", "broken", "missed"):
        return _entry(chain, telling, "revised", chain.status, "revised", "terms", _due(chain, telling), why)
    return _entry(chain, telling, "repeated", None, None, "status", _due(chain, telling), why)


def _due(chain: Chain, telling: Telling) -> Days:
    return telling.due if telling.due != NO_DAYS and chain.due == NO_DAYS else chain.due


def _entry(
    chain: Chain, telling: Telling, change: str, before: str | None, after: str | None, what: str, due: Days, reason: str
) -> Entry:
    record = telling.record
    own = next((h for h in reversed(record["history"]) if h["when"]), None)
    made = record["made"] or {}
    happened = (own["when"], None) if own is not None and change != "made" else (made.get("earliest"), made.get("latest"))
    voice = telling.report.voice(telling.words)
    who = telling.report.speakers(voice["id"] if voice is not None else record["said_in"])
    return Entry(change, telling.report, telling.words, due, telling.due != NO_DAYS, happened, who, before, after, what, reason)


def _outcome_entry(chain: Chain, report: Report, outcome: Outcome) -> Entry:
    due = outcome.due if outcome.due != NO_DAYS else chain.due
    if outcome.due != NO_DAYS:
        what, before, after = "deadline", last_day(chain.due), last_day(due)
    else:
        what, before, after = "status", chain.status, outcome.change if outcome.change != "repeated" else chain.status
    return Entry(
        outcome.change, report, outcome.sentence.span, due, outcome.due != NO_DAYS, outcome.happened, outcome.who_says,
        before, after, what, outcome.reason,
    )  # fmt: skip
