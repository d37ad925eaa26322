"""Every record type: frozen, slotted, validated when made. No evidence span, no record.

Field names are the contract of docs/record.md. Spans count Unicode code points of `article.text`, half-open. Days and
times are ISO strings, intervals half-open. Ids derive from content: the same text gives the same ids on every machine.
"""

from __future__ import annotations

import bisect
import functools
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SentenceSpan

BLOCKS = ("header", "body", "caption", "dateline", "heading", "credit", "junk")
#: blocks that tell nothing of their own and are not read for records
UNREAD = ("header", "credit", "junk")
ACTOR_KINDS = (
    "country", "government", "military", "police", "intelligence", "judiciary", "legislature", "rebel", "militia",
    "terrorist", "criminal", "party", "opposition", "igo", "ngo", "media", "business", "religious", "ethnic", "refugees",
    "civilians", "person", "group", "unknown",
)
MENTION_HOWS = ("name", "alias", "description", "pronoun", "metonym")
TIMEX3_TYPES = ("DATE", "TIME", "DURATION", "SET")
PRECISIONS = ("point", "adm1", "country", "area", "unresolved")
PLACE_USES = ("literal", "metonym", "demonym")
SCOPES = ("new", "total")
FORMS = ("direct", "indirect", "mixed")
ACTS = (
    "says", "denies", "claims", "confirms", "warns", "pledges", "demands", "praises", "condemns", "declines", "announces",
)
STATUSES = (
    "occurred", "ongoing", "scheduled", "planned", "possible", "conditional", "demanded", "denied", "negated", "historical",
)
#: statuses of what has happened or is happening, as told
FACTS = ("occurred", "ongoing", "historical")
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)
COMMITMENT_KINDS = ("pledge", "agreement", "deadline", "plan", "offer", "threat")
COMMITMENT_STATUSES = ("open", "revised", "met", "missed", "broken", "withdrawn", "disputed")


