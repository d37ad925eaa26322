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


@pytest.fixture(scope="module")
def actors(tmp_path_factory: pytest.TempPathFactory) -> Actors:
    own = tmp_path_factory.mktemp("own")
    (own / "actors").mkdir()
    (own / "actors" / "offices.csv").write_text(OFFICES, encoding="utf-8")
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
