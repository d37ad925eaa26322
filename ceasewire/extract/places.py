"""Where: every place name, what it stands for, and which place on the map is meant.

Needs the parse (tags, names, roles); reads the actors where they are there, since a person's name is no place.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ceasewire.config import Config
from ceasewire.extract._places.names import Spotter
from ceasewire.extract._places.toponyms import Toponym, Words
from ceasewire.extract._places.whereabouts import Chooser
from ceasewire.language import grammar
from ceasewire.language.frames import frame_at
from ceasewire.language.phrases import head_of
from ceasewire.records import Article, Place, Unresolved
from ceasewire.reference import gazetteer
from ceasewire.reference.towns import Entry

_ACTING_ROLES = ("ARG0",)


class Places:
    needs, gives = ("doc",), ("places",)

    def __init__(self, config: Config) -> None:
        self.gazetteer = gazetteer.shared(config.data)
        self.words = Words()
        self._spotter = Spotter(self.gazetteer, self.words)
        self._chooser = Chooser(self.gazetteer, self.words)

    def __call__(self, article: Article) -> Iterator[Place | Unresolved]:
        """Place names of one article.

        Shape:  one parsed Article in; 0..n Places in text order, not overlapping; an Unresolved beside each Place without a point.
        Units:  lat and lon are decimal degrees (WGS 84); a country or region has the point of its middle.
        Errors: none here; a bad gazetteer row already failed when Places was built.
        Source: data/gazetteer/SOURCES.md.
        Misses: streets and buildings; small places under a name that no list carries; see tests/cases/places.txt.
        """
        doc = article.doc
        assert doc is not None
        for top, entry, reason in self._chooser.choose(article, self._spotter.spot(article)):
            last = doc[top.end - 1]
            start, end = doc[top.start].idx, last.idx + (top.cut or len(last))
            text = article.text[start:end]
            use = "demonym" if top.demonym else self._use(doc, top, entry)
            if entry is not None or (top.entries and not top.heard) or top.placed or top.unit or top.container:
                yield self._place(article, top, entry, start, end, text, use)
            if reason:
                yield Unresolved(start, end, text, "place", reason)

    def _place(self, article: Article, top: Toponym, entry: Entry | None, start: int, end: int, text: str, use: str) -> Place:
        ident = article.content_id("p", start, end)
        if entry is None:
            return Place(ident, start, end, text, name=text, use=use, precision="unresolved", rule="unknown")
        known = entry.kind != "unknown"
        signs = (("spelling", top.heard and known), ("container", top.container), ("unit", top.unit), ("demonym", top.demonym))
        rule = next((name for name, there in signs if there), "context")
        return Place(
            ident, start, end, text,
            name=entry.name if known else text, use=use, precision=self._precision(top, entry),
            geonames_id=entry.geonames_id, lat=entry.lat, lon=entry.lon, country=entry.country,
            adm1=self.gazetteer.region_of(entry), rule=rule,
        )

    def _precision(self, top: Toponym, entry: Entry) -> str:
        """A town's point under "district", "region" or "river" is only somewhere in what is meant."""
        if entry.precision == "point" and entry.kind == "city" and top.unit in ("adm1", "adm2", "any", "nature"):
            return "area"
        return entry.precision

    # ---- what the name stands for ----

    def _use(self, doc: Doc, top: Toponym, entry: Entry | None) -> str:
        """metonym where a country, a seat of government or such a seat's building acts or is dealt with, else literal."""
        if entry is None or not self._may_act(top, entry):
            return "literal"
        head = head_of(doc, top.start, top.end)
        if head.dep_ == "conj":
            head = grammar.coordinated(head)[0]
        return "metonym" if self._acts(head) or self._is_party(head) else "literal"

    def _may_act(self, top: Toponym, entry: Entry) -> bool:
        if entry.kind in ("country", "former", "seat"):
            return True
        country = self.gazetteer.countries.get(entry.country or "")
        return entry.kind == "city" and country is not None and top.key in country.seats

    def _acts(self, head: Token) -> bool:
        verb = head.head
        if head.dep_ in ("nmod", "nmod:poss"):
            return self._does(head)
        if head.dep_ in grammar.SUBJECTS or head.dep_ == "obl:agent":
            frame = frame_at(verb)
            if frame is not None and any(a.role in _ACTING_ROLES and a.start <= head.i < a.end for a in frame.args):
                return not self.words.has("stay", verb.lemma_)
            return head.dep_ != "nsubj:pass" and verb.pos_ == "VERB" and not self.words.has("stay", verb.lemma_)
        return head.dep_ == "obl" and grammar.preposition(head) == "by" and grammar.is_passive(verb)

    def _does(self, head: Token) -> bool:
        """Author of the act that a noun names: "Moscow's request", "a blockade by Northland"; not "Northland's election"."""
        act = head.head
        frame = frame_at(act)
        if frame is None or act.pos_ != "NOUN" or self.words.has("stay", act.lemma_):
            return False
        if head.dep_ == "nmod" and grammar.preposition(head) == "by":
            return True
        return any(a.role in _ACTING_ROLES and a.start <= head.i < a.end for a in frame.args)

    def _is_party(self, head: Token) -> bool:
        """ "talks with Tehran", "urged Moscow to", "blamed Moscow", "tension between A and B", "threats from Moscow"."""
        governor = head.head
        if head.dep_ in ("obj", "iobj") and governor.pos_ == "VERB":
            return self.words.has("dealing", governor.lemma_) or grammar.child(governor, "xcomp", "ccomp") is not None
        if head.dep_ == "nsubj:pass" and self.words.has("dealing", governor.lemma_):
            return True
        if head.dep_ in ("nmod", "obl") and grammar.preposition(head) in ("from", "of"):
            stance = governor if head.dep_ == "nmod" else grammar.child(governor, "obj")  # "drew criticism from Northland"
            if stance is not None and self.words.has("stance", stance.lemma_):
                return True
        if head.dep_ in ("nmod", "obl") and grammar.preposition(head) in ("with", "between", "against", "by", "among"):
            dealing = governor.pos_ == "VERB" and grammar.preposition(head) == "with"
            return dealing or self.words.has("relation", governor.lemma_)
        return False
