"""The joint model: one small encoder, a head for each layer of the parse and of the record.

Sources: biaffine parser, Dozat and Manning 2017; roles as a second biaffine between predicate and argument head, with the path
between the two in the tree as evidence (as in Roth and Lapata 2016, here from the arc probabilities, so that no tree is needed);
lemmas as edit scripts, Straka 2018. The encoder is uncased: the shape of the word is added to its subwords before the first layer
and again to its vector behind the last.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from transformers import AutoModel

from ceasewire.language.shapes import SHAPES
from training.batches import DETAILS, Batch, encoder_folder
from training.corpora import ACT_LAYERS
from training.labels import Labels

ACTS = (*ACT_LAYERS, *DETAILS)
ANSWERS = ("arc", "rel_d", "rel_h", "xpos", "script", "name", "predicate", "role_p", "role_a", "word", *ACTS, "link_p", "link_a")

#: paths from predicate to argument: its dependent, its head, a sister, a dependent's dependent, the head's head
PATHS = 5
#: tags are means over all words, of which one in thirty tells an act: hence the weights above 1
ACT_WEIGHTS = {"event": 3.0, "statement": 1.5, "commitment": 1.5, "mode": 0.4, "status": 0.7, "state": 0.1}
PATH_DROP = 0.25  # predicates that are trained without the path, so that roles don't lean on a parse that will be worse on new text


def one(x: torch.Tensor) -> torch.Tensor:
    """x with a 1 appended to its last axis (the bias of a biaffine)."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Dropout(nn.Dropout):
    """Dropout by numpy's generator, a byte a value; torch draws 64 bits a value, all on one core."""

    generator = np.random.default_rng(0)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return x
        dropped = round(self.p * 256)
        drawn = torch.from_numpy(self.generator.integers(0, 256, size=tuple(x.shape), dtype=np.uint8))
        return x * (drawn >= dropped).to(x.dtype).mul_(256 / (256 - dropped))


def english_encoder() -> nn.Module:
    """The encoder with our dropout, none on attention."""
    encoder = AutoModel.from_pretrained(
        str(encoder_folder()), add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
    )
    for module in list(encoder.modules()):
        for name, child in module.named_children():
            if isinstance(child, nn.Dropout):
                setattr(module, name, Dropout(child.p))
    return encoder


class Biaffine(nn.Module):
    """Scores of links between an act's word and every word, with the path between the two as evidence; class 0 is no link."""

    def __init__(self, width: int, inner: int, classes: int) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(width, inner), nn.Linear(width, inner)
        self.weight = nn.Parameter(torch.randn(classes, inner + 1, inner + 1) * 0.02)
        self.path_left, self.path_right = nn.Linear(inner, PATHS * classes), nn.Linear(inner, PATHS * classes)
        for path in (self.path_left, self.path_right):
            nn.init.zeros_(path.weight)
            nn.init.zeros_(path.bias)
        with torch.no_grad():
            self.weight[0, -1, -1] = 4.0  # most words are linked to nothing: start from there

    def forward(self, p: torch.Tensor, a: torch.Tensor, path: torch.Tensor) -> torch.Tensor:
        """p: (acts, inner), a: (acts, words, inner), path: (acts, words, PATHS) → (acts, words, classes)."""
        return torch.einsum("pkj,pnj->pnk", through(one(p), self.weight), one(a)) + self.path_scores(path, p, a)

    def path_scores(self, path: torch.Tensor, p: torch.Tensor, a: torch.Tensor) -> torch.Tensor:
        """(acts, words, classes): each path's evidence for a class, as the act's word and the other word weigh it."""
        weights = self.path_right(a).unflatten(-1, (PATHS, -1)) + self.path_left(p).unflatten(-1, (PATHS, -1)).unsqueeze(-3)
        return (path.unsqueeze(-1) * weights).sum(-2)


