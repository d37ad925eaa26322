"""What the sentence says of those who are counted: killed, wounded, detained, troops …

`Counting` holds the words (data/lexicons/en/quantities/predicates, nouns, persons) and asks the tree: the noun itself, the
participle behind it, the verb whose patient it is, the noun it is the complement of, and last the roles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.language.frames import frame_at
from ceasewire.language.grammar import (
    SUBJECTS,
    ancestors,
    antecedent,
    child,
    children,
    coordinated,
    is_passive,
    modal,
    negation,
    preposition,
    subject,
)

BE = frozenset({"be", "get"})
HIGH_CASES = frozenset({"to", "at", "past", "above", "beyond", "over", "of"})
ALIKE = frozenset({"along with", "together with", "as well as", "plus", "besides"})  # these add as "and" does
PEOPLE, THINGS = "people", "count"
#: nouns of these kinds have no fate of the living ("destroyed two missiles" kills nobody)
LIFELESS = frozenset({"weapons", "equipment", "attacks", "violations", "votes", "seats"})
FATES = frozenset({"killed", "wounded", "casualties", "missing", "detained", "abducted", "displaced"})
#: fates of which two may share one number
DONE = frozenset({"killed", "wounded", "captured", "detained", "abducted"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """`what` the number counts; total: all so far ("the toll rose to"); firm: said by a predicate, or by a noun that leaves no choice.

    past: what the toll was before ("rose from 12").
    """

    what: str
    total: bool = False
    firm: bool = True
    predicate: int | None = None
    past: bool = False


class Counting:
    """The words of counting, and how they govern what is counted."""

    def __init__(self) -> None:
        self._verbs: dict[str, list[tuple[str, str, str]]] = {}
        self._of: dict[str, str] = {}
        self._adjectives: dict[str, str] = {}
        name = "lexicons/en/quantities/predicates"
        for row in lexicon.table(name, ("lemma", "pos", "counts", "what"), optional=("particle",)):
            pos = row.one_of("pos", ("verb", "noun", "adj"))
            if pos == "verb":
                counts = row.one_of("counts", ("object", "subject"))
                self._verbs.setdefault(row["lemma"], []).append((counts, row["what"], row["particle"]))
            else:
                (self._of if pos == "noun" else self._adjectives)[row["lemma"]] = row["what"]
        self._strong: dict[str, str] = {}
        self._weak: dict[str, str] = {}
        self._tolls: dict[str, str] = {}
        for row in lexicon.table("lexicons/en/quantities/nouns", ("lemma", "what", "strength")):
            kinds = {"strong": self._strong, "weak": self._weak, "toll": self._tolls}
            kinds[row.one_of("strength", tuple(kinds))][row["lemma"]] = row["what"]
        self.persons = frozenset(lexicon.words("quantities/persons"))

    def meaning(self, anchor: Token, top: Token, end: int) -> Meaning:
        """What the number counts.

        anchor: the counted noun, or the number where no noun stands; top: the head of the whole phrase ("two" in "two of his
        guards"); end: the token after the phrase.
        """
        toll = self._toll_above(top)
        if (what := _listed(self._strong, anchor)) is not None:
            return Meaning(what, total=toll is not None)
        if toll is not None:
            return Meaning(self._toll_of(toll) or self._by_noun(anchor).what, total=True, past=preposition(top) == "from")
        by_noun = self._by_noun(anchor)
        told = self._above(top) if top.dep_ in SUBJECTS and top.i < top.head.i else None  # "26 of those abducted have been killed"
        found = told or self._behind(top, end) or self._within(anchor) or self._above(top) or self._beside(anchor)
        found = found or self._of_list(anchor) or self._by_role(top)
        return by_noun if found is None or (by_noun.what in LIFELESS and found.what in FATES) else found

    def verb_means(self, verb: Token, counts: str) -> str | None:
        """What the verb says of its object or subject ("object", "subject"), or None."""
        for side, what, particle in self._rows(verb):
            if side == counts and (not particle or any(w.lower_ == particle for w in _after(verb))):
                return what
        return None

    def noun_means(self, noun: Token) -> str | None:
        """What the noun says of those behind its "of" ("the murder of"), or None."""
        return self._of.get(noun.lemma_.lower())

    def _rows(self, verb: Token) -> list[tuple[str, str, str]]:
        """The verb's rows by lemma, or by its form where the lemma was guessed wrong ("freed" as "fre")."""
        form = verb.lower_
        for word in (verb.lemma_.lower(), form, form.removesuffix("d"), form.removesuffix("ed")):
            if word in self._verbs:
                return self._verbs[word]
        return []

    def is_person(self, token: Token) -> bool:
        """Is the word a person's name or a noun for people?"""
        return token.lemma_.lower() in self.persons or token.lower_ in self.persons or token.ent_type_ == "PER"

    def patients(self, token: Token) -> Iterator[tuple[str, Token]]:
        """(what, noun) for everyone to whom the predicate at `token` happened and really happened."""
        noun = self.noun_means(token) if token.pos_ == "NOUN" else None
        if noun is not None:
            for c in children(token, "nmod"):
                if preposition(c) == "of" or c.dep_ == "nmod:poss":
                    yield from ((noun, t) for t in coordinated(c))
            return
        for counts in ("object", "subject"):
            what = self.verb_means(token, counts)
            if what is None or _unreal(token):
                continue
            for noun_token in _arguments(token, counts):
                yield from ((what, t) for t in coordinated(noun_token))
        if token.pos_ == "VERB" and not _unreal(token):  # "left a shopkeeper dead"
            for noun_token in children(token, "obj"):
                result = self._result(token, noun_token)
                if result is not None:
                    yield from ((result.what, t) for t in coordinated(noun_token))

    def _behind(self, anchor: Token, end: int) -> Meaning | None:
        """The word right behind the phrase: "60 injured", "two others seriously wounded", "14 people dead"."""
        at = end
        while at < len(anchor.doc) and anchor.doc[at].tag_ in ("RB", "RBR", "VBD", "VBZ", "VBP") and (
            anchor.doc[at].tag_.startswith("RB") or anchor.doc[at].lemma_ in BE
        ):
            at += 1
        if at >= len(anchor.doc):
            return None
        word = anchor.doc[at]
        lemma = word.lower_ if word.lower_ in self._adjectives else word.lemma_.lower()
        if lemma in self._adjectives and word.tag_ not in ("VBD",) and not _counted_itself(word, anchor):
            return Meaning(self._adjectives[lemma], predicate=at)
        if word.tag_ == "VBN" or (word.tag_ == "VBD" and child(word, "obj") is None):
            what = self.verb_means(word, "object")
            if what is not None and negation(word) is None:
                return Meaning(what, predicate=at)
        return None

    def _of_list(self, anchor: Token) -> Meaning | None:
        """What stands behind the last member of a list of numbers: "four guards and two rebels dead"; and "100 die", read as a noun."""
        if anchor.tag_ == "NN" and children(anchor, "nummod") and (what := self.verb_means(anchor, "subject")):
            return Meaning(what, predicate=anchor.i)
        return next((m for c in children(anchor, "conj") if children(c, "nummod") and (m := self._behind(c, c.i + 1))), None)

    def _within(self, anchor: Token) -> Meaning | None:
        """An adjective before the noun: "three wounded soldiers"."""
        for c in children(anchor, "amod"):
            what = self._adjectives.get(c.lower_) or (self.verb_means(c, "object") if c.tag_ == "VBN" else None)
            if what is not None:
                return Meaning(what, predicate=c.i)
        return None

    def _beside(self, anchor: Token) -> Meaning | None:
        """The clause behind the noun, where no predicate above it decides: "14 people killed in the blast", "two who died"."""
        for c in anchor.children:
            if any(t.pos_ == "NUM" for t in anchor.doc[anchor.i + 1 : c.i]):
                continue  # "killed 40 soldiers with 12 wounded": it is said of the other number
            if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and (what := self.verb_means(c, "object")):
                return Meaning(what, predicate=c.i)
            if c.dep_ == "acl" and c.tag_ == "VBG" and (what := self.verb_means(c, "subject")):
                return Meaning(what, predicate=c.i)
            if c.dep_ == "acl:relcl":
                own = child(c, "nsubj", "nsubj:pass")
                if own is not None and antecedent(own) is not None:
                    what = self.verb_means(c, "object") if is_passive(c) else self.verb_means(c, "subject")
                    if what is not None:
                        return Meaning(what, predicate=c.i)
        return None

    def _above(self, anchor: Token) -> Meaning | None:
        """The predicate that governs the phrase; what is coordinated shares it."""
        top = anchor
        while top.head.i < top.i and top.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON") and (
            top.dep_ in ("conj", "appos") or preposition(top) in ALIKE
        ):
            top = top.head
        head = top.head
        if head.tag_ == "VBN" and head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN") and self.verb_means(head, "object") is None:
            return self._above(head.head)  # "a leader and one suspected insurgent", the participle read as a verb
        if head.i == top.i:
            return None
        base = top.dep_.split(":", 1)[0]
        bare = base == "obl" and top.i > head.i and child(top, "case") is None  # "killed 14", the number read as an adverbial
        if top.dep_ in ("obj", "nsubj:pass") or bare or (base == "nsubj" and is_passive(head)):
            what = self.verb_means(head, "object")
            if what is not None and negation(head) is None:
                return Meaning(self._joined(head, what), predicate=head.i)
            if top.dep_ == "obj":
                return self._result(head, top)
        if base == "nummod" and head.i < top.i and (what := self.verb_means(head, "object")):
            return Meaning(what, predicate=head.i)  # "and wounds 50", the verb read as a noun
        if base == "nsubj" or (base == "nummod" and head.pos_ == "VERB"):
            what = self.verb_means(head, "subject") or self._adjectives.get(head.lower_)
            if what is not None:
                return Meaning(what, predicate=head.i) if negation(head) is None else None
            return self._shared(head)
        if base == "nmod" and preposition(top) in ("of", "to", "among"):
            fates = [w for t in coordinated(head) if (w := self._of.get(t.lemma_.lower()))]
            if fates:  # "the abduction and murder of three"
                return Meaning("killed" if "killed" in fates else fates[0], predicate=head.i)
        return None

    def _shared(self, verb: Token) -> Meaning | None:
        """ "Two gunmen opened fire and were killed": the subject of the next verb too."""
        for c in children(verb, "conj"):
            if child(c, *SUBJECTS) is None and negation(c) is None:
                what = self.verb_means(c, "object") if is_passive(c) else self.verb_means(c, "subject")
                if what is not None:
                    return Meaning(what, predicate=c.i)
        return None

    def _result(self, verb: Token, counted: Token) -> Meaning | None:
        """ "left two people dead", "found three people alive": the complement says what became of them."""
        for c in children(verb, "xcomp", "advmod", "advcl", "ccomp"):
            if c.i > counted.i and (what := self._adjectives.get(c.lower_) or (self.verb_means(c, "object") if c.tag_ == "VBN" else None)):
                return Meaning(what, predicate=c.i)
        return None

    def _joined(self, verb: Token, what: str) -> str:
        """Two fates of one number: "killed or captured 30" are casualties, "kidnapped and killed 30" are killed."""
        for other in (verb.head if verb.dep_ == "conj" else None, *children(verb, "conj")):
            if other is None or abs(other.i - verb.i) != 2 or (child(other, "obj") is not None and child(verb, "obj") is not None):
                continue
            fate = self.verb_means(other, "object")
            if fate == what or not {fate, what} <= DONE:
                continue
            one_by_one = verb.doc[min(verb.i, other.i) + 1].lower_ == "and" and "wounded" not in (fate, what)
            return "killed" if one_by_one and "killed" in (fate, what) else "casualties"
        return what

    def _toll_above(self, anchor: Token) -> Token | None:
        """The noun whose number grows to this one: "the death toll rose to 45", "bringing the total to 45", "a toll of 45"."""
        head = anchor.head
        if head.i == anchor.i:
            return None
        if anchor.dep_ == "nmod" and preposition(anchor) == "to" and head.pos_ == "NUM" and preposition(head) == "from":
            return self._toll_above(head)  # "from 12 to 15", the second hung on the first
        if head.pos_ == "NOUN" and self._is_toll(head) and preposition(anchor) in HIGH_CASES:
            return head
        if anchor.dep_ in ("obl", "nmod", "obj", "xcomp", "nmod:npmod", "obl:npmod", "nummod") and head.pos_ in ("VERB", "AUX"):
            for c in (subject(head), child(head, "obj")):
                if c is not None and c.i != anchor.i and self._is_toll(c):
                    return c
            if head.tag_ == "VBG" and preposition(anchor) in HIGH_CASES:  # "with the toll from the clashes rising to 19"
                return next((t for t in reversed(anchor.doc[max(head.sent.start, head.i - 8) : head.i]) if self._is_toll(t)), None)
        own = child(anchor, "nsubj")
        return own if own is not None and child(anchor, "cop") is not None and self._is_toll(own) else None

    def _is_toll(self, token: Token) -> bool:
        return token.lemma_.lower() in self._tolls

    def _toll_of(self, toll: Token) -> str | None:
        """Whose number: "the number of wounded", "the total of dead", "death toll"."""
        known = self._tolls[toll.lemma_.lower()]
        for c in children(toll, "nmod", "compound", "amod", "acl"):
            lemma = c.lemma_.lower()
            what = _listed(self._strong, c) or self._adjectives.get(c.lower_) or self._of.get(lemma)
            if what is None and c.dep_ in ("nmod", "acl"):
                found = self._within(c) or self._beside(c) or (Meaning(w) if (w := self._weak.get(lemma)) else None)
                what = found.what if found else self.verb_means(c, "object")
            if what is not None:
                return what
        return known or None

    def _by_role(self, anchor: Token) -> Meaning | None:
        for verb in anchor.sent:
            frame = frame_at(verb)
            if frame is not None and verb.pos_ == "VERB" and abs(verb.i - anchor.i) < 40 and anchor.i in frame.heads("ARG1"):
                what = self.verb_means(verb, "object")
                if what is not None and not _unreal(verb):
                    return Meaning(what, predicate=verb.i)
        return None

    def _by_noun(self, anchor: Token) -> Meaning:
        person = bool({anchor.lower_, anchor.lower_.removesuffix("s")} & self.persons)
        weak = _listed(self._weak, anchor, lemma=not person)
        if weak is None and anchor.dep_ == "conj":  # "2,500 US troops and about 7,000 partners"
            weak = _listed(self._weak, anchor.head)
        if weak is not None:
            return Meaning(weak, firm=False)
        people = person or anchor.lemma_.lower() in self.persons or anchor.lower_ in ("people", "others", "civilians")
        return Meaning(PEOPLE if people else THINGS, firm=False)


