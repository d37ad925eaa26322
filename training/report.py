"""The figures of the model card: fp32 (the trained model) and int8 (what ships), on the test sets, gold tokens."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.batches import Encoder
from training.corpora import Sentence, ewt, gum
from training.evaluate import frame_scores, parse_scores, predict
from training.labels import Labels
from training.model import Model

NOUNS = frozenset({"NOUN", "PROPN"})


class Exported:
    """The exported encoder graph called like the model, a sentence a call."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])

    def __call__(
        self, ids: torch.Tensor, mask: torch.Tensor, owner: torch.Tensor, first: torch.Tensor, shape: torch.Tensor
    ) -> list[torch.Tensor]:
        inputs = {"ids": ids[0].numpy(), "owner": owner[0].numpy(), "first": first[0].numpy(), "shape": shape[0].numpy()}
        return [torch.from_numpy(np.expand_dims(x, 0)) for x in self.session.run(None, inputs)]


def report(folder: Path, shipped: Path | None = None) -> dict[str, Any]:
    """{"fp32": {set: figures}, "int8": …}; the biaffines outside the encoder graph are fp32 in both here."""
    from training.export import WEIGHTS

    torch.set_num_threads(1)
    labels = Labels.read(folder / "labels.json")
    model = Model(labels)
    model.load_state_dict(torch.load(folder / "averaged.pt"))
    model.eval()
    encoder = Encoder(labels)
    sets: dict[str, list[Sentence]] = {"ewt_test": ewt("test"), "gum_open_test": gum("test")}
    out: dict[str, Any] = {}
    for name, run in (("fp32", Exported(folder / "fp32")), ("int8", Exported(shipped or WEIGHTS))):
        out[name] = {}
        for key, sentences in sets.items():
            items = [encoder(s) for s in sentences]
            began = time.perf_counter()
            found = predict(model, labels, encoder, items, run=run)
            seconds = time.perf_counter() - began
            scores: dict[str, Any] = parse_scores(sentences, found)
            scores["words_per_second"] = round(sum(len(s.forms) for s in sentences) / seconds)
            if key.startswith("ewt"):
                groups = (("all", frozenset()), ("verbs", frozenset({"VERB"})), ("nouns", NOUNS))
                scores["frames"] = {group: frame_scores(sentences, found, upos) for group, upos in groups}
            out[name][key] = scores
    return out
