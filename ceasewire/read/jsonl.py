"""JSONL: one article a line, `{"id", "text", "published"?, "title"?, "url"?, "publisher"?, "dateline"?}`, other keys ignored.

Also a .json file that holds one such object or a list of them. A faulty line is skipped with its reason and the rest goes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ceasewire.config import Config
from ceasewire.errors import InputError
from ceasewire.read import dates
from ceasewire.read.page import Page
from ceasewire.read.stream import Line, Stream, fault

KEYS = ("id", "published", "title", "url", "publisher", "dateline")


def cap(config: Config) -> int:
    """The longest line that is kept, in bytes: a text may be written as \\uXXXX throughout (six bytes a character)."""
    return 6 * config.max_chars + 1_000_000


def read(stream: Stream, config: Config) -> Iterator[Page | InputError]:
    """One page a line; blank lines are nothing. Memory: one line.

    Errors: an InputError with file and line takes the place of a page that cannot be read.
    """
    for line in stream.lines(cap(config)):
        where = f"{stream.where}:{line.number}"
        try:
            if line.data is None:
                raise InputError(where, f"a line of {line.size:,} bytes, longer than any article ({cap(config):,}); split it")
            if line.data.strip():
                yield row_page(_object(line.data, where), where, line.sha256)
        except InputError as error:
            yield error


def read_json(stream: Stream, config: Config) -> Iterator[Page | InputError]:
    """A .json file: a list of objects, one object, or JSONL under another name."""
    if stream.head.lstrip()[:1] != b"[" and not _is_one_object(stream.head):
        yield from read(stream, config)
        return
    data = stream.all(16 * cap(config), "a JSON document, which is read whole; write one object a line (JSONL)")
    value = _value(data, stream.where)
    rows = value if isinstance(value, list) else [value]
    for n, row in enumerate(rows, 1):
        where = f"{stream.where}[{n}]" if isinstance(value, list) else stream.where
        try:
            digest = Line(n, 0, json.dumps(row, sort_keys=True).encode()).sha256
            yield row_page(_dict(row, where), where, digest)
        except InputError as error:
            yield error


def _is_one_object(head: bytes) -> bool:
    """Does the first line leave its object open, as in a pretty-printed file?"""
    first = head.lstrip().split(b"\n", 1)[0]
    try:
        json.loads(first)
    except ValueError:
        return first.rstrip()[-1:] in b"{,[" and first.startswith(b"{")
    return False


def _object(data: bytes, where: str) -> dict[str, Any]:
    if data.lstrip()[:1] == b"[":
        raise InputError(where, "found a JSON list where a line should hold one object; name the file .json, or write one object a line")
    return _dict(_value(data, where), where)


def _dict(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(where, f"found {_kind(value)} where an object such as {{\"id\": …, \"text\": …}} is needed")
    return value


def _value(data: bytes, where: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(where, fault(data, error)) from error
    except RecursionError as error:
        raise InputError(where, "JSON that is nested too deeply") from error
    except ValueError as error:
        at = getattr(error, "pos", 0)
        shown = data.decode("utf-8", "replace")[max(0, at - 20) : at + 20].replace("\n", " ")
        problem = getattr(error, "msg", str(error)).rstrip(".")
        raise InputError(where, f"is not JSON: {problem[:1].lower()}{problem[1:]} at character {at}, near {shown!r}") from error


def row_page(row: dict[str, Any], where: str, digest: str, kind: str = "jsonl") -> Page:
    """A page from the keys of one row.

    Errors: InputError for a row without text, a value of the wrong type, or a date that is no day.
    """
    if "text" not in row:
        found = ", ".join(map(repr, list(row)[:8])) or "none"
        raise InputError(where, f"has no \"text\"; keys found: {found}")
    if not isinstance(row["text"], str):
        raise InputError(where, f"\"text\" is {_kind(row['text'])}, a string is needed")
    given = {key: _string(row.get(key), key, where) for key in KEYS}
    try:
        published = dates.iso(given["published"]) if given["published"] else None
    except ValueError as error:
        raise InputError(where, f"published: {error}") from error
    return Page(
        id=given["id"] or where, text=row["text"], raw_sha256=digest, where=where, kind=kind, title=given["title"], url=given["url"],
        publisher=given["publisher"], published=published, dateline=given["dateline"],
    )  # fmt: skip


def _string(value: Any, key: str, where: str) -> str | None:
    if isinstance(value, (bool, dict, list)):
        raise InputError(where, f"\"{key}\" is {_kind(value)}, a string is needed")
    if isinstance(value, (int, float)):
        return str(value)
    if value is None:
        return None
    return (value if key == "id" else value.strip()) or None


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "null")
