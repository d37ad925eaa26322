"""The status of one act, read from the inside out. Start at `Reader.status_of`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._status import clauses
from ceasewire.extract._status.dating import Dating
from ceasewire.extract._status.governing import Governor, came_about, governors, is_past, lemmas
from ceasewire.extract._status.tables import ENDING, FACT, OPEN, SAME, TOLD, Reading, Rows
from ceasewire.language import grammar, roles
from ceasewire.records import Article, Interval, Statement

DEPTH = 12
#: slots that the lexicon's "any" stands for: complements, not circumstances ("after", "despite", "during")
COMPLEMENTS = frozenset((
    "comp", "obj", "compound", "of", "for", "to", "on", "in", "at", "about", "against", "with", "into", "upon", "over",
))  # fmt: skip
#: a telling act in progress is done: "are demanding the release"
TELLING = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE"})
#: "the first leader to visit" has visited
RANKS = frozenset(lexicon.words("ranks"))
#: acts that a threat asks for in its "unless"
YIELDING = frozenset({"RETREAT", "CONCEDE", "COOPERATE", "AGREE", "SUPPORT"})
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one act of one article."""

    article: Article
    rows: Rows
    type: str
    time: Interval

    def status_of(self, token: Token) -> Reading:
        reading = self._climb(token, 0)
        reading = self._conditions(token, reading)
        if reading.status in ("demanded", *OPEN) and came_about(token):
            reading = Reading()
        reading = Dating(self.article, self.rows, self.type, self.time).dated(token, reading, told=self._is_told(token))
        undated = not (self.time.earliest or self.time.latest)
        if reading == Reading() and undated and token.pos_ == "NOUN" and token.lemma_.lower() in self.rows.states:
            return Reading("ongoing")  # "endangers the truce": it is in force
        return reading

    # -- from the inside out --------------------------------------------------------------------------------------

    def _climb(self, token: Token, depth: int) -> Reading:
        own = self._own(token)
        if depth > DEPTH:
            return own
        timed = clauses.around(token) if own == Reading() else None
        if timed is not None:
            outer = self._climb(timed, depth + 1)
            return outer if outer.status in ("planned", "scheduled") else own
        for governor in governors(token):
            effect = self._effect(token, governor)
            if effect is None:
                continue
            outer = self._climb(governor.token, depth + 1)
            return self._composed(own, effect, governor.token, outer)
        return own

    def _composed(self, own: Reading, effect: str, governor: Token, outer: Reading) -> Reading:
        """What the act is when its own words say `own`, the governing word does `effect`, and that word itself stands as `outer`."""
        if effect == TOLD:
            doubted = outer.status == "denied" and own.status in (FACT, "possible") and governor.pos_ == "NOUN"
            return outer if doubted else own
        if effect == SAME:
            if own.status == FACT and outer.status == "denied" and governor.pos_ == "NOUN":
                return outer.because("possible")  # "rejected a ceasefire deal": the ceasefire is only on paper
            if own == Reading() and outer == Reading() and governor.pos_ == "VERB":
                return Reading(FACT, (governor,))  # "imposed a curfew": begun, whatever it is since
            weaker = own.status in (FACT, "ongoing") and outer.status != FACT
            return outer if weaker or (own.status in OPEN and outer.status in ("negated", "denied", "conditional")) else own
        if effect == ENDING:  # what is only to stop, or did not stop, goes on
            tried = any(self.rows.has("trying", g.token.lemma_.lower()) for g in governors(governor))
            open_still = tried or outer.status in ("demanded", "conditional", "ongoing", "negated", "denied", *OPEN)
            if own.status == FACT:
                return Reading("ongoing" if open_still else FACT, (governor,))
            return own
        if effect == "ongoing":
            if own.status not in (FACT, "ongoing"):
                return own
            return Reading("ongoing", (governor,)) if outer.status in (FACT, "ongoing") else outer.because(outer.status, governor)
        if effect in ("negated", "denied") and own.status == FACT and outer.status in ("negated", "denied"):
            return self._twice_negated(effect, governor, outer)
        if own.status == "possible" and any(w.lower_ in ("whether", "if") for w in own.words):
            return own  # "has not decided whether to leave"
        if effect == "possible" and own.status == "planned" and all(w.tag_ == "MD" for w in own.words):
            own = own.because("possible", governor)  # "fear that they will attack"
        kept = own.status not in (FACT, "ongoing") or (effect == "historical" and own.status == "ongoing")
        base = own if kept else Reading(effect, (governor,))
        if effect in ("denied", "negated") and own.status in OPEN:
            base = own.because(effect, governor)
        if outer.status in ("denied", "negated", "conditional") and base.status in OPEN:
            return outer.because(outer.status, *base.words)
        if outer.status == "demanded" and base.status in ("planned", "possible"):
            return outer.because("demanded", *base.words)
        if outer.status == "possible" and base.status == "planned":
            return outer.because("possible", *base.words)
        return base

    def _twice_negated(self, effect: str, governor: Token, outer: Reading) -> Reading:
        """ "Did not fail to leave" left, "refused to cancel the talks" is to hold them, "did not rule out leaving" may leave."""
        if effect == "denied":
            return outer.because("possible", governor)
        ahead = any(w.tag_ == "MD" for w in outer.words) or (outer.status == "denied" and governor.tag_ == "VB")
        return outer.because("planned" if ahead else FACT, governor)

    def _effect(self, token: Token, governor: Governor) -> str | None:
        """What the governing word does to the act; None where it says nothing of it."""
        word, slots = governor.token, governor.slots
        pos = _POS.get(word.pos_, "")
        for lemma in lemmas(word):
            rows = self.rows.governors.get((lemma, pos)) or (self.rows.governors.get((lemma, "verb")) if pos == "adj" else None) or []
            rows = [r for r in rows if not r[2] or self.type in r[2]]
            complement = bool(COMPLEMENTS & set(slots)) or ("subj" in slots and pos != "verb")
            for slot in (*slots, *(("any",) if complement else ())):
                fit = sorted((r for r in rows if slot in r[0]), key=lambda r: not r[2])
                if fit:
                    effect = fit[0][1]
                    return TOLD if effect in ("planned", "demanded") and slot in ("comp", "any") and is_past(token) else effect
        if "purpose" in slots and not any(c.lower_ in RANKS for c in (word, *word.children)):
            return "planned"
        if "inf" in slots:
            if any(c.lower_ in RANKS for c in (word, *word.children)):
                return TOLD  # "the first leader to visit"
            return "possible" if pos == "adj" else "planned"
        nominal = token.pos_ == "NOUN" or token.dep_.startswith("csubj")
        part = {"obj", "subj"} & set(slots) and pos in ("verb", "adj") and nominal and not grammar.is_definite(token)
        if part or ("compound" in slots and pos == "noun"):
            outer = self._climb(word, DEPTH // 2)
            modal = grammar.modal(word)
            if outer.status == "planned" and "subj" in slots and modal is not None and modal.lower_ == "would":
                return "possible"  # "fighting would endanger the deal"
            return SAME if outer.status in ("planned", "possible", "demanded", "conditional", "negated", "denied") else None
        return TOLD if "comp" in slots else None

    # -- the act's own words --------------------------------------------------------------------------------------

    def _own(self, token: Token) -> Reading:
        verbal = token.pos_ in ("VERB", "AUX") or grammar.child(token, "cop") is not None
        leader = clauses.leader(token) if verbal else None
        reading = self._verbal(token) if verbal else Reading()
        if leader is not None and reading == Reading():
            reading = self._verbal(leader)
        negation = grammar.negation(token) or self._nobody(token) or (clauses.no_longer(token) if verbal else None)
        if negation is None and leader is not None and clauses.joins_negation(token):
            negation = grammar.negation(leader) or self._nobody(leader)
        if negation is not None:
            refused = (reading.status == "planned" and self._is_told(token)) or self._is_reported(leader or token)
            refused = refused and not self._is_pledged(token)  # "promised that they would not attack", as "agreed not to"
            unsure = reading.status == "possible" and any(t.lower_ in ("may", "might") for t in reading.words)
            if reading.status in (FACT, "ongoing", "planned", "possible") and not unsure:
                return reading.because("denied" if refused else "negated", negation)
            return reading.because(reading.status, negation)
        if reading.status != FACT:
            return self._unsure(token, reading)
        feared = token.nbor(-1) if token.i > token.sent.start and token.tag_ == "VBN" else token
        if feared.tag_ == "VBN" and self.rows.modifiers.get(feared.lower_) == "possible":
            return Reading("possible", (feared,))  # "feared kidnapped"
        running = self._successive(token)
        if running is not None:
            return Reading("ongoing", (running,))
        for c in token.children:
            effect = self.rows.modifiers.get(c.lower_)
            if effect is None or c.dep_.split(":")[0] not in ("amod", "advmod", "compound", "nmod", "acl"):
                continue
            if effect == "historical" and ((c.dep_ == "advmod" and token.tag_ == "NN") or list(grammar.children(c, "obl", "nmod", "obj"))):
                continue
            return Reading() if effect == FACT else Reading(effect, (c,))
        shares = token.dep_ == "conj" and grammar.child(token, *grammar.SUBJECTS) is None
        for p in (*self._around(token), *(self._around(token.head) if shares else ())):
            effect = self.rows.prepositions[p[0]][0 if token.pos_ in ("NOUN", "PROPN") else 1]
            if effect == "planned" and is_past(token):
                continue  # "until they left"
            if effect and effect != "conditional":
                return Reading(effect, (p[1],))
        return reading

    def _unsure(self, token: Token, reading: Reading) -> Reading:
        """ "Whether the rebels will leave": a plan that is in doubt."""
        for known, word in self._around(token) if reading.status == "planned" else ():
            if self.rows.prepositions[known][1] == "possible":
                return reading.because("possible", word)
        return reading

    def _is_reported(self, token: Token) -> bool:
        """Is it a clause of its own in what somebody is said to have said: "said it had not shelled", not "agreed not to shell"?"""
        if grammar.child(grammar.clause_of(token), *grammar.SUBJECTS, "expl") is None:
            return False
        return any(s.speaker_spans and s.act != "demands" for s in self._statements(token))

    def _is_pledged(self, token: Token) -> bool:
        """Does it stand under a word that promises ("promised that they would not attack"), not one that says?"""
        above = next((t.head for t in (token, *grammar.ancestors(token)) if t.dep_ == "ccomp"), None)
        rows = self.rows.governors.get((above.lemma_.lower(), "verb"), []) if above is not None else []
        return any(effect == "planned" and {"comp", "any"} & slots and not types for slots, effect, types in rows)

    def _statements(self, token: Token) -> Iterator[Statement]:
        """What somebody says that the act is part of."""
        return (s for s in self.article.statements if s.content.start <= token.idx < s.content.end)

    def _successive(self, token: Token) -> Token | None:
        """ "shelled the town for the third successive day": it goes on."""
        light = token.dep_ == "obj" and token.pos_ == "NOUN"
        for c in (*grammar.children(token, "obl", "nmod"), *(grammar.children(token.head, "obl") if light else ())):
            if grammar.preposition(c) == "for":
                return next((a for a in grammar.children(c, "amod") if self.rows.has("successive", a.lower_)), None)
        return None

    def _nobody(self, token: Token) -> Token | None:
        """ "No party signed", "neither side sent": the negation stands in the subject."""
        subject = grammar.child(token, *grammar.SUBJECTS)
        if subject is None or token.pos_ not in ("VERB", "AUX"):
            return None
        if subject.lower_ in ("nobody", "none", "neither"):
            return subject
        counted = [w for c in (subject, *grammar.children(subject, "det", "nummod")) for w in c.children]  # "not one", "hardly any"
        return grammar.negation(subject) or next((w for w in counted if w.lower_ in ("not", "hardly", "scarcely", "barely")), None)

    def _verbal(self, verb: Token) -> Reading:
        aux = [a for a in verb.children if a.dep_.split(":")[0] in ("aux", "cop")]
        modal = next((a for a in aux if a.tag_ == "MD"), None)
        asked = clauses.asking(verb)
        if asked is not None:
            return Reading("possible", (asked,))
        if modal is not None and modal.lower_ in self.rows.modals:
            told, narrated = self.rows.modals[modal.lower_]
            if clauses.opening(verb) == modal:
                return Reading()  # "should they attack" is a condition
            if modal.lower_ == "must" and verb.tag_ == "VBN" and any(a.lower_ == "have" for a in aux):
                return Reading("possible", (modal,))  # "must have fired": inferred
            return Reading(told if self._is_told(verb) else narrated, (modal,))
        to = next((c for c in verb.children if c.lower_ == "to" and c.dep_ in ("mark", "aux")), None)
        if to is not None:  # "is to meet", and a headline's "X to meet Y"
            main = verb.dep_ in ("root", "ROOT", "ccomp", "conj") and grammar.child(verb, *grammar.SUBJECTS) is not None
            if main or any(a.lemma_ == "be" and a.i < to.i for a in aux):
                return Reading("planned", (to,))
        words = {a.lower_ for a in aux}
        if verb.tag_ == "VBN" and verb.dep_.startswith("acl") and words == {"being"} and not self.time.earliest:
            return Reading("ongoing", tuple(aux[:1]))
        if verb.tag_ == "VBN" and "being" in words and words & {"is", "are", "'s", "’s"}:
            return Reading("ongoing", tuple(a for a in aux if a.lower_ == "being"))
        present = words & {"is", "are", "'s", "’s", "'re", "’re", "am", "been"} and not words & {"had", "was", "were"}
        if verb.tag_ == "VBG" and self.type not in TELLING and present:
            return Reading("ongoing", tuple(a for a in aux if a.lemma_ == "be")[:1])
        if verb.lemma_.lower() in self.rows.states and (verb.tag_ in ("VBN", "VBG") or roles.is_passive(verb)):
            since = next((p for c in grammar.children(verb, "obl") for p in grammar.children(c, "case") if p.lower_ == "since"), None)
            if since is not None and not words & {"was", "were", "had"}:
                return Reading("ongoing", (since,))
        return Reading()

    def _is_told(self, token: Token) -> bool:
        """Does the act stand in what somebody says?"""
        if any(True for _ in self._statements(token)):
            return True
        return token.dep_ == "ccomp" or any(t.dep_ == "ccomp" for t in grammar.ancestors(token))

    def _around(self, token: Token) -> Iterator[tuple[str, Token]]:
        """The listed prepositions and conjunctions that open the act's phrase or clause, with their first word."""
        opening = clauses.opening(token)
        if opening is not None and opening.lower_ in self.rows.prepositions:
            yield opening.lower_, opening
        for c in token.children:
            if c.dep_ not in ("case", "mark", "advmod", "cc"):
                continue
            if c.lower_ == "if" and token.dep_ == "ccomp":  # "asked if they had left"
                yield "whether", c
                continue
            words = " ".join(w.lower_ for w in sorted([c, *grammar.children(c, "fixed")], key=lambda t: t.i))
            after = next((m for m in token.children if m.i == c.i + 1 and m.dep_ in ("case", "mark")), None)
            joined = f"{words} {after.lower_}" if after is not None else ""
            before = token.doc[c.i - 1].lower_ if c.i > 0 else ""
            noun = token.doc[c.i - 2].lower_ if c.i > 1 else ""
            first = token.doc[c.i - 3].lower_ if c.i > 2 else ""
            for known in (joined, f"{first} {noun} {before} {words}", f"{noun} {before} {words}", f"{before} {words}", words):
                if known in self.rows.prepositions:
                    yield known, c
                    break

    # -- conditions -----------------------------------------------------------------------------------------------

    def _conditions(self, token: Token, reading: Reading) -> Reading:
        """ "Will leave if they attack": both are conditional; what must happen "unless …" or "if they do not …" is demanded."""
        clause, first = token, True
        for _ in range(DEPTH):
            for known, word in self._around(clause):
                of_noun, of_clause, _main = self.rows.prepositions[known]
                effect = of_noun if clause.pos_ in ("NOUN", "PROPN") and not grammar.is_clause(clause) else of_clause
                if effect == "conditional":
                    asked = known == "unless" and self.type in YIELDING and reading.status in (FACT, "ongoing", *OPEN)
                    if asked or (reading.status in ("negated", "denied") and not self._fails(token, reading)):
                        return reading.because("demanded", word)
                    return reading if reading.status == "demanded" else reading.because("conditional", word)
            if self._may_depend(reading) and (first or clause.pos_ in ("VERB", "AUX", "ADJ")):
                for c in clauses.hanging(clause):
                    for known, word in self._around(c):
                        if self.rows.prepositions[known][2] != "conditional":
                            continue
                        if reading.status in ("denied", "negated") and known != "unless":
                            return reading  # "will not accept refugees if war starts": refused all the same
                        return reading.because("conditional", word)
            told = clause.dep_ == "ccomp" and grammar.child(clause, *grammar.SUBJECTS) is not None and clause.head.pos_ != "ADJ"
            if clause.head == clause or clause.dep_ == "parataxis" or told:
                return reading
            clause, first = clause.head, False
        return reading

    def _may_depend(self, reading: Reading) -> bool:
        """Can a condition hang on it? "Will leave if …", "refuse to leave unless …"; not what was not done ("did not leave")."""
        ahead = reading.status == "denied" or (reading.status == "negated" and any(w.tag_ == "MD" for w in reading.words))
        return reading.status in OPEN or ahead

    def _fails(self, token: Token, reading: Reading) -> bool:
        """ "If the talks fail": it is not asked for that they succeed, as it is in "if they do not leave"."""
        return token.head in reading.words and token.dep_ in grammar.SUBJECTS
