"""Files that people send, for whatever reads from a path.

Under the uploads and not in the machine's folder for temporary files: a process that is killed
leaves its copy, and here it is found and deleted (pruning.py).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from gongjian.foundation.kernel.errors import TooLarge

FOLDER = "incoming"
LONGEST_USE = timedelta(days=1)


@contextmanager
def on_disk(file: UploadedFile, *, limit_bytes: int) -> Iterator[Path]:
    """A copy of an upload, there as long as the block runs.

    Raises
    ------
    TooLarge
        It has more bytes than the limit.
    """
    if (file.size or 0) > limit_bytes:
        raise TooLarge
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".upload") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def forget_incoming(now: datetime) -> int:
    """Delete the copies that killed processes left; return how many."""
    before = (now - LONGEST_USE).timestamp()
    count = 0
    for path in (Path(settings.MEDIA_ROOT) / FOLDER).glob("*.upload"):
        # One that is in use now may be gone before it is looked at.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                count += 1
    return count
