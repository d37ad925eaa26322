"""`python -m ceasewire` is `ceasewire`."""

from ceasewire.cli import app

app()
