"""A user's dictionary becomes actors of his own, with country and sector on the right days. All names and the state are invented."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasewire.config import Config
from ceasewire.errors import DataError
from ceasewire.reference.who import directory
from ceasewire.reference.who.own_tables import add_dictionaries, path_of
from ceasewire.resolve import resolve_name

STATES = "code,name,aliases,adjectives,people,capitals\nVRN,Varonia,Republic of Varonia,Varonian,Varonian; Varonians,Verin\n"

ACTORS = """
TIDE_FRONT_
+TIDAL_LIBERATION_FRONT_
+TLF_
	[VRNREB <20040210]
	[VRNGOV >20040210]
NORBEK_TAGHIMOV_
+TAGHIMOV_
	[VRNREB 990301-040210]
	[VRNGOV 20040210-20091231]
	[VRNELI >20091231]
BLUE_CONVOY_ [NGOHLH]
PETER_ORLANE_ [VRNBUS]
VARONIA_ [VRN]
+VARONIAN_
+VERIN_
"""

AGENTS = """
!GULL! = GULL KEEPER, GULL KEEPERS
SOLDIER_ [~MIL]
SOLDIERS_ [~MIL]
!GULL!_ [~CVL]
TIDE_COUNCIL_ {} [~GOV]
CHEF_ [~MIL]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "actors").mkdir(parents=True)
    (folder / "actors" / "states.csv").write_text(STATES, encoding="utf-8")
    return folder


def dictionary(folder: Path, text: str) -> Path:
    path = folder.parent / "varonia.actors.txt"
    path.write_text(text, encoding="utf-8")
    return path


def lines(own: Path, table: str) -> list[str]:
    return path_of(own, table).read_text(encoding="utf-8").splitlines()


def test_each_actor_gets_rows_of_his_table(own: Path) -> None:
    done = add_dictionaries([dictionary(own, ACTORS)], own)
    assert (done.added, done.known, done.left_out) == (4, 1, [])
    assert lines(own, "armed_groups") == [
        "name,aliases,country,sector,kind,from,to",
        "Tide Front,Tidal Liberation Front; TLF,VRN,REB,rebel,,2004-02-10",
        "Tide Front,Tidal Liberation Front; TLF,VRN,GOV,government,2004-02-10,",
    ]
    assert lines(own, "ngos")[1:] == ["Blue Convoy,,NGO,MED,ngo,,"]
    assert lines(own, "offices")[1:] == [
        "Norbek Taghimov,Taghimov,VRN,REB,,1999-03-01,2004-02-10",
        "Norbek Taghimov,Taghimov,VRN,GOV,,2004-02-10,2009-12-31",
        "Norbek Taghimov,Taghimov,VRN,ELI,,2009-12-31,",
        "Peter Orlane,,VRN,BUS,,,",
    ]


RESOLVED = [
    ("Tide Front", "2003-05-06", "VRN", "REB"),
    ("the TLF", "2004-02-09", "VRN", "REB"),
    ("the TLF", "2004-02-10", "VRN", "GOV"),
    ("Tidal Liberation Front", "2020-01-01", "VRN", "GOV"),
    ("Norbek Taghimov", "2003-05-06", "VRN", "REB"),
    ("Mr Taghimov", "2009-12-30", "VRN", "GOV"),
    ("Norbek Taghimov", "2009-12-31", "VRN", "ELI"),
    ("Blue Convoy", None, "NGO", "MED"),
    ("Varonian skywatchers", None, "VRN", "MIL"),
]


def test_resolve_knows_them_on_their_days(own: Path) -> None:
    agents = own.parent / "agents.txt"
    agents.write_text("SKYWATCHER_ {SKYWATCHERS_} [~MIL]\n", encoding="utf-8")
    add_dictionaries([dictionary(own, ACTORS), agents], own)
    config = Config(data=own)
    found = [(name, day, *_known(name, day, config)) for name, day, _, _ in RESOLVED]
    assert found == RESOLVED


def _known(name: str, day: str | None, config: Config) -> tuple[str | None, str | None]:
    found = resolve_name(name, date=day, config=config)
    return found.country, found.sector


@pytest.mark.parametrize(("day", "kind", "sector"), [("2003-05-06", "rebel", "REB"), ("2012-05-07", "government", "GOV")])
def test_code_knows_them_on_their_days(own: Path, day: str, kind: str, sector: str) -> None:
    import ceasewire

    add_dictionaries([dictionary(own, ACTORS)], own)
    record = ceasewire.load(data=own).code("The Tide Front attacked Verin on Monday.", published=day)
    (event,) = record["events"]
    (front,) = (a for a in record["actors"] if a["id"] in event["sources"])
    assert event["type"] == "ASSAULT"
    assert (front["name"], front["kind"], front["country"], front["sector"]) == ("Tide Front", kind, "VRN", sector)


def test_agents_that_say_nothing_new_get_no_row(own: Path) -> None:
    done = add_dictionaries([dictionary(own, AGENTS)], own)
    assert (done.added, done.known, done.left_out) == (3, 2, [])
    assert lines(own, "role_nouns")[1:] == [
        "gull keeper,civilians,CVL,person,", "tide council,government,GOV,body,", "chef,military,MIL,person,",
    ]  # fmt: skip


def test_the_same_file_adds_nothing_and_mended_rows_stay(own: Path) -> None:
    path = dictionary(own, ACTORS)
    add_dictionaries([path], own)
    before = {p: p.read_bytes() for p in (own / "actors").iterdir()}
    again = add_dictionaries([path], own)
    assert (again.added, again.known, again.left_out) == (0, 5, [])
    table = path_of(own, "ngos")
    table.write_text(table.read_text(encoding="utf-8").replace("MED", "SOC"), encoding="utf-8")
    third = add_dictionaries([path], own)
    assert [str(x) for x in third.left_out] == [
        f"{path}:12: own/actors/ngos.csv:2 has this name already and says something else; it stays as it is"
    ]
    assert {p: p.read_bytes() for p in (own / "actors").iterdir()} == before | {table: before[table].replace(b"MED", b"SOC")}


