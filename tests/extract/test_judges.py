"""How the codebook and the model are put together, with readings written by hand in the model's place."""

from __future__ import annotations

import pytest

from ceasewire import pipeline
from ceasewire.config import Config
from ceasewire.errors import UsageError
from ceasewire.extract._events import judges
from ceasewire.language.tellings import Linked, Telling, write_tellings
from ceasewire.records import Article
from tests.conftest import coder

TEXT = "Rebels attacked a convoy near Verin. The council froze the salaries of the guards."


def told(word: str, kind: str, chance: float, mode: str = "") -> tuple[str, Telling]:
    return word, Telling("event", 0, {kind: chance}, {"mode": {mode: 0.9}, "status": {"occurred": 0.95}}, chance, ())


def coded(*readings: tuple[str, Telling], judge: str = "both", links: dict[str, str] | None = None) -> list[tuple[str, str, str, str]]:
    """(type, trigger, mode, rule) of the events of TEXT when the model reads its words so. links: {word: link} of each."""
    article = coder().parse(TEXT, published="2021-06-01")
    at = {t.text: t.i for t in article.doc}
    linked = tuple(Linked(link, at[word], 0.9) for word, link in (links or {}).items())
    write_tellings(article.doc, [t._replace(token=at[word], links=linked) for word, t in readings])
    done: Article = pipeline.run(pipeline.steps(Config(judge=judge)), article)
    return [(e.type, e.trigger.text, e.mode or "", e.rule) for e in done.events]


def test_both_find_it_and_the_codebooks_row_is_named() -> None:
    [(kind, trigger, _, rule)] = coded(told("attacked", "ASSAULT", 0.95))
    assert (kind, trigger) == ("ASSAULT", "attacked")
    assert "predicates.csv" in rule


def test_what_the_model_hardly_reads_is_no_event_and_says_so() -> None:
    article = coder().parse(TEXT, published="2021-06-01")
    write_tellings(article.doc, [])
    done = pipeline.run(pipeline.steps(Config()), article)
    assert done.events == ()
    assert [u.reason for u in done.unresolved if u.kind == "not an event"] == [judges.REASON]


def test_without_a_reading_the_codebook_decides_alone() -> None:
    article = coder().parse(TEXT, published="2021-06-01")
    article.doc.user_data.pop("ceasewire.tellings", None)
    done = pipeline.run(pipeline.steps(Config()), article)
    assert [(e.type, e.trigger.text) for e in done.events] == [("ASSAULT", "attacked")]


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
    unsure = told("froze", "SANCTION", judges.ALONE - 0.05)
    assert [e[:2] for e in coded(told("attacked", "ASSAULT", 0.9), unsure)] == [("ASSAULT", "attacked")]


def test_a_sure_model_changes_the_type_and_is_named() -> None:
    [(kind, _, _, rule)] = coded(told("attacked", "ACCUSE", 0.95))
    assert kind == "ACCUSE" and rule.endswith("model")


def test_the_model_gives_a_mode_that_the_words_leave_open() -> None:
    assert coded(told("attacked", "ASSAULT", 0.95, mode="ASSAULT firearms"))[0][2] == "firearms"
    assert coded(told("attacked", "ASSAULT", 0.95, mode="COERCE arrest"))[0][2] == ""