class Model(nn.Module):
    """One encoder and a head for each layer; `forward` gives their scores in the order of ANSWERS."""

    def __init__(self, labels: Labels, *, arc: int = 256, rel: int = 96, role: int = 128) -> None:
        super().__init__()
        self.encoder = english_encoder()
        width = self.encoder.config.hidden_size
        self.shape = nn.Embedding(len(SHAPES), width)
        nn.init.normal_(self.shape.weight, std=0.05)
        self.shape_in = nn.Embedding(len(SHAPES) + 1, width)  # 0: [CLS] and [SEP]
        nn.init.zeros_(self.shape_in.weight)
        self.arc_d, self.arc_h = nn.Linear(width, arc), nn.Linear(width, arc)
        self.rel_d, self.rel_h = nn.Linear(width, rel), nn.Linear(width, rel)
        self.root = nn.Parameter(torch.zeros(width))
        self.arc = nn.Parameter(torch.randn(arc + 1, arc) * 0.02)
        self.rel = nn.Parameter(torch.randn(len(labels.deprel), rel + 1, rel + 1) * 0.02)
        self.xpos, self.script = nn.Linear(width, len(labels.xpos)), nn.Linear(width, len(labels.scripts))
        self.name, self.predicate = nn.Linear(width, len(labels.names)), nn.Linear(width, 2)
        self.roles = Biaffine(width, role, len(labels.roles))
        self.sense = nn.Linear(width, len(labels.sense))
        self.acts = nn.ModuleDict({k: nn.Linear(width, len(labels.acts[k])) for k in ACTS})
        self.links = Biaffine(width, role, len(labels.acts["link"]))
        self.drop = Dropout(0.2)
        self.uses_paths = True

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, owner: torch.Tensor, first: torch.Tensor, shape: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        """ids, mask, owner: (B, subwords), owner is the subword's word from 1 (0: none); first, shape: (B, words).

        Gives ANSWERS; arc is (B, words, words + 1), 0 the root.
        """
        shapes = F.pad(shape + 1, (1, 0)).gather(1, owner)
        x = self.encoder.get_input_embeddings()(ids) + self.shape_in(shapes)
        h = self.encoder(inputs_embeds=x, attention_mask=mask).last_hidden_state
        w = h.gather(1, first.unsqueeze(-1).expand(-1, -1, h.size(-1))) + self.shape(shape)
        w = self.drop(w)
        hw = torch.cat([self.root.expand(w.size(0), 1, w.size(2)), w], 1)

        def mlp(f: nn.Linear, x: torch.Tensor) -> torch.Tensor:
            return self.drop(F.leaky_relu(f(x), 0.1))

        arc = one(mlp(self.arc_d, w)) @ self.arc @ mlp(self.arc_h, hw).transpose(1, 2)
        return (
            arc, mlp(self.rel_d, w), mlp(self.rel_h, hw), self.xpos(w), self.script(w), self.name(w),
            self.predicate(w), mlp(self.roles.left, w), mlp(self.roles.right, w), w,
            *(self.acts[k](w) for k in ACTS), mlp(self.links.left, w), mlp(self.links.right, w),
        )

    def relation_scores(self, rel_d: torch.Tensor, rel_h: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """(sentences, words, relations) for the given heads."""
        hh = rel_h.gather(1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, rel_h.size(-1)))
        left = through(one(rel_d), self.rel)
        return (left * one(hh).unsqueeze(2)).sum(-1)

    def role_scores(self, role_p: torch.Tensor, role_a: torch.Tensor, arcs: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
        """(predicates, words, roles) for the predicates at where = [(sentence, word)]; arcs: arc probabilities (B, words, words + 1)."""
        b, t = where[:, 0], where[:, 1]
        return self.roles(role_p[b, t], role_a[b], self._paths(arcs, b, t))

    def link_scores(self, link_p: torch.Tensor, link_a: torch.Tensor, arcs: torch.Tensor, acts: torch.Tensor) -> torch.Tensor:
        """(acts, words, links) for acts = [(sentence, word, layer)]."""
        b, t = acts[:, 0], acts[:, 1]
        return self.links(link_p[b, t], link_a[b], self._paths(arcs, b, t))

    def _paths(self, arcs: torch.Tensor, b: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        path = paths(arcs[b, :, 1:], arcs[b, t, 1:], arcs[b, :, 1 + t])
        if not self.uses_paths:
            return path * 0
        return path * (torch.rand(len(b), 1, 1) > PATH_DROP) if self.training else path


def through(x: torch.Tensor, biaffine: torch.Tensor) -> torch.Tensor:
    """(…, classes, j) of x (…, i) and a biaffine (classes, i, j), as one matrix product."""
    k, i, j = biaffine.shape
    return (x @ biaffine.permute(1, 0, 2).reshape(i, k * j)).unflatten(-1, (k, j))


def paths(arcs: torch.Tensor, up: torch.Tensor, down: torch.Tensor) -> torch.Tensor:
    """(predicates, words, PATHS): how likely each path leads from the predicate to the word.

    arcs: (predicates, words, words), row the dependent, column the head; up: (predicates, words), the predicate's heads; down: the
    probability of each word that the predicate is its head.
    """
    sister = (arcs @ up.unsqueeze(-1)).squeeze(-1)
    below = (arcs @ down.unsqueeze(-1)).squeeze(-1)
    above = (up.unsqueeze(-2) @ arcs).squeeze(-2)
    return torch.stack([down, up, sister, below, above], -1)


def mask_arcs(arc: torch.Tensor, words: torch.Tensor) -> torch.Tensor:
    """Arc scores in which no padding can be a head."""
    valid = torch.cat([torch.ones(len(words), 1, dtype=torch.bool), words], 1)
    return arc.masked_fill(~valid.unsqueeze(1), -1e9)


def _cross_entropy(scores: torch.Tensor, gold: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    if not (gold >= 0).any():
        return scores.sum() * 0.0
    return F.cross_entropy(scores.reshape(-1, scores.size(-1)), gold.reshape(-1), ignore_index=-1, reduction=reduction)


def loss_of(model: Model, candidates: torch.Tensor, batch: Batch) -> torch.Tensor:
    """The joint loss. Weights: arcs, relations, names, links 1; XPOS, predicates, roles 0.5; scripts 0.3; senses 0.2; see ACT_WEIGHTS."""
    out = dict(zip(ANSWERS, model(*batch.inputs()), strict=True))
    out = {k: v.float() for k, v in out.items()}
    gold = batch.gold
    loss = (
        _cross_entropy(mask_arcs(out["arc"], batch.words), gold["head"])
        + _cross_entropy(model.relation_scores(out["rel_d"], out["rel_h"], gold["head"]), gold["deprel"])
        + 0.5 * _cross_entropy(out["xpos"], gold["xpos"])
        + 0.3 * _cross_entropy(out["script"], gold["script"])
        + _cross_entropy(out["name"], gold["name"])
        + 0.5 * _cross_entropy(out["predicate"], gold["predicate"])
    )
    for name in ACTS:
        if (gold[name] >= 0).any():
            loss = loss + ACT_WEIGHTS[name] * _cross_entropy(out[name], gold[name])
    if len(batch.acts):
        arcs = mask_arcs(out["arc"], batch.words).softmax(-1).detach()
        total = _cross_entropy(model.link_scores(out["link_p"], out["link_a"], arcs, batch.acts), batch.links, "sum")
        loss = loss + total / (batch.links > 0).sum().clamp(min=1)
    if len(batch.where):
        # summed over all (predicate, word) pairs, divided by the number of gold arguments
        arcs = mask_arcs(out["arc"], batch.words).softmax(-1).detach()  # roles learn from the tree, the tree not from roles
        total = _cross_entropy(model.role_scores(out["role_p"], out["role_a"], arcs, batch.where), batch.roles, "sum")
        loss = loss + 0.5 * total / (batch.roles > 0).sum().clamp(min=1)
        scores = model.sense(out["word"][batch.where[:, 0], batch.where[:, 1]])
        scores = scores.masked_fill(~candidates[batch.lemma.clamp(min=0)], -1e9)
        loss = loss + 0.2 * _cross_entropy(scores, batch.sense)
    return loss
