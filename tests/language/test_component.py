"""The language model in a spaCy pipeline of the user's."""

from __future__ import annotations

import pickle
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import Doc, DocBin, Token
from spacy.util import filter_spans

from ceasewire.errors import UsageError
from ceasewire.language import grammar
from ceasewire.language.component import make_component
from ceasewire.language.frames import Frame, frames_of
from tests.conftest import coder

TEXT = "On Monday the army left Verin. The rebels attacked Port Alma, killing 12 people."


def pipeline(*before: str, **config: Any) -> spacy.Language:
    nlp = spacy.blank("en")
    for name in before:
        nlp.add_pipe(name)
    nlp.add_pipe("ceasewire", config=config)
    return nlp


def columns(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start) for t in doc]


def test_all_layers_are_filled() -> None:
    doc = pipeline()("The rebels bombed Port Alma.")
    assert [t.dep_ for t in doc] == ["det", "nsubj", "root", "compound", "obj", "punct"]
    assert [t.head.text for t in doc] == ["rebels", "bombed", "bombed", "Alma", "bombed", "bombed"]
    assert [t.tag_ for t in doc] == ["DT", "NNS", "VBD", "NNP", "NNP", "."]
    assert [t.pos_ for t in doc] == ["DET", "NOUN", "VERB", "PROPN", "PROPN", "PUNCT"]
    assert [t.lemma_ for t in doc] == ["the", "rebel", "bomb", "Port", "Alma", "."]
    assert [(e.text, e.label_) for e in doc.ents] == [("Port Alma", "LOC")]
    (frame,) = doc._.frames
    assert doc[2]._.frame == frame and doc[0]._.frame is None
    assert frame.roleset == "bomb.01"
    assert {a.role: doc[a.start : a.end].text for a in frame.args} == {"ARG0": "The rebels", "ARG1": "Port Alma"}


def test_the_same_as_in_our_own_line() -> None:
    ours = coder().parse(TEXT).doc
    doc = pipeline()(TEXT)
    assert columns(doc) == columns(ours) and frames_of(doc) == frames_of(ours)


def test_what_it_says_of_itself() -> None:
    meta = spacy.blank("en").get_factory_meta("ceasewire") if spacy.Language.has_factory("ceasewire") else None
    assert meta is not None and meta.default_config == {"names": True}
    nlp = pipeline()
    nlp.add_pipe("merge_entities")
    found = nlp.analyze_pipes()
    assert not any(found["problems"].values())
    given = {"token.dep", "token.head", "token.tag", "token.pos", "token.morph", "token.lemma", "doc.ents", "doc.sents", "doc._.frames"}
    assert given <= set(found["summary"]["ceasewire"]["assigns"])


@pytest.mark.parametrize("text", ["", " ", "\n\n", "  Nobody left.", "Nobody left. \n\n \n", "A.\n\n\nB", "\t", "\u200b \u0007"])
def test_blanks_and_nothing(text: str) -> None:
    doc = pipeline()(text)
    assert doc.text == text and "".join(s.text_with_ws for s in doc.sents) == text
    assert all((t.pos_, t.tag_, t.dep_) == ("SPACE", "_SP", "dep") for t in doc if t.is_space)
    assert doc._.frames == [] or "left" in text


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["The", "army", "left", ".", " ", "\n", "New York", "’", "-"]), st.booleans()), max_size=14))
def test_any_tokens_will_do(tokens: list[tuple[str, bool]]) -> None:
    nlp = pipeline()
    raw = Doc(nlp.vocab, words=[w for w, _ in tokens], spaces=[s for _, s in tokens])
    doc = nlp(raw)
    assert doc is raw and [t.text for t in doc] == [w for w, _ in tokens]
    assert all(t.head.sent == t.sent for t in doc)


def test_sentences_of_an_earlier_component_stay() -> None:
    text = "The army left; nobody stayed. It was late."
    assert len(list(pipeline()(text).sents)) == 2

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [";"]})
    nlp.add_pipe("ceasewire")
    assert [s.text for s in nlp(text).sents] == ["The army left;", "nobody stayed. It was late."]


def test_a_start_that_only_one_token_has_been_given_stays() -> None:
    nlp = pipeline()
    doc = nlp.make_doc("The army left Verin. The rebels stayed. Nobody was hurt.")
    doc[3].is_sent_start = True
    doc[5].is_sent_start = False
    assert [s.text for s in nlp(doc).sents] == ["The army left", "Verin. The rebels stayed.", "Nobody was hurt."]


def test_names_of_an_earlier_component_stay() -> None:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "HARBOUR", "pattern": "Alma", "id": "h1"}])
    nlp.add_pipe("ceasewire")
    doc = nlp("The rebels attacked Port Alma. Ilse Morvan left.")
    assert [(e.text, e.label_, e.id_) for e in doc.ents] == [("Alma", "HARBOUR", "h1"), ("Ilse Morvan", "PER", "")]


def test_names_can_be_left_out() -> None:
    doc = pipeline(names=False)(TEXT)
    assert not doc.ents and not doc.has_annotation("ENT_IOB") and doc._.frames


def test_a_second_look_gives_the_same() -> None:
    nlp = pipeline()
    doc = nlp(TEXT)
    before = columns(doc)
    subject = grammar.child(doc[4], "nsubj")  # makes what grammar keeps of the tree
    assert subject is not None
    assert columns(nlp(doc)) == before and "tree" not in doc.user_data


