"""Every error that Ceasewire raises on purpose.

    CeasewireError
    ├── InputError        one input cannot be read: counted and skipped, the rest goes on
    ├── UsageError        the call itself is wrong: nothing is done
    ├── DataError         a row of data/ (ours or the user's) is wrong: says file, line, what is allowed
    ├── PipelineError     the steps do not fit together
    ├── ModelError        the language model is missing or not what the code expects
    └── StoreError        the database cannot be opened, read or written, or is not what the code expects
"""

from __future__ import annotations


class CeasewireError(Exception):
    """Base of all; str() is one line for a person: where, what was found, what is allowed, what to do."""


class InputError(CeasewireError):
    """`where` is "file" or "file:line"; `reason` says what was found and what to do."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class UsageError(CeasewireError):
    pass


class DataError(CeasewireError):
    pass


class PipelineError(CeasewireError):
    pass


class ModelError(CeasewireError):
    pass


class StoreError(CeasewireError):
    """`where` is the file or the address without its password; `reason` says what was found and what to do."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason
