"""Bytes as they come in, in bounded memory: what kind they are, lines with a cap, text in the right encoding.

Encodings, in the order that loses least: UTF-8; UTF-16 where a byte order mark says so; Windows-1252 where the bytes cannot be
UTF-8 and read plainly as Western text. Anything else is refused, since a wrong guess changes the words that records point at.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from ceasewire.errors import InputError

CHUNK = 1 << 16

#: how files that are no text begin, what they are, and what a person can do
MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "turn it into text first, for example: pdftotext -layout FILE.pdf FILE.txt"),
    (b"PK\x03\x04", "a zip archive (DOCX, ODT, XLSX, EPUB …)", "save a document as plain text (.txt), a spreadsheet as CSV; unpack a zip"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (DOC, XLS)", "open it and save it as plain text (.txt), a spreadsheet as CSV"),
    (b"{\\rtf", "a rich text (RTF) document", "open it and save it as plain text (.txt)"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first: gunzip -k FILE.gz"),
    (b"BZh", "a bzip2 archive", "unpack it first: bunzip2 -k FILE.bz2"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first: unxz -k FILE.xz"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive", "unpack it first: unzstd FILE.zst"),
    (b"WARC/", "a web archive (WARC), whole or cut off", "take the pages out of it and give them as HTML"),
    (b"SQLite format 3", "an SQLite database", "export the table as CSV or JSONL"),
    (b"PAR1", "a Parquet file", "export it as CSV or JSONL"),
    (b"\x89PNG", "a picture (PNG)", "text in pictures is not read"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "text in pictures is not read"),
    (b"GIF8", "a picture (GIF)", "text in pictures is not read"),
)
_DOCUMENTS = {
    ".docx": ("a Word document (DOCX)", "open it and save it as plain text (.txt), or: pandoc -t plain FILE.docx -o FILE.txt"),
    ".odt": ("an OpenDocument text (ODT)", "open it and save it as plain text (.txt), or: pandoc -t plain FILE.odt -o FILE.txt"),
    ".xlsx": ("a spreadsheet (XLSX)", "save it as CSV with a column named text"),
    ".ods": ("a spreadsheet (ODS)", "save it as CSV with a column named text"),
    ".epub": ("an e-book (EPUB)", "turn it into text first, for example: pandoc -t plain FILE.epub -o FILE.txt"),
}
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class Stream:
    """One open input: its first bytes to look at, then all of them once, in chunks.

    where: as it is called in messages and ids; suffix: ".txt" and so on, lower case, "" where it has none.
    """

    def __init__(self, where: str, file: BinaryIO, suffix: str = "") -> None:
        self.where = where
        self.suffix = suffix
        self._file = file
        self.head = self._fill()

    def _fill(self) -> bytes:
        """At least CHUNK bytes, or all there are (a pipe gives less at a time)."""
        parts: list[bytes] = []
        while sum(map(len, parts)) < CHUNK and (part := self._read()):
            parts.append(part)
        return b"".join(parts)

    def _read(self) -> bytes:
        try:
            return self._file.read(CHUNK)
        except (OSError, ValueError) as error:
            raise InputError(self.where, f"reading broke off: {error}") from error

    def chunks(self) -> Iterator[bytes]:
        """The whole input in pieces, the head first."""
        yield self.head
        while chunk := self._read():
            yield chunk

    def all(self, limit: int, what: str) -> bytes:
        """Everything. Errors: InputError when there is more than `limit` bytes; the rest is counted, not kept."""
        parts: list[bytes] = []
        size = 0
        for chunk in self.chunks():
            size += len(chunk)
            if size <= limit:
                parts.append(chunk)
        if size > limit:
            raise InputError(self.where, f"{size:,} bytes are too long for {what}; split it into one file an article, or JSONL")
        return b"".join(parts)

    def lines(self, cap: int) -> Iterator[Line]:
        """UTF-8 lines without their line feed, numbered from 1; a line beyond `cap` bytes has no `data`, only its size."""
        kept: list[bytes] = []
        size, number = 0, 1
        for chunk in self._as_utf8():
            start = 0
            while (end := chunk.find(b"\n", start)) >= 0:
                size += end - start
                yield Line(number, size, b"".join([*kept, chunk[start:end]]) if size <= cap else None)
                kept, size, number, start = [], 0, number + 1, end + 1
            size += len(chunk) - start
            if size <= cap:
                kept.append(chunk[start:])
            else:
                kept = []
        if size:
            yield Line(number, size, b"".join(kept) if size <= cap else None)

    def _as_utf8(self) -> Iterator[bytes]:
        chunks = self.chunks()
        first = next(chunks)
        encoding = _UTF16.get(first[:2])
        if encoding is None:
            yield first.removeprefix(codecs.BOM_UTF8)
            yield from chunks
            return
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for chunk in chain([first[2:]], chunks):
                yield decoder.decode(chunk).encode()
            yield decoder.decode(b"", final=True).encode()
        except UnicodeError as error:
            raise InputError(self.where, f"begins like UTF-16 but is broken: {error}; save it as UTF-8") from error


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an input; data None where it was too long to keep."""

    number: int
    size: int
    data: bytes | None

    @property
    def sha256(self) -> str:
        """SHA-256 of the line as it was read; of nothing where it was too long."""
        return hashlib.sha256(self.data or b"").hexdigest()


