"""Reports that tell no act: how many are left without an event, and the events that are wrongly found in the others, by cause.

    python -m benchmarks.clean TEXTS LABELS [--judge both] [--show]

TEXTS, LABELS: as `python -m training.corpus join OUT … --split dev` writes them; reports whose label names an event are passed over.
Prints one JSON object: `reports`, `clean`, `share` in percent, `wrong` events, `types` and `rules` (the codebook's row, or the model) by
how many of the wrong events they made, and `refused`: by reason, how many finds were taken back. With `--show`, a line for each wrong
event first.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import ceasewire
from ceasewire import lexicon
from ceasewire.config import JUDGES, Config

#: rules told apart in the output
RULES = 20


def tally(records: Iterable[Mapping[str, Any]], rows: Mapping[str, str]) -> dict[str, Any]:
    """Counts over the records of reports without an event. rows: what to call a rule of the codebook ("predicates.csv:12": "kill")."""
    reports = clean = 0
    types: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for record in records:
        reports += 1
        clean += not record["events"]
        for event in record["events"]:
            types[event["type"]] += 1
            first = event["rule"].split("; ")[0]
            rules[rows.get(first, first)] += 1
        refused.update(u["reason"] for u in record["unresolved"] if u["kind"] == "not an event")
    return {
        "reports": reports,
        "clean": clean,
        "share": round(100 * clean / reports, 1) if reports else None,
        "wrong": types.total(),
        "types": dict(types.most_common()),
        "rules": dict(rules.most_common(RULES)),
        "refused": dict(refused.most_common()),
    }


def named() -> dict[str, str]:
    """{where a row of predicates.csv stands: its predicate and type}."""
    columns = ("predicate", "pos", "frames", "type", "mode", "source", "target", "needs", "place_as_target")
    found = lexicon.table("codebook/predicates", columns, optional=("note",))
    return {row.where: f"{row['predicate']} ({row['pos']}) {row['type']}" for row in found}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.clean", description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--judge", choices=JUDGES, default="both")
    parser.add_argument("--show", action="store_true", help="print every wrong event with its sentence")
    options = parser.parse_args()
    silent = {row["id"] for row in map(json.loads, options.labels.open(encoding="utf-8")) if not row["events"]}
    texts = [row for row in map(json.loads, options.texts.open(encoding="utf-8")) if row["id"] in silent]
    coder = ceasewire.load(Config(judge=options.judge))
    records = [coder.code(row["text"], published=row["published"], id=row["id"]) for row in texts]
    for record in records if options.show else ():
        for event in record["events"]:
            start, end = event["sentence"]["start"], event["sentence"]["end"]
            print(
                record["article"]["id"],
                event["type"],
                event["trigger"]["text"],
                "|",
                " ".join(record["article"]["text"][start:end].split()),
            )
    print(json.dumps({"judge": options.judge} | tally(records, named()), indent=1))


if __name__ == "__main__":
    main()
