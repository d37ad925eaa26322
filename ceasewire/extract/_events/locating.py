"""Where: which act a place belongs to. Read from the place outwards: the first act or clause above it is what happened there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from ceasewire.extract._events.acts import Act
from ceasewire.extract._events.scene import Scene
from ceasewire.language import grammar, roles
from ceasewire.records import Place

_AT = frozenset((
    "in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "along", "off", "beside",
))  # fmt: skip
#: these stand before a party as well: "sanctions on X", "talks over X"
_ON = frozenset(("on", "over", "above"))
#: "north of X", "on the outskirts of X", "within 75 km of X"
_BESIDE = frozenset((
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "kilometre", "kilometer", "km", "mile", "outside",
))  # fmt: skip
#: acts that move: where they lead to or come from is where they happen
_TOWARDS = {
    "MOBILIZE": frozenset(("to", "into", "towards", "toward", "onto", "through")),
    "RETREAT": frozenset(("from", "out")),
    "CONSULT": frozenset(("to", "for")),
    "ASSAULT": frozenset(("into", "against", "towards", "to")),
    "COERCE": frozenset(("from",)),
    "AID": frozenset(("to", "into")),
}
_FROM = frozenset(("from",))
#: acts of words: they happen where their own words say, never where what they speak of does
_WORDS = ("AGREE", "REQUEST", "ACCUSE", "REJECT", "CONCEDE", "SUPPORT")
#: acts in which whatever place stands in the sentence is where they happen; words (promises, accusations) happen nowhere
_MATERIAL = ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE")
#: acts whose object may be the place itself ("stormed X", "left X")
_TAKING = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT")
_RANK = {"point": 0, "unresolved": 0, "adm1": 1, "area": 1, "country": 2}
_STEPS = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """A place name in the tree: the words from its head up to, without, the act or clause that it belongs to."""

    place: Place
    path: tuple[Token, ...]
    host: Token


class Locating:
    """Places of acts in one article; `owner` is the act whose words hold a token."""

    def __init__(self, scene: Scene, owner: Mapping[int, Act]) -> None:
        self.scene = scene
        self.owner = owner
        self._sentences: dict[int, list[Standing]] = {}

    def place(self, act: Act, *, near: bool = False) -> Place | None:
        """The most specific place beside the act's words; else in the clause around it; else, for material acts, in its sentence.

        near: only beside its own words.
        """
        anchors = [act.token, act.verb, *act.anchors]
        for anchor in dict.fromkeys(anchors):
            found = self._best((s for s in self._standing(anchor) if s.host.i == anchor.i), act)
            if found is not None:
                return found
        if near or act.type in _WORDS:
            return None
        found = self._within(act)
        if found is not None:
            return found
        below = act.verb
        for token in grammar.ancestors(act.verb):
            other = self.owner.get(token.i)
            spot = self.scene.place_at(token)
            if below.dep_ == "acl:relcl" and spot is not None and spot.use == "literal":
                return spot  # "Verin, which was bombed for weeks"
            if below.dep_.startswith("acl") and self._is_someone(token):
                return None  # "the officer, convicted of fraud, died in X"
            if other is not None and other is not act and other.type not in _MATERIAL and below.dep_ != "conj":
                return None  # told inside a promise, an accusation, a trial: that is not where it happened
            if grammar.is_clause(token) or other is not None:
                found = self._best((s for s in self._apart(token) if s.host.i == token.i), other or act)
                if found is not None:
                    return found
            below = token
        if act.type not in _MATERIAL:
            return None
        return self._best((s for s in self._apart(act.token) if any(map(_is_inside, s.path))), act)

    def _apart(self, token: Token) -> Iterator[Standing]:
        """Places of the sentence that do not only say where a speaker is ("officials in X say that …")."""
        for s in self._standing(token):
            host = self.owner.get(s.host.i)
            speaks = s.path[-1].dep_ == "nsubj" and self._is_someone(s.path[-1]) and (host is None or host.type not in _MATERIAL)
            if len(s.path) == 1 or not speaks:
                yield s

    def _within(self, act: Act) -> Place | None:
        """The place in a clause on the act's noun: "a summit to be held in Verin", "the siege that began in Verin"."""
        if roles.is_verbal(act.token):
            return None
        todo = [c for c in act.token.children if c.dep_.split(":")[0] == "acl" and c.i not in self.owner]
        while todo:
            clause = todo.pop(0)
            subject = grammar.child(clause, *grammar.SUBJECTS)
            if subject is not None and subject.tag_ not in roles.RELATIVE:
                continue
            found = self._best((s for s in self._standing(clause) if s.host.i == clause.i), act)
            if found is not None:
                return found
            todo += [c for c in grammar.children(clause, "xcomp") if c.i not in self.owner]
        return None

    def _best(self, standing: Iterable[Standing], act: Act) -> Place | None:
        held = (s for s in standing if self._is_where(s, act))
        best = min(held, key=lambda s: (_RANK[s.place.precision], len(s.path), s.place.start), default=None)
        return best.place if best is not None else None

    # ---- from the place outwards

    def _standing(self, token: Token) -> list[Standing]:
        start = token.sent.start
        if start not in self._sentences:
            found = (self._outwards(place, head) for place, head in self.scene.places_in(token.sent))
            pointing = ((t, self.scene.named_before(t)) for t in token.sent if t.lemma_.lower() in self.scene.settings)
            again = (self._outwards(place, t) for t, place in pointing if place is not None and not self._is_named(t))
            self._sentences[start] = [s for s in (*found, *again) if s is not None]
        return self._sentences[start]

    def _outwards(self, place: Place, head: Token) -> Standing | None:
        if place.use == "demonym" or self.scene.is_named_body(place, head):
            return None
        path = [head]
        for _ in range(_STEPS):
            at = path[-1]
            noun = self._stands_by(at)
            if noun is not None:
                path.append(noun)
                continue
            if at.head is at or at.i in self.owner or at.dep_.split(":")[0] in ("acl", "advcl", "ccomp", "csubj", "parataxis"):
                return Standing(place, tuple(path[:-1] or path), at)
            if at.head.i in self.owner or roles.is_verbal(at.head) or grammar.is_clause(at.head):
                return Standing(place, tuple(path), at.head)
            path.append(at.head)
        return None

    def _is_part(self, place: Place, noun: Token) -> bool:
        """Is the noun that a name modifies a place as well: any thing of a town, but of a country only its parts ("X's border")?"""
        if place.precision == "country":
            return noun.lemma_.lower() in self.scene.settings or self.scene.place_at(noun) is not None
        return noun.lemma_.lower() not in self.scene.acting

    def _is_named(self, noun: Token) -> bool:
        """Does the noun's own phrase say which place it is ("the city of X", "the X region")?"""
        return any(self.scene.place_at(t) is not None for t in noun.subtree) or noun.nbor(-1).ent_type_ != ""

    def _stands_by(self, name: Token) -> Token | None:
        """ "capital" of "the capital, Verin", where the parser hung the name elsewhere."""
        start = name.left_edge.i
        if start != name.i and name.doc[start].dep_ == "case":
            return None
        while start > 0 and name.doc[start - 1].text == ",":
            start -= 1
        noun = name.doc[start - 1] if start > 0 else name
        beside = noun.i < name.i and noun.lemma_.lower() in self.scene.settings and noun.sent.start == name.sent.start
        return noun if beside and name.dep_.split(":")[0] in ("nmod", "parataxis", "appos", "dep", "flat", "conj") else None

    def _is_someone(self, noun: Token) -> bool:
        actor = self.scene.actor_at(noun)
        titled = noun.tag_ == "NNP" and self.scene.place_at(noun) is None and noun.lemma_.lower() not in self.scene.settings
        return titled or noun.lemma_.lower() in self.scene.acting or (actor is not None and actor.kind == "person")

    def _is_where(self, standing: Standing, act: Act) -> bool:
        """Does the name stand where a place stands ("in X", "the town of X", the town that is stormed), not as a party ("talks with X")?"""
        if act.type in _WORDS and any(map(self._is_someone, standing.path[1:])):
            return False  # "the Front in X rejected"
        for token in standing.path:
            case = {t.lower_ for t in token.children if t.dep_ == "case"}
            spot = self.scene.place_at(token) is standing.place or token.lemma_.lower() in self.scene.settings
            if spot and "of" in case and act.type in _TAKING and self.owner.get(token.head.i) is act:
                return True  # "the capture of X"
            base = token.dep_.split(":")[0]
            towards = _FROM if act.mode == "abduct" else _TOWARDS.get(act.type, frozenset())
            of_someone = base == "nmod" and token.head.i != standing.host.i and self._is_someone(token.head)
            if case & _AT or (case & towards and base in ("obl", "nmod") and not of_someone and "against" not in case):
                return True
            if token in act.sources or (token in act.targets and act.type not in _TAKING and act.mode != "visit"):
                return False
            if standing.place.precision == "country" and (standing.place.use == "metonym" or "against" in case):
                return False
            if case & (_ON | towards) and not of_someone:
                return True
            if "of" in case and token.head.lemma_.lower() in _BESIDE:
                return True
            if base in ("obj", "nsubj"):
                return (act.type in _TAKING and token in act.raw.get("where", ())) or act.mode == "visit"
            if base == "compound" and token.head == act.token:
                after = next((t for t in token.doc[token.i + 1 : act.token.i] if not t.is_punct), act.token)
                return after.tag_ != "VBN"  # "the Paris attacks", but "the Paris-brokered talks"
            if case == set() and base in ("compound", "amod", "nmod") and not self._is_part(standing.place, token.head):
                return False  # "U.S. citizens"
            inside = base == "nmod" and (not case or "of" in case or token.dep_ == "nmod:poss")
            if inside and case and self._is_someone(token.head):
                return False  # "the mayor of X", "X's soldiers"
            if not (inside or base in ("compound", "flat", "amod", "appos")):
                return False
        return False


def _is_inside(token: Token) -> bool:
    """Does the word stand "in", "near" or "north of" something (and not as where a movement leads)?"""
    return token.head.lemma_.lower() in _BESIDE or any(c.lower_ in _AT for c in token.children if c.dep_ == "case")
