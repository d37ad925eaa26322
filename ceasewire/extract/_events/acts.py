"""Acts in one sentence: which words of the codebook stand there in the right sense, who does it, to whom, in which mode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span as SentenceSpan
from spacy.tokens import Token

from ceasewire.extract._events.modes import Modes
from ceasewire.extract._events.participants import Participants
from ceasewire.extract._events.scene import Scene
from ceasewire.language import grammar, phrases, roles
from ceasewire.language.frames import frame_at
from ceasewire.reference.codebook import ANYTHING, Codebook, LightVerb, NotEvent, Predicate

#: types whose target may be a thing ("shelled a hospital"); in the others a thing stands for whoever owns it
PHYSICAL = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "AID")
#: types in which all who take part stand together
SYMMETRIC = ("CONSULT", "SUPPORT", "AGREE", "COOPERATE")
#: types that answer or judge what somebody did: without a named target it is whoever stands inside their object
_ANSWERING = ("REJECT", "ACCUSE", "SUPPORT", "SANCTION")
#: types of deeds: what is told as the aim of one is none of its own
_MATERIAL = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "COOPERATE")


@dataclass(eq=False)
class Act:
    """One act as found, before it becomes a record.

    Heads are tokens; `anchors` are all words that tell it (trigger, light verb, outcome).
    """

    row: Predicate
    token: Token
    start: int  # tokens of the trigger
    end: int
    mode: str | None
    sources: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    raw: dict[str, list[Token]] = field(default_factory=dict)  # heads before it was asked who can act
    light: Token | None = None
    anchors: list[Token] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    confidence: float | None = None

    @property
    def type(self) -> str:
        return self.row.type

    @property
    def verb(self) -> Token:
        """The verb whose clause tells when and where: the light verb, else the trigger."""
        return self.light if self.light is not None else self.token


@dataclass(frozen=True)
class Refused:
    """A trigger that is no event here, and why."""

    start: int
    end: int
    reason: str


class Finder:
    """Finds the acts of a sentence with one codebook."""

    def __init__(self, book: Codebook) -> None:
        self.book = book
        self.carriers = book.words("carriers") or book.words("agreement")
        self.consequences = book.words("consequences")
        self.naming = book.words("naming")
        self.riot_gear = book.words("riot_gear")
        self.arms = book.words("bombs") | self.riot_gear
        self.who = Participants(book)
        self.modes = Modes(book, self.who)

    def __call__(self, sentence: SentenceSpan, scene: Scene) -> Iterator[Act | Refused]:
        taken: set[int] = set()
        found = []
        for token in sentence:
            for row, start, end, head in self.candidates(token, sentence):
                found.append((-(end - start if row.pos == "noun" else len(row.words)), head.i, start, end, row, head))
        found.sort(key=lambda x: (x[0], x[1], not x[4].own, not x[4].needs, not x[4].frames))
        words: set[str] | None = None
        acts: list[Act | Refused] = []
        for _, _, start, end, row, head in found:
            if head.i in taken or any(i in taken for i in range(start, end)) or self.misfit(row, head, scene) is not None:
                continue
            words = words if words is not None else {f for t in sentence for f in phrases.forms(t)}
            taken.update(range(start, end))
            taken.update(self._words_of(row, head))
            reason = self._not_event(row, words)
            if reason is not None:
                acts.append(Refused(start, end, reason.reason))
                continue
            act = self._act(row, head, start, end, scene)
            if act is not None:
                acts.append(act)
        acts.sort(key=lambda a: a.start)
        done = [a for a in acts if isinstance(a, Act) and a.type in _MATERIAL]
        for found_act in acts:
            if isinstance(found_act, Act) and found_act in done and any(self._is_purpose(found_act, other) for other in done):
                yield Refused(found_act.start, found_act.end, "what another act is for")
            else:
                yield found_act

    def _is_purpose(self, act: Act, other: Act) -> bool:
        """ "Sent troops to fight the rebels", "withdrew to let aid in": told as the aim of the other act, not as an act."""
        verb = act.verb
        if other is act or not any(m.lower_ == "to" for m in grammar.children(verb, "mark")):
            return False
        head = verb.head
        if verb.dep_ == "acl":
            head = head.head
        elif verb.dep_ == "xcomp":
            if grammar.child(head, "obj") is None:
                return False
        elif not verb.dep_.startswith("advcl"):
            return False
        return head in other.anchors and head is not verb

    def candidates(self, token: Token, sentence: SentenceSpan) -> Iterator[tuple[Predicate, int, int, Token]]:
        """(row, first and last token of the trigger, head) for every phrase of the codebook that begins at the token."""
        verbal = token.tag_.startswith("VB") or token.pos_ == "VERB"
        kinds = ("verb",) if verbal else ("noun",) if token.tag_.startswith("NN") or token.pos_ in ("NOUN", "PROPN") else ("adj", "noun")
        if token.tag_ == "VBG" or (not verbal and token.lower_.endswith("ing") and token.tag_ != "JJ"):
            kinds = ("verb", "noun") if verbal and token.dep_ != "compound" else ("noun", "verb")  # "negotiating table"
        for kind in kinds:
            hit = False
            for form in (*phrases.forms(token), *(phrases.stems(token.lower_) if kind == "verb" and not verbal else ())):
                for row in self.book.predicates.get((form, kind), ()):
                    place = self._place(row, token, sentence)
                    if place is not None:
                        hit = True
                        yield (row, *place)
            if hit and len(kinds) > 1 and kind == kinds[0]:
                break

    def _place(self, row: Predicate, token: Token, sentence: SentenceSpan) -> tuple[int, int, Token] | None:
        if len(row.words) == 1:
            return token.i, token.i + 1, token
        around = phrases.side_by_side(token.doc, token.i, row.words)
        if row.pos != "verb":
            if around is None or around[1] > sentence.end:
                return None
            head = phrases.head_of(token.doc, *around)
            return (around[0], around[1], head) if head.tag_.startswith(("NN", "JJ", "VBG", "VBN", "RB")) else None
        if around is not None and around[1] <= sentence.end:
            return around[0], around[1], token
        others = phrases.under(token, row.words[1:])
        return (token.i, token.i + 1, token) if others is not None else None

    def _words_of(self, row: Predicate, head: Token) -> list[int]:
        if row.pos != "verb" or len(row.words) == 1:
            return []
        return [t.i for t in phrases.under(head, row.words[1:]) or ()]

    def misfit(self, row: Predicate, head: Token, scene: Scene) -> str | None:
        """Why frame, needs or construction do not fit the row; None where they do."""
        frame = frame_at(head)
        if row.frames and frame is not None and frame.roleset not in row.frames:
            return f"the sense is {frame.roleset}"
        if head.dep_ in ("amod", "compound") and row.pos == "verb":
            return "it only says which one is meant"  # "captured soldiers", "the negotiating team"
        if head.ent_type_ == "PER" and row.pos == "noun":
            return "it is part of a person's name"  # "General Battle"
        if head.dep_ == "acl" and self._describes(row, head):
            return "it only says which one is meant"
        if row.pos == "noun" and not self._stands_free(head):
            return "the noun names no act here"
        for need in row.needs:
            if self._holds(need.argument, need.kind, head, scene) != need.wanted:
                return f"{need.argument} is {'not ' if need.wanted else ''}of the class {need.kind}"
        return None

    def _describes(self, row: Predicate, participle: Token) -> bool:
        """Does a participle say which one is meant, and tell no news: "the forces fighting the rebels", "a plan backed by the north"?"""
        if participle.tag_ == "VBG":
            return row.mode == "sideAB"
        return participle.tag_ == "VBN" and bool(row.target) and row.type in ("SUPPORT", "AID")

    def _stands_free(self, noun: Token) -> bool:
        """A noun before another noun names no act ("attack helicopter") unless that one carries it ("ceasefire deal").

        A weapon names one only where it does or causes something ("a bomb killed …"), not where it is used, sold or found.
        """
        if noun.dep_ in ("compound", "nmod:desc") and noun.i < noun.head.i:
            return noun.head.lemma_.lower() in self.carriers or noun.head.lower_ in self.carriers
        if noun.tag_ == "JJ" and not grammar.children(noun, "det") and (noun.dep_ == "amod" or grammar.child(noun, "cop") is not None):
            return False  # "offensive remarks", "was offensive to many"
        if noun.dep_ == "xcomp" and noun.head.lemma_.lower() in self.naming:
            named = grammar.child(noun.head, "obj", "nsubj:pass")
            if named is not None and named.tag_ not in roles.RELATIVE:
                return False  # "called it an attack on democracy", but "what it called an attack" tells one
        words = {noun.lower_} if noun.lower_.endswith("ing") else {noun.lemma_.lower(), noun.lower_}  # "shelling" is no shell
        if noun.dep_ in ("obj", "obl", "nmod", "conj") and words & self.arms:
            used = bool(words & self.riot_gear) and self._carrier(noun)[0] is not None
            return used or grammar.preposition(noun) in ("by", "in", "after", "from")
        return True

    def _holds(self, argument: str, kind: str, head: Token, scene: Scene) -> bool:
        """Is a word of the class among the argument's heads (or what belongs to them, or anywhere in the clause)?"""
        words = self.book.words(kind)
        if argument == "clause":
            start, end = grammar.subtree_range(grammar.clause_of(head))
            return any(f in words for t in head.doc[start:end] for f in phrases.forms(t))
        if argument == "amod":
            found = [t for t in head.children if t.dep_ in ("amod", "compound", "nmod:desc", "nmod") and t.i < head.i]
        elif argument == "self":
            found = [head]
        elif argument == "content":
            clauses = grammar.children(head, "ccomp", "xcomp", *(("advcl",) if head.tag_.startswith("JJ") else ()))
            found = [w for c in clauses for w in (c, *grammar.auxiliaries(c), *grammar.children(c, "obj"))]
        else:
            found = [m for t in roles.arguments(head, argument, self._carrier(head)[0]) for m in roles.members(t)]
            found += [inner for t in found for inner in self.who.counted(t)]
        if kind == ANYTHING:
            return any(scene.time_at(t) is None for t in found)
        return any(self.who.belongs(t, words, scene) for t in found)

    def _carrier(self, noun: Token) -> tuple[Token | None, LightVerb | None]:
        """The light verb whose object (or passive subject, or "in talks") the noun is, and its row."""
        if noun.dep_ not in ("obj", "nsubj:pass", "nsubj", "obl", "nmod", "conj", "iobj", "acl:relcl") or roles.is_verbal(noun):
            return None, None
        head = noun.head
        if roles.is_judged(noun):
            return None, None
        if noun.dep_ == "conj" or (noun.dep_ == "nmod" and noun in self.who.counted(head)):
            return self._carrier(head)
        for form in phrases.forms(head):
            for row in self.book.light_verbs.get(form, ()):
                if len(row.words) > 1 and phrases.under(head, row.words[1:]) is None:
                    continue
                if noun.dep_ == "obl" and grammar.preposition(noun) not in row.words[1:]:
                    continue
                if noun.dep_ == "nsubj" and not (head.tag_ == "VBN" or frame_has(head, noun, "ARG1")):
                    continue
                return head, row
        return None, None

    def _not_event(self, row: Predicate, words: set[str]) -> NotEvent | None:
        for key in (" ".join(row.words), ANYTHING):
            for entry in self.book.not_events.get(key, ()):
                if not entry.context or any(w in words for w in entry.context):
                    return entry
        return None

    def _act(self, row: Predicate, head: Token, start: int, end: int, scene: Scene) -> Act | None:
        light, carrier = self._carrier(head) if row.pos == "noun" else (None, None)
        act = Act(row, head, start, end, row.mode, light=light, anchors=[head], rules=[row.where])
        if light is not None:
            act.anchors.append(light)
        act.raw["source"] = self.who.standing(row.source, head, light, scene)
        act.raw["target"] = self.who.standing(row.target, head, light, scene)
        act.sources = self.who.pick(row.source, head, light, scene)
        act.raw["where"] = [m for t in roles.arguments(head, "obj", light) for m in roles.members(t)]
        hit = self.who.pick(row.target, head, light, scene, things=row.type in PHYSICAL)
        act.targets = [t for t in hit if t not in act.sources]  # "was rejected by X": not X's proposal
        if light is not None and carrier is not None:
            act.rules.append(carrier.where)
            carried = [] if head in roles.deep_subject(light) else self.who.pick(carrier.source, light, None, scene)
            act.sources = self._with_carrier(act, carried, scene)  # "the battle of X began": X has begun nothing
            if not act.targets and row.target and head.dep_ == "obj" and roles.is_passive(light):  # "was given a life sentence"
                act.targets = self.who.among(roles.deep_object(light), scene)
            if not act.targets and row.target:
                act.targets = [t for t in self.who.pick(carrier.target, light, None, scene) if t is not head]
        self._look_around(act, scene)
        if not act.targets and row.target and row.type in _ANSWERING:
            act.targets = [w for t in roles.arguments(head, "obj", light) for m in roles.members(t) for w in self.who.authors(m, scene)]
        if not act.targets and row.target and light is None:  # "lifted sanctions imposed on X"
            act.targets = [w for t in roles.arguments(head, "obj") for w in self.who.met_beside(t, scene)]
        if not row.place_as_target and row.type in ("ASSAULT", "COERCE", "MOBILIZE"):
            act.targets = [t for t in act.targets if not self.who.is_place(t, scene)]
        if any("poss" in parts for parts in row.target):  # "the mayor's arrest": done to the mayor where nobody else stands there
            act.sources = [t for t in act.sources if t not in act.targets]
        both = {t.i for t in act.sources}
        act.targets = [t for t in act.targets if t.i not in both]
        mode, rule = self.modes.mode_of(row, head, act.verb, (start, end), act.raw, scene)
        act.mode = mode
        act.rules += [rule] if rule is not None else []
        return act

    def _with_carrier(self, act: Act, carried: list[Token], scene: Scene) -> list[Token]:
        """The sources when the light verb's subject is known too.

        It is the doer where the noun names none or only an adjective ("the army launched a military assault"), and takes part where
        the noun names only the other side ("the government opened talks with the rebels").
        """
        if not act.sources or not carried:
            return act.sources or carried
        if self.is_one_sided(act):
            return sorted({*act.sources, *carried}, key=lambda t: t.i)
        before = roles.modifiers(act.token)
        return carried if all(t in before or t.tag_ == "PRP$" for t in act.sources) else act.sources

    def is_one_sided(self, act: Act) -> bool:
        """Does an act of two sides name only whom it is done with?"""
        if not any("with" in parts and len(parts) > 1 for parts in act.row.source):
            return False
        partners = {m.i for t in roles.arguments(act.token, "with", act.light) for m in roles.members(t)}
        return bool(act.sources) and all(t.i in partners for t in act.sources)

    def _look_around(self, act: Act, scene: Scene) -> None:
        """What the parse left open: the noun's own clause, the words beside the verb, the owner of a "statement calling …"."""
        row, head = act.row, act.token
        if not roles.is_verbal(head):
            if not act.sources and row.source:
                act.sources = self.who.told_beside(head, scene)
            if not act.targets and row.target:
                act.targets = self.who.met_beside(head, scene)
            return
        if not act.sources and row.source:
            if head.dep_ == "acl" and head.tag_ == "VBG":
                act.sources = self.who.among(roles.owner(head.head), scene)
            elif not roles.is_passive(head) and head.tag_ in ("VBZ", "VBD", "VBP") and not roles.deep_subject(head):
                before = scene.mention_before(head)
                act.sources = [before] if before is not None else []
        if not act.targets and not roles.is_passive(head):
            if any("obj" in parts or "ARG1" in parts for parts in row.target) and grammar.child(head, "obj") is None:
                after = scene.mention_after(head)
                act.targets = [after] if after is not None and after not in act.sources else []
            if not act.targets and row.type == "AGREE" and head.tag_.startswith("VB"):  # "agreed to form a government with X"
                act.targets = self.who.among([t for c in grammar.children(head, "xcomp") for t in roles.with_case(c, "with")], scene)
            if not act.targets and row.type == "REQUEST" and row.target:  # "demanded that X leave"
                content = grammar.child(head, "ccomp")
                if content is not None:
                    act.targets = self.who.among(roles.deep_subject(content), scene)


def frame_has(verb: Token, noun: Token, role: str) -> bool:
    frame = frame_at(verb)
    return frame is not None and noun.i in frame.heads(role)
