"""Ceasewire reads news reports about wars and peace processes and keeps the record.

    >>> import ceasewire                                    # doctest: +SKIP
    >>> coder = ceasewire.load()                            # doctest: +SKIP
    >>> record = coder.code("…", published="2021-06-01")    # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from ceasewire.coder import Coder
    from ceasewire.config import Config

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(config: Config | None = None, *, nlp: Callable[[str], Doc] | None = None, **options: Any) -> Coder:
    """The coder: loads the language model and all steps once (about a second), then codes any number of articles.

    nlp: another Universal Dependencies pipeline in our model's place, spaCy's or any call that makes a parsed Doc of a text.
    options: the fields of Config.
    """
    from ceasewire.coder import Coder
    from ceasewire.config import Config

    return Coder(config or Config(**options), nlp=nlp)
