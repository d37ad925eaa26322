"""Numbers that count nothing: labels ("Resolution 1701"), ages, years, places in a list, scores, parts of names and of hyphened words."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from spacy.tokens import Doc, Token

from ceasewire.reference.number_phrases import Phrase

YEARS = range(1000, 2101)
OLDEST = 120  # no age is higher
#: between the members of a list that share one label or one "aged": "Articles 5 and 6", "aged between 9 and 13"
LISTING = frozenset({",", "and", "or", "to", "-", "–", "between", "from", "&"})
#: what ties a figure to the word before or behind it where no blank stands between: "3-1", "9/11", "P5+1"
TIES = frozenset({"-", "/", "+", ":"})


class Labels:
    """Knows what is no count.

    contexts: sense → phrases of contexts.csv; units: words that measure something; persons: nouns for one human being.
    """

    def __init__(
        self, contexts: Mapping[str, Container[tuple[str, ...]]], units: Container[tuple[str, ...]], persons: Container[str]
    ) -> None:
        self._contexts = contexts
        self._persons = persons
        self._units = units

    def no_count(self, doc: Doc, words: Sequence[str], at: int, phrase: Phrase) -> bool:
        """Is the number that begins at words[at] a label, an age, a year …?"""
        after = words[phrase.end] if phrase.end < len(doc) else ""
        bare = phrase.figure and phrase.start == at  # a figure without a modifier
        return (
            (phrase.share and not _is_share(doc, phrase))
            or self._labelled(doc, words, at, phrase)
            or self._hyphened(doc, words, phrase, after)
            or (phrase.figure and _glued(doc, phrase.end) and after[0] in "°′″")
            or (bare and doc[at].dep_ == "flat" and doc[at].head.pos_ == "PROPN")  # "Leopard 2 tanks"
            or (bare and (_in_name(doc, at) or _in_list(doc, words, at, after) or self._years_old(doc, at, phrase, after)))
            or (phrase.start == at and at > 1 and words[at - 1] in TIES and _glued(doc, at) and _glued(doc, at - 1))
            or (phrase.figure and phrase.best in YEARS and doc[at].text.isdigit() and not is_modifier(doc[at]))
        )

    def is_strong(self, words: Sequence[str], end: int) -> bool:
        """ "a 5,000-strong force": does a hyphened word stand behind the number that counts all the same?"""
        return list(words[end : end + 1]) == ["-"] and tuple(words[end + 1 : end + 2]) in self._contexts["strong"]

    def _labelled(self, doc: Doc, words: Sequence[str], at: int, phrase: Phrase) -> bool:
        """ "Article 5", "aged 12", and later members of such a list."""
        before = at - 1
        while before > 0 and doc[before].is_space:  # "Resolution", the line broken
            before -= 1
        places = {before} if at else set()
        if at and not is_modifier(doc[at]):
            places.add(_before_list(doc, words, at))
        age = phrase.least <= OLDEST and any((words[i],) in self._contexts["age"] for i in places)
        return age or (phrase.figure and any((words[i],) in self._contexts["label"] and doc[i].tag_ != "IN" for i in places))

    def _years_old(self, doc: Doc, at: int, phrase: Phrase, after: str) -> bool:
        """The age behind a name or a person: "Pavel Doran, 41, leads …", "the president, 71, …", also in a list with semicolons."""
        named = at > 1 and doc[at - 1].text == "," and (doc[at - 2].pos_ == "PROPN" or doc[at - 2].lower_ in self._persons)
        return named and after in (",", ".", ")", ";", "") and phrase.least < OLDEST

    def _hyphened(self, doc: Doc, words: Sequence[str], phrase: Phrase, after: str) -> bool:
        """ "a six-party deal", "3-1"; not "a 10-day truce" and "a 5,000-strong force"."""
        if after != "-" or doc[phrase.end - 1].whitespace_ or self.is_strong(words, phrase.end):
            return False
        return not any(tuple(words[phrase.end + 1 : phrase.end + 1 + size]) in self._units for size in (3, 2, 1))


def _before_list(doc: Doc, words: Sequence[str], at: int) -> int:
    """The token before the list of numbers that words[at] is a later member of; at - 1 where it is in none."""
    before = at - 1
    while before > doc[at].sent.start and (words[before] in LISTING or doc[before].pos_ == "NUM"):
        before -= 1
    listed = any(doc[i].pos_ == "NUM" or words[i] == "between" for i in range(before + 1, at))
    return before if listed else at - 1


def is_modifier(token: Token) -> bool:
    """Does the number stand before the plural that it counts?"""
    return token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS")


def _glued(doc: Doc, at: int) -> bool:
    """Is there no blank before the token?"""
    return 0 < at < len(doc) and not doc[at - 1].whitespace_


def _in_name(doc: Doc, at: int) -> bool:
    """A number inside a name ("the Arrow 3 Block missiles"): a capitalised word stands on either side, all under one head."""
    if not 0 < at < len(doc) - 1:
        return False
    before, after = doc[at - 1], doc[at + 1]
    return before.pos_ == after.pos_ == "PROPN" and before.head.i in (after.i, after.head.i) and before.dep_ in ("compound", "flat")


def _in_list(doc: Doc, words: Sequence[str], at: int, after: str) -> bool:
    """ "1. The parties …", "(2) The parties …"."""
    return after in (".", ")") and (at == doc[at].sent.start or words[at - 1] == "(")


def _is_share(doc: Doc, phrase: Phrase) -> bool:
    """ "Half of the houses", "half the houses"; not "in the first half of the year", "half the size"."""
    if doc[phrase.end - 1].lower_ != "half":
        return True
    alone = phrase.start == phrase.end - 1 and phrase.start > 0
    if alone and doc[phrase.start - 1].tag_ in ("JJ", "DT", "JJS", "CD"):  # "the second half of the year"
        return False
    if doc[phrase.end].lower_ == "of":
        return True
    whole = next((t for t in doc[phrase.end + 1 : phrase.end + 6] if t.tag_.startswith("NN")), None)
    return whole is not None and whole.tag_ in ("NNS", "NNPS")
