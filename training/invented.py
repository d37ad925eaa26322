"""The sentences that were written for Ceasewire, training/data/: trees of news style, and nouns with their arguments."""

from __future__ import annotations

from pathlib import Path

from training.corpora import Frame, Sentence, Word, conllu_rows, misc, span_head, words_of

DATA = Path(__file__).parent / "data"


def trees() -> list[Sentence]:
    """training/data/trees/: trees, tags, lemmas and names, all gold."""
    out = []
    for path in sorted((DATA / "trees").glob("*.conllu")):
        for _, rows in conllu_rows(path):
            words = words_of(rows)
            out.append(Sentence(tuple(w.form for w in words), words, tuple(x or "O" for x in misc(rows, "Name")), source="invented"))
    return out


def noun_roles() -> list[Sentence]:
    """training/data/noun_roles/: roles of nouns are gold; the words are the parser's own reading (parsed.conllu), which only tells
    which words are nouns and which word of an argument is its head."""
    trees = [words_of(rows) for _, rows in conllu_rows(DATA / "noun_roles/parsed.conllu")]
    parsed = {tuple(w.form for w in words): words for words in trees}
    out = []
    for path in sorted((DATA / "noun_roles").glob("*.txt")):
        for number, forms, lines in noun_blocks(path):
            words = parsed.get(forms)
            if words is None:
                raise SystemExit(f"{path}:{number}: parsed.conllu has no such sentence; make it anew (README.md there)")
            frames = tuple(_frame(words, line, f"{path}:{number + k}") for k, line in enumerate(lines, 1))
            asked = tuple(i for i, w in enumerate(words) if w.upos in ("NOUN", "PROPN") or i in {f.token for f in frames})
            out.append(Sentence(forms, words, None, frames, gold_tree=False, asked=asked, source="invented"))
    return out


def noun_blocks(path: Path) -> list[tuple[int, tuple[str, ...], list[str]]]:
    """(line number, tokens of the sentence, its annotation lines) of each block of a file."""
    out: list[tuple[int, tuple[str, ...], list[str]]] = []
    begun = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# ") or not line.strip():
            begun = False
        elif begun:
            out[-1][2].append(line)
        else:
            out.append((number, tuple(line.split()), []))
            begun = True
    return out


def _frame(words: tuple[Word, ...], line: str, where: str) -> Frame:
    """The frame that a line like "withdrawal withdraw.01 | ARG1 of troops" says."""
    forms = [w.form for w in words]
    (noun, roleset), *arguments = (part.split() for part in line.split("|"))
    noun, _, nth = noun.partition("#")
    at = [i for i, form in enumerate(forms) if form == noun]
    if len(at) < int(nth or 1):
        raise SystemExit(f"{where}: no {noun!r} in the sentence")
    spans = []
    for role, *span in arguments:
        start = int(span.pop()[1:]) if span[-1][0] == "@" and span[-1][1:].isdigit() else None
        found = [i for i in range(len(forms)) if forms[i : i + len(span)] == span and start in (None, i)]
        if len(found) != 1:
            raise SystemExit(f"{where}: {' '.join(span)!r} is in the sentence {len(found)} times; say @N, the number of its first token")
        spans.append((found[0], found[0] + len(span), role))
    return Frame(at[int(nth or 1) - 1], roleset, tuple(spans), {span_head(words, a, b): role for a, b, role in spans})
