"""Offices and trades by what stands beside them: the president of a company, an army pilot, the artillery of a football club.

The table of role nouns says what a word means on its own (reference/who); here the rest of the phrase may say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ceasewire import lexicon
from ceasewire.reference.who.directory import Role
from ceasewire.reference.who.phrases import Identity, Reader

_BELONGS = ("either", "company", "companies", "armed", "game")
#: sectors of bodies that have presidents and are no part of a state: business, society, labour, education, health
_CIVIL = frozenset({"BUS", "SOC", "LAB", "EDU", "MED"})


class Trades:
    """The words of trades.csv, settled phrase by phrase."""

    def __init__(self, reader: Reader) -> None:
        rows = lexicon.table("lexicons/en/actors/trades", ("noun", "belongs"))
        self._reader = reader
        self._belongs = {row["noun"]: row.one_of("belongs", _BELONGS) for row in rows}
        self._sport = frozenset(lexicon.words("actors/sport"))

    def settled(self, identity: Identity | None, words: Sequence[str]) -> Identity | None:
        """The identity that a phrase was read as, with the kind and sector that the words beside its noun give it."""
        if identity is None or identity.entry is not None or not identity.rule.startswith("noun"):
            return identity
        if identity.sector == "MIL":
            return identity if self._is_armed(identity, words) else replace(identity, kind=_plain(identity), sector=None)
        belongs = self._belongs.get(identity.role or "")
        if belongs not in ("either", "company", "companies") or identity.sector not in ("GOV", None):
            return identity
        if identity.owner is not None and identity.owner.kind == "business":
            return replace(identity, kind="business", sector="BUS")
        named = {i for m in self._reader.matches(words) for i in range(m.start, m.end)}  # the Soviet Union is no union
        roles = [r for i, r in self._roles(words) if i not in named]
        body = next((r for r in roles if r.what == "body" and r.sector in _CIVIL), None)
        if body is not None:
            return replace(identity, kind=body.kind, sector=body.sector)
        alone = belongs == "company" or (belongs == "companies" and identity.plural)
        of_state = identity.country or identity.owner or any(r.sector == "GOV" and r.noun != identity.role for r in roles)
        return replace(identity, kind="business", sector="BUS") if alone and not of_state else identity

    def _is_armed(self, identity: Identity, words: Sequence[str]) -> bool:
        """Is it an armed force by more than a word that civilians share, or that sport has borrowed?"""
        kinds = {self._belongs.get(r.noun, "") for _, r in self._roles(words) if r.sector == "MIL"}
        if kinds == {"game"}:
            return self._sport.isdisjoint(w.lower() for w in words)
        return kinds != {"armed"} or (identity.owner is not None and identity.owner.sector == "MIL")

    def _roles(self, words: Sequence[str]) -> Iterator[tuple[int, Role]]:
        """(last word, role) of the phrase's role nouns, each at its longest."""
        end = len(words)
        while end > 0:
            found = self._reader.noun_at(words, end - 1)
            if found is not None:
                yield end - 1, found[1]
            end = found[0] if found is not None else end - 1


def _plain(identity: Identity) -> str:
    return "person" if identity.what == "person" else "group"
