"""The training loop: resumes after an interruption, logs every 50 steps, keeps the last checkpoint, the last and the averaged weights.

Settings: encoder 2e-4, heads 1e-3, AdamW, linear decay, 200 warm-up steps, 14 epochs, batches of about 2,000 subwords; then
one epoch at a quarter of the rates without the extra name lists, whose guidelines are others.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.augment import disguised
from training.batches import Encoder, Item, candidates_of, collate, filled, grouped
from training.corpora import Sentence, ewt, extra_names, gum
from training.evaluate import act_scores, frame_scores, parse_scores, predict, predict_acts
from training.invented import noun_roles, trees
from training.labels import Labels
from training.model import Dropout, Model, loss_of
from training.reports import reports

SAVE_EVERY = 200
EVALUATE_EVERY = 100  # steps at least between two evaluations, which stand at the ends of epochs
AVERAGE_EVERY, AVERAGE_DECAY = 10, 0.95  # the averaged weights remember about 200 steps (Polyak averaging)
#: what can be left out: the shapes of words, paths as evidence for roles, disguised sentences, our own sentences, GUM's names, the
#: labelled reports, all but these (the run's figures are in its log.txt, an exported model is given its shapes in any case)
WITHOUT = ("shape", "paths", "disguise", "invented", "gum_names", "reports", "treebanks")


@dataclass(frozen=True)
class Schedule:
    """The settings of a run; a resumed run must be given the same."""

    epochs: int = 14
    polish: int = 1  # further epochs, without the extra name lists
    polish_rate: float = 0.25  # part of the rates that a polishing epoch begins with
    batch: int = 2000  # subwords, padding counted
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: int = 200
    limit: int = 0  # train on so many sentences only (to try the code)
    seed: int = 1
    bfloat16: bool = False
    start: str = ""  # weights to begin with (a file that an earlier run wrote) instead of the untouched encoder
    repeat: int = 1  # so many times an epoch shows the labelled reports
    reports: int = 0  # learn from so many labelled reports only, drawn by the seed (for the learning curve)
    without: tuple[str, ...] = ()  # parts of WITHOUT that are left out, to see what each is worth


def training_sentences(schedule: Schedule) -> list[Sentence]:
    """All that is trained on, in a fixed order."""
    without = schedule.without
    labelled = [] if "reports" in without else _drawn(reports("train"), schedule) * schedule.repeat
    own = [] if "invented" in without else trees() + noun_roles()
    wikinews = [replace(s, names=None) for s in gum("train")] if "gum_names" in without else gum("train")
    return ewt("train") + wikinews + extra_names() + own + labelled


def _drawn(sentences: list[Sentence], schedule: Schedule) -> list[Sentence]:
    names = sorted({s.source for s in sentences})
    random.Random(schedule.seed).shuffle(names)
    kept = set(names[: schedule.reports] if schedule.reports else names)
    return [s for s in sentences if s.source in kept]


def plan(items: list[Item], schedule: Schedule) -> Iterator[tuple[int, int, list[int]]]:
    """(epoch, step in the epoch, item numbers): the same for the same seed, so that a run can go on where it stopped."""
    for epoch in range(schedule.epochs):
        for k, batch in enumerate(grouped(items, schedule.batch, random.Random(schedule.seed * 1000 + epoch))):
            yield epoch, k, batch
    polishing = [i for i, x in enumerate(items) if x.frames or any(h >= 0 for h in (*x.layers["head"], *x.layers["event"]))]
    for epoch in range(schedule.epochs, schedule.epochs + schedule.polish):
        chosen = [items[i] for i in polishing]
        for k, batch in enumerate(grouped(chosen, schedule.batch, random.Random(schedule.seed * 1000 + epoch))):
            yield epoch, k, [polishing[i] for i in batch]


def rate_at(step: int, main: int, total: int, schedule: Schedule) -> float:
    """The part of the full rates at a step: warm-up, linear decay, and another decay while polishing."""
    warm = min(1.0, (step + 1) / max(1, min(schedule.warm_up, total // 10)))
    if step < main:
        return warm * max(0.02, 1 - step / main)
    return warm * schedule.polish_rate * max(0.02, 1 - (step - main) / max(1, total - main))


def train(out: Path, schedule: Schedule) -> None:
    """Trains into out/: labels.json, checkpoint.pt (model, optimiser, step), log.txt."""
    out.mkdir(parents=True, exist_ok=True)
    torch.set_flush_denormal(True)  # the optimiser's averages for words that come no more would slow it down
    torch.manual_seed(schedule.seed)
    sentences = training_sentences(schedule)
    labels = Labels.of(sentences)
    if "treebanks" in schedule.without:
        sentences = [s for s in sentences if s.acts is not None]
    labels.write(out / "labels.json")
    dev, told = ewt("dev"), reports("dev")
    if schedule.limit:
        random.Random(schedule.seed).shuffle(sentences)
        sentences, dev, told = sentences[: schedule.limit], dev[: schedule.limit], told[: schedule.limit]
    encoder = Encoder(labels, shapes="shape" not in schedule.without)
    items, dev_items, told_items = ([encoder(s) for s in part] for part in (sentences, dev, told))
    candidates = candidates_of(labels, encoder)
    model = Model(labels)
    if schedule.start:
        model.load_state_dict(torch.load(schedule.start), strict=False)
    model.uses_paths = "paths" not in schedule.without
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE_DECAY)).eval()
    groups: list[dict[str, Any]] = [
        {"params": [p for n, p in model.named_parameters() if n.startswith("encoder.")], "lr": schedule.encoder_rate},
        {"params": [p for n, p in model.named_parameters() if not n.startswith("encoder.")], "lr": schedule.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    steps = list(plan(items, schedule))
    main = sum(epoch < schedule.epochs for epoch, _, _ in steps)
    rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: rate_at(s, main, len(steps), schedule))
    begin = 0
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        averaged.load_state_dict(state["averaged"])
        optimiser.load_state_dict(state["optimiser"])
        rates.load_state_dict(state["rate"])
        begin = state["step"]

    def item(i: int, rng: random.Random) -> Item:
        changed = sentences[i] if "disguise" in schedule.without else disguised(sentences[i], rng)
        return items[i] if changed is sentences[i] else encoder(changed)

    def save(step: int) -> None:
        state = {"model": model, "averaged": averaged, "optimiser": optimiser, "rate": rates}
        torch.save({k: v.state_dict() for k, v in state.items()} | {"step": step}, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").replace(checkpoint)

    with (out / "log.txt").open("a", encoding="utf-8") as log:

        def say(*words: object) -> None:
            print(*words, file=log, flush=True)

        say(schedule, "from step", begin, "of", len(steps), "weights", sum(p.numel() for p in model.parameters()))
        total, since, evaluated = 0.0, time.monotonic(), begin
        for number in range(begin, len(steps)):
            epoch, _, batch = steps[number]
            model.train()
            rng = random.Random(schedule.seed * 1_000_003 + number)
            torch.manual_seed(schedule.seed * 1_000_003 + number)
            Dropout.generator = np.random.default_rng(schedule.seed * 1_000_003 + number)  # the same after a resume
            with torch.autocast("cpu", torch.bfloat16) if schedule.bfloat16 else nullcontext():
                loss = loss_of(model, candidates, filled(collate([item(i, rng) for i in batch])))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            rates.step()
            if number % AVERAGE_EVERY == AVERAGE_EVERY - 1:
                averaged.update_parameters(model)
            total += loss.item()
            if number % 50 == 49:
                say("epoch", epoch, "step", number + 1, "loss", round(total / 50, 3), f"{time.monotonic() - since:.0f} s")
                total = 0.0
            last_of_epoch = number + 1 == len(steps) or steps[number + 1][0] != epoch
            if last_of_epoch or number % SAVE_EVERY == SAVE_EVERY - 1:
                save(number + 1)
            if last_of_epoch and (number + 1 == len(steps) or number - evaluated >= EVALUATE_EVERY):
                evaluated = number
                model.eval()
                for name, judged in (("last", model), ("averaged", averaged.module)):
                    found = predict(judged, labels, encoder, dev_items)
                    say("EPOCH", epoch, name, parse_scores(dev, found), frame_scores(dev, found))
                    say("EPOCH", epoch, name, act_scores(told, predict_acts(judged, labels, told_items)))
                    torch.save(judged.state_dict(), out / f"{name}.pt")
