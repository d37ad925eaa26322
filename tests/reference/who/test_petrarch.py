"""Dictionaries of the PETRARCH family: every line is read or named, and days stay what they were. All names are invented."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.errors import InputError
from ceasewire.reference.who.petrarch import Code, Listing, Name, code_on, read, timeline

ACTORS = """\ufeff# Invented.
<!-- more of
them --> 
TIDE_FRONT_ [VRNREB <20040210]\t; a comment
+TLF_
  +TIDE  LIBERATION_FRONT
\t[VRNGOV 20040210-091231]  # ruled
\t[ VRNELI >310101 ]
PORT_COUNCIL_ [VRNGOV 991231-301231][VRNOPP]
---STOP---
AFTER_THE_END_ [VRNGOV]
"""

AGENTS = """
!MINIST! = MINISTER, MINISTRY
SKYWATCHER_ {SKYWATCHERS_} [~MIL]
!MINIST!_OF_TIDES_ [~GOV]
GULL [~CVL]
"""

BAD = [
    ("+TLF_", 1, "a synonym or code with no name above it"),
    ("\t[VRNREB]", 1, "a synonym or code with no name above it"),
    ("TIDE_FRONT_", 1, "'TIDE FRONT' has no code in [brackets]"),
    ("TIDE_FRONT_ [VRNREB", 1, "'[VRNREB' behind the name is not understood; a code stands in [brackets], a plural in {braces}"),
    ("TIDE_FRONT_ [VRNREB] OF", 1, "'OF' behind the name is not understood; a code stands in [brackets], a plural in {braces}"),
    ("TIDE_FRONT_ [VRNREB 2004]", 1, "code 'VRNREB 2004' is not understood. Allowed: CODE, CODE <D, CODE >D, CODE D-D, where D is "
     "YYYYMMDD or YYMMDD"),
    ("TIDE_FRONT_\n\t[VRNREB >20041301]", 2, "20041301 is no day of the calendar (YYYYMMDD)"),
    ("TIDE_FRONT_ [VRNREB 20040210-20040210]", 1, "code 'VRNREB 20040210-20040210' ends before it begins"),
    ("___ [VRNREB]", 1, "no name in this line"),
    ("TIDE|FRONT_ [VRNREB]", 1, "'|' in a name is not understood"),
    ("!GULL!_FRONT_ [VRNREB]", 1, "the set !GULL! is not defined above this line"),
]  # fmt: skip


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "actors.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_an_actor_has_his_names_and_codes_with_their_days(tmp_path: Path) -> None:
    path = write(tmp_path, ACTORS)
    front, council = read(path)
    assert isinstance(front, Listing) and front.where == f"{path}:4" and not front.is_agent
    assert front.names == [Name("TIDE FRONT"), Name("TLF"), Name("TIDE LIBERATION FRONT")]
    assert front.codes == [
        Code("VRNREB", "", "2004-02-10"), Code("VRNGOV", "2004-02-10", "2009-12-31"), Code("VRNELI", "1931-01-01", ""),
    ]  # fmt: skip
    assert isinstance(council, Listing) and council.codes == [Code("VRNGOV", "1999-12-31", "2030-12-31"), Code("VRNOPP")]


def test_agents_have_plurals_and_sets(tmp_path: Path) -> None:
    found = [item for item in read(write(tmp_path, AGENTS)) if isinstance(item, Listing)]
    assert [x.names for x in found] == [
        [Name("SKYWATCHER", "SKYWATCHERS")], [Name("MINISTER OF TIDES"), Name("MINISTRY OF TIDES")], [Name("GULL")],
    ]  # fmt: skip
    assert all(x.is_agent for x in found)


@pytest.mark.parametrize(("text", "line", "reason"), BAD)
def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = write(tmp_path, text + "\nPORT_COUNCIL_ [VRNGOV]\n")
    problem, council = read(path)
    assert str(problem) == f"{path}:{line}: {reason}"
    assert isinstance(council, Listing) and council.names == [Name("PORT COUNCIL")]


def test_what_hangs_on_a_bad_name_goes_to_nobody_else(tmp_path: Path) -> None:
    found = list(read(write(tmp_path, "PORT_COUNCIL_ [VRNGOV]\nTIDE|FRONT_ [VRNREB]\n+TLF_\n\t[VRNGOV >20040210]\n")))
    assert [str(x).split(": ")[1] for x in found if isinstance(x, InputError)] == ["'|' in a name is not understood"]
    (council,) = (x for x in found if isinstance(x, Listing))
    assert (council.names, council.codes) == ([Name("PORT COUNCIL")], [Code("VRNGOV")])


def test_a_bad_synonym_is_left_out_alone(tmp_path: Path) -> None:
    problem, front = read(write(tmp_path, "TIDE_FRONT_ [VRNREB]\n+TLF_ [VRNOPP]\n+TIDAL_FRONT_\n"))
    assert "actors.txt:2: a synonym has no code of its own" in str(problem)
    assert isinstance(front, Listing) and front.names == [Name("TIDE FRONT"), Name("TIDAL FRONT")]


def test_another_encoding_is_named_by_its_line_and_may_stand_in_comments(tmp_path: Path) -> None:
    found = list(read(write(tmp_path, b"CAF\xc9_ [VRNBUS]\r\n+COFFEE_\rPORT_COUNCIL_ [VRNGOV] ; caf\xe9\r\n# \xff\n")))
    assert [str(x).split("txt")[1] if isinstance(x, InputError) else x.names[0].text for x in found] == [
        ":1: byte 0xc9 is not UTF-8; save the file as UTF-8", "PORT COUNCIL",
    ]  # fmt: skip


def test_a_file_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    path, nowhere = write(tmp_path, b"PK\x03\x04\0\0"), tmp_path / "none.txt"
    assert [str(x) for x in read(path)] == [f"{path}: is no text; give a dictionary in UTF-8"]
    assert [str(x) for x in read(nowhere)] == [f"{nowhere}: cannot be read: No such file or directory"]


# properties ----------------------------------------------------------------------------------------------------------------

DAYS = st.dates(datetime.date(1931, 1, 1), datetime.date(2030, 12, 31))
CODES = st.sampled_from(["VRN", "VRNREB", "VRNGOV", "NGOHLH", "IGOUNO"])


@st.composite
def _codes(draw: st.DrawFn) -> Code:
    code, since, until = draw(CODES), draw(st.none() | DAYS), draw(st.none() | DAYS)
    if since and until and since >= until:
        until = None
    return Code(code, since.isoformat() if since else "", until.isoformat() if until else "")


_words = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZÉØ0123456789'-.", min_size=1, max_size=8).filter(
    lambda w: any(c.isalnum() for c in w) and not w.startswith("---")
)
_names = st.lists(_words, min_size=1, max_size=4).map(" ".join)
_listings = st.lists(st.tuples(st.lists(_names, min_size=1, max_size=3), st.lists(_codes(), min_size=1, max_size=4)), max_size=5)


def _written(code: Code, *, short: bool) -> str:
    since, until = (d.replace("-", "")[2 if short else 0 :] for d in (code.since, code.until))
    dates = f" {since}-{until}" if since and until else f" >{since}" if since else f" <{until}" if until else ""
    return f"[{code.code}{dates}]"


@given(_listings, st.booleans(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, listings: list[tuple[list[str], list[Code]]], short: bool,
                                       end: str) -> None:  # fmt: skip
    lines = []
    for names, codes in listings:
        lines += [names[0].replace(" ", "_") + "_ ; a comment", *(f"+{n.replace(' ', '_')}_" for n in names[1:])]
        lines += ["\t" + _written(c, short=short) for c in codes]
    path = write(tmp_path_factory.mktemp("round"), end.join(lines))
    found = [(([n.text for n in x.names]), x.codes) for x in read(path) if isinstance(x, Listing)]
    assert found == listings


@given(st.lists(_codes(), min_size=1, max_size=5), st.lists(DAYS, min_size=1, max_size=20))
def test_a_timeline_says_of_every_day_what_the_codes_say(codes: list[Code], days: list[datetime.date]) -> None:
    pieces = timeline(codes)
    ends = {d for c in codes for d in (c.since, c.until) if d}
    for day in {*(d.isoformat() for d in days), *ends}:
        held = [p.code for p in pieces if (not p.since or p.since <= day) and (not p.until or day < p.until)]
        meant = code_on(codes, day)
        assert held == ([meant.code] if meant else [])
    assert all(a.until and a.until <= b.since for a, b in itertools.pairwise(pieces))


@given(st.binary(max_size=200) | st.text(alphabet="A_ +[]{}!=<>-;#~\t\n0123456789", max_size=200).map(str.encode))
def test_no_file_ends_the_program(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    for found in read(write(tmp_path_factory.mktemp("any"), data)):
        assert isinstance(found, InputError) or (found.names and found.codes)
