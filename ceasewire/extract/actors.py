"""Who: states, institutions, groups, organisations, people and unnamed groups of people, each with all its mentions.

Read _actors/mentions.py for where an actor stands in the text, _actors/coreference.py for which mentions are one actor, and
ceasewire/reference/who for what a name or phrase says of its country, sector and role.
"""

from __future__ import annotations

from collections.abc import Iterator

from ceasewire.config import Config
from ceasewire.extract._actors.coreference import Cluster, Clusters, Words, in_order
from ceasewire.extract._actors.mentions import Mentions
from ceasewire.extract._actors.towns import Towns
from ceasewire.records import Actor, Article, Mention, Unresolved
from ceasewire.reference import gazetteer
from ceasewire.reference.who import directory
from ceasewire.reference.who.names import fold
from ceasewire.reference.who.phrases import Reader


class Actors:
    needs, gives = ("doc",), ("actors",)

    def __init__(self, config: Config) -> None:
        reader = Reader(directory.load(config.data))
        self._mentions = Mentions(reader, Towns(gazetteer.shared(config.data), reader.directory))
        self._words = Words()

    def __call__(self, article: Article) -> Iterator[Actor | Unresolved]:
        """Find all actors of one article.

        Shape:  one Article in; Actors in the order of their first mention, then pronouns that stay unresolved.
        Units:  spans are characters of article.text; a mention is a whole noun phrase without relative clause or apposition.
        Errors: none here; a bad lexicon row already failed when Actors was built.
        Source: docs/annotation.md, rule 9, for the extent of a mention; PLOVER 2.0 for country codes and sectors.
        Misses: "I", "we" and "you" inside quotations; places that are hit; an antecedent that comes after its pronoun.
        """
        assert article.doc is not None
        clusters = Clusters(article.doc, self._words)
        clusters.read(in_order(self._mentions(article)))
        ids = {id(c): article.content_id("a", c.mentions[0].start, c.mentions[0].end) for c in clusters.all}
        named = {name: c for c in reversed(clusters.all) for name in c.names}
        for cluster in clusters.all:
            yield _actor(article, cluster, ids, named)
        for candidate, reason in clusters.unresolved:
            text = article.text[candidate.start : candidate.end]
            yield Unresolved(candidate.start, candidate.end, text, "pronoun" if candidate.how == "pronoun" else "name", reason)


def _actor(article: Article, cluster: Cluster, ids: dict[int, str], named: dict[str, Cluster]) -> Actor:
    known = cluster.identity
    owner = cluster.owner or (named.get(fold(known.owner.name)) if known.owner is not None else None)
    spans = sorted({(m.start, m.end): m.how for m in reversed(cluster.mentions)}.items())
    mentions = tuple(Mention(a, b, article.text[a:b], how) for (a, b), how in spans)
    country = known.country or (owner.identity.country if owner is not None and known.kind != "person" else None)
    return Actor(
        ids[id(cluster)], cluster.label if cluster.names else mentions[0].text, known.kind, mentions, country, known.sector, known.role,
        ids[id(owner)] if owner is not None and owner is not cluster else None, rule=known.rule,
    )  # fmt: skip
