"""The shipped model: one sentence (written words) in, tags, lemmas, tree, names and frames out.

ONNX Runtime, one thread, one sequence a call: a result depends on nothing but the sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ceasewire import lexicon
from ceasewire.errors import ModelError
from ceasewire.language.decode import argument_range, name_spans, pick_roles, tree
from ceasewire.language.lemmas import ADDING_S, UNINFLECTED, VERBAL, adds_s, bases, candidates, inflects, regular_lemma, without_s
from ceasewire.language.names import whole_names
from ceasewire.language.shapes import apply_script, shape_of
from ceasewire.language.tellings import FLOOR, Linked, Telling

WEIGHTS = Path(__file__).parent / "weights"
GRAPHS = ("encoder", "relations", "roles", "senses", "links")
#: what the model reads of reports (tellings.py): layer → its details
ACTS = {"event": ("mode", "status"), "statement": (), "commitment": ("state",)}
TOLD = 0.05  # a word that tells an act with a smaller probability than this tells none
LINKED = 0.1  # a link with a smaller probability than this is none
INPUTS = ("ids", "owner", "first", "shape")  # of the encoder graph
MAX_SUBWORDS = 510  # the encoder's 512 positions less [CLS] and [SEP]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One sentence. heads are 1-based word numbers, 0 the root; names (start, end, kind); frames
    (word, roleset, [(role, head, start, end)]); tellings what acts the words tell; all positions are word numbers of the sentence."""

    heads: list[int]
    deprels: list[str]
    xpos: list[str]
    upos: list[str]
    lemmas: list[str]
    names: list[tuple[int, int, str]]
    frames: list[tuple[int, str, list[tuple[str, int, int, int]]]]
    tellings: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence's subwords: their numbers, the word of each (from 1; 0: none), and the first one of each word."""

    ids: list[int]
    owner: list[int]
    first: list[int]

    @classmethod
    def of(cls, encoding: Any) -> Pieces:
        """From what the tokenizer gives; `first` is shorter than the sentence when a word has no subword."""
        first: list[int] = []
        for i, w in enumerate(encoding.word_ids):
            if w is not None and w == len(first):
                first.append(i)
        return cls(encoding.ids, [0 if w is None else w + 1 for w in encoding.word_ids], first)


