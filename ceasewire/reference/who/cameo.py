"""What an actor code of CAMEO says: "AFGREBTAL" → country AFG, sector REB, a rebel group.

A code is a row of parts of three letters, the general before the special. The states are those of states.csv; all other parts are in
data/actors/cameo.csv, where a user's own row wins. A part that no table knows is the mark of one group ("TAL"): it says nothing
more as soon as another part says what the actor is.

Source: Schrodt, CAMEO: Conflict and Mediation Event Observations, Event and Actor Codebook (2012), chapter 3; sectors are PLOVER's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ceasewire import lexicon
from ceasewire.records import ACTOR_KINDS
from ceasewire.reference.who.directory import BODIES, SECTORS

COLUMNS = ("code", "what", "country", "sector", "kind", "table", "note")
#: what a part may be, the first that says who it is has the word: a Muslim armed group is an armed group
WHATS = ("role", "body", "faith", "region", "state")
#: the code of words that CAMEO wants left alone
NOBODY = "---"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Of a code: country (alpha-3, PLOVER's IGO …) or None, PLOVER sector or None, kind; `table` is where such an actor belongs,
    empty where the code says no more than a country."""

    country: str | None
    sector: str | None
    kind: str
    table: str


@dataclass(frozen=True, slots=True)
class _Part:
    what: str
    country: str = ""
    sector: str = ""
    kind: str = ""
    table: str = ""


class Codes:
    """All parts of codes by their letters.

    Errors: DataError on a row with an unknown value.
    """

    def __init__(self, countries: Collection[str], own: Path | None = None) -> None:
        self._parts = {code: _Part("state", code) for code in countries}
        for row in lexicon.table("actors/cameo", COLUMNS, own=own):
            self._parts[row["code"].upper()] = _Part(
                row.one_of("what", WHATS), row["country"], row.one_of("sector", SECTORS, empty=True),
                row.one_of("kind", ACTOR_KINDS, empty=True), row.one_of("table", (*BODIES, "offices"), empty=True),
            )  # fmt: skip

    def meaning(self, code: str) -> Meaning:
        """Errors: ValueError with the reason why the code says too little or nothing."""
        parts = self._cut(code)
        known = [p for p in parts.values() if p is not None]
        first = next(iter(parts.values()))
        if first is None:
            raise ValueError(f"code {code!r} begins with {code[:3]!r}, which is no state, body or role that is known; {_HINT}")
        says = min((p for p in known if p.table), key=lambda p: WHATS.index(p.what), default=None)
        strange = next((letters for letters, part in parts.items() if part is None), None)
        if says is None and strange is not None:
            raise ValueError(f"code {code!r} has a part {strange!r} that is not known, and no other says what the actor is; {_HINT}")
        if first.what == "body":
            country = [p.country for p in known if p.what == "body"][-1]
        else:
            country = next((p.country for p in known if p.what == "state"), "")
        if says is None:
            return Meaning(country or None, None, "group", "")
        shape = first if first.what == "body" else says  # doctors across borders are an NGO still
        return Meaning(country or None, says.sector or None, shape.kind, shape.table)

    def _cut(self, code: str) -> dict[str, _Part | None]:
        """The parts in their order, each by its letters."""
        letters = code.removeprefix("~").removesuffix("~").upper()
        if "/" in letters:
            raise ValueError(f"code {code!r} stands for two actors; write a row for each by hand")
        if NOBODY in letters:
            raise ValueError(f"code {code!r} says that the words are nobody's name")
        if not letters or len(letters) % 3 or not letters.isalpha():
            raise ValueError(f"code {code!r} is not made of parts of three letters")
        return {letters[i : i + 3]: self._parts.get(letters[i : i + 3]) for i in range(0, len(letters), 3)}


_HINT = "a row of your own in actors/cameo.csv (or states.csv) can say what it means"
