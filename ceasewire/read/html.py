"""Web pages: the article's text through trafilatura (extra `web`), the date only from where the page states it.

trafilatura's own date search guesses from the whole page and from today's date; here a date counts only if it stands in the
page's metadata (JSON-LD, meta tags), in a <time> marked as the publication's, or as /2021/06/01/ in the address.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from ceasewire.config import Config
from ceasewire.errors import InputError
from ceasewire.read import dates
from ceasewire.read.page import Page
from ceasewire.read.stream import Stream, decode

#: names of meta tags with the day of publication, best first
DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "og:published_time",
    "published_time", "publication_date", "publish-date", "publish_date", "publishdate", "pubdate", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date",
    "dcterms.created", "dc.date.created", "article.published", "article_date_original", "citation_publication_date",
    "citation_date", "originalpublicationdate", "rnews:datepublished", "date",
)  # fmt: skip
TITLE_METAS = ("og:title", "twitter:title", "dc.title", "title")
PUBLISHER_METAS = ("og:site_name", "application-name", "dc.publisher", "publisher", "citation_publisher")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|article|div|meta|title)\b", re.IGNORECASE | re.DOTALL
)
#: what pages call themselves and browsers read as Windows-1252
_WESTERN = frozenset({"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "windows-1252"})


def looks_like_html(head: bytes) -> bool:
    """Does the file begin like a page of HTML, comments and declarations passed over?"""
    return _START.match(head.removeprefix(b"\xef\xbb\xbf")[:4096]) is not None


def read(stream: Stream, config: Config, *, url: str | None = None, charset: str | None = None) -> Page:
    """One page. url: where it was fetched from; charset: what the server said.

    Errors: InputError when trafilatura is not installed, or no article text is found.
    """
    data = stream.all(16 * config.max_chars, "one web page")
    markup = _decode(data, stream.where, charset)
    about = _about(markup)
    address = url or about.first("canonical", "og:url")
    text = _text(markup, stream.where)
    return Page(
        id=url or stream.where, text=text, raw_sha256=hashlib.sha256(data).hexdigest(), where=stream.where, kind="html",
        title=about.linked.get("headline") or about.first(*TITLE_METAS) or about.title,
        url=address,
        publisher=about.linked.get("publisher") or about.first(*PUBLISHER_METAS),
        published=about.published() or _date_in(address),
    )  # fmt: skip


def _text(markup: str, where: str) -> str:
    try:
        import trafilatura
    except ImportError as error:
        raise InputError(where, "is a web page; to read those: pip install 'ceasewire[web]'") from error
    for recall in (False, True):
        try:
            text = trafilatura.extract(
                markup, output_format="txt", include_comments=False, include_tables=False, deduplicate=False, favor_recall=recall
            )
        except Exception as error:  # a parser of broken markup may fail in any way; the page is skipped with the reason
            raise InputError(where, f"this page's HTML cannot be read ({type(error).__name__}: {error})") from error
        if text and text.strip():
            return str(text)
    raise InputError(where, "no article text found in this page; save the text itself as .txt")


def _decode(data: bytes, where: str, charset: str | None) -> str:
    named = _CHARSET.search(data[:4096])
    for name in (charset, named[1].decode("ascii") if named else None):
        if name and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
            if name.lower() in _WESTERN:
                name = "utf-8" if _is_utf8(data) else "cp1252"
            try:
                return data.decode(name)
            except (LookupError, UnicodeDecodeError):
                continue
    return decode(data, where)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _date_in(address: str | None) -> str | None:
    found = _IN_URL.search(address or "")
    if not found:
        return None
    day = dates.read_day(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}")
    return day.iso if day else None


class _About(HTMLParser):
    """What the page says of itself: meta tags, JSON-LD, the marked <time>, canonical address, <title>."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.linked: dict[str, str] = {}
        self.times: list[str] = []
        self.title: str | None = None
        self._inside: str | None = None
        self._parts: list[str] = []

    def first(self, *names: str) -> str | None:
        return next((self.meta[n] for n in names if self.meta.get(n)), None)

    def published(self) -> str | None:
        stated = [self.linked.get("datePublished"), *(self.meta.get(n) for n in DATE_METAS), *self.times, self.linked.get("dateCreated")]
        for value in stated:
            day = dates.read_day(value) if value else None
            if day is not None and day.iso:
                return day.iso
        return None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").strip().lower()
            if name and given.get("content", "").strip():
                self.meta.setdefault(name, given["content"].strip())
        elif tag == "link" and given.get("rel", "").lower() == "canonical" and given.get("href", "").startswith("http"):
            self.meta.setdefault("canonical", given["href"])
        elif tag == "time" and ("pubdate" in given or given.get("itemprop", "").lower() in ("datepublished", "datecreated")):
            self.times.append(given.get("datetime") or given.get("content", ""))
        elif tag == "title" and self.title is None:
            self._inside, self._parts = "title", []
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._inside, self._parts = "script", []

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != self._inside:
            return
        words = "".join(self._parts)
        self._inside = None
        if tag == "title":
            self.title = " ".join(words.split()) or None
            return
        try:
            value = json.loads(words)
        except (ValueError, RecursionError):
            return
        for node in _nodes(value):
            self._take(node)

    def _take(self, node: dict[str, Any]) -> None:
        kinds = node.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if not any(isinstance(k, str) and (k.endswith(("Article", "Posting", "Report")) or k == "WebPage") for k in names):
            return
        for key in ("datePublished", "dateCreated", "headline"):
            if isinstance(node.get(key), str) and node[key].strip():
                self.linked.setdefault(key, node[key].strip())
        publisher = node.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            self.linked.setdefault("publisher", name.strip())


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All objects of a JSON-LD block: a list, an object, or an object with @graph."""
    if isinstance(value, list) and depth < 4:
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)


def _about(markup: str) -> _About:
    about = _About()
    try:
        about.feed(markup)
        about.close()
    except (AssertionError, ValueError, RecursionError):  # html.parser gives up on some broken declarations: keep what was found
        pass
    return about
