"""Private keys in files, one folder a department: of a node, or of those the town hosts.

A rotation adds a file and takes none away: what was signed with a key before must be told from what
nobody signed.
"""

from __future__ import annotations

import fcntl
from pathlib import Path

from joserfc.jwk import OKPKey

from gongjian.foundation.kernel.key_files import keep_once
from gongjian.methods.exchange_messages import key_id, make_key

TO_COME = ".next"


class KeyFolder:
    """The keys of one department; the last file is the one in use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: dict[str, OKPKey] = {}

    def current(self) -> OKPKey:
        """The key in use; made where there is none."""
        files = self._files()
        if files:
            return self._load(files[-1])
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.path / ".lock").open("w") as held:
            # Of two processes that begin at once one makes it.
            fcntl.flock(held, fcntl.LOCK_EX)
            files = self._files()
            return self._load(files[-1]) if files else self.rotate()

    def rotate(self) -> OKPKey:
        """Make another key, which is in use from now on."""
        key = make_key()
        keep_once(self._next(key), key.as_pem(private=True))
        return key

    def prepare(self) -> OKPKey:
        """The key that is to come: made where there is none, and not in use yet."""
        files = sorted(self.path.glob(f"*.pem{TO_COME}"))
        if files:
            return OKPKey.import_key(files[-1].read_bytes())
        key = make_key()
        path = self._next(key)
        keep_once(path.with_name(path.name + TO_COME), key.as_pem(private=True))
        return key

    def use_prepared(self) -> OKPKey:
        """Put the key that was to come in use; the one in use, where none was prepared."""
        for path in sorted(self.path.glob(f"*.pem{TO_COME}")):
            path.rename(path.with_name(path.name.removesuffix(TO_COME)))
        return self.current()

    def _next(self, key: OKPKey) -> Path:
        return self.path / f"{len(self._files()) + 1:04d}-{key_id(key)}.pem"

    def find(self, kid: str) -> OKPKey | None:
        """The key of an id, in use or before."""
        if kid not in self._read:
            found = [path for path in self._files() if path.stem.partition("-")[2] == kid]
            if not found:
                return None
            self._load(found[0])
        return self._read[kid]

    def _files(self) -> list[Path]:
        return sorted(self.path.glob("*.pem"))

    def _load(self, path: Path) -> OKPKey:
        kid = path.stem.partition("-")[2]
        if kid not in self._read:
            self._read[kid] = OKPKey.import_key(path.read_bytes())
        return self._read[kid]
