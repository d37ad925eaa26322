"""The sentences written for training: every one can be read, and is what its README says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from training.invented import DATA, noun_blocks, noun_roles, trees


def test_every_tree_is_one() -> None:
    for s in trees():
        assert s.words is not None and s.names is not None
        heads = [w.head for w in s.words]
        assert heads.count(0) == 1, s.forms
        for i in range(len(heads)):
            seen = set()
            while heads[i]:
                assert i not in seen, s.forms
                seen.add(i)
                i = heads[i] - 1


def test_names_are_iob2() -> None:
    for s in trees():
        assert s.names is not None
        for before, tag in zip(("O", *s.names), s.names, strict=False):
            assert re.fullmatch(r"O|[BI]-(PER|ORG|LOC|OTH)", tag), s.forms
            assert tag[0] != "I" or before[2:] == tag[2:], s.forms


def test_every_noun_and_argument_is_found_and_the_parse_of_every_sentence_is_there() -> None:
    sentences = noun_roles()  # raises SystemExit naming file and line
    assert len(sentences) > 500
    for s in sentences:
        assert s.frames is not None and s.asked is not None and not s.gold_tree
        assert all(f.token in s.asked and f.token not in f.args for f in s.frames)
        for f in s.frames:
            assert re.fullmatch(r"[a-z_\-]+\.\d\d", f.roleset), f.roleset
            assert all(re.fullmatch(r"(R-|C-)?ARG(\d|M-[A-Z]{3})", r) for _, _, r in f.spans), f.spans
            assert not any(a <= f.token < b for a, b, _ in f.spans), f.spans


def test_a_wrong_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "noun_roles"
    folder.mkdir()
    (folder / "a.txt").write_text("# Invented.\n\nThe raid failed .\nstrike strike.01\n", encoding="utf-8")
    rows = "\n".join(f"{i}\t{w}\t{w}\tNOUN\tNN\t_\t{int(i > 1)}\tdep\t_\t_" for i, w in enumerate(["The", "raid", "failed", "."], 1))
    (folder / "parsed.conllu").write_text(rows + "\n\n", encoding="utf-8")
    monkeypatch.setattr("training.invented.DATA", tmp_path)
    with pytest.raises(SystemExit, match=r"a\.txt:4: no 'strike' in the sentence"):
        noun_roles()
    (folder / "a.txt").write_text("The raid failed .\nraid raid.01 | ARG0 of men\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"a\.txt:2: 'of men' is in the sentence 0 times"):
        noun_roles()


def test_comments_and_blank_lines_end_a_block() -> None:
    for path in (DATA / "noun_roles").glob("*.txt"):
        assert all(forms and not forms[0].startswith("#") for _, forms, _ in noun_blocks(path))


@pytest.mark.parametrize("part", ["given", "family"])
def test_name_lists(part: str) -> None:
    lines = (DATA / "names" / f"{part}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    assert lines[0] == "culture\tname" and all(len(r) == 2 and " " not in r[1] for r in rows)
    assert rows == sorted(rows) and len(rows) == len({tuple(r) for r in rows})
