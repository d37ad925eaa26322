"""Who stands in an argument of an act: nouns that can act, their members, owners and authors, and things that something is done to."""

from __future__ import annotations

from spacy.tokens import Token

from ceasewire.extract._events.scene import Scene
from ceasewire.extract._events.sides import Sides
from ceasewire.language import grammar, phrases, roles
from ceasewire.reference.codebook import Codebook


class Participants:
    """Answers for one codebook: its classes say which words are people, places, forces, amounts."""

    def __init__(self, book: Codebook) -> None:
        self.book = book
        self.sides = Sides()
        self.not_things = book.words("abstract") | book.words("missiles") | book.words("bombs") | book.words("guns")
        self.amounts = book.words("amounts")
        self.places = book.words("places")
        self.mediating = book.words("mediating")

    def belongs(self, token: Token, words: frozenset[str], scene: Scene) -> bool:
        """Is the noun one of the class's words, alone or with the noun before it, or an actor of its kinds?"""
        keys = scene.keys.get(token.i)
        if keys is None:
            keys = scene.keys[token.i] = self._keys(token, scene)
        return not words.isdisjoint(keys)

    def _keys(self, token: Token, scene: Scene) -> frozenset[str]:
        """All that the token may stand under in a class: its forms, those with the word before, the kind and sector of who it is."""
        forms = phrases.forms(token)
        keys = {*forms}
        if token.i:
            before = token.nbor(-1).lower_
            keys |= {f"{before} {f}" for f in forms}
        place = scene.place_at(token)
        if place is not None and place.use == "literal" and place.precision != "country":
            keys.add("kind:place")  # "captured Verin", whatever the name was taken for
        actor = scene.actor_at(token)
        if actor is not None and self.places.isdisjoint(forms):  # "the army's base" is no army
            return frozenset(keys | {f"kind:{actor.kind}"} | ({f"sector:{actor.sector}"} if actor.sector else set()))
        if token.ent_type_ == "LOC" or (place is not None and place.precision == "country"):
            keys.add("kind:country")
        if token.ent_type_ == "PER" and place is None:  # the model takes lone towns for people
            keys.add("kind:person")
        return frozenset(keys)

    def counted(self, noun: Token) -> list[Token]:
        """What "a series of strikes", "a barrage of rockets" is made of."""
        if noun.tag_ != "CD" and not any(f in self.amounts for f in phrases.forms(noun)):
            return []
        return [m for t in roles.with_case(noun, "of") for m in roles.members(t)]

    def pick(
        self, choices: tuple[tuple[str, ...], ...], head: Token, light: Token | None, scene: Scene, *, things: bool = False
    ) -> list[Token]:
        """The members of the first alternative that gives an actor; with `things`, else the first that gives anything concrete."""
        spare: list[Token] = []
        for parts in choices:
            found: dict[int, Token] = {}
            for name in parts:
                for t in self._heads(head, name, light):
                    for m in roles.members(t):
                        if name == "amod" and not self._is_doer_before(m, scene):
                            continue
                        if things and not scene.is_actor(m) and self._is_thing(m, head, scene):
                            spare = spare or [m]
                            continue
                        for who in self.actors_of(m, scene):
                            found[who.i] = who
            if found:
                return [found[i] for i in sorted(found)]
        return spare

    def standing(self, choices: tuple[tuple[str, ...], ...], head: Token, light: Token | None, scene: Scene) -> list[Token]:
        """All heads there, before it is asked who can act; no times."""
        out = {m.i: m for parts in choices for name in parts for t in self._heads(head, name, light) for m in roles.members(t)}
        return [t for t in out.values() if scene.time_at(t) is None]

    def _heads(self, head: Token, name: str, light: Token | None) -> list[Token]:
        return [head] if name == "self" else roles.arguments(head, name, light)

    def among(self, heads: list[Token], scene: Scene) -> list[Token]:
        """The actors that these nouns and all that is coordinated with them stand for."""
        return [who for t in heads for m in roles.members(t) for who in self.actors_of(m, scene)]

    def actors_of(self, noun: Token, scene: Scene) -> list[Token]:
        """The noun if it can act; for "both sides" the two, for a thing with an owner ("Israeli jets") the thing's phrase, for an act
        ("strikes") the owner."""
        sides = self.sides(noun, scene)
        if sides:
            return sides
        if scene.is_actor(noun):
            return [noun]
        if noun.tag_ == "CD" or roles.is_verbal(noun):
            return [noun] if noun.tag_ == "CD" and scene.time_at(noun) is None else []
        inner = self.doers_of(noun, scene)
        return [noun] if inner and any(f in scene.forces for f in phrases.forms(noun)) else inner

    def doers_of(self, noun: Token, scene: Scene) -> list[Token]:
        """Who stands inside the phrase; of an act who did it, not whom it was done to ("the killing of 12 people by the army")."""
        rows = [row for form in phrases.forms(noun) for row in self.book.predicates.get((form, "noun"), ()) if len(row.words) == 1]
        if not any("of" in parts for row in rows[:1] for parts in row.target):
            return scene.inner_actors(noun)
        return next((found for name in ("by", "poss", "amod") if (found := self.pick(((name,),), noun, None, scene))), [])

    def authors(self, noun: Token, scene: Scene) -> list[Token]:
        """Whose plan, demand or deed the noun is: "Northland's plan", "an offer made by the rebels"."""
        return self.doers_of(noun, scene) or self.told_beside(noun, scene)

    def told_beside(self, noun: Token, scene: Scene) -> list[Token]:
        """The doer told in a clause on the noun: "strikes carried out by X", "the offensive that X launched"."""
        for verb in grammar.children(noun, "acl"):
            if verb.lemma_.lower() in self.mediating:
                continue  # "a truce brokered by X" is not X's
            if roles.is_passive(verb) or any((f in self.book.light_verbs) for f in phrases.forms(verb)):
                found = [w for w in self.among(roles.deep_subject(verb), scene) if w is not noun]
                if found:
                    return found
        return []

    def met_beside(self, noun: Token, scene: Scene) -> list[Token]:
        """Whom the act meets, told in a clause on the noun: "sanctions imposed on X"."""
        for verb in grammar.children(noun, "acl"):
            for row in (r for f in phrases.forms(verb) for r in self.book.light_verbs.get(f, ()) if len(r.words) == 1):
                found = self.pick(row.target, verb, None, scene)
                if found:
                    return [t for t in found if t is not noun]
        return []

    def _is_doer_before(self, word: Token, scene: Scene) -> bool:
        """As the scene says, and the body's name after its country's: "a U.S. military raid", while "a military raid" names nobody."""
        if scene.is_doer_before(word):
            return True
        before = word.nbor(-1) if word.i else word
        return word.lower_ in scene.acting and before.head in (word, word.head) and scene.is_doer_before(before)

    def is_place(self, noun: Token, scene: Scene) -> bool:
        """A place or building, and not those who are in it."""
        place = scene.place_at(noun)
        if place is not None:
            return place.use == "literal"
        return scene.actor_at(noun) is None and any(f in self.places for f in phrases.forms(noun))

    def is_trigger(self, noun: Token) -> bool:
        return any((f, "noun") in self.book.predicates for f in phrases.forms(noun))

    def _is_thing(self, noun: Token, head: Token, scene: Scene) -> bool:
        """A concrete noun that something can be done to: no act, no time, not the trigger, no clause."""
        if noun is head or noun.tag_[:2] not in ("NN", "CD") or scene.time_at(noun) is not None:
            return False
        words = phrases.forms(noun)
        return (not self.is_trigger(noun) or any(f in self.places for f in words)) and not any(f in self.not_things for f in words)
