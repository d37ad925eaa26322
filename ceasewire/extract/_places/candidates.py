"""Everything in an article that has a known place's name: runs of words that begin with a capital, demonyms, abbreviations.

A name of the gazetteer is not yet a place; `names.py` judges.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ceasewire.extract._places.toponyms import Words
from ceasewire.language.phrases import HYPHENS
from ceasewire.records import Article
from ceasewire.reference.gazetteer import Gazetteer
from ceasewire.reference.spelling import ARTICLES, fold
from ceasewire.reference.towns import Entry

#: tokens of the longest name, hyphens counted ("Southern Nations, Nationalities, and People's Region" is 9)
LONGEST = 9
JOINTS = HYPHENS | frozenset("'‘’`")


class Candidates:
    """`find` gives {first token: [(end, key, entries, how)]}; how: name, demonym or code."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self.gazetteer = gazetteer
        self.words = words
        self._code_heads = {code[:n] for code in gazetteer.codes for n in (1, 2)}

    def find(self, article: Article) -> dict[int, list[tuple[int, str, list[Entry], str]]]:
        """{first token: [(end, key, entries, how)]} of everything that has a known name."""
        doc = article.doc
        assert doc is not None
        texts = [t.text for t in doc]
        spans = [range(s.start, s.end) for s in article.sentences()]
        found: dict[int, list[tuple[int, str, list[Entry], str]]] = {}
        for start, end, code in self._codes(doc, texts, spans):
            found.setdefault(start, []).append((end, code, self.gazetteer.codes[code], "code"))
        for start, end, key in self._grams(texts, spans):
            if key in self.gazetteer.demonyms:
                found.setdefault(start, []).append((end, key, self.gazetteer.demonyms[key], "demonym"))
            entries = self.gazetteer.named(key) or self._without_article(texts, start, key)
            if entries:
                found.setdefault(start, []).append((end, key, entries, "name"))
        return found

    def _without_article(self, texts: list[str], start: int, key: str) -> list[Entry]:
        """The towns of "al-Raqqah", whose article the gazetteer has as it sounds ("Ar Raqqah") and its other names leave out."""
        article, _, rest = key.partition(" ")
        written = article in ARTICLES and start + 1 < len(texts) and texts[start + 1] in HYPHENS
        return [e for e in self.gazetteer.named(rest) if fold(e.name).split()[0] in ARTICLES] if written and rest else []

    def _grams(self, texts: list[str], sentences: list[range]) -> Iterator[tuple[int, int, str]]:
        """(start, end, key) of each run of words that could be a name."""
        for sentence in sentences:
            for start in sentence:
                if self._begins(texts, start):
                    yield from self._grams_from(texts, start, sentence.stop)

    def _grams_from(self, texts: list[str], start: int, stop: int) -> Iterator[tuple[int, int, str]]:
        if not self.gazetteer.parts(texts[start]):
            return
        key, capitals = "", False
        for at in range(start, min(start + LONGEST, stop)):
            text = texts[at]
            parts = self.gazetteer.parts(text)
            if not parts:
                if text not in JOINTS or at + 1 == stop:
                    return
                continue
            if text.lower() in ("'s", "’s"):
                key += "s"
                continue
            capital = _has_capital(text)
            goes_on = capital or self.words.has("inside", text.lower())
            if at > start and not goes_on and texts[start][0].isupper():
                return
            key = " ".join([key, *parts]) if key else " ".join(parts)
            capitals = capitals or capital
            if capitals:
                yield start, at + 1, key
            if at > start + 1 and not goes_on:
                return

    def _begins(self, texts: list[str], at: int) -> bool:
        text = texts[at]
        if text[0].isupper() or text in self.gazetteer.openers:
            return True
        # the Arabic article: "al-Qaim"
        return len(text) <= 3 and self.words.has("inside", text) and at + 1 < len(texts) and texts[at + 1] in HYPHENS

    def _codes(self, doc: Doc, texts: list[str], sentences: list[range]) -> Iterator[tuple[int, int, str]]:
        """Abbreviations as written: those of countries and those with a full stop inside anywhere, others after a comma or before a
        small letter ("Fla. officials")."""
        for start in (i for sentence in sentences for i in sentence if texts[i][:2] in self._code_heads):
            found = self._code_at(doc, texts, start)
            if found is not None:
                yield start, *found
            else:
                code, hyphen, _ = texts[start].partition("-")
                if hyphen and code in self.gazetteer.free:
                    yield start, start + 1, code

    def _code_at(self, doc: Doc, texts: list[str], start: int) -> tuple[int, str] | None:
        """(end, code) of the abbreviation of one or two tokens that begins there."""
        codes, free = self.gazetteer.codes, self.gazetteer.free
        for end in (start + 2, start + 1):
            if end > len(texts):
                continue
            text = texts[start]
            if end > start + 1:
                text += doc[start].whitespace_ + texts[start + 1]
            text = text.replace(". ", ".") if text not in codes else text  # "D. C."
            if text not in codes:
                continue
            before = texts[start - 1] if start else ""
            goes_on = text.endswith(".") and end < len(texts) and texts[end][0].islower()
            if text in free or before in (",", "(", ";") or (before == "-" and text.endswith(".")) or goes_on:
                return end, text
        return None


def _has_capital(text: str) -> bool:
    """ "Alma", "7th", "d'Alma"."""
    first = text[2:3] if text[1:2] in ("'", "’") and text[0].islower() else text[0]
    return first.isupper() or first.isdigit()
