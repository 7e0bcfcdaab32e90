"""``gongjian budget count``: count a Pabulib file again, with every reason."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandError

from gongjian.foundation.kernel.texts import UnreadableText, read_text
from gongjian.methods.budget_count import (
    BudgetCount,
    CountRule,
    Rule,
    count_budget,
    count_rule,
    report_of,
)
from gongjian.methods.equal_shares import Completion, Utility
from gongjian.methods.pabulib import PabulibError, PabulibFile, read_pabulib, withdrawn_projects

MAX_BYTES = 1_000_000_000
RULES = ("rule", "utility", "completion", "ties")


class Command(BaseCommand):
    help = "Count a budget round from its public file, Pabulib's .pb."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="count")
        count = tasks.add_parser("count", help="tell what is funded, and why")
        count.add_argument("file", type=Path)
        count.add_argument("--rule", choices=get_args(Rule), default="equal-shares")
        count.add_argument("--utility", choices=get_args(Utility), default="cost")
        count.add_argument("--completion", choices=get_args(Completion), default="none")
        count.add_argument(
            "--ties",
            default="id",
            metavar="id|number|lot:SEED",
            help="of several equally good projects: the lowest id as text, the lowest number, or "
            "lots drawn by a seed (default: id)",
        )
        count.add_argument(
            "--needed",
            action="store_true",
            help="under equal shares, count again until it is known how many more supporters each "
            "project that is not funded would have needed",
        )
        count.add_argument("--json", type=Path, metavar="OUT", help="file to write; - prints it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rule = count_rule(**{name: options[name] for name in RULES})
        except ValueError as error:
            raise CommandError(f"{error}.") from error
        out = options["json"]
        if out is not None and not out.parent.is_dir():
            # Now, and not when all the work is done.
            raise CommandError(f"{out.parent} is no folder to write {out.name} to.")
        file = _read(options["file"])
        withdrawn = withdrawn_projects(file)
        try:
            counted = count_budget(
                file.election, rule, withdrawn=withdrawn, asks_what_was_needed=options["needed"]
            )
        except ValueError as error:
            raise CommandError(f"{options['file']}: {error}.") from error
        report = {"file": options["file"].name, **report_of(counted)}
        self._tell_rule(file, rule)
        if out is None:
            self._tell(report, file)
            return
        text = json.dumps(report, ensure_ascii=False, indent=1)
        if str(out) == "-":
            self.stdout.write(text)
            return
        try:
            out.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}") from error
        self.stdout.write(_summary(counted, report))

    def _tell(self, report: dict[str, Any], file: PabulibFile) -> None:
        projects = report["projects"]
        for project in sorted(projects, key=lambda one: one["place"] or len(projects) + 1):
            name = file.project_fields[project["id"]].get("name", "")
            begin = f"{project['place']:>4}." if project["place"] else "    –"
            self.stdout.write(
                f"{begin} {project['id']}  {name[:60]}  cost {project['cost']}, "
                f"{project['supporters']} supporters"
            )
        self.stdout.write(
            f"{len(report['funded'])} of {len(report['projects'])} projects funded, "
            f"{report['spent']} of {report['budget']} spent."
        )

    def _tell_rule(self, file: PabulibFile, rule: CountRule) -> None:
        """Say by what is counted, and how to count as the file's town did where that differs."""
        used = {name: str(getattr(rule, name)) for name in RULES}
        said = ", ".join(f"{name} {value}" for name, value in used.items())
        self.stderr.write(f"Counted by {said}.")
        theirs = {name: file.meta.get(name, value) for name, value in used.items()}
        with suppress(ValueError):
            # What the file names and is not known here cannot be counted by.
            if count_rule(**theirs) != rule:
                options = " ".join(f"--{name} {value}" for name, value in theirs.items())
                self.stderr.write(f"The file says that its town counts by: {options}")


def _summary(counted: BudgetCount, report: dict[str, Any]) -> str:
    return (
        f"{len(counted.funded)} of {len(counted.election.projects)} projects funded by "
        f"{counted.counted.rule}, {report['spent']} of {report['budget']} spent, "
        f"{counted.election.voters} voters."
    )


def _read(path: Path) -> PabulibFile:
    try:
        return read_pabulib(read_text(path, max_bytes=MAX_BYTES))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    except UnreadableText as error:
        raise CommandError(f"{path}: {error}") from error
    except PabulibError as error:
        raise CommandError(f"{path}, {error}.") from error
