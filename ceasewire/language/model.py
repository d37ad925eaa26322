"""The shipped model: one sentence (written words) in, tags, lemmas, tree, names and frames out.

ONNX Runtime, one thread, one sequence a call: a result depends on nothing but the sentence.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ceasewire import lexicon
from ceasewire.errors import ModelError
from ceasewire.language.decode import argument_range, name_spans, pick_roles, tree
from ceasewire.language.lemmas import VERBAL, candidates, inflects, regular_lemma
from ceasewire.language.shapes import apply_script, shape_of

WEIGHTS = Path(__file__).parent / "weights"
GRAPHS = ("encoder", "relations", "roles", "senses")
MAX_SUBWORDS = 510  # the encoder's 512 positions less [CLS] and [SEP]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One sentence. heads are 1-based word numbers, 0 the root; names (start, end, kind); frames
    (word, roleset, [(role, head, start, end)]); all positions are word numbers of the sentence."""

    heads: list[int]
    deprels: list[str]
    xpos: list[str]
    upos: list[str]
    lemmas: list[str]
    names: list[tuple[int, int, str]]
    frames: list[tuple[int, str, list[tuple[str, int, int, int]]]]


class SentenceModel:
    """Loads the weights once; calling it never changes it."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        missing = [f"{g}.onnx" for g in GRAPHS if not (folder / f"{g}.onnx").exists()]
        if missing:
            raise ModelError(f"{folder}: {missing[0]} is missing; the package is not whole, install ceasewire again")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._graphs = {
            g: onnxruntime.InferenceSession(str(folder / f"{g}.onnx"), options, providers=["CPUExecutionProvider"]) for g in GRAPHS
        }
        self._answers = [o.name for o in self._graphs["encoder"].get_outputs()]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._labels = labels
        self._lemmas: dict[str, str] = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
        self._known = {(lemma, key.rpartition("\t")[2][:1]) for key, lemma in self._lemmas.items()}
        verbs = lexicon.table("lexicons/en/irregular_verbs", ("base", "past", "participle"))
        self._irregular: dict[str, str] = {row[form]: row["base"] for row in verbs for form in ("past", "participle")}
        self._sense_number = {x: i for i, x in enumerate(labels["sense"])}

    def __call__(self, words: list[str]) -> Analysis:
        """Analyses one sentence; a longer one than the encoder holds is analysed in pieces that are joined under the first root."""
        if not words:
            return Analysis([], [], [], [], [], [], [])
        encoding = self._tokenizer.encode(words, is_pretokenized=True)
        first = _first_subwords(encoding.word_ids, len(words))
        if first is None:  # a word of which the encoder knows nothing (control characters): stands as unknown
            known = [w if self._tokenizer.encode(w, add_special_tokens=False).ids else "[UNK]" for w in words]
            encoding = self._tokenizer.encode(known, is_pretokenized=True)
            first = _first_subwords(encoding.word_ids, len(words))
            assert first is not None
        if len(encoding.ids) > MAX_SUBWORDS + 2:
            if len(words) == 1:  # one endless word
                return self(["[UNK]"])
            return self._in_pieces(words, first)
        return self._analyse(words, encoding.ids, first)

    def _in_pieces(self, words: list[str], first: list[int]) -> Analysis:
        half = max(1, next((i for i, f in enumerate(first) if f > MAX_SUBWORDS), len(words)) - 1)
        breaks = [i + 1 for i, w in enumerate(words[:half]) if w in {",", ";", ":", "—", "–", "-"}]
        cut = breaks[-1] if breaks and breaks[-1] > half // 2 else half
        a, b = self(words[:cut]), self(words[cut:])
        root = a.heads.index(0) + 1
        heads = a.heads + [h + cut if h else root for h in b.heads]
        deprels = a.deprels + ["parataxis" if not h else d for h, d in zip(b.heads, b.deprels, strict=True)]
        names = a.names + [(s + cut, e + cut, k) for s, e, k in b.names]
        frames = a.frames + [
            (t + cut, sense, [(r, h + cut, s + cut, e + cut) for r, h, s, e in args]) for t, sense, args in b.frames
        ]
        return Analysis(heads, deprels, a.xpos + b.xpos, a.upos + b.upos, a.lemmas + b.lemmas, names, frames)

    def _analyse(self, words: list[str], ids: list[int], first: list[int]) -> Analysis:
        labels = self._labels
        inputs = {
            "ids": np.array(ids, dtype=np.int64),
            "first": np.array(first, dtype=np.int64),
            "shape": np.array([shape_of(w) for w in words], dtype=np.int64),
        }
        out = dict(zip(self._answers, self._graphs["encoder"].run(None, inputs), strict=True))
        heads = tree(out["arc"])
        scores = self._graphs["relations"].run(None, {"dependents": out["rel_d"], "heads": out["rel_h"][heads]})[0]
        # "root" is the relation of the root word and of no other
        root_label = labels["deprel"].index("root")
        is_root = np.array(heads) == 0
        scores[~is_root, root_label] = -1e9
        relations = [labels["deprel"][k] for k in scores.argmax(-1).tolist()]
        relations = ["root" if h == 0 else r for h, r in zip(heads, relations, strict=True)]
        xpos = [labels["xpos"][k] for k in out["xpos"].argmax(-1).tolist()]
        lemmas = [self._lemma(w, x, s) for w, x, s in zip(words, xpos, out["script"], strict=True)]
        names = name_spans([labels["names"][k] for k in out["name"].argmax(-1).tolist()])
        upos = [self._upos(x, r, lemma) for x, r, lemma in zip(xpos, relations, lemmas, strict=True)]
        return Analysis(heads, relations, xpos, upos, lemmas, names, self._frames(out, heads, relations, lemmas))

    def _lemma(self, word: str, xpos: str, scores: Any) -> str:
        """The treebanks' lemma of the form; of an unseen form, the best script whose result is a lemma of that word class."""
        low = word.lower()
        listed = self._lemmas.get(f"{low}\t{xpos}")
        past = xpos in ("VBD", "VBN") or (xpos.startswith("VB") and listed is None)  # "overran" is often tagged as a present
        verb = self._irregular.get(low) if past else None
        if verb is not None and listed not in self._irregular.values():
            return verb
        if listed is not None and listed != "_":  # "_": the treebank's mark for a word without a lemma of its own
            return listed
        best = [apply_script(word, self._labels["scripts"][k]) for k in np.argsort(-scores, kind="stable")[:4].tolist()]
        if xpos.startswith("NNP"):
            return best[0]
        best = [lemma for lemma in best if lemma != "_"] or [low]
        known = [lemma for lemma in best if (lemma, xpos[:1]) in self._known]
        if xpos not in VERBAL:
            return (known or best)[0]
        regular = regular_lemma(low, xpos)
        verbs = [x for x in (regular, *known) if x and (x, "V") in self._known and inflects(x, low, xpos)]
        # "boycotted": the treebanks know the noun only
        nouns = [x for x in candidates(low, xpos) if (x, "N") in self._known and inflects(x, low, xpos)]
        return next(iter([*verbs, *nouns]), None) or regular or next((x for x in best if inflects(x, low, xpos)), best[0])

    def _upos(self, xpos: str, relation: str, lemma: str) -> str:
        table: dict[str, str] = self._labels["upos"]
        keys = (f"{xpos}\t{relation}\t{lemma.lower()}", f"{xpos}\t{relation}", xpos)
        return next((table[k] for k in keys if k in table), "X")

    def _frames(
        self, out: dict[str, Any], heads: list[int], relations: list[str], lemmas: list[str]
    ) -> list[tuple[int, str, list[tuple[str, int, int, int]]]]:
        at = np.nonzero(out["predicate"].argmax(-1) == 1)[0]
        if not len(at):
            return []
        roles = self._graphs["roles"].run(None, {"predicates": out["role_p"][at], "words": out["role_a"]})[0]
        frames = []
        for row, token in enumerate(at.tolist()):
            args = pick_roles(roles[row], token, self._labels["roles"])
            ranges = [(role, h, *argument_range(heads, relations, token, h, list(args))) for h, role in sorted(args.items())]
            frames.append((token, self._sense(lemmas[token].lower(), out["word"][token : token + 1]), ranges))
        return frames

    def _sense(self, lemma: str, word: Any) -> str:
        """The roleset: of those seen with the lemma, the one the classifier likes best; "lemma.01" for an unseen lemma."""
        seen: list[str] = self._labels["senses"].get(lemma, [])
        if len(seen) < 2:
            return seen[0] if seen else f"{lemma}.01"
        scores = self._graphs["senses"].run(None, {"words": word})[0][0]
        return max(seen, key=lambda s: (scores[self._sense_number[s]], -seen.index(s)))


def _first_subwords(word_ids: list[int | None], words: int) -> list[int] | None:
    """The position of each word's first subword; None when a word has none."""
    first: list[int] = []
    for i, w in enumerate(word_ids):
        if w is not None and w == len(first):
            first.append(i)
    return first if len(first) == words else None
