"""Command line of the training package; see its docstring."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Trains or exports in one folder."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("what", choices=["train", "export"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--polish", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--batch", type=int, default=2000, help="subwords of a batch, padding counted")
    parser.add_argument("--start", default="", help="weights of an earlier run to begin with")
    parser.add_argument("--encoder-rate", type=float, default=2e-4, help="the encoder's full learning rate")
    parser.add_argument("--polish-rate", type=float, default=0.25, help="part of the full rates that polishing begins with")
    parser.add_argument("--reports", type=int, default=0, help="learn from so many labelled reports only")
    parser.add_argument("--repeat", type=int, default=1, help="so many times an epoch shows the labelled reports")
    parser.add_argument("--without", nargs="*", default=[], help="parts to leave out (training.train.WITHOUT), to see what each is worth")
    parser.add_argument("--bfloat16", action="store_true", help="twice the speed on CPUs with AVX-512 BF16 or AMX")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    if options.what == "train":
        from training.train import WITHOUT, Schedule, train

        if unknown := sorted(set(options.without) - set(WITHOUT)):
            parser.error(f"--without {unknown[0]}: not one of {', '.join(WITHOUT)}")
        names = ("epochs", "polish", "polish_rate", "batch", "seed", "limit", "start", "encoder_rate", "repeat", "reports", "bfloat16")
        train(options.folder, Schedule(**{k: getattr(options, k) for k in names}, without=tuple(options.without)))
    else:
        from training.export import export

        export(options.folder)


if __name__ == "__main__":
    main()
