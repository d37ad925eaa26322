"""The codebook as one page to read: docs/codebook.md, written by `ceasewire codebook`.

Everything in it comes from data/codebook, so what a research assistant codes from is what the program codes with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from ceasewire import lexicon
from ceasewire.records import EVENT_TYPES
from ceasewire.reference import codebook
from ceasewire.reference.codebook import Codebook, Entry, Need, Page, Predicate

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
POS = {"verb": "Verbs", "noun": "Nouns", "adj": "Adjectives"}
#: a marked example: [trigger](key=value …), and one of its keys
_MARK = re.compile(r"\[([^\[\]]+)\]\(([^()]*)\)")
_KEY = re.compile(r'([\w.]+)=("[^"]*"|\S+)')
_NAMES = {"source": "by", "target": "to", "killed": "killed", "wounded": "wounded", "time": "when", "place": "at"}
#: places of a row (README of data/codebook) in words
_PLACES = {
    "subj": "subject", "obj": "object", "iobj": "second object", "poss": "owner", "amod": "word before it", "self": "the word itself",
    "clause": "in the clause", "asked": "who is asked", "content": "what is said",
}  # fmt: skip
#: places of modes.csv in words
_WHERE = {
    "trigger": "the trigger or the word before it", "instrument": "what it is done with", "object": "what it is done to or asked for",
    "source": "who does it", "target": "whom it is done to", "clause": "any word of the clause", "act": "the act that is meant",
}  # fmt: skip
_INTRO = """# The codebook

<!-- Written by `ceasewire codebook`; change the files in ceasewire/data/codebook and write it again. -->

Sixteen types of acts (PLOVER 2.0) with their modes, the contexts an act may stand in, and the words that tell an act. Every example and
near miss runs as a test; all of them are invented. How a whole report is labelled, step by step, is in [annotation.md](annotation.md).

## How to code a sentence

1. **Is there an act?** Who does or says what to whom. No act: pure talk, accidents, weather, disease, sport, markets, films, private
   companies among themselves, ordinary elections and court days, a war or unrest as such.
2. **Which type?** Read the definitions below, then the boundaries: most mistakes are made between two neighbours. One act has one type.
3. **Which mode?** The narrowest that the words give; none if they give none. CAMEO code and score follow from type and mode.
4. **Who?** The doer is the source, whom it is done to the target, in the words of the text. In an act of both sides all are sources.
5. **Did it happen?** `occurred`, `ongoing`, `historical`; or `scheduled`, `planned`, `possible`, `conditional`, `demanded`, `denied`,
   `negated`. The type is that of the act itself; what PLOVER makes of acts to come is in the table at the end.
6. **Which contexts?** All that the words of the act and of those who take part in it give.
"""


def page(own: Path | None = None) -> str:
    """The whole codebook in Markdown; with the user's own rows where `own` is a folder of them."""
    book = codebook.load(own)
    parts = [_INTRO, "\n".join(_overview(book))]
    parts += ["\n".join(_type(book.pages[kind], book)) for kind in EVENT_TYPES]
    parts += ["\n".join(part(book)) for part in (_carried, _contexts, _to_come, _no_events)]
    parts += ["\n".join(_subjects(own)), "\n".join(_classes(book))]
    return "\n".join(parts) + "\n"


def _overview(book: Codebook) -> Iterator[str]:
    yield "| type | what | quad | CAMEO | score | modes |\n|---|---|---|---|---|---|"
    for kind in EVENT_TYPES:
        p = book.pages[kind]
        modes = ", ".join(p.modes) or "none"
        yield f"| [{kind}](#{kind.lower()}) | {p.label} | {p.quad} {QUADS[p.quad]} | {p.cameo} | {p.goldstein:g} | {modes} |"


def _type(p: Page, book: Codebook) -> Iterator[str]:
    yield f"\n## {p.type}\n\n{p.definition}\n\nCAMEO {p.cameo}, score {p.goldstein:g}, {QUADS[p.quad]}.\n"
    yield from _entry(p)
    for name, mode in p.modes.items():
        yield f"\n### {p.type}-{name}\n\n{mode.definition} CAMEO {mode.cameo}, score {mode.goldstein:g}.\n"
        yield from _entry(mode)
        yield from _told_by(p.type, name, book)
    yield f"\n### Words that tell {p.type}\n"
    yield from _words(p.type, book)


def _told_by(kind: str, mode: str, book: Codebook) -> Iterator[str]:
    """Where words decide the mode: the rows of modes.csv."""
    for row in book.modes.get(kind, ()):
        if row.mode == mode:
            yield f"- Told by {_WHERE[row.where]}: {', '.join(sorted(row.words))}."


def _entry(entry: Entry) -> Iterator[str]:
    yield from (f"- {rule}" for rule in entry.boundaries)
    for line in entry.examples:
        if not line.startswith("?"):
            yield f"- Example: {_shown(line)}"
    yield from (f"- Not: {text} ({why.rstrip('.')}.)" for text, why in entry.near_misses)


