from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.corpus.standoff import TextError, apart, sha256, together

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=60)


def span(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end]}


@st.composite
def labelled(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    text = draw(WORDS)
    cut = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(lambda x: span(text, min(x), max(max(x), min(x) + 1)))
    maybe = st.none() | cut
    time = st.none() | cut.map(lambda s: {"text": s["text"], "earliest": None, "latest": "2021-06-02"})
    event = st.fixed_dictionaries(
        {"type": st.just("ASSAULT"), "mode": st.none(), "trigger": cut, "status": st.just("occurred"), "sources": st.lists(cut, max_size=2),
         "targets": st.lists(cut, max_size=2), "time": time, "place": maybe, "killed": st.none(), "wounded": st.none()}
    )
    statement = st.fixed_dictionaries({"speaker": maybe, "cue": cut, "content": cut, "act": st.just("says")})
    commitment = st.fixed_dictionaries(
        {"debtors": st.lists(cut, max_size=2), "creditors": st.lists(cut, max_size=1), "kind": st.just("pledge"), "action": cut,
         "deadline": time, "condition": maybe, "status": st.just("open")}
    )
    layers = {"events": event, "statements": statement, "commitments": commitment}
    return text, {"id": "x"} | {layer: draw(st.lists(one, max_size=2)) for layer, one in layers.items()}


@given(labelled())
def test_apart_and_together_again(case: tuple[str, dict[str, Any]]) -> None:
    text, label = case
    assert together(text, json.loads(json.dumps(apart(text, label)))) == label


@given(labelled())
def test_no_words_of_the_text_are_kept(case: tuple[str, dict[str, Any]]) -> None:
    def has_text(value: Any) -> bool:
        if isinstance(value, dict):
            return "text" in value or any(map(has_text, value.values()))
        return isinstance(value, list) and any(map(has_text, value))

    assert not has_text(apart(*case))


def test_another_text_is_refused_with_both_checksums() -> None:
    row = apart("Troops left.", {"id": "x", "events": [], "statements": [], "commitments": []})
    with pytest.raises(TextError, match=sha256("Troops left!")[:12]):
        together("Troops left!", row)
