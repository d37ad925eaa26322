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
from ceasewire.extract._actors.page import REFLEXIVE
from ceasewire.extract._actors.quoted import quotations, speakers
from ceasewire.language import grammar
from ceasewire.reference.who.names import fold

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
_KNOWN_WOMAN = 1.0  # "she" and somebody known to be a woman; most of whom nothing is known are men
_ONE_OF_MANY = 1.5  # "it" rarely means one of several that act together
_FLOOR = 0.5  # lighter than this is nobody whom "it" or "they" mean
_FLOOR_BESIDE = 3.0  # the same where one person is the subject above, and speaks of himself and others
_BODY_AS_MANY = 0.75  # "they" rather means people than a body
_LONG = 60  # characters that a reason can quote
#: whom a pronoun asks for, by its first two letters
_KIND = {"he": "man", "hi": "man", "sh": "woman", "it": "body or state", "th": "group, body or state"}
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
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
    _quoted: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self._quoted = quotations(self.doc)

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
        if token.lower_ in REFLEXIVE:
            named = self.at.get(token.head.i)
            if named is not None and token.dep_ not in ("obj", "iobj", "obl") and token.i > token.head.i:
                return Answer(named)  # "the president himself"
            subject = grammar.subject(grammar.clause_of(token))
            cluster = self.at.get(subject.i) if subject is not None else None
            return Answer(cluster) if cluster is not None else Answer(reason="the subject of its clause is not told of as an actor")
        partner = self._joined_to(token)
        if partner is not None:
            return Answer(reason=f"it means {partner.text!r}, which is not told of as an actor")
        later = self._follows(token)
        if later is not None:
            return Answer(later=later, reason="it means the subject that follows, and no actor that fits stands there")
        above = list(self._above(token))
        asked = _Asked(pronoun, token, above, self._speaks(token), self._inside(token, above), self._speakers(token))
        if token.lower_ == "it" and not asked.speaks and token.dep_ not in _SUBJECTS and token.head.lemma_ not in self.persons_verbs:
            return Answer(reason="it may mean a thing as well as an actor")
        weights: dict[int, float] = {}
        clusters: dict[int, Cluster] = {}
        for told in self._near(asked):
            if not fits(told.cluster, pronoun) or self._barred(told, token) or id(told.cluster) in asked.speakers:
                continue
            key = id(told.cluster)
            weight = self._weight(told, asked)
            if weight > weights.get(key, -99.0):
                weights[key], clusters[key] = weight, told.cluster
        if not weights:
            asked_for = _KIND["sh" if pronoun.gender == "f" else token.lower_[:2]]
            return Answer(later=self._after(token), reason=f"no {asked_for} is told of shortly before it")
        for key, cluster in clusters.items():
            weights[key] += 0.3 * _told_often(cluster, pronoun.sentence)
        ranked = sorted(weights, key=lambda k: (-weights[k], clusters[k].mentions[0].start))
        floor = _FLOOR_BESIDE if pronoun.plural and self._is_one(asked.above[:1]) else _FLOOR
        if weights[ranked[0]] < floor and pronoun.gender is None:
            return Answer(reason=f"only {_called(clusters[ranked[0]])} would fit, and is mentioned too far away or only in passing")
        other = self._other(asked)
        if other is not None and other[0] > weights[ranked[0]] - 0.5 * _MARGIN:
            return Answer(reason=f"it may mean {other[1]}")
        if len(ranked) > 1 and weights[ranked[0]] - weights[ranked[1]] < _MARGIN:
            near = [k for k in ranked if weights[ranked[0]] - weights[k] < _MARGIN]
            names = " or ".join(_called(clusters[k]) for k in near[:3])
            return Answer(reason=f"it may mean {names}{' or others' if len(near) > 3 else ''}")
        return Answer(clusters[ranked[0]])

    def _joined_to(self, token: Token) -> Token | None:
        """ "strikes by the US and its allies": the noun before "and its" where it is no actor; nobody else is meant."""
        group = grammar.coordinated(token.head) if token.dep_ == "nmod:poss" else []
        first = group[0] if len(group) > 1 else None
        alone = first is not None and first.i < token.i and first.i not in self.at and first.pos_ == "PROPN"
        return first if alone else None

    def _follows(self, token: Token) -> int | None:
        """ "In his message, Melin said": the subject that comes after a pronoun inside the opening phrase of its clause."""
        clause = grammar.clause_of(token)
        subject = grammar.child(clause, "nsubj", "nsubj:pass")
        if token.dep_ != "nmod:poss" or subject is None or not token.i < subject.i < clause.i or subject.pos_ not in ("PROPN", "NOUN"):
            return None
        opening = next((a for a in (token.head, *grammar.ancestors(token.head)) if a.head.i == clause.i), None)
        return subject.i if opening is not None and opening.dep_ == "obl" and opening.i < subject.i else None

    def _after(self, token: Token) -> int | None:
        """ "Before he left, Melin said": the subject after the clause that the pronoun stands in."""
        clause = grammar.clause_of(token)
        subject = grammar.subject(clause.head, inherited=False) if clause.dep_ == "advcl" and clause.i < clause.head.i else None
        return subject.i if subject is not None and clause.i < subject.i else None

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
            subject = _doer(token.head)
            return subject is not None and self.at.get(subject.i) is told.cluster
        return False

    def _weight(self, told: Told, asked: _Asked) -> float:
        candidate, token = told.candidate, asked.token
        head = grammar.coordinated(self.doc[candidate.head])[0]
        dep = self.doc[candidate.apposed_to].dep_ if candidate.apposed_to >= 0 else head.dep_
        source = dep == "obl" and grammar.preposition(head) == "according to"
        weight = (_ROLES["nsubj"] if source else _ROLES.get(dep, 0.0)) - 1.5 * min(_REACH, asked.pronoun.sentence - candidate.sentence)
        if candidate.head in asked.above:
            weight += (2.5 if asked.above[0] == candidate.head else 1.5) - (1.5 if self._with_hearer(candidate, token) else 0.0)
        elif candidate.head in asked.within or (source and not asked.within and candidate.sentence == asked.pronoun.sentence):
            weight += 2.5  # "a Front spokesman said it had …"
        if token.dep_ == "nmod:poss" and self._with_possessed(candidate, token):
            weight += 2.0
        elif token.dep_ == "nmod:poss" and asked.above[:1] == [candidate.head]:
            weight += 0.5
        if candidate.gender == asked.pronoun.gender == "f" and candidate.how != "pronoun":
            weight += _KNOWN_WOMAN
        if not asked.pronoun.plural and dep in _SUBJECTS and len(grammar.coordinated(head)) > 1:
            weight -= _ONE_OF_MANY
        if asked.pronoun.plural and not told.cluster.plural:
            weight -= _BODY_AS_MANY
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

    def _with_possessed(self, candidate: Candidate, token: Token) -> bool:
        """ "Melin and his guards", "the Front, its allies and the army": what is joined to somebody is his."""
        group = grammar.coordinated(token.head)
        joined = len(group) > 1 and group[0].i == candidate.head and group[0].i < token.i
        return joined or (token.head.dep_ == "appos" and token.head.head.i == candidate.head)

    def _inside(self, token: Token, above: list[int]) -> frozenset[int]:
        """Heads of those named inside the phrase of somebody who speaks for them, where he is the subject above."""
        if not above or not self._speaks(self.doc[above[0]]) or above[0] not in self.at or not self.at[above[0]].is_person:
            return frozenset()
        clause = grammar.clause_of(token)
        if token.dep_ not in _SUBJECTS or clause.dep_ != "ccomp" or clause.head.i != self.doc[above[0]].head.i:
            return frozenset()
        phrase = next((t.candidate for t in reversed(self.told) if t.candidate.head == above[0]), None)
        if phrase is None:
            return frozenset()
        inside = [t for t in self.told if phrase.start <= t.candidate.start < t.candidate.end <= phrase.end]
        return frozenset(t.candidate.head for t in inside if t.candidate.head != phrase.head)

    def _is_one(self, above: list[int]) -> bool:
        """Is this subject one person?"""
        cluster = self.at.get(above[0]) if above else None
        return cluster is not None and cluster.is_person and not cluster.plural

    def _speakers(self, token: Token) -> frozenset[int]:
        """Who says the quotation that the pronoun stands in."""
        around = next((q for q in self._quoted if q[0] < token.i < q[1]), None)
        said = speakers(self.doc, around, self.saying) if around is not None else ()
        found: set[int] = set()
        for speaker in said:
            if speaker.i in self.at:
                found.add(id(self.at[speaker.i]))
            else:  # named after his words, and before
                name = fold(speaker.text)
                found |= {id(t.cluster) for t in self.told if any(n.rpartition(" ")[2] == name for n in t.cluster.names)}
        return frozenset(found)

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
            elif token.lower_ == "them" and token.dep_ == "obj" and token.head.lemma_.lower() not in self.persons_verbs:
                weight += 2.5  # "carried the bombs before detonating them"
            if best is None or weight > best[0]:
                best = weight, self._why(rival, joined=joined)
        return best


    def _why(self, rival: Token, *, joined: bool) -> str:
        """The rival in the words of the article, and what speaks against it."""
        if joined:
            last = grammar.coordinated(rival)[-1]
            words = self.doc[grammar.noun_phrase(grammar.coordinated(rival)[0])[0] : last.i + 1].text
            return f"{words!r}, who are several actors" if len(words) < _LONG else f"{rival.text!r} and others, who are several"
        return f"{rival.text!r}, which is a thing or no known actor"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A pronoun and where it stands: the subjects above it, and whether it is the subject of a verb that reports."""

    pronoun: Candidate
    token: Token
    above: list[int]
    speaks: bool
    within: frozenset[int]  # those for whom the subject above speaks
    speakers: frozenset[int]  # ids of the actors whose words it stands in


def _called(cluster: Cluster) -> str:
    """The actor in the words of the article."""
    spoken = next((m.written for m in cluster.mentions if m.how != "pronoun"), cluster.label)
    return repr(cluster.label if cluster.names and cluster.label else spoken)


def _doer(verb: Token) -> Token | None:
    """The subject of a verb, also of an infinitive that tells what for ("recruit Americans to get them …")."""
    subject = grammar.subject(verb)
    while subject is None and verb.dep_.partition(":")[0] in ("advcl", "xcomp", "conj", "acl") and verb.head.i != verb.i:
        verb = verb.head
        subject = grammar.subject(verb)
    return subject


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
