"""How the codebook and the model are put together, with readings written by hand in the model's place and a table of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasewire import pipeline
from ceasewire.config import Config
from ceasewire.errors import DataError, UsageError
from ceasewire.extract._events import judges, reliability
from ceasewire.extract._events.reliability import Reliability
from ceasewire.language.tellings import Linked, Telling, write_tellings
from ceasewire.lexicon import Row
from ceasewire.records import Article
from tests.conftest import coder

TEXT = "Rebels attacked a convoy near Verin. The council froze the salaries of the guards."


def table(*cells: tuple[str, float, int, int]) -> Reliability:
    rows = [dict(zip(reliability.COLUMNS, map(str, cell), strict=True)) for cell in cells]
    return Reliability(Row(row, f"reliability.csv:{n}") for n, row in enumerate(rows, 2))


@pytest.fixture(autouse=True)
def shares(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading of 0.5 or more is right eight times of ten, with the codebook nine; below, two and one."""
    found = table(("codebook", 0, 10, 1), ("codebook", 0.5, 10, 9), ("model", 0, 10, 2), ("model", 0.5, 10, 8), ("any", 0, 10, 5))
    monkeypatch.setattr(reliability, "load", lambda: found)


def told(word: str, kind: str, chance: float, mode: str = "") -> tuple[str, Telling]:
    return word, Telling("event", 0, {kind: chance}, {"mode": {mode: 0.9}, "status": {"occurred": 0.95}}, chance, ())


def article(*readings: tuple[str, Telling], links: dict[str, str] | None = None, text: str = TEXT) -> Article:
    """The text when the model reads its words so. links: {word: link} of each act."""
    read = coder().parse(text, published="2021-06-01")
    at = {t.text: t.i for t in read.doc}
    linked = tuple(Linked(link, at[word], 0.9) for word, link in (links or {}).items())
    write_tellings(read.doc, [t._replace(token=at[word], links=linked) for word, t in readings])
    return read


def coded(*readings: tuple[str, Telling], judge: str = "both", links: dict[str, str] | None = None) -> list[tuple[str, str, str, str]]:
    """(type, trigger, mode, rule) of the events."""
    done = pipeline.run(pipeline.steps(Config(judge=judge)), article(*readings, links=links))
    return [(e.type, e.trigger.text, e.mode or "", e.rule) for e in done.events]


def test_both_find_it_and_the_codebooks_row_is_named() -> None:
    [(kind, trigger, _, rule)] = coded(told("attacked", "ASSAULT", 0.95))
    assert (kind, trigger) == ("ASSAULT", "attacked")
    assert "predicates.csv" in rule


def test_the_confidence_is_the_share_of_such_finds_that_were_right() -> None:
    done = pipeline.run(pipeline.steps(Config()), article(told("attacked", "ASSAULT", 0.95), told("froze", "SANCTION", 0.6)))
    assert [(e.trigger.text, e.confidence) for e in done.events] == [("attacked", 0.9), ("froze", 0.8)]


def test_what_the_model_hardly_reads_is_no_event_and_says_so() -> None:
    done = pipeline.run(pipeline.steps(Config()), article(text="Rebels attacked. The council froze."))
    assert done.events == ()
    assert [u.reason for u in done.unresolved if u.kind == "not an event"] == [judges.REASON]


def test_an_act_with_both_parties_stays_with_its_low_confidence() -> None:
    done = pipeline.run(pipeline.steps(Config()), article())
    assert [(e.trigger.text, e.confidence) for e in done.events] == [("attacked", 0.1)]


def test_a_row_of_the_users_own_stays(tmp_path: Path) -> None:
    (tmp_path / "codebook").mkdir()
    header = "predicate,pos,frames,type,mode,source,target,needs,place_as_target\n"
    (tmp_path / "codebook" / "predicates.csv").write_text(header + "attack,verb,,ASSAULT,,subj,obj,,\n", encoding="utf-8")
    done = pipeline.run(pipeline.steps(Config(data=tmp_path)), article())
    assert [(e.type, e.trigger.text) for e in done.events] == [("ASSAULT", "attacked")]


def test_without_a_reading_the_codebook_decides_alone() -> None:
    read = article()
    read.doc.user_data.pop("ceasewire.tellings")
    done = pipeline.run(pipeline.steps(Config()), read)
    assert [(e.type, e.trigger.text, e.confidence) for e in done.events] == [("ASSAULT", "attacked", 0.5)]


def test_one_judge_alone() -> None:
    sanction = told("froze", "SANCTION", 0.95)
    assert [e[:2] for e in coded(sanction, judge="codebook")] == [("ASSAULT", "attacked")]
    assert [e[:2] for e in coded(sanction, judge="model")] == [("SANCTION", "froze")]
    with pytest.raises(UsageError, match="judge: 'jury'; allowed: both, codebook, model"):
        Config(judge="jury")


def test_what_only_the_model_reads_becomes_an_act_with_its_links() -> None:
    [event] = [e for e in coded(told("froze", "SANCTION", 0.95), links={"council": "source", "guards": "target"}) if e[1] == "froze"]
    assert event == ("SANCTION", "froze", "", "model")


def test_less_than_likely_is_not_enough_alone() -> None:
    assert [e[:2] for e in coded(told("attacked", "ASSAULT", 0.9), told("froze", "SANCTION", 0.4))] == [("ASSAULT", "attacked")]


def test_the_likelier_type_is_taken_and_the_model_named() -> None:
    [(kind, _, _, rule)] = coded(told("attacked", "ACCUSE", 0.95))
    assert kind == "ACCUSE" and rule.endswith("model")


def test_the_model_gives_a_mode_that_the_words_leave_open() -> None:
    assert coded(told("attacked", "ASSAULT", 0.95, mode="ASSAULT firearms"))[0][2] == "firearms"
    assert coded(told("attacked", "ASSAULT", 0.95, mode="COERCE arrest"))[0][2] == ""


def test_shares_rise_and_a_bad_table_is_named() -> None:
    rising = table(("codebook", 0, 10, 4), ("codebook", 0.2, 10, 2), ("codebook", 0.6, 10, 9), ("model", 0, 1, 0), ("any", 0, 1, 0))
    assert [rising.share("codebook", x) for x in (0.0, 0.19, 0.2, 0.59, 0.6, 1.0)] == [0.3, 0.3, 0.3, 0.3, 0.9, 0.9]
    assert rising.alone == 0.5
    with pytest.raises(DataError, match=r"reliability.csv:2: 3 right of 2 finds"):
        table(("codebook", 0, 2, 3))
    with pytest.raises(DataError, match="rows of 'model' must begin at 0"):
        table(("codebook", 0, 2, 1), ("any", 0, 2, 1), ("model", 0.5, 2, 1))
