"""Who claims what: the statements of an article, the counts that it gives in somebody's name, and the figures in both."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ceasewire import lexicon
from ceasewire.link._commitments.reports import Json, Report, Sentence, identity
from ceasewire.link._commitments.words import content, names, stem
from ceasewire.records import Span

SENSES = ("denies", "tally", "apart", "future")
LONGEST = 80  #: characters of the words for who counts
COUNTS = "counts"  #: the act of a claim that only gives a figure
#: acts of saying that set no fact out: what is asked for, promised, praised or refused is no claim
NO_CLAIMS = frozenset({"demands", "pledges", "praises", "condemns", "declines", "warns"})


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """What one voice says is so. parties: by whose names it is known; topic: what it is about; denies: does it say that it is not so?"""

    report: Report
    span: Span
    sentence: Sentence
    speaker: str
    parties: frozenset[str]
    topic: frozenset[str]
    denies: bool
    act: str
    figures: tuple[Json, ...]
    events: tuple[Json, ...] = ()


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {sense: set() for sense in SENSES}
    for row in lexicon.table("lexicons/en/disagreements/claims", ("phrase", "sense")):
        found[row.one_of("sense", SENSES)].add(row["phrase"])
    return {sense: frozenset(words) for sense, words in found.items()}


def has(text: str, sense: str) -> bool:
    """Is there a word of this sense in the text?"""
    return any(w in _words()[sense] for w in re.findall(r"n['’]t\b|[^\W\d_]+?(?=n['’]t\b)|[^\W\d_]+", text.lower()))


def claims_of(report: Report) -> Iterator[Claim]:
    """The article's claims, in text order."""
    text = report.record["article"]["text"]
    found: list[tuple[int, Claim]] = []
    for statement in report.record["statements"]:
        inner, cue = statement["content"], statement["cue"]
        sentence = next((s for s in report.sentences if s.span.start <= inner["start"] < s.span.end), None)
        if statement["act"] in NO_CLAIMS or not statement["speaker_spans"] or sentence is None:
            continue
        span = Span(inner["start"], inner["end"], inner["text"])
        speaker = max((s["text"] for s in statement["speaker_spans"]), key=len)
        denies = statement["act"] == "denies" or has(span.text, "denies")
        topic = content(span.text) - names(speaker)
        if statement["act"] == "denies":
            start, end = min(cue["start"], span.start), max(cue["end"], span.end)
            span = Span(start, end, text[start:end])
        figures = tuple(q for q in report.record["quantities"] if inner["start"] <= q["start"] and q["end"] <= inner["end"])
        parties = names(speaker).union(*(identity(a) for a in report.record["actors"] if a["id"] in statement["speakers"]))
        events = tuple(e for e in report.record["events"] if inner["start"] <= e["trigger"]["start"] < inner["end"])
        found.append((span.start, Claim(report, span, sentence, speaker, parties, topic, denies, statement["act"], figures, events)))
    for sentence in report.sentences:
        found += [(c.span.start, c) for c in _counted(report, sentence, [c for _, c in found])]
    yield from (claim for _, claim in sorted(found, key=lambda f: (f[0], f[1].span.end)))


def _counted(report: Report, sentence: Sentence, known: list[Claim]) -> Iterator[Claim]:
    """ "The commission has registered 2,700", "villagers counted 31": figures that are somebody's own, each behind its verb."""
    text, begin = sentence.span.text, 0
    verbs = [m for m in re.finditer(r"[^\W\d_]+", text) if m[0].lower() in _words()["tally"]]
    for verb, following in zip(verbs, [*verbs[1:], None], strict=False):
        end = following.start() if following is not None else len(text)
        before = re.split(r"[,;:]|\b(?:and|while|but|whereas)\b", text[begin : verb.start()])
        speaker = re.sub(r"\s+(?:has|had|have)$", "", next((part.strip() for part in reversed(before) if part.strip()), ""))
        begin = verb.end()
        start, stop = sentence.span.start + verb.start(), sentence.span.start + end
        if not speaker or len(speaker) > LONGEST or any(c.span.start <= start < c.span.end for c in known):
            continue
        figures = tuple(q for q in report.record["quantities"] if start <= q["start"] < stop) or tuple(_bare(text[verb.end() : end]))
        if figures:
            span = Span(start, stop, text[verb.start() : end])
            yield Claim(report, span, sentence, speaker, names(speaker), content(span.text), False, COUNTS, figures)


def _bare(text: str) -> Iterator[Json]:
    """The first number of a text that counts nothing by name: "counted eleven", "made it about 3,000"."""
    for match in re.finditer(r"\d+(?:,\d{3})*|[^\W\d_]+", text):
        value = stem(match[0])
        if value.isdigit() and value != "1":
            near = text[: match.start()].lower().split()[-1:]
            yield {
                "text": match[0], "best": float(value), "low": None, "high": None, "approx": near in (["about"], ["some"], ["around"]),
                "what": "count", "unit": None, "of": None, "part_of": None,
            }  # fmt: skip
            return


def bounds(figure: Json) -> tuple[float, float]:
    """The least and the most that the words allow; an approximate number leaves a tenth on either side."""
    best = figure["best"]
    low = best if best is not None else figure["low"] or 0.0
    high = best if best is not None else figure["high"] if figure["high"] is not None else float("inf")
    slack = 0.1 if figure["approx"] and best is not None else 0.0
    return low * (1 - slack), high * (1 + slack)


def said(figure: Json) -> str:
    """The figure as a value: "12", "200 or more", "up to 40", "10 to 20"."""
    if figure["best"] is not None:
        return f"{figure['best']:g}"
    if figure["high"] is None:
        return f"{figure['low']:g} or more"
    return f"up to {figure['high']:g}" if figure["low"] is None else f"{figure['low']:g} to {figure['high']:g}"
