"""Command line of the corpus.

`offsets TEXTS WRITTEN OUT` turns labels with words into labels with offsets and names every fault; `check TEXTS LABELS` names
the faults of labels that have offsets. TEXTS: JSON lines {id, text}. Ends with 1 if there is a fault.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.corpus.check import faults
from training.corpus.spans import with_offsets


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.corpus", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    offsets = commands.add_parser("offsets")
    for name in ("texts", "written", "out"):
        offsets.add_argument(name, type=Path)
    check = commands.add_parser("check")
    for name in ("texts", "labels"):
        check.add_argument(name, type=Path)
    options = parser.parse_args()
    texts = {row["id"]: row["text"] for row in rows(options.texts)}
    if options.command == "offsets":
        found = list(_offsets(texts, rows(options.written)))
        options.out.write_text("".join(json.dumps(label, ensure_ascii=False) + "\n" for label, _ in found), encoding="utf-8")
    else:
        found = [(label, []) for label in rows(options.labels)]
    sys.exit(_report(texts, found))


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file. Ends the program with file and line if one is not JSON."""
    out = []
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                out.append(json.loads(line))
            except json.JSONDecodeError as error:
                sys.exit(f"{path}:{n}: not a JSON object ({error})")
    return out


def _offsets(texts: dict[str, str], written: list[dict[str, Any]]) -> Iterable[tuple[dict[str, Any], list[str]]]:
    for label in written:
        if label["id"] in texts:
            yield with_offsets(texts[label["id"]], label)


def _report(texts: dict[str, str], found: list[tuple[dict[str, Any], list[str]]]) -> int:
    count, seen = 0, set()
    for label, before in found:
        ident = label["id"]
        more = ["labelled twice"] if ident in seen else []
        seen.add(ident)
        for fault in (*before, *more, *(faults(texts[ident], label) if ident in texts else ["no text of this id"])):
            count += 1
            print(f"{ident}: {fault}")
    missing = [ident for ident in texts if ident not in seen]
    print(f"{len(seen)} of {len(texts)} texts labelled, {count} faults" + (f"; not labelled: {', '.join(missing[:5])}" if missing else ""))
    return int(bool(count or missing))


if __name__ == "__main__":
    main()
