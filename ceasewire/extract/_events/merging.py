"""Which acts of a sentence are one act: an attack and its dead, a deal and its signing; and who fills whose empty place."""

from __future__ import annotations

import itertools
from dataclasses import replace

from spacy.tokens import Token

from ceasewire.extract._events.acts import Act, Finder
from ceasewire.extract._events.scene import Scene
from ceasewire.language import grammar, roles

_VIOLENT = ("ASSAULT", "PROTEST")
#: whose doer also does the act that is named as their object ("threatened an attack", "agreed to a truce")
_OWN_ACTS = ("THREATEN", "AGREE", "CONCEDE", "MOBILIZE")
#: whom these are done to is no party to an agreement on them ("agreed to impose sanctions on Verin")
_HOSTILE = ("SANCTION", "COERCE", "ASSAULT", "ACCUSE", "THREATEN", "MOBILIZE", "PROTEST")
#: a verb of these types may name its act again in a phrase with a preposition ("met for talks")
_NAMED_IN_A_PHRASE = ("CONSULT", "SUPPORT", "AGREE", "COOPERATE", "AID", "REQUEST", "PROTEST", "SANCTION")
#: what opens a phrase that tells why or of what, and not who took part ("resigned over the failed talks")
_REASONS = frozenset(("about", "because", "despite", "due", "on", "over"))
_BELOW = ("obj", "xcomp", "ccomp", "advcl", "obl", "nmod", "conj", "acl")


