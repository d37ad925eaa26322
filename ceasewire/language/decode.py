"""From scores to structures: a tree, roles, names. Plain numpy; ties go to the earlier word, so results never vary."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


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
