"""Does the clause of a time look back or ahead? "on Thursday" behind "will" is the next one, behind "said" the last one.

Over the Universal Dependencies parse; where the doc carries none the answer is 0 and the anchor chooses by nearness.
"""

from __future__ import annotations

import bisect
from collections.abc import Collection
from pathlib import Path

from spacy.tokens import Doc, Token

from ceasewire import lexicon
from ceasewire.language import grammar

_MODAL_AHEAD = ("infinitive", "future", "modal")


class Tense:
    """Looks up tokens by character and asks their clauses for direction."""

    def __init__(self, own: Path | None = None) -> None:
        rows = lexicon.table("lexicons/en/times/ahead", ("phrase", "when"), own=own)
        self._always = frozenset(r["phrase"] for r in rows if r.one_of("when", ("always", "bare")) == "always")
        self._bare = frozenset(r["phrase"] for r in rows if r["when"] == "bare")

    def view(self, doc: Doc | None) -> View:
        return View(doc, self._always, self._bare)


class View:
    """One parsed article, asked by character offset."""

    def __init__(self, doc: Doc | None, always: Collection[str], bare: Collection[str]) -> None:
        self._doc = doc if doc is not None and doc.has_annotation("DEP") else None
        self._at = [t.idx for t in doc] if self._doc is not None and doc is not None else []
        self._always, self._bare = always, bare

    def token(self, offset: int) -> Token | None:
        """The token that the character stands in; None without a parse."""
        if self._doc is None or not self._at:
            return None
        i = bisect.bisect_right(self._at, offset) - 1
        return self._doc[i] if i >= 0 else None

    def is_noun(self, offset: int) -> bool | None:
        """Is the word part of a noun phrase's core (noun, adjective, number)? None without a parse."""
        token = self.token(offset)
        return None if token is None else token.tag_[:2] in ("NN", "JJ", "CD", "VB") and token.tag_ not in ("VBD", "VBZ", "VBP", "VB")

    def name(self, start: int, end: int) -> str:
        """The label of a name that reaches beyond the stretch, or is a person; empty where there is none."""
        token = self.token(start)
        if token is None or not token.ent_type_:
            return ""
        for ent in token.doc.ents:
            if ent.start <= token.i < ent.end:
                inside = ent.start_char < start or ent.end_char > end
                return ent.label_ if inside or ent.label_ == "PER" else ""
        return ""

    def direction(self, start: int, end: int) -> int:
        """−1 behind, 1 ahead, 0 the grammar does not say."""
        token = self.token(end - 1)
        if token is None:
            return 0
        first = self.token(start)
        head = token
        while first is not None and head.head != head and first.i <= head.head.i <= token.i:
            head = head.head
        return self._of(head)

    def _of(self, token: Token) -> int:
        """Climb from the time to the first verb or word that settles it."""
        nested = False
        seen = 0
        while token.head != token and seen < 12:
            seen += 1
            if token.dep_.split(":", 1)[0] in ("nmod", "compound", "amod", "appos") and token.head.pos_ in ("NOUN", "PROPN"):
                nested = True
            parent = token.head
            if parent.lemma_.lower() in self._always and parent.dep_ != "root":
                if not (grammar.tense(parent) in ("past", "perfect", "past perfect") and not grammar.is_passive(parent) and not _complement(token)):
                    return 1
            if grammar.is_clause(parent) or parent.dep_ in ("root", "ROOT"):
                found = self._clause(parent, direct=not nested)
                if found:
                    return found
            token = parent
        return 0

    def _clause(self, verb: Token, *, direct: bool) -> int:
        tense = grammar.tense(verb)
        aux = {a.lower_ for a in grammar.auxiliaries(verb)}
        if verb.lemma_.lower() in self._always and (grammar.is_passive(verb) or verb.pos_ == "ADJ"):
            return 1
        if tense in ("past", "perfect", "past perfect"):
            return -1
        if tense in ("future", "modal"):
            return -1 if aux & {"have", "'ve"} else 1
        if tense == "infinitive":
            if "have" in aux:
                return -1
            above = verb.head
            if verb.dep_ == "xcomp" and above.lemma_.lower() not in self._always and grammar.tense(above) in ("past", "perfect", "past perfect"):
                return -1
            return 1
        if tense == "participle":
            if verb.tag_ == "VBN":
                return -1
            return 1 if direct and verb.lemma_.lower() in self._bare and verb.dep_.startswith("acl") else 0
        if tense == "progressive":
            return -1 if aux & {"was", "were", "been"} else 1 if direct else 0
        if tense == "present" and verb.tag_ in ("VBZ", "VBP") and direct and (verb.lemma_.lower() in self._bare or verb.lemma_ == "be"):
            return 1
        return 0


def _complement(token: Token) -> bool:
    """Does the time hang on something that the verb promises, not on the promising itself?"""
    return token.dep_.split(":", 1)[0] in ("xcomp", "ccomp", "obj", "nmod") or token.pos_ in ("NOUN", "PROPN", "VERB") and token.dep_.split(":", 1)[0] not in ("obl",)
