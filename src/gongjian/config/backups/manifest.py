"""What a backup says of itself: its files with their digests, and where the ledger stood.

Without Django: keys are put back before settings would make new ones.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from gongjian.foundation.kernel.key_files import keep_once

FORMAT = 1
MANIFEST = "manifest.json"
FILES = "files"
"""The folder of a backup that holds what lies in the home of a town."""
KEYS = "keys"
LEFT_OUT = {"static", "served-at", "letters.txt", "lost+found"}
"""Of a home: made anew by whoever serves, or letters of a demo."""
SIGNED = "signed-"
"""What a host remembers of the ledger: the backup has that of its database, and not of later."""
CHUNK = 1 << 20


class BadBackup(Exception):
    """A folder is no whole backup; its text says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Attributes
    ----------
    made_at : str
    version : str
        Of the software that made it.
    vendor : str
        "sqlite" or "postgresql".
    database : str
        Name of the file with it.
    files : dict of str to str
        SHA-256 by path, of everything else in the folder.
    ledger : dict
        ``size``, ``checkpoint``, ``verifier_key``, ``instance`` of the snapshot.
    """

    made_at: str
    version: str
    vendor: str
    database: str
    files: dict[str, str]
    ledger: dict[str, str]
    format: int = FORMAT

    def text(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup.

    Raises
    ------
    BadBackup
    """
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**said)
    except FileNotFoundError as error:
        raise BadBackup(f"{folder} is no backup: it has no {MANIFEST}") from error
    except (OSError, ValueError, TypeError) as error:
        raise BadBackup(f"{folder / MANIFEST} cannot be read: {error}") from error
    if manifest.format != FORMAT:
        raise BadBackup(f"{folder} was made by another version: format {manifest.format}")
    for path in manifest.files:
        if path.startswith("/") or ".." in Path(path).parts:
            raise BadBackup(f"{folder / MANIFEST} names {path}, which is outside")
    return manifest


def require_whole(folder: Path, manifest: Manifest) -> None:
    """Compare every file with its digest.

    Raises
    ------
    BadBackup
    """
    for path, digest in manifest.files.items():
        file = folder / path
        if not file.is_file():
            raise BadBackup(f"{file} is missing")
        if digest_of(file) != digest:
            raise BadBackup(f"{file} is not as it was backed up")


def put_keys_back(folder: Path, home: Path) -> None:
    """Before settings are read, which would make keys of their own. Nothing is overwritten."""
    try:
        manifest = read_manifest(folder)
    except BadBackup:
        # Told by the command itself.
        return
    for path in manifest.files:
        parts = Path(path).parts
        if parts[:2] == (FILES, KEYS) and (folder / path).is_file():
            keep_once(home / Path(*parts[1:]), (folder / path).read_bytes())


def digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def files_of(home: Path, database: str) -> Iterator[Path]:
    """What is backed up of a home, relative to it: all but the database and what is made anew.

    What a later version keeps there is backed up, too, without being named here.
    """
    beside = {database, f"{database}-wal", f"{database}-shm", f"{database}-journal"}
    for path in sorted(home.rglob("*")):
        relative = path.relative_to(home)
        name = relative.parts[0]
        is_temporary = any(part.startswith(".") for part in relative.parts)
        if name in LEFT_OUT or str(relative) in beside or is_temporary:
            continue
        if name == KEYS and path.name.startswith(SIGNED):
            continue
        if path.is_file() and not path.is_symlink():
            yield relative