def _shown(line: str) -> str:
    """A marked sentence as it is read: the trigger in bold, the code behind it."""
    head, bar, rest = line.partition(" | ")
    codes = [_code(keys) for _, keys in _MARK.findall(line)]
    text = _MARK.sub(r"**\1**", rest if bar and "=" in head and "[" not in head else line)
    told = "; ".join(c for c in codes if c)
    return f"{text} ({told})" if told else text


def _code(keys: str) -> str:
    """ "COERCE-arrest, occurred, by Police" of the keys of a mark."""
    found = {k: v.strip('"') for k, v in _KEY.findall(keys)}
    kind = "-".join(found[k] for k in ("type", "mode") if k in found and found[k] != "-")
    roles = (f"{_NAMES[k]} {v}" for k, v in found.items() if k in _NAMES and v != "-")
    return ", ".join(x for x in (kind, found.get("status", ""), *roles) if x)


def _words(kind: str, book: Codebook) -> Iterator[str]:
    """All predicates of the type by part of speech and mode, each with what it asks for."""
    rows = sorted({(r.pos, r.mode or "", r.words, _conditions(r)) for found in book.predicates.values() for r in found if r.type == kind})
    for pos, title in POS.items():
        mine = [r for r in rows if r[0] == pos]
        for mode, group in groupby(mine, key=lambda r: r[1]):
            told = "; ".join(_phrases(group))
            yield f"- {title}{f' ({mode})' if mode else ''}: {told}."


def _phrases(rows: Iterable[tuple[str, str, tuple[str, ...], str]]) -> Iterator[str]:
    """ "abandon (object: places; or object: laws)": one entry a phrase, its rows as alternatives."""
    for words, group in groupby(rows, key=lambda r: r[2]):
        asked = [r[3] for r in group]
        told = f" ({' or '.join(a for a in asked if a)})" if all(asked) else ""
        yield f"*{' '.join(words)}*{told}"


def _conditions(row: Predicate) -> str:
    needs = [_need(n) for n in row.needs]
    frames = [f"sense {' or '.join(sorted(row.frames))}"] if row.frames else []
    return ", ".join([*frames, *needs])


def _need(need: Need) -> str:
    place = _PLACES.get(need.argument, f'"{need.argument}"' if need.argument.islower() else need.argument)
    kind = "anything" if need.kind == codebook.ANYTHING else need.kind
    return f"{place}: {'' if need.wanted else 'not '}{kind}"


def _carried(book: Codebook) -> Iterator[str]:
    yield '\n## Verbs that only carry a noun\n\nIn "carried out an **attack**" the noun is the trigger; the verb says who does it.\n'
    titles: dict[str, list[str]] = {"Its subject is the source": [], "Its subject is the target": [], "Nobody is told": []}
    for verb in sorted((verb for verbs in book.light_verbs.values() for verb in verbs), key=lambda v: v.words):
        told = "source" if ("subj",) in verb.source else "target" if ("subj",) in verb.target else ""
        titles[f"Its subject is the {told}" if told else "Nobody is told"].append(" ".join(verb.words))
    yield from (f"- {title}: {', '.join(verbs)}." for title, verbs in titles.items())


def _contexts(book: Codebook) -> Iterator[str]:
    yield "\n## Contexts\n\nAn act may have several; they come from the words of its own clause and of those who take part.\n"
    words: dict[str, list[str]] = {}
    for word, names in book.contexts.items():
        for name in names:
            words.setdefault(name, []).append(word)
    for name, entry in codebook.contexts().items():
        yield f"\n### {name}\n\n{entry.definition} Words: {', '.join(sorted(words.get(name, [])))}.\n"
        yield from _entry(entry)


def _to_come(book: Codebook) -> Iterator[str]:
    yield "\n## Acts to come and acts that fail, in PLOVER's export (`plover_type`)\n\n| type | status | exported as |\n|---|---|---|"
    for (kind, mode, status), plover in sorted(book.composition.items()):
        yield f"| {kind}{f'-{mode}' if mode else ''} | {status} | {plover} |"


def _no_events(book: Codebook) -> Iterator[str]:
    yield "\n## Words that are no event in some company\n"
    notes = {entry.where: entry for entries in book.not_events.values() for entry in entries}
    for note in sorted(notes.values(), key=lambda n: (n.reason, n.where)):
        company = f" beside {', '.join(sorted(note.context))}" if note.context else ""
        yield f"- {note.reason.capitalize()}: {', '.join(sorted(note.triggers))}{company}."


def _subjects(own: Path | None) -> Iterator[str]:
    yield "\n## Words of other subjects\n\nWhere enough of them stand around an act, and few who use force, it is a picture and no act.\n"
    rows = lexicon.table("codebook/subjects", ("subject", "weight", "words"), optional=("note",), own=own)
    for row in sorted(rows, key=lambda r: (r["subject"], -int(r["weight"]))):
        alone = "one is enough" if row["weight"] == "2" else "beside another"
        yield f"- {row['subject'].capitalize()}, {alone}: {', '.join(row.list('words'))}."


def _classes(book: Codebook) -> Iterator[str]:
    yield "\n## Classes of words that the lists above ask for\n"
    for name, words in sorted(book.classes.items()):
        yield f"- {name}: {', '.join(sorted(words))}."
