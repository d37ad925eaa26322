"""A user's dictionaries as rows of his own tables, where he can see and mend what was understood.

    file → petrarch.read → names and codes → cameo.Codes → rows → FOLDER/actors/*.csv

Rows are added, never changed: a name that one of his tables has already is left as it stands there, so that the same file can be
read again after the tables were mended. The dictionaries do not say which names are people's; `_is_person` is the one guess here.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ceasewire import lexicon
from ceasewire.errors import DataError, InputError
from ceasewire.reference.who import directory
from ceasewire.reference.who.cameo import Codes, Meaning
from ceasewire.reference.who.directory import BODIES, OFFICE_SECTORS, plural_of
from ceasewire.reference.who.names import fold
from ceasewire.reference.who.petrarch import Code, Listing, Name, read, timeline

BODY = ("name", "aliases", "country", "sector", "kind", "from", "to")
#: the tables that can get rows, with their columns
COLUMNS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(BODIES, BODY),
    "offices": ("name", "aliases", "country", "sector", "role", "from", "to"),
    "role_nouns": ("noun", "kind", "sector", "what", "plural"),
}
Cells = dict[str, str]


@dataclass(slots=True)
class Additions:
    """What came of dictionaries: new rows by table, how many actors and agents they are of, how many were known, what was left out."""

    rows: dict[str, list[Cells]] = field(default_factory=dict)
    added: int = 0
    known: int = 0
    left_out: list[InputError] = field(default_factory=list)


def add_dictionaries(files: Iterable[Path], folder: Path) -> Additions:
    """Reads PETRARCH-style dictionaries and adds what they say to the tables in FOLDER/actors.

    Errors: DataError when a table of the user's is wrong or lacks a column that a new row fills; then nothing is written.
    """
    reader = _Reader(folder)
    for file in files:
        for found in read(file):
            reader.take(found)
    texts = {table: _text(folder, table, rows) for table, rows in reader.done.rows.items()}
    for table, text in texts.items():
        path = path_of(folder, table)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", newline="") as out:
            out.write(text)
    return reader.done


class _Reader:
    """Turns listings into rows beside what our tables and the user's say already."""

    def __init__(self, folder: Path) -> None:
        self.who = directory.load(folder)
        self.codes = Codes(self.who.countries, folder)
        self.small = frozenset(lexicon.words("actors/small_words"))
        self.first_names = frozenset(lexicon.words("actors/male_names")) | frozenset(lexicon.words("actors/female_names"))
        self.done = Additions()
        self.standing: dict[tuple[bool, str], _Standing] = {}  # by whether it is a noun, and the folded name
        for table, columns in COLUMNS.items():
            if path_of(folder, table).exists():
                optional = () if table == "offices" else ("from", "to", "plural")
                needed = [c for c in columns if c not in optional]
                for row in lexicon.table(f"actors/{table}", needed, optional=[c for c in columns if c in optional], own=folder):
                    if row.own:
                        self._stand(table, row.where, {c: row[c] for c in columns})

    def take(self, found: Listing | InputError) -> None:
        if isinstance(found, InputError):
            self.done.left_out.append(found)
            return
        try:
            table, rows = self._agent(found) if found.is_agent else self._actor(found)
            rows = self._new(table, rows)
        except ValueError as error:
            self.done.left_out.append(InputError(found.where, str(error)))
            return
        if not rows:
            self.done.known += 1
            return
        for row in rows:
            self._stand(table, found.where, row)
        self.done.rows.setdefault(table, []).extend(rows)
        self.done.added += 1

    def _stand(self, table: str, where: str, row: Cells) -> None:
        self.standing.setdefault(_key(table, row), _Standing(where, table)).rows.append(row)

    def _new(self, table: str, rows: list[Cells]) -> list[Cells]:
        """Those of names that no own table has. Errors: ValueError where one has the name and says something else."""
        new = []
        for key, said in itertools.groupby(rows, lambda row: _key(table, row)):
            before, mine = self.standing.get(key), list(said)
            if before is None:
                new += mine
            elif (before.table, before.rows) != (table, mine):
                raise ValueError(f"{before.where} has this name already and says something else; it stays as it is")
        return new

    # actors ------------------------------------------------------------------------------------------------------------

    def _actor(self, found: Listing) -> tuple[str, list[Cells]]:
        meanings = {c.code: self.codes.meaning(c.code) for c in found.codes}
        names = self._spelled(found.names)
        tables = [m.table for m in meanings.values() if m.table]
        if not tables:
            return "states", self._nothing_but_a_country(names, found.codes, meanings)
        bodies = [t for t in tables if t != "offices"]
        table = "offices" if not bodies or self._is_person(names[0], found.codes, meanings) else bodies[0]
        rows = []
        for code in timeline(found.codes):
            meaning = meanings[code.code]
            cells = {
                "name": names[0], "aliases": "; ".join(names[1:]), "country": meaning.country or "", "sector": meaning.sector or "",
                "kind": meaning.kind, "role": "", "from": code.since, "to": code.until,
            }  # fmt: skip
            rows.append({c: cells[c] for c in COLUMNS[table]})
        return table, rows

    def _nothing_but_a_country(self, names: list[str], codes: list[Code], meanings: dict[str, Meaning]) -> list[Cells]:
        """A state, nationality, town or anything else of a country: no row, and an error where Ceasewire does not know the name."""
        country = meanings[codes[0].code].country
        who = self.who
        of_words = (who.adjectives, who.peoples, who.capitals)
        strange = [
            name for name in names
            if not any(index.get(fold(name)) == country for index in of_words) and all(e.country != country for e in who.find(name))
        ]  # fmt: skip
        if strange or country is None:
            raise ValueError(
                f"code {codes[0].code!r} does not say what {', '.join(map(repr, strange or names))} is; write a state or nationality into "
                "actors/states.csv, a place into gazetteer/towns.csv, or give the code a part that says more"
            )
        return []

    def _is_person(self, name: str, codes: list[Code], meanings: dict[str, Meaning]) -> bool:
        """A first name we know, or an office for a time; a name with a noun for a body in it ("army", "council") is a body's."""
        words, nouns = fold(name).split(), self.who.nouns
        if any(w in nouns and nouns[w].what == "body" for w in words):
            return False
        if any(m.table == "offices" for m in meanings.values()):
            return True
        if len(words) < 2 or words[0] in self.first_names:
            return len(words) > 1
        return words[-1] not in nouns and any(c.is_dated and meanings[c.code].sector in OFFICE_SECTORS for c in codes)

    def _spelled(self, names: list[Name]) -> list[str]:
        """The names as the news writes them, each once."""
        texts = [name.text for name in names]
        spelled = [spelled_name(text, [t for t in texts if t != text], self.small) for text in texts]
        return list({fold(name): name for name in reversed(spelled)}.values())[::-1]

    # agents ------------------------------------------------------------------------------------------------------------

    def _agent(self, found: Listing) -> tuple[str, list[Cells]]:
        """Role nouns that say something new."""
        if len(found.codes) > 1 or found.codes[0].is_dated:
            raise ValueError("an agent has one code and no dates")
        meaning = self.codes.meaning(found.codes[0].code)
        if not meaning.table:
            raise ValueError(f"code {found.codes[0].code!r} does not say what an agent is")
        plurals = {plural_of(name.text.lower()) for name in found.names}  # a set may hold both "minister" and "ministers"
        rows = []
        for name in found.names:
            noun = name.text.lower()
            listed = self.who.nouns.get(noun)
            if noun not in plurals and (listed is None or listed.sector != meaning.sector):
                what = listed.what if listed is not None else self._what(noun)
                plural = noun if listed is not None and listed.plural else (name.plural or "").lower()
                rows.append({"noun": noun, "kind": meaning.kind, "sector": meaning.sector or "", "what": what, "plural": plural})
        return "role_nouns", rows

    def _what(self, noun: str) -> str:
        """person or body, as the noun that the words end in, before an "of"; person where that is not known."""
        words = noun.split(" of ")[0].split()
        ends = (self.who.nouns.get(" ".join(words[i:])) for i in range(len(words)))
        return next((end.what for end in ends if end is not None), "person")


