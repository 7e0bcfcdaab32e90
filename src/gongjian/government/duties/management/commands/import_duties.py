"""``gongjian import_duties KIND FILE``: fill the register from a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.government.duties.actions.import_register import ImportKind, import_register


class Command(BaseCommand):
    help = "Import areas, categories, provisions, duties, calendar days or parameters."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[kind.value for kind in ImportKind])
        parser.add_argument("file", type=Path, help="CSV, XLSX or, for areas, GeoJSON")
        parser.add_argument("--dry-run", action="store_true", help="check, write nothing")

    def handle(self, *args: object, **options: object) -> None:
        path = Path(str(options["file"]))
        try:
            report = import_register(
                actor=Actor.system("import_duties"),
                kind=ImportKind(str(options["kind"])),
                path=path,
                now=now(),
                is_dry_run=bool(options["dry_run"]),
            )
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except GongjianError as error:
            words = [str(text) for texts in error.fields.values() for text in texts]
            raise CommandError(" ".join(words) or str(error)) from error
        for line in report.lines():
            self.stderr.write(line)
        if report.unread:
            self.stderr.write(f"Columns that are not read: {', '.join(report.unread)}.")
        if report.error_count:
            raise CommandError(report.failure())
        self.stdout.write(report.counts())
