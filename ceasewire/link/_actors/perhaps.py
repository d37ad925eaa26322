"""Whom a name may mean that does not say whose it is. Nothing is joined here: each answer is a suggestion with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ceasewire.link._actors.names import parts, same_last
from ceasewire.link._actors.nodes import Node, conflict, shared
from ceasewire.reference.spelling import skeleton

OWN_NAMES = frozenset({"abu", "umm"})  #: father, mother of: what follows is a child's name
MOST = 5  #: suggestions shown of one name


class Suggestions:
    """The groups, found by last names, by all forms in which they stand and, for bodies, by the end of their name."""

    def __init__(self, groups: Sequence[tuple[list[Node], Node]]) -> None:
        """groups: members of each, and all of them as one node."""
        self._whole = [whole for _, whole in groups]
        self._by_last: dict[str, set[int]] = defaultdict(set)
        self._by_form: dict[str, set[int]] = defaultdict(set)
        for number, (members, whole) in enumerate(groups):
            for key in {n.key for n in members}:
                self._by_form[key].add(number)
                if whole.person:
                    self._by_last[skeleton(parts(key)[-1])].add(number)
            for form in whole.forms:
                self._by_form[form].add(number)

    def of(self, bare: Node) -> list[tuple[int, str]]:
        """(number of the group, reason), the likeliest first: those with more in common, then those of more articles."""
        found: list[tuple[tuple[int, int, str], int, str]] = []
        words = parts(bare.key)
        near = set(self._by_form.get(bare.key, ()))
        if bare.person:
            near |= self._by_last.get(skeleton(words[-1]), set())
        for number in sorted(near):
            whole = self._whole[number]
            reason = self._reason(bare, whole, words)
            if reason is None:
                continue
            against, common = conflict(bare, whole), shared(bare, whole)
            said = "; ".join(filter(None, (reason, common, f"but {against}" if against else None)))
            rank = (2 if against else 0 if common else 1, -whole.articles, whole.key)
            found.append((rank, number, said))
        return [(number, said) for _, number, said in sorted(found)]

    def _reason(self, bare: Node, whole: Node, words: tuple[str, ...]) -> str | None:
        if not whole.person:
            if bare.key == whole.key:
                return "a body has this name" if bare.person else "the same name"
            return "short for it in an article that has the whole name" if bare.key in whole.forms else None
        if not bare.person:
            return None
        if len(words) > 1 and len(words[0]) == 1:
            fits = any(form.startswith(words[0]) for form in whole.forms)
            return "the same last name and initial" if fits and same_last(bare.key, whole.key) else None
        if bare.key in whole.forms:
            return "called so in an article that has the full name"
        if words[0] in OWN_NAMES:
            return None  # "Abu Karim" is no Karim
        if words[-1] == parts(whole.key)[-1]:
            return "the same last name"
        return "the last name spelled alike" if same_last(bare.key, whole.key) and shared(bare, whole) is not None else None
