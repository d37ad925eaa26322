"""A program that keeps records in a database, to be killed: `python -m tests.store.writer ADDRESS FILE`. Says each id once it is kept."""

from __future__ import annotations

import json
import sys

from ceasewire.store import open_store


def main(address: str, file: str) -> None:
    with open(file, encoding="utf-8") as lines, open_store(address, create=True) as store:
        for line in lines:
            record = json.loads(line)
            store.add(record)
            sys.stdout.write(record["article"]["id"] + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
