"""Where somebody binds himself: cues that take a future act (_cued), and named agreements with what is told of them (_agreed).

`Finder` gives Promises: token ranges and heads, no records. Which words are cues, agreements and states of an agreement stands in
data/lexicons/en/commitments/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span as SentenceSpan
from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.language.grammar import (
    SUBJECTS,
    agent,
    ancestors,
    antecedent,
    child,
    children,
    clause_of,
    coordinated,
    is_passive,
    modal,
    negation,
    noun_phrase,
    preposition,
    subject,
    tense,
)
from ceasewire.records import COMMITMENT_KINDS, COMMITMENT_STATUSES

FOLDER = "lexicons/en/commitments/"
NEEDS = ("act", "deed", "own", "terms", "hold", "peaceful", "passive", "date")
PEOPLE = ("PRON", "PROPN", "NOUN")
WILL = frozenset({"will", "'ll", "’ll", "shall", "would"})
#: an agreement behind one of these is told as the setting of something else ("attacks continued despite the truce")
ASIDE = frozenset({"after", "despite", "before", "since", "during"})
FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d", "may", "can"})


@dataclass(slots=True)
class Promise:
    """One act that somebody is bound to: the head and token range of the act, who is bound, to whom, in which words."""

    kind: str
    head: Token
    start: int
    end: int
    cue: Token
    debtors: list[Token]
    creditors: list[Token] = field(default_factory=list)
    status: str = "open"
    needs: str = ""
    rule: str = ""
    agreement: bool = False
    under: Token | None = None


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    takes: tuple[str, ...]
    needs: str
    status: str
    rule: str


class Finder:
    """The words of binding oneself and the grammar around them."""

    def __init__(self) -> None:
        self._cues: dict[tuple[str, str], _Cue] = {}
        for row in lexicon.table(FOLDER + "cues", ("lemma", "pos", "kind", "takes", "needs", "status")):
            if not row["takes"]:
                continue
            cue = _Cue(
                row.one_of("kind", COMMITMENT_KINDS), tuple(row.list("takes")), row.one_of("needs", NEEDS, empty=True),
                row.one_of("status", COMMITMENT_STATUSES, empty=True) or "open", row.where,
            )  # fmt: skip
            self._cues[row["lemma"], row.one_of("pos", ("verb", "noun", "adj"))] = cue
        self._classes = {r["lemma"]: r["class"] for r in lexicon.table(FOLDER + "agreements", ("lemma", "class"))}
        self._states: dict[str, list[tuple[str, str, bool]]] = {}
        for row in lexicon.table(FOLDER + "states", ("lemma", "role", "status", "parties")):
            status = row.one_of("status", (*COMMITMENT_STATUSES, "skip"))
            self._states.setdefault(row["lemma"], []).append((row["role"], status, row["parties"] == "told"))
        self._acts = {r["lemma"]: r["quality"] for r in lexicon.table(FOLDER + "acts", ("lemma", "quality"))}
        self._terms: dict[str, str] = {}
        for row in lexicon.table(FOLDER + "terms", ("lemma", "sense")):
            self._terms[row["lemma"]] = row.one_of("sense", ("binds", "fails", "moves", "date"))

    def __call__(self, sentence: SentenceSpan) -> Iterator[Promise]:
        """Every promise of the sentence; the same words may be found twice (by cue and as an agreement)."""
        for token in sentence:
            cue = self._cue_at(token)
            if cue is not None and not _unreal(token):
                yield from self._cued(token, cue)
            if token.pos_ == "VERB" and (word := modal(token)) is not None and word.lower_ in WILL:
                yield from self._willed(token)
            if token.pos_ == "VERB" and self._terms.get(token.lemma_.lower()) == "binds":
                yield from self._bound_by_terms(token)
            if self.is_agreement(token):
                found = self._agreed(token)
                if found is not None:
                    yield found

    def _cue_at(self, token: Token) -> _Cue | None:
        pos = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj"}.get(token.pos_)
        lemma = token.lemma_.lower()
        return self._cues.get((lemma, pos)) if pos else None

    # --- cues -------------------------------------------------------------------------------------------------------------

    def _cued(self, token: Token, cue: _Cue) -> Iterator[Promise]:
        doers = self._bound(token, cue)
        creditors = self._owed(token)
        for head, how in self._complements(token, cue):
            for act in _alike(head) if how != "noun" else [head]:
                if how != "noun" and negation(act) is not None and cue.needs not in ("hold", "peaceful", "terms"):
                    continue  # "declared it will not disarm" binds nobody
                debtors = self._debtors(act, how, doers)
                start, end = clause_range(act) if how != "noun" else noun_range(act)
                kind = cue.kind
                if cue.needs == "hold" and (len(debtors) > 1 or self._acts.get(act.lemma_.lower()) == "mutual"):
                    kind = "agreement"
                if cue.needs == "peaceful" and self._acts.get(act.lemma_.lower()) == "hostile":
                    continue
                yield Promise(kind, act, start, end, token, debtors, creditors, cue.status, cue.needs, f"{cue.rule} {how}")

    def _complements(self, token: Token, cue: _Cue) -> Iterator[tuple[Token, str]]:
        """(head, "to" | "that" | "noun") of what the cue binds to."""
        if cue.needs == "passive" and not is_passive(token) and token.tag_ != "VBN":
            return
        passive = token.pos_ == "VERB" and is_passive(token)
        for c in token.children:
            base = c.dep_.split(":", 1)[0]
            if c.pos_ not in ("VERB", "AUX") and base in ("xcomp", "ccomp", "acl", "advcl", "parataxis"):
                continue
            clausal = base in ("xcomp", "ccomp", "acl", "advcl")
            told = base in ("ccomp", "parataxis") or (base == "acl" and token.pos_ == "NOUN")
            if clausal and c.i > token.i and "to" in cue.takes and _infinitive(c) and not _purpose(token, c):
                yield c, "to"
            elif told and "that" in cue.takes and _future(c):
                yield c, "that"
            elif base == "obj" and any(_infinitive(x) for x in children(token, "xcomp")):
                continue  # "ordered the army to withdraw": the army is who must act
            elif base == "obj" or (passive and c.dep_ in ("nsubj:pass", "nsubj")):
                yield from self._through_noun(c, cue)
            elif base in ("obl", "nmod") and any(t == f"prep:{preposition(c)}" for t in cue.takes):
                yield from self._through_noun(c, cue, preposition=True)

    def _through_noun(self, noun: Token, cue: _Cue, *, preposition: bool = False) -> Iterator[tuple[Token, str]]:
        """The act as a noun ("announced a truce"), or behind a noun that carries it ("plans to …", taken by the noun's own row)."""
        if (noun.lemma_.lower(), "noun") in self._cues and any(_infinitive(c) for c in children(noun, "acl", "xcomp", "advcl")):
            return
        if not preposition and "noun" not in cue.takes:
            return
        quality = self._acts.get(noun.lemma_.lower())
        if noun.tag_ == "VBG" and preposition:
            yield noun, "to"
            return
        binding = quality in ("mutual", "own") or (cue.needs in ("", "hold") and quality != "carrier")
        if binding and noun.pos_ in ("NOUN", "PROPN"):
            yield noun, "noun"

    def _bound(self, token: Token, cue: _Cue) -> list[Token]:
        """Who binds himself by this cue."""
        if token.pos_ == "NOUN":
            return self._bound_by_noun(token)
        verb = token if token.pos_ == "VERB" else clause_of(token)
        if is_passive(verb) and token.pos_ == "VERB":
            by = agent(verb)
            if by is not None:
                return coordinated(by)
            own = child(verb, "nsubj:pass", "nsubj")
            return coordinated(own) if own is not None and cue.needs == "passive" else []
        own = subject(verb)
        if own is not None and (own.tag_ in ("WP", "WDT") or own.lower_ == "that"):
            own = antecedent(own) or own
        if own is None and verb.dep_ == "acl":
            own = verb.head
        return coordinated(own) if own is not None else []

    def _bound_by_noun(self, noun: Token) -> list[Token]:
        """ "Northland's plan to", "announced its decision to", "an agreement between A and B to", "came to an agreement to"."""
        for c in children(noun, "nmod"):
            if preposition(c) in ("between", "by", "among"):
                return coordinated(c)
        holder = child(noun, "nmod:poss")
        if holder is not None and holder.pos_ in ("PROPN", "NOUN"):
            return coordinated(holder)
        verb = clause_of(noun)
        if verb.pos_ == "VERB" and not is_passive(verb):
            own = subject(verb)
            if own is not None and own.i != noun.i:
                return coordinated(own)
        by = agent(verb)
        return coordinated(by) if by is not None else []

    def _owed(self, token: Token) -> list[Token]:
        """To whom: the person promised ("offered Northland talks"), or the other side ("agreed with the Front")."""
        for c in children(token, "iobj"):
            return coordinated(c)
        for c in children(token, "obl", "nmod"):
            if preposition(c) in ("with",) and c.pos_ in ("PROPN", "NOUN"):
                return coordinated(c)
        return []

    def _willed(self, verb: Token) -> Iterator[Promise]:
        """ "Northland will withdraw": a bare will, which binds only where the act and the doer are of the kind (the caller sees to it)."""
        if negation(verb) is not None or any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
            return
        own = subject(verb)
        if own is None or own.tag_ in ("WP", "WDT", "EX"):
            return
        above = verb.head if verb.dep_ in ("ccomp", "parataxis") else None
        speaker = subject(above) if above is not None and above.pos_ == "VERB" else None
        if modal(verb).lower_ == "would" and speaker is None:  # type: ignore[union-attr]
            return
        debtors = coordinated(speaker) if speaker is not None and (is_passive(verb) or own.tag_ == "PRP") else coordinated(own)
        for act in _alike(verb):
            start, end = clause_range(act)
            yield Promise("plan", act, start, end, above if above is not None else verb, debtors, needs="deed", rule="will")

    def _bound_by_terms(self, verb: Token) -> Iterator[Promise]:
        """ "a deal which required all foreign forces to leave", "a truce allowing rebels to withdraw"."""
        own = subject(verb) or (verb.head if verb.dep_.startswith("acl") else None)
        if own is not None and (own.tag_ in ("WP", "WDT") or own.lower_ == "that"):
            own = antecedent(own) or own
        if own is None or (not self.is_agreement(own) and self._classes.get(own.lemma_.lower()) not in ("truce", "pact")):
            return
        bound = child(verb, "obj", "iobj")
        for act in children(verb, "xcomp", "ccomp", "advcl"):
            if act.pos_ == "VERB" and _infinitive(act):
                start, end = clause_range(act)
                debtors = coordinated(bound) if bound is not None else []
                yield Promise("agreement", act, start, end, verb, debtors, rule="terms", under=own)

    def _debtors(self, act: Token, how: str, doers: list[Token]) -> list[Token]:
        """Who must act: the act's own subject where it is another party ("announced that Northland will withdraw")."""
        if how == "to" and act.dep_ in ("xcomp", "ccomp") and act.head.lemma_ == "order":
            told = child(act.head, "obj", "iobj")
            return coordinated(told) if told is not None else doers
        if how == "that":
            own = child(act, *SUBJECTS)
            if own is not None and own.pos_ in PEOPLE and not own.tag_.startswith("PRP") and not is_passive(act) and own.pos_ == "PROPN":
                return coordinated(own)
        if how == "noun":
            between = [c for c in children(act, "nmod") if preposition(c) == "between"]
            if between:
                return coordinated(between[0])
        return doers

    # --- agreements -------------------------------------------------------------------------------------------------------

    def is_agreement(self, token: Token) -> bool:
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

    def _agreed(self, noun: Token) -> Promise | None:
        """The agreement with the state that its sentence tells; None where it is only wished, proposed or talked about."""
        top = noun
        while top.dep_ in ("compound",) and top.head.i > top.i and self.is_agreement(top.head):
            return None  # "ceasefire deal": the deal is found by itself
        status, parties, cue = self._state(top)
        if status == "skip":
            return None
        debtors = self._parties(top) or parties
        start, end = noun_range(top)
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
                if told and head.dep_ == "xcomp" and self._terms.get(head.head.lemma_.lower()) == "fails":
                    return "disputed", [], head
                parties = self._side(head, noun) if told else []
                if (modal(head) is not None or _unreal(head)) and status != "skip":
                    return ("skip" if tense(head) == "modal" or _wished(head) else "open"), parties, head
                return status, parties, head
            if base in ("conj", "compound", "appos") or (base == "nmod" and head.pos_ == "NOUN"):
                at = head
                continue
            break
        return "open", [], noun

    def _told_by(self, head: Token, noun: Token) -> Iterator[tuple[str, bool]]:
        """(status, are the parties its subject) for each row of the word above that fits the noun's place under it."""
        role, case = _role(noun), preposition(noun)
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
        """ "a truce between A and B", "the deal with the Front", "the truce by rebels"."""
        for c in children(noun, "nmod"):
            if preposition(c) in ("between", "among", "by"):
                return coordinated(c)
        return []


def clause_range(act: Token) -> tuple[int, int]:
    """The act's clause from its verb on (with its subject where the act is passive), without conditions and coordinated clauses."""
    doc, start, end = act.doc, act.i, act.i + 1
    words = {act.i}
    todo = [act]
    while todo:
        for c in todo.pop().children:
            base = c.dep_.split(":", 1)[0]
            own, quote = c.head.i == act.i, base == "punct" and c.text in "\"'“”‘’-"
            if own and base in ("advcl", "parataxis", "punct", "cc", "mark", "discourse", "conj") and not quote:
                continue
            if own and c.i < act.i and c.dep_ != "nsubj:pass" and base not in ("compound", "obj"):
                continue
            words.add(c.i)
            todo.append(c)
    end = max(words) + 1
    start = min(words)
    while end - 1 > act.i and doc[end - 1].is_punct:
        end -= 1
    return start, end


def noun_range(noun: Token) -> tuple[int, int]:
    start, end = noun_phrase(noun)
    while start < noun.i and noun.doc[start].dep_ in ("case", "cc", "mark", "punct"):
        start += 1
    return start, end


def _alike(head: Token) -> list[Token]:
    """The act and the acts coordinated with it."""
    return [head, *(c for c in children(head, "conj") if c.pos_ == "VERB" and child(c, *SUBJECTS) is None and c.tag_ in ("VB", head.tag_))]


def _role(noun: Token) -> str:
    """ "object" (also as subject of a passive), "subject", or nothing."""
    base = noun.dep_.split(":", 1)[0]
    if base == "obj" or noun.dep_ == "nsubj:pass" or (base == "nsubj" and is_passive(noun.head)):
        return "object"
    return "subject" if base == "nsubj" else ""


def _infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" and (token.tag_ == "VB" or c.dep_ in ("mark", "aux")) for c in token.children)


def _future(clause: Token) -> bool:
    word = modal(clause)
    return (word is not None and word.lower_ in FUTURE) or _infinitive(clause)


def _purpose(cue: Token, clause: Token) -> bool:
    """ "agreed in Verin to end the war" binds, "announced a truce to help civilians" is a purpose."""
    return clause.dep_.startswith("advcl") and (child(cue, "obj", "ccomp") is not None or cue.pos_ == "NOUN")


def _wished(token: Token) -> bool:
    """Inside an infinitive or a conditional clause."""
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "to", "whether") for c in token.children)


def _unreal(token: Token) -> bool:
    """The binding itself is not told as done: negated, possible, or only a condition of something else."""
    verb = token if token.pos_ == "VERB" else clause_of(token)
    for t in (token, verb):
        if negation(t) is not None:
            return True
    word = modal(verb)
    if word is not None and word.lower_ not in ("will", "'ll", "’ll", "shall"):
        return True
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "until") for c in verb.children):
        return True
    if _infinitive(verb) and token.pos_ == "VERB":
        above = next(iter(ancestors(verb)), None)
        return above is None or above.lemma_.lower() not in ("be", "have", "seem")
    return False
