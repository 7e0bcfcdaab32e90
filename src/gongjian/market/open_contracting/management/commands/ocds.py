"""``gongjian ocds export``: all open contracting data as files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongjian.foundation.kernel.clock import now
from gongjian.market.open_contracting.actions.write_export import NotOurFolder, write_export


class Command(BaseCommand):
    help = "Write all open contracting data as files: JSON packages, JSON Lines and CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="export")
        export = tasks.add_parser("export", help="write every release and record")
        export.add_argument(
            "--out", type=Path, required=True,
            help="a folder that is new, empty, or holds an earlier export, which is replaced",
        )  # fmt: skip
        export.add_argument(
            "--per-package", type=int, default=1000, help="releases in each package of JSON"
        )

    def handle(self, *args: Any, out: Path, per_package: int, **options: Any) -> None:
        if per_package < 1:
            raise CommandError("--per-package: one at least.")
        try:
            counts = write_export(out, per_package=per_package, now=now())
        except (NotOurFolder, OSError) as error:
            raise CommandError(f"{error}") from error
        self.stdout.write(
            f"{counts['releases']} releases of {counts['records']} processes are in {out}."
        )
