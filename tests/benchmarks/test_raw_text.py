from __future__ import annotations

from pathlib import Path

from benchmarks.raw_text import read

TEXT = """# newdoc id = a
# sent_id = 1
# text = They don't leave.
1\tThey\t_\t_\t_\t_\t0\t_\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\t_\t_\t_\t_\t0\t_\t_\t_
3\tn't\t_\t_\t_\t_\t0\t_\t_\t_
4\tleave\t_\t_\t_\t_\t0\t_\t_\tSpaceAfter=No
5\t.\t_\t_\t_\t_\t0\t_\t_\t_

# newpar id = a-p2
# sent_id = 2
# text = Good.
1\tGood\t_\t_\t_\t_\t0\t_\t_\t_
2\t.\t_\t_\t_\t_\t0\t_\t_\t_

# newdoc id = b
# sent_id = 3
# text = Gone
1\tGone\t_\t_\t_\t_\t0\t_\t_\t_

"""


def test_spans_count_letters_and_marks_only(tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text(TEXT, encoding="utf-8")
    first, second = read(tmp_path / "x.conllu")
    assert first == (
        "They don't leave.\n\nGood.",
        [(0, 4), (4, 6), (6, 9), (9, 14), (14, 15), (15, 19), (19, 20)],
        [(0, 15), (15, 20)],
    )
    assert second == ("Gone", [(0, 4)], [(0, 4)])
