"""Tokens and sentences on raw text: the treebanks' own text, and the same with the blanks behind full stops lost, as reprints lose them.

Scored as in the CoNLL 2018 shared task: a word or sentence is right when it begins and ends at the same characters, blanks not
counted. Words are UD's ("do", "n't").
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from training.corpora import DATA

Span = tuple[int, int]


def figures() -> dict[str, dict[str, Any]]:
    """{set: {text as it is: {tokens, sentences}, blanks lost: …}}; empty without the treebanks."""
    if not (DATA / "ud").exists():
        return {}
    out: dict[str, dict[str, Any]] = {}
    for name in ("en_ewt-test", "en_gum_open-test"):
        documents = read(DATA / "ud" / f"{name}.conllu")
        out[name.removeprefix("en_").replace("-", "_")] = {
            "tokens_and_sentences": _score(documents),
            "blanks_lost": _score([(re.sub(r"(?<=[a-z”\")][.!?]) (?=[A-Z“\"])", "", text), *rest) for text, *rest in documents]),
        }
    return out


def read(path: Path) -> list[tuple[str, list[Span], list[Span]]]:
    """[(text, words, sentences)] of each document; spans count the characters that are no blanks. A paragraph ends with a blank line."""
    out: list[tuple[str, list[Span], list[Span]]] = []
    text, words, sentences, at = "", [], [], 0
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        sentence = next((line.split("= ", 1)[1] for line in lines if line.startswith("# text = ")), None)
        if sentence is None:
            continue
        if any(line.startswith("# newdoc") for line in lines) and text:
            out.append((text, words, sentences))
            text, words, sentences, at = "", [], [], 0
        joint = "\n\n" if any(line.startswith("# newpar") for line in lines) else " "
        text += (joint if text else "") + sentence
        begin = at
        surface: list[str] = []  # a multiword token stands once in the text; its words share its letters
        until = 0
        for c in (line.split("\t") for line in lines if line[:1].isdigit()):
            if "-" in c[0]:
                until = int(c[0].split("-")[1])
                surface = [c[1]]
            elif c[0].isdigit():
                form = "".join(c[1].split())
                if int(c[0]) <= until:
                    form = surface[0][: len(form)] if int(c[0]) < until else surface[0]
                    surface[0] = surface[0][len(form) :]
                words.append((at, at + len(form)))
                at += len(form)
        sentences.append((begin, at))
    return [*out, (text, words, sentences)]


def _score(documents: list[tuple[Any, ...]]) -> dict[str, float]:
    from ceasewire.language.parse import english_tokenizer
    from ceasewire.language.sentences import Sentences

    tokenizer, splitter = english_tokenizer(), Sentences()
    counts = {"tokens": [0, 0, 0], "sentences": [0, 0, 0]}
    for text, words, sentences in documents:
        doc = tokenizer.make_doc(text)
        found_words: list[Span] = []
        begins: list[int] = []
        at = 0
        for token, starts in zip(doc, splitter(doc), strict=True):
            if not token.is_space:
                if starts or not begins:
                    begins.append(at)
                found_words.append((at, at + len(token)))
                at += len(token)
        found_sentences = list(zip(begins, [*begins[1:], at], strict=True))
        for key, gold, found in (("tokens", words, found_words), ("sentences", sentences, found_sentences)):
            both = len(set(gold) & set(found))
            counts[key] = [a + b for a, b in zip(counts[key], (both, len(gold), len(found)), strict=True)]
    return {key: round(200 * both / (gold + found), 2) for key, (both, gold, found) in counts.items()}
