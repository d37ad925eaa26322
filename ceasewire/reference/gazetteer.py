"""Every place name the product knows: a compact file of towns and regions, mapped into memory, under tables that people edit.

data/gazetteer/places.bin   towns, first- and second-level regions, from GeoNames (CC BY 4.0); made by gazetteer_build.py
data/gazetteer/*.csv        countries, better names for first-level regions, seas, rivers, conflict regions; read as they are

The file holds no spellings, only 48-bit hashes of them: 16 bits choose a bucket, 32 bits are compared. A name that is not in
it is taken for one that is once in about a hundred million questions. Where names are written by ear ("Miqdadiyah",
"Muqdadiya") it holds how they sound too.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ceasewire import lexicon
from ceasewire.errors import DataError
from ceasewire.reference.spelling import alike, fold, hash48, skeleton, sound

MAGIC = b"CWGAZ1\n\0"
KINDS = ("adm1", "adm2", "city", "other")
NOTHING = 0xFFFF
#: stand before a sound and before consonants among the hashed names; how short they may be
SOUND, CONSONANTS, SHORTEST_SOUND, SHORTEST = "~", "#", 4, 2
COUNTRY_COLUMNS = ("alpha3", "alpha2", "name", "aliases", "demonyms", "capital", "lat", "lon", "geonames_id")
ADM1_COLUMNS = ("country", "key", "name", "aliases", "codes", "demonyms", "lat", "lon", "geonames_id")
REGION_COLUMNS = ("name", "aliases", "demonyms", "kind", "countries", "precision", "lat", "lon")
REGION_KINDS = (
    "continent", "world", "water", "river", "mountain", "island", "region", "former", "site", "seat", "camp", "zone",
)


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
        if not folded:
            return []
        hashes = np.fromiter((hash48(f) for f in folded), dtype=np.uint64, count=len(folded))
        bucket = (hashes >> np.uint64(32)).astype(np.int64)
        low = (hashes & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        offsets, keys = self._columns["bucket"], self._columns["key"]
        out = []
        for a, b, k in zip(offsets[bucket].tolist(), offsets[bucket + 1].tolist(), low.tolist(), strict=True):
            first = last = a
            if a < b:
                first = a + int(np.searchsorted(keys[a:b], k))
                last = first
                while last < b and keys[last] == k:
                    last += 1
            out.append(range(first, last))
        return out

    def rows(self, postings: range) -> list[int]:
        rows: list[int] = self._columns["place"][postings.start : postings.stop].tolist()
        return rows

    def name(self, row: int) -> str:
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
        adm1 = int(self._columns["adm1"][row])
        return None if adm1 == NOTHING else adm1

    def entry(self, row: int) -> Entry:
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


@dataclass(frozen=True, slots=True)
class Country:
    """A country's row: its entry, the names of its seat of government, and its demonyms."""

    entry: Entry
    alpha2: str
    seats: frozenset[str]  # folded


