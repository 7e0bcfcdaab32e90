"""``gongjian backup``: database, uploads and keys in one new folder, while the town goes on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from gongjian.config.backups.making import make_backup
from gongjian.config.backups.manifest import BadBackup
from gongjian.config.database import require_migrated
from gongjian.foundation.kernel.clock import now

OF_ENVIRONMENT = ("GONGJIAN_SECRET_KEY", "GONGJIAN_TRACKING_KEY", "GONGJIAN_SECRET_KEY_FALLBACKS")


class Command(BaseCommand):
    help = "Back up database, uploads and keys into a new folder, while the town goes on."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="is made; it will hold the town's keys")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        require_migrated()
        try:
            manifest = make_backup(folder, now())
        except BadBackup as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        words = _("Backed up into %(folder)s: %(files)d files, a ledger of %(size)s entries.")
        size = manifest.ledger.get("size", "0")
        self.stdout.write(words % {"folder": folder, "files": len(manifest.files), "size": size})
        self.stdout.write(_("It holds the town's keys: keep it as you keep those."))
        given = [name for name in OF_ENVIRONMENT if os.environ.get(name)]
        if given:
            words = _("Not in it, for they come from the environment: %(names)s")
            self.stdout.write(words % {"names": ", ".join(given)})
