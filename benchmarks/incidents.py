"""Which mentions of events are one event: ECB+ (articles on the same stories and their lookalikes), MUC, B-cubed, CEAFe and their mean.

    python -m benchmarks.incidents                   # the two halves of the development topics
    python -m benchmarks.incidents --half read --errors 20
    python -m benchmarks.incidents weights           # what each row of the table of evidence is worth on the training topics

Read from ../shared (or CEASEWIRE_BENCH_DATA). Topics by their place in the file: the errors of the `read` half were looked at, those of
`unseen` were not. All articles of a half stand in one collection: no topic is given to anyone but the second baseline. The texts are the
annotated sentences only, and have no date, so that nothing here measures what days are worth. All events of ECB+ count, weddings and
football too, of which our codebook knows few:

    given    all mentions of gold are given. Where we have an event at one, its record is compared, else the mention with its sentence,
             its lemma in place of a type
    seen     our events at gold mentions, in groups as `find_incidents` gives them; the baselines and gold cut down to the same mentions
    found    the same groups with all our events in them, against all mentions of gold: what we do not see or see too much of counts

Baselines: mentions with the same head lemma (our parser's) are one event; in the whole collection, and within the topic, as papers have it.
Scores: scorers/partitions.py. Singletons count.
"""

from __future__ import annotations

import argparse
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.layers import SHARED
from benchmarks.scorers.partitions import Groups, b_cubed, ceaf_e, conll, muc
from benchmarks.scorers.rows import jsonl
from ceasewire.link._incidents import candidates
from ceasewire.link._incidents.fields import findings
from ceasewire.link._incidents.grouping import Grouping, rarity
from ceasewire.link._incidents.report import Report, reports
from ceasewire.link._incidents.weights import load

Json = dict[str, Any]
HALVES = ("read", "unseen")


# ---- the sets


@dataclass(frozen=True)
class Mention:
    """A gold mention. chain: what it is one event with; lemma: of its head; report: our event there, else one made of its sentence."""

    id: tuple[str, int, int]
    topic: str
    chain: str
    lemma: str
    report: Report
    ours: bool


def half(which: str) -> list[Json]:
    """The articles of every other topic of the development file."""
    rows = jsonl(SHARED / "gold" / "link_ecbplus_dev.jsonl")
    topics = list(dict.fromkeys(row["topic"] for row in rows))
    return [row for row in rows if topics.index(row["topic"]) % 2 == HALVES.index(which)]


def read(rows: list[Json]) -> tuple[list[Mention], list[Report]]:
    """Gold mentions, and all our reports."""
    import ceasewire

    coder = ceasewire.load()
    mentions: list[Mention] = []
    everything: list[Report] = []
    for row in rows:
        article = coder.read(row["text"], id=row["id"])
        record = coder.record(article)
        mine = list(reports(record))
        everything += mine
        free = list(mine)
        for m in sorted((m for m in row["mentions"] if m["kind"] == "event"), key=lambda m: (m["start"], m["end"])):
            seen = next((r for r in free if r.start < m["end"] and m["start"] < r.end), None)
            if seen is not None:
                free.remove(seen)
            tokens = [t for t in article.doc if t.idx < m["end"] and m["start"] < t.idx + len(t)]
            head = next((t for t in tokens if t.head not in tokens or t.head is t), tokens[0])
            chain = m["chain"] if m["chain"].startswith("ACT") else f"{row['id']} {m['chain']}"
            report = seen or _made(row, m, head, record)
            mentions.append(Mention((row["id"], m["start"], m["end"]), row["topic"], chain, head.lemma_.lower(), report, seen is not None))
    return mentions, everything


def _made(row: Json, mention: Json, head: Any, record: Json) -> Report:
    """A report of a mention that our codebook has no act for: its lemma stands for a type, its sentence for all else."""
    sentence = head.sent
    event = {
        "id": "", "type": head.lemma_.lower(), "mode": None, "status": "occurred",
        "trigger": {name: mention[name] for name in ("start", "end", "text")},
        "sentence": {"start": sentence.start_char, "end": sentence.end_char}, "mentions": [], "sources": [], "targets": [],
        "time": {"earliest": None, "latest": None}, "place": None, "quantities": [], "said_in": None,
    }  # fmt: skip
    return next(reports({**record, "events": [event]}))


def together(told: list[Report]) -> list[list[Report]]:
    """Our groups, singles too, planned and denied events among them."""
    grouping = Grouping(told, {}, load())
    return [[grouping.told[n] for n in group] for group in grouping.groups]


def grouped(mentions: Iterable[Mention], of: Callable[[Mention], Hashable]) -> Groups:
    """The ids of mentions that have the same key."""
    out: dict[Hashable, set[Hashable]] = defaultdict(set)
    for m in mentions:
        out[of(m)].add(m.id)
    return list(out.values())


