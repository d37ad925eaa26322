"""The same sentence as news prints it: other names, other quotation marks, headline grammar, capitals, a lost full stop, fewer words.

Sentences are changed while training, each time anew, and with their gold layers: a word that goes takes nothing with it, for only
words without dependents, arguments or a place in a name are dropped, or whole phrases. Source of the idea: name swaps as in Zeng et al.
2020, cropped trees as in Şahin and Steedman 2018; the rest is what reprints of wire stories do to text (docs/design.md).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from ceasewire.language.decode import name_spans
from training.corpora import Act, Frame, Sentence, Word
from training.invented import DATA

#: how often each change is made to a sentence that it can be made to
RENAMED, REORGANISED, REQUOTED, UNQUOTED, CLIPPED, OPEN_ENDED = 0.3, 0.2, 0.4, 0.1, 0.04, 0.06
CAPITALS, LOWER, TITLE = 0.05, 0.03, 0.02
#: reports pack their news into long sentences; the same acts are learned in short ones, as whole articles tell them
PRUNED, CUT = 0.3, 0.6
#: what a clause can be told without, and what opens a clause that says whether an act happens at all
_SPARE = ("advcl", "parataxis", "acl", "acl:relcl", "appos", "obl", "obl:tmod", "obl:npmod", "nmod:tmod", "nmod:npmod")
_DECISIVE = ("if", "unless", "until", "once", "whether", "without")

DOUBLE = {'"', "“", "”", "``", "''"}
#: pairs as printed and as damaged: straight, curly, TeX, single, doubled, turned the wrong way
_STYLES = (('"', '"'), ("“", "”"), ("“", "”"), ("``", "''"), ("''", "''"), ("‘", "’"), ("'", "'"), ("”", "”"), ("“", "“"), ("«", "»"))
_DASHES = ("-", "--", "–", "—")
_SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "and", "or", "as", "with", "from"}


@dataclass(frozen=True)
class Pool:
    """Names to put in place of others: (given, family) of each culture, one-word towns of the world, parts of organisations' names."""

    people: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    towns: tuple[str, ...]
    modifiers: tuple[Word, ...] = ()  # of a name's last word; their heads are set when they are used
    kinds: tuple[Word, ...] = ()  # the last word: "Front", "Council"

    @classmethod
    @cache
    def ours(cls) -> Pool:
        """The tables of training/data/names/ and the gazetteer's towns of 30,000 people and up."""
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
        parts: dict[str, list[Word]] = {"modifier": [], "head": []}
        for line in (DATA / "names" / "organisations.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            part, word, xpos, relation = line.split("\t")
            parts[part].append(Word(word, word, "PROPN", xpos, 0, relation))
        return cls(people, tuple(sorted(named)), tuple(parts["modifier"]), tuple(parts["head"]))


def disguised(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence, now and then changed; the same object where nothing was."""
    if sentence.names is not None and rng.random() < RENAMED:
        sentence = renamed(sentence, Pool.ours(), rng)
    if sentence.names is not None and "B-ORG" in sentence.names and rng.random() < REORGANISED:
        sentence = reorganised(sentence, Pool.ours(), rng)
    if sentence.acts and rng.random() < PRUNED:
        sentence = pruned(sentence, rng)
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


def reorganised(sentence: Sentence, pool: Pool, rng: random.Random) -> Sentence:
    """One organisation of two words and more gets another name, with its tree: "Verin Liberation Front", "National Grain Council"."""
    assert sentence.names is not None
    spans = [(a, b) for a, b, kind in name_spans(list(sentence.names)) if kind == "ORG" and b - a > 1 and sentence.forms[a][:1].isupper()]
    spans = [s for s in spans if _hangs_from_its_last(sentence, *s)]
    if not spans:
        return sentence
    a, b = rng.choice(spans)
    modifiers = rng.sample(pool.modifiers, rng.choice((0, 1, 1, 2)))
    if not modifiers or rng.random() < 0.5:
        town = rng.choice(pool.towns)
        modifiers.insert(0, Word(town, town, "PROPN", "NNP", 0, "compound"))
    return spliced(sentence, a, b, [*modifiers, rng.choice(pool.kinds)])


def _hangs_from_its_last(sentence: Sentence, a: int, b: int) -> bool:
    """Whether the last word heads the span and nothing else hangs from the others, or plays a part in a frame."""
    busy = {h for f in sentence.frames or () for h in (f.token, *f.args)}
    if busy & set(range(a, b - 1)):
        return False
    inside = all(a <= w.head - 1 < b for w in (sentence.words or ())[a : b - 1])
    outside = all(not a <= w.head - 1 < b - 1 for i, w in enumerate(sentence.words or ()) if not a <= i < b)
    return inside and outside


def spliced(sentence: Sentence, a: int, b: int, name: list[Word]) -> Sentence:
    """The sentence with the words of `name` in place of those of the name [a, b); its last word takes the tree's place of the old one."""
    assert sentence.names is not None
    last = a + len(name) - 1
    kind = sentence.names[a][2:]

    def new(i: int) -> int:
        return i if i < a else last if i < b else i + last + 1 - b

    words: tuple[Word, ...] | None = None
    if sentence.words is not None:
        moved = [replace(w, head=new(w.head - 1) + 1 if w.head else 0) for w in sentence.words]
        inside = [replace(w, head=last + 1) for w in name[:-1]] + [replace(name[-1], head=moved[b - 1].head, deprel=moved[b - 1].deprel)]
        words = (*moved[:a], *inside, *moved[b:])
    frames: tuple[Frame, ...] | None = None
    if sentence.frames is not None:
        frames = tuple(replace(f, token=new(f.token), spans=(), args={new(h): r for h, r in f.args.items()}) for f in sentence.frames)
    forms = (*sentence.forms[:a], *(w.form for w in name), *sentence.forms[b:])
    names = (*sentence.names[:a], f"B-{kind}", *[f"I-{kind}"] * (len(name) - 1), *sentence.names[b:])
    asked = tuple(sorted({new(i) for i in sentence.asked})) if sentence.asked is not None else None
    return replace(sentence, forms=forms, words=words, names=names, frames=frames, asked=asked)


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
    used = {h for f in sentence.frames or () for h in (f.token, *f.args)} | {h for a in sentence.acts or () for h in (a.token, *a.links)}
    named = {i for i, t in enumerate(sentence.names or ()) if t[0] == "I"}
    goes = {i for i in goes if i not in heads and i not in used - _arguments_that_go(sentence) and i not in named}
    if not goes or len(goes) == len(sentence.forms):
        return sentence
    return _only(sentence, [i for i in range(len(sentence.forms)) if i not in goes])


def pruned(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence without some of the phrases and clauses that it can be told without, their acts gone with them."""
    if sentence.words is None:
        return sentence
    below: dict[int, list[int]] = {}
    for i, w in enumerate(sentence.words):
        below.setdefault(w.head - 1, []).append(i)
    goes: set[int] = set()
    for i, w in enumerate(sentence.words):
        spare = w.deprel in _SPARE or (w.deprel == "conj" and w.xpos.startswith("VB"))
        decisive = any(sentence.forms[c].lower() in _DECISIVE for c in below.get(i, ()))
        if spare and not decisive and rng.random() < CUT:
            todo = [i]
            while todo:
                k = todo.pop()
                goes.add(k)
                todo += below.get(k, ())
    names = sentence.names or ("O",) * len(sentence.forms)
    if any(names[i][0] == "I" and i - 1 in goes for i in range(1, len(names)) if i not in goes):
        return sentence  # the parse and the names disagree
    kept = [i for i in range(len(sentence.forms)) if i not in goes]
    return _only(sentence, kept) if goes and len(kept) > 3 else sentence


def _only(sentence: Sentence, kept: list[int]) -> Sentence:
    """The sentence with these of its words, none of whose heads is left out."""
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
    asked = tuple(new[i] for i in sentence.asked if i in new) if sentence.asked is not None else None
    acts = moved(sentence.acts, new)
    forms = tuple(sentence.forms[i] for i in kept)
    return replace(sentence, forms=forms, words=words, names=names, frames=frames, asked=asked, acts=acts)


def moved(acts: tuple[Act, ...] | None, new: dict[int, int]) -> tuple[Act, ...] | None:
    """The acts at the words' new places; an act or link whose word is gone goes too."""
    if acts is None:
        return None
    return tuple(replace(a, token=new[a.token], links={new[h]: x for h, x in a.links.items() if h in new}) for a in acts if a.token in new)


def _arguments_that_go(sentence: Sentence) -> set[int]:
    """Auxiliaries that PropBank marks as predicates of their own ("be.03"): they may be dropped with their frame."""
    return {f.token for f in sentence.frames or () if sentence.words is not None and sentence.words[f.token].deprel.startswith("aux")}
