"""Named agreements ("a ceasefire", "the peace deal") and the state that the text tells of them: open, broken, disputed …"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._commitments.clauses import Promise, agreement_range, other_side, side_of, unreal, wished
from ceasewire.language.grammar import agent, child, children, coordinated, is_passive, modal, negation, preposition, subject, tense
from ceasewire.records import COMMITMENT_STATUSES

FOLDER = "lexicons/en/commitments/"
#: an agreement behind one of these is told as the setting of something else ("attacks continued despite the truce")
ASIDE = frozenset({"after", "despite", "before", "since", "during"})
UNDER = frozenset({"under", "as", "according to", "in line with", "in accordance with", "in keeping with"})


class Agreements:
    """The words for agreements and what verbs and nouns say of them."""

    def __init__(self) -> None:
        self._classes = {r["lemma"]: r["class"] for r in lexicon.table(FOLDER + "agreements", ("lemma", "class"))}
        self._states: dict[str, list[tuple[str, str, bool]]] = {}
        for row in lexicon.table(FOLDER + "states", ("lemma", "role", "status", "parties")):
            status = row.one_of("status", (*COMMITMENT_STATUSES, "skip"))
            self._states.setdefault(row["lemma"], []).append((row["role"], status, row["parties"] == "told"))
        terms = [(r["lemma"], r["sense"]) for r in lexicon.table(FOLDER + "terms", ("lemma", "sense"))]
        self._fails = {lemma for lemma, sense in terms if sense == "fails"}
        self._ends = {lemma for lemma, sense in terms if sense == "ends"}

    def is_one(self, token: Token) -> bool:
        """A truce word, or a deal with a word that says of what kind ("peace deal"); not as a part of another name."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        if token.lower_ == "fire" and token.i > 1 and token.doc[token.i - 2 : token.i].text.lower() in ("cease-", "cease -"):
            return True
        if token.lower_ == "fire" and token.i and token.nbor(-1).lower_ == "cease":
            return True
        kind = self._classes.get(token.lemma_.lower())
        return kind == "truce" or (kind == "pact" and (self._is_concluded(token) or not self.is_bare(token)))

    def is_bare(self, token: Token) -> bool:
        """A deal, accord … without a word that says of what kind: where its terms are told, they stand for it."""
        if self._classes.get(token.lemma_.lower()) != "pact":
            return False
        words = [c.lower_ for c in token.children if c.i < token.i and c.dep_ in ("compound", "amod", "nmod", "punct")]
        return not any(self._classes.get(w) in ("modifier", "truce") for w in words)

    def _is_concluded(self, noun: Token) -> bool:
        """ "Signed an accord", "an agreement was reached": a verb of concluding makes any pact one, unless more is told by its own "to"."""
        verb = noun.head
        rows = self._states.get(verb.lemma_.lower(), ()) if verb.pos_ == "VERB" and side_of(noun) == "object" else ()
        carries = any(c.dep_.startswith("acl") and any(w.lower_ == "to" for w in c.children) for c in noun.children)
        return any(status == "open" and told for _, status, told in rows) and not carries

    def over(self, verb: Token) -> Token | None:
        """The agreement under which the act is told: "under the accord", "as part of the deal"."""
        for c in children(verb, "obl"):
            if preposition(c) in UNDER:
                noun = c if self.is_named(c) else next((n for n in children(c, "nmod") if self.is_named(n)), None)
                if noun is not None:
                    return noun
        return None

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
        party = other_side(top) if parties else None
        debtors = self._parties(top) or [*parties, *(coordinated(party) if party is not None else [])]
        start, end = agreement_range(top)
        due = cue if cue.lemma_.lower() in self._ends and side_of(top) == "subject" else None
        return Promise("agreement", top, start, end, cue, debtors, [], status, "", "agreement", agreement=True, due=due)

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

    def _parties(self, noun: Token) -> list[Token]:
        """ "a truce between A and B", "the truce by rebels"."""
        for c in children(noun, "nmod"):
            if preposition(c) in ("between", "among", "by"):
                return coordinated(c)
        for verb in children(noun, "acl"):  # "a deal that A signed with B", "the truce signed by A and B"
            if any(status == "open" and told for _, status, told in self._states.get(verb.lemma_.lower(), ())):
                doer = agent(verb) or child(verb, "nsubj")
                doers = coordinated(doer) if doer is not None and doer.pos_ != "PRON" else []
                return [*doers, *(t for c in children(verb, "obl") if doers and preposition(c) == "with" for t in coordinated(c))]
        return []
