"""The invented stories against their ledgers: commitments followed through articles, and claims that don't fit together.

    python -m benchmarks.stories [--errors] [--json OUT]

All stories of tests/stories/ are coded and read as one ledger, so that a commitment may also be taken for one of another story.
They are split by the hash of their names: the errors of the first half (`seen`) are read when rules are made, the second (`unseen`)
is only counted. Percent:
  found            commitments of the right ledger for which there is a chain that shares words with theirs
  chains_right     of all, those with the right changes in the right articles with the right deadlines, and no others
  changes          (article, change, words that overlap), inside chains that belong together: precision, recall, F1
  deadlines        of the right `made` and `revised`, those with the same days
  disputes         found: at least two of the claims stand in one dispute of ours; precision: of ours, those found in the ledger
A reprint counts once: what the right ledger tells of the later copies is left out. The exit code is 1 where a half falls below its floor.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ceasewire.link._commitments.chains import Chain
from ceasewire.link.commitments import read_ledger
from ceasewire.link.disputes import Dispute, read_disputes

STORIES = Path(__file__).parents[1] / "tests" / "stories"
HALVES = ("seen", "unseen")
#: F1 of changes below which a half must not fall
FLOORS = {"seen": 61.0, "unseen": 52.5}
Json = dict[str, Any]
Entry = tuple[str, str, int, int, tuple[str | None, str | None]]  #: article, change, start, end, deadline


@dataclass
class Tally:
    """Counts of one half, and a line for each error."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def figures(self) -> Json:
        c = self.counts
        changes = _prf(c["right"], c["told"], c["gold"])
        names = sorted({x.split()[1] for x in c if x.startswith("gold ")})
        kinds = {k: _prf(c[f"right {k}"], c[f"told {k}"], c[f"gold {k}"]) for k in names}
        return {
            "commitments": c["commitments"], "found": _share(c["found"], c["commitments"]),
            "chains_right": _share(c["chains_right"], c["commitments"]), "status_right": _share(c["status_right"], c["found"]),
            "changes": changes, "by_change": kinds, "deadlines": _share(c["deadlines_right"], c["deadlines"]),
            "disputes": {"found": _share(c["disputes_found"], c["disputes"]), "precision": _share(c["disputes_right"], c["disputes_told"])},
        }  # fmt: skip


def half_of(name: str) -> str:
    """The half of a story, by its name alone."""
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def stories() -> Iterator[tuple[str, list[Json], Json]]:
    """Name, articles and right ledger of each story."""
    for folder in sorted(p.parent for p in STORIES.glob("*/ledger.json")):
        rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
        yield folder.name, rows, json.loads((folder / "ledger.json").read_text(encoding="utf-8"))


def coded() -> list[Json]:
    """The records of all articles."""
    from ceasewire.coder import Coder
    from ceasewire.config import Config

    coder = Coder(Config())
    about = ("published", "title", "publisher")
    return [coder.code(row["text"], id=row["id"], **{k: row.get(k) for k in about}) for _, rows, _ in stories() for row in rows]


def measured(records: list[Json]) -> dict[str, Tally]:
    """Both halves of the stories, from the records of all their articles."""
    ledger, disputes = read_ledger(records), read_disputes(records)
    tallies = {half: Tally() for half in HALVES}
    for name, rows, gold in stories():
        ids = {row["id"]: row["text"] for row in rows}
        copies = {ident for group in gold["reprints"] for ident in group[1:]}
        tally = tallies[half_of(name)]
        ours = [c for c in ledger.chains if c.first.report.id in ids]
        _score_chains(tally, ids, copies, gold["commitments"], ours)
        _score_disputes(tally, ids, copies, gold["disputes"], [d for d in disputes if d.claims[0].article in ids])
    return tallies


def _score_chains(tally: Tally, texts: dict[str, str], copies: set[str], gold: list[Json], ours: list[Chain]) -> None:
    """Pairs the chains of one story with those of its ledger and counts."""
    right = [[e for e in _gold_entries(c, texts) if e[0] not in copies] for c in gold]
    told = [_our_entries(c) for c in ours]
    scored = sorted(((_common(g, o), i, j) for i, g in enumerate(right) for j, o in enumerate(told)), key=lambda s: (-s[0], s[1], s[2]))
    partner: dict[int, int] = {}
    for score, i, j in scored:
        if score > 0 and i not in partner and j not in partner.values():
            partner[i] = j
    count = tally.counts
    for i, (entries, commitment) in enumerate(zip(right, gold, strict=True)):
        name = f"{entries[0][0].rsplit('-', 1)[0]} {commitment['key']}"
        count["commitments"] += 1
        for e in entries:
            count["gold"] += 1
            count[f"gold {e[1]}"] += 1
        mine = told[partner[i]] if i in partner else []
        if i not in partner:
            tally.errors.append(("not found", f"{name} {commitment['action']}"))
        else:
            count["found"] += 1
            count["status_right"] += ours[partner[i]].status == commitment["status"]
        _score_entries(tally, name, entries, mine, texts)
    for j, chain in enumerate(ours):
        for e in told[j]:
            count["told"] += 1
            count[f"told {e[1]}"] += 1
        if j not in partner.values():
            words = chain.history[0].words.text
            tally.errors.append(("no such commitment", f"{chain.first.report.id} {chain.kind} | {words} | {[e[:2] for e in told[j][1:]]}"))


