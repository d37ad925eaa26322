from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasewire.coder import Coder
from ceasewire.config import Config
from ceasewire.errors import ModelError
from ceasewire.language.frames import frames_of
from ceasewire.language.model import WEIGHTS
from ceasewire.read.page import Page
from tests.conftest import coder


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=120))
def test_the_doc_is_the_text(text: str) -> None:
    article = coder().parse_page(Page.of(text))  # a text that is no article too
    assert article.text == text
    assert article.doc.text == text
    assert "".join(t.text_with_ws for t in article.doc) == text


def test_blanks_and_damage_keep_offsets() -> None:
    text = " date 2021-06-01 \n\n\n\nVERIN –  The front  said it “begins “. conflict. conflict.\n\n‘bloodshed."
    doc = coder().parse(text).doc
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_each_sentence_has_one_root_and_its_own_tokens() -> None:
    doc = coder().parse("The army left. The rebels, who had come on Monday, stayed.\n\nNobody was hurt.").doc
    for sentence in doc.sents:
        assert sum(t.head == t for t in sentence) == 1
        assert all(t.head.sent == sentence for t in sentence)


def test_frames_point_at_tokens_of_the_document() -> None:
    doc = coder().parse("On Monday the army left.\n\nThe rebels attacked Port Alma.").doc
    frame = next(f for f in frames_of(doc).values() if doc[f.token].text == "attacked")
    found = {a.role: doc[a.start : a.end].text for a in frame.args}
    assert found == {"ARG0": "The rebels", "ARG1": "Port Alma"}


def test_threads_change_no_result() -> None:
    text = "The army left. The rebels, who had come on Monday, stayed.\n\nNobody was hurt. “We will go,” Arden Vale said in Port Alma."
    alone, together = coder().parse(text).doc, Coder(Config(threads=3)).parse(text).doc
    assert alone.to_bytes() == together.to_bytes()
    assert [(f.token, f.roleset, f.args) for f in frames_of(alone).values()] == [
        (f.token, f.roleset, f.args) for f in frames_of(together).values()
    ]


def test_another_folder_of_weights(tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "mine")
    (tmp_path / "mine" / "ATTRIBUTION.md").write_text("other words", encoding="utf-8")
    mine = Coder(Config(weights=tmp_path / "mine"))
    assert mine.parse("The army left.").doc.to_bytes() == coder().parse("The army left.").doc.to_bytes()
    assert mine.language.name != coder().language.name
    with pytest.raises(ModelError, match=r"encoder\.onnx is missing; no folder that `python -m training export` wrote"):
        Coder(Config(weights=tmp_path))
