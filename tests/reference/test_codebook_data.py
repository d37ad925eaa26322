"""The codebook is the test: every page's examples and near misses through the whole line, and the tables checked cell by cell."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from ceasewire import lexicon
from ceasewire.pipeline import position
from ceasewire.records import EVENT_TYPES, FACTS, STATUSES
from ceasewire.reference import codebook
from tests import marked
from tests.conftest import read_case
from tests.extract.describe import as_marked, described

TABLES = {
    "predicates": 2,
    "light_verbs": 1,
    "classes": 1,
    "modes": 3,
    "composition": 2,
    "not_events": 2,
    "subjects": 2,
    "contexts": 1,
}  # table → how many of its first cells order its rows


def pages() -> dict[str, codebook.Page]:
    return dict(codebook.load().pages)


def entries() -> list[tuple[str, str | None, codebook.Entry]]:
    """(type, mode or None, what its page says of it)."""
    return [(p.type, mode, entry) for p in pages().values() for mode, entry in [(None, p), *p.modes.items()]]


def name(kind: str, mode: str | None) -> str:
    return f"{kind}-{mode}" if mode else kind


def examples() -> list[object]:
    out = []
    for kind, mode, entry in entries():
        for n, line in enumerate(entry.examples, 1):
            case = marked.parse(line, f"{name(kind, mode)}:{n}")
            out.append(pytest.param(kind, mode, case, id=case.where, marks=marked.expectation(case)))
    return out


def near_misses() -> list[object]:
    out = []
    for kind, mode, entry in entries():
        for n, (line, why) in enumerate(entry.near_misses, 1):
            case = marked.parse(line, f"{name(kind, mode)}:{n}")
            out.append(pytest.param(kind, mode, case, why, id=case.where, marks=marked.expectation(case)))
    return out


@pytest.mark.parametrize(("kind", "mode", "case"), examples())
def test_example(kind: str, mode: str | None, case: marked.Case) -> None:
    """Every marked event is found with the keys that the mark names (under a mode with that mode), and no other of the page's type."""
    for mark in case.marks if mode else ():
        mark.keys["mode"] = mode
    article = read_case(case)
    found = [described(article, e) for e in article.events if e.type == kind]
    assert as_marked(article, found, case) == [(m.text, m.keys) for m in case.marks]


@pytest.mark.parametrize(("kind", "mode", "case", "why"), near_misses())
def test_near_miss(kind: str, mode: str | None, case: marked.Case, why: str) -> None:
    """Nothing in the sentence is coded as a fact of the page's type (of the mode, under a mode)."""
    assert why
    article = read_case(case)
    facts = [e for e in sorted(article.events, key=position) if e.type == kind and e.status in FACTS]
    assert [(e.trigger.text, e.status) for e in facts if mode is None or e.mode == mode] == []


@pytest.mark.parametrize(("context", "line"), [(c, line) for c, entry in codebook.contexts().items() for line in entry.examples])
def test_context(context: str, line: str) -> None:
    """Each marked act is found, has the marked type and the context."""
    case = marked.parse(line, context)
    article = read_case(case)
    got = {(e.trigger.start, e.trigger.end): (e.type, context in e.contexts) for e in article.events}
    assert case.marks
    assert [got.get((m.start, m.end)) for m in case.marks] == [(m.keys["type"], True) for m in case.marks]


@pytest.mark.parametrize(("context", "miss"), [(c, miss) for c, entry in codebook.contexts().items() for miss in entry.near_misses])
def test_context_near_miss(context: str, miss: tuple[str, str]) -> None:
    """There is an act, and none has the context."""
    article = read_case(marked.parse(miss[0], context))
    assert miss[1]
    assert article.events
    assert [e.trigger.text for e in article.events if context in e.contexts] == []


def test_every_mode_and_context_can_be_coded_from_its_page() -> None:
    modes = [(kind, mode) for kind, mode, _ in entries() if mode is not None]
    assert len(modes) == 68
    assert len(codebook.contexts()) == 37
    contexts = [(context, None, entry) for context, entry in codebook.contexts().items()]
    for where, mode, entry in [*entries(), *contexts]:
        assert entry.definition and entry.boundaries, (where, mode)
        assert len(entry.examples) >= 2, (where, mode)
        assert len(entry.near_misses) >= 1, (where, mode)


def test_every_context_of_the_table_has_an_entry() -> None:
    named = {c for contexts in codebook.load().contexts.values() for c in contexts}
    assert named == set(codebook.contexts())


def test_every_type_has_a_page_with_examples() -> None:
    assert sorted(pages()) == sorted(EVENT_TYPES)
    for kind, page in pages().items():
        assert len(page.examples) >= 2, kind
        assert len(page.near_misses) >= 1, kind
        assert page.definition and page.boundaries, kind
        assert page.quad in (1, 2, 3, 4), kind


def test_every_mark_names_a_mode_and_status_of_the_page() -> None:
    for kind, mode, entry in entries():
        for line in entry.examples:
            case = marked.parse(line)
            assert case.marks, line
            for mark in case.marks:
                assert mark.keys.get("mode") in (None, mode) if mode else mark.keys.get("mode") in (None, *pages()[kind].modes), line
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
    assert len({r["predicate"] for r in rows}) >= 2000
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
