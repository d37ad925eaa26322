"""Whole invented articles, and what their sources contradict."""

from __future__ import annotations

import pytest

from ceasewire.config import Config
from ceasewire.extract.disagreements import Disagreements
from ceasewire.records import Event, Extent, Interval, Quantity, Span, Statement, Time
from tests.conftest import coder

PUBLISHED = "2021-06-01"

CASES = [
    (
        "Northland officials said talks with the Coast Front would open in Verin on Thursday. "
        "A spokesman for the Coast Front said no date had been set.",
        [("when", ["2021-06-03", "no date set"])],
    ),
    (
        "Northland accused the Coast Front of shelling the market on Monday. The Coast Front denied the accusation.",
        [("whether", ["occurred", "denied"])],
    ),
    (
        "Northland said its troops had captured the town of Verin. The Coast Front denied that Northland had captured the town.",
        [("whether", ["occurred", "denied"])],
    ),
    (
        "Police said 12 people were killed in the bombing in Verin. But the hospital said 15 people were killed.",
        [("how many", ["12", "15"])],
    ),
    ("The army said at least 10 fighters were killed in the raid. The Coast Front said 14 fighters were killed.", []),
    ("Police said 12 people were killed in the bombing in Verin. The hospital said another three people died.", []),
    ("Northland said talks with the Coast Front would open on Thursday. Northland said no date had been set for elections.", []),
    (
        "Northland and the Coast Front accused each other of breaking the truce on Monday.",
        [("who", ["Northland", "the Coast Front"])],
    ),
    (
        "Northland said the Coast Front had accepted a truce. The Coast Front denied the claim.",
        [("whether", ["said", "denied"])],
    ),
    ("The soldiers said the woman had attacked them. Her son denies this.", [("whether", ["said", "denied"])]),
    ("Northland said its envoy had left Verin. The Coast Front denied any involvement in the war in Estland.", []),
    ("Northland said it would help. The judge denied the request.", []),
    ("The army said 12 rebels were killed on Monday. Officials say the death toll after nine days of clashes is 95.", []),
    ("Rebels shelled the town, killing three people. Strikes then killed at least 35 people, according to a monitor.", []),
    ("The front released a video of the killing of three soldiers and threatened to kill dozens more.", []),
    ("Northland held talks with envoys in Verin. The president of Northland said he would not negotiate with the Coast Front.", []),
    (
        "The hospital was hit by Northland airstrikes, a nurse said. Northland denied that its planes had hit the hospital.",
        [("whether", ["occurred", "denied"])],
    ),
    (
        "Rebels shelled the market in Verin on Monday. Rescuers put the death toll at 14. "
        "A spokeswoman for the Coast Front said 22 people had died.",
        [("how many", ["14", "22"])],
    ),
    ("Rescuers put the death toll at 14. A spokeswoman for the Coast Front said 22 people had died in Alma on Friday.", []),
    ("Rescuers put the death toll at 14. Rescuers said 22 people had died.", []),
    ("Northland said it would withdraw by June 20. The Coast Front welcomed the withdrawal.", []),
]


@pytest.mark.parametrize(("text", "want"), CASES, ids=range(len(CASES)))
def test_articles(text: str, want: list[tuple[str, list[str]]]) -> None:
    article = coder().read(text, published=PUBLISHED, id="case")
    assert [(d.kind, [c.value for c in d.claims]) for d in article.disagreements] == want
    for d in article.disagreements:
        for c in d.claims:
            assert article.text[c.span.start : c.span.end] == c.span.text


TEXT = "The army said 10 died, the front said 14 died; talks open Monday, or Friday."


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def _said(id: str, speaker: str, content: str) -> Statement:
    return Statement(id=id, cue=_span("said"), content=_span(content), form="indirect", act="says", speaker_spans=(_span(speaker),))


def _toll(id: str, words: str, **bounds: float | bool) -> Quantity:
    s = _span(words)
    return Quantity(id=id, start=s.start, end=s.end, text=words, what="killed", **bounds)  # type: ignore[arg-type]


def _found(**layers: tuple[object, ...]) -> list[tuple[str, list[str]]]:
    article = coder().parse(TEXT, published=PUBLISHED, id="x").having(**layers)
    return [(d.kind, [c.value for c in d.claims]) for d in Disagreements(Config())(article)]


def _deadly(*quantities: str) -> Event:
    return Event(id="e1", type="ASSAULT", trigger=_span("died"), sentence=Extent(0, len(TEXT)), quantities=quantities, status="occurred")


SAID = (_said("s1", "The army", "10 died"), _said("s2", "the front", "14 died"))


def test_two_tolls_of_one_act_by_two_voices() -> None:
    tolls = (_toll("q1", "10", best=10.0), _toll("q2", "14", best=14.0))
    assert _found(statements=SAID, quantities=tolls, events=(_deadly("q1", "q2"),)) == [("how many", ["10", "14"])]


SECOND = [{"low": 5.0}, {"low": 8.0, "high": 20.0}, {"high": 12.0}, {"best": 10.5, "approx": True}, {"low": 2.0, "approx": True}]


@pytest.mark.parametrize("second", SECOND)
def test_ranges_that_overlap_agree(second: dict[str, float]) -> None:
    tolls = (_toll("q1", "10", best=10.0), _toll("q2", "14", **second))
    assert _found(statements=SAID, quantities=tolls, events=(_deadly("q1", "q2"),)) == []


def test_one_voice_does_not_contradict_itself() -> None:
    tolls = (_toll("q1", "10", best=10.0), _toll("q2", "14", best=14.0))
    same = (SAID[0], _said("s2", "The army", "14 died"))
    assert _found(statements=same, quantities=tolls, events=(_deadly("q1", "q2"),)) == []


def _meeting(id: str, day: str, said_in: str, words: str) -> tuple[Event, Time]:
    s = _span(words)
    latest = day[:-2] + f"{int(day[-2:]) + 1:02}"
    time = Time(id=f"t{id}", start=s.start, end=s.end, text=words, type="DATE", value=day, earliest=day, latest=latest)
    event = Event(
        id=id, type="CONSULT", trigger=_span("talks"), sentence=Extent(0, len(TEXT)), sources=("a1",), status="scheduled",
        time=Interval(time.id, day, latest), said_in=said_in,
    )  # fmt: skip
    return event, time


def test_two_days_for_one_meeting() -> None:
    (a, ta), (b, tb) = _meeting("e1", "2021-06-07", "s1", "Monday"), _meeting("e2", "2021-06-11", "s2", "Friday")
    assert _found(statements=SAID, events=(a, b), times=(ta, tb)) == [("when", ["2021-06-07", "2021-06-11"])]
