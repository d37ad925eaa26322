"""Reports of one event become one incident, reports of two never; a person outranks the rule; the order of the input changes nothing."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasewire import lexicon
from ceasewire.errors import DataError
from ceasewire.lexicon import DATA
from ceasewire.link._incidents import candidates, fields, parties
from ceasewire.link._incidents.report import Party, Report, When, Where, reports
from ceasewire.link._incidents.rows import rows
from ceasewire.link._incidents.verdict import judge
from ceasewire.link._incidents.weights import load
from ceasewire.link._incidents.words import Rarity
from ceasewire.link.incidents import Found, Mark, Opinion, find_incidents
from tests.link.articles import TALKS
from tests.link.invented import COURIER, FRIDAY, HERALD, MONDAY, VAGUE, WEDNESDAY, Act, Json, record

TIDE = record("tide", "2024-03-12", MONDAY)
OTHERS = (record("herald", "2024-03-12", HERALD), record("courier", "2024-03-19", COURIER))
LATER = record("later", "2024-03-16", FRIDAY)
TABLE = DATA / "lexicons" / "en" / "incidents" / "weights.csv"


def groups(found: Found) -> list[list[str]]:
    """The articles of each incident."""
    return [[m.report.article for m in incident.members] for incident in found.incidents]


def marks(*records: Json) -> list[Mark]:
    return [Mark.of(next(reports(one))) for one in records]


def test_one_attack_in_three_papers_is_one_incident() -> None:
    found = find_incidents([TIDE, *OTHERS])
    assert groups(found) == [["herald", "tide", "courier"]]
    first, second, third = found.incidents[0].members
    assert first.link is None and second.link is not None and third.link is not None
    assert second.link.by == "rule" and second.link.to.article == "herald"
    assert {"same day", "same town", "same source", "same number"} <= {r.evidence for r in second.link.reasons}
    assert found.incidents[0].stories == 3 and not found.unsure and found.apart == 0


def test_two_days_of_attacks_stay_two() -> None:
    """All else is the same, word for word; and many reports of each day do not pull them together."""
    week = [replace(MONDAY, sentence=f"{MONDAY.sentence} Nobody in street {n} slept.") for n in range(5)]
    after = [replace(FRIDAY, sentence=f"{FRIDAY.sentence} Nobody in street {n} slept.") for n in range(5)]
    records = [record(f"m{n}", "2024-03-12", act) for n, act in enumerate(week)] + [
        record(f"f{n}", "2024-03-16", act) for n, act in enumerate(after)
    ]
    assert groups(find_incidents(records)) == [[f"m{n}" for n in range(5)], [f"f{n}" for n in range(5)]]


def test_a_vague_report_does_not_chain_two_attacks() -> None:
    """It fits both, so it is given to neither, and a person is asked about each."""
    vague, wednesday = record("vague", "2024-03-13", VAGUE), record("wed", "2024-03-14", WEDNESDAY)
    found = find_incidents([TIDE, wednesday, vague])
    assert sorted(groups(found)) == [["tide"], ["vague"], ["wed"]]
    asked = {frozenset((u.first.article, u.second.article)) for u in found.unsure}
    assert asked == {frozenset(("tide", "vague")), frozenset(("wed", "vague"))}
    assert groups(find_incidents([TIDE, vague]))[0] == ["tide", "vague"]  # with one attack it is clear which


@pytest.mark.parametrize("status", ["planned", "scheduled", "demanded", "denied", "negated", "possible", "conditional"])
def test_what_did_not_take_place_is_at_most_unsure(status: str) -> None:
    told = record("told", "2024-03-12", replace(MONDAY, status=status))
    found = find_incidents([TIDE, *OTHERS[:1], told])
    assert groups(found) == [["herald", "tide"]] and found.apart == 1
    (unsure,) = found.unsure
    assert "told" in (unsure.first.article, unsure.second.article) and status in unsure.note
    assert find_incidents([told]).incidents == ()  # and by itself it is no incident


@pytest.mark.parametrize("status", ["ongoing", "historical"])
def test_what_takes_place_or_took_place_is_one(status: str) -> None:
    told = record("told", "2024-03-20", replace(HERALD, status=status))
    assert groups(find_incidents([TIDE, told])) == [["tide", "told"]]


@pytest.mark.parametrize(
    "other",
    [
        replace(MONDAY, sources=("Hill Guard",), killed=45, sentence="Hill Guard gunmen attacked farmers in a village near Verin."),
        replace(HERALD, town="Ostrel", sentence="Twelve farmers died when the Coast Front attacked the market of Ostrel on March 11."),
        replace(MONDAY, type="COERCE", mode="arrest"),
        replace(
            MONDAY, sources=("Varonian army",), targets=("Coast Front",), killed=None,
            sentence="Varonian army men attacked the Coast Front in Verin.",
        ),
    ],
    ids=["another group", "another town", "another type", "the other side"],
)  # fmt: skip
def test_apart(other: Act) -> None:
    assert len(find_incidents([TIDE, record("other", "2024-03-12", other)]).incidents) == 2


def test_sides_that_change_places_are_two_acts() -> None:
    one = Act("Varonia shelled Ostria near Verin.", "shelled", town="Verin", sources=("Varonia",), targets=("Ostria",))
    back = replace(one, sentence="Ostria shelled Varonia near Verin.", sources=("Ostria",), targets=("Varonia",))
    found = find_incidents([record("a", "2024-03-12", one), record("b", "2024-03-12", back)])
    assert len(found.incidents) == 2  # a person may be asked: one of the two may have been read the wrong way round


def test_series_without_dates_are_not_one() -> None:
    """Three days running "a drone strike kills": each paper brings it up as something new."""
    strike = Act("A drone strike in Verin kills 4 gunmen of the Coast Front.", "strike", mode="drone", town="Verin", killed=4)
    strikes = [replace(strike, sentence=strike.sentence.replace("4", str(n)), killed=n) for n in (4, 7, 11)]
    assert len(find_incidents(record(f"d{n}", f"2024-03-1{n}", act) for n, act in enumerate(strikes)).incidents) == 3


def printed(id: str, published: str, word: str = "fortress") -> Json:
    """A report with its surroundings, so that a reprint can be told from another report."""
    around = " ".join(TALKS.split("\n\n")[1:4]).replace("fortress", word)
    return record(id, published, MONDAY, Act(around, "shelling"))


def test_reprints_are_one_story_and_listed() -> None:
    found = find_incidents([printed("wire", "2024-03-12"), printed("paper", "2024-03-13", "fort"), *OTHERS])
    attack = next(i for i in found.incidents if i.members[0].report.trigger == "attacked")
    assert [(m.report.article, m.reprint, m.story) for m in attack.members] == [
        ("herald", False, "herald"), ("wire", False, "wire"), ("paper", True, "wire"), ("courier", False, "courier"),
    ]  # fmt: skip
    assert attack.stories == 3 and len(attack.reports) == 3
    assert next(m for m in attack.members if m.reprint).link.by == "reprint"  # type: ignore[union-attr]


# ---- what people judge


def opinion(first: Mark, second: Mark, verdict: str, by: str = "ana") -> Opinion:
    return Opinion(first, second, verdict, by, "I was there", "2024-04-01T00:00:00.000000Z")


def test_a_person_outranks_the_rule() -> None:
    tide, herald, later = marks(TIDE, OTHERS[0], LATER)
    records = [TIDE, OTHERS[0], LATER]
    split = find_incidents(records, [opinion(tide, herald, "not")])
    assert sorted(groups(split)) == [["herald"], ["later"], ["tide"]] and not split.unsure
    joined = find_incidents(records, [opinion(later, tide, "same")])
    assert groups(joined) == [["herald", "tide", "later"]]
    link = joined.incidents[0].members[2].link
    assert link is not None and (link.by, link.why) == ("ana", "I was there") and link.bits is not None and link.bits < 0
    doubted = find_incidents(records, [opinion(tide, herald, "unsure")])
    assert sorted(groups(doubted)) == [["herald"], ["later"], ["tide"]] and [u.by for u in doubted.unsure] == ["ana"]


def test_of_two_judgements_of_a_pair_the_later_holds() -> None:
    tide, herald = marks(TIDE, OTHERS[0])
    for first, second, want in (("same", "not", 1), ("not", "same", 2)):
        found = find_incidents([TIDE, OTHERS[0]], [opinion(tide, herald, first), opinion(herald, tide, second)])
        assert len(found.incidents) == want


def test_judgements_that_contradict_each_other_are_said() -> None:
    tide, herald, later = marks(TIDE, OTHERS[0], LATER)
    said = [opinion(tide, later, "not"), opinion(tide, herald, "same"), opinion(herald, later, "same", "ben")]
    found = find_incidents([TIDE, OTHERS[0], LATER], said)
    assert groups(found) == [["herald", "tide"], ["later"]]
    assert [(u.by, "keeps their incidents apart" in u.note) for u in found.unsure] == [("ben", True)]


def test_a_judgement_survives_another_coding() -> None:
    """The new run gives the act another id, another type and a longer trigger; the judgement is about the words."""
    tide, herald = marks(TIDE, OTHERS[0])
    anew = record("tide", "2024-03-12", replace(MONDAY, trigger="attacked a market", type="COERCE", mode=None))
    assert anew["events"][0]["id"] != TIDE["events"][0]["id"] and anew["article"]["sha256"] == TIDE["article"]["sha256"]
    assert len(find_incidents([anew, OTHERS[0]]).incidents) == 2
    assert groups(find_incidents([anew, OTHERS[0]], [opinion(tide, herald, "same")])) == [["herald", "tide"]]


def test_a_judgement_of_words_that_are_gone_is_named() -> None:
    tide, herald = marks(TIDE, OTHERS[0])
    corrected = record("tide", "2024-03-12", replace(MONDAY, sentence="Correction: " + MONDAY.sentence))
    said = opinion(tide, herald, "not")
    found = find_incidents([corrected, OTHERS[0]], [said])
    assert found.lost == (said,) and groups(found) == [["herald", "tide"]]


def test_a_reprint_that_is_none_can_be_told_so() -> None:
    wire, paper = printed("wire", "2024-03-12"), printed("paper", "2024-03-13", "fort")
    found = find_incidents([wire, paper], [opinion(*marks(wire, paper), "not")])
    assert groups(found)[:2] == [["wire"], ["wire", "paper"]] and ["paper"] in groups(found)


# ---- the same whatever the order, and the same from both sides


ALL = (TIDE, *OTHERS, LATER, record("vague", "2024-03-16", VAGUE), printed("wire", "2024-03-12"), printed("paper", "2024-03-13", "fort"))


@settings(max_examples=25, deadline=None)
@given(st.permutations(ALL))
def test_the_order_changes_nothing(records: list[Json]) -> None:
    assert list(rows(find_incidents(records), "representative")) == list(rows(find_incidents(sorted(records, key=str)), "representative"))


PARTIES = st.lists(
    st.builds(
        lambda name, named, kind, country: Party(name, name.lower(), named, kind, country, name.lower().split()[-1]),
        st.sampled_from(["Coast Front", "Front", "the army", "ten men", "Solvik"]), st.booleans(),
        st.sampled_from(["rebel", "military", "country", "person", "legislature"]), st.sampled_from([None, "VRN", "OST"]),
    ), max_size=3,
).map(tuple)  # fmt: skip
DAYS = st.integers(738_000, 738_040)
WHENS = st.just(When()) | st.builds(lambda first, days: When(first, first + days, told=True), DAYS, st.sampled_from([1, 1, 7, 31]))
WHERES = st.none() | st.builds(
    Where, st.sampled_from(["Verin", "Maredo", "Tamar"]), st.sampled_from(["point", "adm1", "country", "area", "unresolved"]),
    st.none() | st.integers(1, 3), st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180),
    st.sampled_from([None, "VRN", "OST"]), st.sampled_from([None, "North Tamar", "Salt Coast"]),
)  # fmt: skip
WORDS = st.frozensets(st.sampled_from(["verin", "kill", "market", "12", "farmer", "front"]))
REPORTS = st.builds(
    lambda article, status, published, *more: Report(
        article, "0" * 64, "e1", 3, 9, more[0], "ASSAULT", more[1], status, published, None, None, (0, 9), (), *more[2:]
    ),
    st.sampled_from(["a", "b"]), st.sampled_from(["occurred", "ongoing", "historical", "planned", "denied"]),
    st.none() | DAYS.map(lambda n: date.fromordinal(n).isoformat()), st.sampled_from(["killed", "bombing"]),
    st.sampled_from([None, "aerial", "drone", "firearms"]), PARTIES, PARTIES, WHENS, WHERES,
    st.just({}), st.just(()), st.booleans(), WORDS, WORDS, WORDS,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(REPORTS, REPORTS)
def test_a_pair_is_judged_the_same_from_both_sides(a: Report, b: Report) -> None:
    """And every finding has its row in the table, or the verdict would raise."""
    weights, rarity = load(), Rarity([a.words, b.words])
    assert judge(a, b, weights, rarity) == judge(b, a, weights, rarity)


def test_every_row_of_the_table_is_found_somewhere() -> None:
    source = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in (fields, parties))
    with TABLE.open(encoding="utf-8") as lines:
        listed = list(csv.reader(line for line in lines if not line.startswith("#")))[1:]
    dead = [name for name, *_ in listed if name.islower() and f'"{name}"' not in source and not name.endswith((" source", " target"))]
    assert dead == [] and all(reason for _, _, reason in listed)


def test_rows_of_ones_own_replace_ours(tmp_path: Path) -> None:
    table = tmp_path / "lexicons" / "en" / "incidents" / "weights.csv"
    table.parent.mkdir(parents=True)
    table.write_text("evidence,bits,reason\nsame day,-30,mine\n", encoding="utf-8")
    assert len(find_incidents([TIDE, OTHERS[0]], data=tmp_path).incidents) == 2
    faults = (("same daz,1,x", "unknown evidence 'same daz'. Did you mean 'same day'"), ("same day,much,x", "'much' is no number"))
    for line, message in faults:
        table.write_text(f"evidence,bits,reason\n{line}\n", encoding="utf-8")
        with pytest.raises(DataError, match=message):
            load(tmp_path)


def test_near_modes_are_modes_of_the_codebook() -> None:
    modes = {(row["type"], row["mode"]) for row in lexicon.table("codebook/modes", ("type", "mode", "where", "words"))}
    for type, one, other in fields.near_modes():
        assert {(type, one), (type, other)} <= modes | {(type, "sideAB")}


def test_candidates_grow_with_the_reports_and_not_with_their_square() -> None:
    """A war with forty reports a day, each of another place: no report is compared with more than NEIGHBOURS of one key."""
    days = [f"2024-{1 + n // 400:02}-{1 + n // 40 % 28:02}" for n in range(1200)]
    acts = [Act(f"Gunmen of Varonia attacked hill {n}.", "attacked") for n in range(1200)]
    some = [next(reports(record(f"r{n}", day, act))) for n, (day, act) in enumerate(zip(days, acts, strict=True))]
    some.sort(key=lambda r: r.order)
    pairs = list(candidates.pairs(some, Rarity([])))
    assert len(pairs) == len(set(pairs)) <= len(some) * candidates.NEIGHBOURS
    assert all(a < b for a, b in pairs)


def test_the_rows_are_json_with_their_words() -> None:
    """Every report in them says where its words stand, and every link why."""
    found = list(rows(find_incidents([TIDE, *OTHERS, LATER, record("vague", "2024-03-16", VAGUE)]), "informative"))
    for row in found:
        if row["kind"] == "incident":
            assert all(m["trigger"]["text"] and (m["link"] is None or m["link"]["reasons"]) for m in row["members"])
    assert {row["kind"] for row in found} == {"incident", "unsure"}
    only = list(rows(find_incidents([TIDE, *OTHERS, LATER]), "informative", first="2024-03-14", after="2024-03-20"))
    assert [[m["article"] for m in row["members"]] for row in only] == [["later"]]
    assert asdict(find_incidents([TIDE]).incidents[0])["members"]


# ---- the invented stories, read by the program

STORIES = Path(__file__).parents[1] / "stories"


def test_stories_as_the_program_reads_them() -> None:
    """A raid told by both sides and by an inquiry is one; what a reprint tells is told once; nothing goes from one story into another."""
    import ceasewire

    coder = ceasewire.load(judge="codebook")
    rows_of = [json.loads(line) for name in ("hafira-raids", "kelvar-bridge", "cauza-policemen") for line in _lines(name)]
    found = find_incidents(coder.record(coder.read(r["text"], published=r["published"], id=r["id"])) for r in rows_of)
    for incident in found.incidents:
        assert len({m.report.article.rsplit("-", 1)[0] for m in incident.members}) == 1
    raid = next(i for i in found.incidents if i.members[0].report.article == "hafira-raids-2" and i.members[0].report.type == "ASSAULT")
    assert [m.report.article for m in raid.members if not m.reprint] == ["hafira-raids-2", "hafira-raids-3", "hafira-raids-7"]
    printed_twice = [[(m.report.article, m.reprint) for m in i.members] for i in found.incidents if len(i.members) == 2]
    assert [("kelvar-bridge-6", False), ("kelvar-bridge-7", True)] in printed_twice
    handed = {(u.first.article, u.second.article): u.note for u in found.unsure}
    assert handed["cauza-policemen-5", "cauza-policemen-6"] == "one is scheduled"  # promised for Sunday, and done on Sunday


def _lines(story: str) -> list[str]:
    return (STORIES / story / "articles.jsonl").read_text(encoding="utf-8").splitlines()
