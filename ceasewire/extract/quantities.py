"""How many: numbers with their bounds, what they count and what happened to those who are counted.

Notes for a newcomer. `Quantities.__call__` goes over a sentence twice: `_stated` takes the numbers that stand there
(ceasewire/reference/numbers.py reads the words, _quantities/counted.py finds what they count, language/counting.py what befell it),
`_single` finds the one person killed, wounded or seized who is told without a number ("shot dead the mayor"). `_link` then ties
parts to their totals ("14, including 3 children"). Every word is a row of data/lexicons/en/quantities/.
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
FEW = 3  # the least of "several" and "a few"
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

    @property
    def idle(self) -> bool:
        """ "Several officials", "a number of villagers" of whom nothing is told: no number worth keeping."""
        few = self.phrase.best is None and self.phrase.high is None and self.phrase.least <= FEW
        return few and not self.firm and not self.part and self.unit is None


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
            drafts += (d for d in found if not d.idle)
        yield from self._records(article, drafts)

    def _stated(self, sentence: SentenceSpan, words: list[str], dated: set[int]) -> Iterator[_Draft | Unresolved]:
        """The numbers of one sentence, left to right."""
        doc, at, floor = sentence.doc, sentence.start, sentence.start
        begins = self._phrases.numbers.begins
        while at < sentence.end:
            asked = words[at] == "many" and words[at - 1] in ("how", "as", "so", "too")
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
        from ceasewire.extract._quantities.counted import counted, head_of

        if self._no_count(doc, words, at, phrase):
            return None
        measured = self._measured(doc, words, at, phrase)
        if measured is not None:
            return measured if measured.what else None
        head, of = counted(doc, phrase, self._counting.persons)
        if head is None and words[at] in ("one", "scores", "tens") and phrase.start == at:
            return None  # the pronoun, the verb, the tennis player
        number = head_of(doc, phrase.start, phrase.end)
        anchor = doc[head] if head is not None else number
        top = number if words[phrase.end : phrase.end + 1] == ["of"] else anchor
        meaning = self._counting.meaning(anchor, top, of[1] if of is not None else phrase.end)
        if head is None and not meaning.firm:
            return self._bare(doc, at, phrase)
        if meaning.past:
            return _unread(doc, phrase, "what the toll was before")
        if meaning.what == "count" and (not phrase.figure and phrase.best in (None, 1)):
            return None  # "multiple reasons", "dozens of ideas", "on the one hand": no number worth keeping
        if phrase.best == 1 and number.dep_ == "appos":
            return None  # "the mayor, one of the leaders"
        if meaning.predicate == head:
            head, of = None, None  # "100 die"
        return self._draft(phrase, meaning, head, of)

    def _draft(self, phrase: Phrase, meaning: Meaning, head: int | None, of: tuple[int, int] | None) -> _Draft:
        total = meaning.total or phrase.total
        return _Draft(phrase, phrase.start, phrase.end, meaning.what, of=of, head=head, total=total, firm=meaning.firm)

    def _bare(self, doc: Doc, at: int, phrase: Phrase) -> Unresolved | None:
        """A number without a noun: said to be unread where it is a figure that could count something."""
        if not phrase.figure or phrase.best in YEARS or doc[at].head.i == at - 1 or phrase.least < 2:
            return None
        if (at and doc[at - 1].text.isdigit()) or (phrase.end < len(doc) and doc[phrase.end].text.isdigit()):
            return None  # a telephone number
        return _unread(doc, phrase, "a number, but no word says what it counts")

    def _no_count(self, doc: Doc, words: list[str], at: int, phrase: Phrase) -> bool:
        """A label ("Resolution 1701"), an age, a year, a place in a list, a score, a part of a hyphened word."""
        before, after = words[at - 1] if at else "", words[phrase.end] if phrase.end < len(doc) else ""
        if phrase.figure and (before,) in self._contexts["label"] and doc[at - 1].tag_ not in ("IN",):
            return True
        if (before,) in self._contexts["age"]:
            return True
        if after == "-" and not doc[phrase.end - 1].whitespace_ and not self._unit_at(words, phrase.end + 1):
            return True  # "a six-party deal", "3-1"
        if after and phrase.figure and not doc[phrase.end - 1].whitespace_ and after[0] in "°′″":
            return True  # coordinates
        if phrase.figure and phrase.start == at and self._in_name(doc, at):
            return True
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
            if found is not None and at + size <= len(words):
                return at + size, *found
        return None

    @staticmethod
    def _in_name(doc: Doc, at: int) -> bool:
        """A number inside a name ("the Arrow 3 Block missiles"): a capitalised word stands on either side, all under one head."""
        if not 0 < at < len(doc) - 1:
            return False
        before, after = doc[at - 1], doc[at + 1]
        return before.pos_ == after.pos_ == "PROPN" and before.head.i in (after.i, after.head.i) and before.dep_ in ("compound", "flat")

    def _measured(self, doc: Doc, words: list[str], at: int, phrase: Phrase) -> _Draft | None:
        """Money, percent, distance, duration …; `what` is empty for a duration that is really a date or an age."""
        from ceasewire.extract._quantities.counted import complement

        start, end = phrase.start, phrase.end
        if at and words[at - 1] in self._phrases.numbers.signs:
            return _Draft(phrase, start, end, *self._units[(words[at - 1],)], of=complement(doc, end), rule="money")
        hyphen = end < len(words) and words[end] == "-"
        unit = self._unit_at(words, end + hyphen)
        if unit is None and end < len(words) and doc[end].tag_ in ("JJ", "JJR"):  # "three more days", "two consecutive weeks"
            unit = self._unit_at(words, end + 1)
        if unit is None and phrase.end - 1 > at and words[phrase.end - 1] in ("%", "percent"):
            unit = (end, "percent", "%")
        if unit is None or (unit[1] == "money" and doc[unit[0] - 1].pos_ in ("VERB", "ADJ", "ADV")):
            return None  # "12 won seats" is no currency
        end, what, name = unit
        if what == "duration" and (doc[end : end + 1].text.lower(),) in self._contexts["date"] | self._contexts["old"]:
            return _Draft(phrase, start, end, "")
        if hyphen and words[end : end + 2] == ["-", "old"]:
            return _Draft(phrase, start, end, "")
        return _Draft(replace(phrase, end=end), start, end, what, name, complement(doc, end), rule="unit")

    def _single(self, sentence: SentenceSpan, stated: list[_Draft], singles: _Singles) -> list[_Draft]:
        """One person, told without a number."""
        from ceasewire.extract._quantities.counted import phrase_of

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
                start, end = phrase_of(person)
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
            inside = ([d for d in found[:n] if d.what in TOTALS] if opener or listed else []) or before
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
        if token.tag_ == "NN" and token.dep_ == "conj" and not any(c.dep_ in ("det", "nmod:poss") for c in token.children):
            return False  # "the party's secretary and candidate" is one
        kind = self._actor.get(token.idx, ("", ""))[1]
        if token.tag_ == "PRP":
            return token.lower_ in ("he", "she", "him", "her") and kind not in ("country", "government")
        return kind == "person" or counting.is_person(token)  # type: ignore[attr-defined]

    def told(self, what: str, token: Token) -> bool:
        """Was this person counted under this heading before? Remembers the person."""
        if token.tag_ == "PRP" and token.idx not in self._actor:  # nobody knows who: another one only where none was told
            known = any(w == what for w, _ in self._told)
            self._told.add((what, token.lower_))
            return known
        keys = {(what, self._actor[token.idx][0])} if token.idx in self._actor else set()
        keys.add((what, token.lemma_.lower()))
        definite = token.tag_ != "NN" or any(c.lower_ in DEFINITE for c in token.children)
        known = bool(keys & self._told) and definite
        self._told |= keys
        return known


def _unread(doc: Doc, phrase: Phrase, reason: str) -> Unresolved:
    text = doc[phrase.start : phrase.end].text
    start = doc[phrase.start].idx
    return Unresolved(start, start + len(text), text, "quantity", reason)


def _covered(article: Article, types: set[str]) -> set[int]:
    return {at for t in article.times if t.type in types for at in range(t.start, t.end)}


def _is_modifier(token: Token) -> bool:
    return token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS")


def _span(article: Article, doc: Doc, start: int, end: int) -> Span:
    return article.span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))
