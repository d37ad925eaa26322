"""Which mentions are the same actor. Exactly one antecedent or none: two that fit leave a pronoun unresolved.

Names meet by what they are listed as, short names by the one longer name before them, brackets by the name they follow,
descriptions by their words or by the one earlier actor that they can mean, pronouns by number, gender and the clause they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from ceasewire import lexicon
from ceasewire.extract._actors.mentions import Candidate
from ceasewire.extract._actors.pronouns import Pronouns, fits
from ceasewire.reference.who.names import fold, in_capitals
from ceasewire.reference.who.phrases import Identity

_DESCRIPTION_WINDOW = 4
#: kinds whose bodies are told of by what they are: "the website", "the firm", "the party"
_TRADES = frozenset({"media", "business", "party", "ngo", "igo"})
_ARMED = frozenset({"rebel", "militia", "terrorist", "criminal"})


class Words:
    """Word lists of the judgements below, read once."""

    def __init__(self) -> None:
        #: nouns that may mean any armed group, or any body, told of before
        self.any_armed = frozenset(lexicon.words("actors/any_armed"))
        self.any_body = frozenset(lexicon.words("actors/any_body"))
        self.any_country = frozenset(lexicon.words("actors/any_country"))
        self.others = frozenset(lexicon.words("actors/others"))
        #: what states alone have
        self.state_owned = frozenset(lexicon.words("actors/state_owned"))
        #: words before an office that make it another one: "vice president" is not "the president"
        self.lesser = frozenset(lexicon.words("actors/lesser"))
        #: verbs whose object is somebody: "accused it"
        self.persons_verbs = frozenset(lexicon.words("actors/addressing_verbs")) | frozenset(lexicon.words("actors/harm_verbs"))
        verbs = lexicon.table("lexicons/en/statements/verbs", ("lemma", "frames", "act", "hearer"), optional=("note",))
        #: verbs whose subject speaks
        self.saying = frozenset(row["lemma"] for row in verbs)


@dataclass(slots=True)
class Cluster:
    """One actor in the making: its mentions, and the best that is known of it."""

    identity: Identity
    mentions: list[Candidate] = field(default_factory=list)
    names: set[str] = field(default_factory=set)  # folded
    label: str = ""
    gender: str | None = None
    plural: bool = False
    owner: Cluster | None = None

    @property
    def is_person(self) -> bool:
        return self.identity.what == "person"

    @property
    def roles(self) -> set[str]:
        """All that it was told of as: who held an office when the article was written may hold it no more by the lexicon."""
        told = (m.identity.role for m in self.mentions if m.identity is not None)
        return {role for role in (self.identity.role, *told) if role is not None}

    @property
    def last(self) -> Candidate:
        return self.mentions[-1]


class Clusters:
    """Takes candidates in text order and puts each into the cluster it belongs to."""

    def __init__(self, doc: Doc, words: Words) -> None:
        self.doc = doc
        self._written = doc.text
        self._words = words
        self.all: list[Cluster] = []
        self.unresolved: list[tuple[Candidate, str]] = []
        self._by_name: dict[str, Cluster] = {}
        self._by_last: dict[str, list[Cluster]] = {}  # last name → people with longer names
        self._by_first: dict[str, list[Cluster]] = {}
        self._by_words: dict[str, Cluster] = {}
        self._at: dict[int, Cluster] = {}  # head token → cluster
        self._told = Pronouns(doc, self._at, words.persons_verbs, words.saying)
        self._waiting: dict[int, tuple[Candidate, str]] = {}  # head of the subject that follows → pronoun before it

    def read(self, candidates: Iterable[Candidate]) -> None:
        """Take all candidates of an article, in text order."""
        for candidate in candidates:
            self._add(candidate)
        self._join_waiting()

    def _add(self, candidate: Candidate) -> None:
        if candidate.how == "pronoun":
            self._add_pronoun(candidate)
        elif candidate.name:
            self._add_name(candidate)
        else:
            self._add_description(candidate)
        cluster = self._at.get(candidate.head)
        if cluster is not None and candidate.possessor >= 0 and cluster.owner is None and not candidate.name:
            owner = self._at.get(candidate.possessor)
            cluster.owner = owner if owner is not cluster else None

    def _join(self, cluster: Cluster, candidate: Candidate) -> None:
        cluster.mentions.append(candidate)
        self._at[candidate.head] = cluster
        self._told.tell(candidate, cluster)
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
        bearers = self._bearers(candidate)
        if len(bearers) > 1:
            names = " or ".join(repr(c.label) for c in bearers[:3])
            self.unresolved.append((candidate, f"two or more bear this name: {names}"))
            candidate.identity = replace(candidate.identity, entry=None)
            self._new(candidate)
            return
        cluster = bearers[0] if bearers else self._by_name.get(candidate.name) or self._apposed(candidate) or self._longer(candidate)
        if cluster is None and candidate.identity.what == "body" and candidate.identity.entry is None:
            cluster = self._by_words.get(candidate.name)  # "the emergencies ministry … The Emergencies Ministry"
        if cluster is None:
            cluster = self._new(candidate)
            cluster.label = candidate.identity.entry.name if candidate.identity.entry is not None else candidate.text
        else:
            written = {fold(m.text) for m in cluster.mentions if m.name}
            if candidate.how == "name" and written and fold(candidate.text) not in written and cluster.label:
                candidate.how = "alias" if len(candidate.text) < len(cluster.label) else "name"
            if not bearers or candidate.identity.entry is None:
                self._learn(cluster, candidate)
            self._join(cluster, candidate)
        if not bearers:
            self._named(cluster, candidate.name)
        self._named(cluster, fold(candidate.text))

    def _bearers(self, candidate: Candidate) -> list[Cluster]:
        """The people of this article whose last (else first) name is this one word; none where the word itself is a listed name."""
        identity = candidate.identity
        key = fold(candidate.text)
        if identity is None or identity.what != "person" or not key or " " in key:
            return []
        entry = identity.entry
        if entry is not None and (entry.alias or fold(entry.name) == key):
            return []
        found = [c for c in self._by_last.get(key) or self._by_first.get(key, []) if not _clash(c.gender, candidate.gender)]
        titled = self._written[candidate.start : candidate.end] != candidate.text
        if len(found) > 1 and titled and entry is not None:  # "President Torvald" beside two Torvalds
            found = [c for c in found if fold(entry.name) in c.names] or found
        used = [c for c in found if key in c.names]  # told of by this one word while nobody else bore it
        return used if len(used) == 1 else found

    def _named(self, cluster: Cluster, name: str) -> None:
        """Remember a cluster by a folded name, and people by their last and first names."""
        cluster.names.add(name)
        self._by_name.setdefault(name, cluster)
        if " " in name and cluster.is_person and not cluster.plural:
            for index, word in ((self._by_last, name.rpartition(" ")[2]), (self._by_first, name.partition(" ")[0])):
                bearers = index.setdefault(word, [])
                if cluster not in bearers:
                    bearers.append(cluster)

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
        if candidate.name and new.kind == "person" and cluster.is_person:
            cluster.identity = replace(cluster.identity, kind="person")
        if candidate.name and new.entry is None and len(candidate.text) > len(cluster.label) and cluster.identity.entry is None:
            cluster.label = candidate.text
        elif candidate.name and not any(m.name for m in cluster.mentions):
            cluster.label = new.entry.name if new.entry is not None else candidate.text

    def _apposed(self, candidate: Candidate) -> Cluster | None:
        """ "the spokesman, Darvo Melin", "the Syrian Observatory (SOHR)": the phrase before, if the two can be one."""
        before = self._at.get(candidate.apposed_to)
        if before is None or candidate.identity is None:
            return None
        if candidate.name and candidate.identity.what == "person" and not before.is_person:
            before = self._speaker_of(candidate) or before
        if candidate.name and any(m.name for m in before.mentions):
            bracket = candidate.start > 0 and self._written[candidate.start - 1] in "(["
            return before if bracket and in_capitals(candidate.text) and " " not in candidate.text.strip() else None
        same = before.identity.what == candidate.identity.what and before.plural == candidate.plural
        return before if same else None

    def _speaker_of(self, candidate: Candidate) -> Cluster | None:
        """ "a spokeswoman for the Front, Dena Kuhl": the person described by the body that the name follows."""
        body = self.doc[candidate.apposed_to]
        described = self._at.get(body.head.i) if body.dep_ == "nmod" else None
        fits = described is not None and described.is_person and not described.plural and not described.names
        return described if fits else None

    def _longer(self, candidate: Candidate) -> Cluster | None:
        """The one person whose full name holds this short name ("Melin" → "Darvo Melin"), or whom this full name completes."""
        if candidate.identity is None or candidate.identity.what != "person" or candidate.identity.entry is not None:
            return None
        words = candidate.name.split()
        alike = [*self._by_last.get(words[-1], ()), *self._by_first.get(words[0], ())] if words else []
        alike += [c for c in (self._by_name.get(w) for w in words[:1] + words[-1:]) if c is not None]
        found: list[Cluster] = []
        for cluster in alike:
            if cluster in found or not cluster.is_person or cluster.identity.kind != "person" or _clash(cluster.gender, candidate.gender):
                continue
            if any(_short_of(words, n.split()) or (" " not in n and _short_of([n], words)) for n in cluster.names):
                found.append(cluster)
        return found[0] if len(found) == 1 else None

    # descriptions --------------------------------------------------------------------------------------------------------

    def _add_description(self, candidate: Candidate) -> None:
        cluster = self._apposed(candidate) or (self._meant(candidate) if candidate.definite else self._same_words(candidate))
        if cluster is None:
            cluster = self._new(candidate)
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
        if _counted(self.doc, candidate):
            return None
        same = self._by_words.get(candidate.text)
        if same is not None:
            return same
        if candidate.possessor >= 0 or identity.role is None or self._is_another(candidate):
            return None
        noun = self.doc[candidate.head]
        if noun.lower_ not in identity.role and noun.lemma_.lower() not in identity.role:
            return None  # "the bodies of five soldiers" are not "the soldiers"
        if noun.text[:1].isupper():
            short = self._of_that_name(candidate, identity, self.all)  # "the Front", a name still
            if len(short) == 1:
                return short[0]
        near = [c for c in self._told.lately(candidate.sentence - _DESCRIPTION_WINDOW) if not _conflict(c.identity, identity)]
        for find in (self._of_that_role, self._of_that_name, self._of_that_kind):
            found = find(candidate, identity, near)
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def _is_another(self, candidate: Candidate) -> bool:
        """ "the remaining woman", "the second gunman": not the one told of before."""
        return any(c.lower_ in self._words.others for c in self.doc[candidate.head].children)

    def _of_that_role(self, candidate: Candidate, identity: Identity, near: list[Cluster]) -> list[Cluster]:
        """ "the president", "the minister": who was told of in that office, or in a fuller name of it ("defence minister")."""
        person = identity.what == "person"
        alike = [c for c in near if c.is_person == person and c.plural == candidate.plural]
        role = identity.role or ""
        return [c for c in alike if any(r == role or (person and self._is_fuller(r, role)) for r in c.roles)]

    def _is_fuller(self, fuller: str, role: str) -> bool:
        return fuller.endswith(" " + role) and fuller.partition(" ")[0] not in self._words.lesser

    def _of_that_name(self, candidate: Candidate, identity: Identity, near: list[Cluster]) -> list[Cluster]:
        """ "the ministry", "the agency": the body whose name ends in that word."""
        if identity.what != "body" or candidate.text != identity.role or candidate.plural:
            return []
        return [c for c in near if not c.is_person and any(n.endswith(" " + candidate.text) for n in c.names)]

    def _of_that_kind(self, candidate: Candidate, identity: Identity, near: list[Cluster]) -> list[Cluster]:
        """ "the insurgent group", "the organisation", "the country": the one named before that is such a thing."""
        role, words = identity.role or "", self._words
        bodies = [c for c in near if c.identity.what == "body" and c.names]
        if role in words.any_armed:
            fronts = [c for c in bodies if c.identity.kind == "group" and c.identity.rule.removeprefix("noun ") in words.any_body]
            return [c for c in bodies if c.identity.kind in _ARMED] or fronts
        bodies = [c for c in bodies if candidate.sentence - c.last.sentence <= 1]
        if role in words.any_country and not candidate.plural:  # "the African nation"
            return [c for c in bodies if c.identity.kind == "country"]
        if candidate.plural or candidate.text != role:
            return []
        if identity.kind in _TRADES:
            alike = [c for c in bodies if c.identity.kind == identity.kind]
            if alike:
                return alike
        return [c for c in bodies if c.identity.kind not in ("country", "government")] if role in words.any_body else []

    # pronouns --------------------------------------------------------------------------------------------------------------

    def _add_pronoun(self, candidate: Candidate) -> None:
        answer = self._told.meant(candidate)
        if answer.cluster is not None:
            noun = self.doc[candidate.head].head
            owns = candidate.dep == "nmod:poss" and noun.lemma_.lower() in self._words.state_owned
            unlisted = answer.cluster.identity.rule == "name" and answer.cluster.identity.kind == "group"
            misread = answer.cluster.is_person and candidate.identity is not None and candidate.identity.what == "body"
            if misread or (unlisted and owns):  # "Northland … its warplanes": no person, and no mere group
                answer.cluster.identity = Identity("country" if owns else "group", what="body", rule="name")
            self._join(answer.cluster, candidate)
        elif answer.later is not None:
            self._waiting[answer.later] = candidate, answer.reason
        else:
            self.unresolved.append((candidate, answer.reason))

    def _join_waiting(self) -> None:
        """Pronouns before their noun, now that all actors are known."""
        for head, (candidate, reason) in self._waiting.items():
            cluster = self._at.get(head)
            if cluster is not None and fits(cluster, candidate):
                self._join(cluster, candidate)
            else:
                self.unresolved.append((candidate, reason))


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
