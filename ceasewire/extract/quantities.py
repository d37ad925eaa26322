"""How many: numbers with their bounds, what they count and what happened to those who are counted.

Notes for a newcomer. `Quantities.__call__` goes over a sentence twice: `_stated` takes the numbers that stand there
(ceasewire/reference/numbers.py reads the words, language/counting.py asks the tree what they count), `_single` finds the one person killed,
wounded or seized who is told without a number ("shot dead the mayor"). `_linked` then ties parts to their totals ("14, including
3 children"). Every word is a row of data/lexicons/en/quantities/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ceasewire import lexicon
from ceasewire.config import Config
from ceasewire.records import Article, Quantity, Span, Unresolved
from ceasewire.reference.numbers import Phrase, Phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SentenceSpan

    from ceasewire.language.counting import Meaning

CONTEXTS = ("part", "part_after", "with", "age", "label", "date", "old", "range", "between")
SINGLE = frozenset({"killed", "wounded", "captured", "detained", "abducted"})
#: what can hold a part of it ("14 killed, including 3 children")
TOTALS = frozenset({"killed", "wounded", "captured", "detained", "abducted", "missing", "casualties", "displaced", "released", "people"})
MEASURED = frozenset({"percent", "money", "duration"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
YEARS = range(1000, 2101)
_HYPHENED = re.compile(r"(\d+)-([a-z]+)")


@dataclass(slots=True)
class _Draft:
    """A quantity before it has an id: token ranges instead of spans."""

    phrase: Phrase
    start: int
    end: int
    what: str
    unit: str | None = None
    of: tuple[int, int] | None = None
    head: int | None = None
    total: bool = False
    firm: bool = True
    part: bool = False
    parent: _Draft | None = None
    rule: str = "number"


class Quantities:
    """Counts, money, percentages and measures of one article.

    Shape:  0..n Quantity in text order, not overlapping; a bare figure that counts nothing readable is Unresolved.
    Units:  values as written (30 for "30%"); `unit` from units.csv.
    Source: the contract of docs/record.md; "dozens" is low 24, "hundreds" low 200.
    Misses: fractions ("a third of"), numbers that stand in names ("Task Force 121"), sums over sentences.
    """

    needs = ("doc", "actors", "times")
    gives = ("quantities",)

    def __init__(self, config: Config) -> None:
        from ceasewire.language.counting import Counting

        self._phrases = Phrases()
        self._counting = Counting()
        self._units: dict[tuple[str, ...], tuple[str, str]] = {}
        for row in lexicon.table("lexicons/en/quantities/units", ("word", "what", "unit"), own=config.data):
            self._units[tuple(row["word"].split())] = (row["what"], row["unit"])
        self._contexts: dict[str, set[tuple[str, ...]]] = {name: set() for name in CONTEXTS}
        for row in lexicon.table("lexicons/en/quantities/contexts", ("phrase", "sense"), own=config.data):
            self._contexts[row.one_of("sense", CONTEXTS)].add(tuple(row["phrase"].split()))

    def __call__(self, article: Article) -> Iterator[Quantity | Unresolved]:
        doc = article.doc
        if doc is None:
            return
        words = [t.lower_ for t in doc]
        dated = _covered(article, {"DATE", "TIME", "SET"})
        singles = _Singles(article)
        drafts: list[_Draft] = []
        for sentence in article.sentences():
            found: list[_Draft] = []
            for draft in self._stated(sentence, words, dated):
                if isinstance(draft, _Draft):
                    found.append(draft)
                else:
                    yield draft
            found += self._single(sentence, found, singles)
            found.sort(key=lambda d: d.start)
            self._link(found, drafts, words)
            drafts += found
        yield from self._records(article, drafts)

    def _stated(self, sentence: SentenceSpan, words: list[str], dated: set[int]) -> Iterator[_Draft | Unresolved]:
        """The numbers of one sentence, left to right."""
        doc, at, floor = sentence.doc, sentence.start, sentence.start
        begins = self._phrases.numbers.begins
        while at < sentence.end:
            asked = words[at] == "many" and words[at - 1] == "how"
            if not begins(words[at]) or asked or doc[at].idx in dated or doc[at].ent_type_:
                at += 1
                continue
            hyphened = self._measure_in_one_word(doc, at)
            if hyphened is not None:
                yield hyphened
                at += 1
                continue
            phrase = self._phrases.read(words, at, floor)
            if phrase is None or phrase.end > sentence.end:
                at += 1
                continue
            found = self._placed(doc, words, at, phrase)
            if found is not None:
                yield found
            at = floor = max(at + 1, phrase.end if not isinstance(found, _Draft) else found.end)

    def _measure_in_one_word(self, doc: Doc, at: int) -> _Draft | None:
        """ "a 10-day truce", where the tokenizer leaves figure and unit together."""
        match = _HYPHENED.fullmatch(doc[at].lower_)
        unit = self._units.get((match[2],)) if match else None
        if match is None or unit is None or doc[at + 1 : at + 3].text.lower().lstrip("-") .startswith("old"):
            return None
        phrase = Phrase(at, at + 1, best=float(match[1]), figure=True)
        return _Draft(phrase, at, at + 1, unit[0], unit[1], rule="unit")

    def _placed(self, doc: Doc, words: list[str], at: int, phrase: Phrase) -> _Draft | Unresolved | None:
        """The phrase with unit or counted noun; None for what is no count (a label, an age, a year)."""
        if self._no_count(doc, words, at, phrase):
            return None
        measured = self._measured(doc, words, at, phrase)
        if measured is not None:
            return measured if measured.what else None
        head, of = _counted(doc, phrase)
        if head is None and words[at] in ("one", "scores", "tens") and phrase.start == at:
            return None  # the pronoun, the verb, the tennis player
        number = _top(doc, phrase.start, phrase.end)
        anchor = doc[head] if head is not None else number
        top = number if words[phrase.end : phrase.end + 1] == ["of"] else anchor
        meaning = self._counting.meaning(anchor, top, of[1] if of is not None else phrase.end)
        if head is None and not meaning.firm:
            return self._bare(doc, at, phrase)
        if meaning.what == "count" and (not phrase.figure and phrase.best in (None, 1)):
            return None  # "multiple reasons", "dozens of ideas", "on the one hand": no number worth keeping
        return self._draft(phrase, meaning, head, of)

    def _draft(self, phrase: Phrase, meaning: Meaning, head: int | None, of: tuple[int, int] | None) -> _Draft:
        total = meaning.total or phrase.total
        return _Draft(phrase, phrase.start, phrase.end, meaning.what, of=of, head=head, total=total, firm=meaning.firm)

    def _bare(self, doc: Doc, at: int, phrase: Phrase) -> Unresolved | None:
        """A number without a noun: said to be unread where it is a figure that could count something."""
        if not phrase.figure or phrase.best in YEARS or doc[at].head.i == at - 1 or phrase.least < 2:
            return None
        text = doc[phrase.start : phrase.end].text
        start = doc[phrase.start].idx
        return Unresolved(start, start + len(text), text, "quantity", "a number, but no word says what it counts")

    def _no_count(self, doc: Doc, words: list[str], at: int, phrase: Phrase) -> bool:
        """A label ("Resolution 1701"), an age, a year, a place in a list, a score, a part of a hyphened word."""
        before, after = words[at - 1] if at else "", words[phrase.end] if phrase.end < len(doc) else ""
        if phrase.figure and (before,) in self._contexts["label"] and doc[at - 1].tag_ not in ("IN",):
            return True
        if (before,) in self._contexts["age"]:
            return True
        if after == "-" and not doc[phrase.end - 1].whitespace_ and not self._unit_at(words, phrase.end + 1):
            return True  # "a six-party deal", "3-1"
        if before in ("-", "/") and phrase.start == at and not doc[at - 1].whitespace_ and at > 1 and not doc[at - 2].whitespace_:
            return True
        if phrase.figure and phrase.start == at and after in (".", ")") and (at == doc[at].sent.start or before == "("):
            return True
        if phrase.figure and phrase.best in YEARS and doc[at].text.isdigit() and not _is_modifier(doc[at]):
            return True
        person = at > 1 and before == "," and doc[at - 2].pos_ == "PROPN" and after in (",", ".", ")", "")
        return bool(phrase.figure and phrase.start == at and person and phrase.least < 120)

    def _unit_at(self, words: list[str], at: int) -> tuple[int, str, str] | None:
        """(end, what, unit) of the longest unit that begins at words[at]."""
        for size in (3, 2, 1):
            found = self._units.get(tuple(words[at : at + size]))
            if found is not None:
                return at + size, *found
        return None

    def _measured(self, doc: Doc, words: list[str], at: int, phrase: Phrase) -> _Draft | None:
        """Money, percent, distance, duration …; `what` is empty for a duration that is really a date or an age."""
        start, end = phrase.start, phrase.end
        sign = self._units.get((words[at - 1],)) if at and words[at - 1] != "-" else None
        if sign is not None and sign[0] == "money" and (not words[at - 1].isalpha() or doc[at - 1].text.isupper() or words[at - 1] == "rs"):
            again = self._phrases.read([*words[: at - 1], *words[at:]], at - 1) if start == at else None
            start = again.start if again is not None and again.start < at - 1 else min(start, at - 1)
            bounds = again if again is not None and again.start < at - 1 else phrase
            return _Draft(replace(bounds, start=start, end=end), start, end, *sign, of=_complement(doc, end), rule="money")
        hyphen = end < len(words) and words[end] == "-"
        unit = self._unit_at(words, end + hyphen)
        if unit is None and end < len(words) and doc[end].tag_ in ("JJ", "JJR"):  # "three more days", "two consecutive weeks"
            unit = self._unit_at(words, end + 1)
        if unit is None and phrase.end - 1 > at and words[phrase.end - 1] in ("%", "percent"):
            unit = (end, "percent", "%")
        if unit is None:
            return None
        end, what, name = unit
        if what == "duration" and (doc[end : end + 1].text.lower(),) in self._contexts["date"] | self._contexts["old"]:
            return _Draft(phrase, start, end, "")
        if hyphen and words[end : end + 2] == ["-", "old"]:
            return _Draft(phrase, start, end, "")
        return _Draft(replace(phrase, end=end), start, end, what, name, _complement(doc, end), rule="unit")

    def _single(self, sentence: SentenceSpan, stated: list[_Draft], singles: _Singles) -> list[_Draft]:
        """One person, told without a number."""
        taken = {d.head for d in stated} | {i for d in stated for i in range(d.start, d.end)}
        out: list[_Draft] = []
        for token in sentence:
            if token.pos_ not in ("VERB", "NOUN"):
                continue
            for what, person in self._counting.patients(token):
                if what not in SINGLE or person.i in taken or not singles.is_one(person, self._counting):
                    continue
                if singles.told(what, person):
                    continue
                taken.add(person.i)
                start, end = _phrase_of(person)
                end = min([d.start for d in stated if person.i < d.start < end], default=end)
                while end - 1 > person.i and sentence.doc[end - 1].dep_ in ("cc", "punct", "case"):
                    end -= 1
                phrase = Phrase(start, end, best=1.0)
                out.append(_Draft(phrase, start, end, what, of=(start, end), head=person.i, rule="single"))
        for d in stated:
            if d.head is not None:
                singles.told(d.what, sentence.doc[d.head])
        held = [d for d in out if any(o.start <= d.start and d.end <= o.end and (o.start, o.end) != (d.start, d.end) for o in out)]
        return [d for d in out if d not in held]

    def _link(self, found: list[_Draft], earlier: list[_Draft], words: list[str]) -> None:
        """Ties parts to the number they are part of."""
        for n, draft in enumerate(found):
            if draft.what in MEASURED and draft.what != "percent":
                continue
            before = [d for d in [*earlier[-6:], *found[:n]] if d.what in TOTALS and not d.part and d.rule != "single"]
            opener = self._opened(words, draft.start, found[n - 1].end if n else None)
            between = words[found[n - 1].end : draft.start] if n else []
            listed = n > 0 and found[n - 1].part and between.count(",") + between.count("and") == 1
            after = any(tuple(words[draft.end : draft.end + len(p)]) == p for p in self._contexts["part_after"])
            inside = [d for d in found[:n] if d.what in TOTALS] if opener or listed else before
            if not (opener or listed or after) or not inside:
                continue
            holder = next((d for d in reversed(inside) if not d.part and d.phrase.least >= draft.phrase.least), None)
            if holder is None:
                continue
            draft.part, draft.parent = True, holder
            if opener or listed or not draft.firm:
                draft.what = holder.what if not draft.firm or opener else draft.what
        for draft in found:
            if draft.rule == "single" and self._opened(words, draft.start, None):
                draft.part = True
        found[:] = [d for d in found if d.rule != "single" or not d.part]

    def _opened(self, words: list[str], start: int, floor: int | None) -> bool:
        """Does "including", "among them" … stand before the number, at most three words away?"""
        low = max(0, start - 4, floor or 0)
        return any(
            tuple(words[i : i + len(p)]) == p and i + len(p) <= start
            for p in self._contexts["part"]
            for i in range(low, start)
        )

    def _records(self, article: Article, drafts: list[_Draft]) -> Iterator[Quantity]:
        doc = article.doc
        assert doc is not None
        ids: dict[int, str] = {}
        for d in drafts:
            span = _span(article, doc, d.start, d.end)
            ids[id(d)] = article.content_id("q", span.start, span.end, d.what)
            yield Quantity(
                id=ids[id(d)], start=span.start, end=span.end, text=span.text, what=d.what,
                low=d.phrase.low, best=d.phrase.best, high=d.phrase.high, unit=d.unit,
                of=_span(article, doc, *d.of) if d.of else None, scope="total" if d.total else "new", approx=d.phrase.approx,
                part_of=ids.get(id(d.parent)) if d.parent else None, rule=d.rule,
            )  # fmt: skip


class _Singles:
    """Who has been counted already: a person told twice is one."""

    def __init__(self, article: Article) -> None:
        self._actor: dict[int, tuple[str, str]] = {}
        for actor in article.actors:
            for m in actor.mentions:
                for at in range(m.start, m.end):
                    self._actor.setdefault(at, (actor.id, actor.kind))
        self._told: set[tuple[str, str]] = set()

    def is_one(self, token: Token, counting: object) -> bool:
        """One human being: a singular person noun, a person's name, or a pronoun that the actors resolved to a person."""
        if token.tag_ not in ("NN", "NNP", "PRP") or any(c.dep_ == "nummod" for c in token.children):
            return False
        if any(c.lower_ in ("no", "every", "any", "each", "neither") for c in token.children):
            return False
        kind = self._actor.get(token.idx, ("", ""))[1]
        if token.tag_ == "PRP":
            return token.lower_ in ("he", "she", "him", "her") and kind == "person"
        return kind == "person" or counting.is_person(token)  # type: ignore[attr-defined]

    def told(self, what: str, token: Token) -> bool:
        """Was this person counted under this heading before? Remembers the person."""
        keys = {(what, self._actor[token.idx][0])} if token.idx in self._actor else set()
        keys.add((what, token.lemma_.lower()))
        definite = token.tag_ != "NN" or any(c.lower_ in DEFINITE for c in token.children)
        known = bool(keys & self._told) and definite
        self._told |= keys
        return known


