"""Actors across articles: pairs of articles in which one actor is named, against ECB+ and the invented stories of tests/stories.

    python -m benchmarks.actors_across               # both sets
    python -m benchmarks.actors_across ecbplus --errors 40

A unit is an actor in an article; a pair is two units of one actor in two articles. Ours says that two units are one actor when both stand
in one group. `told` are the units whose article has a full name or a listed one; a name alone is joined with nobody by design, so it can
only be missed: `people`, `bodies` and `all` have those too. Beside ours: names alone taken for the first whom they may mean (what
`perhaps` says), the same name word for word, and one last name (what we refuse).

ecbplus: ECB+ (Cybulska and Vossen 2014; ../shared or CEASEWIRE_BENCH_DATA), human participants and bodies, pairs within a topic. A unit of
ours belongs to the chain whose mention lies in its name. Mentions that its annotators linked to nothing ("Singleton": the FBI in seven
articles) are judged by nobody: pairs with one of them are `open`, neither right nor wrong. stories: gold/actors_across.tsv says which names
of a story are one actor; all stories are read as one corpus, so that namesakes of two stories count as errors.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.layers import SHARED
from benchmarks.scorers.rows import Row, jsonl, percent
from ceasewire.link._actors.sightings import NAMED, Sightings
from ceasewire.link.actors import ActorsAcross, Found
from ceasewire.reference.who import directory
from ceasewire.reference.who.names import fold
from ceasewire.reference.who.phrases import Reader

ROOT = Path(__file__).parents[1]
GOLD = Path(__file__).parent / "gold" / "actors_across.tsv"
ECB = ("link_ecbplus_dev", "link_ecbplus_train")


@dataclass(frozen=True)
class Unit:
    """An actor in an article. room: pairs are made inside it; gold: whom a reader takes it for; ours: id of its group or bare name."""

    article: str
    room: str
    gold: str
    ours: str
    name: str
    person: bool
    perhaps: str | None = None  # the first group that a bare name may mean

    @property
    def is_linked(self) -> bool:
        """Did the annotators say of this unit whom else it is?"""
        return "Singleton" not in self.gold

    @property
    def is_bare(self) -> bool:
        return self.ours.startswith("name-")


def coded(rows: Iterable[Row]) -> list[Row]:
    """Records of the articles."""
    import ceasewire

    coder = ceasewire.load()
    return [coder.record(coder.read(r["text"], published=r.get("published"), id=r["id"])) for r in rows]


def joined(records: list[Row]) -> tuple[Found, list[dict[str, str]]]:
    """What the program makes of the records: the result, and where each actor of each record came."""
    across = ActorsAcross()
    for record in records:
        across.add(record)
    found = across.find()
    return found, [across.placed(record) for record in records]


def ecbplus() -> tuple[list[Unit], int]:
    """Units of ECB+, and how many named chains of gold no actor of ours holds."""
    rows = {r["id"]: r for name in ECB if (path := SHARED / "gold" / f"{name}.jsonl").exists() for r in jsonl(path)}
    records = coded(rows.values())
    found, placed = joined(records)
    likely = suggestions(found)
    units: list[Unit] = []
    unseen = 0
    for row, record, where in zip(rows.values(), records, placed, strict=True):
        actors = {a["id"]: a for a in record["actors"]}
        taken: dict[str, str] = {}
        for mention in row["mentions"]:
            if not mention["type"].startswith("HUM") or not any(w[:1].isupper() for w in mention["text"].split()):
                continue
            actor = _holding(mention, record["actors"])
            if actor is None:
                unseen += mention["chain"] not in taken.values()
            elif actor in where and actor not in taken:
                taken[actor] = mention["chain"]
                name = actors[actor]["name"]
                gold = f"{row['topic']} {mention['chain']}"
                person, ours = actors[actor]["kind"] == "person", where[actor]
                units.append(Unit(row["id"], row["topic"], gold, ours, fold(name), person, likely.get(ours)))
    return units, unseen


def suggestions(found: Found) -> dict[str, str]:
    """Bare name → the first group that it may mean, unless something speaks against it."""
    return {b.id: b.perhaps[0].group for b in found.bare if b.perhaps and "but of another" not in b.perhaps[0].reason}


def _holding(mention: Row, actors: list[Row]) -> str | None:
    """The actor with the shortest name around a mention whose last word is one of its name's."""
    last = fold(mention["text"]).split()[-1:]
    found = [
        (m["end"] - m["start"], a["id"])
        for a in actors
        for m in a["mentions"]
        if m["how"] in NAMED and m["start"] <= mention["start"] and mention["end"] <= m["end"] and last and last[0] in _words(a)
    ]
    return min(found)[1] if found else None


