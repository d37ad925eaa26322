"""Named agreements ("a ceasefire", "the peace deal") and the state that the text tells of them: open, broken, disputed …"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._clauses import Promise, agreement_range, side_of, unreal, wished
from ceasewire.language.grammar import agent, children, coordinated, is_passive, modal, negation, preposition, subject, tense
from ceasewire.records import COMMITMENT_STATUSES

FOLDER = "lexicons/en/commitments/"
#: an agreement behind one of these is told as the setting of something else ("attacks continued despite the truce")
ASIDE = frozenset({"after", "despite", "before", "since", "during"})


class Agreements:
    """The words for agreements and what verbs and nouns say of them."""

    def __init__(self) -> None:
        self._classes = {r["lemma"]: r["class"] for r in lexicon.table(FOLDER + "agreements", ("lemma", "class"))}
        self._states: dict[str, list[tuple[str, str, bool]]] = {}
        for row in lexicon.table(FOLDER + "states", ("lemma", "role", "status", "parties")):
            status = row.one_of("status", (*COMMITMENT_STATUSES, "skip"))
            self._states.setdefault(row["lemma"], []).append((row["role"], status, row["parties"] == "told"))
        self._fails = {r["lemma"] for r in lexicon.table(FOLDER + "terms", ("lemma", "sense")) if r["sense"] == "fails"}

    def is_one(self, token: Token) -> bool:
        """A truce word, or a deal with a word that says of what kind ("peace deal"); not as a part of another name."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        if token.lower_ == "fire" and token.i > 1 and token.doc[token.i - 2 : token.i].text.lower() in ("cease-", "cease -"):
            return True
        if token.lower_ == "fire" and token.i and token.nbor(-1).lower_ == "cease":
            return True
        kind = self._classes.get(token.lemma_.lower())
        if kind == "truce":
            return True
        if kind != "pact":
            return False
        words = [c.lower_ for c in token.children if c.i < token.i and c.dep_ in ("compound", "amod", "nmod", "punct")]
        return any(self._classes.get(w) in ("modifier", "truce") for w in words)

    def is_named(self, token: Token) -> bool:
        """Also a bare "deal" or "accord", where its verb leaves no doubt ("the deal requires …")."""
        return self._classes.get(token.lemma_.lower()) in ("truce", "pact")

    def is_several(self, token: Token) -> bool:
        """Is the party itself made of sides: "both sides", "the warring factions", "Northland and Verin officials"?"""
        if token.tag_ not in ("NNS", "NNPS"):
            return False
        joined = any(children(c, "cc", "conj") for c in children(token, "amod", "compound", "nmod"))
        return self._classes.get(token.lemma_.lower()) == "sides" or joined

    def read(self, noun: Token) -> Promise | None:
        """The agreement with the state that its sentence tells; None where it is only wished, proposed or talked about."""
        top = noun
        while top.dep_ in ("compound",) and top.head.i > top.i and self.is_one(top.head):
            return None  # "ceasefire deal": the deal is found by itself
        status, parties, cue = self._state(top)
        if status == "skip":
            return None
        debtors = self._parties(top) or [*parties, *(self._other_side(top) if parties else [])]
        start, end = agreement_range(top)
        return Promise("agreement", top, start, end, cue, debtors, [], status, "", "agreement", agreement=True)

    def _state(self, noun: Token) -> tuple[str, list[Token], Token]:
        """(status, the verb's subject where it names the parties, the deciding word)."""
        at = noun
        for _ in range(3):
            head = at.head
            if head.i == at.i:
                break
            base = at.dep_.split(":", 1)[0]
            for status, told in self._told_by(head, at):
                if negation(head) is not None and status in ("open", "met"):
                    return ("skip" if told else "broken"), [], head
                if told and head.dep_ == "xcomp" and head.head.lemma_.lower() in self._fails:
                    return "disputed", [], head
                status = self._against(head) or status
                parties = self._side(head, noun) if told else []
                if (modal(head) is not None or unreal(head)) and status != "skip":
                    return ("skip" if tense(head) == "modal" or wished(head) else "open"), parties, head
                return status, parties, head
            if base in ("conj", "compound", "appos") or (base == "nmod" and head.pos_ == "NOUN"):
                at = head
                continue
            break
        return "open", [], noun

    def _against(self, verb: Token) -> str | None:
        """ "Was accepted by one side but rejected by the other": the refusal decides."""
        statuses = (s for c in children(verb, "conj") for s in (status for _, status, _ in self._states.get(c.lemma_.lower(), ())))
        return next((s for s in statuses if s == "disputed"), None)

    def _told_by(self, head: Token, noun: Token) -> Iterator[tuple[str, bool]]:
        """(status, are the parties its subject) for each row of the word above that fits the noun's place under it."""
        role, case = side_of(noun), preposition(noun)
        for wanted, status, told in self._states.get(head.lemma_.lower(), ()):
            aside = wanted == "any" and case in ASIDE
            if not aside and wanted in ("any", role, case or None) and not (status == "skip" and head.pos_ == "VERB" and role == "subject"):
                yield status, told

    def _side(self, verb: Token, noun: Token) -> list[Token]:
        if is_passive(verb):
            by = agent(verb)
            return coordinated(by) if by is not None else []
        own = subject(verb)
        return coordinated(own) if own is not None and own.i != noun.i else []

    @staticmethod
    def _parties(noun: Token) -> list[Token]:
        """ "a truce between A and B", "the truce by rebels"."""
        for c in children(noun, "nmod"):
            if preposition(c) in ("between", "among", "by"):
                return coordinated(c)
        return []

    @staticmethod
    def _other_side(noun: Token) -> list[Token]:
        """ "Signed a deal with the Front"."""
        return next((coordinated(c) for c in children(noun, "nmod") if preposition(c) == "with" and c.pos_ == "PROPN"), [])