class SentenceModel:
    """Loads the weights once; calling it never changes it."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        missing = [f"{g}.onnx" for g in GRAPHS if not (folder / f"{g}.onnx").exists()]
        if missing:
            ours = folder == WEIGHTS
            why = "the package is not whole, install ceasewire again" if ours else "no folder that `python -m training export` wrote"
            raise ModelError(f"{folder}: {missing[0]} is missing; {why}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._graphs = {
            g: onnxruntime.InferenceSession(str(folder / f"{g}.onnx"), options, providers=["CPUExecutionProvider"]) for g in GRAPHS
        }
        taken = sorted(i.name for i in self._graphs["encoder"].get_inputs())
        if taken != sorted(INPUTS):
            raise ModelError(f"{folder}: encoder.onnx takes {', '.join(taken)}, not {', '.join(INPUTS)}; export the weights again")
        self._answers = [o.name for o in self._graphs["encoder"].get_outputs()]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        #: label lists of every head (training/labels.py); the position in a list is the class number
        self.labels = labels
        self._lemmas: dict[str, str] = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
        self._known = {(lemma, key.rpartition("\t")[2][:1]) for key, lemma in self._lemmas.items()}
        verbs = lexicon.table("lexicons/en/irregular_verbs", ("base", "past", "participle"))
        self._irregular: dict[str, str] = {row[form]: row["base"] for row in verbs for form in ("past", "participle")}
        self._sense_number = {x: i for i, x in enumerate(labels["sense"])}

    def __call__(self, words: list[str]) -> Analysis:
        """Analyses one sentence; a longer one than the encoder holds is analysed in pieces that are joined under the first root."""
        if not words:
            return Analysis([], [], [], [], [], [], [])
        pieces = self._pieces(words)
        if len(pieces.ids) > MAX_SUBWORDS + 2:
            return self._in_pieces(words, pieces.first) if len(words) > 1 else self(["[UNK]"])  # one endless word
        return self._analyse(words, self.scores(words, pieces))

    def scores(self, words: list[str], pieces: Pieces | None = None) -> dict[str, Any]:
        """What the encoder graph answers for one sentence of at most 510 subwords: {head: (words, classes)}.

        arc is (words, words + 1), column 0 the root; rel_d, rel_h (with the root), role_p, role_a and word are vectors, not scores.
        """
        pieces = pieces or self._pieces(words)
        inputs = {
            "ids": np.array(pieces.ids, dtype=np.int64),
            "owner": np.array(pieces.owner, dtype=np.int64),
            "first": np.array(pieces.first, dtype=np.int64),
            "shape": np.array([shape_of(w) for w in words], dtype=np.int64),
        }
        return dict(zip(self._answers, self._graphs["encoder"].run(None, inputs), strict=True))

    def _pieces(self, words: list[str]) -> Pieces:
        encoding = self._tokenizer.encode(words, is_pretokenized=True)
        pieces = Pieces.of(encoding)
        if len(pieces.first) < len(words):  # a word of which the encoder knows nothing (control characters): stands as unknown
            known = [w if self._tokenizer.encode(w, add_special_tokens=False).ids else "[UNK]" for w in words]
            pieces = Pieces.of(self._tokenizer.encode(known, is_pretokenized=True))
            assert len(pieces.first) == len(words)
        return pieces

    def _in_pieces(self, words: list[str], first: list[int]) -> Analysis:
        half = max(1, next((i for i, f in enumerate(first) if f > MAX_SUBWORDS), len(words)) - 1)
        breaks = [i + 1 for i, w in enumerate(words[:half]) if w in {",", ";", ":", "—", "–", "-"}]
        cut = breaks[-1] if breaks and breaks[-1] > half // 2 else half
        a, b = self(words[:cut]), self(words[cut:])
        root = a.heads.index(0) + 1
        heads = a.heads + [h + cut if h else root for h in b.heads]
        deprels = a.deprels + ["parataxis" if not h else d for h, d in zip(b.heads, b.deprels, strict=True)]
        names = a.names + [(s + cut, e + cut, k) for s, e, k in b.names]
        tellings = a.tellings + tuple(
            x._replace(token=x.token + cut, links=tuple(y._replace(head=y.head + cut) for y in x.links)) for x in b.tellings
        )
        frames = a.frames + [
            (t + cut, sense, [(r, h + cut, s + cut, e + cut) for r, h, s, e in args]) for t, sense, args in b.frames
        ]
        return Analysis(heads, deprels, a.xpos + b.xpos, a.upos + b.upos, a.lemmas + b.lemmas, names, frames, tellings)

    def _analyse(self, words: list[str], out: dict[str, Any]) -> Analysis:
        labels = self.labels
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
        named = name_spans([labels["names"][k] for k in out["name"].argmax(-1).tolist()])
        names = whole_names(words, heads, relations, xpos, named)
        upos = [self._upos(x, r, lemma) for x, r, lemma in zip(xpos, relations, lemmas, strict=True)]
        frames = self._frames(out, heads, relations, lemmas)
        return Analysis(heads, relations, xpos, upos, lemmas, names, frames, tuple(self._tellings(out)))

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
        if xpos.startswith("VB") and (present := self._present(low)):
            return present
        best = [apply_script(word, self.labels["scripts"][k]) for k in np.argsort(-scores, kind="stable")[:4].tolist()]
        if xpos.startswith("NNP"):
            return next((lemma for lemma in best if low.startswith(lemma.lower())), word)  # a name is cut or kept, nothing is added
        if xpos == "CD":
            return word.replace(",", "") if word[:1].isdigit() else best[0]
        best = [lemma for lemma in best if lemma != "_"] or [low]
        known = [lemma for lemma in best if (lemma, xpos[:1]) in self._known]
        if not low.isalpha():  # "'re" is of "be"
            return (known or best)[0]
        if xpos in ADDING_S:
            return next((lemma for lemma in (*known, *best) if adds_s(lemma, low)), None) or next(iter(known), without_s(low))
        if xpos in UNINFLECTED:
            return low
        if xpos not in VERBAL:
            return (known or best)[0]
        regular = regular_lemma(low, xpos)
        verbs = [x for x in (regular, *known) if x and (x, "V") in self._known and inflects(x, low, xpos)]
        # "boycotted": the treebanks know the noun only
        nouns = [x for x in candidates(low, xpos) if (x, "N") in self._known and inflects(x, low, xpos)]
        return next(iter([*verbs, *nouns]), None) or regular or next((x for x in best if inflects(x, low, xpos)), best[0])

    def _present(self, low: str) -> str | None:
        """The base of a verb's present form that is tagged as another, as those of headlines are ("rocket crashes into market")."""
        listed = next((x for tag in ("VBZ", "VBP", "VB") if (x := self._lemmas.get(f"{low}\t{tag}", "_")) != "_"), None)
        verb = next((x for x in (low, *bases(low)) if (x, "V") in self._known or x in self._irregular.values()), None)
        if listed is not None or verb is not None or low.endswith(("ed", "ing")):
            return listed or verb
        return next((x for x in (low, *bases(low)) if (x, "N") in self._known), without_s(low) if bases(low) else None)

    def _upos(self, xpos: str, relation: str, lemma: str) -> str:
        table: dict[str, str] = self.labels["upos"]
        keys = (f"{xpos}\t{relation}\t{lemma.lower()}", f"{xpos}\t{relation}", xpos)
        return next((table[k] for k in keys if k in table), "X")

    def _frames(
        self, out: dict[str, Any], heads: list[int], relations: list[str], lemmas: list[str]
    ) -> list[tuple[int, str, list[tuple[str, int, int, int]]]]:
        at = np.nonzero(out["predicate"].argmax(-1) == 1)[0]
        if not len(at):
            return []
        asked = {"predicates": out["role_p"][at], "at": at, "words": out["role_a"], "arc": out["arc"]}
        roles = self._graphs["roles"].run(None, asked)[0]
        frames = []
        for row, token in enumerate(at.tolist()):
            args = pick_roles(roles[row], token, self.labels["roles"])
            ranges = [(role, h, *argument_range(heads, relations, token, h, list(args))) for h, role in sorted(args.items())]
            frames.append((token, self.sense(lemmas[token].lower(), out["word"][token : token + 1]), ranges))
        return frames

    def _tellings(self, out: dict[str, Any]) -> Iterator[Telling]:
        labels: dict[str, list[str]] = self.labels["acts"]
        for layer, details in ACTS.items():
            chances = _softmax(out[layer])
            told = np.nonzero(1 - chances[:, 0] >= TOLD)[0]
            links = self._links(out, layer, told)
            for token in told.tolist():
                yield Telling(
                    layer, token, _likely(chances[token, 1:], labels[layer][1:]),
                    {name: _likely(_softmax(out[name][token]), labels[name]) for name in details},
                    round(float(1 - chances[token, 0]), 3), links[token],
                )

    def _links(self, out: dict[str, Any], layer: str, at: Any) -> dict[int, tuple[Linked, ...]]:
        if not len(at):
            return {}
        names: list[str] = self.labels["acts"]["link"]
        asked = {"predicates": out["link_p"][at], "at": at, "words": out["link_a"], "arc": out["arc"]}
        scores = self._graphs["links"].run(None, asked)[0]
        ours = [0, *(k for k, name in enumerate(names) if name.startswith(f"{layer} "))]
        chances = _softmax(scores[:, :, ours])
        found = {}
        for row, token in enumerate(at.tolist()):
            best = [(k, int(h)) for k, h in np.argwhere(chances[row, :, 1:].T >= LINKED) if h != token]
            links = (Linked(names[ours[k + 1]].removeprefix(f"{layer} "), h, round(float(chances[row, h, k + 1]), 3)) for k, h in best)
            found[token] = tuple(sorted(links, key=lambda x: (x.head, x.link)))
        return found

    def sense(self, lemma: str, word: Any) -> str:
        """The roleset: of those seen with the lemma, the one the classifier likes best; "lemma.01" for an unseen lemma.

        word: the predicate's vector, a row of `scores`' "word".
        """
        seen: list[str] = self.labels["senses"].get(lemma, [])
        if len(seen) < 2:
            return seen[0] if seen else f"{lemma}.01"
        scores = self._graphs["senses"].run(None, {"words": word})[0][0]
        return max(seen, key=lambda s: (scores[self._sense_number[s]], -seen.index(s)))


def _softmax(scores: Any) -> Any:
    """Probabilities over the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def _likely(chances: Any, names: list[str]) -> dict[str, float]:
    """{name: probability} of those that are not below FLOOR, the likeliest first; rounded, so that they read well and never vary."""
    order = np.argsort(-chances, kind="stable")
    return {names[k]: round(float(chances[k]), 3) for k in order.tolist() if chances[k] >= FLOOR}
