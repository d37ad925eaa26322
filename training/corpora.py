"""The treebanks, name lists and PropBank files as `Sentence` objects.

Data lives in a folder given by CEASEWIRE_TRAINING_DATA (default ../shared/train) with ud/, ner/ and roles/ inside; the
model card says where the public gets each set and under which licence.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from ceasewire.language import decode
from training.mentions import IGNORE, name_tags

DATA = Path(os.environ.get("CEASEWIRE_TRAINING_DATA", Path(__file__).parents[2] / "shared" / "train"))

#: kinds of CrossNER (Liu et al. 2021) that are one of our three kinds; all others are left out of the loss
CROSSNER_KINDS = {
    "politician": "PER",
    "person": "PER",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "location": "LOC",
    "country": "LOC",
}

@dataclass(frozen=True, slots=True)
class Word:
    """One UD word; `head` is 1-based, 0 is the root; `feats` as written in CoNLL-U."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    feats: str = "_"


@dataclass(frozen=True, slots=True)
class Frame:
    """One PropBank predicate: word index, roleset, spans (start, end, role) and {head word: role}."""

    token: int
    roleset: str
    spans: tuple[tuple[int, int, str], ...]
    args: dict[int, str]


#: what a labelled report tells: layer → (what its tag says, the details of its first word, the links to other words)
ACT_LAYERS = {
    "event": ("type", ("mode", "status"), ("source", "target", "place", "time")),
    "statement": ("act", (), ("speaker", "content")),
    "commitment": ("kind", ("state",), ("debtor", "creditor", "deadline", "condition")),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One event, statement or commitment of a labelled report (docs/annotation.md), seen from its word: the trigger's, the cue's or
    the action's head. label: type, act or kind; details: {"status": "occurred", …}; links: {head word: link}."""

    layer: str
    token: int
    label: str
    details: dict[str, str]
    links: dict[int, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is known of a sentence; a layer that its source does not annotate is None.

    gold_tree False: the words carry a parse that only says which words head arguments. asked: the words of which `frames` tells
    whether they are predicates; None: all. taught: trees, tags, names and frames are those of the model that ships, which a sentence
    labelled for acts alone repeats, so that the words of its field are not unlearned (as in Li and Hoiem 2016, without forgetting).
    """

    forms: tuple[str, ...]
    words: tuple[Word, ...] | None = None
    names: tuple[str, ...] | None = None
    frames: tuple[Frame, ...] | None = None
    gold_tree: bool = True
    taught: bool = False
    asked: tuple[int, ...] | None = None
    acts: tuple[Act, ...] | None = None
    source: str = field(default="", compare=False)


def _blocks(path: Path) -> list[list[str]]:
    """The file's paragraphs (CoNLL sentences) as lists of lines."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [[line for line in b.split("\n") if line] for b in blocks if b.strip()]


def conllu_rows(path: Path) -> list[tuple[dict[str, str], list[list[str]]]]:
    """[({comment key: value}, [columns])] without multiword-token and empty-node lines."""
    out = []
    for lines in _blocks(path):
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        out.append((comments, [c for c in (line.split("\t") for line in lines if line[0] != "#") if c[0].isdigit()]))
    return out


def read_conllu(path: Path) -> list[tuple[str, tuple[Word, ...]]]:
    """[(sent_id, words)]."""
    return [(comments.get("sent_id", ""), words_of(rows)) for comments, rows in conllu_rows(path)]


def words_of(rows: list[list[str]]) -> tuple[Word, ...]:
    """The words of a sentence's rows."""
    return tuple(Word(c[1], c[2], c[3], c[4], int(c[6]), c[7], c[5]) for c in rows)


def misc(rows: list[list[str]], key: str) -> list[str]:
    """The value of a MISC key, one a word, "" where there is none."""
    return [next((x.partition("=")[2] for x in c[9].split("|") if x.startswith(f"{key}=")), "") for c in rows]


def read_uner(path: Path) -> dict[tuple[str, ...], tuple[str, ...]]:
    """{forms: IOB2 tags} of Universal NER."""
    out = {}
    for lines in _blocks(path):
        pairs = [line.split("\t")[1:3] for line in lines if line[0] != "#"]
        out[tuple(w for w, _ in pairs)] = tuple(t for _, t in pairs)
    return out


def read_tagged(path: Path, kinds: dict[str, str], *, separator: str) -> list[Sentence]:
    """Name-only sentences. A kind that is not in `kinds` becomes IGNORE; IOB1 tags become IOB2."""
    out = []
    for lines in _blocks(path):
        forms, tags, before = [], [], "O"
        for line in lines:
            form, _, tag = line.rpartition(separator)
            if not form or form == "-DOCSTART-":
                continue
            kind = kinds.get(tag[2:], IGNORE)
            starts = tag[0] == "B" or (tag != "O" and (before == "O" or before[2:] != tag[2:]))
            tags.append("O" if tag == "O" else IGNORE if kind == IGNORE else ("B-" if starts else "I-") + kind)
            forms.append(form)
            before = tag
        if forms:
            out.append(Sentence(tuple(forms), names=tuple(tags), source=path.stem))
    return out


def span_head(words: tuple[Word, ...], start: int, end: int) -> int:
    """The first word of the span whose UD head lies outside it."""
    return decode.span_head([w.head for w in words], start, end)


def read_frames(path: Path, trees: dict[str, tuple[Word, ...]]) -> dict[str, tuple[Frame, ...]]:
    """{sent_id: frames} for the sentences whose tokens are the treebank's."""
    out = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            words = trees.get(row["sent_id"])
            if words is None or [w.form for w in words] != row["tokens"]:
                continue
            frames = []
            for p in row["preds"]:
                spans = tuple((a["start"], a["end"], a["role"]) for a in p["args"] if a["role"] not in ("V", "C-V"))
                args = {span_head(words, a, b): role for a, b, role in spans}
                frames.append(Frame(p["token"], p["roleset"], spans, args))
            out[row["sent_id"]] = tuple(frames)
    return out


def ewt(split: str) -> list[Sentence]:
    """UD English EWT with Universal NER names and PropBank frames where they exist."""
    trees = read_conllu(DATA / f"ud/en_ewt-{split}.conllu")
    names = read_uner(DATA / f"ner/uner_ewt-{split}.iob2")
    frames = read_frames(DATA / f"roles/propbank_ewt-{split}.jsonl", dict(trees))
    out = []
    for sent_id, words in trees:
        forms = tuple(w.form for w in words)
        out.append(Sentence(forms, words, names.get(forms), frames.get(sent_id), source="ewt"))
    return out


def gum(split: str) -> list[Sentence]:
    """UD English GUM, genres with an open text licence: trees, and the names that its entity layer tells."""
    sentences = [(words_of(rows), rows) for _, rows in conllu_rows(DATA / f"ud/en_gum_open-{split}.conllu")]
    ordinary = {w.form.lower() for words, _ in sentences for w in words if w.xpos == "NN"}
    return [
        Sentence(tuple(w.form for w in words), words, name_tags(words, misc(rows, "Entity"), ordinary), source="gum")
        for words, rows in sentences
    ]


def extra_names() -> list[Sentence]:
    """WikiGold and the training part of CrossNER politics: names only."""
    wikigold = read_tagged(DATA / "ner/wikigold.conll", {k: k for k in ("PER", "ORG", "LOC")}, separator=" ")
    politics = read_tagged(DATA / "ner/crossner_politics-train.txt", CROSSNER_KINDS, separator="\t")
    return wikigold + politics
