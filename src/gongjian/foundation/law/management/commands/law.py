"""``gongjian law import FILE.yaml`` and ``gongjian law export FILE.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.law.actions.import_law import import_law
from gongjian.foundation.law.selectors.law_export import export_law
from gongjian.methods.law_file import MAX_BYTES


class Command(BaseCommand):
    help = "Import provisions and parameters from a YAML file, or write them into one."

    def add_arguments(self, parser: CommandParser) -> None:
        doings = parser.add_subparsers(dest="doing", required=True)
        importing = doings.add_parser("import", help="add and change, all entries or none")
        importing.add_argument("file", type=Path)
        importing.add_argument("--dry-run", action="store_true", help="check, write nothing")
        exporting = doings.add_parser("export", help="write every version and every value")
        exporting.add_argument("file", type=Path, help="- writes to the terminal")

    def handle(self, *args: Any, doing: str, file: Path, **options: Any) -> None:
        try:
            if doing == "import":
                self._import(file, is_dry_run=options["dry_run"])
            else:
                self._export(file)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error

    def _import(self, path: Path, *, is_dry_run: bool) -> None:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        try:
            report = import_law(
                actor=Actor.system("import_law"), data=data, now=now(), is_dry_run=is_dry_run
            )
        except GongjianError as error:
            words = [str(text) for texts in error.fields.values() for text in texts]
            raise CommandError(" ".join(words) or str(error)) from error
        for line in report.lines():
            self.stderr.write(line)
        if report.error_count:
            raise CommandError(report.failure())
        self.stdout.write(report.counts())

    def _export(self, path: Path) -> None:
        text = export_law()
        if str(path) == "-":
            self.stdout.write(text, ending="")
        else:
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"{path} written.")
