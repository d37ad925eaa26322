"""What the earlier layers say of a token: which actor, time, place, number or statement stands there. Built once an article."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from typing import TypeVar

from spacy.tokens import Span as SentenceSpan
from spacy.tokens import Token

from ceasewire import lexicon
from ceasewire.language import grammar, roles
from ceasewire.language.tellings import tellings_of
from ceasewire.records import Actor, Article, Place, Quantity, Span, Statement, Time
from ceasewire.reference.codebook import Codebook

R = TypeVar("R", Time, Place, Quantity)
#: who speaks
SPEAKING = ("i", "me", "my", "we", "us", "our")
_WHERE = ("in", "at", "near", "inside", "outside", "into", "on", "over", "during", "after", "before", "since")
_PERSONAL = ("PRP", "PRP$", "WP", "WDT", "WP$")
#: classes of the codebook whose words name people or bodies, where no actor was found
_ACTING = (
    "people", "fighters", "officials", "authorities", "civilians", "captives", "diplomats", "crowds", "bodies", "troops", "foreigners",
)  # fmt: skip
#: … and those whose words name what an owner fights with ("Russian warplanes"): the whole phrase stands for the owner
_FORCES = ("aircraft", "air_forces", "weapons", "missiles", "troops")


class Nouns:
    """The word lists of a scene, read once: `acting` are the nouns that count as actors though no actor record overlaps them."""

    def __init__(self, book: Codebook) -> None:
        self.acting = frozenset().union(*(book.words(c) for c in _ACTING)) - book.words("attacks")
        self.forces = frozenset().union(*(book.words(c) for c in _FORCES))
        self.phases = frozenset(lexicon.words("event_phases"))
        self.settings = {r["word"]: r["extent"] for r in lexicon.table("lexicons/en/event_settings", ("word", "extent"))}
        self.modifiers = frozenset(lexicon.words("event_doers"))


class Scene:
    """Looks records up by token, in one article."""

    def __init__(self, article: Article, nouns: Nouns) -> None:
        assert article.doc is not None
        self.article = article
        self.doc = article.doc
        self.acting, self.forces, self.phases = nouns.acting, nouns.forces, nouns.phases
        self.settings, self.modifiers = nouns.settings, nouns.modifiers
        #: what the model reads word by word; empty where it reads nothing, None where there is no such reading
        self.tellings = tellings_of(self.doc, "event")
        self.keys: dict[int, frozenset[str]] = {}  # what each token may stand under in a class of the codebook, once asked
        self._starts = [t.idx for t in self.doc]
        self._actors: dict[int, list[tuple[Actor, int]]] = {}
        for actor in article.actors:
            for n, mention in enumerate(actor.mentions):
                for i in self.tokens(mention.start, mention.end):
                    self._actors.setdefault(i, []).append((actor, n))
        self._captions = [(b.start, b.end) for b in article.blocks if b.kind == "caption"]
        body = next((b.start for b in article.blocks if b.kind == "body"), 0)
        self._headlines = [(b.start, b.end) for b in article.blocks if b.kind == "heading" and b.end <= body]
        self._times = self._by_token(article.times)
        self._places = self._by_token(article.places)
        self._quantities = self._by_token(article.quantities)

    def tokens(self, start: int, end: int) -> range:
        """Numbers of the tokens that overlap the characters."""
        first = bisect.bisect_right(self._starts, start) - 1
        if self._starts[first] + len(self.doc[first]) <= start:
            first += 1
        return range(first, max(first, bisect.bisect_left(self._starts, end)))

    def _by_token(self, records: Iterable[R]) -> dict[int, R]:
        out: dict[int, R] = {}
        for record in records:
            for i in self.tokens(record.start, record.end):
                out.setdefault(i, record)
        return out

    def time_at(self, token: Token) -> Time | None:
        return self._times.get(token.i)

    def times_in(self, sentence: SentenceSpan) -> Iterator[tuple[Time, Token]]:
        """Times of a sentence, each with the token that heads it."""
        last = None
        for token in sentence:
            time = self._times.get(token.i)
            if time is not None and time is not last:
                last = time
                inside = self.tokens(time.start, time.end)
                yield time, next((self.doc[i] for i in inside if self.doc[i].head.i not in inside), token)

    def places_in(self, sentence: SentenceSpan) -> Iterator[tuple[Place, Token]]:
        """Places of a sentence, each with the token that heads it."""
        last = None
        for token in sentence:
            place = self._places.get(token.i)
            if place is not None and place is not last:
                last = place
                yield place, self._head_of(place.start, place.end, token.i)

    def named_before(self, noun: Token) -> Place | None:
        """For "the city", "the region": the nearest place of that extent named in this or the two sentences before."""
        extent = self.settings.get(noun.lemma_.lower())
        if extent is None or not any(c.lower_ in ("the", "that", "this") for c in noun.children):
            return None
        fitting = {"point": ("point", "unresolved"), "area": ("adm1", "area"), "country": ("country",)}.get(extent, ())
        sentence, left = noun.sent, 3
        for i in range(noun.i - 1, -1, -1):
            if i < sentence.start:
                sentence, left = self.doc[i].sent, left - 1
            place = self._places.get(i)
            if not left:
                return None
            if place is None or place.use != "literal" or self.doc[i].dep_ in ("compound", "amod", "nmod:poss"):
                continue
            if place.precision in fitting and not self.is_named_body(place, self.doc[i]):
                return place
        return None

    def is_named_body(self, place: Place, head: Token) -> bool:
        """Is the name a group or organisation, or part of the name of one ("the Union of X", "X Defence Forces")?"""
        for actor, n in self._actors.get(head.i, ()):
            mention = actor.mentions[n]
            if actor.kind in ("country", "unknown", "person") or not mention.start <= place.start < mention.end:
                continue
            if self.doc[self.tokens(mention.start, mention.end)[-1]].lemma_.lower() in self.settings:
                continue  # "the X State"
            if (mention.start, mention.end) == (place.start, place.end):
                return True
            if mention.how in ("name", "alias") and place.text in actor.name:
                return True
        return False

    def is_caption(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self._captions)

    def is_headline(self, token: Token) -> bool:
        """Does the word stand in a heading above the whole text?"""
        return any(start <= token.idx < end for start, end in self._headlines)

    def is_phase(self, verb: Token) -> bool:
        """Does the verb only say how far an act is ("began to leave", "continued shelling")?"""
        return verb.lemma_.lower() in self.phases

    def place_at(self, token: Token) -> Place | None:
        return self._places.get(token.i)

    def actor_at(self, token: Token) -> Actor | None:
        """The actor whose mention holds the token; the shortest mention where several do."""
        found = self._actors.get(token.i)
        if not found:
            return None
        return min(found, key=lambda x: x[0].mentions[x[1]].end - x[0].mentions[x[1]].start)[0]

    def actors_in(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of actors with a mention that ends with the phrase's head or fills most of the phrase (characters)."""
        out: dict[str, int] = {}
        for i in self.tokens(start, end):
            for actor, n in self._actors.get(i, ()):
                mention = actor.mentions[n]
                shared = min(end, mention.end) - max(start, mention.start)
                if 2 * shared >= end - start:
                    out[actor.id] = max(out.get(actor.id, 0), shared)
        best = max(out.values(), default=0)
        return tuple(k for k, v in out.items() if v == best)[:1]

    def is_actor(self, token: Token) -> bool:
        """Can the noun act: a recorded actor, a name, a person word, a pronoun for people or bodies?"""
        if token.i in self._times:
            return False
        if token.i in self._actors:
            return True
        place = self._places.get(token.i)
        if place is not None:
            return token.tag_ != "JJ" or place.use != "literal"
        if token.lower_ == "those":  # "those involved in the vote"
            return any(c.dep_.startswith("acl") for c in token.children)
        if token.tag_ in _PERSONAL:
            return token.lower_ not in ("it", "its", "which", "that", "what")
        if token.ent_type_ in ("PER", "ORG", "LOC") or token.tag_ in ("NNP", "NNPS"):
            return True
        return any(f in self.acting for f in (token.lemma_.lower(), token.lower_))

    def is_doer_before(self, token: Token) -> bool:
        """Does the word before a noun name a doer: "Israeli", "Taliban", "rebel", but not "Paris", "nationwide", "hostage"?"""
        if self.is_spot(token) or (token.i > 1 and self.doc[token.i - 2].lower_ == "anti") or token.lower_.startswith("anti-"):
            return False
        if token.text[0].isupper() and token.tag_[:3] in ("NNP", "JJ", "NN", "NNS") and self.is_actor(token):
            return True
        return any(f in self.modifiers for f in (token.lemma_.lower(), token.lower_))

    def mention_after(self, token: Token) -> Token | None:
        """The head of an actor's mention that begins right after the token: what the parse may have missed as its object."""
        for i in range(token.i + 1, min(token.i + 3, len(self.doc))):
            found = self._actors.get(i)
            if found:
                return self._head_of(found[0][0].mentions[found[0][1]].start, found[0][0].mentions[found[0][1]].end, i)
            if self.doc[i].tag_ not in ("DT", "JJ", "RB", "PRP$", "NN", "NNP"):
                return None
        return None

    def mention_before(self, token: Token) -> Token | None:
        """The head of an actor's mention that ends right before the token (auxiliaries and adverbs passed over)."""
        for i in range(token.i - 1, max(token.i - 4, -1), -1):
            found = self._actors.get(i)
            if found:
                return self._head_of(found[0][0].mentions[found[0][1]].start, found[0][0].mentions[found[0][1]].end, i)
            if self.doc[i].tag_ not in ("RB", "MD", "VBZ", "VBD", "VBP"):
                return None
        return None

    def _head_of(self, start: int, end: int, spare: int) -> Token:
        inside = self.tokens(start, end)
        return next((self.doc[i] for i in inside if self.doc[i].head.i not in inside), self.doc[spare])

    def is_spot(self, token: Token) -> bool:
        """A name that says where, not who: "Paris" of "the Paris attacks" (but "a U.S. strike" says who)."""
        if token.dep_ == "nmod:poss":
            return False
        place, actor = self._places.get(token.i), self.actor_at(token)
        if actor is not None and actor.kind not in ("unknown", "person", "group"):
            return False
        if place is not None:
            return place.precision != "country" and place.use != "demonym"
        return token.ent_type_ == "LOC"

    def named(self, token: Token) -> Token | Span:
        """For a pronoun: the nearest earlier mention of its actor that is none; else the token itself."""
        if token.tag_ not in _PERSONAL:
            return token
        if token.lower_ in SPEAKING:
            return self._speaker(token) or token
        for actor, n in self._actors.get(token.i, ()):
            before = [m for m in actor.mentions[:n] if m.how != "pronoun"] or [m for m in actor.mentions if m.how != "pronoun"]
            if before:
                mention = max((m for m in before if m.start < token.idx), key=lambda m: m.start, default=before[0])
                return Span(mention.start, mention.end, mention.text)
        return self._owner_of(token) or self._speaker(token) or token

    def _speaker(self, token: Token) -> Span | None:
        """Who speaks where "we" stands, and where another pronoun found no one: "the spokesman said that they support the plan"."""
        said = self.statement_at(token.idx, token.idx + len(token))
        return said.speaker_spans[0] if said is not None and said.speaker_spans and token.dep_ in (*grammar.SUBJECTS, "nmod:poss") else None

    def _owner_of(self, token: Token) -> Span | None:
        """For an unresolved "its" or "their": the subject of the clause ("Northland withdrew its troops")."""
        if token.tag_ != "PRP$" or token.head.dep_ in grammar.SUBJECTS:
            return None
        for subject in roles.deep_subject(grammar.clause_of(token.head)):
            if subject.i < token.i and subject.tag_ not in _PERSONAL and self.is_actor(subject):
                return self.phrase(subject)
        return None

    def phrase(self, token: Token) -> Span:
        """The actor's phrase as docs/annotation.md wants it: full noun phrase, or the bare modifier before a noun."""
        stands = self.named(token)
        if isinstance(stands, Span):
            return stands
        owner = grammar.child(token, "nmod:poss")
        if owner is not None and owner.tag_ == "PRP$" and token.lemma_.lower() in self.forces and isinstance(self.named(owner), Span):
            return self.named(owner)  # type: ignore[return-value]  # "its fighters", but not "his rival"
        if token.dep_ in ("amod", "compound", "nmod:desc") or (token.dep_ == "nmod" and not grammar.children(token, "case")):
            return self._modifier(token)
        start, end = grammar.noun_phrase(token)
        if self.doc[start].dep_ in ("case", "mark") and start < token.i:
            start += 1
        if token.dep_ == "nmod:poss" and end > token.i + 1 and self.doc[end - 1].tag_ == "POS":
            end -= 1
        if token.tag_ in ("NNP", "NNPS"):  # a name is not where it is: "the United States in Pakistan" is the parser's mistake
            for c in grammar.children(token, "nmod"):
                if c.i > token.i and grammar.preposition(c) in _WHERE:
                    end = min(end, next(t.i for t in c.children if t.dep_ == "case"))
        for c in grammar.children(token, "nmod"):  # "parties, including X": X is a member of the list
            if c.i > token.i and grammar.preposition(c) == "including":
                end = min(end, next(t.i for t in c.children if t.dep_ == "case"))
                end = grammar.trimmed(self.doc, start, end, keep=token.i)[1]
        start_char, last = self.doc[start].idx, self.doc[end - 1]
        group = self._listed_group(token)
        if group is not None and group.start <= start_char and last.idx + len(last) <= group.end:
            return group  # "al-Qaeda in the Arabian Peninsula", "the Islamic State of Iraq and the Levant" are cut nowhere
        number = next((self._quantities[i] for i in range(start, token.i + 1) if i in self._quantities), None)
        if number is not None:  # "at least 12 people"
            start_char = min(start_char, number.start)
        return self.article.span(start_char, max(last.idx + len(last), token.idx + len(token)))

    def _listed_group(self, token: Token) -> Span | None:
        """The mention of a listed group by its name that holds the token."""
        for actor, n in self._actors.get(token.i, ()):
            mention = actor.mentions[n]
            if actor.rule == "armed_groups" and mention.how in ("name", "alias"):
                return self.article.span(mention.start, mention.end)
        return None

    def _modifier(self, token: Token) -> Span:
        """ "Islamic State" of "Islamic State attack": the recorded mention that ends here, or the token with its own parts."""
        best: tuple[int, int] | None = None
        for actor, n in self._actors.get(token.i, ()):
            mention = actor.mentions[n]
            head = token.head
            if not mention.start <= head.idx < mention.end and (best is None or mention.end - mention.start > best[1] - best[0]):
                best = mention.start, mention.end
        if best is None:
            inside = [token, *(c for c in token.children if c.dep_ in ("compound", "flat", "amod", "nmod:desc"))]
            first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
            while first.i and first.nbor(-1) in token.head.children and self.is_doer_before(first.nbor(-1)):
                first = first.nbor(-1)  # "U.S. military" airstrike
            best = first.idx, last.idx + len(last)
        return self.article.span(*best)

    def inner_actors(self, noun: Token) -> list[Token]:
        """Who stands inside a phrase that is no actor itself: "Northland's plan", "the Northern proposal", "a decision by the court"."""
        if roles.is_verbal(noun):
            return []
        for name in ("poss", "by", "amod", "of", "from"):
            able = self.is_doer_before if name == "amod" else self.is_actor
            found = [m for t in roles.arguments(noun, name) for m in roles.members(t) if able(m) and not self.is_spot(m)]
            if found:
                return found
        return []

    def statement_at(self, start: int, end: int) -> Statement | None:
        """The innermost statement whose content holds these characters."""
        holding = [s for s in self.article.statements if s.content.start <= start and end <= s.content.end]
        return min(holding, key=lambda s: s.content.end - s.content.start, default=None)
