"""Shared by all tests; factories with named traits stand in tests/factories.py."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests.demo_town import demo_town as made_and_served
from tests.emptied import empty_quickly, own_ledger_key
from tests.found_once import find_static_files_once
from tests.migrated import copy_migrated
from tests.processes import Town
from tests.remembered_contexts import remember_whole_pages_only

LETS_IN = {"db", "transactional_db", "live_server", "django_db_setup", "_django_db_helper"}
"""Fixtures by which pytest-django lets a test at the database; it refuses every other test."""
LONGEST = (
    "hostile/test_forms", "methods/test_issue_grouper", "hostile/", "browser/", "api/test_openapi",
    "process/",
)  # fmt: skip
"""Where the files stand that take longest. The second needs no database: it is begun while another
process makes the one that is copied for both."""


# How quickly examples are made, and run, says how busy the machine is, and nothing of the code.
settings.register_profile(
    "however_busy", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("however_busy")
empty_quickly()
find_static_files_once()
remember_whole_pages_only()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-with-database",
        action="store_true",
        help="only tests that may reach a database and differ by it",
    )


def pytest_configure(config: pytest.Config) -> None:
    own_ledger_key()
    if cache := getattr(config, "cache", None):
        copy_migrated(cache.mkdir("migrated"))


def reaches_database(item: pytest.Item) -> bool:
    is_marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
    return is_marked is not None or not LETS_IN.isdisjoint(getattr(item, "fixturenames", ()))


def may_differ_by_database(item: pytest.Item) -> bool:
    return reaches_database(item) and item.get_closest_marker("any_database") is None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    # The layers keep methods from Django: none of their tests would be left.
    of_methods = collection_path == Path(__file__).parent / "methods"
    return True if of_methods and config.getoption("only_with_database") else None


def place_in_line(item: pytest.Item) -> int:
    """The longest files first: begun last, one of them would be waited for by everybody else."""
    places = (place for place, name in enumerate(LONGEST) if f"/{name}" in item.path.as_posix())
    return next(places, len(LONGEST))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("only_with_database"):
        left = [item for item in items if not may_differ_by_database(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = filter(may_differ_by_database, items)
    items.sort(key=place_in_line)


def pytest_collection_finish() -> None:
    # What was collected stays until the end: the garbage collector need not look at it again. At
    # what tests make it looks rarely: that saves tests of pages a twentieth of their time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def _no_database_unasked(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Whoever asks for no database gets none: neither its processes nor, by another fixture, it."""
    if reaches_database(request.node):
        yield
        return
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield
    assert LETS_IN.isdisjoint(request.fixturenames), "mark it with pytest.mark.django_db"


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
