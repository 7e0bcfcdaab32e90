from pathlib import Path

import pytest

from tests.factories import Town, make_town


@pytest.fixture
def town(db) -> Town:
    return make_town()


@pytest.fixture
def uploads(settings, tmp_path) -> Path:
    """The folder that files of this test are stored under."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT
