"""What leaves the program: one file a format. A module here that has a FORMAT is one; it needs no entry anywhere else.

    kept → together → masking → period → a format → a file

kept.py reads the records that hold out of a database, together.py says which events of several articles are one, masking.py hides private
persons' names (private.py), period.py says which days are asked for. rows.py and parties.py make flat rows of events, origin.py says where
they come from, sheet.py makes cells that a spreadsheet leaves alone, deadlines.py follows commitments across articles.
"""

from __future__ import annotations

import importlib
import pkgutil

from ceasewire.serve.export.format import Format, Writer, Written
from ceasewire.serve.export.period import ALWAYS, Period

__all__ = ["ALWAYS", "Format", "Period", "Writer", "Written", "formats", "writers"]


def formats() -> dict[str, Format]:
    """Name → format, by name: the FORMAT of every module in this folder."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    known = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {format.name: format for format in sorted(known, key=lambda format: format.name)}


def writers() -> dict[str, Writer]:
    """Format name → writer."""
    return {name: format.write for name, format in formats().items()}
