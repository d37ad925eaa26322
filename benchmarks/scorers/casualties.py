"""Numbers of killed and wounded against the answer keys of MUC-4 (1980s reports in capitals; `muc4_dev`).

A key lists, for each attack of the kinds that the contest asked for, who was harmed (name or description, as strings of the text),
how many these were and what became of them.

Asked for: each harmed person or group of a template that is not optional, whose effect is DEATH alone (killed) or INJURY alone
(wounded) and whose number the key knows. People that two templates call by the same strings are asked for once.
Found: a quantity of that kind states the number (as low, best or high: "at least 5" states 5, as the key's "5-" and "~5" do), and its
words or the words of whom it counts overlap an occurrence of one of the key's strings for them, or a mention of the actor that we have
there (the key writes "Ana Marca Sol" where the text goes on with "Sol" or "she"). `one` and `many` are recall for single people (mostly
told without a number: "shot dead the mayor") and for numbers above one; `many_number` is recall of the latter by the number alone,
whoever is counted, which is also how those are found for whom the key has no string ("-").
Precision: the keys leave out all who were killed in fights between armed forces, in accidents, or in passing, so a quantity counts
only where it overlaps people for whom the key names an effect, by a name or by words that stand once in the text ("people" may be any);
it is right if that is its kind and the key has no other number for them. A number over people whom the key lists one by one is right
if they add up to it and does not count otherwise, for the list need not be whole. The rest is `unjudged`.
Left out of what is asked for: PLURAL ("several", "some") and "-" as numbers; groups with both effects, for the key has one number for
them; people who got away (a quantity that has them killed is wrong) or for whom it names no effect; TOTAL NUMBER.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.scorers.rows import Row, Span, likeness, numbers, overlap, percent, prf, span

#: so much of an actor's mention must be the key's string: "Sol's brother" is not Sol
LIKE = 0.5
EFFECTS = {"DEATH": "killed", "INJURY": "wounded"}


@dataclass(frozen=True)
class Group:
    """People of an answer key: their strings, the numbers given (none for PLURAL), what became of them, whether they are asked for."""

    phrases: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[float]
    effects: frozenset[str]
    required: bool

    @property
    def kind(self) -> str:
        """killed or wounded where that is the only effect and a number is known, else empty."""
        return EFFECTS.get(next(iter(self.effects)), "") if len(self.effects) == 1 and self.numbers and self.required else ""


def groups(row: Row) -> list[Group]:
    """The people of all templates, each group once; what two templates say of the same strings is put together."""
    out: dict[frozenset[str], Group] = {}
    for template in row["templates"]:
        descriptions: list[Row] = template["HUM TGT: DESCRIPTION"]
        named = {name for x in template["HUM TGT: NAME"] for name in x["alts"]}
        for item in template["HUM TGT: NUMBER"]:
            of = set(item.get("of") or ())
            phrases = frozenset(of.union(*(x["alts"] for x in descriptions if of & set(x.get("of") or ()))))
            stated = frozenset(float(n) for alt in item["alts"] for n in re.findall(r"\d+", alt))
            told = {e for x in template["HUM TGT: EFFECT OF INCIDENT"] if of & set(x.get("of") or ()) for e in x["alts"]}
            required = not (template["optional"] or item["optional"])
            before = out.get(phrases, Group(phrases, frozenset(), frozenset(), frozenset(), False))
            names = before.names | (phrases & named)
            out[phrases] = Group(phrases, names, before.numbers | stated, before.effects | told, before.required or required)
    return list(out.values())


def stands(text: str, phrase: str) -> list[Span]:
    """Where a string of the key stands; lines are broken anywhere in these texts."""
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, phrase.split())) + r"(?!\w)"
    return [m.span() for m in re.finditer(pattern, text)] if phrase.strip("- ") else []


def places(text: str, phrases: Iterable[str], actors: list[Row]) -> list[Span]:
    """Where the strings stand, and the other mentions of the actors that stand there."""
    said = [x for phrase in phrases for x in stands(text, phrase)]
    mentions = ([span(m) for m in a["mentions"]] for a in actors)
    return [*said, *(m for spans in mentions if any(likeness(m, x) >= LIKE for m in spans for x in said) for m in spans)]


def score(gold: list[Row], found: dict[str, Row]) -> tuple[dict[str, Any], list[str]]:
    """Figures for killed and for wounded, and a line for each error."""
    count = {(kind, what): 0 for kind in EFFECTS.values() for what in COUNTS}
    errors: list[str] = []
    for row in gold:
        record = found.get(row["id"], {})
        people = [(g, places(row["text"], g.phrases, record.get("actors", []))) for g in groups(row)]
        sure = [(g, places(row["text"], _certain(row["text"], g), record.get("actors", []))) for g, _ in people]
        harmed = [q for q in record.get("quantities", []) if q["what"] in EFFECTS.values()]
        for g, where in people:
            if g.kind:
                same = [q for q in harmed if q["what"] == g.kind and numbers(q) & g.numbers]
                nameless = not any(p.strip("- ") for p in g.phrases)
                hit, size = any(nameless or _touches(q, where) for q in same), "one" if g.numbers == {1.0} else "many"
                for what, by in (("asked_" + size, 1), ("found_" + size, hit), ("number_" + size, bool(same))):
                    count[g.kind, what] += by
                if not hit:
                    errors.append(_line(row, "missed", g.kind, sorted(g.numbers), sorted(g.phrases), [_shown(q) for q in harmed]))
        for q in harmed:
            listed = [g for g, where in sure if g.effects and _touches(q, where)]
            same_kind = [g for g in listed if q["what"] in {EFFECTS.get(e) for e in g.effects}]
            one_by_one = all(g.numbers == {1.0} for g in listed)
            right = any(_agrees(q, g) for g in same_kind) or (one_by_one and len(same_kind) in numbers(q))
            if not right and one_by_one and max(numbers(q), default=0) > 1:
                listed = []
            for what, by in (("judged", bool(listed)), ("right", right), ("unjudged", not listed)):
                count[q["what"], what] += by
            if listed and not right:
                errors.append(_line(row, "wrong", _shown(q), [(sorted(g.phrases), sorted(g.numbers), sorted(g.effects)) for g in listed]))
    return {kind: _figures({what: count[kind, what] for what in COUNTS}) for kind in EFFECTS.values()}, errors


COUNTS = ("asked_one", "asked_many", "found_one", "found_many", "number_one", "number_many", "judged", "right", "unjudged")


def _figures(c: dict[str, int]) -> dict[str, float]:
    asked, hit = c["asked_one"] + c["asked_many"], c["found_one"] + c["found_many"]
    return prf((c["right"], c["judged"]), (hit, asked)) | {
        "one": percent(c["found_one"], c["asked_one"]), "many": percent(c["found_many"], c["asked_many"]),
        "many_number": percent(c["number_many"], c["asked_many"]),
        "n_one": c["asked_one"], "n_many": c["asked_many"], "n_judged": c["judged"], "n_unjudged": c["unjudged"],
    }


def _certain(text: str, group: Group) -> list[str]:
    """Strings that mean these people wherever they stand."""
    return [p for p in group.phrases if p in group.names or len(stands(text, p)) == 1]


def _touches(quantity: Row, where: list[Span]) -> bool:
    return any(overlap(span(x), place) for x in (quantity, quantity.get("of")) if x for place in where)


def _agrees(quantity: Row, group: Group) -> bool:
    """The quantity states the key's number; or the key has none for them, or only one for killed and wounded together."""
    return not group.numbers or len(group.effects) > 1 or bool(numbers(quantity) & group.numbers)


def _shown(q: Row) -> tuple[Any, ...]:
    return q["what"], sorted(numbers(q)), " ".join(q["text"].split()), " ".join(((q.get("of") or {}).get("text") or "").split())


def _line(row: Row, *cells: Any) -> str:
    return "\t".join(map(str, (row["id"], *cells)))
