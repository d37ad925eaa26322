"""Full-text search over title and text: FTS5 in SQLite, tsvector in PostgreSQL; articles that are there already are added.

Both get the same plain words (ceasewire/store/search.py) and stem them in English. PostgreSQL's own English configuration leaves out
"the" and "not"; ours leaves out nothing, so that both databases find the same articles.
"""

from __future__ import annotations

from sqlalchemy import Connection

from ceasewire.store import search

SQLITE = ("CREATE VIRTUAL TABLE article_search USING fts5 (words, content = '', tokenize = 'porter unicode61')",)
POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY ceasewire_stem (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION ceasewire (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION ceasewire ALTER MAPPING FOR asciiword, word, numword WITH ceasewire_stem",
    "CREATE TABLE article_search (article INTEGER PRIMARY KEY REFERENCES articles (number), words TSVECTOR NOT NULL)",
    "CREATE INDEX article_search_words ON article_search USING gin (words)",
)


def apply(connection: Connection) -> None:
    """The index, with all articles in it."""
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)
    articles = connection.exec_driver_sql("SELECT a.number, a.title, t.text FROM articles a JOIN texts t ON t.sha256 = a.sha256")
    for number, title, text in articles.all():
        search.add(connection, number, title, text)
