"""What reads like an act and is none: the reason that is counted, and what makes an act of the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasewire import lexicon
from ceasewire.config import Config
from ceasewire.errors import DataError
from ceasewire.extract._events import refusals
from ceasewire.extract._events.surroundings import Subjects
from tests.conftest import coder

SUBJECTS = {row["subject"] for row in lexicon.table("codebook/subjects", ("subject", "weight", "words"))}


def read(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """(type, trigger) of the events, and the reasons of what is refused."""
    record = coder("codebook").code(text, published="2021-06-01")
    reasons = [u["reason"] for u in record["unresolved"] if u["kind"] == "not an event"]
    return [(e["type"], e["trigger"]["text"]) for e in record["events"]], reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Rovers laid siege to the goalkeeper's box for an hour.", "sport"),
        ("The invasion of the second act is the best scene of the opera.", "fiction and stage"),
        ("Sellers stormed the stock exchange on Monday and the shareholders retreated.", "companies and markets"),
        ("A swarm of locusts invaded the valley.", "weather and nature"),
        ("Six soldiers were killed on Monday after their bus crashed into a ravine.", refusals.ACCIDENT),
        ("An army helicopter crashed near the lake, killing two officers.", refusals.ACCIDENT),
        ("A boiler exploded in a bakery, killing six people.", refusals.ACCIDENT),
        ("An earthquake hit the valley. Forty people were killed.", refusals.ACCIDENT),
        ("A bus plunged into a ravine near Orsa on Monday. Twelve people were killed.", refusals.ACCIDENT),
        ("The crane made a noise like gunfire.", refusals.FIGURE),
        ("If you attack a town at night, you need lamps.", refusals.NOBODY),
        ("My sister agreed to help us with the garden.", refusals.PRIVATE),
    ],
)
def test_what_reads_like_an_act_is_refused_with_its_reason(text: str, reason: str) -> None:
    events, reasons = read(text)
    assert events == []
    assert reason in reasons


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Rebels laid siege to the stadium where the army kept its prisoners.", ("COERCE", "siege")),
        ("Gunmen shot dead three players on the football team's bus.", ("ASSAULT", "shot dead")),
        ("Six soldiers were killed on Monday after their bus struck a roadside bomb and crashed.", ("ASSAULT", "killed")),
        ("A drone of the Northland army exploded in a block of flats in Verin, killing six people.", ("ASSAULT", "killing")),
        ("The minister came under fire from critics. Two people were killed in Verin on Monday.", ("ASSAULT", "killed")),
        ("The minister came under fire from critics. Two soldiers were killed.", ("ASSAULT", "killed")),
        ("An earthquake hit the valley. Three soldiers were killed at a checkpoint on Monday.", ("ASSAULT", "killed")),
        ("The government and the rebels agreed to stop the fighting.", ("AGREE", "agreed")),
        ("Fighting raged in the valley.", ("ASSAULT", "Fighting")),
        ("The battle for Bakhmut raged on.", ("ASSAULT", "battle")),
        ("The truce takes effect at midnight.", ("RETREAT", "truce")),
    ],
)
def test_people_of_war_make_an_act_of_the_same_words(text: str, event: tuple[str, str]) -> None:
    assert event in read(text)[0]


@pytest.mark.parametrize("text", [
    "The army shelled the cinema and the opera house in Verin.",
    "Gunmen opened fire at a concert hall where a jazz band was playing for an audience, witnesses said.",
])
def test_what_armed_people_do_to_a_stage_is_no_play(text: str) -> None:
    assert [e["type"] for e in coder().code(text, published="2021-06-01")["events"]] == ["ASSAULT"]
    assert read(text)[1] == ["fiction and stage"]  # the codebook alone is not sure enough


def test_two_peoples_that_clash_are_no_figure_of_speech() -> None:
    text = "Farmers clashed with herders in Jonglei on Monday."
    assert [e["type"] for e in coder().code(text, published="2021-06-01")["events"]] == ["ASSAULT"]
    assert read(text)[1] == [refusals.PRIVATE]


def test_a_row_of_the_users_own_is_never_refused(tmp_path: Path) -> None:
    import ceasewire

    (tmp_path / "codebook").mkdir()
    header = "predicate,pos,frames,type,mode,source,target,needs,place_as_target\n"
    (tmp_path / "codebook" / "predicates.csv").write_text(header + "invade,verb,,ASSAULT,,subj,obj,,\n")
    own = ceasewire.load(Config(judge="codebook", data=tmp_path)).code("A swarm of locusts invaded the valley.")
    assert [e["trigger"]["text"] for e in own["events"]] == ["invaded"]


def test_a_word_said_twice_weighs_once() -> None:
    doc = coder("codebook").parse("The match was a match among matches.").doc
    assert Subjects(None)(doc)["sport"] == {"match": 1}


def test_every_word_of_a_subject_stands_in_one_row_of_it() -> None:
    for subject in SUBJECTS:
        words = [
            w
            for row in lexicon.table("codebook/subjects", ("subject", "weight", "words"))
            if row["subject"] == subject
            for w in row.list("words")
        ]
        assert len(words) == len(set(words)), subject


def test_an_unknown_weight_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook" / "subjects.csv").write_text("subject,weight,words\nchess,3,rook\n")
    with pytest.raises(DataError, match=r"subjects\.csv:2: column 'weight' has '3'"):
        Subjects(tmp_path)
