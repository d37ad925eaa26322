"""UD features (universaldependencies.org/u/feat), derived: by table from word and tags, and by the tree where they depend on it.

Nothing in the record needs them; `ceasewire parse` and the spaCy component give them.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ceasewire.language.model import WEIGHTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer", "csubj:outer")
_FINITE = ("VBD", "VBP")  # VBZ says all by itself
_AUXILIARY = ("aux", "aux:pass", "cop")


class Features:
    """Loads the table once; calling it never changes it."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._table: dict[str, str] = json.loads((folder / "features.json").read_text(encoding="utf-8"))

    def __call__(
        self, words: Sequence[str], lemmas: Sequence[str], upos: Sequence[str], xpos: Sequence[str], heads: Sequence[int],
        deprels: Sequence[str],
    ) -> list[str]:
        """One sentence's features, "_" for none; heads are 1-based, 0 the root."""
        out = [self._listed(w, x, u, r) for w, x, u, r in zip(words, xpos, upos, deprels, strict=True)]
        tree = _Tree(lemmas, upos, xpos, heads, deprels)
        for i, tag in enumerate(xpos):
            if tag in _FINITE and "Mood=Ind" in out[i]:
                person, number = tree.agreement(i, out)
                out[i] = _with(out[i], Person=person, Number=number)
            elif tag == "VBN":
                out[i] = "Tense=Past|VerbForm=Part" + ("" if tree.is_perfect(i) else "|Voice=Pass")
            elif tag == "VB" and upos[i] in ("VERB", "AUX"):
                out[i] = "Mood=Imp|VerbForm=Fin" if tree.is_imperative(i) else "VerbForm=Inf"
            elif tag == "PRP" and words[i].lower() in ("it", "you"):
                out[i] = _with(out[i], Case="Acc" if deprels[i].split(":")[0] in ("obj", "iobj", "obl", "nmod") else "Nom")
            elif tag in ("WDT", "WP", "WRB") and "PronType=" in out[i]:
                out[i] = _with(out[i], PronType="Rel" if tree.is_relative(i) else "Int")
        return out

    def _listed(self, word: str, xpos: str, upos: str, relation: str) -> str:
        tags = f"{xpos}\t{upos}"
        keys = (f"{word.lower()}\t{tags}", f"{tags}\t{relation}", tags)
        if xpos == "CD" and word[:1].isdigit():
            keys = (f"{tags}\t{relation}", tags, "")
        return next((self._table[k] for k in keys if k in self._table), "_")


@functools.cache
def shared() -> Features:
    """The table that ships, loaded once a process."""
    return Features()


def of_tokens(tokens: Sequence[Token]) -> list[str]:
    """The features of one sentence of an analysed Doc, whose blanks are left out."""
    number = {t.i: k for k, t in enumerate(tokens, 1)}
    return shared()(
        [t.text for t in tokens], [t.lemma_ for t in tokens], [t.pos_ for t in tokens], [t.tag_ for t in tokens],
        [0 if t.head == t else number[t.head.i] for t in tokens], [t.dep_ for t in tokens],
    )


def _with(features: str, **changes: str) -> str:
    kept = dict(f.split("=", 1) for f in features.split("|") if "=" in f) | changes
    return "|".join(f"{k}={v}" for k, v in sorted(kept.items(), key=lambda f: f[0].lower()))


class _Tree:
    def __init__(
        self, lemmas: Sequence[str], upos: Sequence[str], xpos: Sequence[str], heads: Sequence[int], deprels: Sequence[str]
    ) -> None:
        self.lemmas, self.upos, self.xpos, self.heads, self.deprels = lemmas, upos, xpos, heads, deprels
        self.children: list[list[int]] = [[] for _ in heads]
        for i, h in enumerate(heads):
            if h:
                self.children[h - 1].append(i)

    def of(self, i: int, *relations: str) -> int | None:
        """The first dependent with one of the relations."""
        return next((k for k in self.children[i] if self.deprels[k] in relations), None)

    def agreement(self, i: int, features: Sequence[str]) -> tuple[str, str]:
        """Person and number of a finite verb: those of its subject, of what a relative pronoun stands for, else third singular."""
        clause = i
        while self.deprels[clause] in _AUXILIARY and self.heads[clause]:
            clause = self.heads[clause] - 1
        subject = self.of(clause, *_SUBJECTS)
        while subject is None and self.deprels[clause] == "conj" and self.heads[clause]:
            clause = self.heads[clause] - 1
            subject = self.of(clause, *_SUBJECTS)
        if subject is not None and self.xpos[subject] in ("WDT", "WP") and self.deprels[clause] == "acl:relcl":
            subject = self.heads[clause] - 1
        if subject is None and self.deprels[clause].startswith("acl") and self.heads[clause]:
            subject = self.heads[clause] - 1
        if subject is None:
            return "3", "Sing"
        if any(self.deprels[k] == "conj" for k in self.children[subject]):
            return "3", "Plur"
        said = dict(f.split("=", 1) for f in features[subject].split("|") if "=" in f)
        number = "Plur" if said.get("Number") in ("Plur", "Ptan") else "Sing"
        if self.upos[subject] == "NUM" and self.lemmas[subject].lower() not in ("one", "1"):
            number = "Plur"
        return said.get("Person", "3"), number

    def is_perfect(self, i: int) -> bool:
        """Is the participle active, behind "have"?"""
        while self.deprels[i] == "conj" and self.of(i, "aux", "aux:pass") is None and self.heads[i]:
            i = self.heads[i] - 1
        if self.deprels[i] == "cop" or self.deprels[i].startswith("aux"):
            return True  # "been"
        passive = self.of(i, "aux:pass", "nsubj:pass", "csubj:pass") is not None
        return not passive and any(self.deprels[k] == "aux" and self.lemmas[k].lower() == "have" for k in self.children[i])

    def is_imperative(self, i: int) -> bool:
        """A base form at the head of its clause, without subject, "to" or a helping verb other than "do" and "let"."""
        if self.deprels[i] not in ("root", "parataxis", "conj", "ccomp", "cop", "aux"):
            return False
        clause = i
        while self.deprels[clause] in (*_AUXILIARY, "conj") and self.heads[clause]:
            if self.deprels[clause] == "conj" and self.xpos[self.heads[clause] - 1] not in ("VB", "VBP"):
                break
            clause = self.heads[clause] - 1
        helpers = [k for k in self.children[clause] if self.deprels[k] in ("aux", "aux:pass") and k != i]
        marked = any(self.deprels[k] == "mark" or self.xpos[k] == "TO" for k in self.children[clause])
        return not marked and self.of(clause, *_SUBJECTS) is None and all(self.lemmas[k].lower() == "do" for k in helpers)

    def is_relative(self, i: int) -> bool:
        """Does the word stand in a relative clause?"""
        while self.heads[i]:
            if self.deprels[i].endswith("relcl"):
                return True
            if self.deprels[i] in ("ccomp", "csubj", "advcl", "parataxis"):
                return False
            i = self.heads[i] - 1
        return False
