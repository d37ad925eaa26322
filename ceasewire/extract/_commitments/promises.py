"""Where somebody binds himself: cues that take a future act (`_cued`), a bare will, the terms of an agreement, a date that is set.

`Finder` gives Promises: token ranges and heads, no records. Agreements themselves are read by _commitments/agreements.py, the
bare future by wills.py, terms, dates and ultimatums by terms.py. Which words are cues and acts stands in
data/lexicons/en/commitments/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as SentenceSpan
from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._commitments.agreements import FOLDER, Agreements
from ceasewire.extract._commitments.clauses import (
    Promise,
    agreement_range,
    alike,
    clause_range,
    future,
    infinitive,
    purpose,
    together,
    unreal,
)
from ceasewire.extract._commitments.terms import NOMINAL, bound_by_terms, by_date, due_under, or_else
from ceasewire.extract._commitments.wills import headed, is_willed, willed
from ceasewire.language.grammar import (
    SUBJECTS,
    agent,
    antecedent,
    child,
    children,
    clause_of,
    coordinated,
    is_passive,
    negation,
    preposition,
    subject,
)
from ceasewire.records import COMMITMENT_KINDS, COMMITMENT_STATUSES

NEEDS = ("act", "deed", "own", "terms", "hold", "peaceful", "passive", "date")
TERMS = ("binds", "fails", "moves", "misses", "meets", "ends", "date")
FACING = frozenset({"face", "risk", "suffer"})


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
        self._agreements = Agreements()
        self._acts = {r["lemma"]: r["quality"] for r in lexicon.table(FOLDER + "acts", ("lemma", "quality"))}
        self._terms: dict[str, str] = {}
        for row in lexicon.table(FOLDER + "terms", ("lemma", "sense")):
            self._terms[row["lemma"]] = row.one_of("sense", TERMS)

    def __call__(self, sentence: SentenceSpan) -> Iterator[Promise]:
        """Every promise of the sentence; the same words may be found twice (by cue and as an agreement)."""
        found = list(self._all(sentence))
        told = {t.i for p in found for t in (p.cue, p.under) if t is not None and not p.agreement}
        yield from (p for p in found if not (p.agreement and p.head.i in told and self._agreements.is_bare(p.head)))

    def _all(self, sentence: SentenceSpan) -> Iterator[Promise]:
        for token in sentence:
            cue = self._cue_at(token)
            if cue is not None and not unreal(token):
                yield from self._cued(token, cue)
            if is_willed(token):
                yield from willed(token, self._acts)
            if token.lemma_.lower() in FACING and token.dep_ == "conj":
                yield from or_else(token)
            if token.dep_ == "root":
                yield from headed(token)
            if token.pos_ == "VERB" and (agreement := self._agreements.over(token)) is not None:
                yield from due_under(token, agreement)
            if token.pos_ == "VERB" and self._terms.get(token.lemma_.lower()) == "binds":
                yield from bound_by_terms(token, self._agreements, self._acts)
            if token.pos_ == "NOUN" and self._terms.get(token.lemma_.lower()) == "date":
                yield from by_date(token, self._acts, self._terms)
            if self._agreements.is_one(token):
                found = self._agreements.read(token)
                if found is not None:
                    yield found

    def _cue_at(self, token: Token) -> _Cue | None:
        pos = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj"}.get(token.pos_)
        lemma = token.lemma_.lower()
        return self._cues.get((lemma, pos)) if pos else None

    # --- cues -------------------------------------------------------------------------------------------------------------

    def _cued(self, token: Token, cue: _Cue) -> Iterator[Promise]:
        doers = self._bound(token, cue)
        creditors = self._owed(token, cue)
        for head, how in self._complements(token, cue):
            for act in alike(head) if how != "noun" else [head]:
                refused = negation(act) is not None or (act.i != head.i and negation(head) is not None and not children(act, "aux"))
                binding = cue.needs in ("hold", "peaceful", "terms") or (cue.kind == "pledge" and not cue.needs)
                if how != "noun" and refused and not binding:
                    continue  # "declared it will not disarm and demobilise" binds nobody
                debtors = [d for d in self._debtors(act, how, doers) if not self._is_set(d, cue)]
                if token.pos_ == "NOUN" and cue.kind == "plan" and not debtors:
                    continue  # "was tried for making plans to …"
                start, end = clause_range(act) if how != "noun" else agreement_range(act)
                kind, mutual = cue.kind, self._is_mutual(act)
                if mutual:
                    debtors = [*debtors, *(t for t in self._other_side(act) if t.i not in {d.i for d in debtors})]
                several = len(debtors) > 1 or any(self._agreements.is_several(d) for d in debtors)
                if (cue.needs == "hold" and (several or mutual)) or (several and mutual and kind in ("plan", "pledge")):
                    kind = "agreement"
                loose = False
                hostile = how != "noun" and kind in ("pledge", "plan") and self._acts.get(act.lemma_.lower()) == "hostile"
                if hostile and cue.needs == "peaceful":
                    continue
                if cue.kind == "offer" and mutual:
                    hostile, loose = False, True  # "is ready to hold talks" is an offer as it stands
                # "will continue to fight" is a vow; with a date one can be held to it
                needs = "" if loose else "terms" if hostile else cue.needs
                yield Promise(kind, act, start, end, token, debtors, creditors, cue.status, needs, f"{cue.rule} {how}")

    def _is_set(self, doer: Token, cue: _Cue) -> bool:
        """ "The talks are set to resume on Monday": the act itself, whose parties the words leave open."""
        return cue.needs in ("passive", "date") and self._acts.get(doer.lemma_.lower()) == "mutual"

    def _is_mutual(self, act: Token) -> bool:
        """An act of several sides: talks, a truce, a joint government; also behind a verb ("hold talks", "form a government with")."""
        nouns = [act, *children(act, "obj")]
        if any(self._acts.get(n.lemma_.lower()) == "mutual" for n in nouns):
            return True
        return bool(act.pos_ == "VERB" and self._acts.get(act.lemma_.lower()) == "joint" and self._other_side(act))

    @staticmethod
    def _other_side(act: Token) -> list[Token]:
        """ "Form a government with the Front", "hold talks with": a party to the act."""
        for n in (act, *children(act, "obj")):
            for c in children(n, "obl", "nmod"):
                if preposition(c) == "with" and c.pos_ == "PROPN":
                    return coordinated(c)
        return []

    def _complements(self, token: Token, cue: _Cue) -> Iterator[tuple[Token, str]]:
        """(head, "to" | "that" | "noun") of what the cue binds to."""
        if cue.needs == "passive" and not is_passive(token) and token.tag_ != "VBN":
            return
        if token.dep_.startswith("acl") and self._terms.get(token.head.lemma_.lower()) == "date":
            return  # "the deadline set by the accord to …": _by_date
        passive = token.pos_ == "VERB" and is_passive(token)
        for c in token.children:
            base = c.dep_.split(":", 1)[0]
            if not (c.pos_ in ("VERB", "AUX") or is_willed(c)) and base in ("xcomp", "ccomp", "acl", "advcl", "parataxis"):
                continue
            clausal = base in ("xcomp", "ccomp", "acl", "advcl")
            told = base in ("ccomp", "parataxis") or (base == "acl" and token.pos_ == "NOUN")
            told = told or (base == "advcl" and any(m.lower_ == "that" for m in children(c, "mark")))
            if clausal and c.i > token.i and "to" in cue.takes and infinitive(c) and not purpose(token, c):
                yield c, "to"
            elif told and "that" in cue.takes and future(c):
                yield c, "that"
            elif "that" in cue.takes and token.pos_ == "VERB" and c.pos_ in NOMINAL and (told_to := _content_on(c)) is not None:
                yield told_to, "that"
            elif base == "obj" and any(infinitive(x) for x in children(token, "xcomp")):
                continue  # "ordered the army to withdraw": the army is who must act
            elif base == "obj" or (passive and c.dep_ in ("nsubj:pass", "nsubj")):
                yield from self._through_noun(c, cue)
            elif base in ("obl", "nmod") and any(t == f"prep:{preposition(c)}" for t in cue.takes):
                yield from self._through_noun(c, cue, preposition=True)

    def _through_noun(self, noun: Token, cue: _Cue, *, preposition: bool = False) -> Iterator[tuple[Token, str]]:
        """The act as a noun ("announced a truce"), or behind a noun that carries it ("plans to …", taken by the noun's own row)."""
        if (noun.lemma_.lower(), "noun") in self._cues and any(infinitive(c) for c in children(noun, "acl", "xcomp", "advcl")):
            return
        if not preposition and "noun" not in cue.takes:
            return
        quality = self._acts.get(noun.lemma_.lower())
        if noun.tag_ == "VBG" and preposition:
            yield noun, "to"
            return
        binding = quality in ("mutual", "own") or (cue.needs in ("", "hold") and quality != "carrier" and not preposition)
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
            return together(own) if own is not None and cue.needs == "passive" else []
        own = subject(verb)
        if own is not None and (own.tag_ in ("WP", "WDT") or own.lower_ == "that"):
            own = antecedent(own) or own
        if own is not None and verb.dep_ == "acl" and own.i == verb.head.i and own.pos_ == "NOUN" and own.dep_ == "obj":
            own = subject(own.head) or own  # "delivers a statement promising aid"
        if own is None:
            own = verb.head if verb.dep_ == "acl" else child(verb, "expl")  # "said it was ready", the pronoun read as empty
        return together(own) if own is not None else []

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

    def _owed(self, token: Token, cue: _Cue) -> list[Token]:
        """To whom: the one promised ("offered Northland talks", "pledged to the UN"), or the other side ("agreed with the Front")."""
        for c in children(token, "iobj"):
            if c.pos_ in NOMINAL:
                return coordinated(c)
        for c in children(token, "obl", "nmod"):
            case = preposition(c)
            if case in ("with", "to") and f"prep:{case}" not in cue.takes and c.pos_ in NOMINAL:
                return coordinated(c)
        return []

    def _debtors(self, act: Token, how: str, doers: list[Token]) -> list[Token]:
        """Who must act: the act's own subject where it is another party ("announced that Northland will withdraw")."""
        if how == "to" and act.dep_ in ("xcomp", "ccomp") and act.head.lemma_ == "order":
            told = child(act.head, "obj", "iobj")
            return coordinated(told) if told is not None else doers
        if how == "that":
            own = child(act, *SUBJECTS)
            by_terms = act.head.pos_ == "NOUN" and act.dep_.startswith("acl")  # "a deal under which the rebels will disarm"
            if own is not None and not is_passive(act) and (own.pos_ == "PROPN" or (by_terms and own.pos_ == "NOUN")):
                return coordinated(own)
        if how == "noun":
            between = [c for c in children(act, "nmod") if preposition(c) == "between"]
            if between:
                return coordinated(between[0])
        return doers


def _content_on(noun: Token) -> Token | None:
    """What is promised, where the parser hangs it on the one promised to ("promised the mission that its guns would be withdrawn")."""
    for c in children(noun, "acl"):
        if is_willed(c) and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children) and child(c, *SUBJECTS) is not None:
            return c
    return None
