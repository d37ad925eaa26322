"""Texts, articles, runs, and what each run read out of each article."""

from __future__ import annotations

from sqlalchemy import Connection

#: {number}: counts up by itself; {text}: compared byte by byte, so that ISO days sort as time does on every server;
#: {any_length}: an id may be a long URL, which a B-tree of PostgreSQL does not take
TABLES = (
    """CREATE TABLE texts (
    sha256 {text} PRIMARY KEY,
    text {text} NOT NULL,
    odd JSON
)""",
    """CREATE TABLE articles (
    number {number},
    key {text} NOT NULL UNIQUE,
    id {text} NOT NULL,
    url {text}, title {text}, publisher {text}, published {text}, language {text},
    sha256 {text} NOT NULL REFERENCES texts (sha256),
    recorded_at {text} NOT NULL,
    body JSON NOT NULL
)""",
    """CREATE TABLE runs (
    number {number},
    key {text} NOT NULL UNIQUE,
    version {text}, model {text}, data {text}, config {text},
    recorded_at {text} NOT NULL,
    body JSON NOT NULL
)""",
    """CREATE TABLE codings (
    number {number},
    article INTEGER NOT NULL REFERENCES articles (number),
    run INTEGER NOT NULL REFERENCES runs (number),
    recorded_at {text} NOT NULL,
    digest {text} NOT NULL,
    body JSON NOT NULL,
    UNIQUE (article, run)
)""",
    """CREATE TABLE actors (
    coding INTEGER NOT NULL REFERENCES codings (number), id {text} NOT NULL, position INTEGER NOT NULL,
    name {text}, kind {text}, country {text}, sector {text}, names {text} NOT NULL,
    body JSON NOT NULL,
    PRIMARY KEY (coding, id)
)""",
    """CREATE TABLE times (
    coding INTEGER NOT NULL REFERENCES codings (number), id {text} NOT NULL, position INTEGER NOT NULL,
    type {text}, value {text}, earliest {text}, latest {text},
    body JSON NOT NULL,
    PRIMARY KEY (coding, id)
)""",
    """CREATE TABLE places (
    coding INTEGER NOT NULL REFERENCES codings (number), id {text} NOT NULL, position INTEGER NOT NULL,
    name {text}, country {text}, adm1 {text}, "precision" {text}, lat DOUBLE PRECISION, lon DOUBLE PRECISION, geonames_id BIGINT,
    body JSON NOT NULL,
    PRIMARY KEY (coding, id)
)""",
    """CREATE TABLE quantities (
    coding INTEGER NOT NULL REFERENCES codings (number), id {text} NOT NULL, position INTEGER NOT NULL,
    what {text}, low DOUBLE PRECISION, best DOUBLE PRECISION, high DOUBLE PRECISION,
    body JSON NOT NULL,
    PRIMARY KEY (coding, id)
)""",
    """CREATE TABLE statements (
    coding INTEGER NOT NULL REFERENCES codings (number), id {text} NOT NULL, position INTEGER NOT NULL,
    act {text}, form {text},
    body JSON NOT NULL,
    PRIMARY KEY (coding, id)
)""",
    """CREATE TABLE events (
    coding INTEGER NOT NULL REFERENCES codings (number), id {text} NOT NULL, position INTEGER NOT NULL,
    type {text}, mode {text}, plover_type {text}, status {text}, earliest {text}, latest {text}, place {text}, said_in {text},
    body JSON NOT NULL,
    PRIMARY KEY (coding, id),
    FOREIGN KEY (coding, place) REFERENCES places (coding, id),
    FOREIGN KEY (coding, said_in) REFERENCES statements (coding, id)
)""",
    """CREATE TABLE commitments (
    coding INTEGER NOT NULL REFERENCES codings (number), id {text} NOT NULL, position INTEGER NOT NULL,
    kind {text}, status {text}, type {text}, earliest {text}, latest {text}, said_in {text},
    body JSON NOT NULL,
    PRIMARY KEY (coding, id),
    FOREIGN KEY (coding, said_in) REFERENCES statements (coding, id)
)""",
    """CREATE TABLE disagreements (
    coding INTEGER NOT NULL REFERENCES codings (number), id {text} NOT NULL, position INTEGER NOT NULL,
    kind {text},
    body JSON NOT NULL,
    PRIMARY KEY (coding, id)
)""",
    """CREATE TABLE unresolved (
    coding INTEGER NOT NULL REFERENCES codings (number), position INTEGER NOT NULL,
    kind {text}, reason {text},
    body JSON NOT NULL,
    PRIMARY KEY (coding, position)
)""",
    """CREATE TABLE event_actors (
    coding INTEGER NOT NULL, event {text} NOT NULL, side {text} NOT NULL, actor {text} NOT NULL,
    PRIMARY KEY (coding, event, side, actor),
    FOREIGN KEY (coding, event) REFERENCES events (coding, id),
    FOREIGN KEY (coding, actor) REFERENCES actors (coding, id)
)""",
    """CREATE TABLE event_quantities (
    coding INTEGER NOT NULL, event {text} NOT NULL, quantity {text} NOT NULL,
    PRIMARY KEY (coding, event, quantity),
    FOREIGN KEY (coding, event) REFERENCES events (coding, id),
    FOREIGN KEY (coding, quantity) REFERENCES quantities (coding, id)
)""",
    """CREATE TABLE statement_actors (
    coding INTEGER NOT NULL, statement {text} NOT NULL, side {text} NOT NULL, actor {text} NOT NULL,
    PRIMARY KEY (coding, statement, side, actor),
    FOREIGN KEY (coding, statement) REFERENCES statements (coding, id),
    FOREIGN KEY (coding, actor) REFERENCES actors (coding, id)
)""",
    """CREATE TABLE commitment_actors (
    coding INTEGER NOT NULL, commitment {text} NOT NULL, side {text} NOT NULL, actor {text} NOT NULL,
    PRIMARY KEY (coding, commitment, side, actor),
    FOREIGN KEY (coding, commitment) REFERENCES commitments (coding, id),
    FOREIGN KEY (coding, actor) REFERENCES actors (coding, id)
)""",
    "CREATE INDEX articles_id ON articles {any_length} (id)",
    "CREATE INDEX articles_published ON articles (published)",
    "CREATE INDEX articles_sha256 ON articles (sha256)",
    "CREATE INDEX events_type ON events (type, status)",
    "CREATE INDEX events_earliest ON events (earliest)",
    "CREATE INDEX actors_country ON actors (country)",
    "CREATE INDEX event_actors_actor ON event_actors (coding, actor)",
)

WORDS = {
    "sqlite": {"number": "INTEGER PRIMARY KEY AUTOINCREMENT", "text": "TEXT", "any_length": ""},
    "postgresql": {
        "number": "INTEGER GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY", "text": 'TEXT COLLATE "C"', "any_length": "USING hash",
    },
}


def apply(connection: Connection) -> None:
    """All tables, empty."""
    for statement in TABLES:
        connection.exec_driver_sql(statement.format(**WORDS[connection.dialect.name]))
