"""Whom a pronoun means: the one actor before it that fits and stands out, or nobody.

Every actor told of in the last sentences is weighed by where it was mentioned: a subject outweighs an object, the subject of the
clause that the pronoun stands under outweighs other subjects, near outweighs far, a name outweighs a description. The heaviest
is meant when it leads by a clear margin; things that are no actors, and two actors told of together, are weighed as well, and
when one of them leads the pronoun stays unresolved. Weights: set by hand on half of a public set of pronouns, checked on the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from ceasewire.extract._actors.mentions import Candidate
from ceasewire.language import grammar

if TYPE_CHECKING:
    from ceasewire.extract._actors.coreference import Cluster

_REACH = 2  # sentences that a pronoun may reach back; farther ones are rarely meant in news
_SPEAKER_REACH = 5  # "he added" after a long quotation
_MARGIN = 1.3
#: what a mention weighs by its place in its clause
_ROLES = {
    "nsubj": 3.0, "nsubj:pass": 3.0, "nsubj:outer": 3.0, "obj": 1.5, "iobj": 1.5, "obl:agent": 1.5, "nmod:poss": 1.0, "obl": 0.5,
    "root": 1.0,
}  # fmt: skip
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_THINGS = frozenset({"nsubj", "nsubj:pass", "obj", "obl"})


@dataclass(slots=True)
class Told:
    """One mention of an actor, as a possible antecedent."""

    candidate: Candidate
    cluster: Cluster


@dataclass(slots=True)
class Answer:
    """The actor meant, or why none is."""

    cluster: Cluster | None = None
    reason: str = ""
    later: int | None = None  # head token of the subject after it, which is meant if it is an actor that fits


@dataclass(slots=True)
class Pronouns:
    """Weighs the actors of one article for its pronouns. Mentions are told in text order."""

    doc: Doc
    at: dict[int, Cluster]  # head token → cluster, kept by the caller
    persons_verbs: frozenset[str]  # verbs whose object is somebody
    saying: frozenset[str]  # verbs whose subject is somebody
    told: list[Told] = field(default_factory=list)

    def tell(self, candidate: Candidate, cluster: Cluster) -> None:
        self.told.append(Told(candidate, cluster))

    def lately(self, sentence: int) -> list[Cluster]:
        """The actors told of in this sentence or later, in the order of their first mention."""
        found: dict[int, Cluster] = {}
        for told in reversed(self.told):
            if told.candidate.sentence < sentence:
                break
            found.setdefault(id(told.cluster), told.cluster)
        return sorted(found.values(), key=lambda c: c.mentions[0].start)

    def meant(self, pronoun: Candidate) -> Answer:
        """The antecedent of a pronoun among all that has been told so far."""
        token = self.doc[pronoun.head]
        if token.lower_ in _REFLEXIVE:
            subject = grammar.subject(grammar.clause_of(token))
            cluster = self.at.get(subject.i) if subject is not None else None
            return Answer(cluster) if cluster is not None else Answer(reason="the subject of its clause is no actor")
        later = self._follows(token)
        if later is not None:
            return Answer(later=later, reason="the subject after it does not fit")
        asked = _Asked(pronoun, token, list(self._above(token)), self._speaks(token))
        if token.lower_ == "it" and not asked.speaks and token.dep_ not in _SUBJECTS and token.head.lemma_ not in self.persons_verbs:
            return Answer(reason="an object that may be a thing")
        weights: dict[int, float] = {}
        clusters: dict[int, Cluster] = {}
        for told in self._near(asked):
            if not fits(told.cluster, pronoun) or self._barred(told, token):
                continue
            key = id(told.cluster)
            weight = self._weight(told, asked)
            if weight > weights.get(key, -99.0):
                weights[key], clusters[key] = weight, told.cluster
        if not weights:
            return Answer(reason="no actor before it fits in number and kind")
        for key, cluster in clusters.items():
            weights[key] += 0.3 * _told_often(cluster, pronoun.sentence)
        ranked = sorted(weights, key=lambda k: (-weights[k], clusters[k].mentions[0].start))
        other = self._other(asked)
        if other is not None and other[0] > weights[ranked[0]] - 0.5 * _MARGIN:
            return Answer(reason=f"may mean {other[1]!r}, which is not one actor")
        if len(ranked) > 1 and weights[ranked[0]] - weights[ranked[1]] < _MARGIN:
            names = ", ".join(repr(clusters[k].label or clusters[k].described) for k in ranked[:3])
            return Answer(reason=f"{'two' if len(ranked) == 2 else len(ranked)} candidates fit: {names}")
        return Answer(clusters[ranked[0]])

    def _follows(self, token: Token) -> int | None:
        """ "In his message, Melin said": the subject that comes after a pronoun inside the opening phrase of its clause."""
        clause = grammar.clause_of(token)
        subject = grammar.child(clause, "nsubj", "nsubj:pass")
        if token.dep_ != "nmod:poss" or subject is None or not token.i < subject.i < clause.i or subject.pos_ not in ("PROPN", "NOUN"):
            return None
        opening = next((a for a in (token.head, *grammar.ancestors(token.head)) if a.head.i == clause.i), None)
        return subject.i if opening is not None and opening.dep_ == "obl" and opening.i < subject.i else None

    def _near(self, asked: _Asked) -> Iterator[Told]:
        """Mentions before the pronoun, in its own sentence and those in reach; who speaks on may have spoken some sentences ago."""
        for told in reversed(self.told):
            back = asked.pronoun.sentence - told.candidate.sentence
            if back > _SPEAKER_REACH or (back > _REACH and not asked.speaks):
                return
            if told.candidate.head < asked.token.i and (back <= _REACH or self._speaks(self.doc[told.candidate.head])):
                yield told

    def _above(self, token: Token) -> Iterator[int]:
        """The subjects of the pronoun's own clause (if it is no subject itself) and of the clauses above it, nearest first."""
        clause = grammar.clause_of(token)
        heads = [a for a in grammar.ancestors(clause) if grammar.is_clause(a)]
        for verb in heads if token.dep_ in _SUBJECTS else [clause, *heads]:
            subject = grammar.subject(verb)
            if subject is not None and subject.i < token.i:
                yield subject.i

    def _barred(self, told: Told, token: Token) -> bool:
        """A phrase does not mean its own possessor, nor an object its subject."""
        candidate = told.candidate
        if token.head.i == candidate.head or (candidate.start <= token.idx < candidate.end and grammar.preposition(token.head) == "of"):
            return True
        if token.dep_ in ("obj", "iobj"):
            subject = grammar.subject(token.head)
            return subject is not None and self.at.get(subject.i) is told.cluster
        return False

    def _weight(self, told: Told, asked: _Asked) -> float:
        candidate, token = told.candidate, asked.token
        head = grammar.coordinated(self.doc[candidate.head])[0]
        dep = self.doc[candidate.apposed_to].dep_ if candidate.apposed_to >= 0 else head.dep_
        weight = _ROLES.get(dep, 0.0) - 1.5 * min(_REACH, asked.pronoun.sentence - candidate.sentence)
        if candidate.head in asked.above:
            weight += (2.5 if asked.above[0] == candidate.head else 1.5) - (1.5 if self._with_hearer(candidate, token) else 0.0)
        if candidate.name:
            weight += 1.0
        elif candidate.how == "pronoun":
            weight += 1.0 if candidate.gender == asked.pronoun.gender and candidate.plural == asked.pronoun.plural else 0.0
        elif not candidate.definite:
            weight -= 0.5
        if dep in _SUBJECTS and token.dep_ in _SUBJECTS:
            weight += 1.0 if candidate.sentence != asked.pronoun.sentence else 0.5
            weight += 1.5 if asked.speaks and self._speaks(head) else 0.0
        return weight

    def _with_hearer(self, candidate: Candidate, token: Token) -> bool:
        """ "told Melin that he", "gave Melin his …": the one addressed is as likely as the subject."""
        verb = self.doc[candidate.head].head
        return any(c.dep_ in ("obj", "iobj") and c.i < token.i and c.i in self.at and self.at[c.i].is_person for c in verb.children)

    def _speaks(self, token: Token) -> bool:
        """The subject of a verb that reports: somebody, no thing."""
        verb = token.head
        if token.dep_ not in _SUBJECTS or grammar.is_passive(verb):
            return False
        return verb.lemma_.lower() in self.saying or any(c.dep_ in ("ccomp", "parataxis") for c in verb.children)

    def _other(self, asked: _Asked) -> tuple[float, str] | None:
        """The weightiest rival that is no actor, or no single one: a thing ("it"), two actors joined ("they"), an unknown name above."""
        token, pronoun = asked.token, asked.pronoun
        sentence = token.sent
        start = sentence.start if sentence.start == 0 or sentence.start < token.i - 3 else self.doc[sentence.start - 1].sent.start
        best: tuple[float, str] | None = None
        for rival in self.doc[start : token.i]:
            if rival.dep_ not in _THINGS or rival.pos_ not in ("NOUN", "PROPN"):
                continue
            joined = len(grammar.coordinated(rival)) > 1
            plural = joined or rival.tag_ in ("NNS", "NNPS")
            if plural != pronoun.plural or (rival.i in self.at and not joined):
                continue
            unknown_name = rival.pos_ == "PROPN" and rival.i in asked.above
            if (asked.speaks or pronoun.gender is not None) and not joined and not unknown_name:
                continue
            weight = _ROLES[rival.dep_] - (1.5 if rival.i < sentence.start else 0.0)
            if rival.i in asked.above:
                weight += 2.5 if asked.above[0] == rival.i else 1.5
            if joined:
                weight += 3.0  # more than one of its members can gain
            elif token.lower_ == "it" and not asked.speaks:
                weight += 1.5
            if best is None or weight > best[0]:
                best = weight, rival.text
        return best


@dataclass(frozen=True, slots=True)
class _Asked:
    """A pronoun and where it stands: the subjects above it, and whether it is the subject of a verb that reports."""

    pronoun: Candidate
    token: Token
    above: list[int]
    speaks: bool


def _told_often(cluster: Cluster, sentence: int) -> int:
    """How often the actor was told of lately, at most 4 times."""
    return sum(1 for m in cluster.mentions[-4:] if sentence - m.sentence <= 6)


def may_be_body(cluster: Cluster) -> bool:
    """One word that only the model calls a person ("Varonia said it …"): the model is often wrong there."""
    return cluster.identity.rule == "person" and cluster.gender is None and all(" " not in n for n in cluster.names)


def fits(cluster: Cluster, pronoun: Candidate) -> bool:
    """Can the pronoun mean this actor by number, kind and gender?"""
    what = pronoun.identity.what if pronoun.identity is not None else "any"
    if what == "person":
        clash = cluster.gender is not None and pronoun.gender is not None and cluster.gender != pronoun.gender
        return cluster.is_person and not cluster.plural and not clash
    if what == "body":
        return not cluster.plural and (not cluster.is_person or may_be_body(cluster))
    return cluster.plural or (cluster.identity.what == "body" and cluster.identity.kind != "country")
