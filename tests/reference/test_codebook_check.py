"""What in the codebook can do nothing, and that nothing in ours is such."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasewire.reference import codebook
from ceasewire.reference.codebook_check import dead_rows, dead_words

HEADER = "predicate,pos,frames,type,mode,source,target,needs,place_as_target,note\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "codebook").mkdir()
    return tmp_path


def dead(own: Path, rows: str) -> list[str]:
    """The user's rows that never fire, by line."""
    (own / "codebook" / "predicates.csv").write_text(HEADER + rows, encoding="utf-8")
    return [row.where for row, _ in dead_rows(codebook.load(own)) if row.own]


def test_ours_has_no_dead_row() -> None:
    assert list(dead_rows(codebook.load())) == []


def test_ours_has_no_dead_word() -> None:
    assert list(dead_words(codebook.load())) == []


def test_a_row_behind_a_wider_one_is_dead(own: Path) -> None:
    wide, narrow = "zap,verb,,ASSAULT,,subj,obj,obj=people,,\n", "zap,verb,,ASSAULT,,subj,obj,obj=people;subj=fighters,,\n"
    assert dead(own, wide + narrow) == ["own/codebook/predicates.csv:3"]


def test_a_row_before_a_wider_one_is_not(own: Path) -> None:
    assert dead(own, "zap,verb,,ASSAULT,,subj,obj,obj=people;subj=fighters,,\nzap,verb,,ASSAULT,,subj,obj,obj=people,,\n") == []


def test_anything_covers_a_class_and_not_the_other_way_round(own: Path) -> None:
    anything, people = "zap,verb,,ASSAULT,,subj,obj,obj=*,,\n", "zap,verb,,COERCE,,subj,obj,obj=people,,\n"
    assert dead(own, anything + people) == ["own/codebook/predicates.csv:3"]
    codebook.load.cache_clear()
    assert dead(own, people + anything) == []


def test_what_is_shut_out_covers_less_where_the_class_is_wider(own: Path) -> None:
    """Not beside fighters holds wherever not beside people does only if all fighters are people."""
    narrow, wide = "zap,verb,,ASSAULT,,subj,obj,!obj=truce_only,,\n", "zap,verb,,COERCE,,subj,obj,!obj=truce,,\n"
    assert dead(own, narrow + wide) == ["own/codebook/predicates.csv:3"]
    codebook.load.cache_clear()
    assert dead(own, wide + narrow) == []


def test_a_word_that_is_too_long_is_found(own: Path) -> None:
    (own / "codebook" / "classes.csv").write_text("class,words\narms,rocket propelled hand grenade\n", encoding="utf-8")
    assert ("classes.csv: arms", "rocket propelled hand grenade") in list(dead_words(codebook.load(own)))
