"""The gazetteer: folding, lookups, tables over the file, faults of rows, and a build from a small dump."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest

from ceasewire import lexicon
from ceasewire.errors import DataError, InputError
from ceasewire.reference import gazetteer_build
from ceasewire.reference.gazetteer import Gazetteer, plural
from ceasewire.reference.spelling import fold
from ceasewire.reference.towns import Towns


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Sa'ada", "saada"), ("Sa’ada", "saada"), ("Côte d’Ivoire", "cote divoire"), ("Deir ez-Zor", "deir ez zor"), ("U.S.", "us"),
        ("Łódź", "lodz"), ("Şırnak", "sirnak"), ("Jalālābād", "jalalabad"), ("  New   York ", "new york"), ("-", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Afghanistan", "AFG", "country"), ("Helmand", "AFG", "adm1"), ("Kunar", "AFG", "adm1"), ("Hilla", "IRQ", "city"),
        ("Kiev", "UKR", "city"), ("N'Djamena", "TCD", "city"), ("Goma", "COD", "city"), ("Fort Worth", "USA", "city"),
        ("Ft. Worth", "USA", "city"), ("Rapides Parish", "USA", "adm2"), ("Donbas", "UKR", "region"), ("Golan Heights", "SYR", "region"),
        ("US", "USA", "country"), ("the Gambia", "GMB", "country"), ("West Bank", "PSE", "adm1"), ("Saint Louis", "USA", "city"),
        ("Pakistan-administered Kashmir", "PAK", "adm1"), ("Tigray", "ETH", "adm1"), ("Bagram", "AFG", "site"),
        ("Diabaly", "MLI", "city"), ("Pibor", "SSD", "city"), ("Maywand", "AFG", "region"), ("Warab", "SSD", "adm1"),
        ("Vistula", "POL", "river"),
    ],
)
def test_lookup_finds(gazetteer: Gazetteer, name: str, country: str, kind: str) -> None:
    assert (country, kind) in {(e.country, e.kind) for e in gazetteer.lookup(name)[0]}


@pytest.mark.parametrize("name", ["Taliban", "Blargovo", "us", "Zzyrkhaven", ""])
def test_lookup_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == [[]]


@pytest.mark.parametrize(
    ("name", "country", "listed"),
    [
        ("Muqdadiya", "IRQ", "Al Miqdādīyah"), ("Jisr el-Shughour", "SYR", "Jisr ash Shughūr"), ("Buloburde", "SOM", "Buulobarde"),
        ("Tuz Khormato", "IRQ", "Ţūz Khūrmātū"), ("Miramshah", "PAK", "Miran Shah"), ("Zaporozhia", "UKR", "Zaporizhzhia"),
    ],
)
def test_a_name_spelled_by_ear_is_heard(gazetteer: Gazetteer, name: str, country: str, listed: str) -> None:
    assert (country, listed) in {(e.country, e.name) for e in gazetteer.by_ear(gazetteer.key([name]))}


@pytest.mark.parametrize("name", ["Qarabakhti", "Zzyrkhaven", "Mo", "Al"])
def test_no_name_is_made_of_noise(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.by_ear(gazetteer.key([name])) == []


def test_a_spelling_of_its_own_name_is_its_own(gazetteer: Gazetteer) -> None:
    (fallujah,) = [e for e in gazetteer.lookup("Fallujah")[0] if e.country == "IRQ"]
    assert gazetteer.is_own_name(fallujah, "fallujah")
    (bejaia,) = [e for e in gazetteer.lookup("Béjaïa")[0] if e.country == "DZA" and e.kind == "city"]
    assert not gazetteer.is_own_name(bejaia, "bougie")


def test_a_region_has_its_english_name_and_a_point_of_its_own(gazetteer: Gazetteer) -> None:
    (kunar,) = [e for e in gazetteer.lookup("Kunar")[0] if e.kind == "adm1"]
    assert (kunar.name, kunar.adm1, kunar.precision) == ("Kunar", "Kunar", "adm1")
    assert 34 < kunar.lat < 36 and 70 < kunar.lon < 72
    (asadabad,) = [e for e in gazetteer.lookup("Asadabad")[0] if e.country == "AFG" and e.population > 10_000]
    assert asadabad.adm1 == "Kunar"


def test_a_listed_site_takes_the_region_of_the_nearest_town(gazetteer: Gazetteer) -> None:
    (sangin,) = [e for e in gazetteer.lookup("Sangin")[0] if e.country == "AFG"]
    assert gazetteer.region_of(sangin) == "Helmand"


def test_demonyms_and_plurals(gazetteer: Gazetteer) -> None:
    for word, country in {"Afghan": "AFG", "Afghans": "AFG", "Chinese": "CHN", "Kenyans": "KEN", "Texan": "USA"}.items():
        assert [e.country for e in gazetteer.demonyms[gazetteer.key([word])]] == [country]
    assert [e.country for e in gazetteer.demonyms["congolese"]] == ["COD", "COG"]
    assert (plural("Swiss"), plural("Briton"), plural("Frenchmen")) == ("Swiss", "Britons", "Frenchmen")


def test_every_country_has_code_point_and_capital_on_the_map(gazetteer: Gazetteer) -> None:
    unplaced = []
    for code, country in gazetteer.countries.items():
        found = [e for names in gazetteer.lookup(*sorted(country.seats)) for e in names]
        if country.seats and not any(code in e.countries for e in found):
            unplaced.append(code)
    assert len(gazetteer.countries) >= 249
    assert len(unplaced) <= 15, unplaced  # hamlets and islets below the size that the file holds


def test_a_region_of_one_country_lies_in_it(gazetteer: Gazetteer) -> None:
    astray = [
        e.name for entries in gazetteer.tables.values() for e in entries
        if e.country and e.precision == "point" and e.kind != "seat" and not gazetteer.borders(e, e.country)
    ]
    assert set(astray) <= {"Lord Howe Island"}  # far out at sea


def test_opens_fast_and_is_small(gazetteer: Gazetteer) -> None:
    began = time.perf_counter()
    Towns(gazetteer.towns.path)
    assert time.perf_counter() - began < 0.1
    assert gazetteer.towns.path.stat().st_size < 9_500_000
    assert len(gazetteer.towns) > 150_000


def test_pickles(gazetteer: Gazetteer) -> None:
    assert pickle.loads(pickle.dumps(gazetteer)).lookup("Goma") == gazetteer.lookup("Goma")


def own(folder: Path, table: str, text: str) -> Path:
    path = folder / "gazetteer" / f"{table}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


HEADER = "name,aliases,demonyms,kind,countries,precision,lat,lon\n"


def test_a_user_adds_a_place(tmp_path: Path) -> None:
    folder = own(tmp_path, "regions", HEADER + "Blargovo,Blarg,Blargish,region,UKR,point,48.5,37.5\n")
    found = Gazetteer(folder)
    assert [e.country for e in found.lookup("Blarg")[0]] == ["UKR"]
    assert "blargish" in found.demonyms


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Blargovo,,,vilage,UKR,point,48.5,37.5", "column 'kind' has 'vilage'"),
        ("Blargovo,,,region,UKX,point,48.5,37.5", "country 'UKX' is not in gazetteer/countries.csv"),
        ("Blargovo,,,region,UKR,point,north,37.5", "must be decimal degrees"),
        ("Blargovo,,,region,UKR,point,148.5,37.5", "lat 148.5 must be within"),
    ],
)
def test_a_wrong_row_says_where_and_what(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(DataError, match=r"gazetteer/regions\.csv:2: ") as raised:
        Gazetteer(own(tmp_path, "regions", HEADER + row + "\n"))
    assert complaint in str(raised.value)


def dump_row(gid: int, name: str, others: str, lat: float, lon: float, feature: str, code: str, cc: str, adm1: str, people: int) -> str:
    cells = [gid, name, name, others, lat, lon, feature, code, cc, "", adm1, "", "", "", people, "", "", "", "2024-01-01"]
    return "\t".join(map(str, cells)) + "\n"


def test_builds_from_a_dump_and_the_users_file_is_read(tmp_path: Path) -> None:
    dump = tmp_path / "UA.txt"
    dump.write_text(
        dump_row(1, "Blargovo", "Blargow,БЛ", 48.5, 37.5, "P", "PPL", "UA", "05", 40)
        + dump_row(2, "Coast Region", "", 48, 37, "A", "ADM1", "UA", "05", 900)
        + dump_row(3, "Long Hill", "", 48.2, 37.1, "T", "MT", "UA", "05", 0)
        + dump_row(4, "Some Farm", "", 48.2, 37.1, "S", "FRM", "UA", "05", 0),
        encoding="utf-8",
    )
    target = tmp_path / "own" / "gazetteer" / "places.bin"
    assert gazetteer_build.build(dump, target) == 3
    first = target.read_bytes()
    gazetteer_build.build(dump, target)
    assert target.read_bytes() == first
    towns = Towns(target)
    (row,) = [r for postings in towns.find(["blargovo"]) for r in towns.rows(postings)]
    assert (towns.entry(row).name, towns.entry(row).adm1, towns.entry(row).country) == ("Blargovo", "Coast Region", "UKR")
    assert [len(p) for p in towns.find(["blargow", "long hill", "some farm", "nothing"])] == [1, 1, 0, 0]
    gazetteer = pickle.loads(pickle.dumps(Gazetteer(tmp_path / "own")))
    found = gazetteer.lookup("Blargovo", "Blargow", "Coast Region", "Kyiv")
    assert [(e[0].name, e[0].kind, e[0].country) for e in found[:3]] == [
        ("Blargovo", "city", "UKR"), ("Blargovo", "city", "UKR"), ("Coast Region", "adm1", "UKR")
    ]
    assert len(found[3]) == len(Gazetteer().lookup("Kyiv")[0])  # ours are still there


def test_own_towns_take_the_region_names_of_ours_and_double_none(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (goma,) = [e for e in gazetteer.lookup("Goma")[0] if e.country == "COD"]
    dump = tmp_path / "CD.txt"
    dump.write_text(
        dump_row(goma.geonames_id or 0, "Goma", "", goma.lat, goma.lon, "P", "PPLA", "CD", "11", 144_000)
        + dump_row(5, "Blargimba", "", -1.5, 29.1, "P", "PPL", "CD", "11", 40)
        + dump_row(6, "Nord-Kivu", "", -0.5, 29, "A", "ADM1", "CD", "11", 0),
        encoding="utf-8",
    )
    gazetteer_build.build(dump, tmp_path / "gazetteer" / "places.bin")
    own = Gazetteer(tmp_path)
    assert [e.adm1 for e in own.lookup("Blargimba")[0]] == ["North Kivu"]
    assert [e.name for e in own.lookup("Goma")[0] if e.country == "COD"] == ["Goma"]
    assert [e.name for e in own.lookup("North Kivu")[0] if e.kind == "adm1"] == ["North Kivu"]


def test_a_file_that_is_no_dump_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "towns.txt"
    wrong.write_text("name,lat,lon\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"towns\.txt:1: 1 columns where a GeoNames dump has 19"):
        gazetteer_build.build(wrong, tmp_path / "places.bin")


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "places.bin"
    wrong.write_bytes(b"something else entirely")
    with pytest.raises(DataError, match="not a gazetteer of this version"):
        Towns(wrong)


def test_the_shipped_spellings_are_those_of_the_file(gazetteer: Gazetteer) -> None:
    rows = lexicon.table("gazetteer/spellings", ("long", "short"))
    assert sorted([row["long"], row["short"]] for row in rows) == gazetteer.towns.header["spellings"], "build the gazetteer again"
