"""The main job in one object: text in, record out. The command line and Python users both call this."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ceasewire import __version__, lexicon, pipeline
from ceasewire.clean import clean
from ceasewire.config import Config
from ceasewire.language.borrowed import Borrowed
from ceasewire.language.parse import Language
from ceasewire.read.page import Page, accept
from ceasewire.records import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

Json = dict[str, Any]


class Coder:
    """Holds the loaded model and the checked line; every call is independent of the calls before it.

    nlp: another pipeline in our model's place (language/borrowed.py says what it must give).
    """

    def __init__(self, config: Config, *, nlp: Callable[[str], Doc] | None = None) -> None:
        self.config = config
        self.language = Language(config.weights, config.threads) if nlp is None else Borrowed(nlp)
        self.run = {
            "version": __version__,
            "model": self.language.name,
            "data": lexicon.fingerprint(config.data),
            "config": config.hash(),
        }

    @functools.cached_property
    def line(self) -> tuple[pipeline.Step, ...]:
        """The extractors, made when the first article is read: parsing alone needs none of their lexicons."""
        line = pipeline.steps(self.config)
        pipeline.check(line)
        return line

    def parse_page(self, page: Page) -> Article:
        """Cleaned and parsed, no records yet."""
        return self.language(clean(page))

    def article(self, page: Page) -> Json:
        """What a record of the page says of the article itself, known before it is parsed."""
        about: Json = pipeline.as_record(clean(page), self.run)["article"]
        return about

    def read_page(self, page: Page) -> Article:
        """The article with all layers."""
        return pipeline.run(self.line, self.parse_page(page))

    def parse(self, text: str, *, published: str | None = None, id: str = "text", **about: str | None) -> Article:
        return self.parse_page(self._accepted(text, id, published, about))

    def read(self, text: str, *, published: str | None = None, id: str = "text", **about: str | None) -> Article:
        """Like `code`, but gives the Article with its record objects."""
        return self.read_page(self._accepted(text, id, published, about))

    def code(self, text: str, *, published: str | None = None, id: str = "text", **about: str | None) -> Json:
        """The record of one article as JSON values (docs/record.md).

        published: ISO day or day and time; without it relative dates stay unresolved. about: title, url, publisher, dateline.

        Errors: InputError for a text that is empty, too long or not English; UsageError for a date that is none.
        """
        return self.record(self.read(text, published=published, id=id, **about))

    def _accepted(self, text: str, id: str, published: str | None, about: dict[str, str | None]) -> Page:
        return accept(Page.of(text, id=id, published=published, **about), self.config)

    def record(self, article: Article) -> Json:
        return pipeline.as_record(article, self.run)
