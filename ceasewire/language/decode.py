"""From scores to structures: a tree, roles, names. Plain numpy; ties go to the earlier word, so results never vary."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def tree(scores: Floats) -> list[int]:
    """The best dependency tree with exactly one root.

    Shape:  scores is (words, words + 1), column 0 the root; gives heads, 1-based, 0 for the root word.
    Source: maximum spanning tree after Chu-Liu and Edmonds; one root as in Zmigrod et al. 2020 by trying the best roots.
    """
    heads = scores.argmax(-1)
    if (heads == 0).sum() == 1 and _is_tree(heads.tolist()):
        return [int(h) for h in heads]
    n = len(scores)
    full = np.full((n + 1, n + 1), -1e9, dtype=np.float64)
    full[1:, :] = scores
    np.fill_diagonal(full, -1e9)
    root = 1 + int(scores[:, 0].argmax())
    full[1:, 0] = -1e9
    full[root, :] = -1e9
    full[root, 0] = 0.0
    return [int(h) for h in _spanning(full)[1:]]


def _is_tree(heads: list[int]) -> bool:
    state = [0] * (len(heads) + 1)  # 0 not seen, 1 on the way, 2 reaches the root
    state[0] = 2
    for i in range(1, len(heads) + 1):
        path = []
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i - 1]
        if state[i] == 1:
            return False
        for k in path:
            state[k] = 2
    return True


def _spanning(scores: npt.NDArray[np.float64]) -> list[int]:
    """Chu-Liu-Edmonds: scores[d, h], node 0 is the root; gives the head of each node (of node 0: 0)."""
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if not cycle:
        return [int(h) for h in heads]
    inside = set(cycle)
    outside = [i for i in range(len(scores)) if i not in inside]
    total = sum(scores[i, heads[i]] for i in cycle)
    m = len(outside)
    small = np.full((m + 1, m + 1), -1e18)
    enter, leave = {}, {}
    for a, i in enumerate(outside):
        for b, j in enumerate(outside):
            small[a, b] = scores[i, j]
        leave[a] = max(cycle, key=lambda j: (scores[i, j], -j))
        small[a, m] = scores[i, leave[a]]
        gains = {j: scores[j, i] - scores[j, heads[j]] for j in cycle}
        enter[a] = max(cycle, key=lambda j: (gains[j], -j))
        small[m, a] = total + gains[enter[a]]
    inner = _spanning(small)
    out = [int(h) for h in heads]
    for a, i in enumerate(outside):
        out[i] = leave[a] if inner[a] == m else outside[inner[a]]
    out[enter[inner[m]]] = outside[inner[m]]
    out[0] = 0
    return out


def _cycle(heads: list[int]) -> list[int]:
    for begin in range(1, len(heads)):
        seen, i = [], begin
        while i and i not in seen:
            seen.append(i)
            i = heads[i]
        if i:
            return seen[seen.index(i) :]
    return []


def pick_roles(scores: Floats, predicate: int, roles: list[str]) -> dict[int, str]:
    """{word: role} of one predicate.

    Shape: scores is (words, roles), role 0 is "none". ARG0 to ARG5 are given once, to the word with the best score.
    """
    best = scores.max(-1)
    out: dict[int, str] = {}
    holder: dict[str, int] = {}
    for word, number in enumerate(scores.argmax(-1).tolist()):
        if not number or word == predicate:
            continue
        role = roles[number]
        if role[:3] == "ARG" and role[3].isdigit():
            before = holder.get(role)
            if before is not None and best[before] >= best[word]:
                continue
            if before is not None:
                del out[before]
            holder[role] = word
        out[word] = role
    return out


def name_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, kind) of IOB2 tags; an I- without its B- begins a name."""
    out = []
    start, kind = 0, ""
    for i, t in enumerate([*tags, "O"]):
        if t[0] == "I" and kind == t[2:]:
            continue
        if kind:
            out.append((start, i, kind))
        start, kind = i, t[2:]
    return out


def span_head(heads: Sequence[int], start: int, end: int) -> int:
    """The first word of [start, end) whose head lies outside it (heads 1-based); `start` if there is none."""
    return next((i for i in range(start, end) if not start <= heads[i] - 1 < end), start)


#: words that belong to the clause of a copular predicate, not to the argument that it heads
_CLAUSE = {"cop", "aux", "aux:pass", "mark", "nsubj", "nsubj:pass", "csubj", "expl", "discourse", "cc", "parataxis"}


def argument_range(heads: list[int], relations: list[str], predicate: int, head: int, others: list[int]) -> tuple[int, int]:
    """The words of the argument headed by `head`, half-open.

    Its subtree without the branches that hold the predicate or its other arguments (and, where the predicate hangs from the
    head as a copula does, without the head's clause words), in one piece, without punctuation at the edges. Heads are 1-based.
    """
    cut = {i for x in [predicate, *others] if x != head for i in _branch(heads, x, head)}
    if heads[predicate] - 1 == head:
        cut |= {i for i, h in enumerate(heads) if h - 1 == head and relations[i] in _CLAUSE}
    kids: dict[int, list[int]] = {}
    for i, h in enumerate(heads):
        kids.setdefault(h - 1, []).append(i)
    words, todo = set(), [head]
    while todo:
        i = todo.pop()
        if i not in words:
            words.add(i)
            todo += [k for k in kids.get(i, ()) if k not in cut]
    a, b = head, head + 1
    while a - 1 in words:
        a -= 1
    while b in words:
        b += 1
    while b - 1 > head and relations[b - 1] == "punct":
        b -= 1
    while a < head and relations[a] == "punct":
        a += 1
    return a, b


def _branch(heads: list[int], word: int, head: int) -> list[int]:
    """The words from `word` up to, not including, `head`; none if the word is not under the head."""
    path: list[int] = []
    while word >= 0 and word != head and word not in path:
        path.append(word)
        word = heads[word] - 1
    return path if word == head else []
