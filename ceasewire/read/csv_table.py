"""CSV with a text column: one article a row. Comma, semicolon, tab or bar between the cells, whichever the header has."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator

from ceasewire.config import Config
from ceasewire.errors import InputError
from ceasewire.read.jsonl import cap, row_page
from ceasewire.read.page import Page
from ceasewire.read.stream import Stream, fault

#: what a column may be called (lower case), in order of preference
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text", "story"),
    "id": ("id", "article_id", "doc_id", "docid", "uuid"),
    "published": ("published", "date", "published_at", "publication_date", "pub_date", "pubdate", "date_published", "published_date"),
    "title": ("title", "headline"),
    "url": ("url", "link", "source_url"),
    "publisher": ("publisher", "source", "outlet", "newspaper"),
    "dateline": ("dateline",),
}
DELIMITERS = ",;\t|"


class _Rows:
    """Feeds lines to the csv reader and keeps what the current record was made of."""

    def __init__(self, stream: Stream, config: Config) -> None:
        self.stream = stream
        self.cap = cap(config)
        self.number = 0
        self.encoding: str | None = None
        self.fresh()

    def fresh(self) -> None:
        self.digest = hashlib.sha256()
        self.faults: list[InputError] = []

    def __iter__(self) -> Iterator[str]:
        for line in self.stream.lines(self.cap):
            self.number = line.number
            if line.data is None:
                reason = f"a line of {line.size:,} bytes, longer than any article"
                self.faults.append(InputError(f"{self.stream.where}:{line.number}", reason))
                yield "\n"
                continue
            self.digest.update(line.data + b"\n")
            yield self._decoded(line.data).removesuffix("\r") + "\n"

    def _decoded(self, data: bytes) -> str:
        """UTF-8; Windows-1252 (as Excel writes it) once a line is not UTF-8 and no earlier one had other than ASCII."""
        if data.isascii():
            return data.decode("ascii")
        if self.encoding != "cp1252":
            try:
                text = data.decode("utf-8")
                self.encoding = "utf-8"
                return text
            except UnicodeDecodeError as error:
                if self.encoding == "utf-8":
                    self.faults.append(InputError(f"{self.stream.where}:{self.number}", fault(data, error)))
                    return data.decode("utf-8", "replace")
                self.encoding = "cp1252"
        return data.decode("cp1252", "replace")


def read(stream: Stream, config: Config) -> Iterator[Page | InputError]:
    """One page a row; `where` is the line on which the row begins.

    Errors: InputError for a file without a text column (it names the columns found), a faulty row, a quotation mark that is
    never closed.
    """
    csv.field_size_limit(max(csv.field_size_limit(), cap(config)))
    rows = _Rows(stream, config)
    lines = iter(rows)
    header_line = next((line for line in lines if line.strip() and not line.startswith("sep=")), "")
    delimiter = max(DELIMITERS, key=header_line.count)
    try:
        names = next(csv.reader([header_line, *_rest_of(header_line, lines)], delimiter=delimiter), [])
    except csv.Error as error:
        raise InputError(f"{stream.where}:{rows.number}", f"the header is no CSV: {error}") from error
    header = [name.strip().lower() for name in names]
    places = columns(header)
    if "text" not in places:
        found = ", ".join(map(repr, header[:12])) or "none"
        raise InputError(stream.where, f"has no text column; columns found: {found}; name one of them text ({', '.join(COLUMNS['text'])})")
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        first = rows.number + 1
        rows.fresh()
        where = f"{stream.where}:{first}"
        try:
            cells = next(reader)
            if rows.faults:
                raise rows.faults[0]
            if any(cell.strip() for cell in cells):
                yield _page(cells, places, where, rows.digest.hexdigest())
        except StopIteration:
            return
        except InputError as error:
            yield error
        except csv.Error as error:
            yield InputError(where, f"is no CSV: {error}; is a quotation mark left open?")


def columns(header: list[str]) -> dict[str, int]:
    """Where each key stands, by the first name of its list that the header has."""
    names = [name.replace(" ", "_").replace("-", "_") for name in header]
    found = {}
    for key, allowed in COLUMNS.items():
        name = next((n for n in allowed if n in names), None)
        if name is not None:
            found[key] = names.index(name)
    return found


def _rest_of(line: str, lines: Iterator[str]) -> Iterator[str]:
    """Further lines of a header whose quoted cell holds a line feed (rare; at most ten)."""
    quotes = line.count('"')
    for _ in range(10):
        if quotes % 2 == 0:
            return
        line = next(lines, "")
        quotes += line.count('"')
        yield line


def _page(cells: list[str], places: dict[str, int], where: str, digest: str) -> Page:
    row = {key: cells[at] for key, at in places.items() if at < len(cells)}
    if "text" not in row:
        raise InputError(where, f"has {len(cells)} cells, but the text is in column {places['text'] + 1}")
    return row_page(row, where, digest, kind="csv")


def looks_like_csv(head: bytes) -> bool:
    """Is the first line a header that we know: a text column and nothing but known names?"""
    line = head.decode("utf-8-sig", "replace").lstrip().split("\n", 1)[0].strip().lower()
    delimiter = max(DELIMITERS, key=line.count)
    names = [name.strip().strip('"') for name in line.split(delimiter)]
    known = {name for allowed in COLUMNS.values() for name in allowed}
    return len(names) > 1 and "text" in columns(names) and all(name in known for name in names)
