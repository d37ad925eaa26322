"""What the model reads as a commitment where no rule does, with readings written by hand in its place."""

from __future__ import annotations

from ceasewire import pipeline
from ceasewire.config import Config
from ceasewire.language.tellings import Linked, Telling, write_tellings
from ceasewire.records import Commitment
from tests.conftest import coder

TEXT = "The bishop keeps the door of the Coast Front open for a return of the prisoners. Northland promised to leave the port."


def made(word: str, chance: float, *, judge: str = "both", links: tuple[tuple[str, str, float], ...] = ()) -> list[Commitment]:
    article = coder().parse(TEXT, published="2021-06-01")
    at = {t.text: t.i for t in article.doc}
    linked = tuple(Linked(link, at[to], likely) for link, to, likely in links)
    write_tellings(article.doc, [Telling("commitment", at[word], {"offer": chance}, {"state": {"withdrawn": 0.8}}, chance, linked)])
    done = pipeline.run(pipeline.steps(Config(judge=judge)), article)
    return [c for c in done.commitments if c.rule == "model"]


def test_one_that_no_rule_finds_is_taken_with_whom_the_model_links() -> None:
    [found] = made("return", 0.9, links=(("debtor", "Front", 0.9), ("creditor", "bishop", 0.3)))
    assert (found.kind, found.status, found.action.text) == ("offer", "withdrawn", "a return of the prisoners")
    assert [s.text for s in found.debtor_spans] == ["the Coast Front"]
    assert found.creditor_spans == ()


def test_below_the_sure_ones_none_is_taken() -> None:
    assert made("return", 0.6) == []


def test_where_a_rule_finds_one_the_rule_stands() -> None:
    assert made("leave", 0.99) == []


def test_the_codebook_alone_asks_no_model() -> None:
    assert made("return", 0.9, judge="codebook") == []
