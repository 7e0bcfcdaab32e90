"""``gongjian import FILE``: bring in a table of cases."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.foundation.kernel.garbage import rarely_collecting
from gongjian.government.cases.actions.import_cases import run_import, start_import
from gongjian.government.cases.models import ImportJob
from gongjian.government.cases.selectors.imports import bad_rows, get_import
from gongjian.government.cases.selectors.left_out import left_out_groups
from gongjian.government.cases.selectors.search import is_index_behind

MOST_TOLD = 200
MOST_WARNINGS_TOLD = 20


class Command(BaseCommand):
    help = "Bring in cases from a CSV or XLSX table. The same rows twice are the same cases."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument(
            "--map", action="append", default=[], metavar="FIELD=COLUMN",
            help="which column is which field; guessed from the columns' names without it",
        )  # fmt: skip
        parser.add_argument("--source", default="", help="name of the system it comes from")
        parser.add_argument(
            "--language", default="", choices=["", *dict(settings.LANGUAGES)],
            help="which the rows are written in; each as its script says without it",
        )  # fmt: skip
        parser.add_argument("--private", action="store_true", help="keep the cases from the public")
        parser.add_argument("--dry-run", action="store_true", help="check all rows, write none")
        parser.add_argument("--resume", metavar="JOB", help="go on with a job that was stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = Actor.system("import-command")
        try:
            began = time.monotonic()
            resumed = options["resume"]
            job = _resumed(actor, resumed) if resumed else self._start(actor, options)
            self._tell(job)
            with rarely_collecting(), tqdm(unit=" rows", desc="Importing", disable=None) as bar:
                job = run_import(
                    actor=actor, job_id=job.pk, now=now(),
                    on_progress=lambda job: bar.update(job.next_row - bar.n),
                )  # fmt: skip
        except GongjianError as error:
            fields = "".join(f"\n  {f}: {t[0]}" for f, t in error.fields.items())
            raise CommandError(f"{error}{fields}") from error
        self._tell_rows(job, most=MOST_WARNINGS_TOLD, is_warning=True)
        for group in left_out_groups(job):
            self.stderr.write(f"{'Would come' if job.is_dry_run else 'Came'} in: {group.text}.")
        self._tell_rows(job, most=MOST_TOLD, is_warning=False)
        done = "would be created" if job.is_dry_run else "created"
        self.stdout.write(
            f"{_counted(job.created_count, 'case')} {done}, "
            f"{job.repeated_count} {'was' if job.repeated_count == 1 else 'were'} there already, "
            f"{_counted(job.error_count, 'row')} refused, "
            f"in {time.monotonic() - began:.2f} s (job {job.pk})."
        )
        if job.has_brought_in and is_index_behind():
            self.stdout.write(
                "Search and the figures on the home page do not show all of them yet: the workers "
                "catch up within minutes. Where none runs: gongjian worker"
            )
        if job.is_dry_run and job.error_count:
            raise CommandError("Nothing was written (dry run); the rows above would be left out.")

    def _tell(self, job: ImportJob) -> None:
        """How the table is read, and what goes on with it where it is stopped."""
        read = ", ".join(f"{field} = {column}" for field, column in job.mapping.items())
        self.stderr.write(f"Read as: {read}.")
        columns = [name for name in job.preview["columns"] if name not in job.mapping.values()]
        if columns:
            self.stderr.write(f"Left out: {', '.join(columns)}. Other columns: --map FIELD=COLUMN")
        is_public = job.defaults["is_public"]
        who = "Everyone may read" if is_public else "Only staff will read"
        other = "; --private keeps them from the public" if is_public else ""
        self.stderr.write(f"{who} these cases{other}.")
        if not job.is_dry_run:
            self.stderr.write(f"If it is stopped: gongjian import --resume {job.pk}")

    def _tell_rows(self, job: ImportJob, *, most: int, is_warning: bool) -> None:
        rows = list(bad_rows(job, is_warning=is_warning)[: most + 1])
        for bad in rows[:most]:
            column = job.mapping.get(bad.field, bad.field)
            told = "left out: " if is_warning else ""
            self.stderr.write(f"line {bad.row}, {column}: {told}{bad.message}")
        if len(rows) > most:
            self.stderr.write(f"These are the first {most}.")

    def _start(self, actor: Actor, options: dict[str, Any]) -> ImportJob:
        path: Path | None = options["file"]
        if path is None:
            raise CommandError("Name the table to bring in: gongjian import cases.csv --dry-run")
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        pairs = [pair.partition("=") for pair in options["map"]]
        return start_import(
            actor=actor, path=path, name=path.name, now=now(),
            mapping={field: column for field, _, column in pairs} if pairs else None,
            source=options["source"], is_public=not options["private"],
            language=options["language"], is_dry_run=options["dry_run"],
        )  # fmt: skip


def _resumed(actor: Actor, text: str) -> ImportJob:
    with suppress(ValueError, NotFound):
        return get_import(actor=actor, job_id=UUID(text))
    raise CommandError(f"There is no job “{text}”. An import tells its job's id when it begins.")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
