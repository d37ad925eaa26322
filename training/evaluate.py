"""Figures of the trained model on gold tokens: parse, tags, lemmas, names, predicates, senses, roles (heads)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

import torch

from ceasewire.language.decode import name_spans, pick_roles
from ceasewire.language.shapes import apply_script
from training.batches import DETAILS, Encoder, Item, candidates_of, collate, grouped
from training.corpora import ACT_LAYERS, Act, Sentence
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


@torch.inference_mode()
def predict_acts(model: Model, labels: Labels, items: list[Item]) -> list[tuple[Act, ...]]:
    """What the model says of each sentence's acts: the best tag a word, the best details of it, the best link a word."""
    found: dict[int, tuple[Act, ...]] = {}
    for group in grouped(items, 4096, None):
        batch = collate([items[i] for i in group])
        out = dict(zip(ANSWERS, model(*batch.inputs()), strict=True))
        arcs = mask_arcs(out["arc"], batch.words).softmax(-1)
        best = {k: out[k].argmax(-1) for k in (*ACT_LAYERS, *DETAILS)}
        acts: dict[int, list[Act]] = {i: [] for i in group}
        for number, (layer, (_, details, _)) in enumerate(ACT_LAYERS.items()):
            where = ((best[layer] > 0) & batch.words).nonzero()
            if not len(where):
                continue
            asked = torch.cat([where, torch.full((len(where), 1), number)], 1)
            scores = model.link_scores(out["link_p"], out["link_a"], arcs, asked)
            scores = scores.masked_fill(~links_of(layer, labels), -1e9)
            for (b, t), row in zip(where.tolist(), scores.argmax(-1).tolist(), strict=True):
                label = labels.acts[layer][int(best[layer][b, t])]
                said = {k: labels.acts[k][int(best[k][b, t])].removeprefix(f"{label} ") for k in details}
                n = len(items[group[b]].first)
                links = {h: labels.acts["link"][k].partition(" ")[2] for h, k in enumerate(row[:n]) if k and h != t}
                acts[group[b]].append(Act(layer, t, label, said, links))
        found |= {i: tuple(a) for i, a in acts.items()}
    return [found[i] for i in range(len(items))]


def links_of(layer: str, labels: Labels) -> torch.Tensor:
    """Which link classes an act of the layer can have; class 0 is none."""
    return torch.tensor([k == 0 or x.startswith(f"{layer} ") for k, x in enumerate(labels.acts["link"])])


def act_scores(gold: list[Sentence], found: list[tuple[Act, ...]]) -> dict[str, float]:
    """Per layer F1 of words found and of words with the right label; of right words, details right in percent and F1 of their links."""
    out: dict[str, float] = {}
    for layer, (_, details, names) in ACT_LAYERS.items():
        said = {(k, a.token): a for k, acts in enumerate(found) for a in acts if a.layer == layer}
        true = {(k, a.token): a for k, s in enumerate(gold) for a in s.acts or () if a.layer == layer}
        out[f"{layer} found"] = f1(set(true), set(said))
        out[layer] = f1({(at, a.label) for at, a in true.items()}, {(at, a.label) for at, a in said.items()})
        right = [at for at, a in true.items() if at in said and said[at].label == a.label]
        for name in details:
            out[name] = round(100 * sum(said[at].details[name] == true[at].details[name] for at in right) / max(1, len(right)), 2)
        for link in names:
            pairs = [{(at, h) for at in right for h, x in acts[at].links.items() if x == link} for acts in (true, said)]
            out[f"{layer} {link}"] = f1(*pairs)
    return out
