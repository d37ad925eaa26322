from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest

from ceasewire import pipeline
from ceasewire.config import Config
from ceasewire.errors import PipelineError
from ceasewire.records import Article, Event, Extent, Record, Span, Time


class Clock:
    needs, gives = ("text",), ("times",)

    def __call__(self, article: Article) -> Iterator[Record]:
        for at in (4, 0):
            yield Time(f"t{at}", at, at + 3, article.text[at : at + 3], "DATE", "2021")


class Acts:
    needs, gives = ("times",), ("events",)

    def __call__(self, article: Article) -> Iterator[Record]:
        yield Event("e", "ASSAULT", Span(0, 3, article.text[:3]), Extent(0, 7))


def test_the_shipped_line_fits_together() -> None:
    pipeline.check(pipeline.steps(Config()))


def test_a_step_moved_too_far_left_is_told_where_to_go() -> None:
    with pytest.raises(PipelineError, match=r"Acts needs \['times'\].*Move it after: \['Clock'\]"):
        pipeline.check([Acts(), Clock()])


def test_records_are_in_text_order() -> None:
    article = pipeline.run([Clock(), Acts()], Article("x", "one two"))
    assert [t.start for t in article.times] == [0, 4]
    assert article.events[0].type == "ASSAULT" and article.commitments == ()


def test_a_step_may_only_give_what_it_says() -> None:
    class Liar(Clock):
        gives = ("events",)

    with pytest.raises(PipelineError, match="Liar gave a Time"):
        pipeline.run([Liar()], Article("x", "one two"))


def test_steps_can_be_sent_to_other_processes() -> None:
    assert len(pickle.loads(pickle.dumps(pipeline.steps(Config())))) == 9
