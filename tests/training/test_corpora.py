"""The torch-free half of training: what is read and which labels come of it. (The loop itself is run by `make train`.)"""

from __future__ import annotations

from pathlib import Path

from training.corpora import IGNORE, Frame, Sentence, Word, read_conllu, read_frames, read_tagged, read_uner, span_head
from training.labels import Labels
from training.tables import lemma_table

TREE = """# sent_id = s1
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tarmies\tarmy\tNOUN\tNNS\t_\t3\tnsubj\t_\t_
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
3.1\tx\tx\tX\tX\t_\t_\t_\t_\t_

"""
WORDS = (
    Word("The", "the", "DET", "DT", 2, "det"), Word("armies", "army", "NOUN", "NNS", 3, "nsubj"),
    Word("left", "leave", "VERB", "VBD", 0, "root"),
)


def test_conllu(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(TREE, encoding="utf-8")
    assert read_conllu(tmp_path / "a.conllu") == [("s1", WORDS)]


def test_names_in_three_formats(tmp_path: Path) -> None:
    (tmp_path / "u.iob2").write_text("# sent_id = s1\n1\tThe\tO\t-\t-\n2\tVerin\tB-LOC\t-\t-\n\n", encoding="utf-8")
    assert read_uner(tmp_path / "u.iob2") == {("The", "Verin"): ("O", "B-LOC")}
    (tmp_path / "w.conll").write_text("-DOCSTART- O\n\nArden I-PER\nVale I-PER\nVerin I-LOC\nCup I-MISC\n\n", encoding="utf-8")
    (sentence,) = read_tagged(tmp_path / "w.conll", {"PER": "PER", "LOC": "LOC"}, separator=" ")
    assert sentence.names == ("B-PER", "I-PER", "B-LOC", IGNORE)
    (tmp_path / "c.txt").write_text("Arden\tB-politician\nVale\tI-politician\n2021\tB-election\n\n", encoding="utf-8")
    (sentence,) = read_tagged(tmp_path / "c.txt", {"politician": "PER"}, separator="\t")
    assert sentence.names == ("B-PER", "I-PER", IGNORE)


def test_frames_take_the_head_word_of_a_span(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(
        '{"sent_id": "s1", "tokens": ["The", "armies", "left"], "preds": [{"token": 2, "roleset": "leave.01", "args": '
        '[{"role": "ARG0", "start": 0, "end": 2}, {"role": "V", "start": 2, "end": 3}]}]}\n'
        '{"sent_id": "s1", "tokens": ["other"], "preds": []}\n',
        encoding="utf-8",
    )
    assert read_frames(tmp_path / "r.jsonl", {"s1": WORDS})["s1"] == (Frame(2, "leave.01", ((0, 2, "ARG0"),), {1: "ARG0"}),)
    assert span_head(WORDS, 0, 2) == 1


def test_labels_and_lemmas_come_from_the_sentences(tmp_path: Path) -> None:
    sentences = [Sentence(("The", "armies", "left"), WORDS, frames=(Frame(2, "leave.01", (), {}),))] * 3
    labels = Labels.of(sentences)
    assert labels.deprel == ["det", "nsubj", "root"] and labels.senses == {"leave": ["leave.01"]} and labels.sense == []
    assert "lower:3:y" in labels.scripts and labels.upos["NNS"] == "NOUN"
    labels.write(tmp_path / "labels.json")
    assert Labels.read(tmp_path / "labels.json") == labels
    assert lemma_table(sentences) == {"armies\tNNS": "army", "left\tVBD": "leave", "the\tDT": "the"}
