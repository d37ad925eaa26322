"""Every place name the product knows: a compact file of towns and regions, mapped into memory, under tables that people edit.

data/gazetteer/places.bin   towns, first- and second-level regions, from GeoNames (CC BY 4.0); made by gazetteer_build.py
data/gazetteer/*.csv        countries, better names for first-level regions, seas, rivers, conflict regions; read as they are

A user's own folder may have both: rows and towns that are added to ours.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ceasewire import lexicon
from ceasewire.errors import DataError
from ceasewire.reference.spelling import alike, fold, skeleton, sound
from ceasewire.reference.towns import CONSONANTS, SHORTEST, SHORTEST_SOUND, SOUND, Entry, Towns

COUNTRY_COLUMNS = ("alpha3", "alpha2", "name", "aliases", "demonyms", "capital", "lat", "lon", "geonames_id")
ADM1_COLUMNS = ("country", "key", "name", "aliases", "codes", "demonyms", "lat", "lon", "geonames_id")
TOWN_COLUMNS = ("country", "adm1", "name", "aliases", "kind", "lat", "lon")
#: people of a town of towns.csv that says nothing of them
VILLAGE = 3_000
REGION_COLUMNS = ("name", "aliases", "demonyms", "kind", "countries", "precision", "lat", "lon")
REGION_KINDS = (
    "continent", "world", "water", "river", "mountain", "island", "region", "former", "site", "seat", "camp", "zone",
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
        self.towns = Towns(lexicon.binary("gazetteer/places.bin"))
        path = own / "gazetteer" / "places.bin" if own else None
        self._own_towns = Towns(path) if path and path.exists() else None
        self._own = own
        self.countries: dict[str, Country] = {}
        self.demonyms: dict[str, list[Entry]] = {}
        self.codes: dict[str, list[Entry]] = {}
        self.free: set[str] = set()
        self.tables: dict[str, list[Entry]] = {}
        self.openers: set[str] = set()  # small-letter words that begin a listed name ("southern Lebanon")
        self._better: dict[int, Entry] = {}
        self._entry = functools.lru_cache(maxsize=20000)(self._make)
        self._nearest_region = functools.lru_cache(maxsize=2000)(self._nearest)
        self.parts = functools.lru_cache(maxsize=20000)(self._parts)
        self.named = functools.lru_cache(maxsize=50000)(self._named)
        self._read_countries(own)
        self._read_adm1(own)
        self._read_regions(own)
        self._read_towns(own)
        self._number_sites()
        self._spoken: dict[str, list[str]] = {}
        for key, entries in self.tables.items():
            if any(e.kind not in ("country", "former") for e in entries):
                self._spoken.setdefault(skeleton(key), []).append(key)

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self._own,))

    def key(self, words: Iterable[str]) -> str:
        """Folded words as one name; "Fort", "Saint" and the like in their short form; a leading "the" is no part of a name."""
        return " ".join([part for w in words for part in self.parts(w)])

    def _parts(self, word: str) -> tuple[str, ...]:
        """`parts`: what one word of a text gives to a key; none for a mark."""
        return tuple(self.towns.shortened(part) for part in fold(word).split())

    def _named(self, key: str) -> list[Entry]:
        """`named`: all entries of a key. News asks for the same names again and again, so the answers are kept: never change one."""
        (rows,) = self.find([key])
        return self.entries(key, rows) if rows or key in self.tables else []

    def find(self, keys: Sequence[str]) -> list[list[int]]:
        """For each key the rows that carry it; those of the user's own towns are counted on from ours."""
        found = [self.towns.rows(postings) for postings in self.towns.find(keys)]
        if self._own_towns is not None:
            for rows, postings in zip(found, self._own_towns.find(keys), strict=True):
                rows += [len(self.towns) + row for row in self._own_towns.rows(postings)]
        return found

    def lookup(self, *names: str) -> list[list[Entry]]:
        """For each name (any spelling), all entries that carry it, those of the tables first."""
        keys = [self.key(n.removeprefix("the ").split()) for n in names]
        found = zip(names, keys, self.find(keys), strict=True)
        return [list(dict.fromkeys([*self.codes.get(n, []), *self.entries(k, rows)])) for n, k, rows in found]

    def by_ear(self, key: str) -> list[Entry]:
        """Places whose name is another spelling of a key that no place has; guesses, for the caller to judge by what is around."""
        heard, bones = sound(key), skeleton(key)
        if len(heard) < SHORTEST_SOUND or len(bones) < SHORTEST:
            return []
        sounding, boned = self.find([SOUND + heard, CONSONANTS + bones])
        listed = [e for name in self._spoken.get(bones, ()) if alike(name, key) for e in self.tables[name]]
        found = [self._entry(row) for row in sounding]
        if not found:
            found = [e for e in map(self._entry, boned) if alike(self.key(e.name.split()), key)]
        return list(dict.fromkeys([*listed, *(e for e in found if not any(_twins(e, x) for x in listed))]))

    def entries(self, key: str, rows: Sequence[int]) -> list[Entry]:
        """The entries of a key whose rows are known; a country or region of the tables replaces its twin of the file."""
        listed = self.tables.get(key, [])
        found = list({e.geonames_id or e: e for e in map(self._entry, rows)}.values())
        return [*listed, *(e for e in found if not any(_twins(e, x) for x in listed))]

    def is_own_name(self, entry: Entry, key: str) -> bool:
        """Is the key the entry's main name, how that sounds ("fallujah" of Al Fallūjah) or listed, not a nickname or another language's?"""
        if entry in self.tables.get(key, ()):
            return True
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
        if row < len(self.towns) or self._own_towns is None:
            return self.towns.entry(row)
        entry = self._own_towns.entry(row - len(self.towns))
        regions = [e for e in self.tables.get(self.key((entry.adm1 or "").split()), ()) if e.kind == "adm1" and e.country == entry.country]
        if not regions:
            return entry
        return regions[0] if entry.kind == "adm1" else replace(entry, adm1=regions[0].name)

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
                key = self.key(form.split())
                if form != word and entry in self.tables.get(key, ()):  # the Philippines are no people called "Philippine"
                    continue
                held = self.demonyms.setdefault(key, [])
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


    def _read_towns(self, own: Path | None) -> None:
        for row in lexicon.table("gazetteer/towns", TOWN_COLUMNS, optional=("people",), own=own):
            kind = row.one_of("kind", ("city", "adm2"))
            if row["country"] not in self.countries:
                raise DataError(f"{row.where}: country {row['country']!r} is not in gazetteer/countries.csv")
            precision = "point" if kind == "city" else "area"
            people = _number(row, "people") or VILLAGE
            entry = Entry(row["name"], kind, (row["country"],), precision, *_point(row), adm1=row["adm1"] or None, population=people)
            self._add(entry, [row["name"], *row.list("aliases")])

    def _number_sites(self) -> None:
        """Table rows for a point ("Geneva", that it may win over its namesakes) take the GeoNames number of the town they stand for."""
        points = [(k, e) for k, found in self.tables.items() for e in found if e.precision == "point" and e.geonames_id is None]
        numbered: dict[Entry, Entry] = {}
        for (_, entry), rows in zip(points, self.find([k for k, _ in points]), strict=True):
            twin = next((t for t in map(self._entry, rows) if t.kind == "city" and _twins(t, entry)), None)
            if twin is not None:
                numbered.setdefault(entry, replace(entry, geonames_id=twin.geonames_id))
        self.tables = {k: [numbered.get(e, e) for e in found] for k, found in self.tables.items()}


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
    if listed.kind in ("city", "adm2"):
        return near and listed.kind == found.kind
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


def shared(own: Path | None = None) -> Gazetteer:
    """Ours once for all steps of a process; with a user's folder, which may have changed since, a new one."""
    return _ours() if own is None else Gazetteer(own)


@functools.cache
def _ours() -> Gazetteer:
    return Gazetteer()
