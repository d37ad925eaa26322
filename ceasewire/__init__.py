"""Ceasewire reads news reports about wars and peace processes and keeps the record.

    >>> import ceasewire                                    # doctest: +SKIP
    >>> coder = ceasewire.load()                            # doctest: +SKIP
    >>> record = coder.code("…", published="2021-06-01")    # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ceasewire.coder import Coder
    from ceasewire.config import Config

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(config: Config | None = None, **options: Any) -> Coder:
    """The coder: loads the language model and all steps once (about a second), then codes any number of articles."""
    from ceasewire.coder import Coder
    from ceasewire.config import Config

    return Coder(config or Config(**options))
