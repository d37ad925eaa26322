"""The language step: an Article with blocks in, the same Article with a parsed spaCy Doc out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ceasewire import lexicon
from ceasewire.language.frames import Argument, Frame, write_frames
from ceasewire.language.model import SentenceModel
from ceasewire.language.repairs import active_subject, day_of_saying, deadline_of_infinitive, joined_subjects, shot_dead, subject_of_saying
from ceasewire.language.sentences import Sentences
from ceasewire.records import UNREAD, Article

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

NAMES = frozenset({"PER", "ORG", "LOC"})


class Language:
    """Tokens (spaCy's English tokenizer), sentences, tags, lemmas, tree, names and frames.

    Every character of article.text is in the Doc. Sentences of header, credit and junk blocks are tokenised, not analysed.
    """

    def __init__(self) -> None:
        self._tokenizer = english_tokenizer()
        self._sentences = Sentences()
        self._model = SentenceModel()
        self._days = frozenset(lexicon.words("telling_days"))
        self._dates = self._days | {row["word"] for row in lexicon.table("lexicons/en/months", ("word", "month"))}

    def __call__(self, article: Article) -> Article:
        raw = self._tokenizer.make_doc(article.text)
        return replace(article, doc=self.analysed(raw, article))

    def analysed(self, raw: Doc, article: Article) -> Doc:
        """A new Doc with the tokens of `raw`, analysed sentence by sentence."""
        from spacy.tokens import Doc

        starts = self._sentences(raw, (b.start for b in article.blocks))
        layers = _Layers(len(raw))
        bounds = [i for i, s in enumerate(starts) if s]
        if len(raw) and (not bounds or bounds[0] > 0):
            bounds = [0, *bounds[1:]] if bounds else [0]  # leading blanks belong to the first sentence
        for begin, end in pairwise([*bounds, len(raw)]):
            words = [i for i in range(begin, end) if not raw[i].is_space]
            if not words:
                layers.attach(begin, range(begin, end))
                continue
            read = article.block_at(raw[words[0]].idx) not in UNREAD
            if read:
                told = [raw[i].text for i in words]
                found = subject_of_saying(joined_subjects(active_subject(shot_dead(told, self._model(told)))))
                found = deadline_of_infinitive(told, found, self._dates)
                layers.write(words, day_of_saying(told, found, self._days))
            else:
                layers.attach(words[0], words, lemmas=[raw[i].text for i in words])
            before = words[0]
            for i in range(begin, end):  # blanks hang from the word before them
                if raw[i].is_space:
                    layers.heads[i] = before
                else:
                    before = i
        doc = Doc(
            raw.vocab, words=[t.text for t in raw], spaces=[bool(t.whitespace_) for t in raw], tags=layers.tags, pos=layers.pos,
            lemmas=layers.lemmas, heads=layers.heads, deps=layers.deps, ents=layers.entities(),
        )
        write_frames(doc, layers.frames)
        return doc


def english_tokenizer() -> SpacyLanguage:
    """spaCy's English tokenizer, which also splits where a reprint lost the blank behind a full stop ("in 2020.The army")."""
    import spacy
    from spacy.util import compile_infix_regex

    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[0-9a-z”)])[.!?](?=[A-Z“])"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


class _Layers:
    """What is known of each token of a document, filled sentence by sentence."""

    def __init__(self, size: int) -> None:
        self.heads = list(range(size))
        self.deps = ["dep"] * size
        self.tags = [""] * size
        self.pos = [""] * size
        self.lemmas = [""] * size
        self.names: list[tuple[int, int, str]] = []
        self.frames: list[Frame] = []

    def attach(self, head: int, tokens: Any, lemmas: list[str] | None = None) -> None:
        """Tokens that are not analysed hang from one head, so that they stay one sentence."""
        for k, i in enumerate(tokens):
            self.heads[i] = head
            self.lemmas[i] = lemmas[k] if lemmas else ""

    def write(self, at: list[int], found: Any) -> None:
        """The analysis of one sentence; `at` gives the document position of each of its words."""
        for k, i in enumerate(at):
            h = found.heads[k]
            self.heads[i] = at[h - 1] if h else i
            self.deps[i] = found.deprels[k] if h else "root"
            self.tags[i], self.pos[i], self.lemmas[i] = found.xpos[k], found.upos[k], found.lemmas[k]
        self.names += [(at[a], at[b - 1] + 1, kind) for a, b, kind in found.names if kind in NAMES]
        for token, roleset, args in found.frames:
            arguments = tuple(Argument(role, at[h], at[a], at[b - 1] + 1) for role, h, a, b in args)
            self.frames.append(Frame(at[token], roleset, tuple(sorted(arguments, key=lambda x: (x.start, x.end, x.role)))))

    def entities(self) -> list[str]:
        tags = ["O"] * len(self.heads)
        for a, b, kind in self.names:
            tags[a] = f"B-{kind}"
            tags[a + 1 : b] = [f"I-{kind}"] * (b - a - 1)
        return tags
