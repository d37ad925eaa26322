"""Who did it, told after the attack: "The Front claimed responsibility" adds the claimant to those who did it (docs/annotation.md, rule 9),
"the attacker was shot" names an author where the attack was told without one (rule 12)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as SentenceSpan
from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.extract._events.acts import Act, Finder
from ceasewire.extract._events.scene import Scene
from ceasewire.language import grammar, phrases, roles

#: sentences back in which an attack that is not named again is looked for
NEAR = 2


class Claims:
    """Finds who claims which of the acts told so far, and whose author is named by the deed."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        rows = list(lexicon.table("lexicons/en/event_claims", ("word", "part")))
        self.verbs = frozenset(r["word"] for r in rows if r["part"] == "verb")
        self.nouns = frozenset(r["word"] for r in rows if r["part"] == "noun")
        self.doers = frozenset(r["word"] for r in rows if r["part"] == "doer")

    def __call__(self, sentence: SentenceSpan, told: Sequence[tuple[int, Act]], number: int, scene: Scene) -> None:
        """Adds claimants to the sources of acts told so far; `number` is the sentence's own."""
        for token in sentence:
            self._named_by_deed(token, told, number, scene)
            if token.lower_ not in self.nouns or token.dep_ not in ("obj", "nsubj:pass"):
                continue
            verb = token.head
            if not any(f in self.verbs for f in phrases.forms(verb)) or not self._is_made(verb):
                continue
            claimants = self.finder.who.among(roles.deep_subject(verb), scene)
            act = self._claimed(token, told, number)
            if act is not None and act.row.target:
                act.sources += [t for t in claimants if t not in act.sources and t not in act.targets]

    def _named_by_deed(self, noun: Token, told: Sequence[tuple[int, Act]], number: int, scene: Scene) -> None:
        """ "The attacker": who did the last attack told before, if nobody is said to have done that."""
        if noun.lemma_.lower() not in self.doers or not any(c.lower_ in ("the", "both") for c in noun.children):
            return
        when, act = next(((w, a) for w, a in reversed(told) if a.type == "ASSAULT" and w < number), (number, None))
        if act is None or number - when > NEAR or act.sources:
            return
        if act.row.source and act.row.target and scene.is_actor(noun):
            act.sources = [noun]

    def _is_made(self, verb: Token) -> bool:
        subject = grammar.child(verb, *grammar.SUBJECTS)
        denied = grammar.negation(verb) or (grammar.negation(subject) if subject is not None else None)
        return denied is None and grammar.modal(verb) is None and (subject is None or subject.lower_ not in ("none", "nobody", "neither"))

    def _claimed(self, noun: Token, told: Sequence[tuple[int, Act]], number: int) -> Act | None:
        """The act that the "for" phrase names, else the last attack told before."""
        named = [*grammar.children(noun, "nmod", "obl", "acl", "advcl"), *grammar.children(noun.head, "obl", "advcl")]
        under = {m.i for t in named for m in roles.members(t)}
        violent = [(when, act) for when, act in told if act.type == "ASSAULT" or act.mode == "abduct"]
        for _, act in reversed(violent):
            if any(t.i in under for t in act.anchors):
                return act
        return next((act for when, act in reversed(violent) if number - when <= NEAR and act.start < noun.i), None)
