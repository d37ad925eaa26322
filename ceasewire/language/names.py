"""Names made whole by the tree: the tagger decides word by word and may cut one name in two.

In gold annotation two names hardly ever touch; where two found ones do and one hangs from the other, they are one ("Coast" and
"Front", "South" and "Korea"). Counts and figures: docs/decisions/0007-names-by-the-tree.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceasewire.language.decode import span_head

Name = tuple[int, int, str]

_PROPER = ("NNP", "NNPS")
_PARTS = ("compound", "amod", "flat")
_NOT_PERSONS = ("ORG", "LOC", "OTH")  # a title before a person is no part of the name


def whole_names(
    words: Sequence[str], heads: Sequence[int], relations: Sequence[str], xpos: Sequence[str], found: Sequence[Name]
) -> list[Name]:
    """The names found, joined where one noun phrase was cut, in text order.

    Shape:  heads are 1-based, 0 the root; names are (start, end, kind), none overlaps another.
    Source: guidelines of Universal NER (Mayhew et al. 2024): the longest name counts, with its "of" phrase.
    """
    sentence = _Sentence(words, heads, relations, xpos)
    out: list[Name] = []
    for name in sorted(found):
        while out and (joined := sentence.joined(out[-1], name)) is not None:
            out.pop()
            name = joined
        out.append(sentence.with_modifiers(name, out[-1][1] if out else 0))
    edges = [*(start for start, _, _ in out[1:]), len(words)]
    out = [sentence.with_rest(name, edge) for name, edge in zip(out, edges, strict=False)]
    return [name for name in map(sentence.trimmed, out) if sentence.looks_like_one(name)]


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: Sequence[str]
    heads: Sequence[int]
    relations: Sequence[str]
    xpos: Sequence[str]

    def joined(self, first: Name, second: Name) -> Name | None:
        """The two as one name, if they are: "Coast | Front", "Gulf | of | Verin", "Union | for | Peace", "Shih | - | chung"."""
        (a, b, kind), (c, d, other) = first, second
        between = self.words[b].lower() if b + 1 == c else None
        back, forth = self._hangs(second, first), self._hangs(first, second)
        if b == c and forth:
            return a, d, other
        inside = (self.words[c].lower(), self.words[b - 1].lower()) if b == c else (between,)
        linked = ("of" in inside and {kind, other} <= {"ORG", "LOC"}) or ("for" in inside and kind == other == "ORG")
        if linked and back and self.xpos[self._head(first)] in _PROPER:
            return a, d, kind
        if b == c and back and self.relations[self._head(second)] == "flat":
            return a, d, kind
        if between == "-" and kind == other == "PER" and (back or forth):
            return a, d, kind
        return None

    def with_modifiers(self, name: Name, free: int) -> Name:
        """With the proper nouns before it that hang from it ("Governing" before "Council"); words before `free` are taken."""
        start, end, kind = name
        while kind in _NOT_PERSONS and start > free and self._is_part(start - 1, name):
            start -= 1
        return start, end, kind

    def with_rest(self, name: Name, edge: int) -> Name:
        """With the parts of a name behind it, also behind a hyphen ("Wang" and "-yul"); words from `edge` on are taken."""
        start, end, kind = name
        while end < edge:
            last = end + 1 if self.words[end] == "-" and end + 1 < edge else end
            if self.relations[last] != "flat" or not start <= self.heads[last] - 1 < end or not (last > end or self.xpos[last] in _PROPER):
                break
            end = last + 1
        return start, end, kind

    def trimmed(self, name: Name) -> Name:
        """Without an "of" at its edges."""
        start, end, kind = name
        while end - start > 1 and self.words[start].lower() == "of":
            start += 1
        while end - start > 1 and self.words[end - 1].lower() == "of":
            end -= 1
        return start, end, kind

    def looks_like_one(self, name: Name) -> bool:
        """No capital or digit in it is no name, unless it is tagged as one and the sentence writes no capitals within either."""
        start, end, _ = name
        if any(not c.islower() for w in self.words[start:end] for c in w if c.isalnum()):  # also scripts without capitals
            return True
        tagged = any(x in _PROPER for x in self.xpos[start:end])
        return tagged and not (self.words[0][:1].isupper() and any(w[:1].isupper() and w != "I" for w in self.words[1:]))

    def _head(self, name: Name) -> int:
        return span_head(self.heads, name[0], name[1])

    def _hangs(self, part: Name, whole: Name) -> bool:
        """Whether the part's head word hangs from a word of the other."""
        return whole[0] <= self.heads[self._head(part)] - 1 < whole[1]

    def _is_part(self, word: int, name: Name) -> bool:
        return self.xpos[word] in _PROPER and self.relations[word] in _PARTS and name[0] <= self.heads[word] - 1 < name[1]
