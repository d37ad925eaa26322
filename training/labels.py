"""The label sets of every head, made from the training sentences and shipped beside the weights as JSON."""

from __future__ import annotations

import collections
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ceasewire.language.shapes import LEMMA_CASES, edit_script
from ceasewire.records import ACTS, COMMITMENT_KINDS, COMMITMENT_STATUSES, EVENT_TYPES, STATUSES
from ceasewire.reference import codebook
from training.corpora import ACT_LAYERS, Sentence

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-OTH", "I-OTH"]
MIN_ROLE = 100  # a role seen less often in training is never predicted (it still counts as a miss)
MIN_SCRIPT = 3  # a lemma script seen less often is a word of its own, not a rule


def act_labels() -> dict[str, list[str]]:
    """Label lists of the heads that read reports: the tag of a word a layer, the details of an act, the links of a layer.

    A mode is "TYPE mode", since two types may have modes of one name; "" is none.
    """
    modes = [f"{kind} {mode}" for kind in EVENT_TYPES for mode in codebook.load().pages[kind].modes]
    return {
        "event": ["none", *EVENT_TYPES], "statement": ["none", *ACTS], "commitment": ["none", *COMMITMENT_KINDS],
        "mode": ["", *modes], "status": list(STATUSES), "state": list(COMMITMENT_STATUSES),
        "link": ["none", *(f"{layer} {link}" for layer, (_, _, links) in ACT_LAYERS.items() for link in links)],
    }


@dataclass(frozen=True)
class Labels:
    """Label lists; the position in a list is the class number.

    `senses`: UD lemma → rolesets seen, most frequent first; `acts`: see act_labels.
    """

    xpos: list[str]
    deprel: list[str]
    names: list[str]
    roles: list[str]
    scripts: list[str]
    sense: list[str]
    senses: dict[str, list[str]]
    upos: dict[str, str]
    acts: dict[str, list[str]]

    def write(self, path: Path) -> None:
        """As JSON, sorted, so that the same labels give the same bytes."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Labels:
        """What `write` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    @classmethod
    def of(cls, sentences: list[Sentence]) -> Labels:
        """The labels of the training sentences."""
        words = [w for s in sentences for w in s.words or () if s.gold_tree]
        roles: collections.Counter[str] = collections.Counter()
        senses: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        for s in sentences:
            for f in s.frames or () if s.gold_tree else ():
                assert s.words is not None
                roles.update(role for _, _, role in f.spans)
                senses[s.words[f.token].lemma.lower()][f.roleset] += 1
        scripts = collections.Counter(edit_script(w.form, w.lemma) for w in words)
        upos: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        for w in words:  # UPOS follows from XPOS, relation and lemma in most cases: the most frequent is kept
            for key in (f"{w.xpos}\t{w.deprel}\t{w.lemma.lower()}", f"{w.xpos}\t{w.deprel}", w.xpos):
                upos[key][w.upos] += 1
        best = {k: c.most_common(1)[0][0] for k, c in upos.items()}
        kept = {
            k: v
            for k, v in best.items()
            if k.count("\t") < 2 or (sum(upos[k].values()) >= 3 and v != best[k.rsplit("\t", 1)[0]])
        }
        return cls(
            xpos=sorted({w.xpos for w in words}),
            deprel=sorted({w.deprel for w in words}),
            names=NAMES,
            roles=["none", *sorted(r for r in roles if roles[r] >= MIN_ROLE or r == "ARG5")],
            scripts=[LEMMA_CASES[0] + ":0:", *sorted(s for s, n in scripts.items() if n >= MIN_SCRIPT and s != LEMMA_CASES[0] + ":0:")],
            sense=sorted({x for c in senses.values() if len(c) > 1 for x in c}),
            senses={k: [x for x, _ in sorted(c.items(), key=lambda i: (-i[1], i[0]))] for k, c in sorted(senses.items())},
            upos=dict(sorted(kept.items())),
            acts=act_labels(),
        )
