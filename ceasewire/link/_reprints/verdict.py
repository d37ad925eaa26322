"""The judgement of a pair: reprint, unsure or apart, by rules that name themselves, with the reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from ceasewire.link._reprints.compare import Coverage, contained, coverage
from ceasewire.link._reprints.words import Words

VERDICTS = ("reprint", "unsure", "apart")
SAME = 0.9  #: from so much in common passages on, the reason says that the words are the same
Answer = tuple[str, str, str]  # verdict, rule, reason


@dataclass(frozen=True, slots=True)
class Limits:
    """What the judgement turns on; shares from 0 to 1. Set by looking at the figures of benchmarks/reprints.py's tuned half.

    floor:    with a smaller share of shingles in common, two articles are not looked at closely
    whole:    of the better covered article so much is in common passages of a reprint; of texts under `brief` words, of both
    led:      or so much, if both begin alike: what was cut or rewritten is further down
    partner:  of the other one so much, or `least` if the better covered one is `wholly` in it; no matter how much, if both begin
              alike, since then its end was cut
    doubtful: with so much and no more, a person should look
    lead:     a beginning of which so much is covered is the other's
    likeness: in common passages so many of the words are the same, or the same misprinted; in texts under `brief` words `closely`
    figures, names: with more of these gone there, it is the same form filled in anew
    days:     the same words are a reprint so many days long, fewer than `brief` words until the next day
    """

    floor: float = 0.08
    whole: float = 0.75
    led: float = 0.65
    partner: float = 0.7
    wholly: float = 0.9
    least: float = 0.6
    doubtful: float = 0.45
    lead: float = 0.5
    likeness: float = 0.78
    closely: float = 0.85
    figures: float = 0.4
    names: float = 0.25
    days: int = 30
    brief: int = 40


@dataclass(frozen=True, slots=True)
class Verdict:
    """verdict: one of VERDICTS; rule: which rule said so; reason: for a person; first, second: how much of each is in the other."""

    verdict: str
    rule: str
    reason: str
    first: Coverage
    second: Coverage


def judge(first: Words, second: Words, days: int | None, limits: Limits | None = None) -> Verdict:
    """Is one a reprint of the other? Swapping the two swaps `first` and `second` in the answer and nothing else.

    Units:  days is how far apart the two were published, None where a date is not known.
    Source: containment as in Broder 1997, both ways.
    Misses: a bulletin without figure, day or name that is printed anew the next day; a translation; a story told again in
            other words throughout.
    """
    limits = limits or Limits()
    brief = min(len(first.raw), len(second.raw)) < limits.brief
    shares = contained(first, second), contained(second, first)
    if max(shares) < limits.floor:
        few = f"hardly a phrase in common ({max(shares):.0%} of the shingles)"
        return Verdict("apart", "nothing in common", few, Coverage(shares[0]), Coverage(shares[1]))
    a, b = coverage(first, second), coverage(second, first)
    if len(first.keys) == len(second.keys) and (first.keys == second.keys).all():
        found = ("reprint", "identical", "word for word the same")
    else:
        found = _by_form(a, b, brief, limits) or _by_cover(a, b, brief, limits)
    if found[0] == "reprint":
        found = _by_days(a, b, brief, days, limits) or found
    return Verdict(*found, a, b)


def _by_form(a: Coverage, b: Coverage, brief: bool, limits: Limits) -> Answer | None:
    """The same form filled in anew: between the same words stand other figures, other names, or too many other words."""
    for name, one, other, most in (("figures", a.figures, b.figures, limits.figures), ("names", a.names, b.names, limits.names)):
        gone = [facts.changed + facts.lost for facts in (one, other)]
        share = sum(map(len, gone)) / max(1, sum(map(len, (*gone, one.kept, other.kept))))
        if share > most and all(gone):  # where one has lost some and the other none, something was left out
            words = " / ".join(", ".join(words[:3]) for words in gone)
            return "apart", f"other {name}", f"{share:.0%} of the {name} in the common passages differ ({words})"
    alike = min(a.likeness, b.likeness)
    if alike < (limits.closely if brief else limits.likeness) and max(a.covered, b.covered) >= limits.doubtful:
        return "apart", "other words", f"of the words in the common passages only {alike:.0%} are the same: a form, or the event told anew"
    return None


def _by_cover(a: Coverage, b: Coverage, brief: bool, limits: Limits) -> Answer:
    """How much of the one stands in the other, and whether that is the report or only passages of it."""
    small, large = sorted((a, b), key=lambda c: (c.covered, c.lead, c.contained))[::-1]
    say = f"{small.covered:.0%} of the one and {large.covered:.0%} of the other are common passages"
    begin_alike = small.lead >= limits.lead and large.lead >= limits.lead
    if brief and (small.covered < limits.whole or large.covered < limits.least):
        if begin_alike and min(small.covered, small.contained) >= limits.wholly:
            return "reprint", "beginning", f"{say}: one is the other's beginning"
        unsure = begin_alike and small.covered >= limits.whole
        return ("unsure" if unsure else "apart"), "brief", f"{say}, too little for so few words"
    if begin_alike and small.covered >= limits.led:
        return "reprint", "begin alike", f"{say}, and they begin alike"
    if small.covered >= limits.whole and large.covered >= (limits.least if small.covered >= limits.wholly else limits.partner):
        return "reprint", "covered", say
    if small.covered >= limits.whole and large.covered >= limits.doubtful:
        return "unsure", "begins anew", f"{say}, but the longer one begins with something else"
    if small.covered >= limits.whole:
        return "apart", "quoted", f"{say}: the longer one is another report with passages of it"
    if begin_alike and small.covered >= limits.doubtful:
        return "unsure", "passages", f"{say}, and they begin alike"
    return "apart", "passages", say


def _by_days(a: Coverage, b: Coverage, brief: bool, days: int | None, limits: Limits) -> Answer | None:
    """The same words long afterwards, or a line or two on another day, may be meant anew."""
    if days is None or days <= 1 or (days <= limits.days and not brief):
        return None
    whole = min(a.covered, b.covered) >= SAME
    return ("unsure" if whole else "apart"), "days apart", f"{'the same words' if whole else 'much alike'}, but {days} days apart"