class Gazetteer:
    """Names to entries. Tables come first: what a person wrote wins over the file.

    `demonyms`: folded demonym to entries; `codes`: abbreviation as written ("US", "N.C.", "TX") to entries; `free`: those of them that
    stand for a place anywhere, not only after a comma; `countries`: by alpha-3.
    """

    def __init__(self, own: Path | None = None) -> None:
        path = own / "gazetteer" / "places.bin" if own else None
        self.towns = Towns(path if path and path.exists() else lexicon.binary("gazetteer/places.bin"))
        self.countries: dict[str, Country] = {}
        self.demonyms: dict[str, list[Entry]] = {}
        self.codes: dict[str, list[Entry]] = {}
        self.free: set[str] = set()
        self.tables: dict[str, list[Entry]] = {}
        self.openers: set[str] = set()  # small-letter words that begin a listed name ("southern Lebanon")
        self._better: dict[int, Entry] = {}
        self._entry = functools.lru_cache(maxsize=20000)(self._make)
        self._nearest_region = functools.lru_cache(maxsize=2000)(self._nearest)
        self._read_countries(own)
        self._read_adm1(own)
        self._read_regions(own)
        self._spoken: dict[str, list[str]] = {}
        for key, entries in self.tables.items():
            if any(e.kind not in ("country", "former") for e in entries):
                self._spoken.setdefault(skeleton(key), []).append(key)

    def __reduce__(self) -> tuple[Any, ...]:
        own = self.towns.path.parent.parent if self.towns.path != lexicon.DATA / "gazetteer" / "places.bin" else None
        return (type(self), (own,))

    def key(self, words: Iterable[str]) -> str:
        """Folded words as one name; "Fort", "Saint" and the like in their short form; a leading "the" is no part of a name."""
        return " ".join([self.towns.shortened(part) for w in words for part in fold(w).split()])

    def lookup(self, *names: str) -> list[list[Entry]]:
        """For each name (any spelling), all entries that carry it, those of the tables first."""
        keys = [self.key(n.removeprefix("the ").split()) for n in names]
        found = zip(names, keys, self.towns.find(keys), strict=True)
        return [list(dict.fromkeys([*self.codes.get(n, []), *self.entries(k, p)])) for n, k, p in found]

    def by_ear(self, key: str) -> list[Entry]:
        """Places whose name is another spelling of a key that no place has; guesses, for the caller to judge by what is around."""
        heard, bones = sound(key), skeleton(key)
        if len(heard) < SHORTEST_SOUND or len(bones) < SHORTEST:
            return []
        sounding, boned = self.towns.find([SOUND + heard, CONSONANTS + bones])
        listed = [e for name in self._spoken.get(bones, ()) if alike(name, key) for e in self.tables[name]]
        found = [self._entry(row) for row in self.towns.rows(sounding)]
        if not found:
            near = (self._entry(row) for row in self.towns.rows(boned))
            found = [e for e in near if alike(self.key(e.name.split()), key)]
        return list(dict.fromkeys([*listed, *(e for e in found if not any(_twins(e, x) for x in listed))]))

    def entries(self, key: str, postings: range) -> list[Entry]:
        """The entries of a key whose postings are known; a country or region of the tables replaces its twin of the file."""
        listed = self.tables.get(key, [])
        found = list(dict.fromkeys(self._entry(row) for row in self.towns.rows(postings)))
        return [*listed, *(e for e in found if not any(_twins(e, x) for x in listed))]

    def is_own_name(self, entry: Entry, key: str) -> bool:
        """Is the key the entry's main name, or how that sounds ("fallujah" of Al Fallūjah), not a nickname or another language's?"""
        name = self.key(entry.name.split())
        return name == key or (len(key) >= SHORTEST_SOUND and sound(name) == sound(key))

    def region_of(self, entry: Entry) -> str | None:
        """The name of the first-level region: the entry's own, or for a listed site that of the nearest town within 30 km."""
        if entry.adm1 or entry.precision != "point" or entry.country is None:
            return entry.adm1
        return self._nearest_region(entry)

    def borders(self, entry: Entry, country: str) -> bool:
        """Is a town of the country within three degrees? Then a text may count the place to it."""
        return self.towns.nearest(entry.lat, entry.lon, country, 3.0) is not None

    def _nearest(self, entry: Entry) -> str | None:
        row = self.towns.nearest(entry.lat, entry.lon, entry.countries[0])
        found = None if row is None else self.towns.entry(row)
        return found.adm1 if found and found.country == entry.country else None

    def _make(self, row: int) -> Entry:
        if row in self._better:
            return self._better[row]
        return self.towns.entry(row)

    def _add(self, entry: Entry, names: Iterable[str]) -> None:
        for name in names:
            words = name.split()
            if words[0].lower() == "the" and len(words) > 1:
                words = words[1:]
            if _is_acronym(name):
                self._add_code(entry, name, free=True)
                continue
            if words[0][0].islower():
                self.openers.add(words[0])
            held = self.tables.setdefault(self.key(words), [])
            if entry not in held:
                held.append(entry)

    def _add_code(self, entry: Entry, code: str, *, free: bool) -> None:
        held = self.codes.setdefault(code, [])
        if entry not in held:
            held.append(entry)
        if free:
            self.free.add(code)

    def _add_demonyms(self, entry: Entry, demonyms: Iterable[str]) -> None:
        for word in demonyms:
            for form in {word, plural(word)}:
                held = self.demonyms.setdefault(self.key(form.split()), [])
                if entry not in held:
                    held.append(entry)

    def _read_countries(self, own: Path | None) -> None:
        for row in lexicon.table("gazetteer/countries", COUNTRY_COLUMNS, own=own):
            entry = Entry(
                row["name"], "country", (row["alpha3"],), "country", *_point(row), geonames_id=_number(row, "geonames_id")
            )
            seats = frozenset(self.key(s.split()) for s in row.list("capital"))
            self.countries[row["alpha3"]] = Country(entry, row["alpha2"], seats)
            self._add(entry, [row["name"], *row.list("aliases")])
            self._add_demonyms(entry, row.list("demonyms"))

    def _read_adm1(self, own: Path | None) -> None:
        file_rows = {(self.towns.entry_country(i), n): i for i, n in enumerate(self.towns.adm1_names)}
        for row in lexicon.table("gazetteer/adm1", ADM1_COLUMNS, optional=("precision",), own=own):
            at = file_rows.get((row["country"], row["key"]))
            if row["country"] not in self.countries:
                raise DataError(f"{row.where}: country {row['country']!r} is not in gazetteer/countries.csv")
            if at is None and not row["lat"]:
                raise DataError(f"{row.where}: the gazetteer has no region {row['key']!r} in {row['country']}; give lat and lon")
            old = self.towns.entry(at) if at is not None else Entry(row["name"], "adm1", (row["country"],), "adm1", *_point(row))
            lat, lon = _point(row) if row["lat"] else (old.lat, old.lon)
            entry = replace(
                old, name=row["name"], adm1=row["name"], lat=lat, lon=lon,
                precision=row.one_of("precision", ("adm1", "country"), empty=True) or "adm1",
                geonames_id=_number(row, "geonames_id") or old.geonames_id,
            )
            if at is not None:
                self._better[at] = entry
                self.towns.adm1_names[at] = row["name"]
            self._add(entry, [row["name"], *row.list("aliases")])
            self._add_demonyms(entry, row.list("demonyms"))
            for code in row.list("codes"):
                self._add_code(entry, code, free="." in code[:-1])

    def _read_regions(self, own: Path | None) -> None:
        for row in lexicon.table("gazetteer/regions", REGION_COLUMNS, own=own):
            kind = row.one_of("kind", REGION_KINDS)
            precision = row.one_of("precision", ("area", "point", "adm1", "country"))
            codes = tuple(row.list("countries"))
            unknown = [c for c in codes if c not in self.countries]
            if unknown:
                raise DataError(f"{row.where}: country {unknown[0]!r} is not in gazetteer/countries.csv")
            adm1 = row["name"] if precision == "adm1" else None
            entry = Entry(row["name"], kind, codes, precision, *_point(row), adm1=adm1)
            self._add(entry, [row["name"], *row.list("aliases")])
            self._add_demonyms(entry, row.list("demonyms"))


