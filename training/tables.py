"""The tables that ship beside the weights: what the treebanks say of each written word, the most frequent first.

Lemmas of (form, XPOS): the learned scripts serve unseen words; for those, a script whose result is a known lemma is preferred
(ceasewire.language.model). Features of (form, XPOS, UPOS), with those of (XPOS, UPOS, relation) and (XPOS, UPOS) for words unseen;
what depends on the sentence, such as the person of a verb, is told by rules (ceasewire.language.features).
"""

from __future__ import annotations

import collections
import json
from pathlib import Path

from training.corpora import Sentence

PROPER = {"NNP", "NNPS"}  # their lemma is the form; names are not listed
#: features of the writer, not of the word
_NOT_LEARNED = ("Typo=", "Abbr=", "Style=", "ExtPos=", "Foreign=")


def lemma_table(sentences: list[Sentence]) -> dict[str, str]:
    """ "form in lower case TAB xpos" → lemma."""
    seen: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for s in sentences:
        for w in s.words or ():
            if w.xpos not in PROPER and w.form.isalpha() and len(w.form) > 1:
                seen[f"{w.form.lower()}\t{w.xpos}"][w.lemma] += 1
    return {k: max(c, key=lambda lemma: (c[lemma], lemma)) for k, c in sorted(seen.items())}


def feature_table(sentences: list[Sentence]) -> dict[str, str]:
    """ "xpos TAB upos", "xpos TAB upos TAB relation" and "form TAB xpos TAB upos" → features; the longer keys only where they differ."""
    seen: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for s in sentences:
        for w in s.words or ():
            features = "|".join(f for f in w.feats.split("|") if not f.startswith(_NOT_LEARNED)) or "_"
            tags = f"{w.xpos}\t{w.upos}"
            for key in (tags, f"{tags}\t{w.deprel}", f"{w.form.lower()}\t{tags}"):
                seen[key][features] += 1
    best = {k: max(c, key=lambda f: (c[f], f)) for k, c in seen.items()}
    out = {k: v for k, v in best.items() if k.count("\t") == 1}
    for key, features in best.items():
        parts = key.split("\t")
        if len(parts) == 3 and sum(seen[key].values()) >= 2:
            tags = "\t".join(parts[:2]) if "\t".join(parts[:2]) in out else "\t".join(parts[1:])
            if features != out.get(tags):
                out[key] = features
    return dict(sorted(out.items()))


def write_tables(sentences: list[Sentence], folder: Path) -> None:
    """lemmas.json and features.json, sorted."""
    for name, table in (("lemmas", lemma_table(sentences)), ("features", feature_table(sentences))):
        (folder / f"{name}.json").write_text(json.dumps(table, ensure_ascii=False, sort_keys=True), encoding="utf-8")