def _check(owner: str, name: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise ValueError(f"{owner}.{name} is {value!r}; allowed: {', '.join(allowed)}")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of article.text: code points, half-open, with its words."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise ValueError(f"Span({self.start}, {self.end}, {self.text!r}) does not fit its words")

    def overlaps(self, other: Span) -> bool:
        """Do the two share a character?"""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Does the other lie inside this one?"""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article of one kind; blocks cover the text in order without overlap."""

    kind: str
    start: int
    end: int

    def __post_init__(self) -> None:
        _check("Block", "kind", self.kind, BLOCKS)


@dataclass(frozen=True, slots=True)
class Dateline:
    """ "KABUL, Afghanistan (Jan. 25, 2013)": the place words, their span, and the day where one is given."""

    place: str
    start: int
    end: int
    text: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor stands in the text, and how it is called there."""

    start: int
    end: int
    text: str
    how: str

    def __post_init__(self) -> None:
        _check("Mention", "how", self.how, MENTION_HOWS)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who: a state, institution, group, organisation, person or unnamed group of people.

    country: ISO 3166 alpha-3 or PLOVER's IGO, UNO, EUR, NGO …; sector: PLOVER; of: the actor this one belongs to.
    """

    id: str
    name: str
    kind: str
    mentions: tuple[Mention, ...]
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    of: str | None = None
    wikidata: str | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        _check("Actor", "kind", self.kind, ACTOR_KINDS)
        if not self.mentions:
            raise ValueError(f"Actor {self.name!r} has no mention")


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3 expression; earliest and latest are the half-open interval its words allow, None where they leave it open."""

    id: str
    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        _check("Time", "type", self.type, TIMEX3_TYPES)


@dataclass(frozen=True, slots=True)
class Place:
    """A place name and what it stands for; no point where the text gives none."""

    id: str
    start: int
    end: int
    text: str
    name: str
    use: str
    precision: str
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    adm1: str | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        _check("Place", "use", self.use, PLACE_USES)
        _check("Place", "precision", self.precision, PRECISIONS)


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: best when one number is said, low for "at least", high for "up to"; `of` is who or what is counted."""

    id: str
    start: int
    end: int
    text: str
    what: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    of: Span | None = None
    scope: str = "new"
    approx: bool = False
    part_of: str | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        _check("Quantity", "scope", self.scope, SCOPES)


@dataclass(frozen=True, slots=True)
class Statement:
    """Words, a proposition or a position attributed to someone; `time` is the id of the time that dates the saying."""

    id: str
    cue: Span
    content: Span
    form: str
    act: str
    speakers: tuple[str, ...] = ()
    speaker_spans: tuple[Span, ...] = ()
    addressees: tuple[str, ...] = ()
    medium: str | None = None
    time: str | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        _check("Statement", "form", self.form, FORMS)
        _check("Statement", "act", self.act, ACTS)


@dataclass(frozen=True, slots=True)
class Interval:
    """When: `ref` is the id of the time whose words say it; without words there is no date."""

    ref: str | None = None
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """Points at another record of the article."""

    ref: str


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of the text without its words (the sentence of an event)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """One act. `type` and `mode` are of the act itself; `status` says whether it happened; said_in: inside which statement.

    `status` is empty only between the steps Events and Status.
    """

    id: str
    type: str
    trigger: Span
    sentence: Extent
    mode: str | None = None
    plover_type: str = ""
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    goldstein: float | None = None
    quad: int | None = None
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    mentions: tuple[Span, ...] = ()
    time: Interval = Interval()
    place: Ref | None = None
    quantities: tuple[str, ...] = ()
    status: str = ""
    status_spans: tuple[Span, ...] = ()
    said_in: str | None = None
    rule: str = ""
    confidence: float | None = None

    def __post_init__(self) -> None:
        _check("Event", "type", self.type, EVENT_TYPES)
        if self.status:
            _check("Event", "status", self.status, STATUSES)


@dataclass(frozen=True, slots=True)
class Change:
    """One step in the life of a commitment: what changed, from, to, when, who says so, in which words."""

    what: str
    span: Span
    before: str | None = None
    after: str | None = None
    when: str | None = None
    who_says: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A future act that someone can be held to: who owes it to whom, by when, on which condition, and what became of it."""

    id: str
    kind: str
    action: Span
    status: str
    type: str | None = None
    debtors: tuple[str, ...] = ()
    debtor_spans: tuple[Span, ...] = ()
    creditors: tuple[str, ...] = ()
    creditor_spans: tuple[Span, ...] = ()
    deadline: Interval | None = None
    condition: Span | None = None
    made: Interval | None = None
    under: str | None = None
    said_in: str | None = None
    history: tuple[Change, ...] = ()
    rule: str = ""

    def __post_init__(self) -> None:
        _check("Commitment", "kind", self.kind, COMMITMENT_KINDS)
        _check("Commitment", "status", self.status, COMMITMENT_STATUSES)


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a disagreement: what it says, in which statement (None: the reporter), with the words."""

    value: str
    statement: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the article's own sources contradict. `kind` of what is disputed (when, whether, how many, who), `about` its ids."""

    id: str
    kind: str
    about: tuple[str, ...]
    claims: tuple[Claim, ...]
    rule: str = ""

    def __post_init__(self) -> None:
        if len(self.claims) < 2:
            raise ValueError(f"Disagreement {self.id} has fewer than two claims")


@dataclass(frozen=True, slots=True)
class Unresolved:
    """What was seen and not resolved, and why, in words that a person understands."""

    start: int
    end: int
    text: str
    kind: str
    reason: str


Record = Actor | Time | Place | Quantity | Statement | Event | Commitment | Disagreement | Unresolved

#: layer name → record type, in the order of the line
LAYERS: Mapping[str, type] = MappingProxyType(
    {
        "actors": Actor, "times": Time, "places": Place, "quantities": Quantity, "statements": Statement,
        "events": Event, "commitments": Commitment, "disagreements": Disagreement, "unresolved": Unresolved,
    }
)


@dataclass(frozen=True, slots=True)
class Article:
    """The text and everything known of it. Steps read it and never write; `having` makes the next one."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None  # ISO day, or day and time
    language: str = "en"
    raw_sha256: str | None = None
    dateline: Dateline | None = None
    blocks: tuple[Block, ...] = ()
    doc: Doc | None = None  # the language layer: a spaCy Doc over exactly article.text
    layers: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return _digest(self.text)

    @property
    def actors(self) -> tuple[Actor, ...]:
        return self.layers.get("actors", ())

    @property
    def times(self) -> tuple[Time, ...]:
        return self.layers.get("times", ())

    @property
    def places(self) -> tuple[Place, ...]:
        return self.layers.get("places", ())

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return self.layers.get("quantities", ())

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.layers.get("statements", ())

    @property
    def events(self) -> tuple[Event, ...]:
        return self.layers.get("events", ())

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        return self.layers.get("commitments", ())

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        return self.layers.get("disagreements", ())

    @property
    def unresolved(self) -> tuple[Unresolved, ...]:
        return self.layers.get("unresolved", ())

    def span(self, start: int, end: int) -> Span:
        """The words from start to end as a Span."""
        return Span(start, end, self.text[start:end])

    def block_at(self, offset: int) -> str:
        """The kind of block that the character stands in; "body" where none is marked."""
        at = bisect.bisect_right(self.blocks, offset, key=lambda b: b.start) - 1
        return self.blocks[at].kind if at >= 0 and offset < self.blocks[at].end else "body"

    def sentences(self, *skip: str) -> Iterator[SentenceSpan]:
        """The parsed sentences as spaCy spans, in order; those of UNREAD blocks and of kinds in `skip` are left out."""
        if self.doc is None:
            raise ValueError(f"article {self.id!r} has no language layer yet")
        unread = {*UNREAD, *skip}
        known = self.doc.user_data.get("sentences")  # spaCy looks for them anew each time, and every step asks
        if known is None:
            known = [(s.start, s.end, self.block_at(s.start_char)) for s in self.doc.sents if s.text.strip()]
            self.doc.user_data["sentences"] = known
        for start, end, kind in known:
            if kind not in unread:
                yield self.doc[start:end]

    def having(self, **layers: tuple[Any, ...]) -> Article:
        """A copy with these layers set; a layer that is there already is replaced."""
        return replace(self, layers={**self.layers, **layers})

    def content_id(self, letter: str, *parts: object) -> str:
        """An id that begins with `letter` and depends only on the article's text and the parts."""
        key = "\x1f".join([self.sha256, letter, *map(str, parts)])
        return letter + hashlib.sha256(key.encode()).hexdigest()[:10]


@functools.lru_cache(maxsize=8)
def _digest(text: str) -> str:
    """SHA-256 of a text, once for all the ids of its records."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
