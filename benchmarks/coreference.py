"""Pronouns and descriptions of real articles against whom a reader takes them for: 178 pronouns, 58 descriptions, 28 articles.

    python -m benchmarks.coreference              # precision and coverage, for all articles and for either half of them
    python -m benchmarks.coreference --errors     # and a line for each wrong answer
    python -m benchmarks.coreference --missed     # and a line for each that stays open, with the reason the program gives

Articles: ../shared/articles (or CEASEWIRE_BENCH_DATA/articles), which are not ours to copy, so that gold/coreference.jsonl holds offsets
alone: {file, id, sha256 of the text, what (pronoun|description), start, end, antecedents [[start, end]…], none}. Marked by reading,
before the program was run on them: all pronouns of an article (of three long ones, those of their first paragraphs), and the
definite or apposed descriptions of somebody named or told of elsewhere. `antecedents` are all other words for the same actor that
an answer may point to; `none`: nobody, no actor, or several at once.

An answer: the actor with a mention at these words has other words too (for a pronoun, one that is no pronoun; for a description, one that
is not the same word for word unless gold has it). Right: one of its mentions is one of the antecedents (character F1 of at least 0.5).
precision: right among the answers; an answer where gold says `none` is wrong. coverage: answers among those with antecedents.
none_left_open: those with `none` that got no answer. Halves: articles by their place in the gold file; rules may be written from the
errors of the `even` half, the `odd` half says what they are worth elsewhere.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.layers import SHARED
from benchmarks.scorers.rows import Row, Span, jsonl, likeness, percent

GOLD = Path(__file__).parent / "gold" / "coreference.jsonl"
LIKE = 0.5
HALVES = ("even", "odd")


def articles(gold: list[Row]) -> dict[str, Row]:
    """{id: article} of all that gold marks; ends where one is not the text that was marked."""
    found: dict[str, Row] = {}
    for file in dict.fromkeys(row["file"] for row in gold):
        found |= {r["id"]: r for r in jsonl(SHARED / "articles" / file)}
    wanted = {row["id"]: row["sha256"] for row in gold}
    for name, sha in wanted.items():
        if name not in found or hashlib.sha256(found[name]["text"].encode()).hexdigest() != sha:
            raise SystemExit(f"benchmarks: {name} is not the text that {GOLD.name} marks; offsets would not match")
    return {name: found[name] for name in wanted}


def coded(texts: dict[str, Row]) -> dict[str, Row]:
    """{id: record} of the articles, as `ceasewire code` gives them."""
    import ceasewire

    coder = ceasewire.load()
    return {name: coder.record(coder.read(r["text"], published=r.get("published"), id=name)) for name, r in texts.items()}


def answer(mark: Row, actors: list[Row]) -> list[Span] | None:
    """The other words of the actor that the program has at the marked ones; None where it has none."""
    at = mark["start"], mark["end"]
    if mark["what"] == "pronoun":
        there = [a for a in actors if any(m["how"] == "pronoun" and (m["start"], m["end"]) == at for m in a["mentions"])]
        others = [[(m["start"], m["end"]) for m in a["mentions"] if m["how"] != "pronoun"] for a in there]
    else:
        there = [a for a in actors if any(m["how"] != "pronoun" and likeness((m["start"], m["end"]), at) >= LIKE for m in a["mentions"])]
        others = [
            [(m["start"], m["end"]) for m in a["mentions"] if m["how"] != "pronoun" and likeness((m["start"], m["end"]), at) < LIKE]
            for a in there
        ]
    return next(filter(None, others), None)


def judged(gold: list[Row], found: dict[str, Row]) -> Iterator[tuple[Row, str, list[Span], str]]:
    """(mark, verdict, the answer's words, half); verdicts: right, wrong, open, none answered, none open."""
    half = {name: HALVES[n % 2] for n, name in enumerate(dict.fromkeys(row["id"] for row in gold))}
    for mark in gold:
        words = answer(mark, found[mark["id"]]["actors"])
        if mark["none"]:
            verdict = "none open" if words is None else "none answered"
        elif words is None:
            verdict = "open"
        else:
            verdict = "right" if any(likeness(w, (a, b)) >= LIKE for w in words for a, b in mark["antecedents"]) else "wrong"
        yield mark, verdict, words or [], half[mark["id"]]


def figures(count: Counter[str]) -> Row:
    """Percentages from the verdicts."""
    answered = count["right"] + count["wrong"]
    return {
        "precision": percent(count["right"], answered + count["none answered"]),
        "coverage": percent(answered, answered + count["open"]),
        "none_left_open": percent(count["none open"], count["none open"] + count["none answered"]),
        "answers": answered + count["none answered"], "n": count.total(),
    }  # fmt: skip


def tallies(verdicts: Iterable[tuple[Row, str, list[Span], str]]) -> dict[tuple[str, str], Counter[str]]:
    """{(pronouns, descriptions or all; even, odd or both): verdicts counted}."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for mark, verdict, _, half in verdicts:
        for what in (mark["what"] + "s", "all"):
            for part in (half, "both"):
                counts.setdefault((what, part), Counter())[verdict] += 1
    return counts


def measured() -> Row:
    """Precision and coverage for the bench's table; empty where the articles are not here."""
    if not (SHARED / "articles").is_dir():
        return {}
    gold = jsonl(GOLD)
    counts = tallies(judged(gold, coded(articles(gold))))
    keys = ("precision", "coverage")
    return {what: {k: figures(counts[what, "both"])[k] for k in keys} for what in ("pronouns", "descriptions", "all")}


def line(mark: Row, verdict: str, words: list[Span], half: str, text: str, reason: str = "") -> str:
    """One mark to be read: where it stands, whom gold means, whom the program means or why it means nobody."""
    around = text[max(0, mark["start"] - 60) : mark["start"]] + "«" + text[mark["start"] : mark["end"]] + "»"
    around += text[mark["end"] : mark["end"] + 30]
    gold = text[slice(*mark["antecedents"][0])] if mark["antecedents"] else "-"
    ours = " | ".join(dict.fromkeys(text[a:b] for a, b in words[:4])) or reason
    return "\t".join((half, verdict, mark["id"], around.replace("\n", " "), f"gold: {gold}", f"ours: {ours}"))


def main() -> None:
    """Prints the figures, and on demand the errors."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coreference", description=__doc__, formatter_class=raw)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--half", choices=HALVES, help="list only what lies in this half")
    options = parser.parse_args()
    if not (SHARED / "articles").is_dir():
        print(f"benchmarks: no articles at {SHARED / 'articles'} (CEASEWIRE_BENCH_DATA): nothing measured")
        return
    gold = jsonl(GOLD)
    texts = articles(gold)
    found = coded(texts)
    verdicts = list(judged(gold, found))
    counts = tallies(verdicts)
    lines: list[str] = []
    for mark, verdict, words, half in verdicts:
        listed = (options.errors and verdict in ("wrong", "none answered")) or (options.missed and verdict == "open")
        if listed and options.half in (None, half):
            record = found[mark["id"]]
            reasons = [u["reason"] for u in record["unresolved"] if (u["start"], u["end"]) == (mark["start"], mark["end"])]
            lines.append(line(mark, verdict, words, half, texts[mark["id"]]["text"], "; ".join(reasons)))
    print(f"{'':14}{'half':6}", *(f"{key:>15}" for key in figures(Counter())))
    for what in ("pronouns", "descriptions", "all"):
        for part in (*HALVES, "both"):
            print(f"{what:14}{part:6}", *(f"{value:15}" for value in figures(counts[what, part]).values()))
    print(*lines, sep="\n")


if __name__ == "__main__":
    main()
