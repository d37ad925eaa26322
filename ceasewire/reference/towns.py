"""The compact file of towns and regions: mapped into memory, read by row; gazetteer_build.py writes it.

It holds no spellings, only 48-bit hashes of them: 16 bits choose a bucket, 32 bits are compared. A name that is not in
it is taken for one that is once in about a hundred million questions. Where names are written by ear ("Miqdadiyah",
"Muqdadiya") it holds how they sound too.
"""

from __future__ import annotations

import bisect
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ceasewire.errors import DataError
from ceasewire.reference.spelling import hash48

MAGIC = b"CWGAZ1\n\0"
KINDS = ("adm1", "adm2", "city", "other")
NOTHING = 0xFFFF
#: stand before a sound and before consonants among the hashed names; how short they may be
SOUND, CONSONANTS, SHORTEST_SOUND, SHORTEST = "~", "#", 4, 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on the map.

    kind: country, adm1, adm2, city, other, or a kind of regions.csv; countries: alpha-3 codes, one where it lies in one country;
    adm1: the name of its first-level region; population: people, rounded (0 unknown); main: the name looked up is its own.
    """

    name: str
    kind: str
    countries: tuple[str, ...]
    precision: str
    lat: float
    lon: float
    adm1: str | None = None
    population: int = 0
    geonames_id: int | None = None

    @property
    def country(self) -> str | None:
        """Its country, alpha-3; None where it lies in several."""
        return self.countries[0] if len(self.countries) == 1 else None


class Towns:
    """The memory-mapped file: `find` gives row numbers for folded names, `entry` makes an Entry of a row."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            if file.read(8) != MAGIC:
                raise DataError(f"{path}: not a gazetteer of this version; build it again with `ceasewire gazetteer build`")
            size = int.from_bytes(file.read(4), "little")
            self.header: dict[str, Any] = json.loads(file.read(size))
            base = file.tell() + (-file.tell()) % 8
        self._raw = np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))
        self._columns: dict[str, Any] = {}
        for name, (dtype, count, offset) in self.header["arrays"].items():
            start = base + offset
            self._columns[name] = self._raw[start : start + count * np.dtype(dtype).itemsize].view(dtype)
        # a look-up touches a handful of numbers, which numpy takes ten times as long for as plain Python
        self._buckets, self._keys = (_plain(self._columns[name]) for name in ("bucket", "key"))
        self._short = dict(self.header["spellings"])
        self.adm1_names = self._text(0, self.header["adm1_bytes"]).split("\0")[: self.header["adm1_count"]]

    def _text(self, start: int, end: int) -> str:
        return bytes(self._columns["blob"][start:end]).decode("utf-8")

    def __len__(self) -> int:
        return len(self._columns["lat"])

    def shortened(self, word: str) -> str:
        """One folded word in the spelling that the hashes were made of ("saint" is "st")."""
        short: str = self._short.get(word, word)
        return short

    def find(self, folded: Sequence[str]) -> list[range]:
        """For each folded and shortened name, the range of postings that carry it (empty when unknown)."""
        return [self._postings(name) for name in folded]

    def _postings(self, folded: str) -> range:
        bucket, key = divmod(hash48(folded), 1 << 32)
        start, end = self._buckets[bucket], self._buckets[bucket + 1]
        first = bisect.bisect_left(self._keys, key, start, end)
        return range(first, bisect.bisect_right(self._keys, key, first, end))

    def rows(self, postings: range) -> list[int]:
        """The rows behind a range that `find` gave."""
        rows: list[int] = self._columns["place"][postings.start : postings.stop].tolist()
        return rows

    def name(self, row: int) -> str:
        """The row's own name."""
        start = int(self._columns["name"][row])
        return bytes(self._columns["blob"][start : start + 300]).split(b"\0", 1)[0].decode("utf-8")

    def entry_country(self, row: int) -> str:
        """alpha-3 of the row's country."""
        code: str = self.header["countries"][int(self._columns["country"][row])]
        return code

    def nearest(self, lat: float, lon: float, country: str, degrees: float = 0.3) -> int | None:
        """The row of the country's town nearest to a point, None where there is none within so many degrees (0.3 are about 30 km)."""
        c = self._columns
        code = self.header["countries"].index(country) if country in self.header["countries"] else -1
        near = np.flatnonzero((np.abs(c["lat"] - lat) < degrees) & (c["country"] == code) & (c["kind"] == KINDS.index("city")))
        if not len(near):
            return None
        apart = (c["lat"][near] - lat) ** 2 + ((c["lon"][near] - lon) * np.cos(np.radians(lat))) ** 2
        best = int(np.argmin(apart))
        return int(near[best]) if apart[best] < degrees**2 else None

    def adm1_row(self, row: int) -> int | None:
        """The number of the row's first-level region; None where it is not known."""
        adm1 = int(self._columns["adm1"][row])
        return None if adm1 == NOTHING else adm1

    def entry(self, row: int) -> Entry:
        """The row as an Entry."""
        c = self._columns
        kind = KINDS[int(c["kind"][row])]
        code = self.header["countries"][int(c["country"][row])]
        adm1 = self.adm1_row(row)
        return Entry(
            name=self.name(row),
            kind=kind,
            countries=(code,) if code else (),
            precision={"adm1": "adm1", "city": "point"}.get(kind, "area"),
            lat=round(float(c["lat"][row]), 5),
            lon=round(float(c["lon"][row]), 5),
            adm1=None if adm1 is None else self.adm1_names[adm1],
            population=round(2 ** (int(c["population"][row]) / 8)) - 1,
            geonames_id=int(c["gid"][row]) or None,
        )


def _plain(column: Any) -> memoryview:
    """A column as a memoryview, whose items are plain numbers; copied only where the machine's byte order is not the file's."""
    return memoryview(column.astype(column.dtype.newbyteorder("="), copy=False))
