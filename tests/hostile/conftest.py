from __future__ import annotations

import logging
from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.test import override_settings

from tests.hostile.full_town import FullTown, make_full_town
from tests.kept import kept


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of refusals are refused here, each with a line in the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="package")
def made(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[FullTown]:
    folder = tmp_path_factory.mktemp("full-town")
    with (
        override_settings(MEDIA_ROOT=folder / "uploads"),
        kept(django_db_blocker, lambda: make_full_town(folder)) as town,
    ):
        yield town


@pytest.fixture
def full(db, made, settings) -> FullTown:
    settings.API_RATE_PER_MINUTE = 1_000_000
    settings.ACCOUNT_RATE_LIMITS = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEMO = True
    # A test may change what it holds.
    return deepcopy(made)
