"""Who claims what: the statements of an article, the counts that it gives in somebody's name, and the figures in both."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ceasewire import lexicon
from ceasewire.link._commitments.reports import Json, Report, Sentence, identity
from ceasewire.link._commitments.words import content, names
from ceasewire.records import Span
from ceasewire.reference.number_phrases import Phrases

SENSES = ("denies", "tally", "total", "apart", "future")
LONGEST = 80  #: characters of the words for who counts
_WORD = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_]+(?:-[^\W\d_]+)*|[-–—]")
_ONE = frozenset({"one", "a", "an"})
TAIL = 2  #: characters behind the last word of a claim: a full stop, a quotation mark
COUNTS = "counts"  #: the act of a claim that only gives a figure
#: acts of saying that set no fact out: what is asked for, promised, praised or refused is no claim
NO_CLAIMS = frozenset({"demands", "pledges", "praises", "condemns", "declines", "warns"})


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """What one voice says is so. parties: by whose names it is known; topic: what it is about; denies: does it say that it is not so?

    behind: the names of the bodies that the voice speaks for, besides its own.
    """

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
    behind: frozenset[str] = frozenset()


@functools.cache
def _phrases() -> Phrases:
    return Phrases()


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
        start, end = _own_words(report, statement)
        words = text[start:end].rstrip(" ,;")
        if not words:
            continue
        span = Span(start, start + len(words), words)
        speaker = max((s["text"] for s in statement["speaker_spans"]), key=len)
        denies = statement["act"] == "denies" or has(span.text, "denies")
        topic = content(span.text) - names(speaker)
        if statement["act"] == "denies":
            first, last = min(cue["start"], span.start), max(cue["end"], span.end)
            span = Span(first, last, text[first:last])
        figures = _figures(report, (start, end))
        parties = names(speaker).union(*(identity(a) for a in report.record["actors"] if a["id"] in statement["speakers"]))
        behind = parties.union(*report.known(statement["speakers"]))
        events = tuple(e for e in report.record["events"] if inner["start"] <= e["trigger"]["start"] < inner["end"])
        claim = Claim(report, span, sentence, speaker, parties, topic, denies, statement["act"], figures, events, behind)
        found.append((claim.span.start, claim))
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
        figures = _figures(report, (verb.end() + sentence.span.start, stop))
        if figures:
            span = Span(start, stop, text[verb.start() : end])
            yield Claim(report, span, sentence, speaker, names(speaker), content(span.text), False, COUNTS, figures)


def _own_words(report: Report, statement: Json) -> tuple[int, int]:
    """From where to where the claim is its speaker's alone: "110,000, according to the commission; the army says 35,000" is two voices'.

    Only another voice that has the last word ends it: one in a relative clause is only quoted by the way.
    """
    start, end = statement["content"]["start"], statement["content"]["end"]
    mine = {s["start"] for s in statement["speaker_spans"]}
    inner = [
        s["content"]["start"] for s in report.record["statements"]
        if s is not statement and start < s["content"]["start"] and end - TAIL <= s["content"]["end"] <= end and s["speaker_spans"]
        and not mine & {x["start"] for x in s["speaker_spans"]}
    ]  # fmt: skip
    return start, min(inner, default=end)


def _figures(report: Report, where: tuple[int, int]) -> tuple[Json, ...]:
    """What is counted there, and numbers that count nothing by name ("4,800 had reported", "counted eleven"), but for dates."""
    start, end = where
    counted = [q for q in report.record["quantities"] if start <= q["start"] and q["end"] <= end]
    taken = [(x["start"], x["end"]) for x in (*counted, *report.record["times"]) if x["start"] < end and start < x["end"]]
    bare = [f for f in _bare(report.record["article"]["text"], where) if not any(a < f["end"] and f["start"] < b for a, b in taken)]
    return tuple(sorted((*counted, *bare), key=lambda figure: (figure["start"], figure["end"])))


def _bare(text: str, where: tuple[int, int]) -> Iterator[Json]:
    """Numbers with their modifiers, as quantities of no matter what. Not "one", a share, or a number in a name ("Hill 90")."""
    words = list(_WORD.finditer(text, *where))
    read = [w[0].casefold() for w in words]
    at = floor = 0
    while at < len(words):
        phrase = _phrases().read(read, at, floor) if read[at] not in _ONE and _phrases().numbers.begins(read[at]) else None
        if phrase is None:
            at += 1
            continue
        named = phrase.start == at > 0 and words[at - 1][0][0].isupper() and words[at][0][0].isdigit()
        if not (phrase.share or phrase.metres or named):
            start, end = words[phrase.start].start(), words[phrase.end - 1].end()
            yield {
                "text": text[start:end], "start": start, "end": end, "best": phrase.best, "low": phrase.low, "high": phrase.high,
                "approx": phrase.approx, "what": "count", "unit": None, "of": None, "part_of": None,
            }  # fmt: skip
        at = floor = phrase.end


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
        return f"{figure['best']:.15g}"
    if figure["high"] is None:
        return f"{figure['low']:.15g} or more"
    return f"up to {figure['high']:.15g}" if figure["low"] is None else f"{figure['low']:.15g} to {figure['high']:.15g}"
