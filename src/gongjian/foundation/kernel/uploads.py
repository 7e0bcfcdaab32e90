"""Files that people send, for whatever reads from a path."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from gongjian.foundation.kernel.errors import TooLarge


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
    with tempfile.NamedTemporaryFile(suffix=".upload") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)
