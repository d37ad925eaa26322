"""Fixes the text for good and says what each stretch of it is. All cleaning is stand-off: no offset ever changes."""

from __future__ import annotations

from ceasewire.read.page import Page
from ceasewire.records import Article, Block


def clean(page: Page) -> Article:
    """The page as an Article: text unchanged, blocks covering it in order."""
    blocks = (Block("body", 0, len(page.text)),) if page.text else ()
    return Article(
        id=page.id,
        text=page.text,
        title=page.title,
        url=page.url,
        publisher=page.publisher,
        published=page.published,
        raw_sha256=page.raw_sha256,
        blocks=blocks,
    )
