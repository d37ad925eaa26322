"""Labels without the words of others: a span is [start, end], and the SHA-256 of the text says which text it counts in.

`apart` takes a label and its text apart, `together` joins them again; together(text, apart(text, label)) is the label.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from training.corpus.spans import LAYERS

#: the span beside which a time is looked for, since labels give times by their words alone
_ANCHOR = {"events": "trigger", "commitments": "action"}


class TextError(ValueError):
    """A text that is not the one that was labelled; the message gives both checksums."""


def sha256(text: str) -> str:
    """The checksum of a text, of its UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def apart(text: str, label: dict[str, Any]) -> dict[str, Any]:
    """The label of one report with offsets only: {id, sha256, events, statements, commitments}."""
    return {"id": label["id"], "sha256": sha256(text)} | {
        layer: [_apart(text, layer, record) for record in label[layer]] for layer in LAYERS
    }


def together(text: str, row: dict[str, Any]) -> dict[str, Any]:
    """The label with its words, as docs/annotation.md writes it. Raises TextError if the text is another than the labelled one."""
    if (found := sha256(text)) != row["sha256"]:
        raise TextError(f"{row['id']}: the text has SHA-256 {found[:12]}…, the labels count in {row['sha256'][:12]}…")
    return {"id": row["id"]} | {layer: [_together(text, layer, record) for record in row[layer]] for layer in LAYERS}


def _apart(text: str, layer: str, record: dict[str, Any]) -> dict[str, Any]:
    one, many, timed, _ = LAYERS[layer]
    out = dict(record)
    for key in one:
        out[key] = _bare(record.get(key))
    for key in many:
        out[key] = [_bare(span) for span in record[key]]
    if timed and (time := record.get(timed)):
        at = _nearest(text, time["text"], record[_ANCHOR[layer]]["start"])
        out[timed] = {"span": [at, at + len(time["text"])], "earliest": time.get("earliest"), "latest": time.get("latest")}
    return out


def _together(text: str, layer: str, record: dict[str, Any]) -> dict[str, Any]:
    one, many, timed, _ = LAYERS[layer]
    out = dict(record)
    for key in one:
        out[key] = _worded(text, record[key])
    for key in many:
        out[key] = [_worded(text, span) for span in record[key]]
    if timed and (time := record[timed]):
        start, end = time["span"]
        out[timed] = {"text": text[start:end], "earliest": time["earliest"], "latest": time["latest"]}
    return out


def _bare(span: dict[str, Any] | None) -> list[int] | None:
    return None if span is None else [span["start"], span["end"]]


def _worded(text: str, span: list[int] | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span[0], "end": span[1], "text": text[span[0] : span[1]]}


def _nearest(text: str, words: str, to: int) -> int:
    """Where the words stand nearest to an offset; labels give times by their words alone."""
    return min((m.start() for m in re.finditer(re.escape(words), text)), key=lambda start: (abs(start - to), start))
