"""What pages load beside themselves: collected under names that tell their content, and compressed.

A browser keeps such a file for good, and a phone on a slow line fetches a fifth of the bytes.
Settings use the collected files where they are there; ``gongjian serve`` sees to it that they are.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

MANIFEST = "staticfiles.json"
_STAMP = ".collected"
_UNUSED = ("django_htmx", "redoc*")
"""Another htmx than the locked one, and another reader of the API than the one that is shown."""


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Also the modules that a script imports are named by their content."""

    support_js_module_import_aggregation = True
    manifest_strict = False
    """A page with one file under its plain name is better than none."""


def is_collected(folder: Path) -> bool:
    return (folder / MANIFEST).is_file()


def collect_static_files(folder: Path) -> bool:
    """Collect into ``folder`` where the files of this installation are not there yet.

    Returns
    -------
    bool
        Whether anything was done.
    """
    stamp, wanted = folder / _STAMP, _fingerprint()
    if is_collected(folder) and stamp.is_file() and stamp.read_text() == wanted:
        return False
    stamp.unlink(missing_ok=True)
    command = collectstatic.Command()
    # This process may have begun before there was anything to use.
    command.storage = CollectedFiles(location=folder, file_permissions_mode=0o644)
    call_command(command, interactive=False, verbosity=0, ignore_patterns=list(_UNUSED))
    stamp.write_text(wanted)
    return True


def _fingerprint() -> str:
    """Digest of the names, sizes and times of all files that would be collected."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for finder in get_finders():
        for name, storage in finder.list(_UNUSED):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
