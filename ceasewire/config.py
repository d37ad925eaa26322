"""What a user may set, in one place. Words never live here: they are in data/."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path


def _own_data() -> Path | None:
    folder = os.environ.get("CEASEWIRE_DATA")
    return Path(folder) if folder else None


@dataclass(frozen=True, slots=True)
class Config:
    """Switches and limits of a run.

    data:       a folder laid out like ceasewire/data whose rows are read after ours (environment: CEASEWIRE_DATA)
    max_chars:  a longer text is refused with its length, since it is hardly one article
    """

    data: Path | None = field(default_factory=_own_data)
    max_chars: int = 1_000_000

    def hash(self) -> str:
        """12 hexadecimal digits over the settings (not over where the user's folder lies: its content is in the data fingerprint)."""
        settings = asdict(self) | {"data": self.data is not None}
        return hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:12]
