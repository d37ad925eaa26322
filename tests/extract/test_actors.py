"""People of a user's own table: an office counts while it is held, and a last name alone finds the one who holds it."""

from __future__ import annotations

import pytest

from ceasewire.config import Config
from ceasewire.extract.actors import Actors
from ceasewire.pipeline import advance
from ceasewire.records import Actor
from tests.conftest import coder

OFFICES = """\
name,aliases,country,sector,role,from,to
Orvel Tamsin,,KEN,GOV,prime minister,2008-01-01,2012-01-01
Ilka Brunsvold,,NOR,GOV,chancellor,2007-01-01,2012-01-01
"""

GROUPS = """\
name,aliases,country,sector,kind
Hezbollah,,LBN,PTY,party
"""
INSTITUTIONS = """\
name,aliases,country,sector,kind
Houthis,,YEM,GOV,government
"""
NOUNS = """\
noun,kind,sector,what,plural
rebel,opposition,OPP,person,
"""


@pytest.fixture(scope="module")
def actors(tmp_path_factory: pytest.TempPathFactory) -> Actors:
    own = tmp_path_factory.mktemp("own")
    (own / "actors").mkdir()
    (own / "actors" / "offices.csv").write_text(OFFICES, encoding="utf-8")
    (own / "actors" / "armed_groups.csv").write_text(GROUPS, encoding="utf-8")
    (own / "actors" / "institutions.csv").write_text(INSTITUTIONS, encoding="utf-8")
    (own / "actors" / "role_nouns.csv").write_text(NOUNS, encoding="utf-8")
    return Actors(Config(data=own))


def found(actors: Actors, text: str, published: str) -> tuple[Actor, ...]:
    return advance(actors, coder().parse(text, published=published)).actors


def test_two_who_hold_office_and_a_last_name_for_one(actors: Actors) -> None:
    both = found(actors, "Orvel Tamsin and Ilka Brunsvold met. Tamsin spoke first.", "2010-05-01")
    assert [(a.name, a.country, a.sector, len(a.mentions)) for a in both] == [
        ("Orvel Tamsin", "KEN", "GOV", 2), ("Ilka Brunsvold", "NOR", "GOV", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("published", "name", "country"), [("2010-04-01", "Ilka Brunsvold", "NOR"), ("2022-04-01", "Brunsvold", None)])
def test_a_last_name_alone(actors: Actors, published: str, name: str, country: str | None) -> None:
    (actor,) = found(actors, "Brunsvold spoke in Berlin.", published)
    assert (actor.name, actor.country) == (name, country)


@pytest.mark.parametrize(
    ("text", "kind", "sector"),
    [
        ("Hezbollah spoke.", "party", "PTY"),
        ("Hizbullah spoke.", "party", "PTY"),  # a name that only our row has
        ("The Houthis spoke.", "government", "GOV"),  # in another table than ours
        ("The rebels spoke.", "opposition", "OPP"),
    ],
)
def test_own_rows_win_over_ours_of_the_same_name(actors: Actors, text: str, kind: str, sector: str) -> None:
    (actor,) = found(actors, text, "2024-05-01")
    assert (actor.kind, actor.sector) == (kind, sector)
