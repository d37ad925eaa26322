"""The lemma table that ships beside the scripts: what the treebanks say of each (form, XPOS), the most frequent first.

The learned scripts serve unseen words; for those, a script whose result is a known lemma is preferred (ceasewire.language.model).
"""

from __future__ import annotations

import collections
import json
from pathlib import Path

from training.corpora import Sentence

PROPER = {"NNP", "NNPS"}  # their lemma is the form; names are not listed


def lemma_table(sentences: list[Sentence]) -> dict[str, str]:
    """ "form in lower case TAB xpos" → lemma."""
    seen: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for s in sentences:
        for w in s.words or ():
            if w.xpos not in PROPER and w.form.isalpha() and len(w.form) > 1:
                seen[f"{w.form.lower()}\t{w.xpos}"][w.lemma] += 1
    return {k: max(c, key=lambda lemma: (c[lemma], lemma)) for k, c in sorted(seen.items())}


def write_lemmas(sentences: list[Sentence], path: Path) -> None:
    """The table as JSON, sorted."""
    path.write_text(json.dumps(lemma_table(sentences), ensure_ascii=False, sort_keys=True), encoding="utf-8")
