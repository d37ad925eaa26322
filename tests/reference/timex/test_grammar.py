"""The grammar over whole texts: what it reads lies in order and resolves to days without a fault, whatever the words."""

from __future__ import annotations

import functools
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ceasewire.reference.timex import anchor
from ceasewire.reference.timex.grammar import RULES, Grammar
from ceasewire.reference.timex.where import Told, Where
from ceasewire.reference.timex.words import Vocabulary

_LINE = (
    "the a an of in on at to from by until since after before between and or every each this last next previous following that these "
    "early late mid- end more than about over nearly within first second last 1st 31st 5 12 30 31 45 1998 2021 0945 1625 480 BC AD May "
    "March Sept. July Ramadan Monday Fridays spring winter morning night dawn overnight noon midnight day days week weeks month months "
    "quarter half year years decade century hours minutes weekend ago earlier later now soon recently future today yesterday tomorrow "
    "Easter Christmas a.m. p.m. GMT o'clock old long ahead one twenty two several few dozen Q3 H1 2021-06-01 5/7/98 12:30 1990s '68 "
    "'s - , . ( ) fiscal period twice times 2½ troops"
)
WORDS = _LINE.split()
DAYS = st.dates(date(1, 1, 2), date(9998, 12, 30))
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@functools.cache
def grammar() -> Grammar:
    return Grammar(Vocabulary())


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_readings_are_in_order_and_do_not_overlap(text: str) -> None:
    tokens = grammar().vocabulary.scan(text, 0, len(text))
    at = 0
    for r in grammar().read(tokens):
        assert at <= r.first < r.last <= len(tokens.codes)
        at = r.last


@settings(max_examples=300, deadline=None)
@example("previous weekend", None, date(1, 1, 2), False, -1)
@example("the weekend", date(1, 1, 2), None, False, -1)
@given(TEXTS, st.none() | DAYS, st.none() | DAYS, st.booleans(), st.sampled_from((-1, 0, 1)))
def test_every_reading_resolves(text: str, report: date | None, told: date | None, narrative: bool, direction: int) -> None:
    before = Told(told.isoformat(), told, told.replace(day=min(told.day + 1, 28)), "t1", 0, told.year) if told else None
    where = Where(report, "published" if report else "", before, narrative, direction)
    tokens = grammar().vocabulary.scan(text, 0, len(text))
    for r in grammar().read(tokens):
        found = anchor.resolve(r, where)
        assert found.value
        assert found.begin is None or found.end is None or found.begin < found.end, (text, found)


def test_each_rule_says_where_it_may_begin() -> None:
    assert all(starts and pattern for _, starts, pattern, _ in RULES)
