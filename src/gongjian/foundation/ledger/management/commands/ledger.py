"""``gongjian ledger check``, ``seal`` and ``key``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger


class Command(BaseCommand):
    help = "Check the whole ledger, seal what waits, or print the key that its checkpoints verify."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        doings = parser.add_subparsers(dest="doing", required=True)
        check = doings.add_parser("check", help="recompute everything and tell the first mismatch")
        check.add_argument("--key", default="", help="the verifier key, as it was published")
        doings.add_parser("seal", help="put waiting entries into the tree now")
        doings.add_parser("key", help="print the ledger's name and public key")

    def handle(self, *args: Any, doing: str, **options: Any) -> None:
        {"check": self._check, "seal": self._seal, "key": self._key}[doing](**options)

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