def _words(actor: Row) -> set[str]:
    """The words of an actor's names, without those of longer phrases around them."""
    short = (m["text"] for m in actor["mentions"] if m["how"] in NAMED and len(m["text"]) <= len(actor["name"]) + 4)
    return {word for text in (actor["name"], *short) for word in fold(text).split()}


def stories() -> list[Unit]:
    """Units of the invented stories."""
    same: dict[tuple[str, str], str] = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            story, names = line.split("\t")
            first, *others = (n.strip() for n in names.split(";"))
            same |= {(story, name): first for name in (first, *others)}
    rows = [r for path in sorted((ROOT / "tests" / "stories").glob("*/articles.jsonl")) for r in jsonl(path)]
    rows = list({r["id"]: r for r in rows}.values())
    records = coded(rows)
    found, placed = joined(records)
    likely = suggestions(found)
    read = Sightings(Reader(directory.load()))
    units: list[Unit] = []
    for record, where in zip(records, placed, strict=True):
        article = record["article"]["id"]
        story = article.rpartition("-")[0]
        for sighting in read(record):
            key = sighting.sense.key
            gold = f"{story} {same.get((story, key), key)}"
            if sighting.sense.entry is not None and sighting.sense.entry[0] in ("states", "igos"):
                gold = key  # the real ones that stories tell of are the same everywhere
            ours = where[sighting.actor]
            units.append(Unit(article, "", gold, ours, key, sighting.sense.person, likely.get(ours)))
    return units


Judge = Callable[[Unit], str | None]


def _last(unit: Unit) -> str | None:
    return unit.name.split()[-1] if unit.person else unit.name


JUDGES: dict[str, Judge] = {
    "ours": lambda u: None if u.is_bare else u.ours,
    "+ perhaps": lambda u: (u.perhaps or u.ours) if u.is_bare else u.ours,
    "same words": lambda u: u.name,
    "last name": _last,
}


def pairs(units: Iterable[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Two units of one room in two articles."""
    rooms: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        rooms[unit.room].append(unit)
    for room in rooms.values():
        yield from ((a, b) for a, b in combinations(room, 2) if a.article != b.article)


def figures(units: list[Unit], judge: Judge) -> Row:
    """Pairwise precision and recall in percent."""
    count: Counter[str] = Counter()
    for a, b in pairs(units):
        one = judge(a)
        ours, gold = one is not None and one == judge(b), a.gold == b.gold
        count["right"] += ours and gold
        count["gold"] += gold
        if ours and not gold:
            count["wrong" if a.is_linked and b.is_linked else "open"] += 1
    return {
        "precision": percent(count["right"], count["right"] + count["wrong"]), "recall": percent(count["right"], count["gold"]),
        "pairs": count["gold"], "wrong": count["wrong"], "open": count["open"],
    }  # fmt: skip


def show(name: str, units: list[Unit], errors: int) -> None:
    """The figures of one set, and some of its errors."""
    print(f"{name}: {len(units)} units, {len({u.gold for u in units})} actors, {sum(u.is_bare for u in units)} units are a name alone")
    told = [u for u in units if not u.is_bare]
    parts = {
        "people": [u for u in units if u.person], "people told": [u for u in told if u.person],
        "bodies": [u for u in units if not u.person], "bodies told": [u for u in told if not u.person], "all": units, "all told": told,
    }  # fmt: skip
    for part, some in parts.items():
        for judge, asked in JUDGES.items():
            row = figures(some, asked)
            print(f"  {part:13}{judge:12}" + "".join(f"{key} {value:>7}   " for key, value in row.items()))
    lines: Counter[str] = Counter()
    for a, b in pairs(told):
        if (a.ours == b.ours) != (a.gold == b.gold) and (a.gold == b.gold or (a.is_linked and b.is_linked)):
            lines[f"{'wrong ' if a.ours == b.ours else 'missed'} {a.name} | {b.name}   {a.article}, {b.article}   {a.gold} | {b.gold}"] += 1
    for line in sorted(lines)[:errors]:
        print("   ", line)


def main() -> None:
    """Prints the figures."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m benchmarks.actors_across", description=__doc__, formatter_class=raw)
    parser.add_argument("sets", nargs="*", choices=("ecbplus", "stories", []), default=[])
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    wanted = options.sets or ["ecbplus", "stories"]
    if "ecbplus" in wanted and (SHARED / "gold" / f"{ECB[0]}.jsonl").exists():
        units, unseen = ecbplus()
        print(f"ecbplus: {unseen} named chains of an article lie in no actor of ours and are not counted")
        show("ecbplus", units, options.errors)
    elif "ecbplus" in wanted:
        print(f"benchmarks: no ECB+ at {SHARED / 'gold'} (CEASEWIRE_BENCH_DATA): left out")
    if "stories" in wanted:
        show("stories", stories(), options.errors)


if __name__ == "__main__":
    main()
