"""Command line of the corpus.

`offsets` turns labels with words into labels with offsets, `check` names faults of labels, `add` takes checked labels into the
corpus, `join` writes texts and labels side by side again, `counts` prints the card's table. TEXTS: JSON lines {id, published, text}.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.corpus import standoff
from training.corpus.check import faults
from training.corpus.counts import table
from training.corpus.sources import LABELS, SECOND, corpus, rows, texts
from training.corpus.spans import with_offsets

SPLITS = ("train", "dev", "locked")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.corpus", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, paths in {
        "offsets": {"texts": "TEXTS", "written": "labels with words", "out": "labels with offsets, to be written"},
        "check": {"texts": "TEXTS", "labels": "labels with offsets"},
        "add": {"texts": "TEXTS", "labels": "labels with offsets, checked", "source": "labels/SOURCE.jsonl takes them"},
    }.items():
        command = commands.add_parser(name)
        for argument, hint in paths.items():
            command.add_argument(argument, type=str if argument == "source" else Path, help=hint)
    commands.choices["add"].add_argument("--split", choices=SPLITS, default="train")
    join = commands.add_parser("join")
    join.add_argument("out", type=Path, help="folder for texts.jsonl and labels.jsonl")
    join.add_argument("paths", type=Path, nargs="*", help="your copies of the texts: JSON lines, CoNLL-U, folders")
    join.add_argument("--split", choices=SPLITS)
    join.add_argument("--second", action="store_true", help="those that were labelled twice; OUT/second.jsonl has the second labels")
    commands.add_parser("counts")
    options = parser.parse_args()
    sys.exit(_COMMANDS[options.command](options))


def _offsets(options: argparse.Namespace) -> int:
    known = _texts(options.texts)
    found = [with_offsets(known[label["id"]], label) for label in rows(options.written) if label["id"] in known]
    _write(options.out, (label for label, _ in found))
    return _report(known, found)


def _check(options: argparse.Namespace) -> int:
    return _report(_texts(options.texts), [(label, []) for label in rows(options.labels)])


def _add(options: argparse.Namespace) -> int:
    known, labels = _texts(options.texts), list(rows(options.labels))
    if _report(known, [(label, []) for label in labels]):
        return 1
    published = {row["id"]: row.get("published") for row in rows(options.texts)}
    file = LABELS / f"{options.source}.jsonl"
    kept = {row["id"]: row for row in rows(file)} if file.exists() else {}
    for label in labels:
        ident = label["id"]
        kept[ident] = {"id": ident, "published": published[ident], "split": options.split} | standoff.apart(known[ident], label)
    LABELS.mkdir(exist_ok=True)
    _write(file, (kept[ident] for ident in sorted(kept)))
    return 0


def _join(options: argparse.Namespace) -> int:
    known = texts(options.paths)
    second = {row["id"]: row for row in corpus(SECOND)} if options.second else None
    wanted = [row for row in corpus() if options.split in (None, row["split"]) and (second is None or row["id"] in second)]
    missing: list[str] = []
    joined = []
    for row in wanted:
        text = known.get(row["id"], ("", None))[0]
        try:
            joined.append((row, text, standoff.together(text, row)))
        except standoff.TextError as error:
            missing.append(str(error) if text else f"{row['id']}: no text of this id")
    options.out.mkdir(parents=True, exist_ok=True)
    _write(options.out / "texts.jsonl", ({"id": row["id"], "published": row["published"], "text": text} for row, text, _ in joined))
    _write(options.out / "labels.jsonl", (label for *_, label in joined))
    if second is not None:
        _write(options.out / "second.jsonl", (standoff.together(text, second[row["id"]]) for row, text, _ in joined))
    for line in missing[:20]:
        print(line)
    print(f"{len(joined)} of {len(wanted)} reports joined with their text, {len(missing)} missing")
    return int(bool(missing))


def _counts(options: argparse.Namespace) -> int:
    print(table(corpus()))
    return 0


_COMMANDS = {"offsets": _offsets, "check": _check, "add": _add, "join": _join, "counts": _counts}


def _texts(path: Path) -> dict[str, str]:
    return {row["id"]: row["text"] for row in rows(path)}


def _write(path: Path, objects: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in objects), encoding="utf-8")


def _report(known: dict[str, str], found: list[tuple[dict[str, Any], list[str]]]) -> int:
    """Prints every fault; 1 if there is one or a text has no label."""
    count, seen = 0, set()
    for label, before in found:
        ident = label["id"]
        more = ["labelled twice"] if ident in seen else []
        seen.add(ident)
        for fault in (*before, *more, *(faults(known[ident], label) if ident in known else ["no text of this id"])):
            count += 1
            print(f"{ident}: {fault}")
    missing = [ident for ident in known if ident not in seen]
    print(f"{len(seen)} of {len(known)} texts labelled, {count} faults" + (f"; not labelled: {', '.join(missing[:5])}" if missing else ""))
    return int(bool(count or missing))


if __name__ == "__main__":
    main()
