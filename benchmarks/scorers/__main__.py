"""One of our own scorers over files that are there already, with its errors.

    python -m benchmarks.scorers {casualties,quantities,pronouns,triggers} GOLD.jsonl OUT.jsonl [--errors N]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.scorers import SCORERS
from benchmarks.scorers.rows import read


def main() -> None:
    show = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scorers", description=__doc__, formatter_class=show)
    parser.add_argument("task", choices=sorted(SCORERS))
    parser.add_argument("gold", type=Path)
    parser.add_argument("found", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    figures, errors = SCORERS[options.task](*read(options.gold, options.found))
    for line in errors[: options.errors]:
        print(line)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
