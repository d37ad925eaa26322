"""Offices and callings: what nobody is at one time, so that two people of one name are told apart."""

from __future__ import annotations

import difflib
import functools

from ceasewire import lexicon
from ceasewire.link._actors.sightings import Office

#: callings by PLOVER sector, two of which nobody has at once; sectors that are not here (former officials, parties, clergy …) go with all
_CALLINGS = {
    **dict.fromkeys(("GOV", "LEG", "JUD", "MIL", "COP", "SPY"), "of the state"),
    **dict.fromkeys(("REB", "UAF", "CRM"), "of an armed group"),
    **dict.fromkeys(("JRN", "MED", "EDU", "AGR"), "of civil life"),
}
#: ranks, which rebels give themselves too
RANKS = "MIL"
#: what comes before the head of an office is spelled alike ("defence", "defense")
_ALIKE = 0.8


def calling(office: Office) -> str | None:
    """What sort of work an office is; None where it goes with any other."""
    return None if office.role.startswith("former ") else _CALLINGS.get(office.sector)


def seat(office: Office) -> str | None:
    """The role, if it is an office of which nobody holds two at once, else None.

    >>> seat(Office("finance minister", "GOV")), seat(Office("former mayor", "ELI")), seat(Office("spokesman"))
    ('finance minister', None, None)
    """
    return office.role if calling(office) == "of the state" and _head(office.role) in _seats() else None


@functools.lru_cache(maxsize=4096)
def same_seat(a: str, b: str) -> bool:
    """May two seats be one? The same head, and one says no more than the other, or both the same in two spellings.

    >>> same_seat("minister", "finance minister"), same_seat("defence minister", "defense minister")
    (True, True)
    >>> same_seat("finance minister", "health minister"), same_seat("mayor", "finance minister")
    (False, False)
    """
    if {_head(a), _head(b)} == {"premier", "minister"}:  # a premier is a prime minister
        return "prime" in a.split() + b.split()
    if _head(a) != _head(b):
        return False
    one, other = (role.replace(_head(role), "").replace(" of ", " ").strip() for role in (a, b))
    return not one or not other or difflib.SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _head(role: str) -> str:
    """ "finance minister" → minister, "minister of the interior" → minister."""
    return role.partition(" of ")[0].split()[-1]


@functools.cache
def _seats() -> frozenset[str]:
    return frozenset(lexicon.words("actors/seats"))
