"""``gongjian trail verify``: check the file of a trail, without the town."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongjian.methods.trail_check import check_trail
from gongjian.methods.trail_check_words import CHECKS, LANGUAGES, VERDICTS
from gongjian.methods.trail_file import MAX_BYTES

WRONG = ("{wrong} things are wrong.", "有 {wrong} 项不通过。")
HOLDS = ("All of it holds.", "全部成立。")
UNPROVEN = (
    "Nothing is wrong; {unproven} things are not proven.",
    "没有不通过的项目；{unproven} 项无法证明。",
)


def _language() -> str:
    """That of the machine, where it is one of ours."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, names), "").startswith("zh") else "en"


class Command(BaseCommand):
    help = "Check the file of a trail: signature, places in the ledger, days. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="verify")
        verify = tasks.add_parser("verify", help="check a file that was downloaded from a trail")
        verify.add_argument("file", type=Path)
        verify.add_argument("--town-key", required=True, help="from elsewhere than the file")
        verify.add_argument("--language", choices=LANGUAGES, default=_language())

    def handle(
        self, *args: Any, task: str, file: Path, town_key: str, language: str, **options: Any
    ) -> None:
        try:
            with file.open("rb") as opened:
                check = check_trail(opened.read(MAX_BYTES + 1), town_key.strip())
        except (OSError, ValueError) as error:
            raise CommandError(f"{error}.") from error
        at = LANGUAGES.index(language)
        for one in check.findings:
            verdict, what = VERDICTS[one.verdict][at], CHECKS[one.what][at]
            self.stdout.write(f"{verdict:<12}{what}: {one.words(language)}")
        verdicts = [one.verdict for one in check.findings]
        if not check.is_right:
            raise CommandError(WRONG[at].format(wrong=verdicts.count("fail")))
        words = HOLDS if check.is_proven else UNPROVEN
        self.stdout.write(words[at].format(unproven=verdicts.count("unproven")))
