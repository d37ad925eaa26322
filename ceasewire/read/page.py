"""What reading gives: the text of one article and what its source says of itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One raw article. `where` is "file" or "file:line"; published an ISO day or day and time."""

    id: str
    text: str
    raw_sha256: str
    where: str
    kind: str = "text"
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    dateline: str | None = None

    @classmethod
    def of(cls, text: str, *, id: str = "text", published: str | None = None, **about: str | None) -> Page:
        """A page of a text in memory. about: title, url, publisher, dateline."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(id=id, text=text, raw_sha256=digest, where=id, published=published, **about)
