"""Does the clause of a time look back or ahead? "on Thursday" behind "will" is the next one, behind "said" the last one.

Over the Universal Dependencies parse; where the doc carries none the answer is 0 and the anchor chooses by nearness.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping
from pathlib import Path

from spacy.tokens import Doc, Token

from ceasewire import lexicon
from ceasewire.language import grammar

_UNTIL = ("until", "till", "to")


class Tense:
    """The words of ahead.csv, and views of single articles."""

    def __init__(self, own: Path | None = None) -> None:
        rows = lexicon.table("lexicons/en/times/ahead", ("phrase", "when"), own=own)
        self._when = {r["phrase"]: r.one_of("when", ("always", "complement", "until", "own", "bare", "condition")) for r in rows}

    def view(self, doc: Doc | None) -> View:
        """The questions of one article; without a parse they are answered None or no."""
        return View(doc, self._when)


class View:
    """One parsed article, asked by character offset."""

    def __init__(self, doc: Doc | None, when: Mapping[str, str]) -> None:
        self._doc = doc if doc is not None and doc.has_annotation("DEP") else None
        self._at = [t.idx for t in doc] if self._doc is not None and doc is not None else []
        self._when = when

    def token(self, offset: int) -> Token | None:
        """The token that the character stands in; None without a parse."""
        if self._doc is None or not self._at:
            return None
        i = bisect.bisect_right(self._at, offset) - 1
        return self._doc[i] if i >= 0 else None

    def is_noun(self, offset: int) -> bool | None:
        """Is the word inside a noun phrase (noun, adjective, number, participle)? None without a parse."""
        token = self.token(offset)
        return None if token is None else token.tag_[:2] in ("NN", "JJ", "CD") or token.tag_ in ("VBG", "VBN")

    def is_no_pointer(self, offset: int) -> bool:
        """Is it the "that" of "said that third-quarter profit rose", or the verb of "the truce may last three days"?"""
        token = self.token(offset)
        return token is not None and (token.dep_ == "mark" or token.tag_ in ("VB", "VBP"))

    def is_preposition(self, offset: int) -> bool:
        """Is the "over" of "it grew over three years" meant, not that of "over three years ago"?"""
        token = self.token(offset)
        return token is not None and token.dep_ == "case"

    def belongs_behind(self, offset: int, end: int) -> bool:
        """Does the article at the offset belong to a noun behind the stretch that ends at `end` ("the May 5 attack")?"""
        token = self.token(offset)
        return token is not None and token.dep_ in ("det", "nmod:poss") and token.head.idx >= end and token.head.tag_ not in ("VBG", "CD")

    def is_taken(self, offset: int) -> bool:
        """Is it the object of a verb, as the quarter of a town is that rebels seized and no quarter of a year?"""
        token = self.token(offset)
        return token is not None and token.dep_ in ("obj", "nsubj:pass")

    def is_rate(self, offset: int) -> bool:
        """Is it the year of "$5 a year" or the day of "ten raids a day"?"""
        token = self.token(offset)
        if token is None or token.head.i >= token.i or grammar.children(token, "case"):
            return False
        return token.head.pos_ in ("NOUN", "NUM", "SYM", "PROPN") and token.dep_.startswith(("nmod", "obl"))

    def is_attribute_before(self, offset: int) -> bool:
        """Does the time at the offset belong to a noun before it ("images from 2017")?"""
        token = self.token(offset)
        return token is not None and token.dep_ == "nmod" and token.head.i < token.i and token.head.pos_ == "NOUN"

    def is_background(self, start: int, end: int) -> bool:
        """Does the time stand in a relative clause, a clause in the past perfect, or behind "until": beside the course of events?"""
        token = self.token(end - 1)
        while token is not None:
            inside = token.idx >= start
            relative = token.dep_.startswith("acl") and not inside
            if relative or any(c.lower_ in _UNTIL[:2] for c in grammar.children(token, "case", "mark")):
                return True
            if not inside and token.pos_ in ("VERB", "AUX") and grammar.tense(token) == "past perfect":
                return True
            token = token.head if token.head.i != token.i else None
        return False

    def dates_clause(self, offset: int) -> bool:
        """Is it an "in" phrase of a main clause ("in 2019 they met")?"""
        token = self.token(offset)
        if token is None or token.dep_ != "obl" or token.head.dep_.lower() != "root":
            return False
        return any(c.lower_ == "in" for c in grammar.children(token, "case"))

    def is_attribute(self, start: int, end: int) -> bool:
        """Is the stretch part of a noun phrase whose head stands behind it?"""
        return self._owner(start, end) is not None

    def is_in_name(self, start: int, end: int) -> bool:
        """Is that head written as a name ("the March 23 Movement")?"""
        owner = self._owner(start, end)
        return owner is not None and owner.text[0].isupper() and not owner.text.isupper()

    def _owner(self, start: int, end: int) -> Token | None:
        """The noun behind the stretch that it is part of the phrase of."""
        token, nouns = self.token(end - 1), ("compound", "nummod", "amod", "nmod", "nmod:unmarked", "nmod:poss")
        while token is not None and token.idx >= start and token.head.i != token.i:
            if token.head.idx >= end:
                return token.head if token.dep_ in nouns else None
            token = token.head
        return None

    def name(self, start: int, end: int) -> str:
        """The label of the name that the stretch is part of or, for a person, is; empty where there is none."""
        token = self.token(start)
        if token is None or not token.ent_type_:
            return ""
        for ent in token.sent.ents:
            if ent.start <= token.i < ent.end:
                longer = ent.start_char < start or ent.end_char > end
                return ent.label_ if longer or ent.label_ == "PER" else ""
        return ""

    def direction(self, start: int, end: int) -> int:
        """−1 behind, 1 ahead, 0 the grammar does not say."""
        first, last = self.token(start), self.token(end - 1)
        if first is None or last is None:
            return 0
        until = first.i > 0 and first.nbor(-1).lower_ in _UNTIL
        head = last
        for _ in range(last.i - first.i + 1):
            if not first.i <= head.head.i <= last.i or head.head.i == head.i:
                break
            head = head.head
        return self._climb(head, until)

    def _climb(self, token: Token, until: bool) -> int:
        """From the time up to the first verb or noun that settles it."""
        nested = False  # the time belongs to a noun ("Friday's vote"), not to the clause
        complement = False  # it hangs on something that a verb above promises
        for _ in range(12):
            parent = token.head
            if parent.i == token.i:
                return 0
            until = until or any(c.lower_ in _UNTIL for c in grammar.children(token, "case"))
            base = token.dep_.split(":", 1)[0]
            when = self._when.get(parent.lemma_.lower(), "")
            complement = complement or base in ("xcomp", "ccomp", "acl") or (nested and base == "obj")
            if when == "always" and grammar.tense(parent) == "past perfect":
                return -1
            if when == "always" or (when == "complement" and complement) or (when == "until" and until):
                return 1
            if base in ("nmod", "compound", "amod", "appos", "nummod") and parent.pos_ in ("NOUN", "PROPN"):
                nested = True
            if grammar.is_clause(parent) or parent.dep_ in ("root", "ROOT"):
                found = self._clause(parent, when, direct=not nested)
                if found and not (nested and found > 0 and token.dep_ not in grammar.SUBJECTS and when != "own"):
                    return found
                nested = nested and found > 0
            token = parent
        return 0

    def _clause(self, verb: Token, when: str, *, direct: bool) -> int:
        """The direction of the clause's own tense."""
        tense = grammar.tense(verb)
        aux = {a.lower_ for a in grammar.auxiliaries(verb)}
        if self._is_open(verb, tense):
            return 1
        if tense in ("past", "perfect", "past perfect"):
            return -1
        if tense in ("future", "modal"):
            return -1 if aux & {"have", "'ve"} else 1
        if tense == "infinitive":
            return self._infinitive(verb, aux)
        if any(c.lower_ in ("since", "after") for c in grammar.children(verb, "mark", "case")):
            return -1
        if tense == "participle":
            if verb.tag_ == "VBN":
                return -1
            return 1 if direct and when == "bare" and verb.dep_.startswith("acl") else 0
        if tense == "progressive":
            return -1 if aux & {"was", "were", "been"} else 1 if direct else 0
        if tense == "present" and verb.tag_ in ("VBZ", "VBP") and direct and (when == "bare" or verb.lemma_ == "be"):
            return 1
        return 0

    def _is_open(self, verb: Token, tense: str) -> bool:
        """Is it a condition that has not come true: "if they have not left by Friday", "would attack if they did not leave"?"""
        if not any(self._when.get(c.lower_) == "condition" for c in grammar.children(verb, "mark")):
            return False
        if tense in ("past", "past perfect"):
            return grammar.modal(verb.head) is not None and not {a.lower_ for a in grammar.auxiliaries(verb.head)} & {"have", "'ve"}
        return tense in ("present", "perfect")

    def _infinitive(self, verb: Token, aux: set[str]) -> int:
        """ "to meet on Friday" is ahead, but not after "to have" or a past verb that does not promise it ("managed to", "flew in to")."""
        if "have" in aux:
            return -1
        above = verb.head
        tense = grammar.tense(above)
        hangs = verb.dep_.split(":")[0] in ("xcomp", "advcl")  # not "a plan to leave"
        done = hangs and (not self._when.get(above.lemma_.lower()) or tense == "past perfect")
        return -1 if done and tense in ("past", "perfect", "past perfect") else 1
