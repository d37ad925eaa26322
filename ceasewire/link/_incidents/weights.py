"""The one table of evidence: how many bits each finding weighs, and the thresholds (data/lexicons/en/incidents/weights.csv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ceasewire import lexicon
from ceasewire.errors import DataError

TABLE = "lexicons/en/incidents/weights"
THRESHOLDS = ("PRIOR", "SAME", "UNSURE", "MEAN", "CLASH", "MARGIN")


@dataclass(frozen=True, slots=True)
class Weights:
    """bits: evidence → weight; prior is added to their sum. same, unsure: the verdict from so many bits on.

    mean, clash, margin: see clusters.py.
    """

    bits: Mapping[str, float]
    prior: float
    same: float
    unsure: float
    mean: float
    clash: float
    margin: float


def load(own: Path | None = None) -> Weights:
    """The shipped table, its rows replaced by those of the user's folder that have the same evidence.

    Errors: DataError for a weight that is no number, evidence that nothing finds, a threshold that is missing.
    """
    found: dict[str, float] = {}
    shipped: set[str] = set()
    for row in lexicon.table(TABLE, ("evidence", "bits", "reason"), own=own):
        name = row["evidence"]
        if row.own and name not in shipped:
            raise DataError(f"{row.where}: unknown evidence {name!r}. {lexicon.suggestion(name, shipped)}")
        if not row.own and name in found:
            raise DataError(f"{row.where}: {name!r} stands twice")
        try:
            found[name] = float(row["bits"])
        except ValueError as error:
            raise DataError(f"{row.where}: {row['bits']!r} is no number of bits") from error
        if not row.own:
            shipped.add(name)
    missing = [name for name in THRESHOLDS if name not in found]
    if missing:
        raise DataError(f"{TABLE}.csv: no row {missing[0]!r}. Needed: {', '.join(THRESHOLDS)}")
    thresholds = [found.pop(name) for name in THRESHOLDS]
    return Weights(MappingProxyType(found), *thresholds)
