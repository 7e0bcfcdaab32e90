"""Shared by all tests; factories with named traits stand in tests/factories.py."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.utils import translation


@pytest.fixture(autouse=True)
def _empty_process_cache() -> Iterator[None]:
    # A test's rows are rolled back; what the process remembers of them must go with them.
    yield
    caches["process"].clear()


@pytest.fixture(autouse=True)
def _nobodys_language() -> Iterator[None]:
    # A request leaves its language active in the thread, where the next test would find it.
    yield
    translation.deactivate()
