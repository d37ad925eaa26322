"""What reading gives: the text of one article and what its source says of itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ceasewire.config import Config
from ceasewire.errors import InputError, UsageError
from ceasewire.read import dates
from ceasewire.read.english import not_english


@dataclass(frozen=True, slots=True)
class Page:
    """One raw article. `where` is "file" or "file:line"; published an ISO day or day and time.

    published: what the source itself says (header line, metadata, JSON field). fallback: the user's --published, which counts only
    where neither the source nor a dateline has a date. encoding: as the bytes were read, when it was not UTF-8.
    """

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
    fallback: str | None = None
    encoding: str = "utf-8"

    @classmethod
    def of(cls, text: str, *, id: str = "text", published: str | None = None, **about: str | None) -> Page:
        """A page of a text in memory. about: title, url, publisher, dateline.

        Errors: UsageError for a date that is none.
        """
        if not isinstance(text, str):
            raise UsageError(f"text: found {type(text).__name__}, a string is needed")
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        try:
            published = dates.iso(published) if published else None
        except ValueError as error:
            raise UsageError(f"published: {error}") from error
        return cls(id=id, text=text, raw_sha256=digest, where=id, published=published, **about)  # type: ignore[arg-type]


def accept(page: Page, config: Config) -> Page:
    """The page, if it can be read.

    Errors: InputError for a text without letters, a text that is too long, half a surrogate pair, or another language.
    """
    for name in ("id", "text", "title", "url", "publisher", "dateline"):
        value = getattr(page, name)
        if value and not value.isascii():
            _check_surrogates(page.where, name, value)
    if not any(map(str.isalpha, page.text)):
        raise InputError(page.where, "the text is empty" if not page.text.strip() else "the text has no letters")
    if len(page.text) > config.max_chars:
        raise InputError(
            page.where, f"the text has {len(page.text):,} characters, more than one article ({config.max_chars:,}); split it"
        )
    other = not_english(page.text)
    if other is not None:
        raise InputError(page.where, f"the text {other}; only English is read")
    return page


def _check_surrogates(where: str, name: str, value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(value[error.start]):04x}"
        raise InputError(where, f"{name} has half a surrogate pair ({half}) at character {error.start}; drop or repair it") from error
