"""The labelled reports (training/corpus) as sentences with acts: which word tells an act, what act, and the words it is linked to.

The model reads a sentence at a time, so links to other sentences are left out. The words carry the shipped model's own parse, names and
frames: they say which word of a labelled phrase is its head, and are learned again, so that the parse of words of war is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from ceasewire.language.frames import frames_of
from ceasewire.language.layers import NAMES
from ceasewire.language.parse import Parser, english_tokenizer
from training.corpora import ACT_LAYERS, DATA, IGNORE, Act, Frame, Sentence, Word
from training.corpus import standoff
from training.corpus.__main__ import corpus
from training.corpus.sources import texts

#: where the texts of others are looked for
PLACES = (DATA / "ud", DATA / "events", DATA.parent / "articles")
#: keys of a label → link, layer by layer; a key with several spans gives several links
_LINKS = {
    "event": {"sources": "source", "targets": "target", "place": "place", "time": "time"},
    "statement": {"speaker": "speaker", "content": "content"},
    "commitment": {"debtors": "debtor", "creditors": "creditor", "deadline": "deadline", "condition": "condition"},
}
_WORD = {"event": "trigger", "statement": "cue", "commitment": "action"}
_DETAILS = {"event": {"mode": "mode", "status": "status"}, "statement": {}, "commitment": {"state": "status"}}


def reports(split: str, places: tuple[Path, ...] = PLACES) -> list[Sentence]:
    """The sentences of the split's reports whose texts are there, in the corpus' order."""
    known = texts([p for p in places if p.exists()])
    tokenizer, parser = english_tokenizer(), Parser()
    out: list[Sentence] = []
    for row in corpus():
        if row["split"] != split or row["id"] not in known:
            continue
        text = known[row["id"]][0]
        doc = tokenizer.make_doc(text)
        parser(doc)
        out += _sentences(doc, standoff.together(text, row), row["id"])
    return out


def _sentences(doc: Any, label: dict[str, Any], ident: str) -> Iterator[Sentence]:
    acts = {layer: list(label[f"{layer}s"]) for layer in ACT_LAYERS}
    for sent in doc.sents:
        tokens = [t for t in sent if not t.is_space]
        if not tokens:
            continue
        at = {t.i: k for k, t in enumerate(tokens)}
        words = tuple(
            Word(t.text, t.lemma_, t.pos_, t.tag_, 0 if t.head.i == t.i or t.head.i not in at else at[t.head.i] + 1, t.dep_) for t in tokens
        )
        found = tuple(_act(layer, record, tokens, words, doc.text) for layer, records in acts.items() for record in records)
        kept = [a for a in found if a is not None]
        first = {(a.layer, a.token): a for a in reversed(kept)}  # a word tells one act of a layer
        told = tuple(a for a in kept if first[a.layer, a.token] is a)
        forms = tuple(t.text for t in tokens)
        yield Sentence(forms, words, _names(tokens), _frames(doc, at), gold_tree=False, taught=True, acts=told, source=ident)


def _names(tokens: list[Any]) -> tuple[str, ...]:
    """The names that ship; of a capitalised word outside them nothing is known, since names of the fourth kind are not shown."""
    outside = [IGNORE if t.tag_.startswith("NNP") else "O" for t in tokens]
    return tuple(f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ in NAMES else o for t, o in zip(tokens, outside, strict=True))


def _frames(doc: Any, at: dict[int, int]) -> tuple[Frame, ...]:
    frames = ((at[f.token], f) for f in frames_of(doc).values() if f.token in at)
    return tuple(Frame(token, f.roleset, (), {at[a.head]: a.role for a in f.args if a.head in at}) for token, f in frames)


def _act(layer: str, record: dict[str, Any], tokens: list[Any], words: tuple[Word, ...], text: str) -> Act | None:
    """The label of one act as it stands in this sentence; None if its word stands in another."""
    label, *_ = ACT_LAYERS[layer]
    span = record[_WORD[layer]]
    token = head_of(span["start"], span["end"], tokens, words)
    if token is None:
        return None
    links: dict[int, str] = {}
    for key, link in _LINKS[layer].items():
        value = record.get(key)
        for one in value if isinstance(value, list) else [value] if value else []:
            start, end = (one["start"], one["end"]) if "start" in one else _nearest(text, one["text"], span["start"])
            head = head_of(start, end, tokens, words)
            if head is not None and head != token:
                links.setdefault(head, link)
    return Act(layer, token, record[label], {name: record[key] or "" for name, key in _DETAILS[layer].items()}, links)


def head_of(start: int, end: int, tokens: list[Any], words: tuple[Word, ...]) -> int | None:
    """The sentence's word that heads the characters [start, end); None if they stand in another sentence."""
    inside = [k for k, t in enumerate(tokens) if t.idx < end and start < t.idx + len(t)]
    if not inside or not tokens[0].idx <= start < tokens[-1].idx + len(tokens[-1]):
        return None
    assert all(b == a + 1 for a, b in pairwise(inside))
    low, high = inside[0], inside[-1] + 1
    return next((k for k in inside if not low <= words[k].head - 1 < high), low)


def _nearest(text: str, words: str, to: int) -> tuple[int, int]:
    return min(((m.start(), m.end()) for m in re.finditer(re.escape(words), text)), key=lambda span: abs(span[0] - to))