class Merger:
    """Joins the acts of one sentence; needs the codebook's class of outcomes ("kill", "wound")."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder

    def __call__(self, acts: list[Act], scene: Scene) -> list[Act]:
        acts = self._outcomes(acts, scene)
        acts = self._named_twice(acts)
        acts = self._demanded_in_the_street(acts)
        for act in acts:
            self._share(act, acts, scene)
        for act in acts:
            self._take_part(act, acts, scene)
        return acts

    def is_outcome(self, act: Act) -> bool:
        return act.type == "ASSAULT" and act.row.words[0] in self.finder.consequences and roles.is_verbal(act.token)

    def _outcomes(self, acts: list[Act], scene: Scene) -> list[Act]:
        """ "X killed in an airstrike", "an attack that killed 12", "bombed a market, killing 12": one attack with its numbers."""
        left = list(acts)
        for act in acts:  # "an airstrike hit the hospital": the strike is the act
            if act.type == "ASSAULT" and roles.is_verbal(act.token):
                told = {m.i for t in roles.deep_subject(act.token) for m in roles.members(t)}
                others = [a for a in left if a is not act and a.type == "ASSAULT"]
                first = next((a for a in others if a.token.i in told and not roles.is_verbal(a.token)), None)
                if first is None and not act.row.source:  # "fired a rocket which landed near the port"
                    first = next((a for a in others if told & {t.i for t in a.raw["where"]}), None)
                if first is not None:
                    self.absorb(first, act, scene)
                    left.remove(act)
        outcomes = [a for a in left if self.is_outcome(a)]
        for first, second in itertools.pairwise(outcomes):  # "killed 3 and wounded 4"
            if second.token.head in first.anchors and second.token.dep_ in ("conj", "advcl", "acl", "parataxis"):
                self.absorb(first, second, scene)
                left.remove(second)
        means = [a for a in left if (a.type in _VIOLENT and not self.is_outcome(a)) or self._is_raid(a)]
        for act in [a for a in left if self.is_outcome(a)]:
            cause = next((m for m in means if self._causes(m, act)), None)
            if cause is not None and self._is_raid(cause):  # a raid or siege with dead is an attack
                cause.row = replace(cause.row, type="ASSAULT", mode=None)
                cause.mode = None
            if cause is not None and (cause.type == "ASSAULT" or not act.sources):
                self.absorb(cause, act, scene)
                left.remove(act)
        return left

    def _is_raid(self, act: Act) -> bool:
        return act.type == "COERCE" and act.row.words[-1] in self.finder.book.words("raids")

    def _causes(self, means: Act, outcome: Act) -> bool:
        """Is the outcome told as that of the means: its subject, its "in" phrase, its clause, or the noun its clause hangs on?"""
        subjects = roles.deep_subject(outcome.token) + roles.arguments(outcome.token, "ARG0")
        if any(m in means.anchors for s in subjects for m in roles.members(s)):
            return True
        doers = {m.i for s in subjects for m in roles.members(s) if m in outcome.sources}
        mine = {s.i for s in means.sources}
        if doers and mine and not doers & mine:
            return False
        down = self._hangs(means.verb, outcome.anchors, crossing=("advcl", "conj", "parataxis", "acl"))
        up = self._hangs(outcome.token, means.anchors, crossing=("advcl", "conj", "parataxis", "acl", "xcomp"))
        if down and means.verb.dep_.startswith("advcl"):
            marks = {m.lower_ for m in grammar.children(means.verb, "mark", "advmod", "case")}
            return not marks or bool(marks & {"when", "after", "as", "in"})
        shared = not doers or bool(doers & mine)
        if down and (shared or not mine):
            return True
        return up and (shared or (not mine and outcome.token.dep_ != "conj"))

    def _hangs(self, token: Token, anchors: list[Token], crossing: tuple[str, ...]) -> bool:
        """Does the token reach one of the words by climbing through nouns, and at most one clause of these kinds?"""
        clauses = 0
        for _ in range(6):
            base = token.dep_.split(":")[0]
            if base in crossing:
                clauses += 1
            elif base not in ("obl", "nmod", "obj", "nsubj", "compound", "appos", "advmod", "amod"):
                return False
            if clauses > 1:
                return False
            token = token.head
            if token in anchors:
                return True
        return False

    def absorb(self, kept: Act, other: Act, scene: Scene) -> None:
        """Makes `other` a part of `kept`: its words, its victims, and a doer where there was none.

        In a fight of two sides the fighters who fell took part; only bystanders are targets.
        """
        kept.anchors += other.anchors
        victims = [t for t in other.targets if t not in kept.targets and t not in kept.sources]
        if not kept.sources:
            kept.sources = [s for s in other.sources if s not in kept.anchors and s not in kept.targets]
        if kept.type == "ASSAULT" and not kept.row.target:
            fallen = [t for t in victims if self.finder.who.belongs(t, self.finder.book.words("fighters"), scene)]
            kept.sources = kept.sources or fallen
            victims = [t for t in victims if t not in fallen and self.finder.who.belongs(t, self.finder.book.words("civilians"), scene)]
        kept.targets += victims
        if kept.mode is None:
            kept.mode = other.mode
        for name, heads in other.raw.items():
            kept.raw[name] = kept.raw.get(name, []) + heads

    def _named_twice(self, acts: list[Act]) -> list[Act]:
        """A verb and the noun it governs tell one act of one type ("signed an agreement", "met for talks")."""
        left = list(acts)
        for act in acts:
            if act not in left or roles.is_verbal(act.token):
                continue
            other = next((a for a in left if a is not act and a.type == act.type and self._governs(a, act)), None)
            if other is not None and (act.mode in (None, other.mode) or other.mode is None):
                if other.mode is None and act.mode is not None:
                    other.mode = act.mode
                self._join(other, act)
                left.remove(act)
        return left

    def _demanded_in_the_street(self, acts: list[Act]) -> list[Act]:
        """Demonstrators' demands are part of the protest: whom they ask is whom they protest against."""
        left = list(acts)
        for act in acts:
            protests = [a for a in left if a.type == "PROTEST" and a is not act]
            if act.type == "PROTEST":  # "marched to demand the resignation"
                protests = [a for a in protests if a.start < act.start and roles.is_verbal(act.token) and act.token.head in a.anchors]
            elif act.type != "REQUEST":
                continue
            protest = next((a for a in protests if self._belongs(act, a)), None)
            if protest is None:
                continue
            under = [a for a in acts if a is not act and self._under(a, act)]
            protest.targets = protest.targets or list(act.targets) or [s for a in under for s in a.sources if s not in protest.sources]
            protest.anchors.append(act.token)
            left.remove(act)
        return left

    def _belongs(self, demand: Act, protest: Act) -> bool:
        if set(demand.sources) & set(protest.sources) or protest.token in roles.arguments(demand.token, "subj"):
            return True
        token = demand.verb
        return token.head in protest.anchors and token.dep_.split(":")[0] in ("advcl", "acl", "conj", "xcomp", "parataxis")

    def _governs(self, act: Act, noun: Act) -> bool:
        token = grammar.coordinated(noun.token)[0]
        if token.head != act.token:
            return False
        if token.dep_ in ("obj", "nsubj:pass", "nsubj", "compound", "amod", "nmod:desc"):
            return True
        if token.dep_.split(":")[0] not in ("obl", "nmod"):
            return False
        if act.type == "ASSAULT":  # "was stabbed in an attack", told of who suffered it
            return grammar.preposition(token) in ("in", "during") and roles.is_passive(act.token) and not noun.targets
        if act.type not in _NAMED_IN_A_PHRASE:
            return False
        return grammar.preposition(token) in ("for", "in", "at", "during", "of", "on", "to", "with")

    def _join(self, kept: Act, other: Act) -> None:
        kept.anchors += other.anchors
        for name in ("sources", "targets"):
            mine: list[Token] = getattr(kept, name)
            if not mine or kept.type in ("CONSULT", "SUPPORT", "AGREE", "COOPERATE"):
                theirs = [t for t in getattr(other, name) if t not in kept.sources and t not in kept.targets]
                if mine:  # "accepted the mediators' proposal": whose it is has no part in the accepting
                    theirs = [t for t in theirs if t.dep_ != "nmod:poss"]
                setattr(kept, name, mine + theirs)

    def _share(self, act: Act, acts: list[Act], scene: Scene) -> None:
        """Fills empty places from the act that governs this one in the same sentence."""
        above = [a for a in acts if a is not act and self._under(act, a)]
        if not above:
            return
        over = next((a for a in above if a.mode == "release"), above[0])
        if over.type == "ACCUSE":  # "accused X of bombing", "condemned the bombing by X"
            if not over.targets:
                over.targets = [s for s in act.sources if s not in over.sources]
            if not act.sources and over.mode != "disapprove":  # who gets a complaint is not who it is about
                act.sources = [t for t in over.targets if grammar.preposition(t) != "to"]
        elif over.type in ("SANCTION", "COERCE", "ASSAULT") and act.type == "ASSAULT":  # "jailed for the murder of …"
            if not act.sources and act.row.source and (over.mode in ("convict", "arrest") or grammar.preposition(act.token) == "for"):
                act.sources = [t for t in over.targets if t not in act.targets]
        elif over.type in ("REQUEST", "REJECT"):
            if over.type == "REQUEST":  # "called for a ban on X": whom it is done to is not asked
                over.targets = [t for t in over.targets if t not in act.targets]
            if over.type == "REQUEST" and not act.sources and act.row.source and act.type != "CONSULT":
                act.sources = list(over.targets)
            if not over.targets and over.row.target:  # "refused to meet with X", "demanded that X leave"
                asked = act.sources if over.type == "REQUEST" or act.type == "CONSULT" else []
                over.targets = [t for t in asked if t not in over.sources and scene.is_actor(t)]
        elif over.mode == "release" and act.mode in ("abduct", "arrest"):  # "released the monitors seized in May"
            if over.light is None:  # who announces a release need not be the captor
                act.sources = act.sources or list(over.sources)
        elif over.type in ("CONCEDE", "RETREAT") and act.type in ("COERCE", "SANCTION"):  # "lifted the sanctions on X"
            over.targets = over.targets or [t for t in act.targets if t not in over.sources]
        elif over.type in _OWN_ACTS:
            if not act.sources and act.row.source:
                act.sources = list(over.sources)
            if over.type == "AGREE" and not over.targets and act.mode != "release" and act.type not in _HOSTILE:
                over.targets = [t for t in act.targets if t not in over.sources and scene.is_actor(t)]
            if over.type == "THREATEN" and act.type != "RETREAT":  # whom a release would help is not threatened
                act.targets = act.targets or ([] if not act.row.target else list(over.targets))
                over.targets = over.targets or list(act.targets)
        if over.mode is None:
            over.mode = self._mode_from(over, act)

    def blame(self, first: Act, again: Act, acts: list[Act]) -> None:
        """Who condemns an act told before condemns whoever did it ("X denounced the strike")."""
        for over in acts:
            if over.type == "ACCUSE" and not over.targets and over.row.target and self._under(again, over):
                over.targets = [s for s in first.sources if s not in over.sources]

    def _take_part(self, act: Act, acts: list[Act], scene: Scene) -> None:
        """Fills the doers of talks, deals and truces from the clause they stand in, else from the other act of its sentence."""
        one_sided = self.finder.is_one_sided(act)
        if (act.sources and not one_sided) or not act.row.source or roles.is_judged(act.token):
            return
        token = act.verb
        alone = act.type == "CONSULT" or (one_sided and act.type in ("COOPERATE", "SUPPORT", "ASSAULT"))
        part = token.dep_ != "nmod" or token in self.finder.who.counted(token.head)  # "a round of talks", but not "the failure of talks"
        if alone and part and not roles.is_verbal(act.token) and token.dep_ in ("obl", "nmod", "obj", "advcl"):
            verb = grammar.clause_of(token.head)
            if roles.is_verbal(verb) and (one_sided or not _REASONS & set(grammar.preposition(token).split())):
                who = self.finder.who.among(roles.surface_subject(verb), scene)
                if who:
                    act.sources = sorted({*act.sources, *who}, key=lambda t: t.i)
                    return
        if one_sided:
            return
        if act.type in ("CONSULT", "SUPPORT") or act.mode == "ceasefire":
            others = [a for a in acts if a is not act and a.sources and a.type in ("SUPPORT", "CONSULT", "REJECT", "RETREAT")]
            found = {s.i: s for a in others for s in a.sources}
            act.sources = [found[i] for i in sorted(found)]

    def _mode_from(self, over: Act, act: Act) -> str | None:
        for row in self.finder.book.modes.get(over.type, ()):
            if row.where == "act" and (act.type in row.words or f"{act.type}:{act.mode}" in row.words):
                return row.mode
        return over.mode

    def _under(self, act: Act, over: Act) -> bool:
        """Does the act hang on the other's verb as object, content or "of" phrase, with nothing but nouns between?"""
        token = act.verb
        for _ in range(4):
            reduced = grammar.child(token, *grammar.SUBJECTS) is None
            if (token.dep_ == "acl:relcl" and not reduced) or token.dep_.split(":")[0] not in _BELOW:
                return False
            token = token.head
            if token in over.anchors[:2]:
                return True
            if roles.is_verbal(token) and token.dep_ != "xcomp":
                return False
        return False