def _covered(article: Article, types: set[str]) -> set[int]:
    return {at for t in article.times if t.type in types for at in range(t.start, t.end)}


def _is_modifier(token: Token) -> bool:
    return token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS")


def _top(doc: Doc, start: int, end: int) -> Token:
    """The token of the range whose head lies outside it."""
    return next((doc[i] for i in range(start, end) if not start <= doc[i].head.i < end or doc[i].head.i == i), doc[start])


def _counted(doc: Doc, phrase: Phrase) -> tuple[int | None, tuple[int, int] | None]:
    """(head token, token range) of what is counted: "14 [civilians]", "dozens of [people]", "two of [his guards]"."""
    top = _top(doc, phrase.start, phrase.end)
    at = phrase.end
    if at < len(doc) and doc[at].lower_ == "of":
        inner = next((c for c in top.children if c.i > at and c.dep_.startswith("nmod")), None)
        inner = inner or next((t for t in doc[at + 1 : at + 6] if t.dep_.startswith("nmod") and t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        return (inner.i, (at + 1, _list_end(inner))) if inner is not None else (None, None)
    head: Token | None = None
    modifies = top.dep_.split(":")[0] in ("nummod", "compound", "amod", "det", "nmod", "advmod", "obl")
    if modifies and top.head.i >= phrase.end and top.head.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
        head = top.head
    while head is not None and head.dep_ in ("compound", "nummod") and at <= head.i < head.head.i:
        head = head.head
    if head is None or head.i - phrase.end > 12:
        head = _next_noun(doc, at, singular=phrase.best == 1)
    if head is None or (any(t.text in {",", ";", ":", "(", "."} for t in doc[at : head.i]) and head.i - at > 6):
        return None, None
    return head.i, (at, _np_end(head))


def _next_noun(doc: Doc, at: int, *, singular: bool) -> Token | None:
    """The noun right behind the number where the tree does not say: "13 others", "30 Taliban fighters", "one suspected rebel"."""
    for token in doc[at : at + 6]:
        if token.tag_ in ("NNS", "NNPS") or (singular and token.tag_ == "NN" and token.dep_ not in ("compound", "amod")):
            return token
        if (token.tag_ not in ("JJ", "NN", "NNP", "JJS", "JJR", "VBN", "HYPH") and token.text != "-") or token.lower_ in ("dead",):
            return None
    return None


def _list_end(head: Token) -> int:
    """ "hundreds of fighters and civilians": the list is counted as one, unless a member has its own number."""
    from ceasewire.language.grammar import children

    members = [c for c in children(head, "conj") if c.pos_ in ("NOUN", "PROPN") and not children(c, "nummod") and c.i - head.i <= 6]
    return max(_np_end(t) for t in (head, *members))


def _np_end(head: Token) -> int:
    return _phrase_of(head)[1]


def _phrase_of(head: Token) -> tuple[int, int]:
    """The noun phrase without the preposition before it and without a place behind it ("a driver in Port Alma" is a driver)."""
    from ceasewire.language.grammar import children, noun_phrase, preposition

    start, end = noun_phrase(head)
    while start < head.i and head.doc[start].dep_ in ("case", "cc", "mark", "punct", "advmod"):
        start += 1
    for c in children(head, "nmod"):
        if head.i < c.i < end and preposition(c) not in ("of", "from", "for", ""):
            end = min(end, *(w.i for w in children(c, "case")))
    return start, max(end, head.i + 1)


def _complement(doc: Doc, end: int) -> tuple[int, int] | None:
    """ "30 percent of [the troops]", "$2 million in [aid]"."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("of", "in"):
        return None
    behind = (t for t in doc[end + 1 : end + 7] if t.head.i <= end and t.dep_.split(":")[0] in ("nmod", "obl"))
    inner = next((t for t in behind if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    return (end + 1, _np_end(inner)) if inner is not None else None


def _span(article: Article, doc: Doc, start: int, end: int) -> Span:
    return article.span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))
