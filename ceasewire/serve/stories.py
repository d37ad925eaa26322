"""What `ceasewire reprints` prints: each story once with its reprints below it, then the pairs that a person should look at."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from ceasewire.link.reprints import Found, Judgement, Reprint


def write_jsonl(found: Found, out: TextIO) -> None:
    """A line for each story that has reprints ({"kind": "story", …}), then one for each doubtful pair ({"kind": "unsure", …})."""
    rows: list[dict[str, Any]] = [{"kind": "story", **asdict(story)} for story in found.stories]
    rows += [{"kind": "unsure", **asdict(judgement)} for judgement in found.unsure]
    for row in rows:
        if row["kind"] == "story":
            del row["original"]["judgement"]
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_table(found: Found, out: TextIO) -> None:
    """For reading: day, id, title; below the original its reprints with the shares of shingles each way and the reason."""
    for story in found.stories:
        out.write(f"{_named(story.original)}   printed {len(story.reprints) + 1} times\n")
        for reprint in story.reprints:
            assert reprint.judgement is not None
            through = "" if reprint.judgement.articles[0] == story.original.id else f", by way of {reprint.judgement.articles[0]}"
            out.write(f"    {_named(reprint)}\n        {_why(reprint.judgement)}{through}\n")
        out.write("\n")
    if found.unsure:
        out.write("Not sure, please look:\n")
        for judgement in found.unsure:
            out.write(f"    {' and '.join(judgement.articles)}\n        {_why(judgement)}\n")


def summary(found: Found) -> str:
    """ "312 articles are 14 stories; 12 of them were printed again, 2 pairs are unsure" """
    stories = len(found.stories) + found.single
    return (
        f"{found.articles:,} articles are {stories:,} stories; {len(found.stories):,} of them were printed again, "
        f"{len(found.unsure):,} pairs are unsure"
    )


def _named(article: Reprint) -> str:
    return "  ".join(part for part in (article.published or "no date", article.id, " ".join((article.title or "").split())) if part)


def _why(judgement: Judgement) -> str:
    back, forth = (f"{share:.0%}" for share in judgement.contained)
    return f"shingles in common {back} and {forth}: {judgement.reason}"
