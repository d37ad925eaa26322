"""Errors of the language model by cause, and the counts that its design rests on: what the model card and decisions 5 and 7 quote.

    python -m benchmarks.errors roles      # arguments of nouns, EWT dev: right, wrong label, missed, too many, at wrong predicates
    python -m benchmarks.errors repairs    # words that each repair of the parse mends and breaks, EWT and GUM dev
    python -m benchmarks.errors gold       # EWT train: "X of Y" as one name or two, proper nouns before a name inside it or out
    python -m benchmarks.errors names FOUND [--errors 100]    # a sample (seed 7) of the errors in names_worldwide_dev, to be read;
                                                              # FOUND: `ceasewire parse ROWS --format jsonl`, as the bench leaves it
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.language import NOUNS
from benchmarks.layers import SHARED
from benchmarks.scorers.rows import jsonl, overlap, span
from ceasewire.language import repairs
from ceasewire.language.decode import name_spans, span_head
from ceasewire.language.layers import NAMES
from ceasewire.language.model import WEIGHTS, Analysis, SentenceModel
from training.corpora import ewt, gum

BODIES = ("ORG", "LOC")


def roles() -> Counter[str]:
    """Arguments of nouns by what became of them; predicates are the model's own."""
    model, count = SentenceModel(WEIGHTS), Counter[str]()
    for s in ewt("dev"):
        if s.frames is None or s.words is None:
            continue
        found = {token: {h: role for role, h, _, _ in args} for token, _, args in model(list(s.forms)).frames}
        gold = {f.token: f.args for f in s.frames}
        nouns = {i for i, w in enumerate(s.words) if w.upos in NOUNS}
        for token in nouns & gold.keys() - found.keys():
            count["at predicates missed"] += len(gold[token])
        for token in nouns & found.keys() - gold.keys():
            count["at words wrongly taken for predicates"] += len(found[token])
        for token in nouns & gold.keys() & found.keys():
            g, f = gold[token], found[token]
            count["right"] += sum(f.get(h) == role for h, role in g.items())
            count["wrong label"] += sum(h in f and f[h] != role for h, role in g.items())
            count["missed"] += sum(h not in f for h in g)
            count["too many"] += sum(h not in g for h in f)
    return count


def mended() -> Counter[str]:
    """(repair: words mended, broken, changed from wrong to wrong), each repair alone on the model's own parse."""
    known = repairs.Words.ours()
    alone: dict[str, Callable[[list[str], Analysis], Analysis]] = {
        "first_of_flat": lambda w, a: repairs.first_of_flat(a), "active_subject": lambda w, a: repairs.active_subject(a),
        "subject_with_preposition": lambda w, a: repairs.subject_with_preposition(a), "participles": lambda w, a: repairs.participles(a),
        "resultative": lambda w, a: repairs.resultative(a, known.resulting), "titled_object": lambda w, a: repairs.titled_object(a),
        "object_of_the_last": lambda w, a: repairs.object_of_the_last(a), "including": repairs.including,
        "object_before_infinitive": lambda w, a: repairs.object_before_infinitive(a),
    }  # fmt: skip
    model, count = SentenceModel(WEIGHTS), Counter[str]()
    for s in ewt("dev") + gum("dev"):
        words = list(s.forms)
        before = model(words)
        for name, repair in alone.items():
            after = repair(words, before)
            for i, w in enumerate(s.words or ()):
                gold = (w.head, w.deprel, w.xpos)
                old, new = ((a.heads[i], a.deprels[i], a.xpos[i]) for a in (before, after))
                if old != new:  # the part that was changed is judged
                    parts = [k for k in range(3) if old[k] != new[k]]
                    was, now = (all(x[k] == gold[k] for k in parts) for x in (old, new))
                    count[f"{name} {'mended' if now else 'broken' if was else 'wrong before and after'}"] += 1
    return count


def names_of_gold() -> Counter[str]:
    """How Universal NER marks names that `whole_names` has to do with."""
    count = Counter[str]()
    for s in ewt("train"):
        names, words = name_spans(list(s.names or ())), s.words or ()
        at = {i: name for name in names for i in range(name[0], name[1])}
        for i in range(1, len(words) - 1):
            before, after = at.get(i - 1), at.get(i + 1)
            if s.forms[i] == "of" and before and after and before[2] in BODIES and after[2] in BODIES:
                count['"X of Y" one name' if before == after else '"X of Y" two names'] += 1
        for start, end, _ in (name for name in names if name[2] in BODIES):
            head = span_head([w.head for w in words], start, end)
            parts = [i for i, w in enumerate(words[:head]) if w.head - 1 == head and w.xpos in ("NNP", "NNPS")]
            parts = [i for i in parts if words[i].deprel in ("compound", "amod")]
            count["proper noun before the head inside the name"] += sum(i >= start for i in parts)
            count["proper noun right before the name left out"] += start - 1 in parts and start - 1 not in at
    return count


def sample(found: Path, n: int) -> list[str]:
    """Lines to be read: missed or wrong (with what was found there), and names where gold has none; other kinds of gold don't count."""
    records: dict[str, Any] = {r["id"]: r for r in jsonl(found)}
    lines = []
    for row in jsonl(SHARED / "gold" / "names_worldwide_dev.jsonl"):
        text = row["text"].replace("\n", " ")
        gold = {(*span(x), x["type"]) for x in row["names"] if x["type"] in NAMES}
        aside = [span(x) for x in row["names"] if x["type"] not in NAMES]
        ours = {(*span(x), x["type"]) for x in records[row["id"]]["names"] if not any(overlap(span(x), a) for a in aside)}
        for kind, some, others in (("missed or wrong", gold - ours, ours), ("no name", ours - gold, gold)):
            for start, end, label in sorted(some):
                there = [f"{k}:{text[a:b]}" for a, b, k in sorted(others) if overlap((a, b), (start, end))]
                if kind == "no name" and there:
                    continue
                lines.append("\t".join((kind, label, text[start:end], " | ".join(there), text[max(0, start - 35) : end + 25])))
    random.Random(7).shuffle(lines)
    return lines[:n]


def main() -> None:
    """Prints the counts or the sample."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m benchmarks.errors", description=__doc__, formatter_class=raw)
    parser.add_argument("what", choices=["roles", "repairs", "gold", "names"])
    parser.add_argument("found", type=Path, nargs="?")
    parser.add_argument("--errors", type=int, default=100)
    options = parser.parse_args()
    if options.what == "names":
        if options.found is None:
            parser.error("names: give the file that `ceasewire parse ROWS --format jsonl` wrote")
        print("\n".join(sample(options.found, options.errors)))
        return
    counts = {"roles": roles, "repairs": mended, "gold": names_of_gold}[options.what]()
    for cause, n in sorted(counts.items()):
        print(f"{n:6}  {cause}")


if __name__ == "__main__":
    main()
