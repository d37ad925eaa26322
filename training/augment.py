"""The same sentence as news prints it: other names, other quotation marks, headline grammar, capitals, a lost full stop.

Sentences are changed while training, each time anew, and with their gold layers: a word that goes takes nothing with it, for only
words without dependents, arguments or a place in a name are dropped. Source of the idea: name swaps as in Zeng et al. 2020; the rest
is what reprints of wire stories do to text (docs/design.md).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from training.corpora import Frame, Sentence, Word
from training.invented import DATA

#: how often each change is made to a sentence that it can be made to
RENAMED, REQUOTED, UNQUOTED, CLIPPED, OPEN_ENDED = 0.3, 0.4, 0.1, 0.04, 0.06
CAPITALS, LOWER, TITLE = 0.05, 0.03, 0.02

DOUBLE = {'"', "“", "”", "``", "''"}
#: pairs as printed and as damaged: straight, curly, TeX, single, doubled, turned the wrong way
_STYLES = (('"', '"'), ("“", "”"), ("“", "”"), ("``", "''"), ("''", "''"), ("‘", "’"), ("'", "'"), ("”", "”"), ("“", "“"), ("«", "»"))
_DASHES = ("-", "--", "–", "—")
_SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "and", "or", "as", "with", "from"}


@dataclass(frozen=True)
class Pool:
    """Names to put in place of others: {culture: (given, family)}, and one-word towns of the world."""

    people: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    towns: tuple[str, ...]

    @classmethod
    @cache
    def ours(cls) -> Pool:
        """training/data/names/ and the gazetteer's towns of 30,000 people and up."""
        from ceasewire.reference.gazetteer import shared

        cultures: dict[str, tuple[list[str], list[str]]] = {}
        for k, part in enumerate(("given", "family")):
            for line in (DATA / "names" / f"{part}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
                culture, name = line.split("\t")
                if "-" not in name:  # several tokens to the tokenizer
                    cultures.setdefault(culture, ([], []))[k].append(name)
        towns = shared().towns
        entries = (towns.entry(row) for row in range(len(towns)))
        named = {e.name for e in entries if e.kind == "city" and e.population >= 30_000 and e.name.isalpha()}
        people = tuple((tuple(a), tuple(b)) for _, (a, b) in sorted(cultures.items()) if a and b)
        return cls(people, tuple(sorted(named)))


def disguised(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence, now and then changed; the same object where nothing was."""
    if sentence.names is not None and rng.random() < RENAMED:
        sentence = renamed(sentence, Pool.ours(), rng)
    sentence = requoted(sentence, rng)
    if rng.random() < CLIPPED:
        sentence = clipped(sentence)
    if rng.random() < OPEN_ENDED and len(sentence.forms) > 3 and sentence.forms[-1] == ".":
        sentence = without(sentence, {len(sentence.forms) - 1})
    draw = rng.random()
    if draw < CAPITALS:
        return recased(sentence, str.upper)
    if draw < CAPITALS + LOWER:
        return recased(sentence, str.lower)
    if draw < CAPITALS + LOWER + TITLE:
        return recased(sentence, title)
    return sentence


def title(word: str) -> str:
    """A word as headlines print it."""
    return word if word in _SMALL else word[:1].upper() + word[1:]


def respelled(sentence: Sentence, forms: dict[int, str], *, own_lemma: bool) -> Sentence:
    """With other forms at some places; `own_lemma`: the new form is its own lemma (names)."""
    if not forms:
        return sentence
    out = [forms.get(i, w) for i, w in enumerate(sentence.forms)]
    words = sentence.words
    if words is not None:
        words = tuple(replace(w, form=out[i], lemma=out[i] if own_lemma and i in forms else w.lemma) for i, w in enumerate(words))
    return replace(sentence, forms=tuple(out), words=words)


def recased(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    """Every word's case changed; lemmas stay what they were."""
    return respelled(sentence, {i: change(w) for i, w in enumerate(sentence.forms) if change(w) != w}, own_lemma=False)


def renamed(sentence: Sentence, pool: Pool, rng: random.Random) -> Sentence:
    """Persons of one other culture, one-word places other towns, one-word organisations in capitals other letters."""
    assert sentence.names is not None
    given, family = rng.choice(pool.people)
    tags = [*sentence.names, "O"]
    forms: dict[int, str] = {}
    same: dict[str, str] = {}  # who is named twice keeps one name
    for i, tag in enumerate(tags[:-1]):
        word = sentence.forms[i]
        if not word[:1].isupper() or len(word) < 2 or word.endswith("."):
            continue
        alone = tag[0] == "B" and tags[i + 1][0] != "I"
        if tag[2:] == "PER":
            first = tag[0] == "B" and (not alone or rng.random() < 0.3)
            forms[i] = same.setdefault(word, rng.choice(given if first else family))
        elif tag == "B-LOC" and alone and not word.isupper():
            forms[i] = same.setdefault(word, rng.choice(pool.towns))
        elif tag == "B-ORG" and alone and word.isupper() and word.isalpha():
            forms[i] = same.setdefault(word, "".join(rng.choices("ABCDEFGHIJKLMNOPRSTUVW", k=rng.choice((3, 3, 4, 4, 5)))))
    return respelled(sentence, forms, own_lemma=True)


def requoted(sentence: Sentence, rng: random.Random) -> Sentence:
    """Quotation marks of another style or lost, dashes of another length."""
    marks = [i for i, w in enumerate(sentence.forms) if w in DOUBLE]
    dashes = [i for i, w in enumerate(sentence.forms) if w in _DASHES[1:]]
    if dashes and rng.random() < REQUOTED:
        sentence = respelled(sentence, dict.fromkeys(dashes, rng.choice(_DASHES)), own_lemma=True)
    draw = rng.random()
    if not marks or draw > REQUOTED + UNQUOTED:
        return sentence
    if draw < UNQUOTED:
        return without(sentence, set(rng.sample(marks, rng.randint(1, len(marks)))))
    opening, closing = rng.choice(_STYLES)
    return respelled(sentence, {i: (opening, closing)[k % 2] for k, i in enumerate(marks)}, own_lemma=True)


def clipped(sentence: Sentence) -> Sentence:
    """Headline grammar: no articles, no form of "be" as an auxiliary, no full stop."""
    if sentence.words is None:
        return sentence
    last = len(sentence.forms) - 1
    goes = {
        i
        for i, w in enumerate(sentence.words)
        if (w.deprel == "det" and w.lemma.lower() in ("a", "an", "the"))
        or (w.deprel.startswith("aux") and w.lemma.lower() == "be")
        or (i == last and w.form == ".")
    }
    return without(sentence, goes)


def without(sentence: Sentence, goes: set[int]) -> Sentence:
    """The sentence without those of the words at `goes` on which nothing hangs."""
    heads = {w.head - 1 for w in sentence.words or ()}
    used = {h for f in sentence.frames or () for h in (f.token, *f.args)}
    named = {i for i, t in enumerate(sentence.names or ()) if t[0] == "I"}
    goes = {i for i in goes if i not in heads and i not in used - _arguments_that_go(sentence) and i not in named}
    if not goes or len(goes) == len(sentence.forms):
        return sentence
    kept = [i for i in range(len(sentence.forms)) if i not in goes]
    new = {old: k for k, old in enumerate(kept)}
    words: tuple[Word, ...] | None = None
    if sentence.words is not None:
        words = tuple(replace(w, head=new[w.head - 1] + 1 if w.head else 0) for i in kept for w in (sentence.words[i],))
    frames: tuple[Frame, ...] | None = None
    if sentence.frames is not None:
        frames = tuple(
            replace(f, token=new[f.token], spans=(), args={new[h]: r for h, r in f.args.items() if h in new})
            for f in sentence.frames
            if f.token in new
        )
    names = tuple(sentence.names[i] for i in kept) if sentence.names is not None else None
    return replace(sentence, forms=tuple(sentence.forms[i] for i in kept), words=words, names=names, frames=frames)


def _arguments_that_go(sentence: Sentence) -> set[int]:
    """Auxiliaries that PropBank marks as predicates of their own ("be.03"): they may be dropped with their frame."""
    return {f.token for f in sentence.frames or () if sentence.words is not None and sentence.words[f.token].deprel.startswith("aux")}
