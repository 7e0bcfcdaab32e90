"""``gongjian restore``: a backup back into an empty place, and its ledger compared with what was
signed since."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from gongjian.config.backups.making import restore_backup
from gongjian.config.backups.manifest import BadBackup
from gongjian.config.database import require_migrated
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.offline.sources import Unreadable, read_note

ENTRIES_MISSING = 3


class Command(BaseCommand):
    help = "Restore a backup into an empty database and folder, and check its ledger."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        later = parser.add_mutually_exclusive_group(required=True)
        later.add_argument(
            "--checkpoint",
            help="the ledger's latest one that anybody has: a file or an address, of a witness or "
            "of whoever keeps a copy",
        )
        later.add_argument(
            "--nothing-later",
            action="store_true",
            help="nothing was sealed after the backup, or nobody has seen it",
        )

    def handle(
        self, *args: Any, folder: Path, checkpoint: str, nothing_later: bool, **options: Any
    ) -> None:
        try:
            note = read_note(checkpoint) if checkpoint else ""
            manifest = restore_backup(folder, note)
        except (BadBackup, Unreadable, GongjianError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(_("Restored what was backed up at %(at)s.") % {"at": manifest.made_at})
        require_migrated()
        self._check(manifest.ledger)
        if note or manifest.ledger.get("checkpoint"):
            self._compare(note)

    def _check(self, said: dict[str, str]) -> None:
        found = ledger.check_ledger(key=said.get("verifier_key", ""))
        if found.mismatch:
            raise CommandError(found.mismatch)
        latest = ledger.latest_checkpoint()
        if said.get("checkpoint", "") != (latest.note if latest else ""):
            raise CommandError(_("The restored ledger is not the one that was backed up."))
        words = _("The ledger is whole: %(size)d entries lead to the signed root.")
        self.stdout.write(words % {"size": found.sealed})

    def _compare(self, note: str) -> None:
        try:
            missing = ledger.expect_checkpoint(checkpoint=note)
        except GongjianError as error:
            raise CommandError(str(error)) from error
        if not missing:
            if not note:
                return
            self.stdout.write(_("It has everything that the later checkpoint stands for."))
            return
        latest = ledger.latest_checkpoint()
        words = _(
            "%(count)d entries are missing: those after place %(place)d were sealed after the "
            "backup. What they recorded is lost. Nothing is sealed until their places are filled, "
            "for that would make a second ledger: run “gongjian ledger recover --log ADDRESS” with "
            "a copy of the log."
        )
        place = latest.size if latest else 0
        text = words % {"count": missing, "place": place}
        raise CommandError(text, returncode=ENTRIES_MISSING)
