"""Words that tell acts of conflict and contact against WikiEvents (`events_wikievents_dev`): found, and how many of ours it has too.

Asked for: its triggers of attacks, explosions and demonstrations (Conflict), of deaths and injuries (Life), and of meetings, talks,
requests, threats and plain saying (Contact). A trigger is found if it overlaps the trigger or a mention of an event of ours, or the cue
of a statement of ours. `with_casualties` also takes a death or an injury as found where a number of killed or wounded stands in its
sentence: we keep these as quantities of the act that did the harm, not as acts.
Precision: of our events' triggers and mentions, of the types that it marks as well (TYPES), those that overlap any of its triggers. It
marks what its scenario (bombings) asks for and passes other acts over, so the figure is a lower bound.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from benchmarks.scorers.rows import Row, Span, overlap, percent, span

KINDS = {"Conflict": "conflict", "Life": "harm", "Contact": "contact"}
TYPES = {"ASSAULT", "PROTEST", "CONSULT", "REQUEST", "THREATEN"}
HARM = {"killed", "wounded"}


def score(gold: list[Row], found: dict[str, Row]) -> tuple[dict[str, Any], list[str]]:
    """Recall of each kind of trigger, precision of our spans, and a line for each one missed or not theirs."""
    count: Counter[str] = Counter()
    errors: list[str] = []
    for row in gold:
        record = found.get(row["id"], {})
        ours = [(e["type"], _tellings(e)) for e in record.get("events", [])]
        told = [s for _, spans in ours for s in spans] + [span(s["cue"]) for s in record.get("statements", []) if s.get("cue")]
        numbers = [span(q) for q in record.get("quantities", []) if q["what"] in HARM]
        words = _words(row)
        sentences = _sentences(row, words)
        theirs = [((words[t["start"]][0], words[t["end"] - 1][1]), e) for e in row["event_mentions"] for t in [e["trigger"]]]
        for at, event in theirs:
            kind = KINDS.get(event["event_type"].split(".")[0])
            if kind is None:
                continue
            hit = any(overlap(at, s) for s in told)
            sentence = sentences[event["trigger"]["sent_idx"]]
            counted = hit or (kind == "harm" and any(overlap(sentence, s) for s in numbers))
            count[kind] += 1
            count[f"{kind}_found"] += hit
            count[f"{kind}_counted"] += counted
            if not counted:
                errors.append("\t".join(("missed", row["id"], event["event_type"], event["trigger"]["text"], _around(row, at))))
        for kind, spans in ours:
            for at in spans if kind in TYPES else ():
                hit = any(overlap(at, t) for t, _ in theirs)
                count["ours"] += 1
                count["theirs_too"] += hit
                if not hit:
                    errors.append("\t".join(("not theirs", row["id"], kind, row["text"][slice(*at)], _around(row, at))))
    asked = sum(count[k] for k in KINDS.values())
    return {
        **{k: percent(count[f"{k}_found"], count[k]) for k in KINDS.values()},
        "recall": percent(sum(count[f"{k}_found"] for k in KINDS.values()), asked),
        "with_casualties": percent(sum(count[f"{k}_counted"] for k in KINDS.values()), asked),
        "precision": percent(count["theirs_too"], count["ours"]), "n": asked, "ours": count["ours"],
    }, errors


def _tellings(event: Row) -> list[Span]:
    """The words that tell the act, wherever it is told."""
    return [span(event["trigger"]), *(span(m) for m in event["mentions"])]


def _words(row: Row) -> list[Span]:
    """Characters of the article's tokens. The set's own offsets are those of a text with other blanks."""
    out, at = [], 0
    for token in row["tokens"]:
        start = row["text"].index(token, at)
        at = start + len(token)
        out.append((start, at))
    return out


def _sentences(row: Row, words: list[Span]) -> list[Span]:
    out, first = [], 0
    for tokens, _ in row["sentences"]:
        out.append((words[first][0], words[first + len(tokens) - 1][1]))
        first += len(tokens)
    return out


def _around(row: Row, at: Span) -> str:
    text: str = row["text"]
    return " ".join(text[max(0, at[0] - 60) : at[1] + 50].split())
