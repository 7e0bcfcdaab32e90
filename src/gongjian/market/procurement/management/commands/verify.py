"""``gongjian verify call`` and ``verify receipt``: check what the town says, without it."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongjian.market.procurement.management.files import read_file
from gongjian.methods.bid_closing import read_receipt
from gongjian.methods.call_check import check_call
from gongjian.methods.call_check_words import CHECKS, LANGUAGES, VERDICTS
from gongjian.methods.call_file import MAX_CALL_FILE_BYTES
from gongjian.methods.canonical_json import write_base64
from gongjian.methods.signed_note import MAX_NOTE_LENGTH, InvalidNote

WRONG = ("{wrong} things are wrong.", "有 {wrong} 项不通过。")
UNPROVEN = (
    "Nothing is wrong, but {unproven} things are not proven; --allow-unproven lets that pass.",
    "没有不通过的项目，但有 {unproven} 项无法证明；加 --allow-unproven 则予以放行。",
)
ALLOWED = (
    "Nothing is wrong; {unproven} things are not proven.",
    "没有不通过的项目；{unproven} 项无法证明。",
)
HOLDS = ("All of it holds.", "全部成立。")


def _language() -> str:
    """That of the machine, where it is one of ours."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, names), "").startswith("zh") else "en"


class Command(BaseCommand):
    help = "Check a call from its public file, or a receipt of a bid. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="call|receipt")
        call = tasks.add_parser("call", help="check signatures, commitments, openings and scores")
        call.add_argument("file", type=Path)
        call.add_argument("--town-key", default="", help="the town's key, as you knew it before")
        call.add_argument("--receipt", type=Path, help="yours: is its envelope in the file?")
        call.add_argument(
            "--allow-unproven",
            action="store_true",
            help="end well though the file does not prove everything",
        )
        call.add_argument("--language", choices=LANGUAGES, default=_language(), help="of the words")
        receipt = tasks.add_parser("receipt", help="check that the town signed a receipt")
        receipt.add_argument("file", type=Path)
        receipt.add_argument("--town-key", required=True)

    def handle(self, *args: Any, task: str, **options: Any) -> None:
        {"call": self._call, "receipt": self._receipt}[task](**options)

    def _call(
        self,
        *,
        file: Path,
        town_key: str,
        receipt: Path | None,
        allow_unproven: bool,
        language: str,
        **options: Any,
    ) -> None:
        note = read_file(receipt, MAX_NOTE_LENGTH).decode(errors="replace") if receipt else ""
        check = check_call(read_file(file, MAX_CALL_FILE_BYTES), town_key.strip(), note)
        at = LANGUAGES.index(language)
        for one in check.findings:
            words = one.words(language)
            self.stdout.write(f"{VERDICTS[one.verdict][at]:<12}{CHECKS[one.what][at]}: {words}")
        verdicts = [one.verdict for one in check.findings]
        counts = {"wrong": verdicts.count("fail"), "unproven": verdicts.count("unproven")}
        if not check.is_right:
            raise CommandError(WRONG[at].format(**counts))
        if not check.is_proven and not allow_unproven:
            raise CommandError(UNPROVEN[at].format(**counts))
        self.stdout.write((HOLDS if check.is_proven else ALLOWED)[at].format(**counts))

    def _receipt(self, *, file: Path, town_key: str, **options: Any) -> None:
        try:
            note = read_file(file, MAX_NOTE_LENGTH).decode()
            receipt = read_receipt(note, town_key)
        except (InvalidNote, ValueError) as error:
            raise CommandError(f"{error}.") from error
        self.stdout.write(
            f"{receipt.town} signed that it received envelope {write_base64(receipt.envelope)} "
            f"of company {receipt.company} for call {receipt.call} at {receipt.received_at}, "
            f"before the deadline of {receipt.deadline}."
        )
