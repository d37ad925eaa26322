"""How often an event of a kind of find is right, measured on labelled reports (data/codebook/reliability.csv)."""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from ceasewire import lexicon
from ceasewire.errors import DataError
from ceasewire.lexicon import Row

#: who names the type; "any" is whatever the model reads, named by the codebook or not (for `--judge model`)
PROPOSERS = ("codebook", "model", "any")
COLUMNS = ("proposed_by", "from", "finds", "right")


class Reliability:
    """Shares of right finds by who proposes the type and how likely the model finds it.

    alone: the share of the codebook's finds without a model.

    Source: reliability diagrams, Murphy and Winkler 1977; the shares rise with the likelihood (isotonic, Zadrozny and Elkan 2002).
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        cells: dict[str, list[tuple[float, int, int]]] = {name: [] for name in PROPOSERS}
        for row in rows:
            start, finds, right = float(row["from"]), int(row["finds"]), int(row["right"])
            if not 0 <= right <= finds or not finds:
                raise DataError(f"{row.where}: {right} right of {finds} finds; allowed: finds above 0, right from 0 to finds")
            cells[row.one_of("proposed_by", PROPOSERS)].append((start, finds, right))
        self._starts: dict[str, list[float]] = {}
        self._shares: dict[str, list[float]] = {}
        for name, found in cells.items():
            found.sort()
            if not found or found[0][0] != 0:
                raise DataError(f"codebook/reliability.csv: the rows of {name!r} must begin at 0")
            self._starts[name] = [start for start, _, _ in found]
            self._shares[name] = rising([(finds, right) for _, finds, right in found])
        ours = cells["codebook"]
        self.alone = round(sum(right for _, _, right in ours) / sum(finds for _, finds, _ in ours), 2)

    def share(self, proposer: str, likely: float) -> float:
        """The share of right ones among finds of this proposer that the model finds so likely (0 to 1)."""
        return self._shares[proposer][bisect.bisect_right(self._starts[proposer], likely) - 1]


def rising(cells: list[tuple[int, int]]) -> list[float]:
    """Shares of (finds, right) in order, neighbours that fall joined so that none is below the one before (pool adjacent violators).

    >>> rising([(10, 1), (10, 5), (10, 3), (10, 9)])
    [0.1, 0.4, 0.4, 0.9]
    """
    pools: list[list[int]] = []  # finds, right, cells
    for finds, right in cells:
        pools.append([finds, right, 1])
        while len(pools) > 1 and pools[-1][1] * pools[-2][0] < pools[-2][1] * pools[-1][0]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    return [round(right / finds, 2) for finds, right, size in pools for _ in range(size)]


def load() -> Reliability:
    """The shipped table. Errors: DataError names file and line of the first fault."""
    return Reliability(lexicon.table("codebook/reliability", COLUMNS))
