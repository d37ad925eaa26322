"""The language model's figures on gold tokens, through `ceasewire parse FILE.conllu`: what ships (int8), and fp32 where it was exported.

Arguments are scored by their head word and by their exact span; verbs and nouns by the gold UPOS of the predicate.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from ceasewire.language.decode import argument_range, name_spans
from ceasewire.language.layers import NAMES
from training.corpora import DATA, Sentence, ewt, gum

NOUNS = {"NOUN", "PROPN"}


def figures(binaries: Path, weights: Path | None = None) -> dict[str, dict[str, Any]]:
    """{set: figures}; empty without the treebanks. weights: a folder of graphs in place of those that ship."""
    if not (DATA / "ud").exists():
        return {}
    return {
        "ewt_test": _one(binaries, "en_ewt-test", ewt("test"), weights),
        "gum_open_test": _one(binaries, "en_gum_open-test", gum("test"), weights),
    }


def _one(binaries: Path, stem: str, gold: list[Sentence], weights: Path | None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.conllu"
        environment = os.environ | ({"CEASEWIRE_WEIGHTS": str(weights)} if weights else {})
        began = time.perf_counter()
        command = [str(binaries / "ceasewire"), "parse", str(DATA / "ud" / f"{stem}.conllu"), "-o", str(out)]
        subprocess.run(command, check=True, env=environment)
        seconds = time.perf_counter() - began
        found = [_words(block) for block in out.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    assert len(found) == len(gold)
    return _scores(gold, found) | {"words_per_second": round(sum(len(s.forms) for s in gold) / seconds)}


def _words(block: str) -> list[list[str]]:
    return [c for c in (line.split("\t") for line in block.split("\n") if not line.startswith("#")) if c[0].isdigit()]


def _scores(gold: list[Sentence], found: list[list[list[str]]]) -> dict[str, Any]:
    n = uas = las = xpos = upos = lemma = feats = 0
    sets: dict[str, set[Any]] = {}

    def add(key: str, item: Any) -> None:
        sets.setdefault(key, set()).add(item)

    for k, (s, rows) in enumerate(zip(gold, found, strict=True)):
        words = s.words or ()
        for w, c in zip(words, rows, strict=True):
            n += 1
            uas += int(c[6]) == w.head
            las += int(c[6]) == w.head and c[7] == w.deprel
            xpos, upos, lemma = xpos + (c[4] == w.xpos), upos + (c[3] == w.upos), lemma + (c[2] == w.lemma)
            feats += c[5] == w.feats
        notes = [dict(x.split("=", 1) for x in c[9].split("|") if "=" in x) for c in rows]
        if s.names is not None and s.source == "ewt":  # GUM's are made out of its mentions, for training
            for key, tags in (("names gold", list(s.names)), ("names found", [x.get("Name", "O") for x in notes])):
                for e in names_of(tags):
                    add(key, (k, *e))
        if s.frames is None:
            continue
        for f in s.frames:
            for group in _groups(words[f.token].upos):
                add(f"predicates {group} gold", (k, f.token))
                add(f"senses {group} gold", (k, f.token, f.roleset))
                for h, r in f.args.items():
                    add(f"roles {group} gold", (k, f.token, h, r))
                for a, b, r in f.spans:
                    add(f"spans {group} gold", (k, f.token, a, b, r))
        heads, relations = [int(c[6]) for c in rows], [c[7] for c in rows]
        for i, x in enumerate(notes):
            if "Roleset" not in x:
                continue
            pairs = [a.split(":", 1) for a in x.get("Args", "").split(",") if a]
            args = {int(h) - 1: r for h, r in pairs}
            for group in _groups(words[i].upos):
                add(f"predicates {group} found", (k, i))
                add(f"senses {group} found", (k, i, x["Roleset"]))
                for h, r in args.items():
                    add(f"roles {group} found", (k, i, h, r))
                    add(f"spans {group} found", (k, i, *argument_range(heads, relations, i, h, list(args)), r))
    parts = (("UAS", uas), ("LAS", las), ("XPOS", xpos), ("UPOS", upos), ("lemma", lemma), ("feats", feats))
    out: dict[str, Any] = {key: round(100 * v / n, 2) for key, v in parts}
    for key in sorted({k.rsplit(" ", 1)[0] for k in sets}):
        a, b = sets.get(f"{key} gold", set()), sets.get(f"{key} found", set())
        out[f"{key} F1"] = round(200 * len(a & b) / max(1, len(a) + len(b)), 2)
    return out


def _groups(upos: str) -> list[str]:
    return ["all"] + (["verbs"] if upos == "VERB" else ["nouns"] if upos in NOUNS else [])


def names_of(tags: list[str]) -> set[tuple[int, int, str]]:
    """(first word, end, kind) of IOB2 tags; PER, ORG and LOC only: other kinds are not printed by `parse`."""
    return {span for span in name_spans(tags) if span[2] in NAMES}
