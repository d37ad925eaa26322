"""Which names are one actor: the same name, another spelling with something in common, an acronym that an article explains.

Everything is decided on sets of names, never on the order in which they came: first names that are the same, then those that are
alike. A name that fits two which cannot be one joins neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ceasewire.link._actors.names import blocks, initials, likeness, same_body
from ceasewire.link._actors.nodes import MOSTLY, Node, conflict, joined, shared

#: names that meet under one key of a block; a key with more says nothing ("Mohammed Ahmed …") but for names that are the same
CROWD = 400
#: a short name that so many longer ones end in says nothing
FEW = 3


@dataclass(frozen=True, slots=True)
class Edge:
    """Two names, by number, which are one, or may be: by which rule, and why."""

    first: int
    second: int
    rule: str
    reason: str

    def other(self, number: int) -> int:
        return self.second if number == self.first else self.first


@dataclass(slots=True)
class Grouped:
    """nodes: names; groups: numbers of names that are one, with the edges that joined them; doubts: pairs of groups, by number, that a
    person should look at."""

    nodes: list[Node]
    groups: list[tuple[list[int], list[Edge]]]
    doubts: list[Edge]


def grouped(nodes: Sequence[Node]) -> Grouped:
    """Puts bearers of names together. nodes: one a bearer (nodes.bearers), all of them full names of people, or bodies."""
    nodes = sorted(nodes, key=lambda n: n.order)
    same, doubts = _same_names(nodes)
    owner, merged, lost = _merged(nodes, same)
    alike, more = _alike(merged)
    top, _, broken = _merged(merged, alike)
    groups: list[tuple[list[int], list[Edge]]] = [([], []) for _ in range(max(top, default=-1) + 1)]
    for number in range(len(merged)):
        groups[top[number]][0].append(number)
    for edge in alike:
        if edge not in broken:
            groups[top[edge.first]][1].append(edge)
    left = [Edge(top[owner[e.first]], top[owner[e.second]], e.rule, e.reason) for e in (*doubts, *lost)]
    left += [Edge(top[e.first], top[e.second], e.rule, e.reason) for e in (*more, *broken)]
    once: dict[tuple[int, int], Edge] = {}
    for edge in left:
        if edge.first != edge.second:
            once.setdefault((min(edge.first, edge.second), max(edge.first, edge.second)), edge)
    return Grouped(merged, groups, list(once.values()))


def _same_names(nodes: Sequence[Node]) -> tuple[list[Edge], list[Edge]]:
    """Bearers of one name: one where nothing speaks against it, else apart and unsure."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        for key in sorted({node.key, *(_full_forms(node) if node.entry is not None else ())}):
            by_key[key].append(number)
    edges: list[Edge] = []
    doubts: list[Edge] = []
    for numbers in (by_key[key] for key in sorted(by_key)):
        for a, b in combinations(numbers, 2):
            one, other = nodes[a], nodes[b]
            if one.person != other.person:
                if one.key == other.key:
                    _person_or_body(Edge(a, b, "person or body", ""), one, other, edges, doubts)
                continue
            against = conflict(one, other)
            if against is None:
                edges.append(Edge(a, b, "same name", "the same name, and nothing speaks against it"))
            else:
                doubts.append(Edge(a, b, "namesakes", f"the same name, but {against}"))
    return _unambiguous(nodes, edges, doubts), doubts


def _person_or_body(edge: Edge, one: Node, other: Node, edges: list[Edge], doubts: list[Edge]) -> None:
    """A name taken for a person here, for a body there: an error of reading, where nearly all articles agree and the rest say nothing."""
    rare, usual = sorted((one, other), key=lambda n: n.articles)
    what = ("a person", "a body") if rare.person else ("a body", "a person")
    said = f"taken for {what[0]} in {rare.articles} articles and for {what[1]} in {usual.articles}"
    if rare.plain and conflict(one, other) is None and usual.articles >= MOSTLY * (rare.articles + usual.articles):
        edges.append(replace(edge, reason=f"the same name, {said}"))
    else:
        doubts.append(replace(edge, reason=said))


def _full_forms(node: Node) -> Iterator[str]:
    """Names of a listed actor that unlisted articles may have: of two words and more."""
    return (form for form in node.forms if " " in form)


def _alike(nodes: Sequence[Node]) -> tuple[list[Edge], list[Edge]]:
    """Names spelled otherwise, shortened, or an acronym of the other."""
    edges: list[Edge] = []
    doubts: list[Edge] = []
    for a, b in sorted(_meeting(nodes)):
        one, other = nodes[a], nodes[b]
        if one.person:
            _people(a, b, one, other, edges, doubts)
        elif same_body(one.key, other.key):
            common, against = shared(one, other), conflict(one, other)
            blanks = "".join(one.key.split()) == "".join(other.key.split())
            if (common is not None or blanks) and against is None:
                edges.append(Edge(a, b, "spelling", "; ".join(filter(None, ("one name spelled in two ways", common)))))
            elif against is None:
                doubts.append(Edge(a, b, "spelling", "one name spelled in two ways, but no word says of which country or body"))
    _acronyms(nodes, edges, doubts)
    _short_names(nodes, doubts)
    return _unambiguous(nodes, edges, doubts), doubts


def _people(a: int, b: int, one: Node, other: Node, edges: list[Edge], doubts: list[Edge]) -> None:
    like = likeness(one.key, other.key)
    if like is None or conflict(one, other) is not None:
        return
    common = shared(one, other)
    if like.alone or (common is not None and like.sure):
        edges.append(Edge(a, b, like.rule, "; ".join(filter(None, (like.words, common)))))
    elif common is not None or like.rule in ("initial", "spelling"):
        doubts.append(Edge(a, b, like.rule, f"{like.words}; {common or 'no office, body or country in common is told'}"))