def _score_entries(tally: Tally, name: str, gold: list[Entry], ours: list[Entry], texts: dict[str, str]) -> None:
    """The changes of one commitment beside those of the chain that is its partner."""
    count, left, whole = tally.counts, list(ours), True
    for e in gold:
        at = next((o for o in left if o[:2] == e[:2] and _overlap(o, e)), None)
        words = texts[e[0]][e[2] : e[3]]
        if at is None:
            near = [o[1] for o in ours if o[0] == e[0]]
            if ours:
                tally.errors.append((f"{e[1]} read as {near[0] if near else 'nothing'}", f"{name} {e[0][-1]} {e[4]} | {words}"))
            whole = False
            continue
        left.remove(at)
        count["right"] += 1
        count[f"right {e[1]}"] += 1
        if e[1] in ("made", "revised") and (e[4] != (None, None) or at[4] != (None, None)):
            count["deadlines"] += 1
            count["deadlines_right"] += at[4] == e[4]
            if at[4] != e[4]:
                whole = False
                tally.errors.append(("deadline", f"{name} {e[0][-1]} {e[4]} read as {at[4]} | {words}"))
    for o in left:
        if o[0] not in {e[0] for e in gold}:
            tally.errors.append((f"{o[1]} where nothing is told", f"{name} {o[0][-1]} | {texts.get(o[0], o[0])[o[2] : o[3]] or o[0]}"))
    count["chains_right"] += whole and not left


def _score_disputes(tally: Tally, texts: dict[str, str], copies: set[str], gold: list[Json], ours: list[Dispute]) -> None:
    told = [[(c.article, c.span.start, c.span.end) for c in d.claims] for d in ours]
    hit: set[int] = set()
    for dispute in gold:
        claims = [(c["article"], *_place(texts[c["article"]], c["words"])) for c in dispute["claims"] if c["article"] not in copies]
        if len(claims) < 2:
            continue
        tally.counts["disputes"] += 1
        fits = [n for n, d in enumerate(told) if sum(any(c[0] == o[0] and c[1] < o[2] and o[1] < c[2] for o in d) for c in claims) > 1]
        hit.update(fits)
        tally.counts["disputes_found"] += bool(fits)
        if not fits:
            tally.errors.append(("dispute not found", f"{claims[0][0]} {dispute['about']} | {[c['words'] for c in dispute['claims']]}"))
    tally.counts["disputes_told"] += len(ours)
    tally.counts["disputes_right"] += len(hit)
    for n, d in enumerate(ours):
        if n not in hit:
            tally.errors.append(("no such dispute", f"{d.claims[0].article} {d.kind} | {[c.span.text for c in d.claims]}"))


def _gold_entries(commitment: Json, texts: dict[str, str]) -> list[Entry]:
    out: list[Entry] = []
    for e in commitment["history"]:
        due = e["deadline"] or {}
        out.append((e["article"], e["change"], *_place(texts[e["article"]], e["words"]), (due.get("earliest"), due.get("latest"))))
    return out


def _our_entries(chain: Chain) -> list[Entry]:
    return [(e.report.id, e.change, e.words.start, e.words.end, e.due) for e in chain.history]


def _place(text: str, words: str) -> tuple[int, int]:
    at = text.find(words)
    return at, at + len(words)


def _overlap(a: Entry, b: Entry) -> int:
    return max(0, min(a[3], b[3]) - max(a[2], b[2])) if a[0] == b[0] else 0


def _common(gold: list[Entry], ours: list[Entry]) -> float:
    """How much speaks for it that both are one commitment: shared words, those of the making above all."""
    score = 0.0
    for e in gold:
        for o in ours:
            shared = _overlap(e, o)
            if shared:
                score += (2.0 if e[1] == o[1] == "made" else 1.0) * 2 * shared / (e[3] - e[2] + o[3] - o[2])
    return score


def _share(n: int, of: int) -> float:
    return round(100 * n / of, 1) if of else 0.0


def _prf(right: int, told: int, gold: int) -> Json:
    p, r = right / max(1, told), right / max(1, gold)
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(200 * p * r / (p + r), 1) if right else 0.0, "n": gold}


def main() -> int:
    """Prints the figures of both halves, with --errors the errors of the seen one by cause."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stories", description=__doc__, formatter_class=raw)
    parser.add_argument("--errors", action="store_true", help="the errors of the seen half, by cause")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    tallies = measured(coded())
    figures = {half: tally.figures() for half, tally in tallies.items()}
    if options.errors:
        for cause, line in sorted(tallies["seen"].errors):
            print(f"{cause}\t{line}")
    for half, found in figures.items():
        print(half, json.dumps(found))
    below = [half for half in HALVES if figures[half]["changes"]["f1"] < FLOORS[half]]
    for half in below:
        print(f"{half}: F1 of changes {figures[half]['changes']['f1']} is below its floor {FLOORS[half]}", file=sys.stderr)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return bool(below)


if __name__ == "__main__":
    sys.exit(main())
