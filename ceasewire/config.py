"""What a user may set, in one place. Words never live here: they are in data/."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ceasewire.errors import UsageError

#: the folders that a user's own data folder may have, as ceasewire/data has them
ROOMS = ("actors", "codebook", "gazetteer", "lexicons")

JUDGES = ("both", "codebook", "model")


def _from_environment(name: str) -> Path | None:
    folder = os.environ.get(name)
    return Path(folder) if folder else None


@dataclass(frozen=True, slots=True)
class Config:
    """Switches and limits of a run.

    data:       a folder laid out like ceasewire/data with rows of the user's (environment: CEASEWIRE_DATA)
    max_chars:  a longer text is refused with its length, since it is hardly one article
    weights:    a folder of weights that `python -m training export` wrote, in place of those that ship (environment: CEASEWIRE_WEIGHTS)
    judge:      who finds the acts: "both", or the "codebook" or the "model" alone (docs/decisions/0010); to the statements and commitments
                that rules find, the model adds its own unless it is "codebook"
    threads:    sentences of an article that are analysed at a time; changes the speed, never a result
    """

    data: Path | None = field(default_factory=lambda: _from_environment("CEASEWIRE_DATA"))
    max_chars: int = 1_000_000
    weights: Path | None = field(default_factory=lambda: _from_environment("CEASEWIRE_WEIGHTS"))
    judge: str = "both"
    threads: int = 1

    def __post_init__(self) -> None:
        if self.judge not in JUDGES:
            raise UsageError(f"judge: {self.judge!r}; allowed: {', '.join(JUDGES)}")
        if self.threads < 1:
            raise UsageError(f"threads: {self.threads} is too few; allowed: 1 and up")
        if self.data is None:
            return
        if not self.data.is_dir():
            raise UsageError(f"{self.data}: no such folder (your own rows, from CEASEWIRE_DATA or `data`)")
        strange = sorted(p.name for p in self.data.iterdir() if p.is_dir() and p.name not in ROOMS and not p.name.startswith("."))
        if strange:
            raise UsageError(f"{self.data / strange[0]}: no part of the data is called so. Allowed: {', '.join(ROOMS)}")

    def hash(self) -> str:
        """12 hexadecimal digits over the settings that can change a result. Where folders lie cannot: what is in them is in the
        fingerprints of data and model."""
        settings = asdict(self) | {"data": self.data is not None}
        del settings["threads"], settings["weights"]
        return hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:12]
