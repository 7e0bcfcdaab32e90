"""Making a backup and putting it back."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from gongjian.config.backups.databases import (
    NAMES,
    database_file,
    dump_database,
    load_database,
    require_empty,
    require_same_kind,
)
from gongjian.config.backups.manifest import (
    FILES,
    MANIFEST,
    BadBackup,
    Manifest,
    digest_of,
    files_of,
    places_of,
    read_manifest,
    require_free,
    require_whole,
)
from gongjian.foundation.ledger import interface as ledger


def make_backup(folder: Path, now: datetime) -> Manifest:
    """Write a backup into a new folder; it is there whole or not at all.

    The database comes first: every file that its rows name was there by then, and files are only
    taken away after their rows.

    Raises
    ------
    BadBackup
        The folder is there already, lies in the home, or cannot be written.
    """
    home = Path(settings.HOME)
    folder = folder.resolve()
    if folder.exists():
        raise BadBackup(_("%(folder)s is there already.") % {"folder": folder})
    if home in folder.parents:
        raise BadBackup(_("A backup within the town's own folder would back up itself."))
    partial = folder.with_name(f"{folder.name}.partial")
    try:
        # It holds the town's keys.
        partial.mkdir(parents=True, mode=0o700)
        manifest = _fill(partial, home, now)
        partial.rename(folder)
    except FileExistsError as error:
        raise BadBackup(
            _("%(folder)s is there: another backup runs, or was stopped. Remove it then.")
            % {"folder": partial}
        ) from error
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return manifest


def restore_backup(folder: Path, later: str = "") -> Manifest:
    """Put a backup back into an empty database and a home without other files.

    What was signed is remembered before the database is there: whatever stops this in the middle,
    nothing goes on from the backup as if nothing had come after it.

    Parameters
    ----------
    later : str
        The latest checkpoint of the ledger that anybody has; "" where there is none.

    Raises
    ------
    BadBackup
        It is not whole, or something would be overwritten. What was there is as it was.
    OtherLedger
        The later checkpoint is of another ledger. What was there is as it was.
    """
    home = Path(settings.HOME)
    manifest = read_manifest(folder)
    require_whole(folder, manifest)
    require_same_kind(manifest.vendor)
    require_empty()
    targets = places_of(manifest, home)
    require_free(manifest, targets)
    said = manifest.ledger
    key = said.get("verifier_key", "")
    notes = [note for note in (said.get("checkpoint", ""), later) if note and key]
    for note in notes:
        ledger.signed_by(note, key)
    for path, target in targets.items():
        _copy(folder / path, target)
    for note in notes:
        ledger.foretell_checkpoint(key=key, checkpoint=note)
    load_database(folder, manifest.vendor)
    return manifest


def _fill(partial: Path, home: Path, now: datetime) -> Manifest:
    standing = dump_database(partial)
    database = NAMES[connection.vendor]
    for path in files_of(home, database_file()):
        try:
            _copy(home / path, partial / FILES / path)
        except FileNotFoundError:
            # Taken away since the snapshot: a file that nobody finished, or somebody erased.
            continue
    digests = {
        str(path.relative_to(partial)): digest_of(path)
        for path in sorted(partial.rglob("*"))
        if path.is_file()
    }
    manifest = Manifest(
        made_at=now.isoformat(),
        version=_version(),
        vendor=connection.vendor,
        database=database,
        files=digests,
        ledger=standing,
    )
    with (partial / MANIFEST).open("w", encoding="utf-8") as file:
        file.write(manifest.text())
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _copy(source: Path, target: Path) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_name(f".{target.name}.copying")
    shutil.copyfile(source, fresh)
    fresh.chmod(0o600)
    fresh.replace(target)


def _version() -> str:
    try:
        return version("gongjian")
    except PackageNotFoundError:
        return ""
