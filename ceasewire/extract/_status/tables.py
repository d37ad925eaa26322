"""What an act's status is read with: the statuses and effects, and the tables of data/lexicons/en/status."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.config import Config
from ceasewire.errors import DataError
from ceasewire.records import EVENT_TYPES, STATUSES

FACT = "occurred"
OPEN = frozenset({"planned", "scheduled", "possible"})
#: besides the statuses: as the governing word itself, and as told
SAME, TOLD = "same", "told"
#: … and as what is to stop, and so goes on: "talks to end the fighting"
ENDING = "ending"
#: kinds of status/words.csv
WORD_KINDS = ("trying", "putting off", "long ago", "successive")
EFFECTS = frozenset({*STATUSES, SAME, TOLD, ENDING})


@dataclass(frozen=True, slots=True)
class Reading:
    """A status and the tokens that set it."""

    status: str = FACT
    words: tuple[Token, ...] = ()

    def because(self, status: str, *words: Token) -> Reading:
        return Reading(status, tuple(dict.fromkeys((*self.words, *words))))


@dataclass(frozen=True, slots=True)
class Rows:
    """The tables of data/lexicons/en/status."""

    governors: dict[tuple[str, str], list[tuple[frozenset[str], str, frozenset[str]]]]
    modifiers: dict[str, str]
    prepositions: dict[str, tuple[str, ...]]
    modals: dict[str, tuple[str, str]]
    states: frozenset[str]
    words: dict[str, frozenset[str]]  # kind → words

    def has(self, kind: str, word: str) -> bool:
        """Is the word one of this kind?"""
        return word in self.words[kind]


def read_rows(config: Config) -> Rows:
    folder = "lexicons/en/status"
    table: dict[tuple[str, str], list[tuple[frozenset[str], str, frozenset[str]]]] = {}
    for row in lexicon.table(f"{folder}/governors", ("lemma", "pos", "slot", "effect", "types", "note"), own=config.data):
        key = row["lemma"], row.one_of("pos", {"verb", "noun", "adj", "adv"})
        for type in row.list("types"):
            if type not in EVENT_TYPES:
                raise DataError(f"{row.where}: unknown type {type!r}. {lexicon.suggestion(type, EVENT_TYPES)}")
        table.setdefault(key, []).append((frozenset(row.list("slot")), row.one_of("effect", EFFECTS), frozenset(row.list("types"))))
    words = lexicon.table(f"{folder}/modifiers", ("word", "effect", "note"), own=config.data)
    modifiers = {r["word"]: r.one_of("effect", EFFECTS) for r in words}
    columns = ("of_noun", "of_clause", "of_main")
    prepositions = {
        r["words"]: tuple(r.one_of(c, EFFECTS, empty=True) for c in columns)
        for r in lexicon.table(f"{folder}/prepositions", ("words", *columns, "note"), own=config.data)
    }
    modals = {
        r["modal"]: (r.one_of("told", EFFECTS), r.one_of("narrated", EFFECTS))
        for r in lexicon.table(f"{folder}/modals", ("modal", "told", "narrated", "note"), own=config.data)
    }
    kinds: dict[str, set[str]] = {kind: set() for kind in WORD_KINDS}
    for row in lexicon.table(f"{folder}/words", ("word", "kind"), own=config.data):
        kinds[row.one_of("kind", WORD_KINDS)].add(row["word"])
    states, words_by_kind = frozenset(lexicon.words("status/states")), {kind: frozenset(found) for kind, found in kinds.items()}
    return Rows(table, modifiers, prepositions, modals, states, words_by_kind)
