from __future__ import annotations

from typing import Any

import pytest

from ceasewire.language.parse import Parser, english_tokenizer
from training.corpora import ACT_LAYERS, Sentence
from training.corpus.spans import with_offsets
from training.labels import act_labels
from training.reports import _sentences, reports

TEXT = "Northland shelled Verin on Monday, killing 12. The Coast Front said it would leave the town by Friday."
WRITTEN = {
    "id": "x",
    "events": [
        {"type": "ASSAULT", "mode": "heavy-weapons", "trigger": "shelled", "status": "occurred", "sources": ["Northland"], "targets": [],
         "place": "Verin", "time": {"text": "Monday", "earliest": "2021-05-31", "latest": "2021-06-01"}, "killed": 12},
        {"type": "RETREAT", "mode": "withdraw", "trigger": "leave", "status": "planned", "sources": ["The Coast Front"], "targets": [],
         "place": "the town", "time": {"text": "by Friday", "earliest": None, "latest": "2021-06-05"}},
    ],
    "statements": [{"speaker": "The Coast Front", "cue": "said", "content": "it would leave the town by Friday", "act": "pledges"}],
    "commitments": [
        {"debtors": ["The Coast Front"], "creditors": [], "kind": "pledge", "action": "leave the town", "status": "open",
         "deadline": {"text": "by Friday", "earliest": None, "latest": "2021-06-05"}, "condition": None}
    ],
}  # fmt: skip


def sentences(text: str, written: dict[str, Any]) -> list[Sentence]:
    label, faults = with_offsets(text, written)
    assert faults == []
    doc = english_tokenizer().make_doc(text)
    Parser()(doc)
    return list(_sentences(doc, label, "x"))


def test_a_label_becomes_acts_of_its_words_and_links_to_heads() -> None:
    first, second = sentences(TEXT, WRITTEN)
    told = [
        (a.layer, s.forms[a.token], a.label, a.details, {s.forms[h]: x for h, x in a.links.items()})
        for s in (first, second)
        for a in s.acts or ()
    ]
    assert told == [
        (
            "event", "shelled", "ASSAULT", {"mode": "heavy-weapons", "status": "occurred"},
            {"Northland": "source", "Verin": "place", "Monday": "time"},
        ),
        ("event", "leave", "RETREAT", {"mode": "withdraw", "status": "planned"}, {"Front": "source", "town": "place", "Friday": "time"}),
        ("statement", "said", "pledges", {}, {"Front": "speaker", "leave": "content"}),
        ("commitment", "leave", "pledge", {"state": "open"}, {"Front": "debtor", "Friday": "deadline"}),
    ]


def test_a_link_into_another_sentence_is_left_out() -> None:
    written = WRITTEN | {"events": [WRITTEN["events"][0] | {"targets": ["The Coast Front"]}], "statements": [], "commitments": []}
    first, second = sentences(TEXT, written)
    assert [a.label for a in first.acts or ()] == ["ASSAULT"]
    assert "target" not in (first.acts or ())[0].links.values()
    assert second.acts == ()


@pytest.fixture(scope="module")
def shipped() -> list[Sentence]:
    """Sentences of the invented reports that ship with the corpus."""
    return reports("dev", places=())


def test_labels_of_the_shipped_reports_are_labels_of_the_model(shipped: list[Sentence]) -> None:
    known = act_labels()
    assert len(shipped) > 50
    for s in shipped:
        for a in s.acts or ():
            assert a.label in known[a.layer]
            for link in a.links.values():
                assert f"{a.layer} {link}" in known["link"]
            for name, value in a.details.items():
                assert (f"{a.label} {value}" if name == "mode" and value else value) in known[name]


def test_a_word_tells_one_act_of_a_layer(shipped: list[Sentence]) -> None:
    for s in shipped:
        for layer in ACT_LAYERS:
            at = [a.token for a in s.acts or () if a.layer == layer]
            assert len(at) == len(set(at))
