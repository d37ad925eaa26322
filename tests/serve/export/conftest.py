"""Both databases, as the tests of the store have them."""

from __future__ import annotations

from tests.store.conftest import address, postgres_address, postgres_server

__all__ = ["address", "postgres_address", "postgres_server"]
