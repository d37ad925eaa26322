"""From tallies to what comes out: bearers, groups, counts of distinct articles and stories, reasons."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from ceasewire.link._actors.found import Bare, Example, Form, Found, Group, Held, Member, Perhaps, Unsure, by_count
from ceasewire.link._actors.grouping import Edge, grouped, main_of
from ceasewire.link._actors.names import is_full
from ceasewire.link._actors.nodes import VAGUE, Node, bearers, joined, of_sense
from ceasewire.link._actors.perhaps import MOST, Suggestions
from ceasewire.link._actors.sightings import Office, Sense, Sightings, courtesy
from ceasewire.link._actors.tallies import Count, Seen, Tallies
from ceasewire.reference.who.names import fold

_NONE = Count()


class Build:
    """Puts the result together, once. stories: article → story, of articles with reprints."""

    def __init__(self, tallies: Tallies, stories: Mapping[int, int], sightings: Sightings, states: Iterable[str]) -> None:
        self._tallies, self._stories, self._sightings, self._states = tallies, stories, sightings, frozenset(states)
        self._senses: list[Sense] = list(tallies.senses)
        self._forms: dict[int, list[tuple[str, str, int]]] = defaultdict(list)  # sense → (words, how, facet)
        self._offices: dict[int, list[tuple[Office, int]]] = defaultdict(list)
        for facet, number in tallies.facets.items():
            if len(facet) == 3:
                self._forms[facet[0]].append((facet[1], facet[2], number))
            else:
                self._offices[facet[0]].append((facet[1], number))
        self._of_sense = self._counted(lambda sense, _: sense)
        self._of_facet = tallies.count({number: number for number in tallies.facets.values()}, stories)
        self._counts: dict[Any, Count] = {}
        self._parts: dict[Any, Count] = {}
        self._members: dict[Any, Count] = {}
        #: id of the group or bare name of each sense
        self.placed: dict[Sense, str] = {}

    def found(self, articles: int, unnamed: int) -> Found:
        """All of it."""
        nodes, bare = self._nodes()
        result = grouped(nodes)
        whole = [self._whole([result.nodes[n] for n in numbers]) for numbers, _ in result.groups]
        ids = self._ids([node for _, node in whole])
        self._count(
            [(id, node.senses) for id, (_, node) in zip(ids, whole, strict=True)], [member for members, _ in whole for member in members]
        )
        groups = []
        for id, (members, node), (numbers, edges) in zip(ids, whole, result.groups, strict=True):
            ways = _ways(numbers, result.nodes, edges, node.key)
            groups.append(self._group(id, node, [(member, *ways[n]) for member, n in zip(members, numbers, strict=True)]))
        names = {group.id: group.name for group in groups}
        suggestions = Suggestions(whole)
        bare_ids = self._ids(bare, letter="name")
        self._count([(id, node.senses) for id, node in zip(bare_ids, bare, strict=True)], [])
        left = [self._bare(id, node, suggestions.of(node), ids, names) for id, node in zip(bare_ids, bare, strict=True)]
        unsure = [self._unsure(ids[edge.first], ids[edge.second], edge, names) for edge in result.doubts]
        reprinted = len(set(self._stories.values())) - len(self._stories)
        pairs = sorted(unsure, key=lambda u: (u.names, u.groups))
        return Found(
            tuple(sorted(groups, key=by_count)), tuple(sorted(left, key=by_count)), tuple(pairs), articles, articles + reprinted, unnamed
        )

    # nodes -----------------------------------------------------------------------------------------------------------------

    def _nodes(self) -> tuple[list[Node], list[Node]]:
        """(bearers of names, bare names): a node each."""
        by_name: dict[Hashable, list[Node]] = defaultdict(list)
        loose: dict[tuple[bool, str], list[Node]] = defaultdict(list)
        for number, sense in enumerate(self._senses):
            forms = [words for words, _, _ in self._forms[number]]
            node = of_sense(number, sense, self._tallies.seen[number], self._of_sense.get(number, _NONE).articles, forms, self._states)
            if self._is_bare(sense, node):
                loose[sense.person, sense.key].append(node)
            else:
                by_name[sense.entry or (sense.person, sense.key)].append(node)
        nodes: list[Node] = []
        for some in by_name.values():
            some.sort(key=lambda n: self._senses[n.senses[0]].order)
            nodes += [joined(some)] if some[0].entry is not None else bearers(some)
        return nodes, [joined(sorted(some, key=lambda n: self._senses[n.senses[0]].order)) for _, some in sorted(loose.items())]

    def _is_bare(self, sense: Sense, node: Node) -> bool:
        if sense.entry is not None:
            return False
        if sense.person:
            return not is_full(sense.key)
        return sense.common and not (node.countries or node.owners)

    def _ids(self, nodes: Sequence[Node], letter: str = "actor") -> list[str]:
        """Ids that depend on the name and what tells its bearers apart; of two that agree in all of it the second is numbered."""
        keys = []
        for node in nodes:
            told = node.entry or (sorted(node.countries), sorted(node.callings), sorted(node.owners) if not node.countries else [])
            keys.append(repr((node.person, node.key, told)))
        seen: dict[str, int] = defaultdict(int)
        out = [""] * len(nodes)
        for i in sorted(range(len(nodes)), key=lambda i: (keys[i], nodes[i].order)):
            seen[keys[i]] += 1
            digest = hashlib.sha256(f"{keys[i]}{seen[keys[i]]}".encode("utf-8", "surrogatepass")).hexdigest()
            out[i] = f"{letter}-{digest[:12]}"
        return out

    # counts ----------------------------------------------------------------------------------------------------------------

    def _counted(self, bucket: Callable[[int, Any], Hashable | None]) -> dict[Any, Count]:
        """Counts by whatever `bucket` makes of (sense, rest of the facet); None is left out."""
        numbers: dict[Hashable, int] = {}
        buckets: dict[int, int] = {}
        for facet, number in self._tallies.facets.items():
            name = bucket(facet[0], facet[1:])
            if name is not None:
                buckets[number] = numbers.setdefault(name, len(numbers))
        counts = self._tallies.count(buckets, self._stories)
        return {name: counts.get(number, _NONE) for name, number in numbers.items()}

    def _count(self, named: Sequence[tuple[str, list[int]]], members: Sequence[Node]) -> None:
        """Counts by id, by form and office within it, and by member (the number of its first sense says which)."""
        of = {sense: id for id, senses in named for sense in senses}
        self.placed |= {self._senses[sense]: id for sense, id in of.items()}
        self._counts = self._counted(lambda sense, _: of.get(sense))
        self._parts = self._counted(lambda sense, rest: (of[sense], *rest) if sense in of else None)
        first = {sense: member.senses[0] for member in members for sense in member.senses}
        self._members = self._counted(lambda sense, _: first.get(sense))

    @staticmethod
    def _whole(members: list[Node]) -> tuple[list[Node], Node]:
        """Members, and all of them as one node under the main name."""
        return members, joined(members, main_of(members).key)

    def _shown_forms(self, id: str, senses: Iterable[int]) -> tuple[Form, ...]:
        seen: dict[tuple[str, str], Seen] = defaultdict(Seen)
        for sense in senses:
            for words, how, facet in self._forms[sense]:
                seen[words, how].join(self._tallies.facet_seen[facet])
        forms = [
            Form(words, how, self._parts[id, words, how], s.first, s.last, tuple(w.article for w in s.examples))
            for (words, how), s in seen.items()
        ]
        return tuple(sorted(forms, key=lambda f: (-f.count.stories, -f.count.mentions, f.text, f.how)))

    def _shown_offices(self, id: str, senses: Iterable[int]) -> tuple[Held, ...]:
        seen: dict[Office, Seen] = defaultdict(Seen)
        for sense in senses:
            for office, facet in self._offices[sense]:
                seen[office].join(self._tallies.facet_seen[facet])
        held = [
            Held(
                o.role, o.sector or None, o.by, s.words[1] if s.words else "", (s.words[0] if s.words else s.examples[0]).article,
                s.first, s.last, self._parts[id, o],
            )
            for o, s in seen.items()
        ]  # fmt: skip
        return tuple(sorted(held, key=lambda h: (h.first or "9999", h.last or "9999", h.role, h.sector or "", h.by)))

    # rows ------------------------------------------------------------------------------------------------------------------

    def _group(self, id: str, node: Node, members: Sequence[tuple[Node, str, str]]) -> Group:
        shown = tuple(sorted((self._member(id, *member) for member in members), key=lambda m: (-m.count.stories, m.name)))
        name = node.entry[1] if node.entry else self._name(node)
        kind = "person" if node.person else self._most(node.senses, lambda s: None if s.kind in VAGUE else s.kind) or "group"
        listed = f"{node.entry[0]}.csv: {node.entry[1]}" if node.entry else None
        return Group(
            id, name, kind, self._most(node.senses, lambda s: s.country), self._sector(node), listed,
            self._counts[id], node.seen.first, node.seen.last, shown, self._shown_offices(id, node.senses), tuple(node.notes),
            self._example(node.senses), self._sightings.knows(name) if listed is None else None,
        )  # fmt: skip

    def _member(self, id: str, member: Node, rule: str, reason: str) -> Member:
        name = member.entry[1] if member.entry else self._name(member)
        return Member(name, rule, reason, self._members[member.senses[0]], self._shown_forms(id, member.senses))

    def _bare(self, id: str, node: Node, suggested: Sequence[tuple[int, str]], ids: Sequence[str], names: Mapping[str, str]) -> Bare:
        why = "a name alone, without first name" if node.person else "a name that such bodies of many states have; no word says whose"
        kind = "person" if node.person else self._most(node.senses, lambda s: None if s.kind in VAGUE else s.kind) or "group"
        name = self._name(node)
        perhaps = tuple(Perhaps(ids[n], names[ids[n]], reason) for n, reason in suggested[:MOST])
        return Bare(
            id, name, kind, why, self._counts[id], node.seen.first, node.seen.last, self._shown_forms(id, node.senses),
            self._shown_offices(id, node.senses), perhaps, max(0, len(suggested) - MOST), self._example(node.senses),
            self._sightings.knows(name),
        )  # fmt: skip

    def _unsure(self, first: str, second: str, edge: Edge, names: Mapping[str, str]) -> Unsure:
        a, b = sorted((first, second), key=lambda id: (names[id], id))
        return Unsure((a, b), (names[a], names[b]), edge.rule, edge.reason)

    def _name(self, node: Node) -> str:
        """The form by which it is mostly known, of those that are its whole name."""
        counts: dict[str, int] = defaultdict(int)
        for sense in node.senses:
            for words, _, facet in self._forms[sense]:
                if " ".join(w for w in fold(words).split() if w not in courtesy()) == node.key:
                    counts[words] += self._of_facet[facet].articles
        return min(counts, key=lambda words: (-counts[words], words), default=node.key)

    def _most(self, senses: Iterable[int], value: Callable[[Sense], str | None]) -> str | None:
        """The value that most articles say, of those that say one."""
        counts: dict[str, int] = defaultdict(int)
        for sense in senses:
            found = value(self._senses[sense])
            if found:
                counts[found] += self._of_sense.get(sense, _NONE).articles
        return min(counts, key=lambda v: (-counts[v], v), default=None)

    def _sector(self, node: Node) -> str | None:
        """The sector that most articles say; "nothing" counts too for what a list has, whose row says all there is to say."""
        found = self._most(node.senses, lambda s: s.sector or ("-" if s.entry is not None else None))
        return None if found == "-" else found

    def _example(self, senses: Iterable[int]) -> Example:
        quote = min(self._tallies.quotes[sense] for sense in senses)
        return Example(quote.where.article, quote.where.published, quote.start, quote.end, quote.sentence)


def _main(members: Sequence[Node]) -> str:
    return min(members, key=lambda n: (n.entry is None, -n.articles, n.key)).key


def _ways(numbers: Sequence[int], nodes: Sequence[Node], edges: Sequence[Edge], key: str) -> dict[int, tuple[str, str]]:
    """Number of a name → (rule, reason) by which it came to the name that the group has, in fewest steps."""
    main = next(n for n in numbers if nodes[n].key == key)
    out = {main: _own(nodes[main])}
    queue = [main]
    for number in queue:
        for edge in sorted((e for e in edges if number in (e.first, e.second)), key=lambda e: nodes[e.other(number)].order):
            other = edge.other(number)
            if other not in out:
                out[other] = edge.rule, edge.reason
                queue.append(other)
    return out


def _own(node: Node) -> tuple[str, str]:
    """Why the articles of the main name are one actor."""
    if node.entry is not None:
        return "listed", f"read as a row of {node.entry[0]}.csv"
    if node.person:
        return "same name", "the same full name; countries and offices go together"
    return "same name", "the same name, never of two countries"
