"""The first room: files, folders, addresses and standard input become Pages, one an article, in the order given.

    >>> for page in open_inputs(["reports/", "more.jsonl"], config=Config()):      # doctest: +SKIP
    ...     if isinstance(page, InputError): ...                                   # one skipped input, with its reason
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ceasewire.config import Config
from ceasewire.errors import InputError, UsageError
from ceasewire.read import csv_table, dates, folder, html, jsonl, text, url
from ceasewire.read.page import Page, accept
from ceasewire.read.stream import Stream, refuse_binary

__all__ = ["Page", "open_inputs"]

_BY_SUFFIX = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
_BY_MEDIA_TYPE = {
    "text/html": "html", "application/xhtml+xml": "html", "text/csv": "csv", "application/json": "json",
    "application/x-ndjson": "jsonl", "application/jsonl": "jsonl", "text/plain": "text",
}  # fmt: skip


def open_inputs(inputs: Sequence[str], *, published: str | None = None, config: Config | None = None) -> Iterator[Page | InputError]:
    """Every article of the inputs, in input order, read only as far as it is asked for.

    Shape:  an INPUT that exists is a file or a folder, else an http(s) address; "-" is standard input. What cannot be read is
            given as an InputError in its place, so that what is already done is never lost.
    Dates:  a page's own date (header line, metadata, JSON or CSV field) comes first, then a date in its dateline, then
            `published`, which so fills in where a source has none. Without any, relative dates stay unresolved.
    Errors: UsageError at once for no input at all or a `published` that is no day.
    """
    if not inputs:
        raise UsageError("no input given: name a file, a folder, an http(s) address, or - for standard input")
    try:
        fallback = dates.iso(published) if published else None
    except ValueError as error:
        raise UsageError(f"--published: {error}") from error
    return _pages(list(inputs), fallback, config or Config())


def _pages(inputs: list[str], fallback: str | None, config: Config) -> Iterator[Page | InputError]:
    for name in inputs:
        for found in _input(name, config):
            if isinstance(found, InputError):
                yield found
                continue
            try:
                yield replace(accept(found, config), fallback=fallback)
            except InputError as error:
                yield error


def _input(name: str, config: Config) -> Iterator[Page | InputError]:
    """All pages of one INPUT, faults in their place."""
    try:
        if name == "-":
            yield from _stream(Stream("-", sys.stdin.buffer), config)
        elif name and Path(name).is_dir():
            for path in folder.files(name):
                yield from [path] if isinstance(path, InputError) else _file(path, config)
        elif name and Path(name).exists():
            yield from _file(name, config)
        elif url.is_url(name):
            with url.fetched(name) as (body, media_type, charset):
                yield from _stream(Stream(name, body), config, address=name, media_type=media_type, charset=charset)
        else:
            reason = "no such file or folder" if name.strip() else "an empty name"
            raise InputError(name or "''", f"{reason}, and no address that begins with http:// or https://")
    except InputError as error:
        yield error


def _file(path: str, config: Config) -> Iterator[Page | InputError]:
    try:
        with Path(path).open("rb") as file:
            yield from _stream(Stream(path, file, Path(path).suffix.lower()), config)
    except InputError as error:
        yield error
    except (OSError, ValueError) as error:
        yield InputError(path, f"cannot be opened: {getattr(error, 'strerror', None) or error}")


def _stream(
    stream: Stream, config: Config, *, address: str | None = None, media_type: str | None = None, charset: str | None = None
) -> Iterator[Page | InputError]:
    refuse_binary(stream)
    kind = _kind(stream, media_type)
    if kind == "jsonl":
        yield from jsonl.read(stream, config)
    elif kind == "json":
        yield from jsonl.read_json(stream, config)
    elif kind == "csv":
        yield from csv_table.read(stream, config)
    elif kind == "html":
        yield html.read(stream, config, url=address, charset=charset)
    else:
        page = text.read(stream, config)
        yield replace(page, url=address) if address else page


def _kind(stream: Stream, media_type: str | None) -> str:
    """By suffix, then by what the server says, then by how it begins."""
    if stream.suffix in _BY_SUFFIX:
        return _BY_SUFFIX[stream.suffix]
    if html.looks_like_html(stream.head):
        return "html"
    named = _BY_MEDIA_TYPE.get(media_type or "")
    if named and named != "text":
        return named
    start = stream.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if stream.suffix not in (".txt", ".text"):
        if start.startswith(b"{"):
            return "jsonl"
        if csv_table.looks_like_csv(stream.head):
            return "csv"
    return "text"
