"""One name, one or several bearers: articles that may mean the same are put together, those that cannot stay apart.

What speaks against one bearer: two states, or callings that nobody has at once (a minister and a rebel in one month). A person who was
a teacher one year and is a minister the next has changed his office.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from ceasewire.link._actors.offices import RANKS, calling, same_seat, seat
from ceasewire.link._actors.sightings import Office, Sense
from ceasewire.link._actors.tallies import Seen
from ceasewire.reference.who.names import fold, in_capitals

#: kinds that say hardly more than "somebody"
VAGUE = frozenset({"person", "group", "unknown"})
#: a name that this share of its articles gives to one bearer means him where an article says nothing of whom it means
MOSTLY = 0.9


@dataclass(slots=True)
class Node:
    """A name as one bearer has it. seen: all its articles together; why: the reason where senses that say less were taken in."""

    senses: list[int]
    person: bool
    key: str
    entry: tuple[str, str] | None = None
    countries: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    offices: set[Office] = field(default_factory=set)
    callings: dict[str, Seen] = field(default_factory=dict)
    seats: dict[str, Seen] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    articles: int = 0
    forms: set[str] = field(default_factory=set)  # folded
    acronyms: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    plain: bool = False  # nothing but the name says what it is

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts nodes the same way on every machine."""
        return (
            self.person, self.key, self.entry or ("", ""), sorted(self.countries), sorted(self.owners), sorted(self.offices),
            self.seen.first or "", self.seen.examples,
        )  # fmt: skip


def conflict(a: Node, b: Node) -> str | None:
    """Why the two cannot be one, in words; None where nothing speaks against it."""
    if a.entry is not None and b.entry is not None and a.entry != b.entry:
        return f"two rows of the list: {a.entry[1]!r} in {a.entry[0]}.csv, {b.entry[1]!r} in {b.entry[0]}.csv"
    if a.countries and b.countries and not a.countries & b.countries and not a.owners & b.owners:
        return f"of another country: {_named(a.countries)}, {_named(b.countries)}"
    return _at_once(a, b)


def _at_once(a: Node, b: Node) -> str | None:
    """Two seats or two callings in the same time, and none that may be the same."""
    if a.callings and b.callings and not a.callings.keys() & b.callings.keys():
        for one, first in sorted(a.callings.items()):
            for other, second in sorted(b.callings.items()):
                if overlap(first, second) and not (_ranked_only(a, one) or _ranked_only(b, other)):
                    return f"of another calling at the same time: {_roles(a, one)}, {_roles(b, other)}"
    if any(same_seat(one, other) for one in a.seats for other in b.seats):
        return None
    for one, first in sorted(a.seats.items()):
        for other, second in sorted(b.seats.items()):
            if overlap(first, second):
                return f"in another office at the same time: {one}, {other}"
    return None


def overlap(a: Seen, b: Seen) -> bool:
    """Were they seen at the same time? Yes where a day is missing: nothing says that one came after the other."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return True
    return a.first <= b.last and b.first <= a.last


def _ranked_only(node: Node, of: str) -> bool:
    return of == "of the state" and {o.sector for o in node.offices if calling(o) == of} == {RANKS}


def _roles(node: Node, of: str) -> str:
    return " and ".join(sorted({o.role for o in node.offices if calling(o) == of}))


def _named(values: Iterable[str]) -> str:
    return " and ".join(sorted(values))


def shared(a: Node, b: Node) -> str | None:
    """What two nodes have in common beside their names: an office, the body they belong to; for bodies also the country."""
    roles = {o.role for o in a.offices} & {o.role for o in b.offices}
    if roles:
        return f"same office: {_named(roles)}"
    if a.owners & b.owners:
        return f"of the same body: {_named(a.owners & b.owners)}"
    if a.countries & b.countries and (not a.person or a.callings.keys() & b.callings.keys()):
        return f"of the same country: {_named(a.countries & b.countries)}"
    return None


def joined(nodes: Sequence[Node], key: str | None = None) -> Node:
    """Several nodes as one, under the first one's name unless another is given."""
    if len(nodes) == 1 and key in (None, nodes[0].key):
        return nodes[0]
    most = min(nodes, key=lambda n: (-n.articles, n.order))
    out = Node([s for n in nodes for s in n.senses], most.person, key or nodes[0].key, next((n.entry for n in nodes if n.entry), None))
    out.plain = all(node.plain for node in nodes)
    for node in nodes:
        out.countries |= node.countries
        out.owners |= node.owners
        out.offices |= node.offices
        for name, seen in node.callings.items():
            out.callings.setdefault(name, Seen()).join(seen)
        for name, seen in node.seats.items():
            out.seats.setdefault(name, Seen()).join(seen)
        out.seen.join(node.seen)
        out.articles += node.articles
        out.forms |= node.forms
        out.acronyms |= node.acronyms
        out.notes += [note for note in node.notes if note not in out.notes]
    return out