def figures(mentions: list[Mention], everything: list[Report]) -> dict[str, dict[str, tuple[float, ...]]]:
    """{way: {who: (MUC F1, B-cubed recall, precision, F1, CEAFe F1, CoNLL F1)}}, percent."""
    at = {m.report.key: m.id for m in mentions}
    seen = [m for m in mentions if m.ours]
    given = [{at[r.key] for r in group} for group in together([m.report for m in mentions])]
    found = [{at.get(r.key, r.key) for r in group} for group in together(everything)]
    known = {m.id for m in seen}
    out: dict[str, dict[str, tuple[float, ...]]] = {}
    for way, some, ours in (("given", mentions, given), ("seen", seen, _cut(found, known)), ("found", mentions, found)):
        key = grouped(some, lambda m: m.chain)
        ways = {
            "ours": ours, "same lemma": grouped(some, lambda m: m.lemma),
            "same lemma, topic given": grouped(some, lambda m: (m.topic, m.lemma)), "each alone": grouped(some, lambda m: m.id),
        }  # fmt: skip
        out[way] = {who: _figures(key, groups) for who, groups in ways.items() if way != "found" or who == "ours"}
    return out


def _cut(groups: Groups, known: set[Any]) -> Groups:
    return [cut for group in groups if (cut := group & known)]


def _figures(key: Groups, response: Groups) -> tuple[float, ...]:
    cubed = b_cubed(key, response)
    values = (muc(key, response)[2], *cubed, ceaf_e(key, response)[2], conll(key, response))
    return tuple(round(100 * v, 1) for v in values)


# ---- the table of weights


def fitted(mentions: list[Mention]) -> Iterator[str]:
    """One line a row of the table: bits by logistic regression over the candidate pairs, bits of it alone, how often it is found."""
    some = sorted((m for m in mentions if m.ours), key=lambda m: m.report.order)
    told = [m.report for m in some]
    rare = rarity(told, {})
    pairs = list(candidates.pairs(told, rare))
    rows = [[name for name, _ in findings(told[a], told[b], rare)] for a, b in pairs]
    same = np.array([some[a].chain == some[b].chain for a, b in pairs], float)
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.count(name) for name in names] + [1] for row in rows], float)
    w = np.zeros(x.shape[1])
    ridge = np.diag([1.0] * len(names) + [0.0])
    for _ in range(30):  # Newton's method; the ridge keeps rare rows small
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (same - p) - ridge @ w)
    for n, name in enumerate(names):
        yes, no = x[same == 1, n].sum(), x[same == 0, n].sum()
        alone = math.log2((yes + 0.5) / (same.sum() + 1) / ((no + 0.5) / ((1 - same).sum() + 1)))
        yield f"{name:20}{w[n] / math.log(2):6.1f}{alone:8.1f}{yes:8.0f}{no:8.0f}"
    lost = sum(a.chain == b.chain for a, b in itertools.combinations(some, 2)) - int(same.sum())
    yield f"PRIOR{w[-1] / math.log(2):21.1f}   {len(pairs)} pairs, {same.sum():.0f} of one event; {lost} of one event are no candidates"


def main() -> None:
    show = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m benchmarks.incidents", description=__doc__, formatter_class=show)
    parser.add_argument("what", nargs="?", choices=("scores", "weights"), default="scores")
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--errors", type=int, default=0, help="so many pairs that are one event and apart, and so many the other way")
    options = parser.parse_args()
    if options.what == "weights":
        candidates.NEIGHBOURS = 10**9
        for line in fitted(read(jsonl(SHARED / "gold" / "link_ecbplus_train.jsonl"))[0]):
            print(line)
        return
    for which in [options.half] if options.half else HALVES:
        rows = half(which)
        mentions, everything = read(rows)
        topics = ", ".join(dict.fromkeys(row["topic"] for row in rows))
        ours = sum(m.ours for m in mentions)
        counts = f"{len(rows)} articles, {len(mentions)} mentions, {ours} with an event of ours, {len(everything)} events"
        print(f"{which}: topics {topics}; {counts}")
        print(f"{'':36}{'MUC F1':>9}{'B3 R':>7}{'P':>7}{'F1':>7}{'CEAFe':>8}{'CoNLL':>8}")
        for way, scores in figures(mentions, everything).items():
            for who, (m, r, p, f, c, mean) in scores.items():
                print(f"{way:10}{who:26}{m:9}{r:7}{p:7}{f:7}{c:8}{mean:8}")
        if which == "read":
            for line in errors(rows, mentions, everything, options.errors):
                print(line)


def errors(rows: list[Json], mentions: list[Mention], everything: list[Report], most: int) -> Iterator[str]:
    """Pairs of mentions that we see, first those wrongly in one group, then those wrongly apart."""
    text = {row["id"]: row["text"] for row in rows}
    group = {r.key: n for n, some in enumerate(together(everything)) for r in some}
    seen = [m for m in mentions if m.ours]
    pairs = [(a, b) for a, b in itertools.combinations(seen, 2) if a.report.article != b.report.article and a.topic == b.topic]
    for name, wrong in (("apart in gold", True), ("one in gold", False)):
        found = [(a, b) for a, b in pairs if (group[a.report.key] == group[b.report.key]) is wrong and (a.chain != b.chain) is wrong]
        yield f"{name}, {len(found)} pairs; types {dict(Counter(a.report.type for a, _ in found).most_common(5))}"
        for pair in found[:: max(1, len(found) // max(1, most))][:most]:
            for m in pair:
                start, end = m.report.sentence
                told = " ".join(text[m.report.article][start:end].split())[:150]
                yield f"    {m.report.article:16}{m.report.type:10}“{m.report.trigger}”  {told}"
            yield ""


if __name__ == "__main__":
    main()
