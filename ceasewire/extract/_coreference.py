"""Which mentions are the same actor. Exactly one antecedent or none: two that fit leave a pronoun unresolved.

Names meet by what they are listed as, short names by the one longer name before them, brackets by the name they follow,
descriptions by their words or by the one earlier actor that they can mean, pronouns by number, gender and the clause they stand in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from ceasewire import lexicon
from ceasewire.extract._actor_mentions import Candidate
from ceasewire.language import grammar
from ceasewire.reference.who.names import fold, in_capitals
from ceasewire.reference.who.phrases import Identity

_WINDOW = 2  # sentences that a pronoun may reach back; farther ones are rarely meant in news
_DESCRIPTION_WINDOW = 4
_ARMED = frozenset({"rebel", "militia", "terrorist", "criminal"})


class Words:
    """Word lists of the judgements below, read once."""

    def __init__(self) -> None:
        #: nouns that may mean any armed group, or any body, told of before
        self.any_armed = frozenset(lexicon.words("actors/any_armed"))
        self.any_body = frozenset(lexicon.words("actors/any_body"))


@dataclass(slots=True)
class Cluster:
    """One actor in the making: its mentions, and the best that is known of it."""

    identity: Identity
    mentions: list[Candidate] = field(default_factory=list)
    names: set[str] = field(default_factory=set)  # folded
    label: str = ""
    described: str = ""  # folded core of the description
    gender: str | None = None
    plural: bool = False
    owner: Cluster | None = None

    @property
    def is_person(self) -> bool:
        return self.identity.what == "person"

    @property
    def last(self) -> Candidate:
        return self.mentions[-1]


class Clusters:
    """Takes candidates in text order and puts each into the cluster it belongs to."""

    def __init__(self, doc: Doc, words: Words) -> None:
        self.doc = doc
        self._words = words
        self.all: list[Cluster] = []
        self.unresolved: list[tuple[Candidate, str]] = []
        self._by_name: dict[str, Cluster] = {}
        self._by_words: dict[str, Cluster] = {}
        self._at: dict[int, Cluster] = {}  # head token → cluster

    def add(self, candidate: Candidate) -> None:
        if candidate.how == "pronoun":
            self._add_pronoun(candidate)
        elif candidate.name:
            self._add_name(candidate)
        else:
            self._add_description(candidate)
        cluster = self._at.get(candidate.head)
        if cluster is not None and candidate.possessor >= 0 and cluster.owner is None:
            owner = self._at.get(candidate.possessor)
            cluster.owner = owner if owner is not cluster else None

    def _join(self, cluster: Cluster, candidate: Candidate) -> None:
        cluster.mentions.append(candidate)
        self._at[candidate.head] = cluster
        if candidate.gender is not None and cluster.gender is None:
            cluster.gender = candidate.gender

    def _new(self, candidate: Candidate) -> Cluster:
        assert candidate.identity is not None
        cluster = Cluster(candidate.identity, plural=candidate.plural, gender=candidate.gender, label=candidate.text)
        self.all.append(cluster)
        self._join(cluster, candidate)
        return cluster

    # names -------------------------------------------------------------------------------------------------------------

    def _add_name(self, candidate: Candidate) -> None:
        assert candidate.identity is not None
        cluster = self._by_name.get(candidate.name) or self._apposed(candidate) or self._longer(candidate)
        if cluster is None:
            cluster = self._new(candidate)
            cluster.label = candidate.identity.entry.name if candidate.identity.entry is not None else candidate.text
        else:
            written = {fold(m.text) for m in cluster.mentions if m.name}
            if candidate.how == "name" and written and fold(candidate.text) not in written and cluster.label:
                candidate.how = "alias" if len(candidate.text) < len(cluster.label) else "name"
            self._learn(cluster, candidate)
            self._join(cluster, candidate)
        cluster.names |= {candidate.name, fold(candidate.text)}
        for key in (candidate.name, fold(candidate.text)):
            self._by_name.setdefault(key, cluster)

    def _learn(self, cluster: Cluster, candidate: Candidate) -> None:
        """A longer name, a listed row or a fuller description tells more of the same actor."""
        old, new = cluster.identity, candidate.identity
        assert new is not None
        tells = new.entry is not None or (old.what == new.what and _says_more(old, new))
        if old.entry is None and tells:
            kind = new.kind if new.kind not in ("person", "group", "unknown") or old.what != new.what else old.kind
            kind = "person" if old.kind == "person" or new.kind == "person" else kind
            cluster.identity = Identity(
                kind, new.country or old.country, new.sector or old.sector, new.role or old.role, new.entry, new.owner or old.owner,
                old.plural, old.what, new.rule,
            )  # fmt: skip
        if candidate.name and new.entry is None and len(candidate.text) > len(cluster.label) and cluster.identity.entry is None:
            cluster.label = candidate.text
        elif candidate.name and not any(m.name for m in cluster.mentions):
            cluster.label = new.entry.name if new.entry is not None else candidate.text

    def _apposed(self, candidate: Candidate) -> Cluster | None:
        """ "the spokesman, Mohammad Naeem", "the Syrian Observatory (SOHR)": the phrase before, if the two can be one."""
        before = self._at.get(candidate.apposed_to)
        if before is None or candidate.identity is None:
            return None
        if candidate.name and any(m.name for m in before.mentions):
            bracket = candidate.start > 0 and self.doc.text[candidate.start - 1] in "(["
            return before if bracket and in_capitals(candidate.text) and " " not in candidate.text.strip() else None
        same = before.identity.what == candidate.identity.what and before.plural == candidate.plural
        return before if same else None

    def _longer(self, candidate: Candidate) -> Cluster | None:
        """The one person whose full name holds this short name ("Khan" → "Imran Khan"), or whom this full name completes."""
        if candidate.identity is None or candidate.identity.what != "person" or candidate.identity.entry is not None:
            return None
        words = candidate.name.split()
        found = []
        for cluster in self.all:
            if not cluster.is_person or cluster.identity.kind != "person" or _clash(cluster.gender, candidate.gender):
                continue
            if any(_short_of(words, n.split()) or (len(n.split()) == 1 and _short_of(n.split(), words)) for n in cluster.names):
                found.append(cluster)
        return found[0] if len(found) == 1 else None

    # descriptions --------------------------------------------------------------------------------------------------------

    def _add_description(self, candidate: Candidate) -> None:
        cluster = self._apposed(candidate) or (self._meant(candidate) if candidate.definite else self._same_words(candidate))
        if cluster is None:
            cluster = self._new(candidate)
            cluster.described = candidate.text
        else:
            if candidate.head != cluster.last.head:
                self._learn(cluster, candidate)
            self._join(cluster, candidate)
        if not _counted(self.doc, candidate):
            self._by_words[candidate.text] = cluster

    def _same_words(self, candidate: Candidate) -> Cluster | None:
        """Bare plurals and uncounted bodies told of in the same words are the same ("officials … officials")."""
        first = self.doc[candidate.head]
        singular = not candidate.plural and any(c.lower_ in ("a", "an", "another", "one") for c in first.children)
        if singular or _counted(self.doc, candidate) or candidate.possessor >= 0:
            return None
        return self._by_words.get(candidate.text)

    def _meant(self, candidate: Candidate) -> Cluster | None:
        """The one earlier actor that a definite description can mean."""
        identity = candidate.identity
        assert identity is not None
        same = self._by_words.get(candidate.text)
        if same is not None and not _counted(self.doc, candidate):
            return same
        if candidate.possessor >= 0:
            return None
        near = [c for c in self.all if candidate.sentence - c.last.sentence <= _DESCRIPTION_WINDOW and not _conflict(c.identity, identity)]
        if identity.role is not None:
            found = [c for c in near if c.identity.role == identity.role and c.plural == candidate.plural]
            found = [c for c in found if c.is_person == (identity.what == "person")]
            if len(found) == 1 and not _counted(self.doc, candidate):
                return found[0]
            if found:
                return None
        if identity.role in self._words.any_armed:
            found = [c for c in near if c.identity.kind in _ARMED and c.identity.what == "body" and c.names]
            return found[0] if len(found) == 1 else None
        if identity.role in self._words.any_body and not candidate.plural:
            found = [c for c in near if c.identity.what == "body" and c.names and c.identity.kind not in ("country", "government")]
            found = [c for c in found if candidate.sentence - c.last.sentence <= 1]
            return found[0] if len(found) == 1 else None
        return None

    # pronouns --------------------------------------------------------------------------------------------------------------

    def _add_pronoun(self, candidate: Candidate) -> None:
        token = self.doc[candidate.head]
        fitting = [c for c in self._near(candidate) if self._fits(c, candidate, token)]
        chosen = fitting[0] if len(fitting) == 1 else self._by_clause(fitting, candidate, token)
        if chosen is not None:
            self._join(chosen, candidate)
        elif fitting:
            names = ", ".join(repr(c.label or c.described) for c in fitting[:3])
            self.unresolved.append((candidate, f"{'two' if len(fitting) == 2 else len(fitting)} candidates fit: {names}"))
        else:
            self.unresolved.append((candidate, "no actor before it fits in number and kind"))

    def _near(self, candidate: Candidate) -> list[Cluster]:
        """Actors told of in this sentence or the one before; when there are none, in the one before that."""
        for reach in range(1, _WINDOW + 1):
            found = [c for c in self.all if candidate.sentence - c.last.sentence <= reach]
            if any(self._fits(c, candidate, self.doc[candidate.head]) for c in found):
                return found
        return []

    def _fits(self, cluster: Cluster, candidate: Candidate, token: Token) -> bool:
        what = candidate.identity.what if candidate.identity is not None else "any"
        if what == "person" and (not cluster.is_person or cluster.plural or _clash(cluster.gender, candidate.gender)):
            return False
        if what == "body" and (cluster.is_person or cluster.plural):
            return False
        if what == "any" and not (cluster.plural or (cluster.identity.what == "body" and cluster.identity.kind != "country")):
            return False
        if token.dep_ in ("obj", "iobj") and token.lower_ not in ("himself", "herself", "itself", "themselves"):
            subject = grammar.subject(token.head)
            return subject is None or self._at.get(subject.i) is not cluster
        return True

    def _by_clause(self, fitting: list[Cluster], candidate: Candidate, token: Token) -> Cluster | None:
        """Among several: the subject of the clause above ("Khan said he …"), or, for a possessive, of its own clause."""
        if len(fitting) < 2:
            return None
        clause = grammar.clause_of(token)
        above = [clause] if token.dep_ == "nmod:poss" else []
        above += [a for a in grammar.ancestors(clause) if grammar.is_clause(a)]
        for verb in above[:2]:
            subject = grammar.subject(verb)
            if subject is None or subject.i >= token.i:
                continue
            cluster = self._at.get(subject.i)
            if cluster is None or cluster not in fitting:
                continue
            here = [c for c in fitting if any(m.sentence == candidate.sentence and m.core and m.head != token.i for m in c.mentions)]
            return cluster if here == [cluster] else None
        return None


def _short_of(short: list[str], full: list[str]) -> bool:
    """Is the short name the end of the full one, or (one word) its first word?"""
    return len(short) < len(full) and (full[-len(short) :] == short or (len(short) == 1 and short[0] in (full[0], full[-1])))


def _says_more(old: Identity, new: Identity) -> bool:
    return (old.sector is None and new.sector is not None) or (old.country is None and new.country is not None)


def _clash(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b


def _conflict(a: Identity, b: Identity) -> bool:
    """Two identities that cannot be one: other countries, or other owners."""
    if a.country and b.country and a.country != b.country:
        return True
    return a.owner is not None and b.owner is not None and a.owner.name != b.owner.name


def _counted(doc: Doc, candidate: Candidate) -> bool:
    return any(c.dep_ == "nummod" or c.pos_ == "NUM" for c in doc[candidate.head].children) or doc[candidate.head].pos_ == "NUM"


def in_order(candidates: list[Candidate]) -> Iterator[Candidate]:
    """Text order by head; what stands inside a phrase (its possessor) comes before the phrase itself."""
    yield from sorted(candidates, key=lambda c: (c.sentence, c.head, c.start))
