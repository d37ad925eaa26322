"""The codebook is the test: every page's examples and near misses through the whole line, and the tables checked cell by cell."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from ceasewire import lexicon
from ceasewire.pipeline import position
from ceasewire.records import EVENT_TYPES, STATUSES
from ceasewire.reference import codebook
from tests import marked
from tests.conftest import read_case
from tests.extract.describe import as_marked, described

FACTS = ("occurred", "ongoing", "historical")
TABLES = {
    "predicates": 2,
    "light_verbs": 1,
    "classes": 1,
    "modes": 3,
    "composition": 2,
    "not_events": 2,
    "contexts": 1,
}  # table → how many of its first cells order its rows


def pages() -> dict[str, codebook.Page]:
    return dict(codebook.load().pages)


def examples() -> list[object]:
    out = []
    for kind, page in pages().items():
        for n, line in enumerate(page.examples, 1):
            case = marked.parse(line, f"{kind}:{n}")
            out.append(pytest.param(kind, case, id=case.where, marks=marked.expectation(case)))
    return out


def near_misses() -> list[object]:
    out = []
    for kind, page in pages().items():
        for n, (line, why) in enumerate(page.near_misses, 1):
            case = marked.parse(line, f"{kind}:{n}")
            out.append(pytest.param(kind, case, why, id=case.where, marks=marked.expectation(case)))
    return out


@pytest.mark.parametrize(("kind", "case"), examples())
def test_example(kind: str, case: marked.Case) -> None:
    """Every marked event is found with the keys that the mark names, and no other event of the page's type."""
    article = read_case(case)
    found = [described(article, e) for e in article.events if e.type == kind]
    assert as_marked(article, found, case) == [(m.text, m.keys) for m in case.marks]


@pytest.mark.parametrize(("kind", "case", "why"), near_misses())
def test_near_miss(kind: str, case: marked.Case, why: str) -> None:
    """Nothing in the sentence is coded as a fact of the page's type."""
    assert why
    article = read_case(case)
    got = [(e.trigger.text, e.status) for e in sorted(article.events, key=position) if e.type == kind and e.status in FACTS]
    assert got == []


def test_every_type_has_a_page_with_examples() -> None:
    assert sorted(pages()) == sorted(EVENT_TYPES)
    for kind, page in pages().items():
        assert len(page.examples) >= 2, kind
        assert len(page.near_misses) >= 1, kind
        assert page.definition and page.boundaries, kind
        assert page.quad in (1, 2, 3, 4), kind


def test_every_mark_names_a_mode_and_status_of_the_page() -> None:
    for page in pages().values():
        for line in page.examples:
            case = marked.parse(line)
            assert case.marks, line
            for mark in case.marks:
                assert mark.keys.get("mode") is None or mark.keys["mode"] in page.modes, line
                assert mark.keys.get("status") in STATUSES, line


def test_every_mode_is_reachable() -> None:
    """A mode that no row of predicates.csv or modes.csv gives would stand on the page for nothing."""
    book = codebook.load()
    given = {(p.type, p.mode) for rows in book.predicates.values() for p in rows}
    given |= {(r.type, r.mode) for rows in book.modes.values() for r in rows}
    missing = [(kind, mode) for kind, page in book.pages.items() for mode in page.modes if (kind, mode) not in given]
    assert missing == []


def test_the_codebook_is_broad() -> None:
    columns = ("predicate", "pos", "frames", "type", "mode", "source", "target", "needs", "place_as_target")
    rows = lexicon.table("codebook/predicates", columns, optional=("note",))
    assert len({r["predicate"] for r in rows}) >= 700
    by_type = Counter(r["type"] for r in rows)
    assert min(by_type[t] for t in EVENT_TYPES) >= 20


@pytest.mark.parametrize("name", TABLES)
def test_table_is_sorted_without_doubles(name: str) -> None:
    path = lexicon.DATA / "codebook" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [tuple(r) for r in csv.reader(lines) if r and not r[0].startswith("#")][1:]
    assert rows, "an empty table"
    keys = [r[: TABLES[name]] for r in rows]
    assert keys == sorted(keys)
    assert [r for r, n in Counter(rows).items() if n > 1] == []


def test_no_class_is_without_use() -> None:
    """A class that nothing asks for is a word list nobody reads; the engine asks for some by name."""
    book = codebook.load()
    used = {n.kind for rows in book.predicates.values() for p in rows for n in p.needs}
    used |= set(codebook.ENGINE_CLASSES) | {"abstract", "bodies", "carriers", "foreigners", "troops"}
    for row in lexicon.table("codebook/not_events", ("predicate", "context", "reason"), optional=("note",)):
        used |= {w.removeprefix("class:") for c in ("predicate", "context") for w in row.list(c) if w.startswith("class:")}
    for row in lexicon.table("codebook/classes", ("class", "words"), optional=("note",)):
        used |= {w.removeprefix("class:") for w in row.list("words") if w.startswith("class:")}
    assert sorted(set(book.classes) - used) == []
