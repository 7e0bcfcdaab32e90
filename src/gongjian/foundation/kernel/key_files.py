"""Keys that a town makes for itself on first use, in files beside its database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def keep_once(path: Path, content: bytes) -> None:
    """Write a key that only its owner may read, unless there is one: of two processes that begin
    at once, one makes it.

    It lies on the disk when this returns: what is signed or derived with a key must not outlive it.

    Raises
    ------
    OSError
        The folder cannot be made or written.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        # link() fails where the name exists.
        path.hardlink_to(fresh)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
