"""From which day to which: the same rule as `ceasewire query` has (store/query.py), asked of one interval at a time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of ISO days, half-open; None is open. `EventQuery.bounds` gives them."""

    first: str | None = None
    after: str | None = None

    def holds(self, earliest: str | None, latest: str | None, published: str | None) -> bool | None:
        """Does a half-open interval overlap the period? Without one the day of publication stands for it; None where there is neither.

        An interval that is open on its left ("by May 1") begins with the publication.

        >>> may = Period("2024-05-01", "2024-06-01")
        >>> may.holds(None, "2024-05-11", "2024-03-12"), may.holds("2024-06-01", None, "2024-05-12"), may.holds(None, None, None)
        (True, False, None)
        """
        if earliest is None and latest is None:
            if published is None:
                return None
            return (self.first is None or published >= self.first) and (self.after is None or published < self.after)
        start = earliest or (min(published, latest) if published and latest else latest)
        assert start is not None
        return (self.first is None or latest is None or latest > self.first) and (self.after is None or start < self.after)


ALWAYS = Period()
