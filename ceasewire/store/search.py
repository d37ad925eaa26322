"""Full-text search over articles: all words must be there, in any form; "several words" is a phrase, -word must not be there, OR.

Words are split and folded here, once for both databases, so that FTS5 and tsvector only stem and look up.
"""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Connection, Integer, column, select, table, text
from sqlalchemy.sql.expression import Select

from ceasewire.errors import UsageError
from ceasewire.store.columns import fold

#: characters of title and text that are indexed; a tsvector has a limit of 1 MB, which no report comes near
LONGEST = 500_000
_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')

_INSERT = {
    "sqlite": "INSERT INTO article_search (rowid, words) VALUES (:article, :words)",
    "postgresql": "INSERT INTO article_search (article, words) VALUES (:article, to_tsvector('ceasewire', :words))",
}


def add(connection: Connection, article: int, title: str | None, words: str) -> None:
    """Make an article findable."""
    given = {"article": article, "words": fold(f"{title or ''}\n{words}"[:LONGEST])}
    connection.execute(text(_INSERT[connection.dialect.name]), given)


def matching(connection: Connection, asked: str) -> Select[tuple[int]]:
    """A query for the numbers of the articles that hold what is asked for.

    Errors: UsageError where nothing is asked for, or only what must not be there.
    """
    groups = parse(asked)
    if connection.dialect.name == "sqlite":
        found = table("article_search", column("rowid", Integer))
        match: ColumnElement[bool] = text("article_search MATCH :asked").bindparams(asked=_fts5(groups))  # type: ignore[assignment]
        return select(found.c.rowid).where(match)
    found = table("article_search", column("article", Integer), column("words"))
    return select(found.c.article).where(
        found.c.words.op("@@")(text("websearch_to_tsquery('ceasewire', :asked)").bindparams(asked=_websearch(groups)))
    )


def parse(asked: str) -> list[tuple[list[str], list[str]]]:
    """Groups of (phrases that must be there, phrases that must not); one of the groups must fit.

    >>> parse('cease-fire "prisoner swap" -Sudan OR truce')
    [(['cease fire', 'prisoner swap'], ['sudan']), (['truce'], [])]
    """
    groups: list[tuple[list[str], list[str]]] = [([], [])]
    for minus, phrase, word in _TERM.findall(asked):
        if word == "OR" and not minus:
            groups.append(([], []))
            continue
        folded = fold(phrase or word)
        if folded:
            groups[-1][bool(minus)].append(folded)
    if any(not wanted for wanted, _ in groups):
        raise UsageError(f'--text: {asked!r} has a part without a word that must be there. Allowed: words, "a phrase", -without, OR')
    return groups


def _fts5(groups: list[tuple[list[str], list[str]]]) -> str:
    parts = []
    for wanted, unwanted in groups:
        part = " AND ".join(f'"{phrase}"' for phrase in wanted)
        parts.append(f"(({part})" + "".join(f' NOT "{phrase}"' for phrase in unwanted) + ")")
    return " OR ".join(parts)


def _websearch(groups: list[tuple[list[str], list[str]]]) -> str:
    """The same for PostgreSQL; every phrase in quotation marks, so that the word "or" stays a word."""
    parts = (" ".join([*(f'"{p}"' for p in wanted), *(f'-"{p}"' for p in unwanted)]) for wanted, unwanted in groups)
    return " or ".join(parts)
