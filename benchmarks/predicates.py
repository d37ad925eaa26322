"""Which rows of the codebook's predicates.csv do anything on real articles, and which can do nothing at all.

    python -m benchmarks.predicates ARTICLES… [--trees FILE.conllu …] [--silent] [--unseen] [--limit N]

ARTICLES: whatever `ceasewire code` reads. A row fires where it codes an act; a predicate is seen where its words stand in the
articles, or as lemmas in the CoNLL-U trees, whether or not a row's conditions let it fire. --silent lists the rows that never
fire though their words are seen, --unseen the predicates whose words are seen nowhere. Rows that an earlier row always
forestalls and words that are asked for nowhere are listed first: they are faults, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc, Token

from ceasewire import pipeline
from ceasewire.coder import Coder
from ceasewire.config import Config
from ceasewire.errors import InputError
from ceasewire.language import phrases
from ceasewire.read import open_inputs
from ceasewire.reference import codebook
from ceasewire.reference.codebook import Codebook, Predicate
from ceasewire.reference.codebook_check import dead_rows, dead_words

Key = tuple[tuple[str, ...], str]
#: the most words that a predicate has
_LONGEST = 6
#: words between a verb and what belongs to it, as in language/phrases.py
_REACH = 8


def keys(book: Codebook) -> dict[Key, list[Predicate]]:
    """{(words, part of speech): rows}."""
    out: dict[Key, list[Predicate]] = {}
    for rows in book.predicates.values():
        for row in rows:
            out.setdefault((row.words, row.pos), []).append(row)
    return out


def seen(doc: Doc, wanted: Iterable[Key]) -> Iterator[Key]:
    """The predicates whose words stand in the document, each as often as they do."""
    first: dict[tuple[str, str], list[Key]] = {}
    for words, pos in wanted:
        first.setdefault((words[0], pos), []).append((words, pos))
    for token in doc:
        for pos in _kinds(token):
            for form in dict.fromkeys((*phrases.forms(token), *phrases.stems(token.lower_))):
                for words, _ in first.get((form, pos), ()):
                    if len(words) == 1 or phrases.side_by_side(doc, token.i, words) or (pos == "verb" and phrases.under(token, words[1:])):
                        yield words, pos


def _kinds(token: Token) -> tuple[str, ...]:
    if token.tag_ == "VBG":
        return ("verb", "noun")
    if token.tag_.startswith("VB"):
        return ("verb",)
    return ("noun",) if token.tag_.startswith("NN") else ("adj", "noun")


def in_trees(files: Iterable[str], wanted: Collection[Key]) -> Counter[Key]:
    """As `seen`, over the lemmas of CoNLL-U sentences: word beside word, or under the verb."""
    longer: dict[str, list[Key]] = {}
    for words, pos in wanted:
        if pos == "verb" and len(words) > 1:
            longer.setdefault(words[0], []).append((words, pos))
    known, out = frozenset(wanted), Counter[Key]()
    for tree in _trees(files):
        places = [word for word in tree if word.lemma != "-"]
        lemmas = [word.lemma for word in places]
        for i, word in enumerate(places):
            found = {(tuple(lemmas[i : i + n]), pos) for pos in word.kinds for n in range(1, _LONGEST + 1)}
            if "verb" in word.kinds and word.lemma in longer:
                below = [c for c in tree if c.head and word.number in (c.head, tree[c.head - 1].head)]
                near = {c.lemma for c in below if abs(c.number - word.number) <= _REACH}
                found.update(key for key in longer[word.lemma] if near.issuperset(key[0][1:]))
            out.update(found & known)
    return out


class _Word(NamedTuple):
    """A word of a tree: its number, lemma, the parts of speech it may be looked up as, and its head's number (0 none)."""

    number: int
    lemma: str
    kinds: tuple[str, ...]
    head: int


def _trees(files: Iterable[str]) -> Iterator[list[_Word]]:
    """The sentences of CoNLL-U files; multiword tokens and empty nodes are left out."""
    kinds = {"VERB": ("verb",), "NOUN": ("noun",), "PROPN": ("noun",), "ADJ": ("adj", "noun")}
    for name in files:
        for block in Path(name).read_text(encoding="utf-8").split("\n\n"):
            cells = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
            words = [c for c in cells if c[0].isdecimal()]
            yield [_Word(int(c[0]), c[2].lower(), ("verb", "noun") if c[4] == "VBG" else kinds.get(c[3], ()), int(c[6])) for c in words]


def faults(book: Codebook) -> list[str]:
    """A line for each row and word that can do nothing."""
    rows = [f"{row.where}: {' '.join(row.words)!r} never fires: {before.where} fits wherever it does" for row, before in dead_rows(book)]
    return rows + [f"{where}: {words!r} is longer than what is asked for there" for where, words in dead_words(book)]


def main() -> int:
    """Prints the faults, the counts and the lists that were asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.predicates", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="*")
    parser.add_argument("--trees", nargs="*", default=[])
    parser.add_argument("--silent", action="store_true")
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--limit", type=int, help="read only the first articles")
    options = parser.parse_args()
    config = Config()
    book = codebook.load(config.data)
    wrong = faults(book)
    for line in wrong:
        print(line)
    wanted = keys(book)
    found = in_trees(options.trees, wanted)
    fired: Counter[str] = Counter()
    coder, acts = Coder(config), 0
    pages = open_inputs(options.articles, config=config) if options.articles else ()
    for page in islice(pages, options.limit):
        if isinstance(page, InputError):
            print(f"skipped {page}", file=sys.stderr)
            continue
        article = pipeline.run(coder.line, coder.parse_page(page))
        assert article.doc is not None
        found.update(seen(article.doc, wanted))
        acts += len(article.events)
        fired.update(rule for event in article.events for rule in event.rule.split("; "))
    rows = [row for group in wanted.values() for row in group]
    silent = [row for row in rows if not fired[row.where] and found[row.words, row.pos]]
    unseen = [key for key in wanted if not found[key]]
    phrases_seen = {key[0] for key in wanted if found[key]}
    print(f"{len(rows)} rows, {len({k[0] for k in wanted})} predicates; {len(phrases_seen)} seen; {acts} acts")
    print(
        f"{sum(bool(fired[r.where]) for r in rows)} rows fire; {len(silent)} are silent though their words are seen; {len(unseen)} unseen"
    )
    for row in sorted(silent, key=lambda r: (-found[r.words, r.pos], r.words)) if options.silent else ():
        print(f"silent  {found[row.words, row.pos]:5}  {' '.join(row.words)} ({row.pos}, {row.type}) {row.where}")
    for words, pos in sorted(unseen) if options.unseen else ():
        print(f"unseen  {' '.join(words)} ({pos})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