def refuse_binary(stream: Stream) -> None:
    """Errors: InputError with what the file is and what to do, for everything that is no text."""
    head = stream.head
    if not head:
        raise InputError(stream.where, "empty, nothing to read")
    for magic, what, advice in MAGIC:
        if head.startswith(magic):
            what, advice = _DOCUMENTS.get(stream.suffix, (what, advice)) if magic == b"PK\x03\x04" else (what, advice)
            if magic == b"PK\x03\x04" and b"word/" in head:
                what, advice = _DOCUMENTS[".docx"]
            raise InputError(stream.where, f"is {what}, which is not read; {advice}")
    if head[:2] not in _UTF16 and b"\0" in head:
        at = head.index(b"\0")
        raise InputError(stream.where, f"is no text (a zero byte at byte {at}); give text, HTML, JSONL or CSV")


def decode(data: bytes, where: str) -> str:
    """The text of a whole file, line feeds for CRLF, no byte order mark.

    Errors: InputError with byte and line of the first fault.
    """
    text = _decoded(data, where)
    control = len(_CONTROL.findall(text))
    if control > max(2, len(text) // 100):
        raise InputError(where, f"is no text ({control} control characters); give text, HTML, JSONL or CSV")
    return text.replace("\r\n", "\n")


def _decoded(data: bytes, where: str) -> str:
    if data[:2] in _UTF16:
        try:
            return data[2:].decode(_UTF16[data[:2]])
        except UnicodeError as error:
            raise InputError(where, f"begins like UTF-16 but is broken: {error}; save it as UTF-8") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        western = _as_western(data)
        if western is not None:
            return western
        raise InputError(where, fault(data, error)) from error


def fault(data: bytes, error: UnicodeDecodeError) -> str:
    """ "is not UTF-8: byte 0xff at byte 12, line 1; save it as UTF-8 …" """
    line = data.count(b"\n", 0, error.start) + 1
    byte = data[error.start]
    return (
        f"is not UTF-8: byte 0x{byte:02x} at byte {error.start}, line {line} ({error.reason}); "
        "save it as UTF-8, or drop the broken bytes: iconv -c -f utf-8 -t utf-8"
    )


def _as_western(data: bytes) -> str | None:
    """Windows-1252, if nothing speaks against it: no UTF-8 sequence in it, no unused byte, few letters beyond ASCII."""
    if _MULTIBYTE.search(data):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = sum(c > "\x7f" for c in text)
    return text if beyond <= len(text) * 0.08 and not _CONTROL.search(text) else None
