"""What the benchmark of predicates counts as seen, in articles and in trees."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import predicates
from ceasewire.reference import codebook
from tests.conftest import read_case
from tests.marked import parse

TREE = """# text = The rebels laid down their arms.
1	The	the	DET	DT	_	2	det	_	_
2	rebels	rebel	NOUN	NNS	_	3	nsubj	_	_
3	laid	lay	VERB	VBD	_	0	root	_	_
4	down	down	ADP	RP	_	3	compound:prt	_	_
5	ceasefire	ceasefire	NOUN	NN	_	3	obj	_	_

"""


def test_words_of_a_predicate_may_stand_apart_in_an_article() -> None:
    article = read_case(parse("The rebels laid their arms down on Sunday."))
    wanted = [(("lay", "down"), "verb"), (("arm",), "noun"), (("rebel",), "verb"), (("lay", "off"), "verb")]
    assert article.doc is not None
    assert sorted(predicates.seen(article.doc, wanted)) == [(("arm",), "noun"), (("lay", "down"), "verb")]


def test_lemmas_side_by_side_in_a_tree(tmp_path: Path) -> None:
    file = tmp_path / "trees.conllu"
    file.write_text(TREE, encoding="utf-8")
    wanted = {(("lay", "down"), "verb"), (("rebel",), "noun"), (("rebel",), "verb"), (("down",), "noun")}
    assert predicates.in_trees([str(file)], wanted) == {(("lay", "down"), "verb"): 1, (("rebel",), "noun"): 1}


def test_no_fault_in_ours() -> None:
    assert predicates.faults(codebook.load()) == []


def test_figures_of_a_small_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "article.txt"
    file.write_text("Rebels attacked an army base in Verin on Tuesday. The army said that it did not retaliate soon.", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["predicates", str(file), "--silent"])
    assert predicates.main() == 0
    told = capsys.readouterr().out
    assert " 1 acts" in told
    assert "retaliate (verb, ASSAULT)" in told, "its words are there, but not what it asks for"
