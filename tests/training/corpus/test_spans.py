from __future__ import annotations

import pytest

from training.corpus.spans import WordsError, find, with_offsets

TEXT = "Troops shelled Verin. The troops denied that troops shelled Verin on Monday."


@pytest.mark.parametrize(
    ("written", "words", "start"),
    [
        ("The troops", "The troops", 22),
        ("troops@2", "troops", 45),
        ("Verin@1", "Verin", 15),
        ("The troops … Monday", "The troops denied that troops shelled Verin on Monday", 22),
        ("troops@2 … Verin", "troops shelled Verin", 45),
    ],
)
def test_words_find_their_place(written: str, words: str, start: int) -> None:
    assert find(TEXT, written) == (start, start + len(words))
    assert TEXT[start : start + len(words)] == words


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("troop", "don't stand in the text"),
        ("", "don't stand in the text"),
        ("shelled", "write shelled@1 to shelled@2"),
        ("shelled@3", "stands 2 times in the text, not 3"),
        ("Monday … Verin", "after the first part"),
    ],
)
def test_words_that_say_no_one_place_are_named(written: str, message: str) -> None:
    with pytest.raises(WordsError, match=message):
        find(TEXT, written)


def test_a_written_label_gets_offsets_and_every_fault_is_told() -> None:
    written = {
        "id": "x",
        "events": [
            {"type": "ASSAULT", "trigger": "shelled@1", "status": "occurred", "sources": ["Troops"],
             "targets": ["Alma"], "place": "Verin@1"},
        ],
        "statements": [{"speaker": "The troops", "cue": "denied", "content": "troops shelled … Monday", "act": "denies"}],
    }
    label, faults = with_offsets(TEXT, written)
    assert faults == ["event 1 targets: the words 'Alma' don't stand in the text"]
    event = label["events"][0]
    assert (event["trigger"]["start"], event["place"]["text"], event["targets"], event["killed"]) == (7, "Verin", [], None)
    assert label["statements"][0]["content"]["text"] == "troops shelled Verin on Monday"
    assert label["commitments"] == []
