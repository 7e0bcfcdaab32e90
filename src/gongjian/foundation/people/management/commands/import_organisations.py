"""``gongjian import_organisations FILE``: public bodies and companies from a table."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.kernel.tables import open_table
from gongjian.foundation.people.actions.import_organisations import COLUMNS, import_organisations


class Command(BaseCommand):
    help = (
        "Create and change public bodies and companies as a CSV or XLSX table says. Columns: "
        + ", ".join(column.name for column in COLUMNS)
        + ". The same table again changes nothing; one wrong row, and nothing is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check all rows, write none")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        try:
            report = import_organisations(
                actor=Actor.system("import-organisations-command"),
                table=open_table(path),
                is_dry_run=options["dry_run"],
                now=now(),
            )
        except GongjianError as error:
            texts = [str(text) for field in error.fields.values() for text in field]
            raise CommandError("\n".join(texts) or str(error)) from error
        for line in report.lines():
            self.stderr.write(line)
        if report.unread:
            self.stderr.write(f"Columns that are not read: {', '.join(report.unread)}.")
        if report.error_count:
            raise CommandError(report.failure())
        self.stdout.write(report.counts())
