"""The judgement of a pair by the rule: the weights of its findings added up, and what that is enough for."""

from __future__ import annotations

from dataclasses import dataclass

from ceasewire.link._incidents.fields import findings
from ceasewire.link._incidents.report import Report
from ceasewire.link._incidents.weights import Weights
from ceasewire.link._incidents.words import Rarity

VERDICTS = ("same", "unsure", "not")


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding: the row of the table, its bits, and the words or figures that it rests on."""

    evidence: str
    bits: float
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """verdict: one of VERDICTS; bits: log2 of the odds that it is the same event; reasons: the findings, the weightiest first.

    note: what overrules the bits.
    """

    verdict: str
    bits: float
    reasons: tuple[Reason, ...]
    note: str = ""


def judge(a: Report, b: Report, weights: Weights, rarity: Rarity) -> Verdict:
    """Do two reports of one type tell of the same event? Swapping the two changes nothing.

    Source: record linkage after Fellegi and Sunter (1969): above one threshold linked, below another not, between them for a person.
    A report of what is planned, demanded or denied is never more than unsure: it may be what took place, or not have taken place.
    """
    reasons = tuple(sorted((Reason(name, weights.bits[name], words) for name, words in findings(a, b, rarity)), key=_weight))
    bits = round(weights.prior + sum(r.bits for r in reasons), 2)
    verdict = "same" if bits >= weights.same else "unsure" if bits >= weights.unsure else "not"
    if verdict == "same" and not (a.real and b.real):
        statuses = sorted({r.status for r in (a, b) if not r.real})
        return Verdict("unsure", bits, reasons, f"one is {' and '.join(statuses)}" if a.real or b.real else " / ".join(statuses))
    return Verdict(verdict, bits, reasons)


def _weight(reason: Reason) -> tuple[float, str]:
    return -abs(reason.bits), reason.evidence
