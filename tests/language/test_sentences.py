from __future__ import annotations

import functools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.clean.blocks import is_wrapped
from ceasewire.language.parse import english_tokenizer
from ceasewire.language.sentences import Sentences

LINES = [
    pytest.param(line.replace("\\n", "\n"), id=f"sentences:{n}")
    for n, line in enumerate((Path(__file__).parents[1] / "cases" / "sentences.txt").read_text(encoding="utf-8").splitlines(), 1)
    if line and not line.startswith("#")
]


@functools.cache
def tools():  # type: ignore[no-untyped-def]
    return english_tokenizer(), Sentences()


def pieces(text: str) -> list[str]:
    nlp, sentences = tools()
    doc = nlp.make_doc(text)
    starts = [t.idx for t, s in zip(doc, sentences(doc), strict=True) if s]
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize("line", LINES)
def test_case(line: str) -> None:
    assert pieces(line.replace("|", "")) == [p.strip() for p in line.split("|")]


def test_hard_wrapped_lines_do_not_end_sentences() -> None:
    text = (
        "THE ARMY OF NORTHLAND REPORTED ON MONDAY THAT ABOUT 50 FARMERS HAD\n"
        "BEEN TAKEN AWAY BY ARMED MEN IN THE VALLEY OF VERIN, AND THAT NOBODY\nKNEW WHERE THEY WERE."
    )
    assert is_wrapped(text)
    assert len(pieces(text)) == 1


def test_a_block_edge_begins_a_sentence() -> None:
    nlp, sentences = tools()
    doc = nlp.make_doc("VERIN – The talks began")
    assert [t.text for t, s in zip(doc, sentences(doc, [8]), strict=True) if s] == ["VERIN", "The"]


@given(st.text(max_size=200))
def test_any_text_has_flags_for_all_tokens(text: str) -> None:
    nlp, sentences = tools()
    doc = nlp.make_doc(text)
    assert len(sentences(doc)) == len(doc)
