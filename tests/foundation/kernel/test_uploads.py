"""Copies of uploads on disk: private, gone with their use, and found where a process was killed."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.foundation.kernel.errors import TooLarge
from gongjian.foundation.kernel.pruning import prune
from gongjian.foundation.kernel.uploads import FOLDER, on_disk
from tests.factories import NOW


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"


def test_a_copy_lies_under_the_uploads_as_long_as_it_is_used(settings):
    with on_disk(SimpleUploadedFile("../x.csv", b"a,b"), limit_bytes=3) as path:
        assert path.parent == settings.MEDIA_ROOT / FOLDER
        assert path.read_bytes() == b"a,b"
        assert path.stat().st_mode & 0o077 == 0

    assert not path.exists()


def test_what_is_too_large_is_not_copied(settings):
    with pytest.raises(TooLarge), on_disk(SimpleUploadedFile("x.csv", b"a,bc"), limit_bytes=3):
        pass

    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.django_db
def test_what_a_killed_process_left_is_deleted_after_a_day(settings):
    folder = settings.MEDIA_ROOT / FOLDER
    folder.mkdir(parents=True)
    for name, hours in (("old.upload", 25), ("in-use.upload", 1)):
        (folder / name).write_bytes(b"a,b")
        moment = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(folder / name, (moment, moment))

    counts = [prune(NOW)["incoming files"] for _ in range(2)]

    assert counts == [1, 0]
    assert [path.name for path in folder.iterdir()] == ["in-use.upload"]


@pytest.mark.django_db
def test_a_copy_that_goes_while_others_are_looked_at_stops_nothing(settings):
    folder = settings.MEDIA_ROOT / FOLDER
    folder.mkdir(parents=True)
    # Listed, but not there: as one whose request has just ended.
    (folder / "gone.upload").symlink_to(folder / "nothing")

    assert prune(NOW)["incoming files"] == 0