def _after(verb: Token) -> list[Token]:
    """The seven words behind the verb, inside its sentence."""
    return list(verb.doc[verb.i + 1 : min(verb.i + 8, verb.sent.end)])


def _listed(table: dict[str, str], token: Token, *, lemma: bool = True) -> str | None:
    """The row of a noun by word, the word without plural s (lemmas of "troops", "forces" differ between treebanks), or lemma."""
    word = token.lower_
    return table.get(word) or table.get(word.removesuffix("s")) or (table.get(token.lemma_.lower()) if lemma else None)


def _arguments(verb: Token, counts: str) -> Iterator[Token]:
    """The noun(s) to which it happened, by the tree."""
    passive = is_passive(verb) or (verb.dep_ == "conj" and verb.tag_ == "VBN" and is_passive(verb.head) and child(verb, "obj") is None)
    if counts == "subject" or passive:
        own = child(verb, "nsubj:pass", "nsubj") or (verb.head if verb.dep_ == "acl" else None)
        own = own or (subject(verb) if verb.dep_ == "conj" else None)
        if own is not None and verb.dep_ == "acl:relcl":
            own = antecedent(own) or own
        if own is not None:
            yield own
        return
    objects = children(verb, "obj")
    if not objects and verb.dep_ != "conj":  # "shot and killed the mayor"
        objects = next((children(c, "obj") for c in children(verb, "conj") if c.i - verb.i == 2), [])
    yield from objects


def _counted_itself(word: Token, anchor: Token) -> bool:
    """In "two wounded soldiers" the adjective belongs to a later noun, not to "two"."""
    return word.dep_ == "amod" and word.head.i > word.i and word.head.i != anchor.i


def _unreal(verb: Token) -> bool:
    """Not told as done: negated, under a modal, or an infinitive ("a plan to kill")."""
    if negation(verb) is not None or modal(verb) is not None:
        return True
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children) or any(
        negation(a) is not None for a in list(ancestors(verb))[:1] if verb.dep_ in ("xcomp", "ccomp")
    )
