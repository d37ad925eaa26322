"""Another UD pipeline in our model's place. The toy one replays trees made by hand, in the parts that a real one has."""

from __future__ import annotations

import json
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

import ceasewire
from ceasewire.errors import ModelError
from ceasewire.language.borrowed import Borrowed
from ceasewire.language.frames import Argument, Frame, frames_of, write_frames
from ceasewire.records import Article, Block
from tests.conftest import coder

TEXT = """date 2024-04-09

GENEVA (Demo Wire) — The Coast Front said on Monday it would pull its 300 fighters out of Port Ostrel by June 1.

The rebels attacked Port Ostrel on Sunday, killing 12 people.
The army arrested Tomas Arvell."""

#: form, lemma, part of speech, tag, head, relation, name; a sentence a paragraph
TREES = """
GENEVA GENEVA PROPN NNP 0 ROOT GPE
( ( PUNCT -LRB- 4 punct -
Demo Demo PROPN NNP 4 compound -
Wire Wire PROPN NNP 1 appos -
) ) PUNCT -RRB- 4 punct -
— — PUNCT : 1 punct -

The the DET DT 3 det ORG
Coast Coast PROPN NNP 3 compound ORG
Front Front PROPN NNP 4 nsubj ORG
said say VERB VBD 0 ROOT -
on on ADP IN 6 case -
Monday Monday PROPN NNP 4 obl -
it it PRON PRP 9 nsubj -
would would AUX MD 9 aux -
pull pull VERB VB 4 ccomp -
its its PRON PRP$ 12 nmod:poss -
300 300 NUM CD 12 nummod CARDINAL
fighters fighter NOUN NNS 9 obj -
out out ADP IN 15 case -
of of ADP IN 13 fixed -
Port Port PROPN NNP 9 obl FAC
Ostrel Ostrel PROPN NNP 15 flat FAC
by by ADP IN 18 case -
June June PROPN NNP 9 obl -
1 1 NUM CD 18 nummod -
. . PUNCT . 4 punct -

The the DET DT 2 det -
rebels rebel NOUN NNS 3 nsubj -
attacked attack VERB VBD 0 ROOT -
Port Port PROPN NNP 3 obj FAC
Ostrel Ostrel PROPN NNP 4 flat FAC
on on ADP IN 7 case -
Sunday Sunday PROPN NNP 3 obl -
, , PUNCT , 9 punct -
killing kill VERB VBG 3 advcl -
12 12 NUM CD 11 nummod -
people people NOUN NNS 9 obj -
. . PUNCT . 3 punct -

The the DET DT 2 det -
army army NOUN NN 3 nsubj -
arrested arrest VERB VBD 0 ROOT -
Tomas Tomas PROPN NNP 3 obj PERSON
Arvell Arvell PROPN NNP 4 flat PERSON
. . PUNCT . 3 punct -
"""
SENTENCES = [[line.split() for line in tree.splitlines()] for tree in TREES.strip().split("\n\n")]


def sentences(doc: Doc) -> list[tuple[list[int], list[list[str]]]]:
    """Positions and columns of the words of each sentence, of a text that is made of the sentences above."""
    words = [t.i for t in doc if not t.is_space]
    found = []
    while words:
        rows = next(s for s in SENTENCES if [r[0] for r in s] == [doc[i].text for i in words[: len(s)]])
        found.append((words[: len(rows)], rows))
        words = words[len(rows) :]
    return found


@Language.component("toy_tree")
def toy_tree(doc: Doc) -> Doc:
    heads = [max(0, t.i - 1) for t in doc]  # blanks hang from what stands before them
    columns = {name: [""] * len(doc) for name in ("lemmas", "pos", "tags", "deps")}
    for at, rows in sentences(doc):
        for i, (_, lemma, pos, tag, head, relation, _) in zip(at, rows, strict=True):
            heads[i] = at[int(head) - 1] if head != "0" else i
            for name, value in zip(columns, (lemma, pos, tag, relation), strict=True):
                columns[name][i] = value
    return Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], heads=heads, **columns)


@Language.component("toy_names")
def toy_names(doc: Doc) -> Doc:
    found: list[Span] = []
    for at, rows in sentences(doc):
        for i, row in zip(at, rows, strict=True):
            if found and found[-1].end == i and found[-1].label_ == row[6]:
                found[-1] = Span(doc, found[-1].start, i + 1, label=row[6])
            elif row[6] != "-":
                found.append(Span(doc, i, i + 1, label=row[6]))
    doc.ents = tuple(found)
    return doc


def toy(*names: str) -> Language:
    nlp = spacy.blank("en")
    for name in names or ("toy_tree", "toy_names"):
        nlp.add_pipe(name)
    return nlp