def plural(demonym: str) -> str:
    """ "Afghan" to "Afghans"; "Chinese", "British", "Swiss" stay as they are."""
    return demonym if demonym.endswith(("s", "sh", "ch", "ese", "men", "x", "z")) else demonym + "s"


def _is_acronym(name: str) -> bool:
    """ "UAE", "U.S.", "DRC": compared as written, since "us" and "car" are words."""
    letters = name.replace(".", "").replace(" ", "")
    return len(letters) <= 6 and letters.isalpha() and letters.isupper()


def _twins(found: Entry, listed: Entry) -> bool:
    """The file's row for the same region, or for the town that a table row names ("Sangin" of regions.csv)."""
    if found.country is None or found.country not in listed.countries:
        return False
    near = abs(found.lat - listed.lat) < 0.35 and abs(found.lon - listed.lon) < 0.45
    return listed.kind == found.kind or (near and listed.precision == "point")


def _point(row: lexicon.Row) -> tuple[float, float]:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError:
        raise DataError(f"{row.where}: lat {row['lat']!r} and lon {row['lon']!r} must be decimal degrees") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise DataError(f"{row.where}: lat {lat} must be within -90 to 90 and lon {lon} within -180 to 180")
    return lat, lon


def _number(row: lexicon.Row, column: str) -> int | None:
    if row[column] and not row[column].isdigit():
        raise DataError(f"{row.where}: {column} {row[column]!r} must be a whole number")
    return int(row[column]) if row[column] else None
