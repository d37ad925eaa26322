"""Swapping names, places, dates and numbers of a text for others of their kind, and records told in words so that two can be compared.

A rule that fits one text only shows here: the record must be the same with only the swapped words changed.
"""

from __future__ import annotations

import re
from typing import Any

Pairs = dict[str, str]


def swapped(text: str, pairs: Pairs) -> str:
    """The text with every left word of `pairs` replaced by its right one, whole words only, longest first, all at once."""
    if not pairs:
        return text
    words = sorted(pairs, key=len, reverse=True)
    return re.sub(r"(?<!\w)(" + "|".join(map(re.escape, words)) + r")(?!\w)", lambda m: pairs[m[1]], text)


def told(record: dict[str, Any], back: Pairs) -> list[str]:
    """Every record of the article as a line of words, with `back` undone; ids and offsets play no part, values of swapped words neither."""
    text = record["article"]["text"]
    by_id = {r["id"]: r for layer in ("times", "places", "quantities", "statements", "events") for r in record[layer]}
    names = {a["id"]: a["mentions"][0]["text"] for a in record["actors"]}

    def w(x: Any) -> str:
        if not x:
            return "-"
        if isinstance(x, list):
            return "; ".join(w(y) for y in x)
        return swapped(x["text"] if "text" in x else text[x["start"] : x["end"]], back)

    def ref(x: Any) -> str:
        return w(by_id[x["ref"]]) if x and x.get("ref") else "-"

    lines = [f"time {w(t)} {t['type']} {t['mod']} {t['earliest'] is None} {t['latest'] is None}" for t in record["times"]]
    lines += [f"place {w(p)} {p['use']} {p['precision']}" for p in record["places"]]
    lines += [f"quantity {w(q)} {q['what']} {q['scope']} {q['approx']} of {w(q['of'])}" for q in record["quantities"]]
    lines += [f"actor {a['kind']} {a['sector']}: {w(a['mentions'])}" for a in record["actors"]]
    for s in record["statements"]:
        lines.append(f"statement {w(s['speaker_spans'])} {s['act']} {s['form']}: {w(s['content'])}")
    for e in record["events"]:
        parties = f"{w(e['source_spans'])} > {w(e['target_spans'])}"
        said = w(by_id[e["said_in"]]["speaker_spans"]) if e["said_in"] else "reporter"
        numbers = sorted(by_id[q]["what"] for q in e["quantities"])
        what = f"{w(e['trigger'])} {e['type']} {e['mode']} {e['status']}"
        lines.append(f"event {what} {parties} at {ref(e['place'])} on {ref(e['time'])} {numbers} by {said}")
    for c in record["commitments"]:
        terms = f"{w(c['action'])} by {ref(c['deadline'])} if {w(c['condition'])}"
        lines.append(f"commitment {w(c['debtor_spans'])} {c['kind']} {c['status']}: {terms}")
    for d in record["disagreements"]:
        lines.append(f"disagreement {d['kind']}: " + " / ".join(w(c["span"]) for c in d["claims"]))
    assert all(isinstance(v, str) for v in names.values())
    return lines
