"""``gongjian data verify``: needs no database, and ``gongjian`` runs it without coming here."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongjian.config import look_check
from gongjian.foundation.ledger.offline.commands import run


class Command(BaseCommand):
    help = "Check the proof of a look at your data."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        look_check.add_commands(parser.add_subparsers(dest="doing", required=True))

    def handle(self, *args: Any, doing: str, **options: Any) -> None:
        raise SystemExit(run(Namespace(**options)))