def bearers(nodes: Sequence[Node]) -> list[Node]:
    """The bearers of one name: nodes of single senses in, one node a bearer out.

    Senses that name a country or a body come first; of the rest each goes to the one bearer that it fits, or to the one who has
    MOSTLY all articles; else it stands by itself.
    """
    if len(nodes) == 1:
        return list(nodes)
    groups = _by_anchor(sorted((n for n in nodes if n.countries or n.owners), key=lambda n: n.order))
    found = [bearer for group in groups for bearer in _by_office(group)]
    housed, homeless = _housed(found, sorted((n for n in nodes if not (n.countries or n.owners)), key=lambda n: n.order))
    return housed + _by_office(homeless)


def _housed(bearers: Sequence[Node], loose: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """(bearers with the nodes that can only mean them, nodes that may mean several)."""
    homeless: list[Node] = []
    taken: dict[int, list[Node]] = defaultdict(list)
    total = sum(n.articles for n in bearers)
    doubtful: set[int] = set()
    for node in loose:
        fitting = [i for i, bearer in enumerate(bearers) if conflict(bearer, node) is None]
        most = [i for i in fitting if bearers[i].articles >= MOSTLY * total]
        chosen = fitting if len(fitting) == 1 else most
        if chosen:
            taken[chosen[0]].append(node)
            doubtful |= set(chosen[:1]) if len(fitting) > 1 else set()
        else:
            homeless.append(node)
    out = [joined([bearer, *taken[i]]) for i, bearer in enumerate(bearers)]
    for i in sorted(doubtful):
        said = f"{bearers[i].articles} of {total} that say it mean this one"
        out[i].notes.append(f"articles that do not say which bearer of the name they mean are counted here: {said}")
    return out, homeless


def _by_anchor(nodes: Sequence[Node]) -> list[list[Node]]:
    """Nodes that share a country or a body they belong to, directly or by way of others."""
    groups: list[list[Node]] = []
    for node in nodes:
        mine = [g for g in groups if any(node.countries & n.countries or node.owners & n.owners for n in g)]
        for group in mine:
            groups.remove(group)
        groups.append([n for g in mine for n in g] + [node])
    return groups


def _by_office(nodes: Sequence[Node]) -> list[Node]:
    """Apart by seats and callings that were seen at the same time; who may be either stands by himself."""
    if not nodes:
        return []
    whole = [joined(side) for side in _linked(nodes)]
    firm = [n for n in whole if any(_at_once(n, other) for other in whole if other is not n)]
    if not firm:
        return [joined(whole)]
    rest = [n for n in whole if all(n is not f for f in firm)]
    housed, homeless = _housed(firm, rest)
    return housed + ([joined(homeless)] if homeless else [])


def _linked(nodes: Sequence[Node]) -> list[list[Node]]:
    """Nodes by seats, those without one by callings, the rest together; an article that tells of two makes one of both."""
    groups: list[list[Node]] = []
    for node in nodes:
        mine = [g for g in groups if any(_alike(node, n) for n in g)]
        for group in mine:
            groups.remove(group)
        groups.append([n for g in mine for n in g] + [node])
    return groups


def _alike(a: Node, b: Node) -> bool:
    if a.seats or b.seats:
        return any(one == other or (same_seat(one, other) and " " in one and " " in other) for one in a.seats for other in b.seats)
    return bool(a.callings.keys() & b.callings.keys()) or not (a.callings or b.callings)


def of_sense(number: int, sense: Sense, seen: Seen, articles: int, forms: Collection[str], states: Collection[str]) -> Node:
    """A node of one sense. forms: its names as written; states: codes of countries (an envoy of the UN is still somebody's citizen)."""
    node = Node([number], sense.person, sense.key, sense.entry, articles=articles, forms={fold(form) for form in forms})
    node.acronyms = {fold(form) for form in forms if in_capitals(form) and " " not in form}
    node.countries = {sense.country} if sense.country is not None and sense.country in states else set()
    node.owners = {owner for owner in (sense.owner, None if node.countries else sense.country) if owner}
    node.plain = sense.kind in VAGUE and not sense.offices and (sense.person or sense.sector is None)
    if sense.around:
        node.countries |= sense.around & set(states)
        node.owners |= sense.around - set(states)
        node.notes.append("no word says whose it is: counted by the state that its articles speak of")
    node.offices = set(sense.offices)
    for office in sense.offices:
        work, held = calling(office), seat(office)
        if work is not None:
            node.callings.setdefault(work, Seen()).join(seen)
        if held is not None:
            node.seats.setdefault(held, Seen()).join(seen)
    node.seen.join(seen)
    return node
