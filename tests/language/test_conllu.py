from __future__ import annotations

import pytest

from ceasewire.errors import InputError
from ceasewire.language import conllu
from tests.conftest import coder

TREE = """# sent_id = 1
# text = They don't leave.
1\tThey\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tleave\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4.1\tx\t_\t_\t_\t_\t_\t_\t_\t_
5\t.\t_\t_\t_\t_\t_\t_\t_\t_
"""


def test_conllu_keeps_sentences_tokens_ranges_and_notes() -> None:
    (block,) = conllu.read_blocks(TREE.splitlines(), "x.conllu")
    lines = conllu.analysed_block(block, coder().language._parser._model).strip().split("\n")
    assert [line.split("\t")[0] for line in lines[2:]] == ["1", "2-3", "2", "3", "4", "5"]
    leave = next(line for line in lines if line.startswith("4\t")).split("\t")
    assert leave[2:5] == ["leave", "VERB", "VB"] and leave[6:8] == ["0", "root"] and leave[9].startswith("SpaceAfter=No|Roleset=leave.")


def test_a_bad_line_is_named() -> None:
    with pytest.raises(InputError, match=r"x\.conllu:2: 3 columns"):
        list(conllu.read_blocks(["# text", "1\tThey\tthey"], "x.conllu"))


def test_article_blocks_are_whole_trees() -> None:
    article = coder().parse("The army left Verin.  Nobody stayed.", id="a")
    blocks = list(conllu.article_blocks(article))
    assert len(blocks) == 2 and blocks[0].startswith("# sent_id = a-1\n# text = The army left Verin.\n")
    assert [line.split("\t")[6] for line in blocks[1].strip().split("\n")[2:]].count("0") == 1


def test_article_row_has_offsets_and_numbers_that_fit() -> None:
    article = coder().parse("The army left\n\nVerin.", id="a")
    row = conllu.article_row(article)
    assert [article.text[t["start"] : t["end"]] for t in row["tokens"]] == ["The", "army", "left", "Verin", "."]
    assert all(0 <= t["head"] < len(row["tokens"]) for t in row["tokens"])
    assert all(p["token"] < len(row["tokens"]) for p in row["predicates"])


def test_blocks_before_a_bad_line_are_given_and_threads_keep_the_order() -> None:
    model = coder().language._parser._model
    lines = (TREE + "\n") * 3
    good = list(conllu.analysed_blocks(conllu.read_blocks(lines.splitlines(), "x.conllu"), model))
    assert len(good) == 3
    found = []
    with pytest.raises(InputError, match=r"x\.conllu:31"):
        for block in conllu.analysed_blocks(conllu.read_blocks([*lines.splitlines(), "1\tThey"], "x.conllu"), model, threads=2):
            found.append(block)
    assert found == good
