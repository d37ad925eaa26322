"""Pronouns against GAP (`coref_gap_dev`): a passage, a pronoun in it, two names, and whether the pronoun is the one, the other or neither.

We refuse rather than guess, so two figures belong together: `coverage`, the rows with an answer among those whose pronoun is one of
the two names, and `precision`, the right ones among the answers.

An answer: some actor has a mention with how=pronoun at the pronoun and at least one mention that is no pronoun; it is right if that
actor, and no other name's actor, is the actor of the name that gold says. A name's actor is the one whose mention is likest to the name
(character F1 of at least 0.3: titles may stand before it; "Mary's aunt" is not Mary where Mary has a mention of her own).
Wrong: the other name; both names in one actor; any third actor where gold has one of the two. A name for which we have no actor at all
can only be missed.
Rows whose pronoun is neither's say nothing of whose it is: a third actor is not judged there, one of the two names is wrong (and counts
in `precision`), none is right. `neither_kept_apart` is the share of them that went to neither name.
Passages are of Wikipedia (film, sport, families) and not of news, and choose hard cases: each has two names that fit the pronoun.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from benchmarks.scorers.rows import Row, Span, likeness, overlap, percent, span

LIKE = 0.3
FEMININE = {"she", "her", "hers", "herself"}


def score(gold: list[Row], found: dict[str, Row]) -> tuple[dict[str, Any], list[str]]:
    """Precision and coverage, for all and for either sex, and a line for each wrong answer."""
    count: Counter[str] = Counter()
    errors: list[str] = []
    for row in gold:
        actors = found.get(row["id"], {}).get("actors", [])
        answer = antecedent(actors, _at(row["pronoun"]))
        named = {k: actor_of(actors, _at(row[k])) for k in ("A", "B")}
        chosen = {k for k, n in named.items() if n is not None and n == answer}
        true = {k for k in named if row[k]["coref"]}
        sex = "feminine" if row["pronoun"]["text"].lower() in FEMININE else "masculine"
        judged = answer is not None and bool(true or chosen)
        for group in ("", sex + "_"):
            count[group + "asked"] += bool(true)
            count[group + "answered"] += bool(true) and answer is not None
            count[group + "judged"] += judged
            count[group + "right"] += judged and chosen == true
        count["neither"] += not true
        count["apart"] += not true and not chosen
        if judged and chosen != true:
            gives = [m["text"] for m in actors[answer]["mentions"] if m["how"] != "pronoun"][:3] if answer is not None else []
            errors.append("\t".join(map(str, (row["id"], row["pronoun"], [row[k]["text"] for k in sorted(true)], gives))))
    return {
        **{g + "precision": percent(count[g + "right"], count[g + "judged"]) for g in ("", "feminine_", "masculine_")},
        **{g + "coverage": percent(count[g + "answered"], count[g + "asked"]) for g in ("", "feminine_", "masculine_")},
        "recall": percent(count["right"], count["asked"]), "neither_kept_apart": percent(count["apart"], count["neither"]),
        "n": count["asked"], "n_neither": count["neither"],
    }, errors


def antecedent(actors: list[Row], pronoun: Span) -> int | None:
    """The one actor that the pronoun is a mention of and that has other words too; none or several are no answer."""
    there = [n for n, a in enumerate(actors) if any(m["how"] == "pronoun" and overlap(span(m), pronoun) for m in a["mentions"])]
    having = [n for n in there if any(m["how"] != "pronoun" for m in actors[n]["mentions"])]
    return having[0] if len(having) == 1 else None


def actor_of(actors: list[Row], name: Span) -> int | None:
    """The actor with the mention likest to the name."""
    like = [(likeness(span(m), name), -n) for n, a in enumerate(actors) for m in a["mentions"] if m["how"] != "pronoun"]
    best, n = max(like, default=(0.0, 0))
    return -n if best >= LIKE else None


def _at(phrase: Row) -> Span:
    return phrase["start"], phrase["start"] + len(phrase["text"])
