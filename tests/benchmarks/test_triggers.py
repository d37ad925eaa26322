from __future__ import annotations

from typing import Any

from benchmarks.scorers.triggers import score

#: blanks lost between the sentences, as the set has them
TEXT = "Rebels shelled Orsa.Two people died."
WORDS = [["Rebels", "shelled", "Orsa", "."], ["Two", "people", "died", "."]]
ROW = {
    "id": "w1", "text": TEXT, "tokens": [w for s in WORDS for w in s], "sentences": [[[[w, 0, 0] for w in s], ""] for s in WORDS],
    "event_mentions": [
        {"event_type": "Conflict.Attack.Unspecified", "trigger": {"start": 1, "end": 2, "text": "shelled", "sent_idx": 0}},
        {"event_type": "Life.Die.Unspecified", "trigger": {"start": 6, "end": 7, "text": "died", "sent_idx": 1}},
        {"event_type": "Disaster.DiseaseOutbreak.Unspecified", "trigger": {"start": 0, "end": 1, "text": "Rebels", "sent_idx": 0}},
    ],
}


def at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def figures(**record: list[dict[str, Any]]) -> dict[str, Any]:
    return score([ROW], {"w1": record})[0]


def event(kind: str, words: str, *mentions: str) -> dict[str, Any]:
    return {"type": kind, "trigger": at(words), "mentions": [at(m) for m in mentions]}


def test_trigger_and_mentions_find() -> None:
    found = figures(events=[event("ASSAULT", "shelled", "died")])
    assert (found["conflict"], found["harm"], found["recall"], found["precision"]) == (100.0, 100.0, 100.0, 100.0)


def test_a_number_of_dead_in_the_sentence_counts_apart() -> None:
    found = figures(events=[event("ASSAULT", "shelled")], quantities=[{"what": "killed", **at("Two people")}])
    assert (found["recall"], found["with_casualties"]) == (50.0, 100.0)


def test_what_it_does_not_mark_counts_against_us() -> None:
    found = figures(events=[event("ASSAULT", "shelled"), event("ASSAULT", "Orsa"), event("RETREAT", "people")])
    assert (found["precision"], found["ours"]) == (50.0, 2)


def test_a_cue_finds() -> None:
    assert figures(statements=[{"cue": at("shelled")}, {"cue": None}])["conflict"] == 100.0