@dataclass(slots=True)
class _Standing:
    """A name that an own table has, or gets from this call."""

    where: str
    table: str
    rows: list[Cells] = field(default_factory=list)


def _key(table: str, row: Cells) -> tuple[bool, str]:
    return table == "role_nouns", fold(row.get("name") or row["noun"])


def spelled_name(name: str, others: Sequence[str], small: Collection[str]) -> str:
    """A name in capitals as names are written; what is no word, or the initials of another name of the actor, stays in capitals.

    >>> spelled_name("FRONT FOR THE LIBERATION OF OSTREL", [], {"for", "the", "of"}), spelled_name("AL-KORVA", [], ())
    ('Front for the Liberation of Ostrel', 'Al-Korva')
    >>> spelled_name("OFA", ["OSTREL FREEDOM ARMY"], ()), spelled_name("PKTV", [], ()), spelled_name("Al Korva", [], ())
    ('OFA', 'PKTV', 'Al Korva')
    """
    if name != name.upper():
        return name
    if name in ("".join(w[0] for w in other.split() if w.lower() not in skipped) for other in others for skipped in ((), small)):
        return name
    words = name.split()
    return " ".join(w.lower() if i and w.lower() in small else _capital(w) for i, w in enumerate(words))


def _capital(word: str) -> str:
    """ "O'DARREN" → "O'Darren", "PEOPLE'S" → "People's", "M23" and "KLMR" as they are."""
    if not _VOWEL.search(word) or any(c.isdigit() for c in word):
        return word
    return _FIRST.sub(lambda found: found.group().upper(), word.lower())


_VOWEL = re.compile(r"[^\W\dB-DF-HJ-NP-TV-XZ_]")
_FIRST = re.compile(r"(?<![\w'’])\w|(?<=\b\w['’])\w")


def path_of(folder: Path, table: str) -> Path:
    """Where a table of the user's stands."""
    return folder / "actors" / f"{table}.csv"


def _text(folder: Path, table: str, rows: list[Cells]) -> str:
    """The lines to add to a table, in the order of its own header; with one where the file is new."""
    path, header = path_of(folder, table), list(COLUMNS[table])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    old = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    there = next((cells for cells in csv.reader(io.StringIO(old)) if cells and not cells[0].startswith("#")), None)
    if there is None:
        writer.writerow(header)
    else:
        header = [cell.strip() for cell in there]
        lacking = [c for c in COLUMNS[table] if c not in header and any(row[c] for row in rows)]
        if lacking:
            raise DataError(f"{path}: new rows fill column {lacking[0]!r}, which the table lacks. Add it to the first line.")
    writer.writerows([row[c] for c in header] for row in rows)
    return ("\n" if old and not old.endswith("\n") else "") + out.getvalue()
