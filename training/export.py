"""From the trained model to what ships: four ONNX graphs in int8, the labels and the tokenizer.

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
from training.lemmas import write_lemmas
from training.model import ANSWERS, Model, one

WEIGHTS = Path(__file__).parents[1] / "ceasewire" / "language" / "weights"


class Encode(nn.Module):
    """ids (subwords), first (words), shape (words) → ANSWERS without a batch axis."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, first: torch.Tensor, shape: torch.Tensor) -> tuple[torch.Tensor, ...]:
        ids, first, shape = ids.unsqueeze(0), first.unsqueeze(0), shape.unsqueeze(0)
        return tuple(x[0] for x in self.model(ids, torch.ones_like(ids), first, shape))


class Relations(nn.Module):
    """Dependents (n, r) and their heads (n, r) → relation scores (n, relations)."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        k, i, j = model.rel.shape
        self.flat = nn.Parameter(model.rel.permute(1, 0, 2).reshape(i, k * j))
        self.shape = (k, j)

    def forward(self, dependents: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        left = (one(dependents) @ self.flat).reshape(-1, *self.shape)
        return (left * one(heads).unsqueeze(1)).sum(-1)


class Roles(nn.Module):
    """Predicates (p, o) and words (n, o) → role scores (p, n, roles)."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        k, i, j = model.role.shape
        self.flat = nn.Parameter(model.role.permute(1, 0, 2).reshape(i, k * j))
        self.shape = (k, j)

    def forward(self, predicates: torch.Tensor, words: torch.Tensor) -> torch.Tensor:
        left = (one(predicates) @ self.flat).reshape(-1, *self.shape)
        return (left @ one(words).transpose(0, 1)).transpose(1, 2)


def graphs(model: Model) -> dict[str, tuple[nn.Module, tuple[torch.Tensor, ...], list[str], list[str], dict[str, dict[int, str]]]]:
    """name → module, example inputs, input names, output names, dynamic axes."""
    width, rel, role = model.sense.in_features, model.rel_d.out_features, model.role_p.out_features
    words = {k: {0: "words"} for k in ("first", "shape", *ANSWERS)}
    words["arc"][1] = "heads"
    return {
        "encoder": (
            Encode(model), (torch.randint(5, 1000, (12,)), torch.arange(1, 9), torch.zeros(8, dtype=torch.long)),
            ["ids", "first", "shape"], list(ANSWERS), {"ids": {0: "subwords"}, **words},
        ),
        "relations": (
            Relations(model), (torch.rand(4, rel), torch.rand(4, rel)), ["dependents", "heads"], ["scores"],
            {k: {0: "words"} for k in ("dependents", "heads", "scores")},
        ),
        "roles": (
            Roles(model), (torch.rand(3, role), torch.rand(5, role)), ["predicates", "words"], ["scores"],
            {"predicates": {0: "predicates"}, "words": {0: "words"}, "scores": {0: "predicates", 1: "words"}},
        ),
        "senses": (model.sense, (torch.rand(3, width),), ["words"], ["scores"], {k: {0: "words"} for k in ("words", "scores")}),
    }


def export(folder: Path, to: Path = WEIGHTS) -> None:
    """Writes fp32 graphs into FOLDER/fp32 (for measuring) and int8 ones, labels and tokenizer into `to`."""
    labels = Labels.read(folder / "labels.json")
    model = Model(labels)
    model.load_state_dict(torch.load(folder / "model.pt"))
    model.eval()
    fp32 = folder / "fp32"
    for out in (fp32, to):
        out.mkdir(parents=True, exist_ok=True)
        labels.write(out / "labels.json")
        write_lemmas(ewt("train") + gum("train"), out / "lemmas.json")
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
