"""`ceasewire codebook`: the codebook as one page to read."""

from __future__ import annotations

from ceasewire.cli.output import Out, Output, answered


def codebook(output: Output = None) -> None:
    """Print the codebook: types, modes, contexts, examples and the words that tell an act, with the rows of your own folder."""
    from ceasewire.config import Config
    from ceasewire.reference.codebook_page import page

    with answered():
        text = page(Config().data)
    with Out(output) as out:
        out.write(text)
