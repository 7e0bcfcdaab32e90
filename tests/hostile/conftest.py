from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests.hostile.full_town import FullTown, make_full_town


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of refusals are refused here, each with a line in the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def full(db, tmp_path, settings) -> FullTown:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.API_RATE_PER_MINUTE = 1_000_000
    settings.ACCOUNT_RATE_LIMITS = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEMO = True
    return make_full_town(tmp_path)
