"""Who is who across articles. All people, bodies and articles are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ceasewire.link.actors import ActorsAcross, Bare, Found, Group
from tests.link.articles import TALKS
from tests.link.told import Json, body, found, told, who


def named(result: Found, name: str) -> list[Group]:
    return [group for group in result.groups if group.name == name]


def one(result: Found, name: str) -> Group:
    (group,) = named(result, name)
    return group


def bare(result: Found, name: str) -> Bare:
    (item,) = [b for b in result.bare if b.name == name]
    return item


def doubts(result: Found) -> list[tuple[str, str]]:
    return [(pair.rule, pair.reason) for pair in result.unsure]


def general(name: str, *mentions: str, **more: Any) -> Json:
    return who(name, *(mentions or (f"General {name}",)), role="general", sector="MIL", rule="title", **more)


def minister(name: str, of: str = "finance", **more: Any) -> Json:
    return who(name, f"{of.capitalize()} Minister {name}", role=f"{of} minister", sector="GOV", rule="title", **more)


# people --------------------------------------------------------------------------------------------------------------------


def test_one_full_name_is_one_person_in_all_his_forms() -> None:
    result = found(
        told("a", general("Radan Veles", "General Radan Veles", "Veles"), day="2021-06-01"),
        told("b", who("Radan Veles"), day="2021-07-01"),
    )
    group = one(result, "Radan Veles")
    (member,) = group.members
    assert (group.count.articles, group.first, group.last) == (2, "2021-06-01", "2021-07-01")
    assert member.rule == "same name"
    assert [(f.text, f.how, f.count.articles, f.examples) for f in member.forms] == [
        ("Radan Veles", "name", 2, ("a", "b")), ("Veles", "short for it in the article", 1, ("a",)),
    ]  # fmt: skip
    assert not result.bare and not result.unsure


def test_offices_over_time_with_their_words() -> None:
    result = found(
        told("a", minister("Irena Solvik", country="MKD"), day="2019-02-01"),
        told("b", minister("Irena Solvik", country="MKD"), day="2019-09-01"),
        told("c", minister("Irena Solvik", "prime", country="MKD"), day="2021-01-05"),
    )  # fmt: skip
    group = one(result, "Irena Solvik")
    assert [(h.role, h.first, h.last, h.words, h.article) for h in group.offices] == [
        ("finance minister", "2019-02-01", "2019-09-01", "Finance Minister", "a"),
        ("prime minister", "2021-01-05", "2021-01-05", "Prime Minister", "c"),
    ]
    assert not result.unsure


def test_namesakes_of_two_countries_stay_apart() -> None:
    result = found(told("a", general("Karim Haddad", country="SYR")), told("b", general("Karim Haddad", country="IRQ"), day="2022-01-01"))
    assert len(named(result, "Karim Haddad")) == 2
    ((rule, reason),) = doubts(result)
    assert rule == "namesakes" and "of another country: " in reason


@pytest.mark.parametrize("other, why", [
    (minister("Karim Haddad", "health"), "in another office at the same time"),
    (who("Karim Haddad", "Mayor Karim Haddad", role="mayor", sector="GOV"), "in another office at the same time"),
    (who("Karim Haddad", "the teacher Karim Haddad", role="teacher", sector="EDU"), "of another calling at the same time"),
    (who("Karim Haddad", "rebel leader Karim Haddad", role="rebel leader", sector="REB"), "of another calling at the same time"),
])  # fmt: skip
def test_namesakes_in_two_offices_at_once_stay_apart(other: Json, why: str) -> None:
    result = found(told("a", minister("Karim Haddad")), told("b", other))
    assert len(named(result, "Karim Haddad")) == 2
    ((rule, reason),) = doubts(result)
    assert rule == "namesakes" and why in reason


@pytest.mark.parametrize("other", [
    minister("Karim Haddad", "health"),
    who("Karim Haddad", "the teacher Karim Haddad", role="teacher", sector="EDU"),
])  # fmt: skip
def test_an_office_that_comes_later_is_a_new_office(other: Json) -> None:
    result = found(told("a", minister("Karim Haddad"), day="2019-01-01"), told("b", other, day="2021-01-01"))
    assert [h.first for h in one(result, "Karim Haddad").offices] == ["2019-01-01", "2021-01-01"]


@pytest.mark.parametrize("first, second", [
    (minister("Karim Haddad", "defence"), minister("Karim Haddad", "defense")),
    (minister("Karim Haddad"), who("Karim Haddad", "Minister Karim Haddad", role="minister", sector="GOV")),
    (minister("Karim Haddad"), who("Karim Haddad", "former mayor Karim Haddad", role="mayor", sector="ELI")),
    (minister("Karim Haddad"), general("Karim Haddad")),
    (general("Karim Haddad"), who("Karim Haddad", "rebel commander Karim Haddad", role="rebel commander", sector="REB")),
    (minister("Karim Haddad"), who("Karim Haddad", "Karim Haddad", "~a spokesman", role="spokesman")),
])  # fmt: skip
def test_offices_that_go_together(first: Json, second: Json) -> None:
    result = found(told("a", first), told("b", second))
    assert one(result, "Karim Haddad").count.articles == 2 and not result.unsure


def test_who_says_nothing_of_himself_joins_neither_of_two_namesakes() -> None:
    result = found(
        told("a", general("Karim Haddad", country="SYR")), told("b", general("Karim Haddad", country="IRQ")),
        told("c", who("Karim Haddad")),
    )  # fmt: skip
    assert sorted(g.count.articles for g in named(result, "Karim Haddad")) == [1, 1, 1]
    assert {rule for rule, _ in doubts(result)} == {"namesakes", "either"}


def test_he_joins_the_one_whom_nearly_all_articles_mean_and_it_is_said() -> None:
    many = [told(f"m{n}", general("Karim Haddad", country="SYR")) for n in range(19)]
    result = found(*many, told("b", general("Karim Haddad", country="IRQ")), told("c", who("Karim Haddad")))
    group = max(named(result, "Karim Haddad"), key=lambda g: g.count.articles)
    assert group.count.articles == 20 and "19 of 20" in group.notes[0]


def test_a_body_in_common_outweighs_a_country_misread() -> None:
    front = body("Tide Front")
    result = found(
        told("a", front, who("Karim Haddad", country="SYR", of="Tide Front")),
        told("b", front, who("Karim Haddad", country="IRQ", of="Tide Front")),
    )  # fmt: skip
    assert one(result, "Karim Haddad").count.articles == 2


# last names ----------------------------------------------------------------------------------------------------------------


def test_a_last_name_alone_is_joined_with_nobody() -> None:
    result = found(
        told("a", general("Radan Veles", "General Radan Veles", "Veles")), told("b", general("Veles", "General Veles")),
        told("c", who("Ana Veles")),
    )  # fmt: skip
    item = bare(result, "Veles")
    assert item.count.articles == 1 and item.why == "a name alone, without first name"
    assert [(p.name, p.reason) for p in item.perhaps] == [
        ("Radan Veles", "called so in an article that has the full name; same office: general"), ("Ana Veles", "the same last name"),
    ]  # fmt: skip
    assert one(result, "Radan Veles").count.articles == 1


@pytest.mark.parametrize("name", [
    "Veles", "al-Veles", "R. Veles", "General Veles", "Mr Veles", "Vice President Veles", "von Veles", "Abu Veles",
])  # fmt: skip
def test_what_is_no_full_name(name: str) -> None:
    result = found(told("a", who(name)), told("b", who("Radan Veles")))
    assert len(result.bare) == 1 and one(result, "Radan Veles").count.articles == 1


def test_an_other_person_of_the_name_is_not_even_perhaps_one_in_silence() -> None:
    result = found(told("a", who("Radan Veles", country="SYR")), told("b", who("Veles", country="IRQ")))
    assert bare(result, "Veles").perhaps[0].reason == "the same last name; but of another country: IRQ, SYR"


def test_a_place_taken_for_a_person_is_shown_as_such() -> None:
    result = found(told("a", body("Ostrel", kind="country", rule="party")), told("b", who("Ostrel")))
    assert [(p.name, p.reason) for p in bare(result, "Ostrel").perhaps] == [("Ostrel", "a body has this name")]


# spelling ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("one_name, other, rule", [
    ("Sergei Dorzhen", "Sergey Dorzhen", "spelling"),
    ("Abdel Fattah al-Burdan", "Abdul Fatah Burdan", "spelling"),
    ("Karim Selim Haddad", "Karim Haddad", "middle name"),
    ("Raquel Ibáñez", "Raquel Ibanez Mora", "longer"),
    ("Franklin Delano Ragan", "Franklin D. Ragan", "middle name"),
])  # fmt: skip
def test_two_spellings_with_an_office_in_common_are_one_person(one_name: str, other: str, rule: str) -> None:
    result = found(told("a", general(one_name, country="SDN")), told("b", general(other, country="SDN")), told("c", general(one_name)))
    group = one(result, one_name)
    assert {m.name: m.rule for m in group.members} == {one_name: "same name", other: rule}
    assert "same office: general" in next(m.reason for m in group.members if m.name == other)


def test_two_spellings_with_nothing_in_common_are_left_to_a_person() -> None:
    result = found(told("a", who("Sergei Dorzhen")), told("b", who("Sergey Dorzhen")))
    assert len(result.groups) == 2 and doubts(result)[0][0] == "spelling"


def test_an_initial_is_left_to_a_person() -> None:
    result = found(told("a", general("Sergei Arkady Dorzhen")), told("b", general("S. Arkady Dorzhen")))
    assert len(result.groups) == 2 and doubts(result)[0][0] == "initial"


@pytest.mark.parametrize("one_name, other", [
    ("Omar Haddad", "Amir Haddad"), ("Donald Ragan", "Donald Ragan Jr."), ("Kim Jong Il", "Kim Jong Un"), ("Hassan Rahim", "Hussein Rahim"),
    ("Ana Solvik", "Irena Solvik"), ("Mohammed Rahim", "Mahmoud Rahim"),
])  # fmt: skip
def test_other_names_are_other_people(one_name: str, other: str) -> None:
    result = found(told("a", general(one_name, country="IRQ")), told("b", general(other, country="IRQ")))
    assert len(result.groups) == 2


def test_a_short_name_that_fits_two_joins_neither() -> None:
    names = ("Karim Selim Haddad", "Karim Nabil Haddad", "Karim Haddad")
    result = found(*(told(name, general(name)) for name in names))
    assert len(result.groups) == 3 and [rule for rule, _ in doubts(result)] == ["either", "either"]


# bodies --------------------------------------------------------------------------------------------------------------------


def test_an_acronym_that_an_article_explains() -> None:
    result = found(told("a", body("Tidal Liberation Front", "Tidal Liberation Front", "TLF")), told("b", body("TLF")))
    group = one(result, "Tidal Liberation Front")
    assert {m.name: m.rule for m in group.members} == {"Tidal Liberation Front": "same name", "TLF": "acronym"}


def test_an_acronym_of_two_bodies_or_of_none_that_says_so() -> None:
    two = found(
        told("a", body("Tidal Liberation Front", "Tidal Liberation Front", "TLF")),
        told("b", body("Tamar Loyal Force", "Tamar Loyal Force", "TLF")), told("c", body("TLF")),
    )  # fmt: skip
    assert len(two.groups) == 3 and [rule for rule, _ in doubts(two)] == ["acronym", "acronym"]
    none = found(told("a", body("Tidal Liberation Front")), told("c", body("TLF")))
    said = "TLF may be the initials of 'tidal liberation front'; no article says so"
    assert len(none.groups) == 2 and doubts(none) == [("initials", said)]


def test_a_name_that_bodies_of_many_states_have() -> None:
    council = "National Security Council"
    syria, iraq = body("Syria", kind="country", rule="states", country="SYR"), body("Iraq", kind="country", rule="states", country="IRQ")
    result = found(
        told("a", body(council, country="SYR")), told("b", syria, body(council)), told("c", syria, iraq, body(council)),
        told("d", iraq, body(council)),
    )  # fmt: skip
    syrian, iraqi = sorted(named(result, council), key=lambda g: -g.count.articles)
    assert (syrian.count.articles, syrian.country, iraqi.count.articles, iraqi.country) == (2, "SYR", 1, None)
    assert "counted by the state that its articles speak of" in syrian.notes[0]
    item = bare(result, council)
    assert item.count.articles == 1 and [p.reason for p in item.perhaps] == ["the same name", "the same name"]


def test_the_end_of_a_longer_name_is_left_to_a_person() -> None:
    result = found(told("a", body("Maruzan Harvest Party")), told("b", body("Harvest Party", country="PER")))
    assert doubts(result) == [("short name", "'harvest party' may be short for 'maruzan harvest party'")]


def test_a_name_taken_for_a_person_once() -> None:
    many = [told(f"m{n}", body("Crni Hrast")) for n in range(9)]
    group = one(found(*many, told("p", who("Crni Hrast"))), "Crni Hrast")
    assert group.count.articles == 10 and group.kind == "group"
    assert doubts(found(*many[:2], told("p", who("Crni Hrast")))) == [
        ("person or body", "taken for a person in 1 articles and for a body in 2"),
    ]  # fmt: skip


# lists of actors -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "offices.csv").write_text(
        "name,aliases,country,sector,role,from,to\n"
        "Norbek Taghimov,Norbek Tagimov,MNG,GOV,foreign minister,2018-01-01,2021-01-01\n"
        "Norbek Taghimov,Norbek Tagimov,MNG,GOV,president,2021-01-01,\n",
        encoding="utf-8",
    )
    (tmp_path / "actors" / "armed_groups.csv").write_text(
        "name,aliases,country,sector,kind,from,to\nTide Front,Tidal Liberation Front;TLF,MNG,REB,rebel,,\n", encoding="utf-8"
    )
    return tmp_path


def taghimov(*mentions: str, role: str = "president") -> Json:
    return who("Norbek Taghimov", *mentions, rule="offices", country="MNG", sector="GOV", role=role)


def test_rows_of_one_entry_are_one_actor_and_a_last_name_says_that_it_is_one(own: Path) -> None:
    result = found(
        told("a", taghimov("Foreign Minister Norbek Taghimov", role="foreign minister"), day="2019-05-01"),
        told("b", taghimov("Taghimov"), day="2022-05-01"), told("c", taghimov("Norbek Tagimov"), day="2022-06-01"),
        told("d", body("Tide Front", "TLF", kind="rebel", rule="armed_groups", country="MNG", sector="REB")),
        own=own,
    )  # fmt: skip
    group = one(result, "Norbek Taghimov")
    assert group.listed == "offices.csv: Norbek Taghimov" and group.count.articles == 3
    assert {f.text: f.how for f in group.members[0].forms} == {
        "Norbek Taghimov": "name in the list", "Taghimov": "last name alone", "Norbek Tagimov": "alias in the list",
    }  # fmt: skip
    assert [(h.role, h.by, h.first, h.last) for h in group.offices] == [
        ("foreign minister", "text", "2019-05-01", "2019-05-01"), ("president", "list", "2022-05-01", "2022-06-01"),
    ]  # fmt: skip
    assert one(result, "Tide Front").members[0].forms[0].how == "alias in the list"
    assert not result.unmatched()


def test_a_last_name_beside_the_full_one_is_the_article_s_own(own: Path) -> None:
    group = one(found(told("a", taghimov("Norbek Taghimov", "Taghimov")), own=own), "Norbek Taghimov")
    assert {f.text: f.how for f in group.members[0].forms} == {
        "Norbek Taghimov": "name in the list", "Taghimov": "short for it in the article",
    }  # fmt: skip


def test_a_listed_name_that_was_not_recognised_joins_its_entry(own: Path) -> None:
    result = found(told("a", taghimov()), told("b", who("Norbek Taghimov")), own=own)
    group = one(result, "Norbek Taghimov")
    assert group.count.articles == 2 and {f.how for m in group.members for f in m.forms} == {"name in the list", "name"}


def test_unmatched_names_by_count_with_a_sentence(own: Path) -> None:
    result = found(
        told("a", taghimov(), text="Norbek Taghimov spoke."),
        told("b", who("Radan Veles"), day="2021-06-02", text="Nobody came. Gen. Radan Veles said so on Monday. He left."),
        told("c", who("Radan Veles"), day="2021-06-03"), told("d", who("Veles")),
        told("e", body("Tide Front"), text="The Tide Front fled."),
        own=own,
    )  # fmt: skip
    assert [(i.name, i.count.articles) for i in result.unmatched()] == [("Radan Veles", 2), ("Veles", 1)]
    example = result.unmatched()[0].example
    assert (example.article, example.published, example.sentence) == ("b", "2021-06-02", "Gen. Radan Veles said so on Monday.")
    assert (example.start, example.end) == (18, 29)
    assert one(result, "Tide Front").known == "'Tide Front' in armed_groups.csv"  # the list learned it after the article was coded


# counts --------------------------------------------------------------------------------------------------------------------


def test_reprints_count_once_as_stories() -> None:
    printed = [told(id, who("Irena Solvik"), who("Norbek Taghimov"), text=TALKS, day="2021-06-01") for id in ("a", "b", "c")]
    result = found(*printed, told("d", who("Irena Solvik", "Irena Solvik", "Solvik"), day="2021-07-01"))
    count = one(result, "Irena Solvik").count
    assert (result.articles, result.stories) == (4, 2)
    assert (count.mentions, count.articles, count.stories) == (5, 4, 2)


def test_memory_grows_with_names_not_with_articles() -> None:
    sizes = []
    for articles in (5, 200):
        across = ActorsAcross()
        for n in range(articles):
            across.add(told(f"a{n}", general("Radan Veles", "General Radan Veles", "Veles"), body("Tide Front")))
        kept = across._tallies
        sizes.append((len(kept.senses), len(kept.facets), sum(len(s.examples) for s in kept.facet_seen)))
        across.close()
    assert sizes[0] == sizes[1]


def test_articles_without_a_day() -> None:
    group = one(found(told("a", who("Radan Veles"), day=None), told("b", who("Radan Veles"))), "Radan Veles")
    assert (group.first, group.last, group.count.articles, group.example.article) == ("2021-06-01", "2021-06-01", 2, "b")


def test_what_is_only_described_is_counted() -> None:
    result = found(told("a", body("gunmen", "~gunmen", kind="rebel", rule="noun gunmen")))
    assert (result.groups, result.bare, result.unnamed) == ((), (), 1)


def test_nothing_at_all() -> None:
    assert found() == Found((), (), (), 0, 0, 0)


def test_placed_says_where_an_actor_came() -> None:
    records = [told("a", who("Radan Veles"), who("Tesgar"), body("gunmen", "~gunmen"))]
    with ActorsAcross() as across:
        across.add(records[0])
        result = across.find()
        assert across.placed(records[0]) == {"a0": result.groups[0].id, "a1": result.bare[0].id}
