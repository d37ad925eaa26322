"""Who in a record is a private person, and what they are called in its text."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator

from ceasewire import lexicon
from ceasewire.reference.spelling import unaccented
from ceasewire.serve.export.format import Json

#: PLOVER sectors of those who act in public: state and party, armed groups, unrecognised authorities, former officials and their like
PUBLIC = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP", "REB", "PRM", "PRE", "ELI"})
SHORTEST = 3  #: letters of a part of a name that is looked for by itself; "Al" and "Li" are too many other things
UNSURE = "[person]"  #: stands for a part of a name that several bear


def is_private(actor: Json) -> bool:
    """A person who is named and holds no office.

    In doubt a person is private: only the sectors of PUBLIC, a role of no trade (spokesman, director, head of something) and the table of
    offices make one public. A farmer, teacher, journalist or suspect is none.
    """
    if actor["kind"] != "person" or actor["rule"] == "offices" or not any(map(is_name, actor["mentions"])):
        return False
    if actor["sector"] in PUBLIC:
        return False
    return not actor["role"] or (actor["sector"] is not None and actor["role"] not in _functions())


def is_name(mention: Json) -> bool:
    return mention["how"] in ("name", "alias")


class Names:
    """What stands in place of which name.

    new:  id of a private actor → "[person 1]" …, in the order of their first mention
    told: (start, end, what is to stand there) of each name in a mention of theirs, in characters of the article
    """

    def __init__(self, record: Json) -> None:
        hidden = _hidden(record["actors"])
        self.new = {actor["id"]: f"[person {n}]" for n, actor in enumerate(hidden, start=1)}
        self.told: list[tuple[int, int, str]] = []
        self._whole: set[str] = set()
        bearers: defaultdict[str, set[str]] = defaultdict(set)
        spelled: set[str] = set()
        for actor in hidden:
            new = self.new[actor["id"]]
            called = [actor["name"]]
            for mention in filter(is_name, actor["mentions"]):
                start, end = _name_in(mention["text"], actor)
                self.told.append((mention["start"] + start, mention["start"] + end, new))
                called.append(mention["text"][start:end])
            self._whole |= {key(name) for name in called if " " in key(name)}
            for name in called:
                for part in (name, *_parts(name)):
                    bearers[key(part)].add(new)
                    spelled.add(part)
        self._new = {name: min(new) if len(new) == 1 else UNSURE for name, new in bearers.items()}
        for name in _public_names(record):
            if not any(f" {whole} " in f" {key(name)} " for whole in self._whole):
                self._new.setdefault(key(name), "")
                spelled.add(name)
        longest = sorted(filter(key, spelled), key=lambda name: (-len(name), name))
        self._find = re.compile("|".join(map(_pattern, longest)), re.IGNORECASE) if self.new and longest else None

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, what is to stand there) of each name and part of a name in a text, the longest first."""
        for match in self._find.finditer(text) if self._find else ():
            new = self._new.get(key(match[0]), UNSURE)  # one letter may stand for two in another case
            if new and not match[0].islower():  # "hope" is not Hope
                yield match.start(), match.end(), new

    def is_whole(self, words: str) -> bool:
        """A private person's full name, of several words?"""
        return key(words) in self._whole

    def replaced(self, text: str) -> str:
        """A text without spans, such as a title or a reason."""
        at, out = 0, []
        for start, end, new in self.found(text):
            out += [text[at:start], new]
            at = end
        return "".join([*out, text[at:]])

    def in_address(self, url: str) -> bool:
        """Does a part of a private name stand in an address ("/2024/sara-velm-killed")?"""
        words = set(re.findall(r"[^\W_]+", unaccented(url.casefold())))
        private = (name for name, new in self._new.items() if new)
        return any(words & {word for word in re.findall(r"[^\W_]+", unaccented(name)) if len(word) >= SHORTEST} for name in private)


def key(name: str) -> str:
    """How names are compared: any case, one blank between words."""
    return " ".join(name.casefold().split())


def _hidden(actors: list[Json]) -> list[Json]:
    """Private persons, but for those whose name is that of an official of the same article, told once more without the office.

    A surname alone is the official's only if no private person bears it.
    """
    private = [actor for actor in actors if is_private(actor)]
    public = [set(key(a["name"]).split()) for a in actors if a["kind"] == "person" and not is_private(a)]
    out = []
    for actor in private:
        words = set(key(actor["name"]).split())
        borne = any(words < set(key(other["name"]).split()) for other in private)
        if borne or not any(words <= names for names in public):
            out.append(actor)
    return out


def _name_in(words: str, actor: Json) -> tuple[int, int]:
    """Where the name stands in a mention ("dead farmer Ali Velm", "Mr. Velm of Verin"); all of the mention where no word is of the name.

    Capitalised words beside it belong to it: the name that an actor goes by can be shorter than one that is told.
    """
    own = {key(_bare(word)) for word in actor["name"].split()}
    titles = _courtesy() | set(key(actor["role"] or "").split())
    tokens = list(re.finditer(r"\S+", words))
    at = [n for n, token in enumerate(tokens) if key(_bare(token[0])) in own]
    if not at:
        return 0, len(words)
    first = last = at[-1]  # "Velm's brother Omar Velm": the name comes last
    while last + 1 < len(tokens) and _is_open(tokens[last][0]) and tokens[last + 1][0][:1].isupper():
        last += 1
    while first and _is_open(tokens[first - 1][0]) and _is_of_name(tokens[first - 1][0], own, titles):
        first -= 1
    return tokens[first].start(), tokens[last].start() + len(_bare(tokens[last][0]))


def _is_of_name(word: str, own: set[str], titles: frozenset[str]) -> bool:
    return key(word) in own or (word[:1].isupper() and key(word) not in titles)


def _is_open(word: str) -> bool:
    """No 's, comma or the like behind the word: the next one may belong to the same name."""
    return _bare(word) == word


def _bare(word: str) -> str:
    """Without an ending 's and punctuation behind it."""
    return re.sub(r"(?:['’]s?)?[\W_]*$", "", word)


@functools.cache
def _functions() -> frozenset[str]:
    """Roles that anybody may have who leads or speaks for a body, whatever its sector: nouns for one person that name no sector."""
    rows = lexicon.table("actors/role_nouns", ("noun", "kind", "sector", "what"), optional=("plural",))
    return frozenset(row["noun"] for row in rows if row["kind"] == "person" and not row["sector"])


@functools.cache
def _courtesy() -> frozenset[str]:
    return frozenset(lexicon.words("actors/courtesy"))


def _parts(name: str) -> Iterator[str]:
    """First names, surnames and their halves, which a text may use alone: capitalised, no form of address."""
    for word in name.split():
        for part in {word, *re.split(r"[-‐‑–'’]", word)}:
            bare = part.strip(".,;:()[]\"“”‘’'")
            if len(bare) >= SHORTEST and bare[:1].isupper() and bare.casefold() not in _courtesy():
                yield bare


def _public_names(record: Json) -> Iterator[str]:
    """Names of several words that stay whole though a part of them may be a private person's name too."""
    for actor in record["actors"]:
        told = [mention["text"] for mention in actor["mentions"] if is_name(mention)]
        if told and not is_private(actor):
            yield from (name for name in (actor["name"], *told) if " " in key(name))
    yield from (place["name"] for place in record["places"] if place["precision"] != "unresolved" and " " in key(place["name"]))


def _pattern(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    return rf"(?<!\w){words}(?!\w)"