def _meeting(nodes: Sequence[Node]) -> set[tuple[int, int]]:
    """Pairs that share a key of a block, of one kind."""
    rooms: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        for key in blocks(node.key):
            rooms[(node.person, *key)].append(number)
    pairs = (pair for room in rooms.values() if len(room) <= CROWD for pair in combinations(room, 2))
    return {(a, b) for a, b in pairs if nodes[a].key != nodes[b].key}


def _acronyms(nodes: Sequence[Node], edges: list[Edge], doubts: list[Edge]) -> None:
    """A body known by its acronym alone: the one body that an article gives this acronym."""
    bearing: dict[str, list[int]] = defaultdict(list)
    spelled: dict[str, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        if not node.person:
            for acronym in sorted(node.acronyms - {node.key}):
                bearing[acronym].append(number)
            if " " in node.key:
                spelled[initials(node.key)].append(number)
    for number, node in enumerate(nodes):
        if node.person or node.key not in node.acronyms or node.entry is not None:
            continue
        fits = [other for other in bearing[node.key] if conflict(nodes[other], node) is None]
        if len(fits) == 1:
            reason = f"an article gives {nodes[fits[0]].key!r} the acronym {node.key.upper()}"
            edges.append(Edge(number, fits[0], "acronym", reason))
            continue
        for other in fits:
            doubts.append(Edge(number, other, "acronym", f"{len(fits)} bodies are given the acronym {node.key.upper()}"))
        for other in spelled[node.key] if not fits else ():
            if conflict(nodes[other], node) is None:
                reason = f"{node.key.upper()} may be the initials of {nodes[other].key!r}; no article says so"
                doubts.append(Edge(number, other, "initials", reason))


def _short_names(nodes: Sequence[Node], doubts: list[Edge]) -> None:
    """A body's name that is the end of longer ones ("Harvest Party"), or that an article uses for one: a person has to look."""
    longer: dict[str, set[int]] = defaultdict(set)
    for number, node in enumerate(nodes):
        if not node.person:
            words = node.key.split()
            ends = {" ".join(words[n:]) for n in range(1, len(words) - 1)}
            for short in ends | (node.forms - node.acronyms - {node.key}):
                longer[short].add(number)
    for number, node in enumerate(nodes):
        whole = sorted(longer.get(node.key, ())) if not node.person and node.entry is None else []
        for other in whole if len(whole) <= FEW else ():
            if conflict(node, nodes[other]) is None:
                doubts.append(Edge(number, other, "short name", f"{node.key!r} may be short for {nodes[other].key!r}"))


def _unambiguous(nodes: Sequence[Node], edges: Sequence[Edge], doubts: list[Edge]) -> list[Edge]:
    """Without the edges of names that fit two which cannot be one; these become doubts."""
    of: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        of[edge.first].append(edge)
        of[edge.second].append(edge)
    torn: set[int] = set()
    for number, mine in of.items():
        near = sorted({edge.other(number) for edge in mine})
        if any(not _may_be_one(nodes[a], nodes[b]) for a, b in combinations(near, 2)):
            torn.add(number)
    for edge in edges:
        if edge.first in torn or edge.second in torn:
            doubts.append(Edge(edge.first, edge.second, "either", f"{edge.reason}; but others fit as well, which cannot be the same"))
    return [edge for edge in edges if edge.first not in torn and edge.second not in torn]


def _may_be_one(a: Node, b: Node) -> bool:
    if conflict(a, b) is not None:
        return False
    return not a.person or a.key == b.key or a.entry == b.entry is not None or likeness(a.key, b.key) is not None


def _merged(nodes: Sequence[Node], edges: Iterable[Edge]) -> tuple[list[int], list[Node], list[Edge]]:
    """(group of each node, groups as nodes, edges given up because they led round to names that cannot be one)."""
    edges = list(edges)
    members = _components(len(nodes), edges)
    bad = {i for i, group in enumerate(members) if any(conflict(nodes[a], nodes[b]) is not None for a, b in combinations(group, 2))}
    if bad:
        inside = {n for i in bad for n in members[i]}
        broken = [e for e in edges if e.first in inside]
        owner, merged, _ = _merged(nodes, [e for e in edges if e.first not in inside])
        return owner, merged, broken
    owner = [0] * len(nodes)
    for i, group in enumerate(members):
        for number in group:
            owner[number] = i
    return owner, [_one([nodes[n] for n in group]) for group in members], []


def _one(nodes: Sequence[Node]) -> Node:
    return joined(nodes, main_of(nodes).key) if len(nodes) > 1 else nodes[0]


def main_of(nodes: Sequence[Node]) -> Node:
    """The one by whose name a group goes: the listed one, else that of most articles; an acronym only where there is nothing else."""
    return min(nodes, key=lambda n: (n.entry is None, n.key in n.acronyms, -n.articles, n.key))


def _components(count: int, edges: Iterable[Edge]) -> list[list[int]]:
    """Connected numbers, each list ascending, by the least of each."""
    parents = list(range(count))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for edge in edges:
        a, b = sorted((root(edge.first), root(edge.second)))
        parents[b] = a
    out: dict[int, list[int]] = defaultdict(list)
    for number in range(count):
        out[root(number)].append(number)
    return list(out.values())