def told(record: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The acts of a record: type, status, trigger, who, whom, when, how many."""
    times = {t["id"]: t["text"] for t in record["times"]}
    numbers = {q["id"]: (q["best"], q["what"]) for q in record["quantities"]}
    return [
        (
            e["type"], e["status"], e["trigger"]["text"], [s["text"] for s in e["source_spans"]], [s["text"] for s in e["target_spans"]],
            times.get(e["time"]["ref"]) if e["time"] else None, [numbers[q] for q in e["quantities"]],
        )
        for e in record["events"]
    ]  # fmt: skip


def test_records_come_out_of_it() -> None:
    record = ceasewire.load(nlp=toy()).code(TEXT)
    json.dumps(record)
    assert told(record) == [
        ("RETREAT", "planned", "pull", ["The Coast Front"], [], "June 1", [(300, "fighters")]),
        ("ASSAULT", "occurred", "attacked", ["The rebels"], ["Port Ostrel", "12 people"], "Sunday", [(12, "killed")]),
        ("COERCE", "occurred", "arrested", ["The army"], ["Tomas Arvell"], None, [(1, "detained")]),
    ]
    (statement,) = record["statements"]
    assert statement["content"]["text"].startswith("it would pull")
    assert [s["text"] for s in statement["speaker_spans"]] == ["The Coast Front"]
    (commitment,) = record["commitments"]
    assert commitment["deadline"]["latest"] == "2024-06-02" and commitment["action"]["text"].startswith("pull")
    assert record["article"]["dateline"]["place"] == "GENEVA" and record["run"]["model"] == "en_pipeline 0.0.0: toy_tree, toy_names"


def test_every_layer_of_the_pipeline_is_in_the_document() -> None:
    article = ceasewire.load(nlp=toy()).parse(TEXT)
    doc = article.doc
    assert doc.text == TEXT
    assert [s.text.strip()[:8] for s in doc.sents] == ["date 202", "GENEVA (", "The Coas", "The rebe", "The army"]
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("GENEVA", "LOC"), ("The Coast Front", "ORG"), ("Port Ostrel", "LOC"), ("Port Ostrel", "LOC"), ("Tomas Arvell", "PER"),
    ]  # fmt: skip
    arrested = next(t for t in doc if t.text == "arrested")
    assert (arrested.dep_, arrested.tag_, arrested.pos_, arrested.lemma_) == ("root", "VBD", "VERB", "arrest")
    assert frames_of(doc) == {} and not any(t.tag_ for t in doc if t.idx < 15 and not t.is_space)  # the header is not analysed


def test_frames_are_taken_along() -> None:
    @Language.component("toy_frames")
    def toy_frames(doc: Doc) -> Doc:
        verbs = [t.i for t in doc if t.text == "arrested"]
        roles = [(Argument("ARG0", i - 1, i - 2, i), Argument("ARG1", i + 1, i + 1, i + 3)) for i in verbs]
        write_frames(doc, [Frame(i, "arrest.01", args) for i, args in zip(verbs, roles, strict=True)])
        return doc

    doc = ceasewire.load(nlp=toy("toy_tree", "toy_frames")).parse(TEXT).doc
    (frame,) = frames_of(doc).values()
    assert doc[frame.token].text == "arrested"
    assert {a.role: (doc[a.start : a.end].text, doc[a.head].text) for a in frame.args} == {
        "ARG0": ("The army", "army"), "ARG1": ("Tomas Arvell", "Tomas"),
    }  # fmt: skip


def test_our_own_component_in_our_own_line() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("ceasewire")
    text = "The rebels attacked Port Alma, killing 12 people.\n\nThe army left."
    record, ours = ceasewire.load(nlp=nlp).code(text), coder().code(text)
    assert record["events"] and {**record, "run": 0} == {**ours, "run": 0}


def test_any_call_will_do() -> None:
    nlp = toy()

    def parse(text: str) -> Doc:
        return nlp(text)

    line = ceasewire.load(nlp=parse)
    article = line.parse(TEXT)
    assert len(article.doc.ents) == 5 and line.record(article)["run"]["model"].endswith("parse")


@pytest.mark.parametrize("text", ["", " \n", "\n\n The army arrested Tomas Arvell.\n \n"])
def test_blanks_and_nothing(text: str) -> None:
    step = Borrowed(toy())
    assert step(Article("x", text)).doc.text == text
    blocks = (Block("junk", 0, 1), Block("body", 1, len(text))) if len(text) > 1 else ()
    doc = step(Article("x", text, blocks=blocks)).doc
    assert doc.text == text and all(t.head.sent == t.sent for t in doc)


def test_what_cannot_take_our_place_is_told_so() -> None:
    article = Article("x", "The army arrested Tomas Arvell.")

    with pytest.raises(ModelError, match=r"0\.0\.0: sentencizer: its tokens have no dep_; needed: head, dep_, tag_, pos_, lemma_$"):
        Borrowed(toy("sentencizer"))(article)

    def shouting(text: str) -> Doc:
        return spacy.blank("en")(text.upper())

    with pytest.raises(ModelError, match=r"shouting: gave 'THE ARMY .* every character"):
        Borrowed(shouting)(article)

    @Language.component("toy_other_scheme")
    def toy_other_scheme(doc: Doc) -> Doc:
        doc[3].dep_ = "dobj"
        return doc

    with pytest.raises(ModelError, match="'dobj' at 'Tomas' is no relation of Universal Dependencies v2"):
        Borrowed(toy("toy_tree", "toy_other_scheme"))(article)
