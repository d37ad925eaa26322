"""How many: numbers with their bounds, what they count and what happened to those who are counted.

Notes for a newcomer. `Quantities.__call__` goes over a sentence twice: `_stated` takes the numbers that stand there (numbers.py and
number_phrases.py in ceasewire/reference read the words, _quantities/labels.py knows what is no count, counted.py there what they
count, language/counting.py what befell it), `_single` finds the one person killed, wounded or seized who is told without a number
("shot dead the mayor"). `_link` then ties parts to their totals ("14, including 3 children"). Every word is a row of
data/lexicons/en/quantities/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ceasewire import lexicon
from ceasewire.config import Config
from ceasewire.extract._quantities.counted import complement, counted, phrase_of
from ceasewire.extract._quantities.fates import by_itself, heading, is_whole, lost_life, risen
from ceasewire.extract._quantities.labels import YEARS, Labels
from ceasewire.extract._quantities.singles import Singles
from ceasewire.extract._quantities.wrapped import Unwrapped
from ceasewire.language.counting import DONE, Counting
from ceasewire.language.grammar import SUBJECTS, preposition
from ceasewire.language.phrases import head_of
from ceasewire.records import Article, Quantity, Span, Unresolved
from ceasewire.reference.number_phrases import Phrase, Phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SentenceSpan

    from ceasewire.language.counting import Meaning

CONTEXTS = ("part", "part_after", "age", "label", "date", "old", "range", "upper", "strong", "so_far")
#: what can hold a part of it ("14 killed, including 3 children")
TOTALS = frozenset({"killed", "wounded", "captured", "detained", "abducted", "missing", "casualties", "displaced", "released", "people"})
MEASURED = frozenset({"percent", "money", "duration"})
REST, HEADED = "rest", "headed"
BEFORE = "what the number was before it changed"
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
    Source: a share in words is in percent too: "a third of" is 33.33, `approx`.
    Misses: numbers that stand in names ("Task Force 121"), sums over sentences.
    """

    needs = ("doc", "actors", "times")
    gives = ("quantities",)

    def __init__(self, config: Config) -> None:
        self._phrases = Phrases()
        self._counting = Counting()
        self._units: dict[tuple[str, ...], tuple[str, str]] = {}
        for row in lexicon.table("lexicons/en/quantities/units", ("word", "what", "unit"), optional=("side",), own=config.data):
            self._units[tuple(row["word"].split())] = (row["what"], row["unit"])
        self._contexts: dict[str, set[tuple[str, ...]]] = {name: set() for name in CONTEXTS}
        for row in lexicon.table("lexicons/en/quantities/contexts", ("phrase", "sense"), own=config.data):
            self._contexts[row.one_of("sense", CONTEXTS)].add(tuple(row["phrase"].split()))
        self._labels = Labels(self._contexts, self._units, self._counting.persons)

    def __call__(self, article: Article) -> Iterator[Quantity | Unresolved]:
        doc = article.doc
        if doc is None:
            return
        words = [t.lower_ for t in doc]
        unwrapped = Unwrapped(doc)
        dated = _covered(article, {"DATE", "TIME", "SET"})
        singles = Singles(article, self._counting)
        drafts: list[_Draft] = []
        for sentence in article.sentences():
            found: list[_Draft] = []
            for draft in self._stated(sentence, words, unwrapped, dated):
                if isinstance(draft, _Draft):
                    found.append(draft)
                else:
                    yield draft
            found += self._single(sentence, found, drafts, singles)
            found.sort(key=lambda d: d.start)
            self._link(found, drafts, words, sentence.start)
            drafts += (d for d in found if not d.idle)
        yield from self._records(article, drafts)

    def _stated(
        self, sentence: SentenceSpan, words: list[str], unwrapped: Unwrapped, dated: set[int]
    ) -> Iterator[_Draft | Unresolved]:
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
            phrase = unwrapped.read(self._phrases, at, floor)
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
        if match is None or unit is None or doc[at + 1 : at + 3].text.lower().lstrip("-").startswith("old"):
            return None
        phrase = Phrase(at, at + 1, best=float(match[1]), figure=True)
        return _Draft(phrase, at, at + 1, unit[0], unit[1], rule="unit")

    def _placed(self, doc: Doc, words: list[str], at: int, phrase: Phrase) -> _Draft | Unresolved | None:
        """The phrase with unit or counted noun; None for what is no count (a label, an age, a year)."""
        if self._labels.no_count(doc, words, at, phrase):
            return None
        measured = self._measured(doc, words, at, phrase)
        if measured is not None:
            return measured if measured.what else None
        return self._counted(doc, words, at, phrase)

    def _counted(self, doc: Doc, words: list[str], at: int, phrase: Phrase) -> _Draft | Unresolved | None:
        """The phrase with the noun that it counts and what is told of it; Unresolved where the words say neither."""
        strong = self._labels.is_strong(words, phrase.end)
        head, of = counted(doc, phrase, self._counting.persons, strong=strong)
        number = head_of(doc, phrase.start, phrase.end)
        loose = phrase.start == at and (words[at] in ("scores", "tens") or (words[at] == "one" and not _subject_in_words(number)))
        if head is None and loose:
            return None  # the verb, the tennis player, the pronoun
        if self._was(words, phrase):
            return _unread(doc, phrase, BEFORE)
        anchor = doc[head] if head is not None else number
        grown = _grown_to(number)
        top = grown or (number if words[phrase.end : phrase.end + 1] == ["of"] or anchor.head.i == number.i else anchor)
        whole = is_whole(anchor)
        behind = len(doc) if whole else of[1] if of is not None else phrase.end
        meaning = self._counting.meaning(anchor, top, behind)
        if head is None and phrase.end < len(doc):
            meaning = by_itself(doc[phrase.end], meaning, self._counting)
        if not meaning.firm and (rise := risen(number, self._counting)) is not None:
            meaning = replace(meaning, what=rise, total=True, firm=True)
        if (strong or (head is None and words[phrase.end : phrase.end + 1] == ["who"])) and not meaning.firm:
            meaning = replace(meaning, what="people", firm=True)
        if head is None and not meaning.firm:
            rest = words[doc[at].sent.start] == "of" and number.dep_ in SUBJECTS  # "of the 30 wounded, five …"
            return _Draft(phrase, phrase.start, phrase.end, "", firm=False, rule=REST) if rest else self._bare(doc, at, phrase)
        if meaning.past:
            return _unread(doc, phrase, BEFORE)
        under = heading(anchor, self._counting) if not meaning.firm else None
        if under is not None or (not meaning.firm and lost_life(top)):
            meaning = replace(meaning, what=under or "killed", firm=True)
        one_of = meaning.what == "people" and phrase.best == 1 and not meaning.firm and words[phrase.end] == "of"
        vague = phrase.best == 1 or (phrase.best is None and phrase.approx)
        if one_of or (meaning.what == "count" and not phrase.figure and vague):
            return None  # "multiple reasons", "dozens of ideas", "on the one hand", "one of the leaders": no number worth keeping
        if phrase.best == 1 and number.dep_ == "appos":
            return None  # "the mayor, one of the leaders"
        if meaning.predicate == head:
            head, of = None, None  # "100 die"
        total = phrase.total or (meaning.total and words[phrase.start - 1] != "by") or self._so_far(doc, meaning)
        rule = HEADED if under else "one" if head is None and words[at] == "one" else "number"
        return _Draft(phrase, phrase.start, phrase.end, meaning.what, of=of, head=head, total=total, firm=meaning.firm, rule=rule)

    def _was(self, words: list[str], phrase: Phrase) -> bool:
        """The first number of a change: "from 200 to 450 soldiers". Of sums and measures both are worth keeping."""
        end = phrase.end
        changed = words[phrase.start - 1 : phrase.start] == ["from"] and words[end : end + 1] == ["to"]
        second = self._phrases.numbers.read(words, end + 1) if changed else None
        return second is not None and words[end + 1] not in self._phrases.numbers.signs and self._unit_at(words, second.end) is None

    def _so_far(self, doc: Doc, meaning: Meaning) -> bool:
        """ "Ninety people have been killed so far": the clause says that the number is all until now."""
        if meaning.predicate is None:
            return False
        clause = [meaning.predicate, *(t.i for t in doc[meaning.predicate].children)]
        return any(
            tuple(t.lower_ for t in doc[i - len(p) + 1 : i + 1]) == p for p in self._contexts["so_far"] for i in clause if i >= len(p)
        )

    def _bare(self, doc: Doc, at: int, phrase: Phrase) -> Unresolved | None:
        """A number without a noun: said to be unread where it is a figure that could count something."""
        if not phrase.figure or phrase.best in YEARS or doc[at].head.i == at - 1 or phrase.least < 2:
            return None
        if (at and doc[at - 1].text.isdigit()) or (phrase.end < len(doc) and doc[phrase.end].text.isdigit()):
            return None  # a telephone number
        return _unread(doc, phrase, "a number, but no word says what it counts")

    def _unit_at(self, words: list[str], at: int) -> tuple[int, str, str] | None:
        """(end, what, unit) of the longest unit that begins at words[at]."""
        for size in (3, 2, 1):
            found = self._units.get(tuple(words[at : at + size]))
            if found is not None and at + size <= len(words):
                return at + size, *found
        return None

    def _measured(self, doc: Doc, words: list[str], at: int, phrase: Phrase) -> _Draft | None:
        """Money, percent, distance, duration …; `what` is empty for a duration that is really a date or an age."""
        start, end = phrase.start, phrase.end
        if phrase.share:
            return _Draft(phrase, start, end, "percent", "%", of=self._whole(doc, end), rule="share")
        if phrase.metres:
            return _Draft(phrase, start, end, "distance", "m", rule="unit")
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

    @staticmethod
    def _whole(doc: Doc, end: int) -> tuple[int, int] | None:
        """ "a third of [the houses]", "half [the houses]", "one in five [children]"."""
        if doc[end : end + 1].text == "of":
            return complement(doc, end)
        behind = next((t for t in doc[end : end + 6] if t.pos_ in ("NOUN", "PROPN")), None)
        return (end, phrase_of(behind)[1]) if behind is not None else None

    def _single(self, sentence: SentenceSpan, stated: list[_Draft], earlier: list[_Draft], singles: Singles) -> list[_Draft]:
        """One person, told without a number; who is named out of a number is part of it."""
        groups = [(d, sentence.doc[d.head]) for d in stated if d.what in DONE and d.head is not None]
        named = [(d.what, person, d) for d, noun in groups if d.phrase.least > 1 for person in singles.named_of(noun)]
        headed = [(what, person, _last(what, earlier)) for what, person in singles.headed(sentence)]
        told = ((what, person, None) for what, person in singles.of_sentence(sentence))
        taken = {d.head for d in stated} | {i for d in stated for i in range(d.start, d.end)}
        out: list[_Draft] = []
        for what, person, parent in [*named, *headed, *told]:
            if what in DONE and person.i not in taken and singles.is_one(person) and not singles.told(what, person):
                taken.add(person.i)
                out.append(self._one(person, what, stated, parent))
        for d, noun in groups:
            singles.told(d.what, noun)
        held = [d for d in out if any(o.start <= d.start and d.end <= o.end and (o.start, o.end) != (d.start, d.end) for o in out)]
        return [d for d in out if d not in held]

    @staticmethod
    def _one(person: Token, what: str, stated: list[_Draft], parent: _Draft | None) -> _Draft:
        """The draft of one person: the noun phrase, up to a number that stands inside it."""
        start, end = phrase_of(person)
        end = min([d.start for d in stated if person.i < d.start < end], default=end)
        while end - 1 > person.i and person.doc[end - 1].dep_ in ("cc", "punct", "case"):
            end -= 1
        phrase = Phrase(start, end, best=1.0)
        return _Draft(phrase, start, end, what, of=(start, end), head=person.i, part=parent is not None, parent=parent, rule="single")

    def _link(self, found: list[_Draft], earlier: list[_Draft], words: list[str], first: int) -> None:
        """Ties parts to the number they are part of. first: where the sentence begins."""
        fronted = words[first] == "of" and found[:1] and found[0].start <= first + 2
        for n, draft in enumerate(found):
            if draft.parent is not None or (draft.what in MEASURED and draft.what != "percent"):
                continue
            before = [d for d in [*earlier[-6:], *found[:n]] if d.what in TOTALS and not d.part and d.rule != "single"]
            opener = self._opened(words, draft.start, found[n - 1].end if n else None)
            between = words[found[n - 1].end : draft.start] if n else []
            listed = n > 0 and found[n - 1].part and found[n - 1].rule != "single" and between.count(",") + between.count("and") == 1
            after = any(tuple(words[draft.end : draft.end + len(p)]) == p for p in self._contexts["part_after"])
            inside = ([d for d in found[:n] if d.what in TOTALS] if opener or listed else []) or before
            if draft.rule == HEADED and _last(draft.what, earlier) is not None:
                inside, listed = [d for d in earlier if d.what == draft.what], True
            if fronted and n and found[0].what in TOTALS and not draft.firm:
                inside, listed = found[:1], True
            if not (opener or listed or after) or not inside:
                continue
            holder = next((d for d in reversed(inside) if not d.part and d.phrase.least >= draft.phrase.least), None)
            if holder is None:
                continue
            if not draft.firm:
                draft.what = holder.what
            if draft.what == holder.what or draft.what not in TOTALS:  # five killed of 30 hostages are no part of the number of hostages
                draft.part, draft.parent = True, holder
        known = {d.what for d in (*earlier, *found) if d.rule != "one"} & TOTALS
        unheld = [d for d in found if d.rule == "single" and d.parent is None and self._opened(words, d.start, None)]
        found[:] = [d for d in found if d not in unheld and (d.rule != "one" or known) and (d.rule != REST or d.part)]

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


def _subject_in_words(number: Token) -> bool:
    """ "Three were shot and one is missing": the number word stands for a person."""
    return number.tag_ == "CD" and number.dep_ in SUBJECTS and number.head.i > number.i


def _grown_to(number: Token) -> Token | None:
    """In "rose by six to 51" the tree hangs the second number on the first; what governs the first governs both."""
    first = number.head
    return first if preposition(number) == "to" and first.pos_ == "NUM" and preposition(first) == "by" else None


def _last(what: str, drafts: list[_Draft]) -> _Draft | None:
    """The last number of more than one of this kind."""
    return next((d for d in reversed(drafts) if d.what == what and not d.part and d.phrase.least > 1), None)


def _unread(doc: Doc, phrase: Phrase, reason: str) -> Unresolved:
    text = doc[phrase.start : phrase.end].text.rstrip()
    start = doc[phrase.start].idx
    return Unresolved(start, start + len(text), text, "quantity", reason)


def _covered(article: Article, types: set[str]) -> set[int]:
    return {at for t in article.times if t.type in types for at in range(t.start, t.end)}


def _span(article: Article, doc: Doc, start: int, end: int) -> Span:
    while end - 1 > start and doc[end - 1].is_space:
        end -= 1
    return article.span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))
