"""What the model reads as a statement where no reporting word of the lexicon stands, with readings written by hand in its place."""

from __future__ import annotations

from ceasewire import pipeline
from ceasewire.config import Config
from ceasewire.language.tellings import Linked, Telling, write_tellings
from ceasewire.records import Statement
from tests.conftest import coder

TEXT = "The brokers of Verin whistled about the siege of the port. The minister said that the army had left."


def told(word: str, chance: float, *links: tuple[str, str], judge: str = "both") -> list[Statement]:
    article = coder().parse(TEXT, published="2021-06-01")
    at = {t.text: t.i for t in article.doc}
    linked = tuple(Linked(link, at[to], 0.9) for link, to in links)
    write_tellings(article.doc, [Telling("statement", at[word], {"condemns": chance}, {}, chance, linked)])
    done = pipeline.run(pipeline.steps(Config(judge=judge)), article)
    return [s for s in done.statements if s.rule == "model"]


def test_cue_content_and_speaker_are_those_that_it_links() -> None:
    [found] = told("whistled", 0.95, ("content", "siege"), ("speaker", "brokers"))
    assert (found.cue.text, found.content.text, found.act) == ("whistled", "the siege of the port", "condemns")
    assert [s.text for s in found.speaker_spans] == ["The brokers of Verin"]


def test_without_content_or_certainty_there_is_none() -> None:
    assert told("whistled", 0.95, ("speaker", "brokers")) == []
    assert told("whistled", 0.8, ("content", "siege")) == []


def test_a_word_of_the_lexicon_reports_once() -> None:
    assert told("said", 0.99, ("content", "left"), ("speaker", "minister")) == []


def test_the_codebook_alone_asks_no_model() -> None:
    assert told("whistled", 0.95, ("content", "siege"), judge="codebook") == []
