"""What of a record stands in columns beside its JSON, so that SQL can find it. Made of the record alone: `check` makes it again.

A database cannot hold the character NUL or half a surrogate pair. Columns have U+FFFD in their place; a text has it too, and the list
`odd` says where what stood (read.py puts it back); in JSON they are escapes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table

from ceasewire.reference.spelling import unaccented
from ceasewire.store.schema import JOINS, LAYERS

Json = dict[str, Any]

#: what the code makes of an article besides its layers; the rest of the article is what the source gave
OF_CODING = ("dateline", "blocks")
#: columns that say which row it is and when it came; the others repeat fields of its body
OWN = frozenset({"number", "key", "coding", "position", "recorded_at", "body"})
_ODD = re.compile("[\0\ud800-\udfff]")
#: mentions that are names; "it" and "the group" are no way to ask for somebody
_NAMED = ("name", "alias")


def plain(value: Any) -> Any:
    """The value, if text with U+FFFD for each character that no database takes."""
    return _ODD.sub("�", value) if isinstance(value, str) else value


def odd(text: str) -> list[list[int]] | None:
    """[offset, code point] of each such character; None where there is none."""
    return [[match.start(), ord(match[0])] for match in _ODD.finditer(text)] or None


def with_odd(text: str, places: list[list[int]] | None) -> str:
    """The text as it was."""
    if not places:
        return text
    characters = list(text)
    for offset, code in places:
        characters[offset] = chr(code)
    return "".join(characters)


def key(value: Any) -> str:
    """32 hexadecimal digits that depend only on the content of a JSON value."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]


def article_body(article: Json) -> Json:
    """The article as the source gave it, without its text, which stands once for all articles that share it."""
    return {name: value for name, value in article.items() if name not in ("text", *OF_CODING)}


def digest(record: Json) -> str:
    """SHA-256 over the whole record, the text by its own SHA-256; `check` finds every change by it."""
    whole = {**record, "article": {name: value for name, value in record["article"].items() if name != "text"}}
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def fold(text: str) -> str:
    """Lower case, without accents, words with one blank between them.

    >>> fold("Émile O'Neill-Łodz,  U.S.")
    'emile o neill łodz u s'
    """
    bare = unaccented(text.casefold())
    return " ".join(re.findall(r"[^\W_]+", bare))


def repeated(table: Table, body: Json) -> Json:
    """The fields of a body that stand in columns of the same name as well."""
    return {column.name: plain(body.get(column.name)) for column in table.columns if column.name not in OWN}


def layer_columns(layer: str, row: Json) -> Json:
    """The columns of one record besides coding, position and body."""
    made = repeated(LAYERS[layer], row)
    if layer == "actors":
        named = [row["name"], *(m["text"] for m in row["mentions"] if m["how"] in _NAMED)]
        made["names"] = "".join(f"| {name} " for name in dict.fromkeys(map(fold, named))) + "|"
    elif layer == "quantities":
        made |= {name: None if row[name] is None else float(row[name]) for name in ("low", "best", "high")}
    elif layer == "events":
        made |= _interval(row["time"]) | {"place": (row["place"] or {}).get("ref")}
    elif layer == "commitments":
        made |= _interval(row["deadline"])
    return made


def join_rows(layer: str, row: Json) -> Iterator[tuple[str, Json]]:
    """(table, columns besides coding) for every id that the record names, once each."""
    for table, of, owner, other, fields in JOINS:
        if of == layer:
            for name, side in fields.items():
                for id in dict.fromkeys(row[name]):
                    yield table.name, {owner: row["id"], other: id} | ({"side": side} if side else {})


def _interval(value: Json | None) -> Json:
    return {name: (value or {}).get(name) for name in ("earliest", "latest")}
