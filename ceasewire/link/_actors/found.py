"""What comes out: groups of names that are one actor, names that may be anybody's, pairs that a person should look at."""

from __future__ import annotations

from dataclasses import dataclass

from ceasewire.link._actors.tallies import Count


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is written, and how it is known to mean this actor. examples: ids of the earliest articles."""

    text: str
    how: str
    count: Count
    first: str | None
    last: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """An office: noun, PLOVER sector, first and last day it was told on. words: as the article `article` tells it, "" where only the
    list of actors says so (by: text | list)."""

    role: str
    sector: str | None
    by: str
    words: str
    article: str
    first: str | None
    last: str | None
    count: Count


@dataclass(frozen=True, slots=True)
class Example:
    """The name [start, end) in the text of its earliest article, and the sentence around it."""

    article: str
    published: str | None
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Member:
    """One name of a group with all its forms, and why it belongs there."""

    name: str
    rule: str
    reason: str
    count: Count
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One actor. listed: the row of data/actors/ ("offices.csv: Name"), None where no list has it; notes: what to bear in mind."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    listed: str | None
    count: Count
    first: str | None
    last: str | None
    members: tuple[Member, ...]
    offices: tuple[Held, ...]
    notes: tuple[str, ...]
    example: Example
    known: str | None = None  # what the lists have under this name now, where the articles were coded without it


@dataclass(frozen=True, slots=True)
class Perhaps:
    """A group that a bare name may mean, and what speaks for it."""

    group: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bare:
    """A name that does not say whose it is: a last name alone, "the Defense Ministry". Articles are counted together, never taken for one
    actor. more: how many others it may mean beside those in `perhaps`."""

    id: str
    name: str
    kind: str
    why: str
    count: Count
    first: str | None
    last: str | None
    forms: tuple[Form, ...]
    offices: tuple[Held, ...]
    perhaps: tuple[Perhaps, ...]
    more: int
    example: Example
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two groups that may be one, by which rule, and why they were left apart."""

    groups: tuple[str, str]
    names: tuple[str, str]
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """groups and bare: those of most stories first. articles, stories: what was read; unnamed: actors that are only described."""

    groups: tuple[Group, ...]
    bare: tuple[Bare, ...]
    unsure: tuple[Unsure, ...]
    articles: int
    stories: int
    unnamed: int

    def unmatched(self) -> tuple[Group | Bare, ...]:
        """Names of which the lists know nothing, those of most stories first."""
        groups = (group for group in self.groups if group.listed is None and group.known is None)
        bare = (name for name in self.bare if name.known is None)
        return tuple(sorted((*groups, *bare), key=by_count))


def by_count(item: Group | Bare) -> tuple[int, int, int, str, str]:
    """Most stories first, then most articles and mentions, then by name."""
    return -item.count.stories, -item.count.articles, -item.count.mentions, item.name, item.id
