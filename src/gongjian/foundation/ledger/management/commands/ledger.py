"""``gongjian ledger check``, ``seal``, ``key``, ``recover`` and ``begin-anew``; ``verify``,
``download`` and ``witness`` need no database, and ``gongjian`` runs them without coming here."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.offline import commands as offline
from gongjian.foundation.ledger.offline.help_words import told
from gongjian.foundation.ledger.offline.sources import (
    Unreadable,
    read_bundle,
    read_text,
    source_of,
)


class Command(BaseCommand):
    help = "Check the ledger, seal what waits, print its key; verify receipts, be a witness."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        doings = parser.add_subparsers(dest="doing", required=True)
        check = doings.add_parser(
            "check", help=told("recompute everything and tell the first mismatch")
        )
        check.add_argument("--key", default="", help=told("the verifier key, as it was published"))
        doings.add_parser("seal", help=told("put waiting entries into the tree now"))
        doings.add_parser("key", help=told("print the ledger's name and public key"))
        recover = doings.add_parser("recover", help=told("go on after the database was set back"))
        recover.add_argument(
            "--log", required=True, help=told("address or folder of a copy of the log")
        )
        recover.add_argument(
            "--checkpoint", type=Path, help=told("the later one; else that of the copy")
        )
        doings.add_parser(
            "begin-anew", help=told("another key, for a database with no sealed entry")
        )
        offline.add_commands(doings)

    def handle(self, *args: Any, doing: str, **options: Any) -> None:
        if doing in offline.NAMES:
            raise SystemExit(offline.run(Namespace(**options)))
        doings: dict[str, Callable[..., None]] = {
            "check": self._check,
            "seal": self._seal,
            "key": self._key,
            "recover": self._recover,
            "begin-anew": self._begin_anew,
        }
        doings[doing](**options)

    def _check(self, *, key: str, **options: Any) -> None:
        with tqdm(unit=_("entries"), unit_scale=True, disable=None, leave=False) as bar:
            found = ledger.check_ledger(key=key, on_progress=bar.update)
        if found.mismatch:
            raise CommandError(found.mismatch)
        self.stdout.write(
            _(
                "OK: %(sealed)d entries in the tree, %(waiting)d waiting, %(erased)d erased, "
                "%(checkpoints)d checkpoints. Root %(root)s"
            )
            % {
                "sealed": found.sealed,
                "waiting": found.waiting,
                "erased": found.erased,
                "checkpoints": found.checkpoints,
                "root": found.root.hex(),
            }
        )

    def _seal(self, **options: Any) -> None:
        sealed = 0
        while count := ledger.seal_ledger(now=now()):
            sealed += count
        self.stdout.write(_("%(count)d entries sealed.") % {"count": sealed})

    def _key(self, **options: Any) -> None:
        self.stdout.write(ledger.verifier_key())

    def _recover(self, *, log: str, checkpoint: Path | None, **options: Any) -> None:
        source = source_of(log)
        try:
            note = checkpoint.read_text(encoding="utf-8") if checkpoint else read_text(source)
            count = ledger.recover_entries(
                checkpoint=note, read_entries=partial(read_bundle, source), now=now()
            )
        except (Unreadable, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("%(count)d entries are back in their places, without their words.") % {"count": count}
        )

    def _begin_anew(self, **options: Any) -> None:
        aside = ledger.begin_anew()
        words = _("The former key lies in %(path)s. What is sealed now is another ledger.")
        self.stdout.write(words % {"path": aside} if aside else _("There was no key."))
