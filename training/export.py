"""From the trained model to what ships: five ONNX graphs in int8, the labels and the tokenizer.

One sequence a call: the shipped graphs have no batch axis, so that no neighbour can change a sentence's result (dynamic
quantisation scales over the whole call). Weights are 7-bit (`reduce_range`) with a scale a column, which does not saturate on
CPUs without VNNI. The small biaffines are graphs too, so that all arithmetic runs in one thread of ONNX Runtime.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

from training.batches import encoder_folder
from training.corpora import ewt, gum
from training.labels import Labels
from training.model import ANSWERS, Biaffine, Model, one, paths
from training.tables import write_tables

WEIGHTS = Path(__file__).parents[1] / "ceasewire" / "language" / "weights"


class Encode(nn.Module):
    """ids, owner (subwords), first, shape (words) → ANSWERS without a batch axis."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, owner: torch.Tensor, first: torch.Tensor, shape: torch.Tensor) -> tuple[torch.Tensor, ...]:
        ids, owner, first, shape = (x.unsqueeze(0) for x in (ids, owner, first, shape))
        return tuple(x[0] for x in self.model(ids, torch.ones_like(ids), owner, first, shape))


def flat(biaffine: torch.Tensor) -> nn.Parameter:
    """A biaffine (classes, i, j) as the matrix (i, classes * j), so that its weights are quantised."""
    k, i, j = biaffine.shape
    return nn.Parameter(biaffine.permute(1, 0, 2).reshape(i, k * j))


class Relations(nn.Module):
    """Dependents (n, r) and their heads (n, r) → relation scores (n, relations)."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.flat, self.shape = flat(model.rel), (model.rel.shape[0], model.rel.shape[2])

    def forward(self, dependents: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        left = (one(dependents) @ self.flat).reshape(-1, *self.shape)
        return (left * one(heads).unsqueeze(1)).sum(-1)


class Linked(nn.Module):
    """Predicates or acts (p, o) at the words `at` (p), all words (n, o), arc scores (n, n + 1) → scores (p, n, roles or links)."""

    def __init__(self, biaffine: Biaffine) -> None:
        super().__init__()
        self.biaffine = biaffine
        self.flat, self.shape = flat(biaffine.weight), (biaffine.weight.shape[0], biaffine.weight.shape[2])

    def forward(self, predicates: torch.Tensor, at: torch.Tensor, words: torch.Tensor, arc: torch.Tensor) -> torch.Tensor:
        left = (one(predicates) @ self.flat).reshape(-1, *self.shape)
        scores = (left @ one(words).transpose(0, 1)).transpose(1, 2)
        arcs = arc.softmax(-1)[:, 1:]
        path = paths(arcs.unsqueeze(0), arcs[at], arcs[:, at].transpose(0, 1))
        return scores + self.biaffine.path_scores(path, predicates, words.unsqueeze(0))


def graphs(model: Model) -> dict[str, tuple[nn.Module, tuple[torch.Tensor, ...], list[str], list[str], dict[str, dict[int, str]]]]:
    """name → module, example inputs, input names, output names, dynamic axes."""
    width, rel, role = model.sense.in_features, model.rel_d.out_features, model.roles.left.out_features
    words = {k: {0: "words"} for k in ("first", "shape", *ANSWERS)}
    words["arc"][1] = "heads"
    return {
        "encoder": (
            Encode(model), (torch.randint(5, 1000, (12,)), torch.arange(12) % 9, torch.arange(1, 9), torch.zeros(8, dtype=torch.long)),
            ["ids", "owner", "first", "shape"], list(ANSWERS), {"ids": {0: "subwords"}, "owner": {0: "subwords"}, **words},
        ),
        "relations": (
            Relations(model), (torch.rand(4, rel), torch.rand(4, rel)), ["dependents", "heads"], ["scores"],
            {k: {0: "words"} for k in ("dependents", "heads", "scores")},
        ),
        **{
            name: (
                Linked(biaffine), (torch.rand(3, role), torch.arange(3), torch.rand(5, role), torch.rand(5, 6)),
                ["predicates", "at", "words", "arc"], ["scores"],
                {
                    "predicates": {0: "predicates"}, "at": {0: "predicates"}, "words": {0: "words"}, "arc": {0: "words", 1: "heads"},
                    "scores": {0: "predicates", 1: "words"},
                },
            )
            for name, biaffine in (("roles", model.roles), ("links", model.links))
        },
        "senses": (model.sense, (torch.rand(3, width),), ["words"], ["scores"], {k: {0: "words"} for k in ("words", "scores")}),
    }


def export(folder: Path, to: Path = WEIGHTS) -> None:
    """Writes fp32 graphs into FOLDER/fp32 (for measuring) and int8 ones, labels and tokenizer into `to`."""
    labels = Labels.read(folder / "labels.json")
    model = Model(labels)
    model.load_state_dict(torch.load(folder / "averaged.pt"))
    model.eval()
    fp32 = folder / "fp32"
    for out in (fp32, to):
        out.mkdir(parents=True, exist_ok=True)
        labels.write(out / "labels.json")
        write_tables(ewt("train") + gum("train"), out)
        shutil.copyfile(encoder_folder() / "tokenizer.json", out / "tokenizer.json")
    for name, (module, example, inputs, outputs, axes) in graphs(model).items():
        path = fp32 / f"{name}.onnx"
        torch.onnx.export(
            module.eval(), example, str(path), input_names=inputs, output_names=outputs, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )
        with tempfile.TemporaryDirectory() as scratch:
            ready = Path(scratch) / "ready.onnx"
            quant_pre_process(str(path), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(
                str(ready), str(to / f"{name}.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            )
        onnx.checker.check_model(str(to / f"{name}.onnx"))
