"""Shared by all tests: one loaded language model a session, and marked cases as read articles."""

from __future__ import annotations

import functools

from hypothesis import settings

from ceasewire.config import Config
from ceasewire.records import Article
from tests.marked import Case

settings.register_profile("ceasewire", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("ceasewire")


@functools.cache
def coder(judge: str = "both"):  # type: ignore[no-untyped-def]
    import ceasewire

    return ceasewire.load(Config(judge=judge))


@functools.lru_cache(maxsize=256)
def _read(text: str, published: str | None) -> Article:
    return coder("codebook").read(text, published=published, id="case")


def read_case(case: Case) -> Article:
    """The case's text with all layers, by the codebook alone: cases say what rows and grammar do, test_judges.py what the model adds."""
    return _read(case.text, case.settings.get("published"))
