"""Where actors stand in the text: noun phrases, names inside them, nationalities that name an actor, pronouns.

Gives candidates in text order; which of them are the same actor is decided in coreference.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._actors.acting import Acting
from ceasewire.extract._actors.page import Page
from ceasewire.extract._actors.parties import regions
from ceasewire.extract._actors.towns import Towns
from ceasewire.extract._actors.trades import Trades
from ceasewire.language import grammar
from ceasewire.language.phrases import head_of
from ceasewire.records import Article
from ceasewire.reference.who.directory import Entry
from ceasewire.reference.who.names import fold
from ceasewire.reference.who.phrases import HYPHENS, OWNING, Identity, Match, Reader

#: relations under which a noun heads a phrase of its own
HEADING = frozenset({
    "nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "root", "vocative", "parataxis", "list", "dep", "dislocated", "ccomp", "advcl",
    "orphan",
})  # fmt: skip
_WITHIN = frozenset({"nmod:desc", "nmod:unmarked", "obl:unmarked", "nmod:npmod", "obl:npmod", "nmod:tmod", "obl:tmod"})
PRONOUNS = {
    "he": ("person", "m", False), "him": ("person", "m", False), "his": ("person", "m", False), "himself": ("person", "m", False),
    "she": ("person", "f", False), "her": ("person", "f", False), "hers": ("person", "f", False), "herself": ("person", "f", False),
    "it": ("body", None, False), "its": ("body", None, False), "itself": ("body", None, False),
    "they": ("any", None, True), "them": ("any", None, True), "their": ("any", None, True), "themselves": ("any", None, True),
}  # fmt: skip
#: relations of a name that stands inside another noun's phrase
_BESIDE = frozenset({"compound", "amod", "flat", "nmod", "det", "conj", "appos"})
_DEFINITE = grammar.POINTING | {"both"}
#: how a website's name ends
_DOMAINS = (".com", ".net", ".org", ".info", ".news", ".ru", ".co.uk")


@dataclass(slots=True)
class Candidate:
    """One place in the text that may stand for an actor. `name` is the folded proper name, "" for descriptions and pronouns."""

    head: int
    start: int
    end: int
    how: str
    identity: Identity | None
    name: str = ""
    text: str = ""  # the name as it is written, or the core of the description
    written: str = ""  # the whole mention
    gender: str | None = None
    plural: bool = False
    definite: bool = False
    sentence: int = 0
    dep: str = ""
    apposed_to: int = -1  # head token of the phrase it stands in apposition to
    possessor: int = -1  # head token of its possessive pronoun


class Mentions:
    """Finds the candidates of one article."""

    def __init__(self, reader: Reader, towns: Towns) -> None:
        self.reader = reader
        self._towns = towns
        words = {n: frozenset(lexicon.words(f"actors/{n}")) for n in (
            "transparent", "harm_verbs", "addressing_verbs", "female_nouns", "male_nouns", "female_names", "male_names", "head_roles",
            "former", "state_owned", "minds",
        )}  # fmt: skip
        self._acting, self._trades = Acting(reader), Trades(reader)
        self._transparent, self._harm, self._addressing = words["transparent"], words["harm_verbs"], words["addressing_verbs"]
        self._female, self._male = words["female_nouns"], words["male_nouns"]
        self._female_names, self._male_names = words["female_names"], words["male_names"]
        self._heads, self._before_nouns, self._minds = words["head_roles"], words["former"], words["minds"]
        self._state_owned, self._regions = words["state_owned"], regions()

    def __call__(self, article: Article) -> list[Candidate]:
        assert article.doc is not None
        page = Page(article, self.reader, self._towns, self._state_owned, self._regions)
        out: list[Candidate] = []
        for n, sentence in enumerate(article.sentences()):
            found: dict[tuple[int, int], Candidate] = {}
            for token in sentence:
                candidate = self._pronoun(page, token) if token.lower_ in PRONOUNS else self._phrase(page, token)
                if candidate is not None and candidate.start >= page.body:
                    candidate.sentence = n
                    found.setdefault((candidate.start, candidate.end), candidate)
            for candidate in self._inside(page, sentence.start, sentence.end, found):
                candidate.sentence = n
                found.setdefault((candidate.start, candidate.end), candidate)
            out.extend(sorted(found.values(), key=lambda c: (c.head, c.start)))
        return out

    # pronouns ----------------------------------------------------------------------------------------------------------

    def _pronoun(self, page: Page, token: Token) -> Candidate | None:
        if token.pos_ not in ("PRON", "DET") or token.dep_ == "expl":
            return None
        if token.lower_ == "it" and self._announces(token.head):
            return None
        if token.lower_ == "it" and token.head.lemma_.lower() not in self._minds and (_is_empty(token) or self._is_thing(page, token)):
            return None
        what, gender, plural = PRONOUNS[token.lower_]
        identity = Identity("unknown", what=what, plural=plural)
        return Candidate(
            token.i, token.idx, token.idx + len(token), "pronoun", identity, text=token.lower_, gender=gender, plural=plural,
            dep=token.dep_,
        )  # fmt: skip

    def _announces(self, verb: Token) -> bool:
        """ "It was confirmed that …"; "it was told that …" speaks of somebody."""
        that = any(c.dep_ in ("ccomp", "csubj", "csubj:pass") and grammar.child(c, "mark") is not None for c in verb.children)
        return that and grammar.is_passive(verb) and verb.lemma_.lower() not in self._addressing

    def _is_thing(self, page: Page, token: Token) -> bool:
        """ "It was among the largest operations": what is said to be a thing is one."""
        noun = token.head
        said = token.dep_ == "nsubj" and noun.pos_ == "NOUN" and grammar.child(noun, "cop") is not None
        return said and self.reader.noun_at(page.words, noun.i) is None

    # noun phrases ------------------------------------------------------------------------------------------------------

    def _phrase(self, page: Page, token: Token) -> Candidate | None:
        pos, dep = token.pos_, token.dep_
        heading = pos in ("NOUN", "PROPN", "NUM", "ADJ") and dep not in _WITHIN and dep.partition(":")[0] in HEADING
        if not heading and not (dep == "nmod:poss" and pos in ("NOUN", "PROPN")):
            return None
        if dep == "conj" and grammar.coordinated(token)[0].dep_.partition(":")[0] in ("compound", "amod", "flat", "nummod"):
            return None
        if (grammar.child(token, "cop") is not None and not _is_cleft(token)) or page.cut_from(token.i) is not None:
            return None
        if page.is_titled(token):
            return None  # the phrase of the title has the name too
        if pos in ("NUM", "ADJ"):
            return self._number(page, token)
        match = page.match_at(token.i)
        if match is not None and head_of(page.doc, match.start, match.end).i != token.i:
            return None
        organisation = page.organisation_at(token.i)
        if match is None and organisation is not None and head_of(page.doc, *organisation).i != token.i and dep != "conj":
            return None  # "Health" of "the Ministry of Health"
        start, end = page.extent(token)
        person = page.person_at(token.i) or page.titled_by(token)
        if person is not None:
            end = max(end, person[1])
        identity, name, text = self._identify(page, token, start, end)
        if not name and self._acting.is_gathered(token):
            return None
        if identity is not None and identity.entry is not None and match is not None and identity.entry.kind != "person":
            end = max(match.end, token.i + 1)
            end += page.cut_from(end) is match
        if identity is None or not self._acting.acts_here(page, token, identity):
            return None
        return self._made(page, token, start, end, identity, name, text)

    def _made(self, page: Page, token: Token, start: int, end: int, identity: Identity, name: str, text: str) -> Candidate:
        doc = page.doc
        first = doc[start]
        how = "description"
        if name:
            how = "metonym" if identity.rule == "capital" else "name"
        candidate = Candidate(
            token.i, first.idx, doc[end - 1].idx + len(doc[end - 1]), how, identity, name, text, page.text(start, end),
            plural=identity.plural or (identity.entry is None and token.tag_ in ("NNS", "NNPS")),
            definite=first.lower_ in _DEFINITE or bool(name), dep=token.dep_,
        )  # fmt: skip
        if identity.what == "person" and not candidate.plural:
            candidate.gender = self._gender(page.words[start : token.i + 1], name)
        if token.text in page.acronyms:
            candidate.apposed_to = page.acronyms[token.text].get(token.i, -1)
        elif token.dep_ == "appos":
            candidate.apposed_to = token.head.i
        owner = next((c for c in token.children if c.dep_ == "nmod:poss" and c.lower_ in PRONOUNS), None)
        candidate.possessor = owner.i if owner is not None else -1
        return candidate

    def _gender(self, words: list[str], name: str) -> str | None:
        """By the words before a name ("spokeswoman"), else by the first of two names or more."""
        lower = {w.lower() for w in words}
        if lower & self._female or lower & self._male:
            return "f" if lower & self._female else "m"
        first, _, rest = name.partition(" ")
        if rest and (first in self._female_names or first in self._male_names):
            return "f" if first in self._female_names else "m"
        return None

    def _identify(self, page: Page, token: Token, start: int, end: int) -> tuple[Identity | None, str, str]:
        """(identity, folded name, name as written) of the phrase [start, end) headed by the token."""
        words, head = page.words[start:end], token.i - start
        if self._acting.is_goal(page, token, start, end):
            return None, "", ""
        party = page.parties.kind(token)
        if party is not None:
            return Identity(party, rule="party"), fold(token.text), token.text
        person = page.person_at(token.i) or page.titled_by(token)
        match = page.match_at(token.i)
        if person == (start, end) and (end - start > 1 or not page.parties.is_of_person(token)):
            capital = self._capital(page, token)  # "Washington signed": the model takes a lone name for a person's now and then
            if capital is not None:
                return capital, fold(token.text), token.text
        if person is not None and match is not None and self._is_group(page, person, match, start):
            person = None
        if person is not None and (match is None or match.end - match.start <= person[1] - person[0] or match.entries[0].kind == "person"):
            return self._person(page, person, start)
        if token.lemma_.lower() in self._transparent or token.lower_ in self._transparent:
            inner = next((c for c in token.children if c.dep_ == "nmod" and grammar.preposition(c) == "of"), None)
            if inner is not None:
                return self._identify(page, inner, *page.extent(inner))[0], "", " ".join(words)
        identity = self._trades.settled(self.reader.read(words, day=page.day, head=head, matches=page.matches_in(start, end)), words)
        if identity is not None and identity.entry is not None and match is not None:
            return identity, fold(identity.entry.name), page.text(match.start, match.end)
        if token.pos_ == "PROPN":
            capital = self._capital(page, token)
            if capital is not None:
                return capital, fold(token.text), token.text
            if identity is not None and match is not None and identity.rule.startswith("noun") and match.end == token.i + 1:
                return identity, "", _core(self.reader, words)
            organisation = page.organisation_at(token.i) or page.ruled_place(token)
            if organisation is not None and not self._is_common(page, organisation, identity):
                return self._organisation(page, organisation, identity)
            proper = self._proper(page, token, start) if identity is not None and identity.rule.startswith("noun") else None
            if proper is not None:
                return identity, fold(page.text(*proper)), page.text(*proper)
            if token.text in page.acronyms:
                return Identity("group", rule="name"), fold(token.text), token.text
        if identity is not None and not (self._acting.is_bare(token, start, identity) or self._acting.is_capacity(token, start, identity)):
            return identity, "", _core(self.reader, words)
        return None, "", ""

    def _is_group(self, page: Page, person: tuple[int, int], match: Match, start: int) -> bool:
        """ "The Houthis": a listed group that the model takes for somebody, without a title or a first name anywhere."""
        if person != (match.start, match.end) or any(w.lower() != "the" for w in page.words[start : person[0]]):
            return False
        if person[1] - person[0] == 1 and page.parties.is_of_person(page.doc[person[0]]):
            return False
        return any(e.table == "armed_groups" or e.own for e in match.entries) and all(e.kind != "person" for e in match.entries)

    def _person(self, page: Page, span: tuple[int, int], start: int) -> tuple[Identity | None, str, str]:
        """A name of a person with what stands before it: listed by full or last name, else read from the title."""
        text, day = page.text(*span), page.day
        title = page.words[start : span[0]]
        while title and (title[-1] in HYPHENS or title[-1] in OWNING or title[-1] == ","):
            title = title[:-1]
        described = self._trades.settled(self.reader.read(title, day=day, head=len(title) - 1), title) if title else None
        country = described.country if described is not None else None
        directory = self.reader.directory
        heads = self._heads if described is None else None
        entries = directory.find(text) or (directory.alike(text) if span[1] - span[0] > 1 else directory.of_surname(text, day, heads=heads))
        entry = self.reader.choose([e for e in entries if e.kind == "person"], day, country) if entries else None
        if entry is not None and not (country and entry.country and country != entry.country):
            sector, role = entry.sector, entry.role
            if described is not None and described.sector is not None and role == f"former {described.role}":
                sector, role = described.sector, described.role  # the text gives him his office still: he died or fell days ago
            identity = Identity("person", entry.country, sector, role, entry, None, False, "person", "offices")
            return identity, fold(entry.name), text
        if described is not None and described.entry is None:
            identity = Identity("person", country, described.sector, described.role, None, described.owner, False, "person", "title")
        elif described is not None:
            identity = Identity("person", country, described.sector, None, None, described.entry, False, "person", "title")
        else:
            identity = Identity("person", what="person", rule="person")
        return identity, fold(text), text

    def _proper(self, page: Page, token: Token, start: int) -> tuple[int, int] | None:
        """The capitals before a noun that make it a name the model missed ("the Coast Front"); a nationality makes none."""
        first = token.i
        while first > start and page.words[first - 1][:1].isupper() and page.doc[first - 1].dep_ in ("compound", "amod", "flat"):
            first -= 1
        noun = self.reader.noun_at(page.words, token.i)
        named = [i for i in range(first, noun[0] if noun is not None else token.i) if self.reader.nation_at(page.words, i) is None]
        return (first, token.i + 1) if named and page.words[first].lower() not in self._before_nouns else None

    def _is_common(self, page: Page, span: tuple[int, int], identity: Identity | None) -> bool:
        """A name that is nothing but a noun ("the Syrian Army") and stands in a phrase that is read by that noun is no name."""
        noun, nation = self.reader.noun_at(page.words, span[1] - 1), self.reader.nation_at(page.words, span[0])
        start = nation[0] if nation is not None else span[0]
        return identity is not None and identity.rule.startswith("noun") and noun is not None and noun[0] <= start

    def _organisation(self, page: Page, span: tuple[int, int], identity: Identity | None) -> tuple[Identity | None, str, str]:
        """An unlisted name of a body: what it is from its head word ("Ministry of Mines", "Verin Police")."""
        words = page.words[span[0] : span[1]]
        read, listed = self.reader.read, page.matches_in(*span)
        head = head_of(page.doc, *span).i - span[0]
        named = read(words, day=page.day, head=head, matches=listed) or read(words, day=page.day, matches=listed)
        named = named or read(words[:1], day=page.day) or identity
        text = page.text(span[0] + (len(words) > 1 and words[0].lower() == "the"), span[1])
        if text.lower().endswith(_DOMAINS):
            return Identity("media", None, "JRN", rule="domain"), fold(text), text
        if named is None or named.what == "person":
            return Identity("group", rule="name"), fold(text), text
        return Identity(named.kind, named.country, named.sector, None, None, named.owner, False, "body", named.rule), fold(text), text

    def _capital(self, page: Page, token: Token) -> Identity | None:
        code = self.reader.directory.capitals.get(fold(page.text(*page.name_around(token))))
        if code is None:
            return None
        frame = page.frames.get(token.head.i)
        doing = token.dep_ == "nsubj" and token.head.pos_ == "VERB" and not any(c.dep_ == "cop" for c in token.head.children)
        object_role = frame is not None and token.i > token.head.i and token.i in frame.heads("ARG1", "ARG2")
        addressed = token.head.lemma_ in self._addressing and (token.dep_ in ("obj", "iobj") or object_role)
        between = grammar.preposition(token) in ("between", "with") and token.head.pos_ == "NOUN"
        first = grammar.coordinated(token)[0] if token.dep_ == "conj" else token
        joined = first.i != token.i and self._capital(page, first) is not None
        if doing and frame is not None and token.i in frame.heads("ARG1", "ARG2", "ARGM-LOC") and token.i not in frame.heads("ARG0"):
            doing = False
        if doing or addressed or between or joined:
            return Identity("government", code, "GOV", rule="capital")
        return None

    def _number(self, page: Page, token: Token) -> Candidate | None:
        """Counted people without a noun: "killing 14", "two were arrested", "others", "the wounded"."""
        verb = token.head
        if token.dep_ not in ("obj", "nsubj:pass", "conj") or (verb.lemma_.lower() not in self._harm and token.pos_ != "ADJ"):
            return None
        if token.pos_ == "ADJ" and (token.lower_ != "others" or verb.lemma_.lower() not in self._harm):
            return None
        start, end = page.extent(token)
        identity = Identity("unknown", what="person", plural=token.lower_ not in ("one", "1"), rule="number")
        return self._made(page, token, start, end, identity, "", page.text(start, end))

    # names inside phrases --------------------------------------------------------------------------------------------------

    def _inside(self, page: Page, start: int, end: int, found: dict[tuple[int, int], Candidate]) -> Iterator[Candidate]:
        """Names of bodies that stand before a noun ("Taliban spokesman"), and nationalities before a noun of an act."""
        heads = {c.head for c in found.values()}
        for match in page.matches_in(start, end, absolute=True):
            token = head_of(page.doc, match.start, match.end)
            if token.i in heads or self.reader.linked(page.words, match.start, match.end):
                continue
            entry = self.reader.choose(match.entries, page.day)
            if entry is None or entry.kind == "person" or page.doc[match.start].idx < page.body:
                continue
            person = page.person_at(token.i)
            if person is not None and person[1] - person[0] > match.end - match.start:
                continue
            beside = token.dep_.partition(":")[0] in _BESIDE and token.dep_ != "nmod:poss"
            if entry.kind == "country" and not (beside and self._acting.is_act(page, token) and token.head.i not in heads):
                continue
            identity = Identity(entry.kind, entry.country, entry.sector, entry.role, entry, rule=entry.table)
            yield self._made(page, token, match.start, match.end, identity, fold(entry.name), page.text(match.start, match.end))
        for i in range(start, end):
            token = page.doc[i]
            if token.dep_ not in ("amod", "compound") or not token.text[:1].isupper():
                continue
            if page.match_at(i) is not None or token.head.i in heads:
                continue
            nation = self.reader.nation_at(page.words, i)
            if nation is None or self.reader.linked(page.words, i, nation[0]) or not self._acting.is_act(page, token):
                continue
            entry = self._country(nation[1])
            identity = Identity("country", nation[1], None, None, entry, rule="nationality")
            yield self._made(page, token, i, nation[0], identity, fold(entry.name), page.text(i, nation[0]))

    def _country(self, code: str) -> Entry:
        return self.reader.directory.countries[code]


def _is_empty(token: Token) -> bool:
    """ "It is clear that …", "it seems": no actor."""
    head = token.head
    if head.lemma_ in ("seem", "appear", "happen", "take"):
        return True
    if not any(c.dep_ == "cop" for c in head.children):
        return False
    return head.pos_ == "ADJ" or any(c.dep_ in ("csubj", "ccomp", "acl:relcl", "advcl") for c in head.children)


def _is_cleft(token: Token) -> bool:
    """ "It was the army that fired": somebody acts, whatever the copula says."""
    subject = grammar.child(token, "nsubj", "expl")
    return subject is not None and subject.lower_ == "it" and grammar.child(token, "acl:relcl") is not None


def _core(reader: Reader, words: list[str]) -> str:
    """The description without articles and numbers, folded: what two mentions of one group share."""
    while words and reader.is_quantifier(words[0]):
        words = words[1:]
    return fold(" ".join(words))
