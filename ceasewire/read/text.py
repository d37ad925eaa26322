"""Plain text files: the whole file is the article, header line and leading blanks included."""

from __future__ import annotations

import codecs
import hashlib

from ceasewire.config import Config
from ceasewire.errors import InputError
from ceasewire.read import dates
from ceasewire.read.page import Page
from ceasewire.read.stream import Stream, decode


def read(stream: Stream, config: Config) -> Page:
    """One page; published from a header line such as "date 2021-06-01" (leading blanks allowed).

    Shape:  text is the decoded file code point for code point, CRLF as LF, no byte order mark.
    Errors: InputError on broken or foreign encodings, too long files, and a header line whose date is no day.
    """
    data = stream.all(4 * config.max_chars + 4, f"one article of at most {config.max_chars:,} characters")
    return page_of(data, decode(data, stream.where), stream.where)


def page_of(data: bytes, text: str, where: str) -> Page:
    """A page of text that is decoded already; `data` are its bytes as they came."""
    try:
        published = dates.header_date(text)
    except ValueError as error:
        raise InputError(where, f"header line: {error}") from error
    digest = hashlib.sha256(data).hexdigest()
    return Page(id=where, text=text, raw_sha256=digest, where=where, kind="text", published=published, encoding=encoding_of(data))


def encoding_of(data: bytes) -> str:
    """The name of the encoding that `decode` took."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
