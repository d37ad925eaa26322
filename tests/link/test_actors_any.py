"""Who is who across any articles: what must hold whatever they tell."""

from __future__ import annotations

import random
from collections.abc import Iterable

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ceasewire.link.actors import ActorsAcross
from tests.link.told import Json, body, found, told, who
from tests.store.invented import any_record

_FIRST, _LAST = ("Karim", "Kareem", "Sergei", "Sergey", "K."), ("Haddad", "al-Haddad", "Hadad", "Dorzhen")
_ROLES = ((None, None), ("general", "MIL"), ("finance minister", "GOV"), ("mayor", "GOV"), ("rebel leader", "REB"), ("teacher", "EDU"))


@st.composite
def any_article(draw: st.DrawFn) -> list[Json]:
    """The actors of an article: few names, so that they meet."""
    actors = []
    for _ in range(draw(st.integers(1, 3))):
        last, first = draw(st.sampled_from(_LAST)), draw(st.sampled_from(("", *_FIRST)))
        role, sector = draw(st.sampled_from(_ROLES))
        name = f"{first} {last}".strip()
        country = draw(st.sampled_from((None, None, "SYR", "IRQ")))
        if draw(st.integers(0, 4)):
            actors.append(who(name, f"{role.title()} {name}" if role else name, role=role, sector=sector, country=country, rule="title"))
        else:
            bodies = ("Tide Front", "Tidal Liberation Front", "TLF", "Interior Ministry", name)
            actors.append(body(draw(st.sampled_from(bodies)), country=country))
    return actors


_ARTICLES = st.lists(st.tuples(any_article(), st.sampled_from((None, "2019-01-01", "2019-06-01", "2021-01-01"))), max_size=8)


def records_of(articles: Iterable[tuple[list[Json], str | None]]) -> list[Json]:
    return [told(f"r{n}", *actors, day=day) for n, (actors, day) in enumerate(articles)]


@settings(max_examples=30, deadline=None)
@given(_ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(articles: list[tuple[list[Json], str | None]], shuffle: random.Random) -> None:
    records = records_of(articles)
    again = records[:]
    shuffle.shuffle(again)
    assert found(*records) == found(*again)


@settings(max_examples=30, deadline=None)
@given(_ARTICLES)
def test_whatever_is_told_nothing_is_lost_and_nothing_is_joined_on_a_last_name(articles: list[tuple[list[Json], str | None]]) -> None:
    records = records_of(articles)
    across = ActorsAcross()
    for record in records:
        across.add(record)
    result = across.find()
    ids = {g.id for g in result.groups} | {b.id for b in result.bare}
    assert len(ids) == len(result.groups) + len(result.bare)
    countries: dict[str, set[str]] = {}
    mentions = 0
    for record in records:
        placed = across.placed(record)
        assert set(placed) == {a["id"] for a in record["actors"]} and set(placed.values()) <= ids
        mentions += sum(len(a["mentions"]) for a in record["actors"])
        for actor in record["actors"]:
            if actor["kind"] == "person" and actor["name"].split()[0] in (*_LAST, "K."):
                assert placed[actor["id"]].startswith("name-")
            elif actor["country"]:
                countries.setdefault(placed[actor["id"]], set()).add(actor["country"])
    assert all(len(codes) == 1 for id, codes in countries.items() if id.startswith("actor-"))
    assert sum(item.count.mentions for item in (*result.groups, *result.bare)) == mentions
    assert all(set(pair.groups) <= ids and pair.groups[0] != pair.groups[1] for pair in result.unsure)


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate))  # shrinking such records takes minutes
@given(st.lists(any_record(), max_size=3, unique_by=lambda record: record["article"]["id"]))
def test_records_of_any_words_are_read(records: list[Json]) -> None:
    result = found(*records)
    named_by = [m for r in records for a in r["actors"] for m in a["mentions"] if m["how"] in ("name", "alias", "metonym")]
    assert sum(item.count.mentions for item in (*result.groups, *result.bare)) == len(named_by)
