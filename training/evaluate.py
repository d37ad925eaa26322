"""Figures of the trained model on gold tokens: parse, tags, lemmas, names, predicates, senses, roles (heads)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

import torch

from ceasewire.language.decode import name_spans, pick_roles
from ceasewire.language.shapes import apply_script
from training.batches import Encoder, Item, candidates_of, collate, grouped
from training.corpora import Sentence
from training.labels import Labels
from training.model import ANSWERS, Model, mask_arcs

Run = Callable[..., Iterable[torch.Tensor]]


@dataclass
class Found:
    """What the model says of one sentence. frames: {predicate word: {head word: role}}, `asked` for the gold predicates."""

    head: list[int]
    deprel: list[str]
    xpos: list[str]
    lemma: list[str]
    names: list[str]
    frames: dict[int, dict[int, str]] = field(default_factory=dict)
    asked: dict[int, dict[int, str]] = field(default_factory=dict)
    sense: dict[int, str] = field(default_factory=dict)


@torch.inference_mode()
def predict(model: Model, labels: Labels, encoder: Encoder, items: list[Item], *, run: Run | None = None) -> list[Found]:
    """Runs the model (or `run`, an exported one, a sentence a call) on gold tokens; heads are the best a word, no tree is forced."""
    found: dict[int, Found] = {}
    impossible = ~candidates_of(labels, encoder)
    groups = grouped(items, 4096, None) if run is None else [[i] for i in range(len(items))]
    for group in groups:
        batch = collate([items[i] for i in group])
        out = dict(zip(ANSWERS, (run or model)(*batch.inputs()), strict=True))
        arcs = mask_arcs(out["arc"], batch.words)
        head = arcs.argmax(-1)
        rel = model.relation_scores(out["rel_d"], out["rel_h"], head).argmax(-1)
        best = {k: out[k].argmax(-1).tolist() for k in ("xpos", "script", "name")}
        for b, i in enumerate(group):
            n, forms = len(items[i].first), items[i].forms
            found[i] = Found(
                head[b, :n].tolist(),
                [labels.deprel[k] for k in rel[b, :n].tolist()],
                [labels.xpos[k] for k in best["xpos"][b][:n]],
                [apply_script(w, labels.scripts[k]) for w, k in zip(forms, best["script"][b][:n], strict=False)],
                [labels.names[k] for k in best["name"][b][:n]],
            )
        predicates = ((out["predicate"].argmax(-1) == 1) & batch.words).nonzero()
        for where, into in ((predicates, "frames"), (batch.where, "asked")):
            if len(where):
                scores = model.role_scores(out["role_p"], out["role_a"], arcs.softmax(-1), where)
                for (b, t), s in zip(where.tolist(), scores, strict=True):
                    n = len(items[group[b]].first)
                    getattr(found[group[b]], into)[t] = pick_roles(s[:n].numpy(), t, labels.roles)
        known = batch.lemma >= 0
        if known.any():
            at = batch.where[known]
            scores = model.sense(out["word"][at[:, 0], at[:, 1]])
            scores = scores.masked_fill(impossible[batch.lemma[known]], -1e9)
            for (b, t), k in zip(at.tolist(), scores.argmax(-1).tolist(), strict=True):
                found[group[b]].sense[t] = labels.sense[k]
    return [found[i] for i in range(len(items))]


def f1(gold: set[Hashable], found: set[Hashable]) -> float:
    """F1 in percent of what was found against gold."""
    return round(200 * len(gold & found) / max(1, len(gold) + len(found)), 2)


def parse_scores(gold: list[Sentence], found: list[Found]) -> dict[str, float]:
    """UAS, LAS, XPOS, lemmas and names F1 in percent; parts without gold are left out."""
    n = right_head = right_arc = right_tag = right_lemma = 0
    names: tuple[set[Hashable], set[Hashable]] = (set(), set())
    for k, (s, o) in enumerate(zip(gold, found, strict=True)):
        for w, head, rel, xpos, lemma in zip(s.words or (), o.head, o.deprel, o.xpos, o.lemma, strict=False):
            n += 1
            right_head += head == w.head
            right_arc += head == w.head and rel == w.deprel
            right_tag += xpos == w.xpos
            right_lemma += lemma == w.lemma
        if s.names is not None:
            names[0].update((k, *e) for e in name_spans(list(s.names)))
            names[1].update((k, *e) for e in name_spans(o.names))
    parts = {"UAS": right_head, "LAS": right_arc, "XPOS": right_tag, "lemma": right_lemma}
    scores = {k: round(100 * v / max(1, n), 2) for k, v in parts.items()}
    return scores | ({"names": f1(*names)} if names[0] else {})


def frame_scores(gold: list[Sentence], found: list[Found], upos: frozenset[str] = frozenset()) -> dict[str, float]:
    """Predicate F1, labelled argument-head F1 with gold and with predicted predicates, sense accuracy; `upos` limits to these."""
    sets: dict[str, set[Hashable]] = {k: set() for k in ("P", "Q", "G", "D", "E")}
    right = asked = 0
    for k, (s, o) in enumerate(zip(gold, found, strict=True)):
        if s.frames is None or s.words is None:
            continue
        keep = {i for i, w in enumerate(s.words) if not upos or w.upos in upos}
        for f in s.frames:
            if f.token in keep:
                sets["P"].add((k, f.token))
                sets["G"].update((k, f.token, h, r) for h, r in f.args.items())
                if f.token in o.sense:
                    asked += 1
                    right += o.sense[f.token] == f.roleset
        sets["Q"].update((k, t) for t in o.frames if t in keep)
        for name, frames in (("D", o.asked), ("E", o.frames)):
            sets[name].update((k, t, h, r) for t, a in frames.items() if t in keep for h, r in a.items())
    return {
        "predicates": f1(sets["P"], sets["Q"]),
        "roles_gold": f1(sets["G"], sets["D"]),
        "roles": f1(sets["G"], sets["E"]),
        "sense_ambiguous": round(100 * right / max(1, asked), 2),
    }
