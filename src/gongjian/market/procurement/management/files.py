"""Files of commands that work offline: read with a limit, secret ones written for their owner."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.management.base import CommandError


def read_file(path: Path, max_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    if len(data) > max_bytes:
        raise CommandError(f"{path} is larger than {max_bytes} bytes.")
    return data


def write_new(path: Path, data: bytes, *, is_secret: bool = False) -> None:
    """Write a file that is not there yet: a key written over is a key lost."""
    try:
        mode = 0o600 if is_secret else 0o644
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except FileExistsError:
        raise CommandError(f"{path} exists; nothing was written.") from None
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error


def append_line(path: Path, line: str) -> None:
    """Add a line to its owner's file, on the disk before this returns."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