def test_batches_and_processes(tmp_path: Path) -> None:
    """In a process of its own: its workers are started in the way of the system, and the model is loaded before and after."""
    script = tmp_path / "many.py"
    script.write_text(
        f"""import sys, spacy, multiprocessing
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    nlp = spacy.blank("en")
    nlp.add_pipe("ceasewire")
    texts = [{TEXT!r}, "", "Nobody left.\\n\\n", "Rebels came."] * 3
    rows = lambda docs: [[(t.text, t.dep_, t.head.i, t.ent_type_, t.lemma_) for t in d] + [d._.frames] for d in docs]
    if sys.argv[2] == "after":
        many = rows(nlp.pipe(texts, n_process=2, batch_size=2))
    one = rows(nlp(t) for t in texts)
    if sys.argv[2] == "before":
        many = rows(nlp.pipe(texts, n_process=2, batch_size=2))
    assert one == many == rows(nlp.pipe(texts, batch_size=5))
    assert one[0][-1]
    print("same")
""",
        encoding="utf-8",
    )
    for way, when in (("fork", "before"), ("spawn", "after")):
        if sys.platform == "win32" and way == "fork":
            continue
        done = subprocess.run([sys.executable, str(script), way, when], capture_output=True, text=True, check=False)
        assert done.stdout == "same\n", done.stderr


def test_a_pipeline_is_saved_and_loaded(tmp_path: Path) -> None:
    nlp = pipeline(names=False)
    before = columns(nlp(TEXT))
    nlp.to_disk(tmp_path / "mine")
    assert not list((tmp_path / "mine").glob("ceasewire*"))  # the weights stay in the package
    loaded = spacy.load(tmp_path / "mine")
    assert loaded.get_pipe_config("ceasewire")["names"] is False
    assert columns(loaded(TEXT)) == before
    assert columns(spacy.blank("en").from_bytes(nlp.to_bytes())(TEXT))[0][:1] == ("On",)
    again = pipeline().from_bytes(nlp.to_bytes())
    assert [row[:6] for row in columns(again(TEXT))] == [row[:6] for row in before]


def test_components_and_documents_can_be_pickled() -> None:
    nlp = pipeline()
    doc = nlp(TEXT)  # the model is loaded by now
    component: Any = pickle.loads(pickle.dumps(nlp.get_pipe("ceasewire")))
    assert columns(component(nlp.make_doc(TEXT))) == columns(doc)
    assert frames_of(pickle.loads(pickle.dumps(doc))) == frames_of(doc)


def test_documents_go_through_bytes_with_their_frames() -> None:
    nlp = pipeline()
    doc = nlp(TEXT)
    assert grammar.children(doc[4], "nsubj")
    for back in (
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        next(iter(DocBin(store_user_data=True).from_bytes(DocBin(store_user_data=True, docs=[doc]).to_bytes()).get_docs(nlp.vocab))),
    ):
        assert back._.frames == doc._.frames and all(isinstance(f, Frame) for f in back._.frames)
        assert back._.frames[0].args[0].role == doc._.frames[0].args[0].role
        assert [t.text for t in grammar.children(back[4], "nsubj")] == ["army"]


def test_frames_that_fit_no_more_are_not_given() -> None:
    nlp = pipeline()
    nlp.add_pipe("merge_entities")
    doc = nlp("The rebels attacked Port Alma.")
    assert len(doc) == 5
    with pytest.raises(UsageError, match="merged or split"):
        _ = doc._.frames


def test_an_attribute_of_somebody_else_stays() -> None:
    saved = Doc.remove_extension("frames") if Doc.has_extension("frames") else None
    Doc.set_extension("frames", default="theirs")
    try:
        with pytest.warns(UserWarning, match=r"Doc\._\.frames is another component's"):
            doc = pipeline()("The army left.")
        assert doc._.frames == "theirs" and frames_of(doc)
    finally:
        Doc.remove_extension("frames")
        if saved is not None:
            Doc.set_extension("frames", getter=saved[2])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        make_component(spacy.blank("en"), "twice", names=True)
        make_component(spacy.blank("en"), "twice", names=True)
    assert Doc.has_extension("frames") and Token.has_extension("frame")


def test_displacy_shows_tree_names_and_roles() -> None:
    doc = pipeline()("The rebels bombed Port Alma.")
    tree = displacy.render(doc, style="dep", jupyter=False)
    assert "<svg" in tree and all(f">{label}<" in tree for label in ("nsubj", "obj", "compound", "VERB", "PROPN"))
    names = displacy.render(doc, style="ent", jupyter=False)
    assert "Port Alma" in names and "LOC" in names
    frame = doc._.frames[0]
    doc.spans["roles"] = filter_spans([spacy.tokens.Span(doc, a.start, a.end, label=a.role) for a in frame.args])
    roles = displacy.render(doc, style="span", options={"spans_key": "roles"}, jupyter=False)
    assert "ARG0" in roles and "ARG1" in roles


def test_the_model_is_loaded_with_the_first_document_only() -> None:
    """spaCy loads all factories for every pipeline, so a user who has ceasewire installed beside something else must not pay for it."""
    program = (
        "import sys, spacy; parts = ('ceasewire.language.model', 'onnxruntime', 'tokenizers')\n"
        "say = lambda: [p in sys.modules for p in parts]\n"
        "nlp = spacy.blank('en'); nlp.add_pipe('ceasewire'); print(say()); nlp('The army left.'); print(say())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[False, False, False]", "[True, True, True]"]