def test_rows_are_added_behind_those_that_are_there_in_their_columns(own: Path) -> None:
    path_of(own, "ngos").write_text("# mine\nkind,sector,country,aliases,name\nngo,SOC,NGO,,Gull Watch", encoding="utf-8")
    add_dictionaries([dictionary(own, "BLUE_CONVOY_ [NGOHLH]\n")], own)
    assert lines(own, "ngos") == ["# mine", "kind,sector,country,aliases,name", "ngo,SOC,NGO,,Gull Watch", "ngo,MED,NGO,,Blue Convoy"]
    with pytest.raises(DataError, match="new rows fill column 'from', which the table lacks"):
        add_dictionaries([dictionary(own, "GREEN_CONVOY_ [NGOHLH >20010101]\nTLF_ [VRNREB]\n")], own)
    assert not path_of(own, "armed_groups").exists(), "nothing is written when one table is wrong"


LEFT_OUT = [
    ("OSTREL_ [VRN]", "code 'VRN' does not say what 'Ostrel' is"),
    ("GULLS_ [VRNXYZ]", "a part 'XYZ' that is not known"),
    ("SOMEBODY_ [---]", "nobody's name"),
    ("SKYWATCHER_ [~VRN]", "does not say what an agent is"),
    ("SKYWATCHER_ [~MIL >20010101]", "an agent has one code and no dates"),
    ("BLUE_CONVOY_ [NGOHLH]\nBLUE_CONVOY_ [NGOREF]", ":2: "),
]


@pytest.mark.parametrize(("text", "reason"), LEFT_OUT)
def test_what_cannot_be_used_is_named(own: Path, text: str, reason: str) -> None:
    done = add_dictionaries([dictionary(own, text)], own)
    assert len(done.left_out) == 1 and "varonia.actors.txt:" in str(done.left_out[0]) and reason in str(done.left_out[0])


PERSONS = [
    ("NORBEK_TAGHIMOV_ [VRNGOV 20040210-20091231]", "offices"),  # an office for a time
    ("PETER_ORLANE_ [VRNREB]", "offices"),  # a first name
    ("ORLANE_ [VRNELI]", "offices"),  # only persons are ELI
    ("NORBEK_TAGHIMOV_ [VRNREB]", "armed_groups"),  # may be a group named after somebody
    ("PORT_COUNCIL_ [VRNGOV 20040210-20091231]", "institutions"),  # a noun for a body
    ("HARBOUR_GUARD_ [VRNMIL 20040210-20091231]", "institutions"),
]


@pytest.mark.parametrize(("text", "table"), PERSONS)
def test_who_is_a_person(own: Path, text: str, table: str) -> None:
    assert list(add_dictionaries([dictionary(own, text)], own).rows) == [table]


def test_a_territory_of_ones_own_does_not_rename_its_state(own: Path) -> None:
    table = path_of(own, "territories")
    table.write_text("country,name,sector,aliases,adjectives,people,capitals\nVRN,Ostrel Coast,,,Ostrelian,Ostrelians,\n", encoding="utf-8")
    who = directory.load(own)
    assert who.countries["VRN"].name == "Varonia" and who.adjectives["ostrelian"] == "VRN"


# properties ----------------------------------------------------------------------------------------------------------------

_syllables = st.lists(st.sampled_from(["QUOR", "ZIN", "VELM", "OSTR", "DRAX", "YUB"]), min_size=2, max_size=3).map("".join)
_codes = st.sampled_from(["VRNREB", "VRNPTY", "AFGMIL", "NGOHRI", "IGOUNO", "MNC"])
_days = st.dates(datetime.date(1931, 1, 1), datetime.date(2030, 12, 31))


@settings(max_examples=6, deadline=None)
@given(st.dictionaries(_syllables, st.tuples(_codes, _codes, _days), min_size=3, max_size=6))
def test_the_tables_say_on_each_day_what_the_dictionary_says(
    tmp_path_factory: pytest.TempPathFactory, actors: dict[str, tuple[str, str, datetime.date]]
) -> None:
    own = tmp_path_factory.mktemp("round") / "own"
    (own / "actors").mkdir(parents=True)
    (own / "actors" / "states.csv").write_text(STATES, encoding="utf-8")
    text = "".join(f"{name}_FACTION_ [{a} <{day:%Y%m%d}]\n\t[{b} >{day:%Y%m%d}]\n" for name, (a, b, day) in actors.items())
    done = add_dictionaries([dictionary(own, text)], own)
    assert (done.added, done.left_out) == (len(actors), [])
    who = directory.load(own)
    sector = {"VRNREB": "REB", "VRNPTY": "PTY", "AFGMIL": "MIL", "NGOHRI": "SOC", "IGOUNO": None, "MNC": "BUS"}
    country = {"VRNREB": "VRN", "VRNPTY": "VRN", "AFGMIL": "AFG", "NGOHRI": "NGO", "IGOUNO": "UNO", "MNC": "MNC"}
    for name, (a, b, day) in actors.items():
        for code, when in ((a, day - datetime.timedelta(days=1)), (b, day)):
            entry = directory.at(who.find(f"{name.title()} Faction"), when.isoformat())
            assert entry is not None and (entry.country, entry.sector, entry.own) == (country[code], sector[code], True)
    again = add_dictionaries([dictionary(own, text)], own)
    assert (again.added, again.known) == (0, len(actors))
