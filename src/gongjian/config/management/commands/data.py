"""``gongjian data recount``, and ``verify``, which needs no database: ``gongjian`` runs it without
coming here."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from gongjian.config import look_check
from gongjian.foundation.ledger.offline.commands import run
from gongjian.government.exchange import interface as exchange


class Command(BaseCommand):
    help = "Check the proof of a look at data; count looks anew."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        doings = parser.add_subparsers(dest="doing", required=True)
        recount = doings.add_parser("recount", help="count looks of some days anew from the rows")
        recount.add_argument("first", type=date.fromisoformat, help="day, as 2026-11-01")
        recount.add_argument("last", type=date.fromisoformat, help="day, as 2026-11-30")
        look_check.add_commands(doings)

    def handle(self, *args: Any, doing: str, **options: Any) -> None:
        if doing in look_check.NAMES:
            raise SystemExit(run(Namespace(**options)))
        counted = exchange.recount_looks(first=options["first"], last=options["last"])
        self.stdout.write(_("%(count)d looks counted.") % {"count": counted})
