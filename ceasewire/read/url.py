"""A web address: fetched once, only because the user named it. Nothing is sent but the request itself."""

from __future__ import annotations

import contextlib
import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import BinaryIO, cast

from ceasewire.errors import InputError

TIMEOUT = 20.0  #: seconds for connecting and for each read
AGENT = "ceasewire (reads one page for its user)"


class _OnlyWeb(urllib.request.HTTPRedirectHandler):
    """Follows redirects to http and https only (the standard handler also goes to ftp)."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not is_url(newurl):
            raise urllib.error.URLError(f"redirected to {newurl}, only http and https are followed")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_url(name: str) -> bool:
    """Is it an http or https address?"""
    return name.lower().startswith(("http://", "https://"))


@contextlib.contextmanager
def fetched(url: str, timeout: float = TIMEOUT) -> Iterator[tuple[BinaryIO, str, str | None]]:
    """(body, media type, charset) while the connection is open.

    Errors: InputError with the server's or the network's reason.
    """
    request = urllib.request.Request(_quoted(url), headers={"User-Agent": AGENT, "Accept": "text/html,text/plain,*/*;q=0.5"})
    opener = urllib.request.build_opener(_OnlyWeb)
    try:
        response = opener.open(request, timeout=timeout)
    except urllib.error.HTTPError as error:
        error.close()
        raise InputError(url, f"the server answered {error.code} {error.reason}") from error
    except (urllib.error.URLError, OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise InputError(url, f"cannot be fetched: {reason}; is the network there? A saved page can be given as a file") from error
    with response:
        headers = response.headers
        yield cast(BinaryIO, _Body(response)), headers.get_content_type(), headers.get_content_charset()


class _Body:
    """The response as a file; a connection that breaks is an OSError like any other."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self._response = response

    def read(self, size: int) -> bytes:
        try:
            return self._response.read(size)
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error


def _quoted(url: str) -> str:
    """The address with blanks and letters beyond ASCII written as %XX, host names as xn--."""
    parts = urllib.parse.urlsplit(url)
    host = parts.netloc
    if not host.isascii():
        with contextlib.suppress(UnicodeError):
            host = host.encode("idna").decode("ascii")
    safe = "/%:=&?~#+!$,;'@()*[]"
    return urllib.parse.urlunsplit(
        (parts.scheme, host, urllib.parse.quote(parts.path, safe=safe), urllib.parse.quote(parts.query, safe=safe), "")
    )
