"""`ceasewire explain`: the chain from words to codes of one event."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ceasewire.cli.output import answered, complain


class Judge(StrEnum):
    both = "both"
    codebook = "codebook"
    model = "model"


Judging = Annotated[Judge, typer.Option("--judge", help="Who finds the acts; codebook: its rows alone, each of which can be looked up.")]


def explain(
    article: Annotated[str, typer.Argument(help="A file, a URL, or - for standard input.", show_default=False)],
    event: Annotated[str, typer.Argument(help="The event's id, or its number as `ceasewire show` prints it: E3.", show_default=False)],
    published: Annotated[str | None, typer.Option(help="Day of publication (YYYY-MM-DD), if the article does not say it.")] = None,
    id: Annotated[str | None, typer.Option(help="Which article, if the file holds several.")] = None,
    judge: Judging = Judge.both,
) -> None:
    """Say how an event came about: words, roles, rows of the codebook, the model, status, time, place, and what was left out."""
    from ceasewire.coder import Coder
    from ceasewire.config import Config
    from ceasewire.errors import InputError, UsageError
    from ceasewire.read import open_inputs
    from ceasewire.serve.explain import Explanation, event_of

    with answered():
        config = Config(judge=judge.value)
        coder: Coder | None = None
        skipped, seen = 0, list[UsageError]()
        for page in open_inputs([article], published=published, config=config):
            if isinstance(page, InputError):
                complain(f"skipped {page}")
                skipped += 1
                continue
            if id is not None and page.id != id:
                continue
            coder = coder or Coder(config)
            read = coder.read_page(page)
            try:
                found = event_of(read, event)
            except UsageError as error:
                seen.append(error)
                continue
            for line in Explanation(read, found, config).lines():
                print(line)
            return
        if skipped and not seen:
            raise typer.Exit(1)
        raise seen[0] if len(seen) == 1 else UsageError(f"{article}: {len(seen)} articles read, no event {event!r} in them")
