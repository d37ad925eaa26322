"""Quotation marks of every make, whole and damaged."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasewire.clean.quotes import find_quotes

WHOLE = {
    "He said: “Stop. Now.” “So-called”": ["Stop. Now.", "So-called"],
    'said: "We go." "Now," she said.': ["We go.", "Now,"],
    "``We go,'' he said. ``Now.''": ["We go,", "Now."],
    "«We go», he said": ["We go"],
    "„We go“, he said": ["We go"],
    "“He said ‘go’ to us,” she said": ["He said ‘go’ to us,"],
    "\"'We go,'\" she said": ["'We go,'"],
    "He said, “It’s the people’s choice”, and left": ["It’s the people’s choice"],
    "He ordered 'heightened alert' from the soldiers' camp.": ["heightened alert"],
    "He said ‘we go now’ and left": ["we go now"],
    "the Front's men and the '90s and 'em all": [],
    "the ‘brokered’ deal and the Front’s": [],
    "the “brokered” deal": ["brokered"],
    '" We go , " Brok said . " Now . "': ["We go ,", "Now ."],
    "a 6'2\" man, he said \"go on\".": ["go on"],
    "(“We go”) he said": ["We go"],
    "": [],
}
DAMAGED = {
    "ready to join “as soon as it begins “. Brok left.": ["as soon as it begins"],
    "“We go, he said. The army left.": ["We go, he said. The army left."],
    "“We go. The army left. “Now we come,” he said.": ["We go. The army left.", "Now we come,"],
    "another round of war and death. ‘bloodshed.": [],
    "”We go“ he said.": ["We go"],
    "“We go,\" he said": ["We go,"],
    "\"We go” he said": ["We go"],
    "We go,” he said.": [],
    "‘bloodshed. He said ‘we go now’.": ["we go now"],
    "“": [],
    "“”": [],
    "““ ””": [],
}


@pytest.mark.parametrize(("text", "want"), (WHOLE | DAMAGED).items())
def test_quotes(text: str, want: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text)] == want


def test_damage_is_told() -> None:
    told = {t: [q.damaged for q in find_quotes(t)] for t in [*DAMAGED, *WHOLE]}
    assert told["ready to join “as soon as it begins “. Brok left."] == [True]
    assert told["“We go. The army left. “Now we come,” he said."] == [True, False]
    assert told["”We go“ he said."] == [True]
    assert not any(any(told[t]) for t in WHOLE)


def test_a_quotation_over_paragraphs_opens_again_in_each() -> None:
    quotes = find_quotes("Brok said: “We go.\n\n“We come back.\n\n“Never again.”\n\n“Now,” she said.")
    assert [(q.closed, q.continues, q.damaged) for q in quotes] == [
        (False, False, False), (False, True, False), (True, True, False), (True, False, False),
    ]  # fmt: skip


def test_a_quotation_goes_on_in_the_next_line_of_a_wrapped_text() -> None:
    line = "The leader of the Coast Front told the people of Port Alma that \"they"
    rest = "would be home before the winter\" and that the harbour would be open"
    text = f"{line}\n{rest}\nto all who wished to leave the town in the days before the truce, he\nsaid."
    assert [text[q.start : q.end].replace("\n", " ") for q in find_quotes(text)] == ["they would be home before the winter"]


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»`’s", max_size=120))
def test_any_marks(text: str) -> None:
    at = 0
    for q in find_quotes(text):
        assert at <= q.start < q.end <= len(text)
        assert text[q.start : q.end] == text[q.start : q.end].strip()
        at = q.end


@pytest.mark.parametrize("unit", ["‘a b ", "'a b ", '"a b ', "“", "`a ", "“a ‘b ”", "''", "a “b “. "])
def test_time_grows_with_the_text(unit: str) -> None:
    begun = time.process_time()
    find_quotes(unit * (600_000 // len(unit)))
    assert time.process_time() - begun < 10
