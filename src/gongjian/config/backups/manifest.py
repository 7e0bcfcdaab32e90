"""What a backup says of itself: its files with their digests, and where the ledger stood.

Without Django: keys are put back before settings would make new ones.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from gongjian.foundation.kernel.key_files import keep_once
from gongjian.foundation.ledger.offline.words import language
from gongjian.methods.receipt_words import LANGUAGES

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


TEXTS: Final = {
    "no_backup": (
        "{folder} is no backup: it has no {file}",
        "{folder} 不是备份：其中没有 {file}",
    ),
    "unreadable": ("{file} cannot be read: {why}", "{file} 无法读取：{why}"),
    "other_version": (
        "{folder} was made by another version: format {format}",
        "{folder} 由另一版本制作：格式 {format}",
    ),
    "outside": (
        "{file} names {path}, which is outside",
        "{file} 所列的 {path} 位于备份之外",
    ),
    "missing": ("{file} is missing", "缺少 {file}"),
    "changed": ("{file} is not as it was backed up", "{file} 与备份时不一致"),
    "differs": (
        "{file} is there and differs. Restore into an empty GONGJIAN_HOME.",
        "{file} 已存在且内容不同。请恢复到空的 GONGJIAN_HOME。",
    ),
}
"""In English and Chinese: they are said before settings are read, too."""


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
        paths = [str(path) for path in manifest.files]
        ledger = {name: str(value) for name, value in manifest.ledger.items()}
    except FileNotFoundError as error:
        raise _bad("no_backup", folder=folder, file=MANIFEST) from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise _bad("unreadable", file=folder / MANIFEST, why=error) from error
    if manifest.format != FORMAT:
        raise _bad("other_version", folder=folder, format=manifest.format)
    for path in paths:
        if path.startswith("/") or ".." in Path(path).parts:
            raise _bad("outside", file=folder / MANIFEST, path=path)
    if ledger and not re.fullmatch("[0-9a-f]{32}", ledger.get("instance", "")):
        raise _bad("unreadable", file=folder / MANIFEST, why="ledger.instance")
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
            raise _bad("missing", file=file)
        if digest_of(file) != digest:
            raise _bad("changed", file=file)


def places_of(manifest: Manifest, home: Path) -> dict[str, Path]:
    """Where files of a backup belong in a home, by their path in the backup."""
    return {
        path: home / Path(path).relative_to(FILES)
        for path in manifest.files
        if path.startswith(f"{FILES}/")
    }


def require_free(manifest: Manifest, targets: Mapping[str, Path]) -> None:
    """Refuse where a file would be overwritten by another.

    Raises
    ------
    BadBackup
    """
    for path, target in targets.items():
        if target.exists() and digest_of(target) != manifest.files[path]:
            raise _bad("differs", file=target)


def put_keys_back(folder: Path, home: Path) -> None:
    """Before settings are read, which would make keys of their own. Nothing is overwritten.

    Nothing is written, either, unless the whole backup is as it was made and its place is free.
    """
    try:
        manifest = read_manifest(folder)
        require_whole(folder, manifest)
        require_free(manifest, places_of(manifest, home))
    except (BadBackup, OSError):
        # Told by the command itself.
        return
    for path, target in places_of(manifest, home).items():
        if Path(path).parts[1] == KEYS:
            keep_once(target, (folder / path).read_bytes())


def digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def beside(database: Path) -> list[Path]:
    """What SQLite keeps beside its file, of writes that are not in it yet."""
    return [database.with_name(database.name + end) for end in ("-wal", "-shm", "-journal")]


def files_of(home: Path, database: Path | None) -> Iterator[Path]:
    """What is backed up of a home, relative to it: all but the database and what is made anew.

    What a later version keeps there is backed up, too, without being named here.
    """
    home = home.resolve()
    of_database = {database, *beside(database)} if database else set()
    for path in sorted(home.rglob("*")):
        relative = path.relative_to(home)
        name = relative.parts[0]
        is_temporary = any(part.startswith(".") for part in relative.parts)
        if name in LEFT_OUT or path in of_database or is_temporary:
            continue
        if name == KEYS and path.name.startswith(SIGNED):
            continue
        if path.is_file() and not path.is_symlink():
            yield relative


def _bad(code: str, **values: object) -> BadBackup:
    return BadBackup(TEXTS[code][LANGUAGES.index(language())].format(**values))
