"""The language model's figures on gold tokens, through `ceasewire parse FILE.conllu`: what ships (int8), nothing else."""

from __future__ import annotations

import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from training.corpora import DATA, Sentence, ewt, gum

NOUNS = {"NOUN", "PROPN"}


def figures(binaries: Path) -> dict[str, dict[str, Any]]:
    """{set: figures}; empty without the treebanks."""
    if not (DATA / "ud").exists():
        return {}
    return {"ewt_test": _one(binaries, "en_ewt-test", ewt("test")), "gum_open_test": _one(binaries, "en_gum_open-test", gum("test"))}


def _one(binaries: Path, stem: str, gold: list[Sentence]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.conllu"
        began = time.perf_counter()
        subprocess.run([str(binaries / "ceasewire"), "parse", str(DATA / "ud" / f"{stem}.conllu"), "-o", str(out)], check=True)
        seconds = time.perf_counter() - began
        found = [_words(block) for block in out.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    assert len(found) == len(gold)
    return _scores(gold, found) | {"words_per_second": round(sum(len(s.forms) for s in gold) / seconds)}


def _words(block: str) -> list[list[str]]:
    return [c for c in (line.split("\t") for line in block.split("\n") if not line.startswith("#")) if c[0].isdigit()]


def _scores(gold: list[Sentence], found: list[list[list[str]]]) -> dict[str, Any]:
    n = uas = las = xpos = upos = lemma = 0
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
        notes = [dict(x.split("=", 1) for x in c[9].split("|") if "=" in x) for c in rows]
        if s.names is not None:
            for key, tags in (("names gold", list(s.names)), ("names found", [x.get("Name", "O") for x in notes])):
                for e in _names(tags):
                    add(key, (k, *e))
        if s.frames is not None:
            for f in s.frames:
                for group in _groups(words[f.token].upos):
                    add(f"predicates {group} gold", (k, f.token))
                    add(f"senses {group} gold", (k, f.token, f.roleset))
                    for h, r in f.args.items():
                        add(f"roles {group} gold", (k, f.token, h, r))
            for i, x in enumerate(notes):
                if "Roleset" in x:
                    for group in _groups(words[i].upos):
                        add(f"predicates {group} found", (k, i))
                        add(f"senses {group} found", (k, i, x["Roleset"]))
                        for a in filter(None, x.get("Args", "").split(",")):
                            h, r = a.split(":", 1)
                            add(f"roles {group} found", (k, i, int(h) - 1, r))
    out: dict[str, Any] = {
        key: round(100 * v / n, 2) for key, v in (("UAS", uas), ("LAS", las), ("XPOS", xpos), ("UPOS", upos), ("lemma", lemma))
    }
    for key in sorted({k.rsplit(" ", 1)[0] for k in sets}):
        a, b = sets.get(f"{key} gold", set()), sets.get(f"{key} found", set())
        out[f"{key} F1"] = round(200 * len(a & b) / max(1, len(a) + len(b)), 2)
    return out


def _groups(upos: str) -> list[str]:
    return ["all"] + (["verbs"] if upos == "VERB" else ["nouns"] if upos in NOUNS else [])


def _names(tags: list[str]) -> set[tuple[int, int, str]]:
    """PER, ORG and LOC only: other kinds are not printed by `parse`."""
    out, start, kind = set(), 0, ""
    for i, t in enumerate([*tags, "O"]):
        if t[0] == "I" and kind == t[2:]:
            continue
        if kind in ("PER", "ORG", "LOC"):
            out.add((start, i, kind))
        start, kind = i, t[2:]
    return out
