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


#: phrases with a name or a pronoun inside, which marked lines cannot show: {mention: (name of its actor, country, sector)}
NESTED = [
    ("The Taliban's Doha-based spokesman Karim Wali left.", {
        "The Taliban": ("Taliban", "AFG", "GOV"),
        "The Taliban's Doha-based spokesman Karim Wali": ("Karim Wali", "AFG", "GOV"),
    }),
    ("ASEAN trade and transport ministers gathered in Manila.", {
        "ASEAN": ("Association of Southeast Asian Nations", "IGO", None),
        "ASEAN trade and transport ministers": ("ASEAN trade and transport ministers", "IGO", "GOV"),
    }),
    ("Norway recalled its ambassador.", {
        "Norway": ("Norway", "NOR", None), "its": ("Norway", "NOR", None), "its ambassador": ("its ambassador", "NOR", "GOV"),
    }),
    ("Kenya's foreign minister, Amina Wako, arrived.", {
        "Kenya": ("Kenya", "KEN", None), "Kenya's foreign minister": ("Amina Wako", "KEN", "GOV"),
        "Amina Wako": ("Amina Wako", "KEN", "GOV"),
    }),
    ("A spokeswoman for the Coast Front, Dena Kuhl, said she would talk.", {
        "A spokeswoman for the Coast Front": ("Dena Kuhl", None, None), "the Coast Front": ("Coast Front", None, None),
        "Dena Kuhl": ("Dena Kuhl", None, None), "she": ("Dena Kuhl", None, None),
    }),
    ("Boko Haram fighters entered the town.", {
        "Boko Haram": ("Boko Haram", "NGA", "REB"), "Boko Haram fighters": ("Boko Haram fighters", "NGA", "REB"),
    }),
    ("The general's wife was freed.", {
        "The general": ("The general", None, "MIL"), "The general's wife": ("The general's wife", None, "CVL"),
    }),
    ("Soldiers freed the bishop and his driver.", {
        "Soldiers": ("Soldiers", None, "MIL"), "the bishop": ("the bishop", None, "REL"), "his": ("the bishop", None, "REL"),
        "his driver": ("his driver", None, "CVL"),
    }),
    ("The mother of one victim wept.", {
        "The mother of one victim": ("The mother of one victim", None, "CVL"), "one victim": ("one victim", None, "CVL"),
    }),
    ("Chile's Ministry of Mines said it would appeal.", {
        "Chile": ("Chile", "CHL", None), "Chile's Ministry of Mines": ("Chile's Ministry of Mines", "CHL", "GOV"),
        "it": ("Chile's Ministry of Mines", "CHL", "GOV"),
    }),
    ("The Coast Front's spokesman Karim Wali said its fighters would stay.", {
        "The Coast Front": ("Coast Front", None, None),
        "The Coast Front's spokesman Karim Wali": ("Karim Wali", None, None),
        "its": ("Coast Front", None, None), "its fighters": ("its fighters", None, "UAF"),
    }),
    ("The gunman's wives were freed.", {
        "The gunman": ("The gunman", None, "UAF"), "The gunman's wives": ("The gunman's wives", None, "CVL"),
    }),
    ("Officials of both ministries declined to comment.", {
        "Officials of both ministries": ("Officials of both ministries", None, "GOV"),
        "both ministries": ("both ministries", None, "GOV"),
    }),
]  # fmt: skip


@pytest.mark.parametrize(("text", "marked"), NESTED)
def test_phrases_inside_phrases(text: str, marked: dict[str, tuple[str, str | None, str | None]]) -> None:
    layers = coder().read(text, published=None, id="nested").actors
    assert {m.text: (a.name, a.country, a.sector) for a in layers for m in a.mentions} == marked
