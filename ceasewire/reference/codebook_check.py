"""What in the codebook can do nothing: rows that an earlier row always forestalls, words that can stand in no place.

Conflicts (one phrase, two codes, nothing to tell them apart) are errors when the codebook is loaded; what is found here is only
waste, and `python -m benchmarks.predicates` counts which rows fire on articles.
"""

from __future__ import annotations

from collections.abc import Iterator

from ceasewire.reference.codebook import ANYTHING, Codebook, Need, Predicate

#: words of one phrase that a class or a list of modes can be asked for: the head and the word before it
_PHRASE = 2


def dead_rows(book: Codebook) -> Iterator[tuple[Predicate, Predicate]]:
    """(row, the row before it that fits wherever it fits), in file order."""
    found = []
    for rows in book.predicates.values():
        for n, row in enumerate(rows):
            before = next((other for other in rows[:n] if other.words == row.words and _covers(other, row, book)), None)
            if before is not None:
                found.append((row, before))
    yield from sorted(found, key=lambda x: _line(x[0].where))


def dead_words(book: Codebook) -> Iterator[tuple[str, str]]:
    """(where it stands, the words) for each entry that is longer than what is ever asked for there."""
    for name, words in sorted(book.classes.items()):
        yield from ((f"classes.csv: {name}", w) for w in sorted(words) if len(w.split()) > _PHRASE)
    for rows in book.modes.values():
        for row in rows:
            yield from ((row.row, w) for w in sorted(row.words) if row.where != "act" and len(w.split()) > _PHRASE)
    yield from (("contexts.csv", w) for w in sorted(book.contexts) if len(w.split()) > 1)
    for notes in {entry.where: entry for entries in book.not_events.values() for entry in entries}.values():
        yield from ((notes.where, w) for w in sorted(notes.context) if len(w.split()) > 1)


def _covers(other: Predicate, row: Predicate, book: Codebook) -> bool:
    """Does the other row ask for nothing that this row does not ask for too?"""
    frames = not other.frames or (bool(row.frames) and row.frames <= other.frames)
    return frames and all(any(_implies(mine, need, book) for mine in row.needs) for need in other.needs)


def _implies(mine: Need, other: Need, book: Codebook) -> bool:
    """Whatever fulfils mine fulfils the other."""
    if mine.argument != other.argument or mine.wanted != other.wanted:
        return False
    if mine.kind == other.kind:
        return True
    narrow, wide = (mine, other) if mine.wanted else (other, mine)
    if ANYTHING in (narrow.kind, wide.kind):
        return wide.kind == ANYTHING
    return book.words(narrow.kind) <= book.words(wide.kind)


def _line(where: str) -> tuple[str, int]:
    """ "codebook/predicates.csv:12" in an order that counts."""
    name, _, number = where.rpartition(":")
    return name, int(number)
