"""Acts in words only: what reads like an act of the codebook and is none, with the reason.

Five grounds, asked in order; a row of the user's own is never asked.

| ground | example |
|---|---|
| the words around it belong to another subject | "we laid siege to their goal" |
| it is the outcome of an accident, of weather, of a disease | "a helicopter crashed, killing two soldiers" |
| it is only likened to an act, or a fight of nobody who fights | "a noise like gunfire", "the battle for the women's vote" |
| nobody does it in particular | "if you want to fight" |
| only private people or companies take part | "the board agreed to meet the dealers" |

The surroundings (surroundings.py) weigh words against people: soldiers, rebels and the dead make an act of what would else be a picture.
"""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Span as SentenceSpan
from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._events.accidents import Accidents
from ceasewire.extract._events.acts import Act, Refused
from ceasewire.extract._events.scene import Scene
from ceasewire.extract._events.surroundings import FAR, SPOKEN_TO, Around, Subjects, Surroundings, is_armed, is_private, rules
from ceasewire.language import grammar, roles

#: how much the words of a subject must weigh, with one more for each actor near them who uses force
BORROWED = 2
#: … where one of the act's own parties governs or uses force, and where people protest
BORROWED_BY_PARTY = 3
#: … where people are killed or wounded, arrested or convicted
BORROWED_WITH_DEAD = 4
#: an act of which the two judges are surer than this is not asked who does it, and is none of another subject where its doer uses force
#: (decision 10; the codebook alone is never so sure)
SURE = 0.7
#: types of which private people, companies and crowds may do a public act by themselves
_ANYBODYS = ("PROTEST", "COERCE", "MOBILIZE")
#: what opens a phrase that says what is fought for or against
_ABOUT = ("for", "with", "over", "against", "about")
#: modes that only authorities do: an arrested player is arrested
_OF_THE_LAW = ("arrest", "convict")
#: types in which people are hurt
_HURTING = ("ASSAULT", "PROTEST")

#: stand for somebody whom the text leaves unnamed
PRONOUNS = frozenset((*SPOKEN_TO, "he", "she", "him", "her", "his"))

FIGURE = "a figure of speech"
ACCIDENT = "accident, weather or disease"
NOBODY = "nobody in particular does it"
PRIVATE = "private people or companies among themselves"


class Refusals:
    """Word lists of all grounds, read once."""

    def __init__(self, own: Path | None) -> None:
        self.subjects = Subjects(own)
        self.accidents = Accidents()
        self.anybody = frozenset(lexicon.words("anybody"))

    def of(self, scene: Scene) -> Grounds:
        return Grounds(self, scene)


class Grounds:
    """Judges the acts of one article."""

    def __init__(self, lists: Refusals, scene: Scene) -> None:
        self._lists = lists
        self._scene = scene
        self._around = Surroundings(scene, lists.subjects)
        self._sentences = list(scene.article.sentences())

    def __call__(self, act: Act | Refused, number: int) -> Act | Refused:
        """The act of the sentence with this number, or why it is none."""
        if isinstance(act, Refused) or act.row.own:
            return act
        around = self._around.at(act.token)
        reason = (
            self._subject(act, around) or self._accident(act, number) or self._figure(act, around)
            or self._nobody(act) or self._private(act, around)
        )  # fmt: skip
        return Refused(act.start, act.end, reason) if reason is not None else act

    def _subject(self, act: Act, around: Around) -> str | None:
        """The subject that its words belong to. An army that shells an opera house is an army, a state that arrests a goalkeeper a state:
        both judges know its words."""
        if _is_sure(act) and any(self._is_armed(t) or self._rules(t) for t in act.sources):
            return None
        subject, weight = around.subject()
        needed = BORROWED
        if act.mode in _OF_THE_LAW or (act.type in _HURTING and self._has_dead(act.token.sent)):
            needed = BORROWED_WITH_DEAD
        elif act.type == "PROTEST" or any(map(self._rules, (*act.sources, *act.targets))):
            needed = BORROWED_BY_PARTY
        return subject if weight >= needed + around.armed + around.hurt else None

    def _rules(self, token: Token) -> bool:
        actor = self._scene.actor_at(token)
        return actor is not None and rules(actor)

    def _is_armed(self, token: Token) -> bool:
        actor = self._scene.actor_at(token)
        return actor is not None and is_armed(actor)

    def _has_dead(self, sentence: SentenceSpan) -> bool:
        found = self._scene.article.quantities
        return any(q.what in ("killed", "wounded") and sentence.start_char <= q.start < sentence.end_char for q in found)

    def _accident(self, act: Act, number: int) -> str | None:
        before = self._sentences[max(0, number - FAR) : number]
        return ACCIDENT if self._lists.accidents.cause(act, self._sentences[number], before) is not None else None

    def _figure(self, act: Act, around: Around) -> str | None:
        """ "Like gunfire", "it was a massacre" of nobody by nobody, a battle of one side alone where no state and no armed people are near:
        farmers who clash with herders are two."""
        token = act.token
        alone = act.mode == "sideAB" and len(act.sources) < 2
        if alone and not around.ruled and not around.hurt and self._is_about_something(token):
            return FIGURE
        if roles.is_verbal(token):
            return None
        if grammar.preposition(token) in ("like", "unlike", "as"):
            return FIGURE
        subject = grammar.child(token, "nsubj") if grammar.child(token, "cop") is not None else None
        named = act.sources or act.targets or act.type not in ("ASSAULT", "COERCE", "RETREAT")
        return FIGURE if subject is not None and subject.lower_ in ("it", "this", "that") and not named else None

    def _is_about_something(self, fight: Token) -> bool:
        """ "A battle for the vote", "fought pneumonia": an object or a cause; "fighting in the valley", "for Verin" has a place."""
        about = (t for t in grammar.children(fight, "obl", "nmod") if self._scene.place_at(t) is None)
        return grammar.child(fight, "obj") is not None or any(grammar.preposition(t) in _ABOUT for t in about)

    def _nobody(self, act: Act) -> str | None:
        """All who do it are "you", "someone", a bare "people": a rule or an example, no news."""
        return NOBODY if act.sources and all(self._is_anybody(t) for t in act.sources) else None

    def _is_anybody(self, token: Token) -> bool:
        phrase = self._scene.phrase(token)
        return phrase.text.lower() in self._lists.anybody

    def _private(self, act: Act, around: Around) -> str | None:
        """All who are named as taking part are private, or nobody is and the text speaks of private people only."""
        if act.type in _ANYBODYS or around.public or _is_sure(act):
            return None
        if act.type in _HURTING and (around.hurt or not act.sources or act.mode not in (None, "sideAB")):
            return None
        parties = [*act.sources, *act.targets]
        if not parties:
            return PRIVATE if around.private else None
        return PRIVATE if act.sources and all(map(self._is_private, parties)) else None

    def _is_private(self, token: Token) -> bool:
        """A pronoun, a company, a person without office, a private person's or thing's noun; a name that no list has may be a country."""
        phrase = self._scene.phrase(token)
        if phrase.text.lower() in PRONOUNS or phrase.text.lower() in self._lists.anybody:
            return True
        actor = self._scene.actor_at(token)
        if actor is None or self._scene.place_at(token) is not None:
            return token.tag_ not in ("NNP", "NNPS", "WP", "PRP")
        return is_private(actor) or (actor.kind == "group" and actor.rule.startswith("noun"))


def _is_sure(act: Act) -> bool:
    return act.confidence is not None and act.confidence >= SURE
