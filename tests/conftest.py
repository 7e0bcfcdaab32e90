"""Shared by all tests; factories with named traits stand in tests/factories.py."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.utils import translation

from tests.demo_town import demo_town as made_and_served
from tests.processes import Town


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


@pytest.fixture(scope="session")
def demo_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One for all tests of a run: what they do in it, they tell apart by their own cases."""
    with made_and_served(tmp_path_factory.mktemp("demo-town")) as town:
        yield town
