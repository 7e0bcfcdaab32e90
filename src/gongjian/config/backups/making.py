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

from gongjian.config.backups.databases import NAMES, dump_database, load_database, require_empty
from gongjian.config.backups.manifest import (
    FILES,
    KEYS,
    MANIFEST,
    SIGNED,
    BadBackup,
    Manifest,
    digest_of,
    files_of,
    read_manifest,
    require_whole,
)


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


def restore_backup(folder: Path) -> Manifest:
    """Put a backup back into an empty database and a home without other files.

    Raises
    ------
    BadBackup
        It is not whole, or something would be overwritten. What was there is as it was.
    """
    home = Path(settings.HOME)
    manifest = read_manifest(folder)
    require_whole(folder, manifest)
    if manifest.vendor == connection.vendor:
        require_empty()
    wanted = {path: folder / path for path in manifest.files if path.startswith(f"{FILES}/")}
    for path, source in wanted.items():
        target = home / Path(path).relative_to(FILES)
        if target.exists() and digest_of(target) != manifest.files[path]:
            raise BadBackup(
                _("%(path)s is there and differs. Restore into an empty GONGJIAN_HOME.")
                % {"path": target}
            )
        _copy(source, target)
    _remember(home, manifest)
    load_database(folder, manifest.vendor)
    return manifest


def _fill(partial: Path, home: Path, now: datetime) -> Manifest:
    ledger = dump_database(partial)
    database = NAMES[connection.vendor]
    # Of SQLite it lies in the home as a rule; of PostgreSQL there is none to leave out.
    name = Path(str(connection.settings_dict["NAME"])).name
    for path in files_of(home, name):
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
        ledger=ledger,
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


def _remember(home: Path, manifest: Manifest) -> None:
    """What this ledger signed last, as far as the backup knows."""
    if manifest.ledger.get("checkpoint"):
        path = home / KEYS / f"{SIGNED}{manifest.ledger['instance']}"
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(manifest.ledger["checkpoint"], encoding="utf-8")
        path.chmod(0o600)


def _version() -> str:
    try:
        return version("gongjian")
    except PackageNotFoundError:
        return ""
