"""The articles' texts while reprints are looked for: on disk when they are many, packed, read back one at a time."""

from __future__ import annotations

import json
import tempfile
import zlib
from array import array
from dataclasses import astuple, dataclass

IN_MEMORY = 64 << 20  #: bytes of packed texts that are kept in memory; more go to a temporary file


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as it was given. text: what is compared; published: ISO day or day and time."""

    id: str
    text: str
    published: str | None = None
    title: str | None = None


class Spool:
    """Append-only; an article is the number of its turn. Memory: eight bytes an article once the texts are on disk.

    Errors: OSError when the temporary folder is full.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by close)
        self._starts = array("Q", [0])

    def __len__(self) -> int:
        return len(self._starts) - 1

    @property
    def size(self) -> int:
        """Bytes of packed texts."""
        return self._starts[-1]

    def append(self, entry: Entry) -> None:
        """One more article, at the end."""
        data = zlib.compress(json.dumps(astuple(entry)).encode(), 1)
        self._file.seek(self._starts[-1])
        self._file.write(data)
        self._starts.append(self._starts[-1] + len(data))

    def __getitem__(self, number: int) -> Entry:
        start, end = self._starts[number], self._starts[number + 1]
        self._file.seek(start)
        return Entry(*json.loads(zlib.decompress(self._file.read(end - start))))

    def close(self) -> None:
        """Gives the temporary file back; the texts are gone."""
        self._file.close()
