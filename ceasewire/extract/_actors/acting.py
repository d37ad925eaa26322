"""Does a phrase stand for somebody who acts, here? A country may be a place, a mosque where people sleep, "command" what one takes."""

from __future__ import annotations

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._actors.page import Page
from ceasewire.language import grammar
from ceasewire.reference.who.phrases import Identity, Reader

#: PropBank roles that make "from X" and "to X" a way and not a partner
_WAYS = frozenset({"ARGM-LOC", "ARGM-DIR", "ARGM-GOL", "ARG3", "ARG4"})
_TABLES = ("places_in", "transparent", "act_nouns", "travel_verbs", "scene_nouns", "light_verbs", "sites", "staying_verbs")


class Acting:
    """Answers for the phrases of any article."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._words = {name: frozenset(lexicon.words(f"actors/{name}")) for name in _TABLES}

    def is_goal(self, page: Page, token: Token, start: int, end: int) -> bool:
        """ "left for Verin": a lone name that nothing but the model calls a person is where somebody goes."""
        alone = page.person_at(token.i) == (start, end) and not page.parties.is_of_person(token)
        goes = token.head.lemma_.lower() in self._words["travel_verbs"]
        return alone and goes and token.dep_ == "obl" and grammar.preposition(token) == "for"

    def is_gathered(self, token: Token) -> bool:
        """ "doctors" of "a group of doctors", which is one actor."""
        head = token.head
        gathers = head.lemma_.lower() in self._words["transparent"] or head.lower_ in self._words["transparent"]
        return gathers and token.dep_ == "nmod" and grammar.preposition(token) == "of" and head.pos_ in ("NOUN", "NUM")

    def is_bare(self, token: Token, start: int, identity: Identity) -> bool:
        """A singular body noun without any word before it is no actor after some verbs or a preposition: "took command", "by force"."""
        if start != token.i or token.tag_ != "NN" or identity.what != "body" or identity.plural:
            return False
        return grammar.child(token, "case") is not None or (token.dep_ == "obj" and token.head.lemma_.lower() in self._words["light_verbs"])

    def is_capacity(self, token: Token, start: int, identity: Identity) -> bool:
        """ "his term as president": an office that somebody holds is nobody."""
        alone = start == token.i and token.tag_ == "NN" and identity.what == "person" and not identity.plural
        return alone and grammar.preposition(token) == "as"

    def acts_here(self, page: Page, token: Token, identity: Identity) -> bool:
        """A country's name after a preposition of place is a place; after "from" and "to" the roles decide."""
        if identity.entry is None and identity.role in self._words["sites"]:
            return not self._is_scene(token)
        if identity.rule != "party" and (identity.entry is None or identity.entry.kind != "country" or identity.plural):
            return True
        first = grammar.coordinated(token)[0]
        case = grammar.shared_preposition(token)
        if case in self._words["places_in"] or case.startswith(("out", "close", "next", "across")):
            return False
        if case in ("from", "to", "on", "of", "for"):
            governor = first.head
            frame = page.frames.get(governor.i)
            roles = {a.role for a in frame.args if a.head == first.i} if frame is not None else set()
            if roles:
                return not roles & _WAYS
            if case in ("from", "to"):
                return False
            if case == "of":
                return governor.lemma_.lower() in self._words["act_nouns"] or self._reader.noun_at(page.words, governor.i) is not None
        if token.dep_ == "nmod:poss":
            return page.location_at(token.head.i) is None
        if token.dep_ in ("obj", "obl") and token.head.lemma_ in self._words["travel_verbs"]:
            return False
        return token.dep_ not in ("root", "dep") or case != ""

    def _is_scene(self, token: Token) -> bool:
        """ "entered the mosque", "slept in schools": a building is where it happens."""
        first = grammar.coordinated(token)[0]
        case, verb = grammar.shared_preposition(token), first.head.lemma_.lower()
        if first.dep_ == "obj":
            return verb in self._words["travel_verbs"]
        there = case in self._words["places_in"] or case in ("from", "to")
        return first.dep_ == "obl" and there and (verb in self._words["staying_verbs"] or verb in self._words["travel_verbs"])

    def is_act(self, page: Page, token: Token) -> bool:
        head = token.head
        if head.lemma_.lower() in self._words["act_nouns"]:
            return True
        if head.lemma_.lower() in self._words["scene_nouns"]:
            return False
        frame = page.frames.get(head.i)
        return frame is not None and head.pos_ == "NOUN" and any(a.start <= token.i < a.end and a.role == "ARG0" for a in frame.args)
